//! `GET` and `PUT /v1/stop-checks`: of how many stops somebody checks whether they are right.

use crate::{
    api::{ApiProblem, May, caller::ManagesBanks},
    hub::Hub,
};
use axum::{Json, extract::State};
use scrim_model::check::StopChecks;
use scrim_wire::Problem;
use std::sync::Arc;

/// The share of uploads stopped with nobody looking that are looked at afterwards, behind a veil, in thousandths.
#[utoipa::path(
    get, path = "/v1/stop-checks", tag = "operator",
    responses((status = 200, body = StopChecks), (status = 403, body = Problem))
)]
pub(crate) async fn show(State(hub): State<Arc<Hub>>, _may: May<ManagesBanks>) -> Result<Json<StopChecks>, ApiProblem> {
    Ok(Json(hub.store.org().await?.stop_checks))
}

/// Sets it, for every upload from now on and at every hub of the database; 0 turns checks off. Those that wait stay.
#[utoipa::path(
    put, path = "/v1/stop-checks", tag = "operator", request_body = StopChecks,
    responses(
        (status = 200, body = StopChecks),
        (status = 400, description = "`bad_request`: a share of more than 1000", body = Problem),
        (status = 403, body = Problem),
    )
)]
pub(crate) async fn set(
    State(hub): State<Arc<Hub>>,
    may: May<ManagesBanks>,
    Json(wanted): Json<StopChecks>,
) -> Result<Json<StopChecks>, ApiProblem> {
    hub.store.set_stop_checks(Some(may.caller.person.id), wanted).await?;
    Ok(Json(wanted))
}
