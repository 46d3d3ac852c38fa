//! `GET /v1/false-matches`: how often lists are wrong, by how close what they recognised was. Never per person.
//!
//! Up to the end of a week that is over, as all that leads are told of: were it up to now, two answers with one verdict in
//! between would tell what whoever held that case has said.

use crate::{
    api::{ApiProblem, May, caller::SeesMetrics},
    clock,
    hub::Hub,
};
use axum::{Json, extract::State};
use scrim_model::disclosure::{WEEK, last_settled};
use scrim_store::judged::ListJudged;
use scrim_wire::{
    Problem,
    http::false_matches::{BandCount, FalseMatches, ListFalseMatches},
};
use std::sync::Arc;

/// What was decided of each list's matches and stands, by bands of distance, until the end of the last week that a day has
/// passed since.
#[utoipa::path(
    get, path = "/v1/false-matches", tag = "operator",
    responses((status = 200, body = FalseMatches), (status = 403, body = Problem))
)]
pub(crate) async fn show(
    State(hub): State<Arc<Hub>>,
    _may: May<SeesMetrics>,
) -> Result<Json<FalseMatches>, ApiProblem> {
    let until = last_settled(clock::now()) + WEEK;
    let lists = hub.store.judged(until).await?.into_iter().map(list).collect();
    Ok(Json(FalseMatches { until, lists }))
}

fn list(judged: ListJudged) -> ListFalseMatches {
    ListFalseMatches {
        id: judged.bank,
        name: judged.name,
        harm: judged.harm,
        bands: BandCount::each(judged.sums.bands),
    }
}
