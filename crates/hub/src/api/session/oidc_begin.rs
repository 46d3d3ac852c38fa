//! `POST /v1/session/oidc/begin`: where to send the browser, for a sign-in at the organisation.

use crate::{
    api::ApiProblem,
    hub::Hub,
    identity::{Asked, Provider},
    tokens,
};
use axum::{Json, extract::State};
use scrim_model::identity::{is_challenge, is_loopback_redirect};
use scrim_store::identity::Attempt;
use scrim_wire::{
    Code, Problem,
    http::session::{BeginOidc, OidcBegun},
};
use std::sync::Arc;

/// Begins a sign-in at the identity provider. Only whoever began it can finish it, once and within ten minutes.
#[utoipa::path(
    post, path = "/v1/session/oidc/begin", tag = "session", request_body = BeginOidc,
    responses(
        (status = 200, body = OidcBegun),
        (status = 400, description = "`bad_request`: the challenge or the address is none", body = Problem),
        (status = 404, description = "`not_found`: this hub knows no identity provider", body = Problem),
        (status = 503, description = "`unavailable`: the identity provider does not answer", body = Problem),
    )
)]
pub(crate) async fn begin(
    State(hub): State<Arc<Hub>>,
    Json(asked): Json<BeginOidc>,
) -> Result<Json<OidcBegun>, ApiProblem> {
    let provider = provider(&hub)?;
    check(&asked)?;
    let state = tokens::fresh().map_err(ApiProblem::internal)?;
    let nonce = tokens::fresh().map_err(ApiProblem::internal)?;
    let address = provider.address(Asked {
        state: state.to_string(),
        nonce: nonce.to_string(),
        challenge: asked.code_challenge.clone(),
        redirect: asked.redirect_uri.clone(),
    });
    let address = address.await?;
    let attempt = Attempt {
        state: tokens::hash(&state),
        nonce: nonce.to_string(),
        challenge: asked.code_challenge,
        redirect: asked.redirect_uri,
    };
    Ok(Json(OidcBegun {
        authorization_url: address.into(),
        state: state.to_string(),
        expires_at: hub.store.begin_attempt(attempt).await?,
    }))
}

pub(super) fn provider(hub: &Hub) -> Result<&Provider, ApiProblem> {
    let none = || {
        ApiProblem::new(
            Code::NotFound,
            "this hub knows no identity provider: sign in with a password",
        )
    };
    hub.provider.as_ref().ok_or_else(none)
}

fn check(asked: &BeginOidc) -> Result<(), ApiProblem> {
    if !is_challenge(&asked.code_challenge) {
        let message = "the code challenge is the SHA-256 of the verifier in base64 for addresses: 43 characters";
        return Err(ApiProblem::new(Code::BadRequest, message));
    }
    if !is_loopback_redirect(&asked.redirect_uri) {
        let message = "the browser comes back to http://127.0.0.1:PORT/callback and nowhere else";
        return Err(ApiProblem::new(Code::BadRequest, message));
    }
    Ok(())
}
