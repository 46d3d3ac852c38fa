//! `POST /v1/session/refresh`: a refresh token, good for one use, for a fresh pair.

use super::{Fresh, switched_off};
use crate::{api::ApiProblem, hub::Hub, tokens};
use axum::{Json, extract::State};
use scrim_store::people::{EndedWhy, TokenRefused};
use scrim_wire::{
    Code, Problem,
    http::session::{Refresh, Tokens},
};
use std::sync::Arc;

/// Changes a refresh token. A token that was used before is theft or a fault: its session ends.
#[utoipa::path(
    post, path = "/v1/session/refresh", tag = "session", request_body = Refresh,
    responses(
        (status = 200, body = Tokens),
        (status = 401, description = "`unauthenticated`, `signed_out_everywhere`, `session_over`: sign in", body = Problem),
        (status = 403, description = "`switched_off`, `no_group`", body = Problem),
    )
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
        Err(TokenRefused::Ended(why)) => Err(ended(why)),
        Err(TokenRefused::Unknown | TokenRefused::Expired | TokenRefused::Reused) => Err(over()),
    }
}

fn over() -> ApiProblem {
    ApiProblem::new(Code::Unauthenticated, "the session has ended: sign in again")
}

/// Whoever holds the token hears why.
fn ended(why: EndedWhy) -> ApiProblem {
    match why {
        EndedWhy::SignedOut | EndedWhy::Reused => over(),
        EndedWhy::Everywhere => ApiProblem::new(
            Code::SignedOutEverywhere,
            "you were signed out everywhere, by yourself or by an admin: sign in again",
        ),
        EndedWhy::SwitchedOff => switched_off(),
        EndedWhy::Over => ApiProblem::new(
            Code::SessionOver,
            "the session has lasted as long as one may: sign in again",
        ),
        EndedWhy::NoGroup => ApiProblem::new(
            Code::NoGroup,
            "your groups at the identity provider give nothing here any more: ask an admin of this hub",
        ),
    }
}
