//! `PUT /v1/me/password`: another password for oneself.

use crate::{
    api::{ApiProblem, May, caller::Oneself},
    hub::Hub,
    tokens,
};
use axum::{Json, extract::State, http::StatusCode};
use scrim_model::ids::PersonId;
use scrim_store::people::{OwnPassword, Try};
use scrim_wire::{Code, Problem, http::people::ChangePassword};
use std::sync::Arc;
use zeroize::Zeroizing;

/// Changes one's own password. Every other session of one's own ends; tries with a wrong one count like those of signing in.
#[utoipa::path(
    put, path = "/v1/me/password", tag = "me", request_body = ChangePassword,
    responses(
        (status = 204),
        (status = 400, description = "`bad_request`: the new one is too short or the one that holds, or they sign in elsewhere", body = Problem),
        (status = 401, description = "`wrong_password`: the one that holds is another", body = Problem),
        (status = 403, description = "a source's key; `forbidden` where this hub takes no passwords", body = Problem),
        (status = 409, description = "`changed_since`: another one was set meanwhile", body = Problem),
        (status = 429, description = "`too_many_tries`, with `Retry-After`", body = Problem),
    )
)]
pub(crate) async fn change(
    State(hub): State<Arc<Hub>>,
    may: May<Oneself>,
    Json(asked): Json<ChangePassword>,
) -> Result<StatusCode, ApiProblem> {
    if !hub.settings.passwords {
        let message = "this hub takes no passwords: change yours at your organisation";
        return Err(ApiProblem::new(Code::Forbidden, message));
    }
    let person = &may.caller.person;
    let session = may.session()?;
    let (current, new) = (Zeroizing::new(asked.current), Zeroizing::new(asked.new));
    let kept = hub.store.kept_password(person.id).await?;
    let elsewhere = "you have no password here: you sign in at your organisation, and change it there";
    let kept = kept.ok_or_else(|| ApiProblem::new(Code::BadRequest, elsewhere))?;
    let is_same = current == new;
    prove(&hub, (person.id, &person.name), (current, kept.text.clone())).await?;
    if is_same {
        let message = "this is the password that you have: choose another one";
        return Err(ApiProblem::new(Code::BadRequest, message).setting("new"));
    }
    let turn = hub.passwords.turn().await?;
    let hashed = turn.hash(new).await.map_err(ApiProblem::internal)?;
    let after = hashed.map_err(|error| ApiProblem::new(Code::BadRequest, error.to_string()).setting("new"))?;
    let before = kept.text;
    let wanted = OwnPassword { before, after };
    hub.store.change_own_password((person.id, session), wanted).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Whoever is at a desk that somebody left open knows no password: it is asked for, and tries are counted with those of
/// signing in.
async fn prove(
    hub: &Hub,
    (who, name): (PersonId, &str),
    (shown, kept): (Zeroizing<String>, String),
) -> Result<(), ApiProblem> {
    let turn = hub.passwords.turn().await?;
    let name = tokens::hash(&name.to_ascii_lowercase());
    if let Try::Locked(until) = hub.store.count_try(name).await? {
        let locked = ApiProblem::new(Code::TooManyTries, "too many wrong passwords: wait a few minutes");
        return Err(locked.until(Some(until)));
    }
    let right = turn.verify(shown, Some(kept)).await.map_err(ApiProblem::internal)?;
    if !right {
        hub.store.note_failed_try(who).await?;
        let wrong = ApiProblem::new(Code::WrongPassword, "this is not the password that you have");
        return Err(wrong.setting("current"));
    }
    hub.store.forget_tries(name).await?;
    Ok(())
}
