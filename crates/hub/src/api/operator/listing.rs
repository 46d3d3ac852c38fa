//! `POST /v1/banks` and `POST /v1/banks/{id}/entries`: a list, and known content on it.

use crate::{
    api::{ApiProblem, May, caller::ManagesBanks},
    hub::Hub,
    intake,
};
use axum::{
    Json,
    extract::{Multipart, Path, State, multipart::MultipartError},
    http::StatusCode,
};
use scrim_model::ids::{BankId, PersonId};
use scrim_store::{
    banks::{NewBank, NewEntry},
    setup::ListRefused,
};
use scrim_wire::{
    Code, Problem,
    http::banks::{Bank, Listed, MakeBank},
};
use std::sync::Arc;

/// The longest name of a list, in characters.
const LONGEST_NAME: usize = 60;

/// The longest reason to call one vetted, in characters.
const LONGEST_REASON: usize = 500;

/// The longest category, in characters.
const LONGEST_CATEGORY: usize = 60;

/// The parts of an entry, for the API's documentation.
#[derive(utoipa::ToSchema)]
#[expect(dead_code, reason = "describes a multipart body, which is read part by part")]
pub(crate) struct KnownContent {
    /// The picture's bytes. Only its hashes are kept.
    #[schema(value_type = String, format = Binary)]
    media: Vec<u8>,
    /// The list's category code of it, in up to 60 characters.
    category: Option<String>,
}

/// Makes a list, with a queue of its own for what matches it.
#[utoipa::path(
    post, path = "/v1/banks", tag = "operator", request_body = MakeBank,
    responses(
        (status = 201, body = Bank),
        (status = 400, description = "`bad_request`: the name, or the reason", body = Problem),
        (status = 409, description = "`name_taken`", body = Problem),
    )
)]
pub(crate) async fn make(
    State(hub): State<Arc<Hub>>,
    may: May<ManagesBanks>,
    Json(wanted): Json<MakeBank>,
) -> Result<(StatusCode, Json<Bank>), ApiProblem> {
    let new = NewBank {
        name: line(&wanted.name, LONGEST_NAME)
            .ok_or_else(|| wrong("name", "the name of a list is one line of 1 to 60 characters"))?,
        harm: wanted.harm,
        vetted_reason: reason(wanted.vetted_reason.as_deref())?,
    };
    let made = hub.store.make_list(Some(may.caller.person.id), new).await?;
    Ok((StatusCode::CREATED, Json(super::banks::row(made, 0))))
}

fn reason(wanted: Option<&str>) -> Result<Option<String>, ApiProblem> {
    let read = |text| {
        line(text, LONGEST_REASON)
            .ok_or_else(|| wrong("vetted_reason", "the reason is one line of 1 to 500 characters"))
    };
    wanted.map(read).transpose()
}

/// Puts one picture on a list by its hashes; the picture itself is not kept. `200` where the list has it already.
#[utoipa::path(
    post, path = "/v1/banks/{id}/entries", tag = "operator",
    params(("id" = BankId, Path, description = "the list")),
    request_body(content = KnownContent, content_type = "multipart/form-data"),
    responses(
        (status = 200, body = Listed),
        (status = 201, body = Listed),
        (status = 400, description = "`bad_request`, `empty_upload`", body = Problem),
        (status = 404, description = "`not_found`", body = Problem),
        (status = 413, description = "`too_large`", body = Problem),
        (status = 415, description = "`unsupported_media`", body = Problem),
        (status = 503, description = "`unavailable`: try again", body = Problem),
    )
)]
pub(crate) async fn add(
    State(hub): State<Arc<Hub>>,
    may: May<ManagesBanks>,
    Path(bank): Path<BankId>,
    parts: Multipart,
) -> Result<(StatusCode, Json<Listed>), ApiProblem> {
    // Before the worker has anything to do with it.
    if !hub.store.is_list(bank).await? {
        return Err(ListRefused::NoSuch.into());
    }
    let (bytes, category) = read(parts).await?;
    put_on(&hub, may.caller.person.id, (bank, category), bytes).await
}

async fn put_on(
    hub: &Arc<Hub>,
    by: PersonId,
    (bank, category): (BankId, Option<String>),
    bytes: Vec<u8>,
) -> Result<(StatusCode, Json<Listed>), ApiProblem> {
    let (_bytes, read) = intake::read_beside(hub, bytes).await?;
    if read.picture.is_err() {
        let message = "the picture cannot be decoded: nothing was listed";
        return Err(ApiProblem::new(Code::UnsupportedMedia, message));
    }
    let new = NewEntry {
        bank,
        category,
        provenance: None,
        votes: None,
        digests: read.digests.into(),
        hashes: read.hashes.iter().map(|frame| frame.perceptual).collect(),
    };
    let (entry, is_new) = hub.store.list_one(Some(by), new).await?;
    let status = if is_new { StatusCode::CREATED } else { StatusCode::OK };
    Ok((status, Json(Listed { entry, is_new })))
}

async fn read(mut parts: Multipart) -> Result<(Vec<u8>, Option<String>), ApiProblem> {
    let (mut media, mut category) = (None, None);
    while let Some(part) = parts.next_field().await.map_err(|error| malformed(&error))? {
        match part.name() {
            Some("media") => media = Some(part.bytes().await.map_err(|error| malformed(&error))?.to_vec()),
            Some("category") => {
                let text = part.text().await.map_err(|error| malformed(&error))?;
                let read = line(&text, LONGEST_CATEGORY);
                category = Some(read.ok_or_else(|| wrong("category", "a category is one line of 1 to 60 characters"))?);
            }
            _ => {
                let message = "the only parts are `media` and `category`";
                return Err(ApiProblem::new(Code::BadRequest, message));
            }
        }
    }
    let missing = || ApiProblem::new(Code::BadRequest, "the part `media` is missing");
    Ok((media.ok_or_else(missing)?, category))
}

fn malformed(error: &MultipartError) -> ApiProblem {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        ApiProblem::new(Code::TooLarge, "the picture is larger than this hub takes")
    } else {
        ApiProblem::new(Code::BadRequest, "the body is not multipart/form-data as it must be")
    }
}

/// A text without what surrounds it, if it is one line of that length at most.
fn line(text: &str, longest: usize) -> Option<String> {
    let text = text.trim();
    let is_one = (1..=longest).contains(&text.chars().count()) && !text.chars().any(char::is_control);
    is_one.then(|| text.to_owned())
}

fn wrong(field: &str, message: &str) -> ApiProblem {
    ApiProblem::new(Code::BadRequest, message).setting(field)
}

impl From<ListRefused> for ApiProblem {
    fn from(refused: ListRefused) -> Self {
        match refused {
            ListRefused::NameTaken => Self::new(Code::NameTaken, "another list has that name").setting("name"),
            ListRefused::NoSuch => Self::new(Code::NotFound, "there is no such list"),
            ListRefused::Store(error) => error.into(),
        }
    }
}
