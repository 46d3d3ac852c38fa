//! `PUT /v1/people/{id}/password`: another password for somebody who has lost theirs.

use crate::{
    api::{ApiProblem, May, caller::ManagesPeople},
    hub::Hub,
};
use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use scrim_model::ids::PersonId;
use scrim_wire::{Code, Problem, http::people::SetPassword};
use std::sync::Arc;
use zeroize::Zeroizing;

/// Gives somebody else another password. They are signed out everywhere, and cases in hand go back: whoever had the one before may be signed in with it.
#[utoipa::path(
    put, path = "/v1/people/{id}/password", tag = "operator", request_body = SetPassword,
    params(("id" = PersonId, Path, description = "the person")),
    responses(
        (status = 204),
        (status = 400, description = "`bad_request`: it is too short, or they have no password here", body = Problem),
        (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 409, description = "`own_password`: it is one's own, which `PUT /v1/me/password` changes", body = Problem),
    )
)]
pub(crate) async fn set(
    State(hub): State<Arc<Hub>>,
    may: May<ManagesPeople>,
    Path(id): Path<PersonId>,
    Json(wanted): Json<SetPassword>,
) -> Result<StatusCode, ApiProblem> {
    // Whoever is at a desk that an admin left open would have the admin's account for good.
    if id == may.caller.person.id {
        let message = "your own password is changed in your settings, where the one that you have is asked for";
        return Err(ApiProblem::new(Code::OwnPassword, message));
    }
    let password = kept(&hub, wanted.password).await?;
    hub.store.set_password(Some(may.caller.person.id), id, password).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What is kept of a password that an admin gives somebody.
pub(super) async fn kept(hub: &Hub, password: String) -> Result<String, ApiProblem> {
    let turn = hub.passwords.turn().await?;
    let hashed = turn.hash(Zeroizing::new(password)).await;
    let hashed = hashed.map_err(ApiProblem::internal)?;
    hashed.map_err(|error| ApiProblem::new(Code::BadRequest, error.to_string()))
}
