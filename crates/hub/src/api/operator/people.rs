//! `GET` and `POST /v1/people`, `PATCH /v1/people/{id}`, `DELETE /v1/people/{id}/sessions`: who signs in.

use super::passwords::kept;
use crate::{
    api::{ApiProblem, May, caller::ManagesPeople, page::cut},
    clock,
    hub::Hub,
};
use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
};
use scrim_model::{
    ids::PersonId,
    person::{AdminsProblem, Role},
};
use scrim_store::{
    accounts::Account,
    people::{Change, Credential, NewPerson, NotAdded, NotChanged},
};
use scrim_wire::{
    Code, Problem,
    http::{
        page::Page,
        people::{AddPerson, ChangePerson, Person},
    },
};
use std::sync::Arc;

/// Everybody, sources included, in the order they were added.
#[utoipa::path(
    get, path = "/v1/people", tag = "operator", params(Page),
    responses((status = 200, body = Vec<Person>), (status = 403, body = Problem))
)]
pub(crate) async fn list(
    State(hub): State<Arc<Hub>>,
    _may: May<ManagesPeople>,
    Query(page): Query<Page>,
) -> Result<Json<Vec<Person>>, ApiProblem> {
    let accounts = hub.store.accounts(clock::now()).await?;
    let page = cut(accounts, &page, |account| account.person.id.0)?;
    Ok(Json(page.into_iter().map(told).collect()))
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
    may: May<ManagesPeople>,
    Json(new): Json<AddPerson>,
) -> Result<(StatusCode, Json<Person>), ApiProblem> {
    if new.role == Role::Source {
        return Err(ApiProblem::new(
            Code::BadRequest,
            "a source has a key, not a password: add it with `POST /v1/sources`",
        ));
    }
    let password = kept(&hub, new.password).await?;
    let adding = NewPerson {
        name: new.name,
        role: new.role,
        credential: Credential::Password(password),
        experienced: new.experienced,
    };
    let added = hub.store.add_person_by(Some(may.caller.person.id), adding).await?;
    Ok((StatusCode::CREATED, Json(account(&hub, added).await?)))
}

/// Gives somebody another role, switches them off or on, or says that they are used to the work. Whoever is switched off is signed out everywhere.
#[utoipa::path(
    patch, path = "/v1/people/{id}", tag = "operator", request_body = ChangePerson,
    params(("id" = PersonId, Path, description = "the person or source")),
    responses(
        (status = 200, body = Person),
        (status = 400, description = "`bad_request`: a source's role, or one that follows groups", body = Problem),
        (status = 404, body = Problem),
        (status = 409, description = "`last_admin`, or `own_right` where it is one's own", body = Problem),
    )
)]
pub(crate) async fn change(
    State(hub): State<Arc<Hub>>,
    may: May<ManagesPeople>,
    Path(id): Path<PersonId>,
    Json(asked): Json<ChangePerson>,
) -> Result<Json<Person>, ApiProblem> {
    let change = Change {
        role: asked.role,
        disabled: asked.disabled,
        experienced: asked.experienced,
    };
    hub.store.change_person(Some(may.caller.person.id), id, change).await?;
    Ok(Json(account(&hub, id).await?))
}

/// Signs somebody out at every desk. Cases in hand go back.
#[utoipa::path(
    delete, path = "/v1/people/{id}/sessions", tag = "operator",
    params(("id" = PersonId, Path, description = "the person")),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem))
)]
pub(crate) async fn sign_out(
    State(hub): State<Arc<Hub>>,
    may: May<ManagesPeople>,
    Path(id): Path<PersonId>,
) -> Result<StatusCode, ApiProblem> {
    let known = hub.store.people().await?.iter().any(|person| person.id == id);
    if !known {
        return Err(NotChanged::NoSuch.into());
    }
    hub.store.end_sessions_of(id, may.caller.person.id).await?;
    Ok(StatusCode::NO_CONTENT)
}

impl From<NotChanged> for ApiProblem {
    fn from(not_changed: NotChanged) -> Self {
        match not_changed {
            NotChanged::NoSuch => Self::new(Code::NotFound, "there is no such person"),
            NotChanged::Source | NotChanged::FollowsGroups | NotChanged::NoPassword => {
                Self::new(Code::BadRequest, not_changed.to_string())
            }
            NotChanged::PasswordSince => Self::new(
                Code::ChangedSince,
                "your password was changed in between, here or by an admin: sign in with the one that holds",
            ),
            NotChanged::Admins(problem) => not_admins(problem),
            NotChanged::Store(error) => error.into(),
        }
    }
}

pub(super) fn not_admins(problem: AdminsProblem) -> ApiProblem {
    match problem {
        AdminsProblem::Last => ApiProblem::new(
            Code::LastAdmin,
            "the hub would be left without an admin: make somebody else an admin first",
        ),
        AdminsProblem::Own => ApiProblem::new(Code::OwnRight, problem.to_string()),
    }
}

/// Somebody as they are now.
async fn account(hub: &Hub, who: PersonId) -> Result<Person, ApiProblem> {
    let found = hub.store.account(who, clock::now()).await?;
    Ok(told(found.ok_or(NotChanged::NoSuch)?))
}

fn told(
    Account {
        person,
        provided,
        signed_in,
    }: Account,
) -> Person {
    Person {
        id: person.id,
        name: person.name,
        role: person.role,
        added_at: person.added_at,
        disabled: person.disabled,
        experienced: person.experienced,
        provided,
        signed_in,
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
