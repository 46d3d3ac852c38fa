//! `DELETE /v1/session`: ends the session of the token it is asked with. `DELETE /v1/session/all`: and every other.

use crate::{
    api::{ApiProblem, May, caller::ComesIn},
    hub::Hub,
};
use axum::{extract::State, http::StatusCode};
use scrim_wire::Problem;
use std::sync::Arc;

/// Signs out; both tokens are dead from here on.
#[utoipa::path(
    delete, path = "/v1/session", tag = "session",
    responses((status = 204), (status = 401, body = Problem))
)]
pub(crate) async fn sign_out(State(hub): State<Arc<Hub>>, may: May<ComesIn>) -> Result<StatusCode, ApiProblem> {
    hub.store.end_session(may.session()?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Signs out at every desk, this one included. Cases in hand go back; what a desk had not sent yet is lost.
#[utoipa::path(
    delete, path = "/v1/session/all", tag = "session",
    responses((status = 204), (status = 401, body = Problem), (status = 403, description = "a source's key", body = Problem))
)]
pub(crate) async fn everywhere(State(hub): State<Arc<Hub>>, may: May<ComesIn>) -> Result<StatusCode, ApiProblem> {
    may.session()?;
    let own = may.caller.person.id;
    hub.store.end_sessions_of(own, own).await?;
    Ok(StatusCode::NO_CONTENT)
}
