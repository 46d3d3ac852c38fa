//! `GET /v1/setup`: what this hub has of what a first case needs.

use crate::{
    api::{ApiProblem, May, caller::ManagesPeople},
    hub::Hub,
};
use axum::{Json, extract::State};
use scrim_model::setup::Setup;
use scrim_wire::Problem;
use std::sync::Arc;

/// What there is of a floor, lists, sources, reviewers and cases. Nothing of it is kept for its own sake: it is what the hub has now.
#[utoipa::path(
    get, path = "/v1/setup", tag = "operator",
    responses((status = 200, body = Setup), (status = 403, body = Problem))
)]
pub(crate) async fn show(State(hub): State<Arc<Hub>>, _may: May<ManagesPeople>) -> Result<Json<Setup>, ApiProblem> {
    Ok(Json(hub.store.setup().await?))
}
