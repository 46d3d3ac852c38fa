//! `DELETE /v1/session`: ends the session of the token it is asked with.

use crate::{
    api::{ApiProblem, May, caller::SignedIn},
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
pub(crate) async fn sign_out(State(hub): State<Arc<Hub>>, may: May<SignedIn>) -> Result<StatusCode, ApiProblem> {
    hub.store.end_session(may.session()?).await?;
    Ok(StatusCode::NO_CONTENT)
}
