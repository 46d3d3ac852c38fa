//! `/v1/deliveries`: what destinations are told, to the byte, and what became of it.

use crate::{
    api::{ApiProblem, May, caller::ManagesQueues, page::more},
    destinations::delivery,
    hub::Hub,
};
use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
};
use scrim_model::ids::DeliveryId;
use scrim_store::deliveries::{NotAgain, Which};
use scrim_wire::{
    Code, Problem,
    http::deliveries::{AttemptInfo, DeliveryList, DeliveryRecord, DeliveryState, ListDeliveries, MOST_DELIVERIES},
};
use std::sync::Arc;

/// How many an answer holds where it is not said.
const USUAL: u32 = 50;

/// What waits, what is dead, what arrived, or what was withdrawn. Of a destination in a dry run, what waits is what would
/// leave.
#[utoipa::path(
    get, path = "/v1/deliveries", tag = "operator", params(ListDeliveries),
    responses((status = 200, body = DeliveryList), (status = 403, body = Problem))
)]
pub(crate) async fn list(
    State(hub): State<Arc<Hub>>,
    _may: May<ManagesQueues>,
    Query(asked): Query<ListDeliveries>,
) -> Result<Json<DeliveryList>, ApiProblem> {
    let most = asked.most.unwrap_or(USUAL).clamp(1, MOST_DELIVERIES);
    let which = match asked.state {
        DeliveryState::Waiting => Which::Waiting,
        DeliveryState::Dead => Which::Dead,
        DeliveryState::Delivered => Which::Delivered,
        DeliveryState::Withdrawn => Which::Withdrawn,
    };
    // One more than is wanted tells whether there are more.
    let at_most = most.saturating_add(1);
    let mut rows = match asked.destination {
        None => hub.store.deliveries(which, asked.before, at_most).await?,
        Some(to) => hub.store.deliveries_to(to, which, asked.before, at_most).await?,
    };
    let more = more(&mut rows, most);
    let destinations = hub.store.destinations().await?;
    Ok(Json(DeliveryList {
        deliveries: rows.iter().map(|row| delivery(row, &destinations)).collect(),
        more,
    }))
}

/// One of them, with every attempt.
#[utoipa::path(
    get, path = "/v1/deliveries/{id}", tag = "operator", params(("id" = DeliveryId, Path)),
    responses((status = 200, body = DeliveryRecord), (status = 403, body = Problem), (status = 404, body = Problem))
)]
pub(crate) async fn show(
    State(hub): State<Arc<Hub>>,
    _may: May<ManagesQueues>,
    Path(id): Path<DeliveryId>,
) -> Result<Json<DeliveryRecord>, ApiProblem> {
    let row = hub.store.delivery(id).await?;
    let row = row.ok_or_else(|| ApiProblem::new(Code::NotFound, "there is no such delivery"))?;
    let attempts = hub.store.attempts(id).await?.into_iter().map(|attempt| AttemptInfo {
        number: attempt.number,
        began_at: attempt.began_at,
        ended_at: attempt.ended_at,
        failure: attempt.failure,
    });
    Ok(Json(DeliveryRecord {
        delivery: delivery(&row, &hub.store.destinations().await?),
        attempts: attempts.collect(),
    }))
}

/// Has a dead one sent again, under the same id.
#[utoipa::path(
    post, path = "/v1/deliveries/{id}/retry", tag = "operator", params(("id" = DeliveryId, Path)),
    responses(
        (status = 204),
        (status = 404, description = "`not_found`", body = Problem),
        (status = 409, description = "`changed_since`: it is not dead, or holds no more", body = Problem),
    )
)]
pub(crate) async fn retry(
    State(hub): State<Arc<Hub>>,
    may: May<ManagesQueues>,
    Path(id): Path<DeliveryId>,
) -> Result<StatusCode, ApiProblem> {
    hub.store.send_again(Some(may.caller.person.id), id).await?;
    hub.telling.notify_one();
    Ok(StatusCode::NO_CONTENT)
}

impl From<NotAgain> for ApiProblem {
    fn from(refused: NotAgain) -> Self {
        match refused {
            NotAgain::NoSuch => Self::new(Code::NotFound, "there is no such delivery"),
            NotAgain::NotDead => Self::new(
                Code::ChangedSince,
                "the delivery is not dead: it is sent by itself, arrived, or was withdrawn",
            ),
            NotAgain::Overtaken => Self::new(
                Code::ChangedSince,
                "something else was decided about the same since, and is told instead: sending this would undo it",
            ),
            NotAgain::Removed => Self::new(
                Code::ChangedSince,
                "the destination was removed: add it again, and it hears what is decided from then on",
            ),
            NotAgain::Store(error) => error.into(),
        }
    }
}
