//! Marks as rows: what a case was before is kept, so that one can be taken back.

use super::{
    announcing, chain, checks,
    columns::{code, from_code},
    leases, queues,
    stranded::{People, anybody},
    subjects,
    verdicts::put_hold,
};
use crate::{
    db::OptionalRow,
    engine::Tx,
    error::StoreError,
    leases::{LeaseRefused, Proof},
    urgent::{LiftRefused, NotMarked, UrgentCase},
};
use scrim_model::{
    ids::{CaseId, LeaseId, PersonId, QueueId},
    lease::LeaseLost,
    time::Time,
    urgent::{Mark, PRIORITY, UrgentReason},
};

/// How many one answer holds at most.
const MOST: u32 = 500;

/// Why whoever marked a case is not given it again.
const BARRED: &str = "urgent";

pub(crate) fn mark(tx: &Tx<'_>, proof: Proof, case: CaseId, reason: UrgentReason) -> Result<Time, NotMarked> {
    let (lease, ended) = leases::proven(tx.db, proof)?;
    if lease.case != case {
        return Err(LeaseRefused::from(LeaseLost::NotYours).into());
    }
    let before = standing(tx, case)?.map(|standing| standing.mark);
    // Their answer was lost: the mark is what ended their lease.
    if let Some(mark) = before.filter(|mark| ended && mark.by == proof.person) {
        return Ok(mark.undo_until());
    }
    leases::usable(tx, proof)?;
    if before.is_some() {
        return Err(NotMarked::Before);
    }
    let mark = Mark {
        by: proof.person,
        at: tx.now,
        reason,
    };
    put(tx, case, lease.id, mark)?;
    if checks::purpose(tx.db, case)?.has_effects() {
        announcing::endanger(tx, case, reason)?;
    }
    let fact = serde_json::json!({"case": case, "by": proof.person, "reason": reason});
    chain::append(tx, "case_urgent", &fact);
    Ok(mark.undo_until())
}

fn put(tx: &Tx<'_>, case: CaseId, lease: LeaseId, mark: Mark) -> Result<(), StoreError> {
    let sql = |text| tx.db.prepare_cached(text);
    sql(
        "INSERT INTO urgent (case_id, marked_at, marked_by, reason, was_priority, was_escalated)
         SELECT id, ?2, ?3, ?4, priority, escalated FROM review_case WHERE id = ?1",
    )?
    .execute((case.0, mark.at.0, mark.by.0, code(&mark.reason)))?;
    leases::give_back(tx, lease, case)?;
    sql("UPDATE review_case SET escalated = TRUE, priority = ?2, held_for = NULL, held_until = 0 WHERE id = ?1")?
        .execute((case.0, i64::from(PRIORITY)))?;
    bar_author(tx, case, mark.by)
}

/// Whoever marked it looked enough, unless nobody else could settle it: it would wait for nobody.
fn bar_author(tx: &Tx<'_>, case: CaseId, by: PersonId) -> Result<(), StoreError> {
    leases::bar_all(tx, [(case, by)], BARRED)?;
    let text = "SELECT queue, subject FROM review_case WHERE id = ?1";
    let read = |row: &crate::db::Row<'_>| Ok((QueueId(row.get(0)?), row.get::<String>(1)?));
    let (queue, subject) = tx.db.query_row(text, [case.0], read)?;
    let people = People::read(tx.db)?;
    let takers = people.takers(&queues::audience(tx.db, queue)?);
    if !anybody(tx.db, case, &takers, true, &subjects::read(&subject))? {
        unbar(tx, case, by)?;
    }
    Ok(())
}

fn unbar(tx: &Tx<'_>, case: CaseId, by: PersonId) -> Result<(), StoreError> {
    tx.db
        .prepare_cached("DELETE FROM barred WHERE case_id = ?1 AND person = ?2 AND why = ?3")?
        .execute((case.0, by.0, BARRED))?;
    Ok(())
}

/// A mark that stands, with what the case was before.
struct Standing {
    mark: Mark,
    priority: i64,
    escalated: bool,
}

/// It stays as it is until this unit is committed.
fn standing(tx: &Tx<'_>, case: CaseId) -> Result<Option<Standing>, StoreError> {
    let text = format!(
        "SELECT marked_by, marked_at, reason, was_priority, was_escalated FROM urgent
         WHERE case_id = ?1 AND lifted_at IS NULL {}",
        tx.db.keep()
    );
    let read = |row: &crate::db::Row<'_>| {
        let by = PersonId(row.get(0)?);
        let at = Time(row.get(1)?);
        Ok((by, at, row.get::<String>(2)?, row.get(3)?, row.get(4)?))
    };
    let found = tx.db.query_row(&text, [case.0], read).optional()?;
    let standing = found.map(|(by, at, reason, priority, escalated)| {
        let reason = from_code(&reason, "urgent.reason")?;
        Ok(Standing {
            mark: Mark { by, at, reason },
            priority,
            escalated,
        })
    });
    standing.transpose()
}

pub(crate) fn lift(tx: &Tx<'_>, by: PersonId, case: CaseId) -> Result<(), LiftRefused> {
    let Some(standing) = standing(tx, case)? else {
        return if lifted(tx, by, case)? {
            Ok(())
        } else {
            Err(LiftRefused::NoSuch)
        };
    };
    standing.mark.may_lift(by, tx.now)?;
    back(tx, case, &standing)?;
    announcing::all_clear(tx, case)?;
    chain::append(tx, "case_urgent_lifted", &serde_json::json!({"case": case, "by": by}));
    Ok(())
}

/// Whether the last mark of a case was this person's: it is gone, as they want it.
fn lifted(tx: &Tx<'_>, by: PersonId, case: CaseId) -> Result<bool, StoreError> {
    let text = "SELECT marked_by FROM urgent WHERE case_id = ?1 ORDER BY marked_at DESC LIMIT 1";
    let last = tx
        .db
        .query_row(text, [case.0], |row| row.get(0).map(PersonId))
        .optional()?;
    Ok(last == Some(by))
}

fn back(tx: &Tx<'_>, case: CaseId, standing: &Standing) -> Result<(), StoreError> {
    let sql = |text| tx.db.prepare_cached(text);
    let (by, at) = (standing.mark.by, standing.mark.at.0);
    sql("UPDATE urgent SET lifted_at = ?3 WHERE case_id = ?1 AND marked_at = ?2")?.execute((case.0, at, tx.now.0))?;
    sql("UPDATE review_case SET priority = ?2 WHERE id = ?1")?.execute((case.0, standing.priority))?;
    unbar(tx, case, by)?;
    // Where a lead has it by now, it stays theirs.
    let free = sql("UPDATE review_case SET escalated = ?2 WHERE id = ?1 AND state = 'waiting'")?
        .execute((case.0, standing.escalated))?;
    if free > 0 {
        put_hold(tx, case, by)?;
    }
    Ok(())
}

pub(crate) fn open(tx: &Tx<'_>) -> Result<Vec<UrgentCase>, StoreError> {
    leases::return_expired(tx)?;
    let mut sql = tx.db.prepare_cached(
        "SELECT c.id, c.queue, u.reason, u.marked_at, c.state = 'leased', c.purpose = 'look_alike' FROM urgent u
         JOIN review_case c ON c.id = u.case_id AND c.state IN ('waiting', 'leased')
         WHERE u.lifted_at IS NULL ORDER BY u.marked_at, c.id LIMIT ?1",
    )?;
    let mut rows = sql.query([MOST])?;
    let mut open = Vec::new();
    while let Some(row) = rows.next()? {
        open.push(UrgentCase {
            case: CaseId(row.get(0)?),
            queue: QueueId(row.get(1)?),
            reason: from_code(&row.get::<String>(2)?, "urgent.reason")?,
            marked_at: Time(row.get(3)?),
            taken: row.get(4)?,
            look_alike: row.get(5)?,
        });
    }
    Ok(open)
}
