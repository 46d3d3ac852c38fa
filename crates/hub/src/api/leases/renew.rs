//! `PUT /v1/leases/{id}`: the heartbeat.

use crate::{
    api::{ApiProblem, May, caller::Reviews},
    hub::Hub,
};
use axum::{
    Json,
    extract::{Path, State},
};
use scrim_model::ids::LeaseId;
use scrim_wire::{Problem, http::leases::Renewed};
use std::sync::Arc;

/// Keeps a lease for another two minutes, an hour in all.
#[utoipa::path(
    put, path = "/v1/leases/{id}", tag = "leases", params(("id" = LeaseId, Path)),
    responses(
        (status = 200, body = Renewed),
        (status = 403, description = "`not_your_lease`", body = Problem),
        (status = 409, description = "`lease_lost`, `lease_fenced`", body = Problem),
        (status = 423, description = "a break is on", body = Problem),
    )
)]
pub(crate) async fn renew(
    State(hub): State<Arc<Hub>>,
    may: May<Reviews>,
    Path(id): Path<LeaseId>,
) -> Result<Json<Renewed>, ApiProblem> {
    let renewed = hub.store.renew_lease(may.proof(id)?).await?;
    Ok(Json(Renewed {
        expires_at: renewed.lease.expires_at,
        max_rung: renewed.lease.max_rung,
        limit: renewed.limit,
    }))
}
