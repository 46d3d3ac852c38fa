//! `/v1/matchers`: services outside that are asked about uploads.
//!
//! Where uploads' hashes go, and by which credential, is for admins, who look at no picture.

use crate::{
    api::{ApiProblem, May, caller::ManagesBanks, page::cut},
    hub::Hub,
    matchers::{self, NotPrepared, prepare, told_of},
};
use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
};
use scrim_model::{ids::MatcherId, matcher::NoAnswer};
use scrim_store::matchers::{MatcherRefused, MatcherRow};
use scrim_upstream::call::NotSetUp;
use scrim_wire::{
    Code, Problem,
    http::{
        matchers::{AddMatcher, ChangeMatcher, MatcherAdded, MatcherChecked, MatcherInfo},
        page::Page,
    },
};
use std::sync::Arc;

/// Every matcher, by name, with what it has still to answer.
#[utoipa::path(
    get, path = "/v1/matchers", tag = "operator", params(Page),
    responses((status = 200, body = Vec<MatcherInfo>), (status = 403, body = Problem), (status = 404, body = Problem))
)]
pub(crate) async fn list(
    State(hub): State<Arc<Hub>>,
    _may: May<ManagesBanks>,
    Query(page): Query<Page>,
) -> Result<Json<Vec<MatcherInfo>>, ApiProblem> {
    let open = hub.store.open_questions().await?;
    let wanted = cut(hub.store.matchers().await?, &page, |row| row.id.0)?;
    let told = wanted.into_iter().map(|row| {
        let open = open.get(&row.id).copied();
        told_of(row, open)
    });
    Ok(Json(told.collect()))
}

/// Adds one. Nothing is asked of it until its mode is `on`.
#[utoipa::path(
    post, path = "/v1/matchers", tag = "operator", request_body = AddMatcher,
    responses(
        (status = 201, body = MatcherAdded),
        (status = 400, description = "`bad_request`: name, address, credential, what is sent, or lists, of which none is a bank that a destination confirms into", body = Problem),
        (status = 403, body = Problem),
        (status = 409, description = "`name_taken`", body = Problem),
    )
)]
pub(crate) async fn add(
    State(hub): State<Arc<Hub>>,
    may: May<ManagesBanks>,
    Json(wanted): Json<AddMatcher>,
) -> Result<(StatusCode, Json<MatcherAdded>), ApiProblem> {
    let new = prepare(&hub.keys, wanted)?;
    let matcher_id = new.id;
    hub.store.add_matcher(Some(may.caller.person.id), new).await?;
    Ok((StatusCode::CREATED, Json(MatcherAdded { matcher_id })))
}

/// Changes whether it is asked, which of its lists count, what is sent to it, its credential, or where it is. Once it is off, uploads that only it had
/// still to answer for are settled without it.
#[utoipa::path(
    patch, path = "/v1/matchers/{id}", tag = "operator", params(("id" = MatcherId, Path)), request_body = ChangeMatcher,
    responses(
        (status = 204),
        (status = 400, description = "`bad_request`: lists, what is sent, credential, or an address without one", body = Problem),
        (status = 403, body = Problem),
        (status = 404, body = Problem),
    )
)]
pub(crate) async fn change(
    State(hub): State<Arc<Hub>>,
    may: May<ManagesBanks>,
    Path(id): Path<MatcherId>,
    Json(wanted): Json<ChangeMatcher>,
) -> Result<StatusCode, ApiProblem> {
    let row = known(&hub, id).await?;
    let change = matchers::change(&hub.keys, &row, wanted)?;
    hub.store.change_matcher(Some(may.caller.person.id), id, change).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Removes one with its credential. What was learned from it stays listed; uploads that only it had still to answer for
/// are settled without it.
#[utoipa::path(
    delete, path = "/v1/matchers/{id}", tag = "operator", params(("id" = MatcherId, Path)),
    responses(
        (status = 204),
        (status = 400, description = "`bad_request`: a destination tells it", body = Problem),
        (status = 403, body = Problem),
        (status = 404, body = Problem),
    )
)]
pub(crate) async fn remove(
    State(hub): State<Arc<Hub>>,
    may: May<ManagesBanks>,
    Path(id): Path<MatcherId>,
) -> Result<StatusCode, ApiProblem> {
    hub.store.remove_matcher(Some(may.caller.person.id), id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Reaches one, on or off, and says how it stands, which lists it has, and which of them count. Tells it nothing.
#[utoipa::path(
    post, path = "/v1/matchers/{id}/check", tag = "operator", params(("id" = MatcherId, Path)),
    responses(
        (status = 200, body = MatcherChecked),
        (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 503, description = "`unavailable`: why it does not answer", body = Problem),
    )
)]
pub(crate) async fn check(
    State(hub): State<Arc<Hub>>,
    _may: May<ManagesBanks>,
    Path(id): Path<MatcherId>,
) -> Result<Json<MatcherChecked>, ApiProblem> {
    let row = known(&hub, id).await?;
    let checked = matchers::check(&hub.keys, &row).await;
    let told = |why: NoAnswer| ApiProblem::new(Code::Unavailable, format!("the matcher was asked: {}", why.says()));
    checked.map(Json).map_err(told)
}

pub(super) async fn known(hub: &Hub, id: MatcherId) -> Result<MatcherRow, ApiProblem> {
    let found = hub.store.matchers().await?.into_iter().find(|row| row.id == id);
    found.ok_or_else(|| MatcherRefused::NoSuch.into())
}

impl From<NotPrepared> for ApiProblem {
    fn from(refused: NotPrepared) -> Self {
        match refused {
            NotPrepared::Name => Self::new(Code::BadRequest, refused.to_string()).setting("name"),
            NotPrepared::List(_) | NotPrepared::Class(_) => {
                Self::new(Code::BadRequest, refused.to_string()).setting("lists")
            }
            NotPrepared::Sends => Self::new(Code::BadRequest, refused.to_string()).setting("sends"),
            NotPrepared::Credential | NotPrepared::CredentialAnew => {
                Self::new(Code::BadRequest, refused.to_string()).setting("secret")
            }
            NotPrepared::Service(NotSetUp::Address(_)) => Self::new(
                Code::BadRequest,
                "the address has to be https://host/path, or http:// on the hub's own machine, and carries no password",
            )
            .setting("address"),
            NotPrepared::Service(NotSetUp::Client(_)) => Self::new(
                Code::BadRequest,
                "the client certificate cannot be used: give its key and its certificates, PEM",
            )
            .setting("secret"),
            NotPrepared::Entropy(_) => Self::internal(refused),
        }
    }
}

impl From<MatcherRefused> for ApiProblem {
    fn from(refused: MatcherRefused) -> Self {
        match refused {
            MatcherRefused::NameTaken => Self::new(
                Code::NameTaken,
                "there is a matcher of that name; remove it first, or take another name",
            )
            .setting("name"),
            MatcherRefused::NoBank => {
                Self::new(Code::BadRequest, "a list that is named is none of the hub's").setting("lists")
            }
            MatcherRefused::ConfirmedInto { .. } => Self::new(Code::BadRequest, refused.to_string()).setting("lists"),
            MatcherRefused::NoCredential => Self::new(Code::BadRequest, refused.to_string()).setting("secret"),
            MatcherRefused::Told { .. } => Self::new(Code::BadRequest, refused.to_string()),
            MatcherRefused::NoSuch => Self::new(Code::NotFound, "there is no such matcher"),
            MatcherRefused::Store(error) => error.into(),
        }
    }
}
