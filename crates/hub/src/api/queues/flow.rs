//! `GET /v1/queues/{id}/flow`: how cases come to a queue and leave it.

use crate::{
    api::{ApiProblem, May, caller::SeesMetrics},
    clock,
    hub::Hub,
};
use axum::{
    Json,
    extract::{Path, State},
};
use scrim_model::ids::QueueId;
use scrim_store::{flow as kept, queues::QueueRefused};
use scrim_wire::{
    Problem,
    http::flow::{FlowWeek, QueueFlow},
};
use std::sync::Arc;

/// Arrivals by whole week and over the hours and days of four whole weeks; decisions by whole week, in tens and only where
/// the same five people or more had a part in two weeks; and how long what waits now has waited. Nothing is told of a
/// week before a day has passed since its end, and nothing of what waited earlier: with arrivals, either would be
/// the pace of whoever works alone in a queue.
#[utoipa::path(
    get, path = "/v1/queues/{id}/flow", tag = "queues", params(("id" = QueueId, Path)),
    responses((status = 200, body = QueueFlow), (status = 403, body = Problem), (status = 404, body = Problem))
)]
pub(crate) async fn show(
    State(hub): State<Arc<Hub>>,
    _may: May<SeesMetrics>,
    Path(queue): Path<QueueId>,
) -> Result<Json<QueueFlow>, ApiProblem> {
    let found = hub.store.flow(queue, clock::now()).await?;
    let kept::QueueFlow { weeks, rhythm, waiting } = found.ok_or(QueueRefused::NoSuch)?;
    let week = |week: kept::FlowWeek| FlowWeek {
        starts: week.starts,
        arrived: week.arrived,
        decided: week.decided,
    };
    Ok(Json(QueueFlow {
        weeks: weeks.into_iter().map(week).collect(),
        rhythm,
        waiting,
    }))
}
