//! `GET /v1/exposures`: one's own exposure ledger.

use crate::{
    api::{ApiProblem, May, caller::SignedIn},
    hub::Hub,
};
use axum::{
    Json,
    extract::{Query, State},
};
use scrim_store::ledger::LedgerRow;
use scrim_wire::{
    Problem,
    http::exposures::{ExposureRow, ListExposures, MOST_EXPOSURES},
};
use std::sync::Arc;

/// What was on my screen, newest first.
#[utoipa::path(
    get, path = "/v1/exposures", tag = "me", params(ListExposures),
    responses((status = 200, body = Vec<ExposureRow>), (status = 400, body = Problem))
)]
pub(crate) async fn list(
    State(hub): State<Arc<Hub>>,
    may: May<SignedIn>,
    Query(asked): Query<ListExposures>,
) -> Result<Json<Vec<ExposureRow>>, ApiProblem> {
    let most = asked.most.unwrap_or(MOST_EXPOSURES).clamp(1, MOST_EXPOSURES);
    let rows = hub.store.ledger(may.caller.person.id, asked.before, most).await?;
    Ok(Json(rows.iter().map(row).collect()))
}

/// One grant, as its person sees it.
pub(crate) fn row(kept: &LedgerRow) -> ExposureRow {
    let grant = &kept.grant;
    let exposure = grant.exposure();
    ExposureRow {
        grant_id: grant.id,
        case_id: grant.case,
        item_id: grant.item,
        rung: grant.rung,
        granted_at: grant.granted_at,
        until: grant.until,
        charged: grant.charged,
        presented: grant.closed,
        counts_as: exposure.rung,
        counts_ms: exposure.shown.0,
        pair: kept.pair,
        session_id: kept.session,
    }
}
