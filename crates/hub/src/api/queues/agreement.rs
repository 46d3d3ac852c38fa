//! `GET /v1/queues/{id}/agreement`: how far reviewers agree beyond chance.

use crate::{
    api::{ApiProblem, May, caller::SeesMetrics},
    clock,
    hub::Hub,
};
use axum::{
    Json,
    extract::{Path, State},
};
use scrim_model::{agreement::WEEKS, ids::QueueId};
use scrim_store::queues::QueueRefused;
use scrim_wire::{Problem, http::settling::QueueAgreement};
use std::sync::Arc;

/// Cohen's κ and how often people said the same, over first and blind second verdicts on the same pairs in the
/// last four weeks that are over, of a fixed row of such stretches. Never by person, and nothing where fewer than five people had a part in it.
#[utoipa::path(
    get, path = "/v1/queues/{id}/agreement", tag = "queues", params(("id" = QueueId, Path)),
    responses((status = 200, body = QueueAgreement), (status = 403, body = Problem), (status = 404, body = Problem))
)]
pub(crate) async fn show(
    State(hub): State<Arc<Hub>>,
    _may: May<SeesMetrics>,
    Path(queue): Path<QueueId>,
) -> Result<Json<QueueAgreement>, ApiProblem> {
    let found = hub.store.agreement(queue, WEEKS, clock::now()).await?;
    let found = found.ok_or(QueueRefused::NoSuch)?;
    Ok(Json(QueueAgreement {
        from: found.from,
        to: found.to,
        told: found.told,
    }))
}
