//! `POST /v1/items`: an upload comes in.

use crate::{
    api::{ApiProblem, May, caller::Submits},
    hub::Hub,
    intake::{self, Arrived, NotTaken},
    media::MediaError,
};
use axum::{
    Json,
    extract::{Multipart, State, multipart::MultipartError},
    http::StatusCode,
};
use scrim_store::items::{Accepted, Door};
use scrim_wire::{
    Code, Problem,
    http::items::{Context, MatchedList, Outcome, Submitted, Unreadable},
};
use std::{io::ErrorKind, sync::Arc};

/// The parts of an upload, for the API's documentation.
#[derive(utoipa::ToSchema)]
#[expect(dead_code, reason = "describes a multipart body, which is read part by part")]
pub(crate) struct Upload {
    /// The picture's bytes, whatever its name or declared type.
    #[schema(value_type = String, format = Binary)]
    media: Vec<u8>,
    /// What the source says about it.
    context: Option<Context>,
}

/// Answers at the door. When this says 201, the upload is on disk and is never lost.
#[utoipa::path(
    post, path = "/v1/items", tag = "items",
    request_body(content = Upload, content_type = "multipart/form-data"),
    responses(
        (status = 201, body = Submitted),
        (status = 400, description = "`bad_request`, `empty_upload`", body = Problem),
        (status = 413, description = "`too_large`", body = Problem),
        (status = 415, description = "`unsupported_media`", body = Problem),
        (status = 503, description = "`unavailable`: unverified, try again", body = Problem),
        (status = 507, description = "`no_room`: the hub's disk is full, try again later", body = Problem),
    )
)]
pub(crate) async fn submit(
    State(hub): State<Arc<Hub>>,
    may: May<Submits>,
    parts: Multipart,
) -> Result<(StatusCode, Json<Submitted>), ApiProblem> {
    let (bytes, context) = read(parts).await?;
    let arrived = Arrived {
        source: may.caller.person.id,
        reference: context.reference,
        place: context.place,
        bytes,
    };
    let taken = intake::take_in(&hub, arrived).await;
    hub.meters.came(taken.as_ref().map(|accepted| accepted.door));
    Ok((StatusCode::CREATED, Json(answer(taken?))))
}

async fn read(mut parts: Multipart) -> Result<(Vec<u8>, Context), ApiProblem> {
    let (mut media, mut context) = (
        None,
        Context {
            reference: None,
            place: None,
        },
    );
    while let Some(part) = parts.next_field().await.map_err(|error| malformed(&error))? {
        match part.name() {
            Some("media") => media = Some(part.bytes().await.map_err(|error| malformed(&error))?.to_vec()),
            Some("context") => {
                let text = part.bytes().await.map_err(|error| malformed(&error))?;
                let unread =
                    |_error| ApiProblem::new(Code::BadRequest, "the part `context` is not the JSON it must be");
                context = serde_json::from_slice(&text).map_err(unread)?;
            }
            _ => {
                return Err(ApiProblem::new(
                    Code::BadRequest,
                    "the only parts are `media` and `context`",
                ));
            }
        }
    }
    let bytes = media.ok_or_else(|| ApiProblem::new(Code::BadRequest, "the part `media` is missing"))?;
    Ok((bytes, context))
}

fn malformed(error: &MultipartError) -> ApiProblem {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        ApiProblem::new(Code::TooLarge, "the upload is larger than this hub takes")
    } else {
        ApiProblem::new(Code::BadRequest, "the body is not multipart/form-data as it must be")
    }
}

fn answer(accepted: Accepted) -> Submitted {
    let matches = accepted
        .matches
        .into_iter()
        .map(|(found, bank)| MatchedList::new(bank, found.kind))
        .collect();
    Submitted {
        item_id: accepted.item,
        outcome: outcome(accepted.door),
        case_id: accepted.case,
        matches,
        reason: accepted.reason.as_deref().and_then(Unreadable::named),
    }
}

/// What became of an upload, in the words of the wire.
pub(super) fn outcome(door: Door) -> Outcome {
    match door {
        Door::Queued => Outcome::Queued,
        Door::Stopped => Outcome::Stopped,
        Door::Passed => Outcome::Passed,
        Door::NoMatch => Outcome::NoMatch,
        Door::Unreadable => Outcome::Unreadable,
        Door::Unverified => Outcome::Unverified,
    }
}

impl From<NotTaken> for ApiProblem {
    fn from(not_taken: NotTaken) -> Self {
        match not_taken {
            NotTaken::Empty => Self::new(Code::EmptyUpload, "the upload has no bytes"),
            NotTaken::TooLarge => Self::new(Code::TooLarge, "the upload is larger than this hub takes"),
            NotTaken::Unsupported => Self::new(
                Code::UnsupportedMedia,
                "this hub takes JPEG, PNG, WebP, GIF, BMP, TIFF and ICO; nothing was matched",
            ),
            NotTaken::Worker(_) => {
                tracing::error!(cause = %not_taken, "the worker does not start");
                Self::new(
                    Code::Unavailable,
                    "the upload could not be checked: it is unverified, send it again later",
                )
            }
            NotTaken::Store(error) => error.into(),
            NotTaken::Media(MediaError::Folder(full)) if full.kind() == ErrorKind::StorageFull => {
                MediaError::Folder(full).into()
            }
            NotTaken::Media(error) => Self::new(
                Code::Unavailable,
                "the upload could not be stored: nothing of it was taken in, send it again later",
            )
            .because(error),
            NotTaken::Entropy(error) => Self::internal(error),
            NotTaken::Rendition(error) => Self::internal(error),
            NotTaken::Stopped => Self::new(Code::Unavailable, "the hub is stopping: send the upload again"),
        }
    }
}
