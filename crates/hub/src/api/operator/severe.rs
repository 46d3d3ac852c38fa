//! `GET` and `PUT /v1/severe`: the categories after a look at which there is a cool-down.

use crate::{
    api::{
        ApiProblem, May,
        caller::{SetsFloors, SignedIn},
    },
    hub::Hub,
};
use axum::{Json, extract::State};
use scrim_model::wellness::Severe;
use scrim_wire::{Code, Problem};
use std::sync::Arc;

/// The list, which everybody may know.
#[utoipa::path(get, path = "/v1/severe", tag = "operator", responses((status = 200, body = Severe)))]
pub(crate) async fn show(State(hub): State<Arc<Hub>>, _may: May<SignedIn>) -> Result<Json<Severe>, ApiProblem> {
    Ok(Json(hub.store.severe().await?))
}

/// Sets the list, for every look from now on.
#[utoipa::path(
    put, path = "/v1/severe", tag = "operator", request_body = Severe,
    responses(
        (status = 200, body = Severe),
        (status = 400, description = "`bad_request`: too many categories, or one without a code", body = Problem),
        (status = 403, body = Problem),
    )
)]
pub(crate) async fn set(
    State(hub): State<Arc<Hub>>,
    may: May<SetsFloors>,
    Json(severe): Json<Severe>,
) -> Result<Json<Severe>, ApiProblem> {
    let severe = severe
        .checked()
        .map_err(|problem| ApiProblem::new(Code::BadRequest, problem.to_string()))?;
    hub.store.set_severe(Some(may.caller.person.id), severe.clone()).await?;
    Ok(Json(severe))
}
