//! `GET` and `POST /v1/sources`, `PATCH /v1/sources/{id}`, `POST /v1/sources/{id}/key`: programs that send uploads.

use crate::{
    api::{ApiProblem, May, caller::ManagesPeople, page::cut},
    hub::Hub,
    sources::{self, NotSet},
};
use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
};
use scrim_model::ids::PersonId;
use scrim_store::sources::SourceRefused;
use scrim_wire::{
    Code, Problem,
    http::{
        page::Page,
        sources::{AddSource, ChangeSource, MakeKey, Source, SourceWithKey},
    },
};
use std::sync::Arc;

/// Every source, in the order they were added. No key is among it.
#[utoipa::path(
    get, path = "/v1/sources", tag = "operator", params(Page),
    responses((status = 200, body = Vec<Source>), (status = 403, body = Problem))
)]
pub(crate) async fn list(
    State(hub): State<Arc<Hub>>,
    _may: May<ManagesPeople>,
    Query(page): Query<Page>,
) -> Result<Json<Vec<Source>>, ApiProblem> {
    let all = sources::all(&hub.store).await?;
    Ok(Json(cut(all, &page, |source| source.id.0)?))
}

/// Adds a source. Its key is in the answer, once: it is kept as a hash alone.
#[utoipa::path(
    post, path = "/v1/sources", tag = "operator", request_body = AddSource,
    responses(
        (status = 201, body = SourceWithKey),
        (status = 400, description = "`bad_request`: the name", body = Problem),
        (status = 409, description = "`name_taken`: by a source or a person", body = Problem),
    )
)]
pub(crate) async fn add(
    State(hub): State<Arc<Hub>>,
    may: May<ManagesPeople>,
    Json(new): Json<AddSource>,
) -> Result<(StatusCode, Json<SourceWithKey>), ApiProblem> {
    let added = sources::add(&hub.store, Some(may.caller.person.id), &new.name).await?;
    Ok((StatusCode::CREATED, Json(added)))
}

/// Gives a source another key, which is in the answer, once. The one before ends at once, or is taken for so many hours more; one before that ends at once in any case.
#[utoipa::path(
    post, path = "/v1/sources/{id}/key", tag = "operator", request_body = MakeKey,
    params(("id" = PersonId, Path, description = "the source")),
    responses(
        (status = 201, body = SourceWithKey),
        (status = 400, description = "`bad_request`: more than 720 hours", body = Problem),
        (status = 404, description = "`not_found`", body = Problem),
    )
)]
pub(crate) async fn make_key(
    State(hub): State<Arc<Hub>>,
    may: May<ManagesPeople>,
    Path(id): Path<PersonId>,
    Json(wanted): Json<MakeKey>,
) -> Result<(StatusCode, Json<SourceWithKey>), ApiProblem> {
    let by = Some(may.caller.person.id);
    let made = sources::make_key(&hub.store, by, (id, wanted.old_key_lasts_hours)).await?;
    Ok((StatusCode::CREATED, Json(made)))
}

/// Switches a source off or on. While it is off, whoever sends its key is refused; what it has sent stays.
#[utoipa::path(
    patch, path = "/v1/sources/{id}", tag = "operator", request_body = ChangeSource,
    params(("id" = PersonId, Path, description = "the source")),
    responses(
        (status = 200, body = Source),
        (status = 404, description = "`not_found`", body = Problem),
    )
)]
pub(crate) async fn change(
    State(hub): State<Arc<Hub>>,
    may: May<ManagesPeople>,
    Path(id): Path<PersonId>,
    Json(wanted): Json<ChangeSource>,
) -> Result<Json<Source>, ApiProblem> {
    let by = Some(may.caller.person.id);
    Ok(Json(sources::switch(&hub.store, by, (id, wanted.disabled)).await?))
}

impl From<NotSet> for ApiProblem {
    fn from(refused: NotSet) -> Self {
        match refused {
            NotSet::Name => Self::new(Code::BadRequest, refused.to_string()).setting("name"),
            NotSet::TooLong(_) => Self::new(Code::BadRequest, refused.to_string()).setting("old_key_lasts_hours"),
            NotSet::Refused(SourceRefused::NoSuch) => Self::new(Code::NotFound, "there is no such source"),
            NotSet::Refused(SourceRefused::NameTaken) => {
                Self::new(Code::NameTaken, "somebody has that name already, or another source").setting("name")
            }
            NotSet::Refused(SourceRefused::Store(error)) => error.into(),
            NotSet::Entropy(error) => Self::internal(error),
        }
    }
}
