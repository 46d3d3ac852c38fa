//! `GET /v1/session/ways`: how somebody can sign in here, for a desk to offer just that.

use crate::hub::Hub;
use axum::{Json, extract::State};
use scrim_wire::{contract::Contract, http::session::SignInWays};
use std::sync::Arc;

/// How somebody can sign in here. Whether the identity provider answers is another question.
#[utoipa::path(get, path = "/v1/session/ways", tag = "session", responses((status = 200, body = SignInWays)))]
pub(crate) async fn show(State(hub): State<Arc<Hub>>) -> Json<SignInWays> {
    Json(SignInWays {
        passwords: hub.settings.passwords,
        organisation: hub.provider.is_some(),
        contract: Contract::OURS,
    })
}
