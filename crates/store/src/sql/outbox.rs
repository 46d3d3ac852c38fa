//! The outbox as rows: planning effects with a verdict, carrying them out, taking them back. That somebody outside is
//! told is planned in the same way; here it means that deliveries are written, which leave later.

use super::{
    appeals, cases, chain,
    columns::{code, from_code, from_json, json},
    effects, telling,
};
use crate::{db::Many, engine::Tx, error::StoreError, outbox::Round, verdicts::Taken};
use scrim_model::{
    effect::{Direction, Effect, PairFacts, confirmed_effects, provisional_effects},
    ids::{CaseId, VerdictId},
    quorum::Decision,
    time::Time,
    verdict::PairVerdict,
};
use serde::{Deserialize, Serialize};

/// Effects in one round, so that a long backlog never holds the writer.
const ROUND: u32 = 256;

/// What is planned: a change to what is known here, or that somebody outside is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
enum Work {
    Change(Effect),
    Tell { tell: Telling },
}

/// What is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Telling {
    /// What was decided on the case.
    Decision,
    /// What became of the appeal that the case is.
    Appeal,
}

/// What follows from a verdict, to be done when its grace time ends.
pub(super) struct Plan {
    taken: Taken,
    work: Work,
    direction: Direction,
}

/// What follows from a verdict, due when its grace time ends; `tells` says whether anybody outside hears of what is
/// confirmed. Whoever is told is told last, of what is then known here.
pub(super) fn plans(
    taken: &Taken,
    [before, after]: [&Decision; 2],
    tells: bool,
    facts: impl Fn(&PairVerdict) -> PairFacts,
) -> Vec<Plan> {
    let provisional = |decision: &Decision| match decision {
        Decision::Provisional { first } => provisional_effects(&first.verdict),
        Decision::Split { given } => given.iter().flat_map(|g| provisional_effects(&g.verdict)).collect(),
        Decision::Open | Decision::Confirmed { .. } => Vec::new(),
    };
    let work = |work, direction| Plan {
        taken: *taken,
        work,
        direction,
    };
    let plan = |effect, direction| work(Work::Change(effect), direction);
    let (was, is) = (provisional(before), provisional(after));
    let new = is.into_iter().filter(|effect| !was.contains(effect));
    let mut plans: Vec<Plan> = new.map(|effect| plan(effect, Direction::Apply)).collect();
    if let Decision::Confirmed { deciding, .. } = after {
        // A dispute that was not upheld gives the entry its weight back.
        let upheld = provisional_effects(&deciding.verdict);
        let dropped = was.iter().filter(|effect| !upheld.contains(effect));
        plans.extend(dropped.map(|effect| plan(*effect, Direction::Revert)));
        let confirmed = confirmed_effects(&deciding.verdict, facts);
        plans.extend(confirmed.into_iter().map(|effect| plan(effect, Direction::Apply)));
        let tell = Telling::Decision;
        plans.extend(tells.then(|| work(Work::Tell { tell }, Direction::Apply)));
    }
    plans
}

/// The same of a verdict on an appeal, which changes no list by itself: what was appealed stands, or is reversed.
pub(super) fn appeal_plans(taken: &Taken, after: &Decision) -> Vec<Plan> {
    let confirmed = matches!(after, Decision::Confirmed { .. });
    let plan = Plan {
        taken: *taken,
        work: Work::Tell { tell: Telling::Appeal },
        direction: Direction::Apply,
    };
    confirmed.then_some(plan).into_iter().collect()
}

/// Writes what is planned, in this order.
pub(super) fn put<'a>(tx: &Tx<'_>, plans: impl IntoIterator<Item = &'a Plan>) -> Result<(), StoreError> {
    const PLANS: Many = Many {
        text: "INSERT INTO outbox (verdict, case_id, effect, direction, due_at) SELECT ?1, ?2, ?3, ?4, ?5 {rows}",
        kinds: &["UUID", "UUID", "TEXT", "TEXT", "BIGINT"],
    };
    let rows = plans.into_iter().map(|plan| {
        let (effect, direction) = (json(&plan.work), code(&plan.direction));
        (
            plan.taken.verdict.0,
            plan.taken.case.0,
            effect,
            direction,
            plan.taken.grace_ends.0,
        )
    });
    tx.db.execute_each(&PLANS, &rows.collect::<Vec<_>>())?;
    Ok(())
}

/// A verdict was taken back: what it planned is forgotten.
pub(crate) fn forget(tx: &Tx<'_>, verdict: VerdictId) -> Result<(), StoreError> {
    tx.db
        .prepare_cached("DELETE FROM outbox WHERE verdict = ?1 AND done_at IS NULL")?
        .execute([verdict.0])?;
    Ok(())
}

pub(crate) fn deliver(tx: &Tx<'_>) -> Result<Round, StoreError> {
    let mut done = 0;
    for planned in due(tx)? {
        cases::keep(tx, planned.case)?;
        // Taken back by its author since it was read: then there is nothing to mark.
        let marked = tx
            .db
            .prepare_cached("UPDATE outbox SET done_at = ?2 WHERE seq = ?1 AND done_at IS NULL")?
            .execute((planned.seq, tx.now.0))?;
        if marked == 1 {
            carry_out(tx, &planned)?;
            done += 1;
        }
    }
    Ok(Round { done, ..next(tx)? })
}

/// When the next effect is due.
pub(crate) fn next(tx: &Tx<'_>) -> Result<Round, StoreError> {
    let next: Option<i64> = tx
        .db
        .prepare_cached("SELECT min(due_at) FROM outbox WHERE done_at IS NULL")?
        .query_row((), |row| row.get(0))?;
    Ok(Round {
        done: 0,
        next: next.map(Time),
        now: tx.now,
    })
}

/// What was planned, as a row.
struct Planned {
    seq: i64,
    verdict: VerdictId,
    case: CaseId,
    work: Work,
    direction: Direction,
}

fn carry_out(tx: &Tx<'_>, planned: &Planned) -> Result<u64, StoreError> {
    let effect = match planned.work {
        Work::Change(effect) => effect,
        Work::Tell {
            tell: Telling::Decision,
        } => {
            telling::carry_out(tx, planned.case, planned.direction)?;
            return Ok(0);
        }
        Work::Tell { tell: Telling::Appeal } => {
            appeals::close(tx, planned.case, planned.direction)?;
            return Ok(0);
        }
    };
    let reopened = effects::carry_out(tx, planned.case, effect, planned.direction)?;
    let fact = serde_json::json!({
        "verdict": planned.verdict, "effect": effect, "direction": planned.direction,
    });
    chain::append(tx, "effect", &fact);
    Ok(reopened)
}

fn due(tx: &Tx<'_>) -> Result<Vec<Planned>, StoreError> {
    let mut sql = tx.db.prepare_cached(
        "SELECT seq, verdict, case_id, effect, direction FROM outbox WHERE done_at IS NULL AND due_at <= ?1
         ORDER BY seq LIMIT ?2",
    )?;
    let mut rows = sql.query((tx.now.0, ROUND))?;
    let mut due = Vec::new();
    while let Some(row) = rows.next()? {
        due.push(Planned {
            seq: row.get(0)?,
            verdict: VerdictId(row.get(1)?),
            case: CaseId(row.get(2)?),
            work: from_json(&row.get::<String>(3)?, "outbox.effect")?,
            direction: from_code(&row.get::<String>(4)?, "outbox.direction")?,
        });
    }
    Ok(due)
}

/// Undoes at once everything a case's verdicts have done, latest first, and forgets what is not done yet.
/// Answers what was undone, and how many uploads wait again.
pub(crate) fn invert(tx: &Tx<'_>, verdict: VerdictId, case: CaseId) -> Result<(Vec<Effect>, u64), StoreError> {
    let standing = standing(tx, case)?;
    tx.db
        .prepare_cached("DELETE FROM outbox WHERE case_id = ?1 AND done_at IS NULL")?
        .execute([case.0])?;
    let mut reopened = 0;
    for work in standing.iter().rev() {
        let text = "INSERT INTO outbox (verdict, case_id, effect, direction, due_at, done_at)
                    VALUES (?1,?2,?3,?4,?5,?5) RETURNING seq";
        let done = (verdict.0, case.0, json(work), code(&Direction::Revert), tx.now.0);
        let planned = Planned {
            seq: tx.db.query_row(text, done, |row| row.get(0))?,
            verdict,
            case,
            work: *work,
            direction: Direction::Revert,
        };
        reopened += carry_out(tx, &planned)?;
    }
    let undone = standing.into_iter().filter_map(|work| match work {
        Work::Change(effect) => Some(effect),
        Work::Tell { .. } => None,
    });
    Ok((undone.collect(), reopened))
}

/// Whether any case's verdict has done this and nothing of that case has undone it.
pub(crate) fn stands(tx: &Tx<'_>, effect: Effect) -> Result<bool, StoreError> {
    let mut sql = tx.db.prepare_cached(
        "SELECT 1 FROM outbox done WHERE effect = ?1 AND direction = 'apply' AND done_at IS NOT NULL
         AND NOT EXISTS (SELECT 1 FROM outbox undone WHERE undone.effect = ?1 AND undone.direction = 'revert'
           AND undone.done_at IS NOT NULL AND undone.case_id = done.case_id AND undone.seq > done.seq)",
    )?;
    Ok(sql.exists([json(&effect)])?)
}

/// What the case's verdicts have done and nothing has undone.
fn standing(tx: &Tx<'_>, case: CaseId) -> Result<Vec<Work>, StoreError> {
    let mut sql = tx.db.prepare_cached(
        "SELECT effect, direction FROM outbox WHERE case_id = ?1 AND done_at IS NOT NULL ORDER BY seq",
    )?;
    let rows = sql.query_map([case.0], |row| Ok((row.get::<String>(0)?, row.get::<String>(1)?)))?;
    let mut standing: Vec<Work> = Vec::new();
    for row in rows {
        let (work, direction) = row?;
        let work = from_json(&work, "outbox.effect")?;
        match from_code(&direction, "outbox.direction")? {
            Direction::Apply => standing.push(work),
            Direction::Revert => standing.retain(|other| *other != work),
        }
    }
    Ok(standing)
}
