//! `GET /v1/cases/{id}/recipients`: whom an open case can be handed to.

use crate::{
    api::{ApiProblem, May, caller::ManagesQueues},
    hub::Hub,
};
use axum::{
    Json,
    extract::{Path, State},
};
use scrim_model::ids::CaseId;
use scrim_store::queues::{self as kept, RedirectRefused};
use scrim_wire::{Problem, http::queues::Recipient};
use std::sync::Arc;

/// Who reviews, or settles where that is asked, in the order of their names, with who takes from the case's queue.
/// Somebody among them may not have this case after all; it is told when it is handed over, as `not_for_them`, and not why:
/// a list without them would tell who leaves what out.
#[utoipa::path(
    get, path = "/v1/cases/{id}/recipients", tag = "queues", params(("id" = CaseId, Path)),
    responses(
        (status = 200, body = Vec<Recipient>),
        (status = 403, body = Problem),
        (status = 404, description = "no such case, or it is not open", body = Problem),
    )
)]
pub(crate) async fn list(
    State(hub): State<Arc<Hub>>,
    _may: May<ManagesQueues>,
    Path(case): Path<CaseId>,
) -> Result<Json<Vec<Recipient>>, ApiProblem> {
    let found = hub.store.recipients(case).await?;
    let found = found.ok_or(RedirectRefused::NoSuch)?;
    Ok(Json(found.into_iter().map(recipient).collect()))
}

fn recipient(one: kept::Recipient) -> Recipient {
    Recipient {
        id: one.id,
        name: one.name,
        role: one.role,
        of_queue: one.of_queue,
    }
}
