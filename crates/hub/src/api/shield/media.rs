//! `POST /v1/media/`: whether a picture is known, as Shield says it.

use super::{basic::Platform, scan::scan};
use crate::{api::ApiProblem, hub::Hub, intake::Arrived};
use axum::{Json, body::Bytes, extract::State};
use scrim_wire::http::shield::{Detail, ScannedMedia};
use std::sync::Arc;

/// Takes a picture in as `POST /v1/items` does, and says what it is known as: by what people have confirmed and by
/// vetted lists, and by nothing that is still to be decided. Films and `PhotoDNA` are not matched; a film whose very bytes
/// are known is told.
///
/// The key of a source is the password of HTTP Basic; the name is free.
#[utoipa::path(
    post, path = "/v1/media/", tag = "shield",
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "The picture's bytes, whatever their declared type"),
    responses(
        (status = 200, body = ScannedMedia),
        (status = 400, description = "no bytes", body = Detail),
        (status = 401, description = "not the key of a source", body = Detail),
        (status = 413, description = "more bytes than the hub takes", body = Detail),
        (status = 415, description = "it cannot be read, or not whole: nothing is said of it", body = Detail),
        (status = 503, description = "something failed here: nothing is said of it, send it again", body = Detail),
    )
)]
pub(crate) async fn scan_media(
    State(hub): State<Arc<Hub>>,
    Platform(source): Platform,
    bytes: Bytes,
) -> Result<Json<ScannedMedia>, ApiProblem> {
    let arrived = Arrived {
        source,
        reference: None,
        place: None,
        bytes: bytes.into(),
    };
    scan(&hub, arrived).await.map(Json)
}
