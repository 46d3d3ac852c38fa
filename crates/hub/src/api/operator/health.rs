//! `GET /healthz` and `GET /readyz`: for the machines that watch a hub.

use crate::{api::ApiProblem, hub::Hub};
use axum::extract::State;
use std::sync::Arc;

/// The process answers.
#[utoipa::path(get, path = "/healthz", tag = "operator", responses((status = 200, body = String)))]
pub(crate) async fn healthz() -> &'static str {
    "ok\n"
}

/// The database answers, and the index follows it.
#[utoipa::path(get, path = "/readyz", tag = "operator", responses((status = 200, body = String), (status = 500, body = scrim_wire::Problem)))]
pub(crate) async fn readyz(State(hub): State<Arc<Hub>>) -> Result<&'static str, ApiProblem> {
    hub.index.follow(&hub.store).await?;
    Ok("ready\n")
}
