//! `POST /v1/verdicts/{id}/reversal`: a confirmed verdict and its effects are undone.

use crate::{
    api::{ApiProblem, May, caller::Reverses},
    hub::Hub,
};
use axum::{
    Json,
    extract::{Path, State},
};
use scrim_model::ids::VerdictId;
use scrim_wire::{Problem, http::verdicts::Reversed};
use std::sync::Arc;

/// Emits the inverse of every effect and re-opens the case, for a lead, with what it had settled. Where the case's picture
/// was destroyed, its effects are undone all the same, and it is then one of what cannot be read.
#[utoipa::path(
    post, path = "/v1/verdicts/{id}/reversal", tag = "verdicts", params(("id" = VerdictId, Path)),
    responses(
        (status = 200, body = Reversed),
        (status = 404, description = "`not_found`", body = Problem),
        (status = 409, description = "`not_confirmed`", body = Problem),
    )
)]
pub(crate) async fn reverse(
    State(hub): State<Arc<Hub>>,
    may: May<Reverses>,
    Path(id): Path<VerdictId>,
) -> Result<Json<Reversed>, ApiProblem> {
    let reversed = hub.store.reverse_verdict(id, may.caller.person.id).await?;
    Ok(Json(Reversed {
        case_id: reversed.case,
        reverted: reversed.reverted,
        reopened: reversed.reopened,
        picture_destroyed: reversed.blind,
    }))
}
