//! The outbox in `SQLite`: planning effects with a verdict, carrying them out, taking them back.

use super::{
    chain,
    columns::{code, from_code, from_json, json},
    effects, items,
};
use crate::{engine::Tx, error::StoreError, items::Door, outbox::Round, verdicts::Taken};
use scrim_model::{
    effect::{Direction, Effect, PairFacts, confirmed_effects, provisional_effects},
    ids::{CaseId, ItemId, QueueId, VerdictId},
    quorum::Decision,
    time::Time,
    verdict::PairVerdict,
};
use uuid::Uuid;

/// Effects in one round, so that a long backlog never holds the writer.
const ROUND: u32 = 256;

/// Writes what follows from a verdict, due when its grace time ends.
pub(crate) fn plan(
    tx: &Tx<'_>,
    taken: &Taken,
    before: &Decision,
    after: &Decision,
    facts: impl Fn(&PairVerdict) -> PairFacts,
) -> Result<(), StoreError> {
    let provisional = |decision: &Decision| match decision {
        Decision::Provisional { first } => provisional_effects(&first.verdict),
        Decision::Split { given } => given.iter().flat_map(|g| provisional_effects(&g.verdict)).collect(),
        Decision::Open | Decision::Confirmed { .. } => Vec::new(),
    };
    let (was, is) = (provisional(before), provisional(after));
    for effect in is.iter().filter(|effect| !was.contains(effect)) {
        put(tx, taken, *effect, Direction::Apply)?;
    }
    let Decision::Confirmed { deciding, .. } = after else {
        return Ok(());
    };
    // A dispute that was not upheld gives the entry its weight back.
    let upheld = provisional_effects(&deciding.verdict);
    for effect in was.iter().filter(|effect| !upheld.contains(effect)) {
        put(tx, taken, *effect, Direction::Revert)?;
    }
    for effect in confirmed_effects(&deciding.verdict, facts) {
        put(tx, taken, effect, Direction::Apply)?;
    }
    Ok(())
}

fn put(tx: &Tx<'_>, taken: &Taken, effect: Effect, direction: Direction) -> Result<(), StoreError> {
    let due = taken.grace_ends;
    write(tx, taken.verdict, taken.case, effect, direction, due)
}

fn write(
    tx: &Tx<'_>,
    verdict: VerdictId,
    case: CaseId,
    effect: Effect,
    direction: Direction,
    due: Time,
) -> Result<(), StoreError> {
    tx.db
        .prepare_cached("INSERT INTO outbox (verdict, case_id, effect, direction, due_at) VALUES (?1,?2,?3,?4,?5)")?
        .execute((verdict.0, case.0, json(&effect), code(&direction), due.0))?;
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
    let due = due(tx)?;
    let done = u32::try_from(due.len()).unwrap_or(u32::MAX);
    for (seq, verdict, effect, direction) in due {
        effects::carry_out(tx, effect, direction)?;
        tx.db
            .prepare_cached("UPDATE outbox SET done_at = ?2 WHERE seq = ?1")?
            .execute((seq, tx.now.0))?;
        let fact = serde_json::json!({"verdict": verdict, "effect": effect, "direction": direction});
        chain::append(tx, "effect", &fact)?;
    }
    let next: Option<i64> = tx
        .db
        .prepare_cached("SELECT min(due_at) FROM outbox WHERE done_at IS NULL")?
        .query_row([], |row| row.get(0))?;
    Ok(Round {
        done,
        next: next.map(Time),
        now: tx.now,
    })
}

type Due = (i64, Uuid, Effect, Direction);

fn due(tx: &Tx<'_>) -> Result<Vec<Due>, StoreError> {
    let mut sql = tx.db.prepare_cached(
        "SELECT seq, verdict, effect, direction FROM outbox WHERE done_at IS NULL AND due_at <= ?1 ORDER BY seq LIMIT ?2",
    )?;
    let rows = sql.query_map((tx.now.0, ROUND), |row| {
        Ok((
            row.get(0)?,
            row.get(1)?,
            row.get::<_, String>(2)?,
            row.get::<_, String>(3)?,
        ))
    })?;
    rows.map(|row| {
        let (seq, verdict, effect, direction) = row?;
        Ok((
            seq,
            verdict,
            from_json(&effect, "outbox.effect")?,
            from_code(&direction, "outbox.direction")?,
        ))
    })
    .collect()
}

/// Plans the inverse of everything a case's verdicts have done, and forgets what is not done yet.
pub(crate) fn invert(tx: &Tx<'_>, verdict: VerdictId, case: CaseId) -> Result<Vec<Effect>, StoreError> {
    let standing = standing_effects(tx, case)?;
    tx.db
        .prepare_cached("DELETE FROM outbox WHERE case_id = ?1 AND done_at IS NULL")?
        .execute([case.0])?;
    for effect in standing.iter().rev() {
        write(tx, verdict, case, *effect, Direction::Revert, tx.now)?;
    }
    Ok(standing)
}

/// What the case's verdicts have done and nothing has undone.
fn standing_effects(tx: &Tx<'_>, case: CaseId) -> Result<Vec<Effect>, StoreError> {
    let mut sql = tx.db.prepare_cached(
        "SELECT effect, direction FROM outbox WHERE case_id = ?1 AND done_at IS NOT NULL ORDER BY seq",
    )?;
    let rows = sql.query_map([case.0], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)))?;
    let mut standing: Vec<Effect> = Vec::new();
    for row in rows {
        let (effect, direction) = row?;
        let effect = from_json(&effect, "outbox.effect")?;
        match from_code(&direction, "outbox.direction")? {
            Direction::Apply => standing.push(effect),
            Direction::Revert => standing.retain(|other| *other != effect),
        }
    }
    Ok(standing)
}

/// Uploads that were stopped at the door by a hash which this case's verdict had put on the list wait
/// again: they are folded into the re-opened case.
pub(crate) fn reopen_settled(tx: &Tx<'_>, case: CaseId, item: ItemId) -> Result<u64, StoreError> {
    let reopened = tx
        .db
        .prepare_cached(
            "UPDATE item SET case_id = ?1, folded = 'near', outcome = ?3, stopped_by = NULL
             WHERE outcome = 'stopped' AND case_id IS NULL AND stopped_by IN (
               SELECT entry FROM hash_change WHERE variant_item = ?2 UNION SELECT id FROM entry WHERE from_item = ?2
               UNION SELECT m.entry FROM item_match m WHERE m.item = ?2)
             AND received_at >= (SELECT min(at) FROM verdict WHERE case_id = ?1)",
        )?
        .execute((case.0, item.0, Door::Queued.code()))?;
    Ok(u64::try_from(reopened).unwrap_or(u64::MAX))
}

/// Near copies that do not inherit a clearing become cases of their own.
pub(crate) fn split_off(tx: &Tx<'_>, case: CaseId) -> Result<(), StoreError> {
    let mut sql = tx.db.prepare_cached(
        "SELECT i.id, c.queue FROM item i JOIN review_case c ON c.id = i.case_id WHERE c.id = ?1 AND i.folded = 'near'",
    )?;
    let near: Vec<(Uuid, Uuid)> = sql
        .query_map([case.0], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (item, queue) in near {
        items::open(tx, ItemId(item), QueueId(queue), Door::Queued)?;
    }
    Ok(())
}
