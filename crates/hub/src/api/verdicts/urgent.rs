//! `POST` and `DELETE /v1/cases/{id}/urgent`, `GET /v1/urgent`: a child at immediate risk.

use crate::{
    api::{
        ApiProblem, May,
        caller::{Reviews, Settles},
    },
    hub::Hub,
};
use axum::{
    Json,
    extract::{Path, State},
    http::StatusCode,
};
use scrim_model::{ids::CaseId, urgent::NotLifted};
use scrim_store::urgent::{LiftRefused, NotMarked};
use scrim_wire::{
    Code, Problem,
    http::urgent::{MarkUrgent, MarkedUrgent, UrgentCase},
};
use std::sync::Arc;

/// Marks a case that one holds. It is the leads' next case at once, platforms that are destinations are sent
/// `item.urgent`, and whoever marked it has no further part in it: no verdict and no further look is asked of them.
#[utoipa::path(
    post, path = "/v1/cases/{id}/urgent", tag = "verdicts", params(("id" = CaseId, Path)), request_body = MarkUrgent,
    responses(
        (status = 200, body = MarkedUrgent),
        (status = 403, description = "`not_your_lease`", body = Problem),
        (status = 409, description = "`lease_lost`, `lease_fenced`; `changed_since`: it is marked already", body = Problem),
    )
)]
pub(crate) async fn mark(
    State(hub): State<Arc<Hub>>,
    may: May<Reviews>,
    Path(case): Path<CaseId>,
    Json(asked): Json<MarkUrgent>,
) -> Result<Json<MarkedUrgent>, ApiProblem> {
    let proof = may.proof(asked.lease)?;
    let undo_until = hub.store.mark_urgent(proof, case, asked.reason).await?;
    hub.telling.notify_one();
    Ok(Json(MarkedUrgent { undo_until }))
}

/// Takes one's own mark back within half a minute. The case is as it was, and one's own first, unless a lead has it by
/// now; platforms that were told are sent `item.urgent_withdrawn`.
#[utoipa::path(
    delete, path = "/v1/cases/{id}/urgent", tag = "verdicts", params(("id" = CaseId, Path)),
    responses(
        (status = 204),
        (status = 403, description = "`forbidden`: somebody else marked it", body = Problem),
        (status = 404, description = "`not_found`: it is not marked", body = Problem),
        (status = 409, description = "`grace_over`", body = Problem),
    )
)]
pub(crate) async fn lift(
    State(hub): State<Arc<Hub>>,
    may: May<Reviews>,
    Path(case): Path<CaseId>,
) -> Result<StatusCode, ApiProblem> {
    hub.store.lift_urgent(may.caller.person.id, case).await?;
    hub.telling.notify_one();
    Ok(StatusCode::NO_CONTENT)
}

/// Open cases that are marked, the oldest mark first and at most 500. A lead takes one by its id, as any case.
#[utoipa::path(
    get, path = "/v1/urgent", tag = "queues",
    responses((status = 200, body = Vec<UrgentCase>), (status = 403, body = Problem))
)]
pub(crate) async fn list(State(hub): State<Arc<Hub>>, _may: May<Settles>) -> Result<Json<Vec<UrgentCase>>, ApiProblem> {
    let open = hub.store.urgent_cases().await?.into_iter().map(|case| UrgentCase {
        case_id: case.case,
        queue_id: case.queue,
        reason: case.reason,
        marked_at: case.marked_at,
        taken: case.taken,
        look_alike: case.look_alike,
    });
    Ok(Json(open.collect()))
}

impl From<NotMarked> for ApiProblem {
    fn from(refused: NotMarked) -> Self {
        match refused {
            NotMarked::Lease(refused) => refused.into(),
            NotMarked::Before => Self::new(Code::ChangedSince, "the case is marked already: the leads know"),
        }
    }
}

impl From<LiftRefused> for ApiProblem {
    fn from(refused: LiftRefused) -> Self {
        match refused {
            LiftRefused::NoSuch => Self::new(Code::NotFound, "the case is not marked"),
            LiftRefused::Stays(NotLifted::NotTheirs) => {
                Self::new(Code::Forbidden, "a mark is taken back by whoever made it")
            }
            LiftRefused::Stays(NotLifted::TooLate) => Self::new(
                Code::GraceOver,
                "the moment to take it back is over: tell a lead, who has the case or is being asked to take it",
            ),
            LiftRefused::Store(error) => error.into(),
        }
    }
}
