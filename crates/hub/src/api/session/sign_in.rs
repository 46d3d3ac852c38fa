//! `POST /v1/session`: name and password for tokens.

use super::Fresh;
use crate::{api::ApiProblem, hub::Hub, passwords};
use axum::{Json, extract::State};
use scrim_wire::{
    Code, Problem,
    http::session::{SignIn, Tokens},
};
use std::sync::Arc;

/// Signs somebody in. Five wrong passwords lock the name for five minutes.
#[utoipa::path(
    post, path = "/v1/session", tag = "session", request_body = SignIn,
    responses(
        (status = 200, body = Tokens),
        (status = 401, description = "`wrong_password`", body = Problem),
        (status = 429, description = "`too_many_tries`", body = Problem),
    )
)]
pub(crate) async fn sign_in(
    State(hub): State<Arc<Hub>>,
    Json(asked): Json<SignIn>,
) -> Result<Json<Tokens>, ApiProblem> {
    let found = hub.store.password_of(asked.name).await?;
    if let Some(row) = found.as_ref().filter(|row| row.locked_until > row.now) {
        let locked = ApiProblem::new(Code::TooManyTries, "too many wrong passwords: wait a few minutes");
        return Err(locked.until(Some(row.locked_until)));
    }
    let kept = found.as_ref().map(|row| row.password.clone());
    let checking = tokio::task::spawn_blocking(move || passwords::verify(&asked.password, kept.as_deref()));
    let right = checking.await.map_err(ApiProblem::internal)?;
    let wrong = || ApiProblem::new(Code::WrongPassword, "the name or the password is wrong");
    let row = found.ok_or_else(wrong)?;
    if !right {
        hub.store.note_failed_try(row.person.id).await?;
        return Err(wrong());
    }
    if row.person.disabled {
        return Err(wrong());
    }
    let fresh = Fresh::draw().map_err(ApiProblem::internal)?;
    let expires_at = hub.store.start_session(row.person.id, fresh.pair()).await?;
    Ok(Json(fresh.shown(expires_at)))
}
