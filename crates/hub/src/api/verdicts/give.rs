//! `POST /v1/cases/{id}/verdict`: what a person decided.

use crate::{
    api::{ApiProblem, May, caller::Reviews, queues::reason},
    hub::Hub,
};
use axum::{
    Json,
    extract::{Path, State},
    http::HeaderMap,
};
use scrim_model::{ids::CaseId, person::Permission};
use scrim_store::verdicts::{NewVerdict, VerdictRefused};
use scrim_wire::{
    Code, Problem,
    http::{
        IDEMPOTENCY_KEY,
        verdicts::{GiveVerdict, Standing, VerdictTaken},
    },
};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// The longest idempotency key.
const LONGEST_KEY: usize = 128;

/// Takes a verdict. With the same `Idempotency-Key`, sending it again answers the same.
#[utoipa::path(
    post, path = "/v1/cases/{id}/verdict", tag = "verdicts",
    params(("id" = CaseId, Path), ("idempotency-key" = String, Header)), request_body = GiveVerdict,
    responses(
        (status = 200, body = VerdictTaken),
        (status = 403, description = "`not_your_lease`", body = Problem),
        (status = 409, description = "`lease_lost`, `lease_fenced`, `already_decided`, `idempotency_conflict`", body = Problem),
        (status = 422, description = "`below_required_rung` with `needed_rung`; `contradiction`; `against_policy`; `class_not_offered`", body = Problem),
    )
)]
pub(crate) async fn give(
    State(hub): State<Arc<Hub>>,
    may: May<Reviews>,
    Path(case): Path<CaseId>,
    headers: HeaderMap,
    Json(said): Json<GiveVerdict>,
) -> Result<Json<VerdictTaken>, ApiProblem> {
    let new = NewVerdict {
        case,
        proof: may.proof(said.lease)?,
        fence: said.fence,
        as_lead: may.also(Permission::Settle),
        idempotency_key: idempotency_key(&headers)?,
        request_hash: request_hash(case, &said)?,
        grace: hub.settings.grace,
        draw: hub.keys.draw("second look", case.0),
        reason: reason(said.reason.as_deref())?,
        verdict: said.verdict,
    };
    let taken = hub.store.give_verdict(new).await?;
    hub.planned.notify_one();
    Ok(Json(VerdictTaken {
        verdict_id: taken.verdict,
        case_id: taken.case,
        standing: if taken.confirmed {
            Standing::Confirmed
        } else {
            Standing::Recorded
        },
        grace_ends: taken.grace_ends,
    }))
}

fn idempotency_key(headers: &HeaderMap) -> Result<String, ApiProblem> {
    let key = headers.get(IDEMPOTENCY_KEY).and_then(|value| value.to_str().ok());
    let usable = key.filter(|key| !key.is_empty() && key.len() <= LONGEST_KEY);
    let lacks = || ApiProblem::new(Code::BadRequest, "send an Idempotency-Key of 1 to 128 characters");
    usable.map(str::to_owned).ok_or_else(lacks)
}

fn request_hash(case: CaseId, said: &GiveVerdict) -> Result<[u8; 32], ApiProblem> {
    let body = serde_json::to_vec(&(case, said)).map_err(ApiProblem::internal)?;
    Ok(Sha256::digest(body).into())
}

impl From<VerdictRefused> for ApiProblem {
    fn from(refused: VerdictRefused) -> Self {
        match refused {
            VerdictRefused::Lease(refused) => refused.into(),
            VerdictRefused::Evidence(below) => {
                let says = format!("this verdict needs rung {} to have been seen", u8::from(below.needed));
                Self::new(Code::BelowRequiredRung, says).needs(below.needed)
            }
            VerdictRefused::Contradiction(contradiction) => Self::new(Code::Contradiction, contradiction.to_string()),
            VerdictRefused::OtherPairs => Self::new(Code::Contradiction, "name each pair of the case once"),
            VerdictRefused::NotTaken(not_taken) => {
                use scrim_model::quorum::NotTaken;
                match not_taken {
                    NotTaken::AlreadyDecided => Self::new(Code::AlreadyDecided, "the case is already decided"),
                    NotTaken::SamePerson => Self::new(Code::Forbidden, "a second look is never by the first reviewer"),
                    NotTaken::NeedsLead => Self::new(Code::Forbidden, "a disagreement is settled by a lead"),
                }
            }
            VerdictRefused::Class(not_offered) => Self::new(Code::ClassNotOffered, not_offered.to_string()),
            VerdictRefused::Policy(against) => Self::new(Code::AgainstPolicy, against.to_string()),
            VerdictRefused::IdempotencyConflict => Self::new(
                Code::IdempotencyConflict,
                "this Idempotency-Key was used for another request",
            ),
        }
    }
}
