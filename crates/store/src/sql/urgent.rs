//! Marks as rows: what a case was before is kept, so that one can be taken back.

use super::{
    announcing, chain,
    columns::{code, from_code},
    leases,
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
    let lease = leases::usable(tx, proof)?;
    if lease.case != case {
        return Err(LeaseRefused::from(LeaseLost::NotYours).into());
    }
    if standing(tx, case)?.is_some() {
        return Err(NotMarked::Before);
    }
    let mark = Mark {
        by: proof.person,
        at: tx.now,
        reason,
    };
    put(tx, case, lease.id, mark)?;
    announcing::endanger(tx, case, reason)?;
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
    leases::bar_all(tx, [(case, mark.by)], BARRED)
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
    let standing = standing(tx, case)?.ok_or(LiftRefused::NoSuch)?;
    standing.mark.may_lift(by, tx.now)?;
    back(tx, case, &standing)?;
    announcing::all_clear(tx, case)?;
    chain::append(tx, "case_urgent_lifted", &serde_json::json!({"case": case, "by": by}));
    Ok(())
}

fn back(tx: &Tx<'_>, case: CaseId, standing: &Standing) -> Result<(), StoreError> {
    let sql = |text| tx.db.prepare_cached(text);
    let (by, at) = (standing.mark.by, standing.mark.at.0);
    sql("UPDATE urgent SET lifted_at = ?3 WHERE case_id = ?1 AND marked_at = ?2")?.execute((case.0, at, tx.now.0))?;
    sql("UPDATE review_case SET priority = ?2 WHERE id = ?1")?.execute((case.0, standing.priority))?;
    sql("DELETE FROM barred WHERE case_id = ?1 AND person = ?2 AND why = ?3")?.execute((case.0, by.0, BARRED))?;
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
        "SELECT c.id, c.queue, u.reason, u.marked_at, c.state = 'leased' FROM urgent u
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
        });
    }
    Ok(open)
}
