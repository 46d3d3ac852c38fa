//! Verdicts as rows: taking them back and reversing them, in one commit with what follows. Giving them is `giving`'s.

use super::{
    appeals, cards, chain, checks,
    columns::{from_json, json},
    decided, leases, mixing, outbox, rematching, reopen,
};
use crate::{
    db::{Many, OptionalRow},
    engine::Tx,
    error::StoreError,
    leases::PairRow,
    verdicts::{HELD_AFTER_UNDO, Reversed, UndoRefused},
};
use scrim_model::{
    case::CaseState,
    check,
    delivery::Purpose,
    effect::PairFacts,
    ids::{BankId, CaseId, ItemId, PersonId, VerdictId},
    quorum::Decision,
    time::Time,
    verdict::{PairVerdict, Verdict},
};
use uuid::Uuid;

/// A case as a verdict meets it.
pub(crate) struct Open {
    pub(crate) item: ItemId,
    pub(crate) pairs: Vec<PairRow>,
    pub(crate) decision: Decision,
}

/// What a case becomes, and what has been said on it.
pub(super) struct Becomes<'a> {
    pub(super) case: CaseId,
    pub(super) state: &'a CaseState,
    pub(super) decision: &'a Decision,
}

/// Writes the state and what has been said of a case that may have been decided.
fn put_case(tx: &Tx<'_>, case: CaseId, state: &CaseState, decision: &Decision) -> Result<(), StoreError> {
    decided::forget(tx, case)?;
    put_cases(tx, &[Becomes { case, state, decision }])
}

/// The same of several cases that were not.
pub(super) fn put_cases(tx: &Tx<'_>, cases: &[Becomes<'_>]) -> Result<(), StoreError> {
    const CASES: Many = Many {
        text: "UPDATE review_case SET state = ?2, at = ?3, decision = ?4, stage = ?5, lease = NULL, leased_to = NULL,
               escalated = FALSE, sent = NULL, outcome = ?6 {rows} WHERE id = ?1",
        kinds: &["UUID", "TEXT", "BIGINT", "TEXT", "TEXT", "TEXT"],
    };
    let rows = cases.iter().map(|Becomes { case, state, decision }| {
        let (name, at) = match state {
            CaseState::Waiting { since } => ("waiting", since.0),
            CaseState::Decided { at } => ("decided", at.0),
            CaseState::Leased { until, .. } => ("leased", until.0),
            CaseState::Unreadable => ("unreadable", tx.now.0),
        };
        let stage = leases::stage_code(decision.stage());
        (case.0, name, at, json(decision), stage, decided::outcome(decision))
    });
    tx.db.execute_each(&CASES, &rows.collect::<Vec<_>>())?;
    decided::put(tx, cases)
}

/// A case with all that a verdict on it is judged by.
pub(crate) fn open_case(tx: &Tx<'_>, case: CaseId) -> Result<Open, StoreError> {
    let (item, decision): (Uuid, String) = tx
        .db
        .prepare_cached("SELECT item, decision FROM review_case WHERE id = ?1")?
        .query_row([case.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let item = ItemId(item);
    let decision = from_json(&decision, "review_case.decision")?;
    Ok(Open {
        item,
        pairs: cards::pairs(tx.db, item)?,
        decision,
    })
}

impl Open {
    /// What the hub knows of a pair beside the verdict. A pair that is not the case's own is judged as
    /// the least that could be known; [`Self::names_all`] has refused it before.
    pub(crate) fn facts(&self, pair: &PairVerdict) -> PairFacts {
        let row = self.pairs.iter().find(|row| row.entry == pair.entry);
        row.map_or(
            PairFacts {
                kind: scrim_model::matching::MatchKind::Near { distance: 31 },
                trust: scrim_model::matching::ListTrust::Other,
                via_variant: false,
                hash_trusted: false,
            },
            PairRow::facts,
        )
    }

    /// Whose list a pair's entry is on.
    pub(super) fn bank(&self, pair: &PairVerdict) -> Option<BankId> {
        let row = self.pairs.iter().find(|row| row.entry == pair.entry);
        row.map(|row| row.bank)
    }

    pub(super) fn names_all(&self, verdict: &Verdict) -> bool {
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
    // What was reversed before is no first verdict on which a second one could build.
    let leads = checks::purpose(tx.db, found.case)? == Purpose::Check || was_reversed(tx, found.case)?;
    let before = if leads {
        check::still_with_a_lead(before)
    } else {
        before
    };
    set_status(tx, id, "undone")?;
    outbox::forget(tx, id)?;
    put_case(tx, found.case, &CaseState::Waiting { since: tx.now }, &before)?;
    put_hold(tx, found.case, by)?;
    mixing::keep_for(tx, found.case)?;
    // Lists may have more by now than when it was decided.
    rematching::note_case(tx, found.case)?;
    let sql = |text| tx.db.prepare_cached(text).map_err(StoreError::from);
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

/// For a while the case is given to this person first.
pub(super) fn put_hold(tx: &Tx<'_>, case: CaseId, person: PersonId) -> Result<(), StoreError> {
    let held_until = tx.now + HELD_AFTER_UNDO;
    tx.db
        .prepare_cached("UPDATE review_case SET held_for = ?2, held_until = ?3 WHERE id = ?1")?
        .execute((case.0, person.0, held_until.0))?;
    Ok(())
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
    // What was decided on an appeal is no decision on the upload; the lead settles that. Nothing followed from a look-alike.
    let purpose = checks::purpose(tx.db, found.case)?;
    if matches!(purpose, Purpose::Appeal | Purpose::LookAlike) {
        return Err(UndoRefused::NotConfirmed);
    }
    if found.status != "given" || !std::iter::once(&deciding).chain(&with).any(|given| given.id == id) {
        return Err(UndoRefused::NotConfirmed);
    }
    let mut authors = Vec::with_capacity(1 + with.len());
    for given in std::iter::once(&deciding).chain(&with) {
        set_status(tx, given.id, "reversed")?;
        authors.push(given.by);
    }
    let given = std::iter::once(deciding).chain(with).chain(against).collect();
    let blind = reopen::is_blind(tx.db, found.case)?;
    let state = if blind {
        CaseState::Unreadable
    } else {
        CaseState::Decided { at: tx.now }
            .reopen(tx.now)
            .map_err(|_error| UndoRefused::NotConfirmed)?
    };
    put_case(tx, found.case, &state, &Decision::Split { given })?;
    // A reversal is urgent and has no grace: what was done is undone in the same commit.
    let (reverted, reopened) = outbox::invert(tx, id, found.case)?;
    if blind {
        reopen::leave_blind(tx, found.case)?;
    }
    appeals::settled_by_reversal(tx, found.case)?;
    chain::append(
        tx,
        "verdict_reversed",
        &serde_json::json!({
            "verdict": id, "case": found.case, "person": by, "authors": authors, "purpose": purpose,
        }),
    );
    Ok(Reversed {
        case: found.case,
        reverted,
        reopened,
        blind,
    })
}

fn was_reversed(tx: &Tx<'_>, case: CaseId) -> Result<bool, StoreError> {
    let mut sql = tx
        .db
        .prepare_cached("SELECT 1 FROM verdict WHERE case_id = ?1 AND status = 'reversed'")?;
    Ok(sql.exists([case.0])?)
}

fn set_status(tx: &Tx<'_>, id: VerdictId, status: &str) -> Result<(), StoreError> {
    tx.db
        .prepare_cached("UPDATE verdict SET status = ?2 WHERE id = ?1")?
        .execute((id.0, status))?;
    Ok(())
}
