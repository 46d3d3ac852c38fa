//! `GET /v1/storage`: how many pictures are kept. `POST /v1/retention/dry-run`: what a policy would destroy.

use crate::{
    api::{
        ApiProblem, May,
        caller::{Destroys, Holds},
    },
    clock,
    hub::Hub,
};
use axum::{Json, extract::State};
use scrim_wire::{
    Problem,
    http::retention::{Storage, TryRetention, WouldDestroy},
};
use std::sync::Arc;

/// Pictures that a dry run looks through: some seconds on a small machine, and no request may take a minute.
const LOOKED_THROUGH: u32 = 100_000;

/// How many pictures there are, and were; what is under a hold; what is still to be taken away.
#[utoipa::path(
    get, path = "/v1/storage", tag = "operator",
    responses((status = 200, body = Storage), (status = 403, body = Problem))
)]
pub(crate) async fn show(State(hub): State<Arc<Hub>>, _may: May<Holds>) -> Result<Json<Storage>, ApiProblem> {
    let sums = hub.store.keeping_sums().await?;
    Ok(Json(Storage {
        kept: sums.kept,
        holds: sums.holds,
        destroyed: sums.destroyed,
        media_left: sums.media_left,
    }))
}

/// What a policy would destroy if it were set now, once its day of notice is over. Nothing is set and nothing destroyed.
#[utoipa::path(
    post, path = "/v1/retention/dry-run", tag = "operator", request_body = TryRetention,
    responses(
        (status = 200, body = WouldDestroy),
        (status = 400, description = "`bad_request`: days are 1 to 3650", body = Problem),
        (status = 403, body = Problem),
    )
)]
pub(crate) async fn dry_run(
    State(hub): State<Arc<Hub>>,
    _may: May<Destroys>,
    Json(wanted): Json<TryRetention>,
) -> Result<Json<WouldDestroy>, ApiProblem> {
    let within = (clock::now(), LOOKED_THROUGH);
    let would = hub.store.would_destroy(wanted.policy, within).await?;
    Ok(Json(WouldDestroy {
        due: would.due,
        at_least: would.at_least,
    }))
}
