//! `PUT /v1/me/opt-outs`: what one is never given. No reason is asked, and nobody else is told.

use super::show::{page, queues};
use crate::{
    api::{ApiProblem, May, caller::Reviews},
    hub::Hub,
};
use axum::{Json, extract::State};
use scrim_model::opt_out::OptOuts;
use scrim_wire::{Code, Problem, http::me::Me};
use std::sync::Arc;

/// Leaves these out from now on, on every device. What is held of it goes back unseen.
#[utoipa::path(
    put, path = "/v1/me/opt-outs", tag = "me", request_body = OptOuts,
    responses((status = 200, body = Me), (status = 400, description = "`bad_request`: no category's name", body = Problem))
)]
pub(crate) async fn set(
    State(hub): State<Arc<Hub>>,
    may: May<Reviews>,
    Json(wanted): Json<OptOuts>,
) -> Result<Json<Me>, ApiProblem> {
    let wanted = wanted
        .checked()
        .map_err(|problem| ApiProblem::new(Code::BadRequest, problem.to_string()))?;
    hub.store.set_opt_outs(may.caller.person.id, wanted).await?;
    let queues = queues(&hub, &may.caller.person).await?;
    Ok(Json(page(&hub, may.caller, queues).await?))
}
