//! `/v1/matchers/{id}/reconciling`: passes over what a matcher lists.

use super::matchers::known;
use crate::{
    api::{ApiProblem, May, caller::ManagesBanks},
    hub::Hub,
};
use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use scrim_model::{ids::MatcherId, matcher::MatcherKind};
use scrim_wire::{Code, Problem, http::reconciling::PassesInfo};
use std::sync::Arc;

/// How far the passes over what a matcher lists have come, and what the last one found.
#[utoipa::path(
    get, path = "/v1/matchers/{id}/reconciling", tag = "operator", params(("id" = MatcherId, Path)),
    responses((status = 200, body = PassesInfo), (status = 403, body = Problem), (status = 404, body = Problem))
)]
pub(crate) async fn show(
    State(hub): State<Arc<Hub>>,
    _may: May<ManagesBanks>,
    Path(id): Path<MatcherId>,
) -> Result<Json<PassesInfo>, ApiProblem> {
    known(&hub, id).await?;
    let passes = hub.store.passes(id).await?;
    Ok(Json(passes.map_or_else(PassesInfo::default, |passes| PassesInfo {
        due_at: Some(passes.due_at),
        began_at: passes.began_at,
        ended_at: passes.ended_at,
        found: passes.last,
        why: passes.why,
        says: passes.why.map(|why| why.says().to_owned()),
    })))
}

/// Has a hub begin a pass within a minute, as it does once a day of itself. One that is under way goes on.
#[utoipa::path(
    post, path = "/v1/matchers/{id}/reconciling", tag = "operator", params(("id" = MatcherId, Path)),
    responses(
        (status = 202),
        (status = 400, description = "`bad_request`: it does not tell what it lists", body = Problem),
        (status = 403, body = Problem),
        (status = 404, body = Problem),
    )
)]
pub(crate) async fn begin(
    State(hub): State<Arc<Hub>>,
    _may: May<ManagesBanks>,
    Path(id): Path<MatcherId>,
) -> Result<StatusCode, ApiProblem> {
    if known(&hub, id).await?.rule.kind != MatcherKind::Hma {
        let sentence = "this matcher does not tell what it lists: there is nothing to look at";
        return Err(ApiProblem::new(Code::BadRequest, sentence));
    }
    hub.store.ask_for_pass(id).await?;
    hub.reconciling.notify_one();
    Ok(StatusCode::ACCEPTED)
}
