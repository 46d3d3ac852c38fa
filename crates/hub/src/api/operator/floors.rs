//! `GET` and `PUT /v1/floors`: the strictest common setting.

use crate::{
    api::{
        ApiProblem, May,
        caller::{SetsFloors, SignedIn},
    },
    hub::Hub,
};
use axum::{Json, extract::State};
use scrim_wire::{Problem, http::me::Floor};
use std::sync::Arc;

/// The floor, which everybody may know.
#[utoipa::path(get, path = "/v1/floors", tag = "operator", responses((status = 200, body = Floor)))]
pub(crate) async fn show(State(hub): State<Arc<Hub>>, _may: May<SignedIn>) -> Result<Json<Floor>, ApiProblem> {
    Ok(Json(Floor {
        settings: hub.store.floor().await?,
    }))
}

/// Sets the floor, for everybody and at once.
#[utoipa::path(
    put, path = "/v1/floors", tag = "operator", request_body = Floor,
    responses((status = 200, body = Floor), (status = 403, body = Problem))
)]
pub(crate) async fn set(
    State(hub): State<Arc<Hub>>,
    may: May<SetsFloors>,
    Json(floor): Json<Floor>,
) -> Result<Json<Floor>, ApiProblem> {
    hub.store.set_floor(Some(may.caller.person.id), floor.settings).await?;
    Ok(Json(floor))
}
