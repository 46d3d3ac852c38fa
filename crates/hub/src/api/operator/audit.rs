//! `GET /v1/audit`: what was done. `POST /v1/audit/verification`: whether the log holds. `GET /v1/audit/receipt`: a
//! signed proof of how far it has come, to be kept elsewhere.

use crate::{
    api::{ApiProblem, May, caller::ReadsAudit},
    audit::{self, NotVerified, START},
    hub::Hub,
};
use axum::{
    Json,
    extract::{Query, State},
};
use scrim_model::{person::Permission, time::Time};
use scrim_store::{
    audit::{AuditFilter, AuditPart},
    chain::{Broken, Head},
};
use scrim_wire::{
    Code, Problem,
    http::audit::{
        AskAudit, AuditPage, AuditVerification, BrokenHow, MOST_ENTRIES, Receipt, VerificationFound, VerifiedTo,
        VerifyAudit,
    },
};
use std::sync::Arc;

/// How many an answer holds where it is not said.
const USUAL: u32 = 50;

/// What was done, newest first, as far as it is told: looks never; who worked on a case only where one case is asked for, and nothing of that to those who review.
#[utoipa::path(
    get, path = "/v1/audit", tag = "operator", params(AskAudit),
    responses(
        (status = 200, body = AuditPage),
        (status = 400, description = "`bad_request`: a kind or a number that is none", body = Problem),
        (status = 403, body = Problem),
    )
)]
pub(crate) async fn list(
    State(hub): State<Arc<Hub>>,
    may: May<ReadsAudit>,
    Query(asked): Query<AskAudit>,
) -> Result<Json<AuditPage>, ApiProblem> {
    let filter = AuditFilter {
        from: asked.from.map(Time),
        until: asked.until.map(Time),
        kind: asked.kind,
        actor: asked.actor,
        case: asked.case,
    };
    let part = AuditPart {
        before: asked.before,
        most: asked.most.unwrap_or(USUAL).clamp(1, MOST_ENTRIES),
        reviews: may.also(Permission::Review),
    };
    let stretch = hub.store.audit(filter, part).await?;
    Ok(Json(AuditPage {
        entries: stretch.entries,
        go_on_before: stretch.go_on_before,
    }))
}

/// Verifies the next 100,000 rows of the log against each other and against the checkpoints that were signed. Asked again with what it answered, it comes to the end, or to where the log breaks.
#[utoipa::path(
    post, path = "/v1/audit/verification", tag = "operator", request_body = VerifyAudit,
    responses(
        (status = 200, body = AuditVerification),
        (status = 400, description = "`bad_request`: what to go on after is not what was answered", body = Problem),
        (status = 403, body = Problem),
    )
)]
pub(crate) async fn verify(
    State(hub): State<Arc<Hub>>,
    _may: May<ReadsAudit>,
    Json(asked): Json<VerifyAudit>,
) -> Result<Json<AuditVerification>, ApiProblem> {
    let after = match asked.after {
        Some(after) => head_of(&after)?,
        None => START,
    };
    let key = hub.keys.signing().verifying_key();
    let found = match audit::step(&hub.store, &key, after).await {
        Ok(step) => {
            let (to, checkpoints) = (verified_to(step.head), step.checkpoints);
            if step.ended {
                VerificationFound::Holds { to, checkpoints }
            } else {
                VerificationFound::GoesOn { to, checkpoints }
            }
        }
        Err(error) => broken(error)?,
    };
    let length = hub.store.chain_length().await?;
    Ok(Json(AuditVerification { length, found }))
}

/// Signs the chain's head now. `scrim-hub audit verify --against` takes the answer as a file.
#[utoipa::path(
    get, path = "/v1/audit/receipt", tag = "operator",
    responses((status = 200, body = Receipt), (status = 403, body = Problem))
)]
pub(crate) async fn receipt(State(hub): State<Arc<Hub>>, _may: May<ReadsAudit>) -> Result<Json<Receipt>, ApiProblem> {
    Ok(Json(audit::checkpoint(&hub.store, &hub.keys).await?))
}

fn verified_to(head: Head) -> VerifiedTo {
    VerifiedTo {
        seq: head.seq,
        head: hex::encode(head.hash),
    }
}

fn head_of(to: &VerifiedTo) -> Result<Head, ApiProblem> {
    let hash = hex::decode(&to.head).ok().and_then(|bytes| bytes.try_into().ok());
    let hash = hash.ok_or_else(|| ApiProblem::new(Code::BadRequest, "`head` is a hash of 64 hexadecimal digits"))?;
    Ok(Head { seq: to.seq, hash })
}

/// Where the log breaks; everything else is no finding.
fn broken(error: NotVerified) -> Result<VerificationFound, ApiProblem> {
    let (row, how) = match error {
        NotVerified::Broken(Broken::Missing { expected, .. }) => (expected, BrokenHow::Missing),
        NotVerified::Broken(Broken::Altered { seq }) => (seq, BrokenHow::Altered),
        NotVerified::Broken(Broken::Truncated { seq }) => (seq, BrokenHow::Truncated),
        NotVerified::Broken(Broken::Rewritten { seq }) => (seq, BrokenHow::Rewritten),
        NotVerified::Signature { seq } => (seq, BrokenHow::NotSigned),
        NotVerified::OtherHub => return Err(ApiProblem::internal(error)),
        NotVerified::Store(error) => return Err(error.into()),
    };
    Ok(VerificationFound::Broken { row, how })
}
