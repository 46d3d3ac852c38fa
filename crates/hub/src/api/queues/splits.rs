//! `GET /v1/splits`: cases on which people disagree.

use crate::{
    api::{ApiProblem, May, caller::Settles},
    hub::Hub,
};
use axum::{
    Json,
    extract::{Query, State},
};
use scrim_model::ids::CaseId;
use scrim_wire::{
    Problem,
    http::{
        page::{MOST_ROWS, Page},
        settling::{Said, Split},
    },
};
use std::sync::Arc;

/// Cases that a lead settles, with what was said of each and by nobody. One is taken by its id (`POST /v1/leases`),
/// looked at by grant within the lead's own limits, and settled by a verdict.
#[utoipa::path(
    get, path = "/v1/splits", tag = "queues", params(Page),
    responses((status = 200, body = Vec<Split>), (status = 403, body = Problem))
)]
pub(crate) async fn list(
    State(hub): State<Arc<Hub>>,
    may: May<Settles>,
    Query(page): Query<Page>,
) -> Result<Json<Vec<Split>>, ApiProblem> {
    let most = page.most.unwrap_or(MOST_ROWS).clamp(1, MOST_ROWS);
    let splits = hub
        .store
        .splits(may.caller.person.id, page.after.map(CaseId), most)
        .await?;
    Ok(Json(splits.into_iter().map(row).collect()))
}

fn row(split: scrim_store::splits::Split) -> Split {
    let said = split.said.into_iter().map(|said| Said {
        reason: said.reason,
        verdict: said.verdict,
    });
    Split {
        case_id: split.case,
        queue_id: split.queue,
        since: split.since,
        taken: split.taken,
        for_others: split.for_others,
        check: split.check,
        said: said.collect(),
    }
}
