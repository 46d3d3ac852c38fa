//! `GET` and `POST /v1/leases/{id}/notes`: notes on the content of a case in hand.

use crate::{
    api::{ApiProblem, May, caller::Reviews, queues::words},
    hub::Hub,
};
use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use scrim_model::ids::LeaseId;
use scrim_wire::{
    Problem,
    http::queues::{LeaveNote, Note},
};
use std::sync::Arc;

/// What was noted on this content, newest first, at most a hundred. Notes of people who have spoken on a case
/// that is still open are left out for whoever gives the second look.
#[utoipa::path(
    get, path = "/v1/leases/{id}/notes", tag = "leases", params(("id" = LeaseId, Path)),
    responses((status = 200, body = Vec<Note>), (status = 409, description = "`lease_lost`", body = Problem))
)]
pub(crate) async fn list(
    State(hub): State<Arc<Hub>>,
    may: May<Reviews>,
    Path(id): Path<LeaseId>,
) -> Result<Json<Vec<Note>>, ApiProblem> {
    let notes = hub.store.notes(may.proof(id)?).await?.into_iter();
    let shown = notes.map(|note| Note {
        at: note.at,
        own: note.own,
        text: note.text,
    });
    Ok(Json(shown.collect()))
}

/// Leaves a note for whoever meets the same bytes again.
#[utoipa::path(
    post, path = "/v1/leases/{id}/notes", tag = "leases", params(("id" = LeaseId, Path)), request_body = LeaveNote,
    responses(
        (status = 201),
        (status = 400, description = "`bad_request`: empty or too long", body = Problem),
        (status = 409, description = "`lease_lost`", body = Problem),
    )
)]
pub(crate) async fn leave(
    State(hub): State<Arc<Hub>>,
    may: May<Reviews>,
    Path(id): Path<LeaseId>,
    Json(note): Json<LeaveNote>,
) -> Result<StatusCode, ApiProblem> {
    hub.store.add_note(may.proof(id)?, words(&note.text)?).await?;
    Ok(StatusCode::CREATED)
}
