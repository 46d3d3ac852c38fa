//! `GET` and `PUT /v1/floors`: the strictest common setting.

use crate::{
    api::{
        ApiProblem, May,
        caller::{SetsFloors, SignedIn},
    },
    hub::Hub,
};
use axum::{Json, extract::State};
use scrim_wire::{
    Problem,
    http::me::{Floor, SetFloor},
};
use std::sync::Arc;

/// The floor, which everybody may know.
#[utoipa::path(get, path = "/v1/floors", tag = "operator", responses((status = 200, body = Floor)))]
pub(crate) async fn show(State(hub): State<Arc<Hub>>, _may: May<SignedIn>) -> Result<Json<Floor>, ApiProblem> {
    Ok(Json(Floor {
        settings: hub.store.floor().await?,
    }))
}

/// Sets the floor, for everybody: what is stricter by it holds at once, what is looser from each person's next block on.
#[utoipa::path(
    put, path = "/v1/floors", tag = "operator", request_body = SetFloor,
    responses(
        (status = 200, body = Floor),
        (status = 400, description = "`setting_out_of_bounds` with the setting, `resting_above_max`", body = Problem),
        (status = 403, description = "`own_limit`: it would loosen what the caller looks under themselves", body = Problem),
    )
)]
pub(crate) async fn set(
    State(hub): State<Arc<Hub>>,
    may: May<SetsFloors>,
    Json(wanted): Json<SetFloor>,
) -> Result<Json<Floor>, ApiProblem> {
    let by = Some(may.caller.person.id);
    let settings = hub.store.set_floor(by, wanted.settings).await?;
    Ok(Json(Floor { settings }))
}
