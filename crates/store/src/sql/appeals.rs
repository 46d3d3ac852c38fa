//! Appeals as rows: opening the case of one, and what follows once that is decided.

use super::{
    announcing, chain, checks,
    columns::{code, from_code, from_json, json},
    destroying, items, leases, stop_appeals, verdicts,
};
use crate::{
    appeals::{Appeal, NotAppealed},
    db::{OptionalRow, Row},
    engine::Tx,
    error::StoreError,
    items::{Door, ItemRow},
    verdicts::UndoRefused,
};
use scrim_model::{
    appeal::AppealOutcome,
    case::Stage,
    delivery::Purpose,
    effect::Direction,
    ids::{CaseId, ItemId, PersonId, VerdictId},
    quorum::{Decision, Given},
    time::Time,
    urgent::PRIORITY,
    verdict::Verdict,
};
use uuid::Uuid;

/// A decision that can be appealed.
struct Decided {
    case: CaseId,
    deciding: VerdictId,
}

pub(crate) fn make(tx: &Tx<'_>, source: PersonId, item: ItemId, reference: &str) -> Result<Appeal, NotAppealed> {
    let row = items::item(tx.db, item, tx.now)?.filter(|row| row.source == source);
    let row = row.ok_or(NotAppealed::NoSuch)?;
    if row.door == Door::Stopped {
        return stop_appeals::make(tx, source, item, reference);
    }
    let decided = decided(tx, &row)?;
    if let Some(known) = known(tx, (item, reference), decided.deciding)? {
        return Ok(known);
    }
    if !destroying::has_picture(tx.db, item)? {
        return Err(NotAppealed::PictureDestroyed);
    }
    let case = open(tx, &decided, item)?;
    tx.db
        .execute(
            "INSERT INTO appeal (case_id, item, of_case, of_verdict, reference, asked_at) VALUES (?1,?2,?3,?4,?5,?6)",
            (case.0, item.0, decided.case.0, decided.deciding.0, reference, tx.now.0),
        )
        .map_err(StoreError::from)?;
    let fact = serde_json::json!({"case": case, "item": item, "of": decided.case, "source": source});
    chain::append(tx, "appeal_made", &fact);
    chain::append(
        tx,
        "case_opened",
        &serde_json::json!({"case": case, "item": item, "state": "waiting"}),
    );
    Ok(Appeal {
        item,
        reference: reference.to_owned(),
        asked_at: tx.now,
        outcome: None,
    })
}

/// What is decided on an upload for good, by people.
fn decided(tx: &Tx<'_>, row: &ItemRow) -> Result<Decided, NotAppealed> {
    let item = row.id;
    if row.decided.is_none() {
        return Err(NotAppealed::NotDecided);
    }
    let text = "SELECT c.id, c.decision, i.folded FROM item i JOIN review_case c ON c.id = i.case_id WHERE i.id = ?1";
    let read = |row: &Row<'_>| Ok((CaseId(row.get(0)?), row.get(1)?, row.get::<Option<String>>(2)?));
    let found = tx
        .db
        .query_row(text, [item.0], read)
        .optional()
        .map_err(StoreError::from)?;
    let (case, decision, folded): (CaseId, String, Option<String>) = found.ok_or(NotAppealed::NotDecided)?;
    if folded.as_deref() == Some("near") {
        return Err(NotAppealed::OfAnother);
    }
    match from_json(&decision, "review_case.decision")? {
        Decision::Confirmed { deciding, .. } => Ok(Decided {
            case,
            deciding: deciding.id,
        }),
        Decision::Open | Decision::Provisional { .. } | Decision::Split { .. } => Err(NotAppealed::NotDecided),
    }
}

/// The appeal of this upload, or else of one with the same bytes, of the same decision: nobody looks twice for it.
fn known(tx: &Tx<'_>, (item, asked): (ItemId, &str), of: VerdictId) -> Result<Option<Appeal>, StoreError> {
    let text = "SELECT a.reference, a.asked_at, a.outcome, a.item = n.id FROM item n JOIN item i ON i.sha256 = n.sha256
                JOIN appeal a ON a.item = i.id AND a.of_verdict = ?2 WHERE n.id = ?1
                ORDER BY CASE WHEN a.item = n.id THEN 0 ELSE 1 END LIMIT 1";
    let read = |row: &Row<'_>| Ok(appeal(row, item, asked));
    let found = tx.db.query_row(text, (item.0, of.0), read).optional()?;
    found.transpose()
}

/// An appeal as whoever asks about `item` is told of it, from a row with its reference, time and outcome, and whether it is
/// this very upload's: what another one's source calls it stays there.
pub(super) fn appeal(row: &Row<'_>, item: ItemId, asked: &str) -> Result<Appeal, StoreError> {
    let (known, own) = (row.get::<String>(0)?, row.get::<bool>(3)?);
    let outcome: Option<String> = row.get(2)?;
    let outcome = outcome.map(|outcome| from_code(&outcome, "appeal.outcome"));
    Ok(Appeal {
        item,
        reference: if own { known } else { asked.to_owned() },
        asked_at: Time(row.get(1)?),
        outcome: outcome.transpose()?,
    })
}

/// A case where the first one was, for whoever had no part in that.
fn open(tx: &Tx<'_>, decided: &Decided, item: ItemId) -> Result<CaseId, StoreError> {
    let case = CaseId(tx.fresh_id()?);
    let sql = |text| tx.db.prepare_cached(text);
    sql("INSERT INTO review_case (id, queue, item, created, state, at, stage, decision, priority, class, subject, purpose)
         SELECT ?1, queue, ?2, ?3, 'waiting', ?3, ?4, ?5, CASE WHEN priority = ?6 THEN 0 ELSE priority END, class, subject, ?7
         FROM review_case WHERE id = ?8")?
    .execute((
        case.0,
        item.0,
        tx.now.0,
        leases::stage_code(Stage::Review),
        json(&Decision::Open),
        i64::from(PRIORITY),
        code(&Purpose::Appeal),
        decided.case.0,
    ))?;
    sql(
        "INSERT INTO barred (case_id, person, why) SELECT DISTINCT c.id, v.person, 'appealed'
         FROM review_case c JOIN verdict v ON v.case_id = ?2 AND v.status <> 'undone' WHERE c.id = ?1",
    )?
    .execute((case.0, decided.case.0))?;
    checks::bar_all_who_spoke(tx, case, "appealed")?;
    Ok(case)
}

/// An appeal as it is closed.
struct Open {
    item: ItemId,
    of_case: CaseId,
    of: VerdictId,
    appealed: Verdict,
}

/// What was decided on an appeal takes effect: the first decision stands, or is reversed, and the platform is told.
pub(super) fn close(tx: &Tx<'_>, case: CaseId, direction: Direction) -> Result<(), StoreError> {
    let open = verdicts::open_case(tx, case)?;
    let Decision::Confirmed { deciding, .. } = open.decision else {
        return Ok(());
    };
    if direction == Direction::Revert {
        return Ok(());
    }
    let Some(appeal) = of(tx, case)? else {
        return stop_appeals::close(tx, case, &deciding);
    };
    let outcome = AppealOutcome::of(&appeal.appealed, &deciding.verdict);
    // It is closed before: a reversal closes those that are open.
    put_outcome(tx, (case, appeal.item, appeal.of), outcome)?;
    if outcome == AppealOutcome::Overturned {
        reverse(tx, &appeal, &deciding)?;
    }
    Ok(())
}

fn put_outcome(
    tx: &Tx<'_>,
    (case, item, of): (CaseId, ItemId, VerdictId),
    outcome: AppealOutcome,
) -> Result<(), StoreError> {
    tx.db
        .prepare_cached("UPDATE appeal SET outcome = ?2, closed_at = ?3 WHERE case_id = ?1")?
        .execute((case.0, code(&outcome), tx.now.0))?;
    closed(tx, (case, item, of), outcome)
}

/// It is in the chain, and the platform is told.
pub(super) fn closed(
    tx: &Tx<'_>,
    (case, item, of): (CaseId, ItemId, VerdictId),
    outcome: AppealOutcome,
) -> Result<(), StoreError> {
    chain::append(
        tx,
        "appeal_closed",
        &serde_json::json!({"case": case, "outcome": outcome}),
    );
    announcing::close_appeal(tx, case, (item, of), outcome)
}

/// What these open appeals are about was reversed: that is what they asked for, and nobody has to look any more.
pub(super) fn settled_by_reversal(tx: &Tx<'_>, of_case: CaseId) -> Result<(), StoreError> {
    let mut sql = tx.db.prepare_cached(
        "SELECT case_id, item, of_verdict FROM appeal WHERE of_case = ?1 AND outcome IS NULL ORDER BY case_id",
    )?;
    let rows = sql.query_map([of_case.0], |row| {
        Ok((CaseId(row.get(0)?), ItemId(row.get(1)?), VerdictId(row.get(2)?)))
    })?;
    let open: Vec<_> = rows.collect::<Result<_, _>>()?;
    for (case, item, of) in open {
        super::cases::keep(tx, case)?;
        end(tx, case)?;
        put_outcome(tx, (case, item, of), AppealOutcome::Overturned)?;
    }
    Ok(())
}

/// Nobody decides on it any more, whoever holds it or has spoken.
fn end(tx: &Tx<'_>, case: CaseId) -> Result<(), StoreError> {
    let sql = |text| tx.db.prepare_cached(text);
    leases::end_of_case(tx, case)?;
    sql("DELETE FROM outbox WHERE case_id = ?1 AND done_at IS NULL")?.execute([case.0])?;
    sql(
        "UPDATE review_case SET state = 'decided', at = ?2, ended = 'reversed', lease = NULL, leased_to = NULL,
         held_for = NULL, held_until = 0, escalated = FALSE, sent = NULL WHERE id = ?1",
    )?
    .execute((case.0, tx.now.0))?;
    Ok(())
}

/// Reverses the first decision, unless somebody has since.
fn reverse(tx: &Tx<'_>, appeal: &Open, by: &Given) -> Result<(), StoreError> {
    super::cases::keep(tx, appeal.of_case)?;
    match verdicts::reverse(tx, appeal.of, by.by) {
        Ok(_) | Err(UndoRefused::NoSuch | UndoRefused::NotConfirmed | UndoRefused::GraceOver) => Ok(()),
        Err(UndoRefused::Store(error)) => Err(error),
    }
}

fn of(tx: &Tx<'_>, case: CaseId) -> Result<Option<Open>, StoreError> {
    let text = "SELECT a.item, a.of_case, a.of_verdict, v.body FROM appeal a JOIN verdict v ON v.id = a.of_verdict
                WHERE a.case_id = ?1 AND a.outcome IS NULL";
    let read = |row: &Row<'_>| {
        let [item, of_case, of]: [Uuid; 3] = [row.get(0)?, row.get(1)?, row.get(2)?];
        Ok((item, of_case, of, row.get::<String>(3)?))
    };
    let found = tx.db.query_row(text, [case.0], read).optional()?;
    let open = found.map(|(item, of_case, of, body)| {
        Ok(Open {
            item: ItemId(item),
            of_case: CaseId(of_case),
            of: VerdictId(of),
            appealed: from_json(&body, "verdict.body")?,
        })
    });
    open.transpose()
}
