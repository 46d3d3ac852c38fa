//! `POST /v1/session/refresh`: a refresh token, good for one use, for a fresh pair.

use super::Fresh;
use crate::{api::ApiProblem, hub::Hub, tokens};
use axum::{Json, extract::State};
use scrim_store::people::TokenRefused;
use scrim_wire::{
    Code, Problem,
    http::session::{Refresh, Tokens},
};
use std::sync::Arc;

/// Changes a refresh token. A token that was used before is theft or a fault: its session ends.
#[utoipa::path(
    post, path = "/v1/session/refresh", tag = "session", request_body = Refresh,
    responses((status = 200, body = Tokens), (status = 401, description = "`unauthenticated`: sign in", body = Problem))
)]
pub(crate) async fn refresh(
    State(hub): State<Arc<Hub>>,
    Json(asked): Json<Refresh>,
) -> Result<Json<Tokens>, ApiProblem> {
    let fresh = Fresh::draw().map_err(ApiProblem::internal)?;
    let changed = hub
        .store
        .refresh_session(tokens::hash(&asked.refresh_token), fresh.pair())
        .await;
    match changed {
        Ok(expires_at) => Ok(Json(fresh.shown(expires_at))),
        Err(TokenRefused::Store(error)) => Err(error.into()),
        Err(TokenRefused::Unknown | TokenRefused::Expired | TokenRefused::Reused) => Err(ApiProblem::new(
            Code::Unauthenticated,
            "the session has ended: sign in again",
        )),
    }
}
