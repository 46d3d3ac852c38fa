//! `GET /v1/queues/{id}/agreement`: how far reviewers agree beyond chance.

use crate::{
    api::{ApiProblem, May, caller::SeesMetrics},
    clock,
    hub::Hub,
};
use axum::{
    Json,
    extract::{Path, Query, State},
};
use scrim_model::{agreement::MOST_WEEKS, ids::QueueId};
use scrim_store::queues::QueueRefused;
use scrim_wire::{
    Problem,
    http::settling::{AskAgreement, QueueAgreement},
};
use std::sync::Arc;

/// A month, where it is not said how many weeks.
const USUAL: u8 = 4;

/// Cohen's κ and how often people said the same, over first and blind second verdicts on the same pairs in whole weeks
/// that are over. Never by person, and nothing where fewer than five people had a part in it.
#[utoipa::path(
    get, path = "/v1/queues/{id}/agreement", tag = "queues", params(("id" = QueueId, Path), AskAgreement),
    responses((status = 200, body = QueueAgreement), (status = 403, body = Problem), (status = 404, body = Problem))
)]
pub(crate) async fn show(
    State(hub): State<Arc<Hub>>,
    _may: May<SeesMetrics>,
    Path(queue): Path<QueueId>,
    Query(asked): Query<AskAgreement>,
) -> Result<Json<QueueAgreement>, ApiProblem> {
    let weeks = asked.weeks.unwrap_or(USUAL).clamp(1, MOST_WEEKS);
    let found = hub.store.agreement(queue, weeks, clock::now()).await?;
    let found = found.ok_or(QueueRefused::NoSuch)?;
    Ok(Json(QueueAgreement {
        from: found.from,
        to: found.to,
        told: found.told,
    }))
}
