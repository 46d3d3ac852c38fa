//! `GET /v1/exposures`: one's own exposure ledger.

use crate::{
    api::{ApiProblem, May, caller::SignedIn},
    hub::Hub,
};
use axum::{Json, extract::State};
use scrim_model::grant::Grant;
use scrim_wire::http::exposures::ExposureRow;
use std::sync::Arc;

/// Rows in one answer.
const MOST: u32 = 1_000;

/// What was on my screen, newest first, at most 1,000 rows.
#[utoipa::path(get, path = "/v1/exposures", tag = "me", responses((status = 200, body = Vec<ExposureRow>)))]
pub(crate) async fn list(
    State(hub): State<Arc<Hub>>,
    may: May<SignedIn>,
) -> Result<Json<Vec<ExposureRow>>, ApiProblem> {
    let grants = hub.store.exposures(may.caller.person.id, MOST).await?;
    Ok(Json(grants.iter().map(row).collect()))
}

fn row(grant: &Grant) -> ExposureRow {
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
    }
}
