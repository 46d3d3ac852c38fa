//! Verdicts as rows: what was said, what the case becomes, what will follow, in one commit.

use super::{
    cards, chain,
    columns::{from_json, json},
    leases, looks, outbox, queues, wellbeing,
};
use crate::db::OptionalRow;
use crate::{
    engine::Tx,
    error::StoreError,
    leases::{LeaseRefused, PairRow},
    verdicts::{FenceLost, HELD_AFTER_UNDO, LATE_VERDICT, NewVerdict, Reversed, Taken, UndoRefused, VerdictRefused},
};
use scrim_model::{
    case::CaseState,
    effect::PairFacts,
    evidence::{self, Ground},
    grant::seen,
    ids::{CaseId, ItemId, PersonId, QueueId, VerdictId},
    lease::{Lease, LeaseLost},
    matching::TRUSTED_QUALITY,
    queue::QueuePolicy,
    quorum::{Decision, Given, quorum},
    time::Time,
    verdict::{PairVerdict, Verdict},
};
use uuid::Uuid;

/// A case as a verdict meets it.
pub(crate) struct Open {
    pub(crate) item: ItemId,
    pub(crate) pairs: Vec<PairRow>,
    pub(crate) decision: Decision,
    policy: QueuePolicy,
}

pub(crate) fn give(tx: &Tx<'_>, new: &NewVerdict) -> Result<Taken, VerdictRefused> {
    if let Some(before) = repeated(tx, new)? {
        return before;
    }
    let lease = held_lease(tx, new)?;
    let open = open_case(tx, new.case)?;
    check(tx, new, &lease, &open)?;
    let facts = |pair: &PairVerdict| open.facts(pair);
    let needs = quorum(&new.verdict, |p| facts(p).trust, |p| facts(p).breeds_variant());
    let given = Given {
        id: VerdictId(tx.fresh_id()?),
        by: new.proof.person,
        verdict: new.verdict.clone(),
    };
    let id = given.id;
    let decision = open.decision.clone().take(given, needs, new.as_lead)?;
    let grace_ends = tx.now + new.grace;
    let confirmed = matches!(decision, Decision::Confirmed { .. });
    let taken = Taken {
        verdict: id,
        case: new.case,
        confirmed,
        grace_ends,
    };
    insert(tx, new, &taken, needs)?;
    settle_case(tx, new, &lease, &decision, grace_ends)?;
    outbox::plan(tx, &taken, &open.decision, &decision, facts)?;
    leases::end(tx, lease.id)?;
    leases::bar(tx, new.case, new.proof.person, "spoken")?;
    let fact = serde_json::json!({"verdict": id, "case": new.case, "person": new.proof.person, "confirmed": confirmed});
    chain::append(tx, "verdict_given", &fact);
    Ok(taken)
}

/// The answer of an earlier, equal request under the same key.
fn repeated(tx: &Tx<'_>, new: &NewVerdict) -> Result<Option<Result<Taken, VerdictRefused>>, StoreError> {
    let found = tx
        .db
        .prepare_cached(
            "SELECT id, case_id, request_hash, standing, grace_ends FROM verdict WHERE person = ?1 AND idempotency_key = ?2",
        )?
        .query_row((new.proof.person.0, &new.idempotency_key), |row| {
            let taken = Taken {
                verdict: VerdictId(row.get(0)?),
                case: CaseId(row.get(1)?),
                confirmed: row.get::<String>(3)? == "confirmed",
                grace_ends: Time(row.get(4)?),
            };
            Ok((taken, row.get::<[u8; 32]>(2)?))
        })
        .optional()?;
    Ok(found.map(|(taken, hash)| {
        if hash == new.request_hash {
            Ok(taken)
        } else {
            Err(VerdictRefused::IdempotencyConflict)
        }
    }))
}

/// The lease, unless somebody else was given the case since. One that merely ran out still carries the
/// verdict in: nobody else could have decided, and the fence proves it.
fn held_lease(tx: &Tx<'_>, new: &NewVerdict) -> Result<Lease, VerdictRefused> {
    let (lease, _ended) = leases::proven(tx.db, new.proof)?;
    let (state, fence): (String, u64) = tx
        .db
        .prepare_cached("SELECT state, fence FROM review_case WHERE id = ?1")
        .and_then(|mut sql| sql.query_row([lease.case.0], |row| Ok((row.get(0)?, row.get(1)?))))
        .map_err(StoreError::from)?;
    let refused = if lease.case != new.case {
        Some(LeaseRefused::Lost(LeaseLost::NotYours))
    } else if state == "decided" {
        Some(LeaseRefused::Fence(FenceLost::Decided))
    } else if fence != lease.fence || new.fence != lease.fence {
        Some(LeaseRefused::Fence(FenceLost::LeasedAgain))
    } else if given_back(tx, &lease)? || tx.now > lease.taken_at + LATE_VERDICT {
        Some(LeaseRefused::Lost(LeaseLost::Expired))
    } else {
        None
    };
    refused.map_or(Ok(lease), |refused| Err(refused.into()))
}

/// Whether the lease was given back on purpose: then its verdict was given up with it.
fn given_back(tx: &Tx<'_>, lease: &Lease) -> Result<bool, StoreError> {
    let mut sql = tx
        .db
        .prepare_cached("SELECT 1 FROM lease WHERE id = ?1 AND ended_at < expires_at")?;
    Ok(sql.exists([lease.id.0])?)
}

fn check(tx: &Tx<'_>, new: &NewVerdict, lease: &Lease, open: &Open) -> Result<(), VerdictRefused> {
    new.verdict.consistent()?;
    open.policy.allows(&new.verdict, new.reason.as_deref())?;
    if !open.names_all(&new.verdict) {
        return Err(VerdictRefused::OtherPairs);
    }
    let grants = looks::on_case(tx.db, new.case, new.proof.person)?;
    let ground = |pair: &PairVerdict| {
        let facts = open.facts(pair);
        Ground::of(facts.kind, facts.trust)
    };
    evidence::check(&new.verdict, seen(lease.resting_rung, &grants), ground)?;
    wellbeing::worked(tx, new.proof.person)?;
    Ok(())
}

fn insert(tx: &Tx<'_>, new: &NewVerdict, taken: &Taken, needs: scrim_model::quorum::Quorum) -> Result<(), StoreError> {
    tx.db
        .prepare_cached(
            "INSERT INTO verdict (id, case_id, person, at, body, quorum, as_lead, idempotency_key, request_hash,
             standing, grace_ends, status, reason) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,'given',?12)",
        )?
        .execute((
            taken.verdict.0,
            taken.case.0,
            new.proof.person.0,
            tx.now.0,
            json(&new.verdict),
            json(&needs),
            new.as_lead,
            &new.idempotency_key,
            new.request_hash,
            if taken.confirmed { "confirmed" } else { "recorded" },
            taken.grace_ends.0,
            &new.reason,
        ))?;
    Ok(())
}

fn settle_case(
    tx: &Tx<'_>,
    new: &NewVerdict,
    lease: &Lease,
    decision: &Decision,
    grace_ends: Time,
) -> Result<(), StoreError> {
    let held = CaseState::Leased {
        lease: lease.id,
        to: lease.person,
        until: lease.expires_at,
    };
    let state = held.spoken(lease.id, decision, tx.now, grace_ends);
    let state = state.map_err(|_error| StoreError::Corrupt {
        column: "review_case.state",
    })?;
    put_case(tx, new.case, &state, decision)
}

/// Writes a case's state and what has been said.
pub(crate) fn put_case(tx: &Tx<'_>, case: CaseId, state: &CaseState, decision: &Decision) -> Result<(), StoreError> {
    let (name, at) = match state {
        CaseState::Waiting { since } => ("waiting", since.0),
        CaseState::Decided { at } => ("decided", at.0),
        CaseState::Leased { until, .. } => ("leased", until.0),
        CaseState::Unreadable => ("unreadable", tx.now.0),
    };
    tx.db
        .prepare_cached(
            "UPDATE review_case SET state = ?2, at = ?3, decision = ?4, stage = ?5, lease = NULL, leased_to = NULL,
             escalated = FALSE, sent = NULL WHERE id = ?1",
        )?
        .execute((case.0, name, at, json(decision), leases::stage_code(decision.stage())))?;
    Ok(())
}

/// A case with all that a verdict on it is judged by.
pub(crate) fn open_case(tx: &Tx<'_>, case: CaseId) -> Result<Open, StoreError> {
    let (item, decision, queue): (Uuid, String, Uuid) = tx
        .db
        .prepare_cached("SELECT item, decision, queue FROM review_case WHERE id = ?1")?
        .query_row([case.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
    let item = ItemId(item);
    let decision = from_json(&decision, "review_case.decision")?;
    Ok(Open {
        item,
        pairs: cards::pairs(tx.db, item)?,
        decision,
        policy: queues::settings(tx.db, QueueId(queue))?.policy,
    })
}

impl Open {
    /// What the hub knows of a pair beside the verdict. A pair that is not the case's own is judged as
    /// the least that could be known; [`Self::names_all`] has refused it before.
    pub(crate) fn facts(&self, pair: &PairVerdict) -> PairFacts {
        let row = self.pairs.iter().find(|row| row.entry == pair.entry);
        PairFacts {
            kind: row.map_or(scrim_model::matching::MatchKind::Near { distance: 31 }, |row| row.kind),
            trust: row.map_or(scrim_model::matching::ListTrust::Other, |row| row.trust),
            via_variant: row.is_some_and(|row| row.via_variant),
            hash_trusted: row
                .and_then(|row| row.quality)
                .is_some_and(|quality| quality >= TRUSTED_QUALITY),
        }
    }

    fn names_all(&self, verdict: &Verdict) -> bool {
        verdict.pairs.len() == self.pairs.len()
            && self.pairs.iter().all(|row| {
                verdict
                    .pairs
                    .iter()
                    .any(|p| p.entry == row.entry && p.item == self.item)
            })
    }
}

struct VerdictRow {
    case: CaseId,
    person: PersonId,
    grace_ends: Time,
    status: String,
}

fn row(tx: &Tx<'_>, id: VerdictId) -> Result<Option<VerdictRow>, StoreError> {
    let found = tx
        .db
        .prepare_cached("SELECT case_id, person, grace_ends, status FROM verdict WHERE id = ?1")?
        .query_row([id.0], |row| {
            Ok(VerdictRow {
                case: CaseId(row.get(0)?),
                person: PersonId(row.get(1)?),
                grace_ends: Time(row.get(2)?),
                status: row.get(3)?,
            })
        })
        .optional()?;
    Ok(found)
}

pub(crate) fn undo(tx: &Tx<'_>, id: VerdictId, by: PersonId) -> Result<CaseId, UndoRefused> {
    let found = row(tx, id)?.filter(|v| v.person == by).ok_or(UndoRefused::NoSuch)?;
    if found.status == "undone" {
        return Ok(found.case);
    }
    if found.status != "given" || found.grace_ends <= tx.now {
        return Err(UndoRefused::GraceOver);
    }
    let before = open_case(tx, found.case)?
        .decision
        .without(id)
        .ok_or(UndoRefused::GraceOver)?;
    set_status(tx, id, "undone")?;
    outbox::forget(tx, id)?;
    put_case(tx, found.case, &CaseState::Waiting { since: tx.now }, &before)?;
    let held_until = tx.now + HELD_AFTER_UNDO;
    let sql = |text| tx.db.prepare_cached(text).map_err(StoreError::from);
    sql("UPDATE review_case SET held_for = ?2, held_until = ?3 WHERE id = ?1")?
        .execute((found.case.0, by.0, held_until.0))
        .map_err(StoreError::from)?;
    sql("DELETE FROM barred WHERE case_id = ?1 AND person = ?2 AND why = 'spoken'")?
        .execute((found.case.0, by.0))
        .map_err(StoreError::from)?;
    chain::append(
        tx,
        "verdict_undone",
        &serde_json::json!({"verdict": id, "case": found.case, "person": by}),
    );
    Ok(found.case)
}

pub(crate) fn reverse(tx: &Tx<'_>, id: VerdictId, by: PersonId) -> Result<Reversed, UndoRefused> {
    let found = row(tx, id)?.ok_or(UndoRefused::NoSuch)?;
    let open = open_case(tx, found.case)?;
    let Decision::Confirmed {
        deciding,
        with,
        against,
    } = open.decision
    else {
        return Err(UndoRefused::NotConfirmed);
    };
    if found.status != "given" || !std::iter::once(&deciding).chain(&with).any(|given| given.id == id) {
        return Err(UndoRefused::NotConfirmed);
    }
    for given in std::iter::once(&deciding).chain(&with) {
        set_status(tx, given.id, "reversed")?;
    }
    let given = std::iter::once(deciding).chain(with).chain(against).collect();
    let state = CaseState::Decided { at: tx.now }
        .reopen(tx.now)
        .map_err(|_error| UndoRefused::NotConfirmed)?;
    put_case(tx, found.case, &state, &Decision::Split { given })?;
    // A reversal is urgent and has no grace: what was done is undone in the same commit.
    let (reverted, reopened) = outbox::invert(tx, id, found.case)?;
    chain::append(
        tx,
        "verdict_reversed",
        &serde_json::json!({"verdict": id, "case": found.case, "person": by}),
    );
    Ok(Reversed {
        case: found.case,
        reverted,
        reopened,
    })
}

fn set_status(tx: &Tx<'_>, id: VerdictId, status: &str) -> Result<(), StoreError> {
    tx.db
        .prepare_cached("UPDATE verdict SET status = ?2 WHERE id = ?1")?
        .execute((id.0, status))?;
    Ok(())
}
