//! `GET` and `POST /v1/people`: who signs in.

use crate::{
    api::{ApiProblem, May, caller::ManagesPeople},
    hub::Hub,
    passwords,
};
use axum::{Json, extract::State, http::StatusCode};
use scrim_model::person::Role;
use scrim_store::people::{Credential, NewPerson, NotAdded};
use scrim_wire::{
    Code, Problem,
    http::people::{AddPerson, Person},
};
use std::sync::Arc;

/// Everybody, sources included.
#[utoipa::path(
    get, path = "/v1/people", tag = "operator",
    responses((status = 200, body = Vec<Person>), (status = 403, body = Problem))
)]
pub(crate) async fn list(
    State(hub): State<Arc<Hub>>,
    _may: May<ManagesPeople>,
) -> Result<Json<Vec<Person>>, ApiProblem> {
    let people = hub.store.people().await?;
    Ok(Json(people.into_iter().map(person).collect()))
}

/// Adds somebody with a password.
#[utoipa::path(
    post, path = "/v1/people", tag = "operator", request_body = AddPerson,
    responses(
        (status = 201, body = Person),
        (status = 400, description = "`bad_request`: the password is too short, or the role is a source's", body = Problem),
        (status = 409, description = "`name_taken`", body = Problem),
    )
)]
pub(crate) async fn add(
    State(hub): State<Arc<Hub>>,
    _may: May<ManagesPeople>,
    Json(new): Json<AddPerson>,
) -> Result<(StatusCode, Json<Person>), ApiProblem> {
    if new.role == Role::Source {
        return Err(ApiProblem::new(
            Code::BadRequest,
            "a source has a key, not a password: use `scrim-hub source add`",
        ));
    }
    let hashing = tokio::task::spawn_blocking(move || passwords::hash(&new.password));
    let password = hashing.await.map_err(ApiProblem::internal)?;
    let password = password.map_err(|error| ApiProblem::new(Code::BadRequest, error.to_string()))?;
    let name = new.name.clone();
    let adding = NewPerson {
        name: new.name,
        role: new.role,
        credential: Credential::Password(password),
    };
    hub.store.add_person(adding).await?;
    let added = hub.store.person_named(name).await?;
    let added = added.ok_or_else(|| ApiProblem::new(Code::NotFound, "the person was removed in the meantime"))?;
    Ok((StatusCode::CREATED, Json(person(added))))
}

fn person(row: scrim_store::people::Person) -> Person {
    Person {
        id: row.id,
        name: row.name,
        role: row.role,
        added_at: row.added_at,
        disabled: row.disabled,
    }
}

impl From<NotAdded> for ApiProblem {
    fn from(not_added: NotAdded) -> Self {
        match not_added {
            NotAdded::NameTaken => Self::new(Code::NameTaken, "the name is taken"),
            NotAdded::Store(error) => error.into(),
        }
    }
}
