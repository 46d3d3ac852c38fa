//! `DELETE /v1/verdicts/{id}`: taken back within the grace time.

use crate::{
    api::{ApiProblem, May, caller::Reviews},
    hub::Hub,
};
use axum::{
    Json,
    extract::{Path, State},
};
use scrim_model::ids::VerdictId;
use scrim_store::verdicts::UndoRefused;
use scrim_wire::{Code, Problem, http::verdicts::VerdictUndone};
use std::sync::Arc;

/// Takes one's own verdict back; nothing of it has left yet. The case waits for the same person first.
#[utoipa::path(
    delete, path = "/v1/verdicts/{id}", tag = "verdicts", params(("id" = VerdictId, Path)),
    responses(
        (status = 200, body = VerdictUndone),
        (status = 404, description = "`not_found`", body = Problem),
        (status = 409, description = "`grace_over`", body = Problem),
    )
)]
pub(crate) async fn undo(
    State(hub): State<Arc<Hub>>,
    may: May<Reviews>,
    Path(id): Path<VerdictId>,
) -> Result<Json<VerdictUndone>, ApiProblem> {
    let case_id = hub.store.undo_verdict(id, may.caller.person.id).await?;
    Ok(Json(VerdictUndone { case_id }))
}

impl From<UndoRefused> for ApiProblem {
    fn from(refused: UndoRefused) -> Self {
        match refused {
            UndoRefused::NoSuch => Self::new(Code::NotFound, "there is no such verdict"),
            UndoRefused::GraceOver => Self::new(
                Code::GraceOver,
                "the time to take it back is over: ask a lead for a reversal",
            ),
            UndoRefused::NotConfirmed => Self::new(Code::NotConfirmed, "only a confirmed verdict can be reversed"),
            UndoRefused::Store(error) => error.into(),
        }
    }
}
