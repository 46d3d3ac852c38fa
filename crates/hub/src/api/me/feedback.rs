//! `GET /v1/me/feedback`: what was decided on cases that a lead settled after I had spoken, and which were look-alikes.

use crate::{
    api::{ApiProblem, May, caller::Reviews},
    clock,
    hub::Hub,
};
use axum::{
    Json,
    extract::{Query, State},
};
use scrim_model::ids::VerdictId;
use scrim_wire::{
    Problem,
    http::settling::{Feedback, ListFeedback, MOST_FEEDBACK},
};
use std::sync::Arc;

/// One's own, which nobody else is shown, the newest verdict first.
#[utoipa::path(
    get, path = "/v1/me/feedback", tag = "me", params(ListFeedback),
    responses((status = 200, body = Vec<Feedback>), (status = 403, body = Problem))
)]
pub(crate) async fn list(
    State(hub): State<Arc<Hub>>,
    may: May<Reviews>,
    Query(asked): Query<ListFeedback>,
) -> Result<Json<Vec<Feedback>>, ApiProblem> {
    let most = asked.most.unwrap_or(MOST_FEEDBACK).clamp(1, MOST_FEEDBACK);
    let (me, before) = (may.caller.person.id, asked.before.map(VerdictId));
    let told = hub.store.feedback(me, before, most, clock::now()).await?;
    Ok(Json(told.into_iter().map(row).collect()))
}

fn row(told: scrim_store::feedback::Feedback) -> Feedback {
    Feedback {
        verdict_id: told.verdict,
        case_id: told.case,
        at: told.at,
        lesson: told.lesson,
        says: told.lesson.says().to_owned(),
        yours: told.yours,
        decided: told.decided,
    }
}
