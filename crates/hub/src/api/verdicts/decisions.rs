//! `GET /v1/decisions`: what stands, and could be reversed or handed over for a report.

use crate::{
    api::{ApiProblem, May, caller::SeesDecisions},
    hub::Hub,
};
use axum::{
    Json,
    extract::{Query, State},
};
use scrim_store::decisions::{Decision, Wanted};
use scrim_wire::{
    Code, Problem,
    http::verdicts::{DecisionInfo, ListDecisions, MOST_DECISIONS},
};
use std::sync::Arc;

/// Decisions that stand, the newest first, without anybody's name. What its author may still take back is not among
/// them, nor is what was decided on an appeal.
#[utoipa::path(
    get, path = "/v1/decisions", tag = "verdicts", params(ListDecisions),
    responses(
        (status = 200, body = Vec<DecisionInfo>),
        (status = 400, description = "`bad_request`: half of where to begin", body = Problem),
        (status = 403, body = Problem),
    )
)]
pub(crate) async fn list(
    State(hub): State<Arc<Hub>>,
    _may: May<SeesDecisions>,
    Query(asked): Query<ListDecisions>,
) -> Result<Json<Vec<DecisionInfo>>, ApiProblem> {
    if asked.before.is_some() != asked.before_at.is_some() {
        let says = "name both halves of where to begin, `before_at` and `before`, or neither";
        return Err(ApiProblem::new(Code::BadRequest, says));
    }
    let wanted = Wanted {
        case: asked.case,
        queue: asked.queue,
        before: asked.before_at.zip(asked.before),
        most: asked.most.unwrap_or(MOST_DECISIONS).clamp(1, MOST_DECISIONS),
    };
    let decisions = hub.store.decisions(wanted).await?;
    Ok(Json(decisions.into_iter().map(row).collect()))
}

fn row(decision: Decision) -> DecisionInfo {
    DecisionInfo {
        case_id: decision.case,
        queue_id: decision.queue,
        at: decision.at,
        verdict_id: decision.verdict,
        says: decision.says,
        outcome: decision.outcome,
        check: decision.check,
    }
}
