//! `PUT /v1/looks/{grant_id}`: a look is over.

use crate::{
    api::{ApiProblem, May, caller::Reviews},
    hub::Hub,
};
use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use scrim_model::ids::GrantId;
use scrim_store::looks::{CloseRefused, Closing};
use scrim_wire::{Code, Problem, http::looks::CloseLook};
use std::sync::Arc;

/// Says what was presented. The first closing stands; sending it again is harmless.
#[utoipa::path(
    put, path = "/v1/looks/{grant_id}", tag = "looks", params(("grant_id" = GrantId, Path)), request_body = CloseLook,
    responses((status = 204), (status = 404, description = "`not_found`", body = Problem))
)]
pub(crate) async fn close(
    State(hub): State<Arc<Hub>>,
    may: May<Reviews>,
    Path(id): Path<GrantId>,
    Json(said): Json<CloseLook>,
) -> Result<StatusCode, ApiProblem> {
    let closing = Closing {
        presented: said.presented,
        cleared: said.cleared,
    };
    match hub.store.close_look(id, may.caller.person.id, closing).await {
        Ok(()) => Ok(StatusCode::NO_CONTENT),
        Err(CloseRefused::NoSuch) => Err(ApiProblem::new(Code::NotFound, "there is no such grant of yours")),
        Err(CloseRefused::Store(error)) => Err(error.into()),
    }
}
