//! `GET /v1/me/accesses`: who else opened my record, and why.

use crate::{
    api::{ApiProblem, May, caller::SignedIn},
    hub::Hub,
};
use axum::{
    Json,
    extract::{Query, State},
};
use scrim_store::ledger::Access;
use scrim_wire::{
    Problem,
    http::ledger::{AccessRow, ListAccesses, MOST_ACCESSES},
};
use std::sync::Arc;

/// Every time that somebody else opened it, the newest first.
#[utoipa::path(
    get, path = "/v1/me/accesses", tag = "me", params(ListAccesses),
    responses((status = 200, body = Vec<AccessRow>), (status = 400, body = Problem))
)]
pub(crate) async fn list(
    State(hub): State<Arc<Hub>>,
    may: May<SignedIn>,
    Query(asked): Query<ListAccesses>,
) -> Result<Json<Vec<AccessRow>>, ApiProblem> {
    let most = asked.most.unwrap_or(MOST_ACCESSES).clamp(1, MOST_ACCESSES);
    let accesses = hub.store.accesses(may.caller.person.id, asked.before, most).await?;
    Ok(Json(accesses.into_iter().map(row).collect()))
}

fn row(access: Access) -> AccessRow {
    AccessRow {
        id: access.id,
        at: access.at,
        by: access.by,
        reason: access.reason,
    }
}
