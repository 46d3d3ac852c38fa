//! `GET` and `PUT /v1/support`: whom people can turn to.

use crate::{
    api::{
        ApiProblem, May,
        caller::{ManagesPeople, SignedIn},
    },
    hub::Hub,
};
use axum::{Json, extract::State};
use scrim_wire::{Code, Problem, http::org::Support};
use std::sync::Arc;

/// The support line and the counsellors of the organisation. That somebody asked is written nowhere.
#[utoipa::path(get, path = "/v1/support", tag = "operator", responses((status = 200, body = Support)))]
pub(crate) async fn show(State(hub): State<Arc<Hub>>, _may: May<SignedIn>) -> Result<Json<Support>, ApiProblem> {
    Ok(Json(hub.store.org().await?.support))
}

/// Sets them, as a whole.
#[utoipa::path(
    put, path = "/v1/support", tag = "operator", request_body = Support,
    responses(
        (status = 200, body = Support),
        (status = 400, description = "`bad_request`: too many, or not a line each", body = Problem),
        (status = 403, body = Problem),
    )
)]
pub(crate) async fn set(
    State(hub): State<Arc<Hub>>,
    may: May<ManagesPeople>,
    Json(wanted): Json<Support>,
) -> Result<Json<Support>, ApiProblem> {
    let wanted = wanted.checked();
    let support = wanted.map_err(|wrong| ApiProblem::new(Code::BadRequest, wrong.to_string()))?;
    hub.store
        .set_support(Some(may.caller.person.id), support.clone())
        .await?;
    Ok(Json(support))
}
