//! `POST /v1/cases/{id}/redirect`: a case is sent elsewhere by hand.

use super::reason;
use crate::{
    api::{ApiProblem, May, caller::Reviews},
    hub::Hub,
};
use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use scrim_model::{ids::CaseId, person::Permission};
use scrim_store::queues::{RedirectRefused, Sender};
use scrim_wire::{Code, Problem, http::queues::Redirect};
use std::sync::Arc;

/// Sends an open case elsewhere. Whoever holds it may escalate it, by its lease; a lead may do all, whoever
/// holds it, who then holds it no more.
#[utoipa::path(
    post, path = "/v1/cases/{id}/redirect", tag = "queues", params(("id" = CaseId, Path)), request_body = Redirect,
    responses(
        (status = 204),
        (status = 400, description = "`bad_request`: a hold ends too late, or the reason is too long", body = Problem),
        (status = 403, description = "`forbidden`: that is for leads; `not_your_lease`", body = Problem),
        (status = 404, description = "no such case or queue", body = Problem),
        (status = 409, description = "`already_decided`, `lease_lost`, `lease_fenced`", body = Problem),
        (status = 422, description = "`not_for_them`: this person could not be given the case", body = Problem),
    )
)]
pub(crate) async fn send(
    State(hub): State<Arc<Hub>>,
    may: May<Reviews>,
    Path(case): Path<CaseId>,
    Json(asked): Json<Redirect>,
) -> Result<StatusCode, ApiProblem> {
    let sender = match asked.lease {
        Some(lease) => Sender::Holder(may.proof(lease)?),
        None if may.also(Permission::ManageQueues) => Sender::Lead(may.caller.person.id),
        None => return Err(RedirectRefused::ForLeads.into()),
    };
    let reason = reason(asked.reason.as_deref())?;
    hub.store.redirect(case, sender, asked.destination, reason).await?;
    Ok(StatusCode::NO_CONTENT)
}

impl From<RedirectRefused> for ApiProblem {
    fn from(refused: RedirectRefused) -> Self {
        match refused {
            RedirectRefused::NoSuch => Self::new(Code::NotFound, "there is no such case"),
            RedirectRefused::NotOpen => Self::new(Code::AlreadyDecided, "the case is not open any more"),
            RedirectRefused::ForLeads => Self::new(
                Code::Forbidden,
                "whoever holds a case may escalate it; only a lead sends it elsewhere",
            ),
            RedirectRefused::NoSuchQueue => Self::new(Code::NotFound, "there is no such queue"),
            RedirectRefused::NotForThem => Self::new(
                Code::NotForThem,
                "this person does not review, has passed the case on or has spoken on it: choose somebody else",
            ),
            RedirectRefused::Untimely => {
                Self::new(Code::BadRequest, "a hold ends in the future, and within thirty days")
            }
            RedirectRefused::Lease(refused) => refused.into(),
            RedirectRefused::Store(error) => error.into(),
        }
    }
}
