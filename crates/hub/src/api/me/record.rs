//! `POST /v1/me/record`: my own record, all of it, to take along.

use crate::{
    api::{ApiProblem, May, caller::SignedIn},
    export::{self, Part},
    hub::Hub,
};
use axum::{Json, extract::State};
use scrim_wire::{
    Problem,
    http::{
        exposures::MOST_EXPOSURES,
        record::{PersonExport, TakeRecord},
    },
};
use std::sync::Arc;

/// A part of my record, with the proof that this hub said so. The first part holds when I reviewed and had breaks, what
/// limits me and who says so, and what I leave out; every part holds looks. The log has the sum of it and not whose it is.
#[utoipa::path(
    post, path = "/v1/me/record", tag = "me", request_body = TakeRecord,
    responses((status = 200, body = PersonExport), (status = 400, body = Problem))
)]
pub(crate) async fn take(
    State(hub): State<Arc<Hub>>,
    may: May<SignedIn>,
    Json(asked): Json<TakeRecord>,
) -> Result<Json<PersonExport>, ApiProblem> {
    let part = Part {
        before: asked.before,
        most: asked.most.unwrap_or(MOST_EXPOSURES).clamp(1, MOST_EXPOSURES),
    };
    let person = may.caller.person.id;
    Ok(Json(export::own(&hub.store, &hub.keys, person, part).await?))
}
