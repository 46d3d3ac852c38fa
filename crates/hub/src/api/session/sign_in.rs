//! `POST /v1/session`: name and password for tokens.

use super::{Fresh, switched_off};
use crate::{api::ApiProblem, clock, hub::Hub, passwords::Busy, tokens};
use axum::{Json, extract::State};
use scrim_model::time::Span;
use scrim_store::people::Try;
use scrim_wire::{
    Code, Problem,
    http::session::{SignIn, Tokens},
};
use std::sync::Arc;
use zeroize::Zeroizing;

/// After how long whoever was sent away has a chance.
const COME_AGAIN: Span = Span::seconds(2);

/// Signs somebody in. Five wrong passwords lock the name for five minutes, whether anybody has it or not.
#[utoipa::path(
    post, path = "/v1/session", tag = "session", request_body = SignIn,
    responses(
        (status = 200, body = Tokens),
        (status = 401, description = "`wrong_password`", body = Problem),
        (status = 403, description = "`switched_off`; `forbidden` where this hub takes no passwords", body = Problem),
        (status = 429, description = "`too_many_tries`, with `Retry-After`", body = Problem),
    )
)]
pub(crate) async fn sign_in(
    State(hub): State<Arc<Hub>>,
    Json(asked): Json<SignIn>,
) -> Result<Json<Tokens>, ApiProblem> {
    if !hub.settings.passwords {
        let message = "this hub takes no passwords: sign in with your organisation";
        return Err(ApiProblem::new(Code::Forbidden, message));
    }
    // Before the try is counted: who is sent away for want of room has tried nothing.
    let turn = hub.passwords.turn().await?;
    // Names are the same whichever case their Latin letters have.
    let name = tokens::hash(&asked.name.to_ascii_lowercase());
    if let Try::Locked(until) = hub.store.count_try(name).await? {
        let locked = ApiProblem::new(Code::TooManyTries, "too many wrong passwords: wait a few minutes");
        return Err(locked.until(Some(until)));
    }
    let found = hub.store.password_of(asked.name).await?;
    let kept = found.as_ref().map(|row| row.password.clone());
    let right = turn.verify(Zeroizing::new(asked.password), kept).await;
    let right = right.map_err(ApiProblem::internal)?;
    let wrong = || ApiProblem::new(Code::WrongPassword, "the name or the password is wrong");
    let person = found.ok_or_else(wrong)?.person;
    if !right {
        hub.store.note_failed_try(person.id).await?;
        return Err(wrong());
    }
    hub.store.forget_tries(name).await?;
    if person.disabled {
        return Err(switched_off());
    }
    let fresh = Fresh::draw().map_err(ApiProblem::internal)?;
    let expires_at = hub.store.start_session(person.id, fresh.pair()).await?;
    Ok(Json(fresh.shown(expires_at)))
}

impl From<Busy> for ApiProblem {
    fn from(busy: Busy) -> Self {
        let message = "too many people are signing in at once: try again in a moment";
        let problem = Self::new(Code::TooManyTries, message).because(busy);
        problem.until(Some(clock::now() + COME_AGAIN))
    }
}
