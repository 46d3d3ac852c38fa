//! `PUT` and `DELETE /v1/items/{id}/hold` and `/v1/cases/{id}/hold`, `GET /v1/holds`: legal holds.
//!
//! A hold only ever keeps, so leads set them too; lifting one lets things be destroyed, and is for admins.

use crate::{
    api::{
        ApiProblem, May,
        caller::{Destroys, Holds},
    },
    hub::Hub,
    retention::told_of,
};
use axum::{
    Json,
    extract::{Path, Query, State},
    http::StatusCode,
};
use scrim_model::{
    ids::{CaseId, ItemId},
    retention::{MOST_WORDS, explains},
};
use scrim_store::holds::{HoldRefused, Subject};
use scrim_wire::{
    Code, Problem,
    http::retention::{HoldList, LegalHold, ListHolds, MOST_HOLDS, SetHold},
};
use std::sync::Arc;

/// How many an answer holds where it is not said.
const USUAL: u32 = 50;

/// While it lasts, the upload's picture is destroyed neither by time nor on request. One that is there gets the new words.
#[utoipa::path(
    put, path = "/v1/items/{id}/hold", tag = "operator", params(("id" = ItemId, Path)), request_body = SetHold,
    responses(
        (status = 200, body = LegalHold),
        (status = 400, description = "`bad_request`: the reason", body = Problem),
        (status = 404, description = "`not_found`", body = Problem),
        (status = 410, description = "`picture_destroyed`: it is too late", body = Problem),
    )
)]
pub(crate) async fn hold_item(
    State(hub): State<Arc<Hub>>,
    may: May<Holds>,
    Path(id): Path<ItemId>,
    Json(wanted): Json<SetHold>,
) -> Result<Json<LegalHold>, ApiProblem> {
    set(&hub, &may, Subject::Item(id), wanted).await
}

/// The same for a case with every upload that is folded into it, now or later.
#[utoipa::path(
    put, path = "/v1/cases/{id}/hold", tag = "operator", params(("id" = CaseId, Path)), request_body = SetHold,
    responses(
        (status = 200, body = LegalHold),
        (status = 400, description = "`bad_request`: the reason", body = Problem),
        (status = 404, description = "`not_found`", body = Problem),
    )
)]
pub(crate) async fn hold_case(
    State(hub): State<Arc<Hub>>,
    may: May<Holds>,
    Path(id): Path<CaseId>,
    Json(wanted): Json<SetHold>,
) -> Result<Json<LegalHold>, ApiProblem> {
    set(&hub, &may, Subject::Case(id), wanted).await
}

/// Lifts the hold on an upload. What its days are over for is then destroyed at the next look.
#[utoipa::path(
    delete, path = "/v1/items/{id}/hold", tag = "operator", params(("id" = ItemId, Path)),
    responses((status = 204), (status = 404, description = "`not_found`", body = Problem))
)]
pub(crate) async fn lift_item(
    State(hub): State<Arc<Hub>>,
    may: May<Destroys>,
    Path(id): Path<ItemId>,
) -> Result<StatusCode, ApiProblem> {
    lift(&hub, &may, Subject::Item(id)).await
}

/// Lifts the hold on a case. Uploads that left it while it was held keep holds of their own.
#[utoipa::path(
    delete, path = "/v1/cases/{id}/hold", tag = "operator", params(("id" = CaseId, Path)),
    responses((status = 204), (status = 404, description = "`not_found`", body = Problem))
)]
pub(crate) async fn lift_case(
    State(hub): State<Arc<Hub>>,
    may: May<Destroys>,
    Path(id): Path<CaseId>,
) -> Result<StatusCode, ApiProblem> {
    lift(&hub, &may, Subject::Case(id)).await
}

/// What is held, and why.
#[utoipa::path(
    get, path = "/v1/holds", tag = "operator", params(ListHolds),
    responses((status = 200, body = HoldList), (status = 403, body = Problem))
)]
pub(crate) async fn list(
    State(hub): State<Arc<Hub>>,
    _may: May<Holds>,
    Query(asked): Query<ListHolds>,
) -> Result<Json<HoldList>, ApiProblem> {
    let most = asked.most.unwrap_or(USUAL).clamp(1, MOST_HOLDS);
    let page = hub.store.holds(asked.before, most).await?;
    Ok(Json(HoldList {
        all: page.all,
        holds: page.holds.into_iter().map(told_of).collect(),
        more: page.more,
    }))
}

async fn set(hub: &Hub, may: &May<Holds>, subject: Subject, wanted: SetHold) -> Result<Json<LegalHold>, ApiProblem> {
    let by = Some(may.caller.person.id);
    let hold = hub.store.hold(by, subject, explained(&wanted.reason)?).await?;
    Ok(Json(told_of(hold)))
}

async fn lift(hub: &Hub, may: &May<Destroys>, subject: Subject) -> Result<StatusCode, ApiProblem> {
    hub.store.lift_hold(Some(may.caller.person.id), subject).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// A reason in words.
pub(in crate::api) fn explained(words: &str) -> Result<String, ApiProblem> {
    let words = words.trim();
    if explains(words) {
        return Ok(words.to_owned());
    }
    let says = format!("say why, in one line of 1 to {MOST_WORDS} characters");
    Err(ApiProblem::new(Code::BadRequest, says))
}

impl From<HoldRefused> for ApiProblem {
    fn from(refused: HoldRefused) -> Self {
        match refused {
            HoldRefused::NoSuch => Self::new(Code::NotFound, "there is no such upload or case, or no hold on it"),
            HoldRefused::Destroyed => Self::new(
                Code::PictureDestroyed,
                "the picture was destroyed before: there is nothing left to hold",
            ),
            HoldRefused::Store(error) => error.into(),
        }
    }
}
