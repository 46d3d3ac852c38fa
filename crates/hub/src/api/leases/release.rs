//! `DELETE /v1/leases/{id}`: a case goes back, no reason asked.

use crate::{
    api::{ApiProblem, May, caller::Reviews},
    hub::Hub,
};
use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use scrim_model::ids::LeaseId;
use scrim_store::leases::GivenBack;
use scrim_wire::{
    Problem,
    http::leases::{Release, ReleaseReason},
};
use std::sync::Arc;

/// Gives a case back. One that was skipped is not given to the same person again.
#[utoipa::path(
    delete, path = "/v1/leases/{id}", tag = "leases", params(("id" = LeaseId, Path)), request_body = Option<Release>,
    responses((status = 204), (status = 403, description = "`not_your_lease`", body = Problem))
)]
pub(crate) async fn release(
    State(hub): State<Arc<Hub>>,
    may: May<Reviews>,
    Path(id): Path<LeaseId>,
    said: Option<Json<Release>>,
) -> Result<StatusCode, ApiProblem> {
    let reason = said.map(|Json(said)| said.reason);
    if reason == Some(ReleaseReason::Panic) {
        // That it happened, and nothing of whom or at what.
        tracing::info!("a case went back from behind a curtain");
    }
    let why = match reason {
        Some(ReleaseReason::Skip) => GivenBack::Skipped,
        Some(ReleaseReason::Unseen | ReleaseReason::Panic) | None => GivenBack::Unseen,
    };
    hub.store.release_lease(may.proof(id)?, why).await?;
    Ok(StatusCode::NO_CONTENT)
}
