//! `POST /v1/cases/{id}/report/proposal` and `POST /v1/cases/{id}/report`: a case, proposed and handed over for a report to
//! a hotline. The platform files it.
//!
//! For whoever may read the audit, as the exposures of a case are: it tells how clearly a case was seen.

use crate::{
    api::{ApiProblem, May, caller::ReadsAudit},
    clock,
    hub::Hub,
    report::{self, NotHandedOver},
};
use axum::{
    Json,
    extract::{Path, State},
};
use scrim_model::ids::CaseId;
use scrim_store::reports::NotReportable;
use scrim_wire::{
    Code, Problem,
    http::reports::{ConfirmReport, HandedOver, ReportProposal},
};
use std::sync::Arc;

/// What a report of a decided case would be about, upload by upload, and what the ledger bears out of each, with nobody's
/// name. The log tells that it was asked for, and by whom.
#[utoipa::path(
    post, path = "/v1/cases/{id}/report/proposal", tag = "operator",
    params(("id" = CaseId, Path, description = "the case")),
    responses(
        (status = 200, body = ReportProposal),
        (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 409, description = "`not_confirmed`: it is not decided, or that can still be taken back `until`; `nothing_to_report`", body = Problem),
    )
)]
pub(crate) async fn propose(
    State(hub): State<Arc<Hub>>,
    may: May<ReadsAudit>,
    Path(case): Path<CaseId>,
) -> Result<Json<ReportProposal>, ApiProblem> {
    let of = (case, Some(may.caller.person.id));
    Ok(Json(report::propose(&hub.store, of, clock::now()).await?))
}

/// Hands over what a report needs of a decided case, as somebody authorised confirms it, as JSON and in the order of NCMEC's
/// schema. The log tells that it was handed over, and by whom.
#[utoipa::path(
    post, path = "/v1/cases/{id}/report", tag = "operator", request_body = ConfirmReport,
    params(("id" = CaseId, Path, description = "the case")),
    responses(
        (status = 200, body = HandedOver),
        (status = 400, description = "`bad_request`: an upload that nothing or twice is said of, or more than the ledger bears out", body = Problem),
        (status = 403, body = Problem),
        (status = 404, body = Problem),
        (status = 409, description = "`not_confirmed`: it is not decided, or that can still be taken back `until`; `nothing_to_report`", body = Problem),
    )
)]
pub(crate) async fn hand_over(
    State(hub): State<Arc<Hub>>,
    may: May<ReadsAudit>,
    Path(case): Path<CaseId>,
    Json(confirmed): Json<ConfirmReport>,
) -> Result<Json<HandedOver>, ApiProblem> {
    let of = (case, Some(may.caller.person.id));
    let handed = report::hand_over(&hub.store, &hub.keys, of, confirmed, clock::now()).await?;
    Ok(Json(handed))
}

impl From<NotHandedOver> for ApiProblem {
    fn from(refused: NotHandedOver) -> Self {
        match refused {
            NotHandedOver::Confirmed(why) => Self::new(Code::BadRequest, why.to_string()),
            NotHandedOver::Case(why) => why.into(),
            NotHandedOver::Store(error) => error.into(),
        }
    }
}

impl From<NotReportable> for ApiProblem {
    fn from(refused: NotReportable) -> Self {
        let until = match &refused {
            NotReportable::InGrace { until } => Some(*until),
            _ => None,
        };
        let message = refused.to_string();
        match refused {
            NotReportable::NoSuch => Self::new(Code::NotFound, message),
            NotReportable::InGrace { .. } => Self::new(
                Code::NotConfirmed,
                "the decision can still be taken back: ask again when that is over",
            )
            .until(until),
            NotReportable::NotDecided => Self::new(Code::NotConfirmed, message),
            NotReportable::NothingToReport => Self::new(Code::NothingToReport, message),
            NotReportable::Store(error) => error.into(),
        }
    }
}
