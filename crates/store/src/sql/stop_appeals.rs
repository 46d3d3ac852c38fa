//! Appeals of what was stopped at the door, as rows: nobody decided on the upload, so somebody is asked whether it is what
//! stopped it. Its case stands beside the upload, as a check's does.

use super::{appeals, banks, cases, chain, checks, columns::code, destroying, reopen};
use crate::{
    appeals::{Appeal, NotAppealed},
    db::OptionalRow,
    engine::Tx,
    error::StoreError,
};
use scrim_model::{
    appeal::AppealOutcome,
    delivery::Purpose,
    ids::{CaseId, EntryId, ItemId, PersonId},
    quorum::Given,
};
use uuid::Uuid;

pub(super) fn make(tx: &Tx<'_>, source: PersonId, item: ItemId, reference: &str) -> Result<Appeal, NotAppealed> {
    if let Some(known) = known(tx, item, reference)? {
        return Ok(known);
    }
    if !destroying::has_picture(tx.db, item)? {
        return Err(NotAppealed::PictureDestroyed);
    }
    let entry = stopped_by(tx, item)?.ok_or(NotAppealed::NotDecided)?;
    let listed = banks::entry(tx.db, entry)?.ok_or(NotAppealed::NotDecided)?;
    let case = cases::open_beside(tx, item, listed.bank.queue, Purpose::Appeal)?;
    checks::bar_all_who_spoke(tx, case, "appealed")?;
    checks::bar_all_who_confirmed(tx, case, entry, "appealed")?;
    tx.db
        .execute(
            "INSERT INTO stop_appeal (case_id, item, entry, reference, asked_at) VALUES (?1,?2,?3,?4,?5)",
            (case.0, item.0, entry.0, reference, tx.now.0),
        )
        .map_err(StoreError::from)?;
    let fact = serde_json::json!({"case": case, "item": item, "of": null, "source": source});
    chain::append(tx, "appeal_made", &fact);
    Ok(Appeal {
        item,
        reference: reference.to_owned(),
        asked_at: tx.now,
        outcome: None,
    })
}

fn stopped_by(tx: &Tx<'_>, item: ItemId) -> Result<Option<EntryId>, StoreError> {
    let mut sql = tx
        .db
        .prepare_cached("SELECT stopped_by FROM item WHERE id = ?1 AND outcome = 'stopped'")?;
    let found: Option<Option<Uuid>> = sql.query_row([item.0], |row| row.get(0)).optional()?;
    Ok(found.flatten().map(EntryId))
}

/// The appeal of this upload, or else of one with the same bytes that the same entry stopped: nobody looks twice for it.
fn known(tx: &Tx<'_>, item: ItemId, asked: &str) -> Result<Option<Appeal>, StoreError> {
    let text = "SELECT a.reference, a.asked_at, a.outcome, a.item = n.id FROM item n JOIN item i ON i.sha256 = n.sha256
                JOIN stop_appeal a ON a.item = i.id AND a.entry = n.stopped_by WHERE n.id = ?1
                ORDER BY CASE WHEN a.item = n.id THEN 0 ELSE 1 END, a.asked_at DESC LIMIT 1";
    let found = tx
        .db
        .query_row(text, [item.0], |row| Ok(appeals::appeal(row, item, asked)));
    found.optional()?.transpose()
}

/// What was decided takes effect: the stop stands, or the upload waits for a lead, and the platform is told. No list
/// changes by it.
pub(super) fn close(tx: &Tx<'_>, case: CaseId, deciding: &Given) -> Result<(), StoreError> {
    let text = "SELECT item, entry FROM stop_appeal WHERE case_id = ?1 AND outcome IS NULL";
    let found = tx
        .db
        .query_row(text, [case.0], |row| Ok((ItemId(row.get(0)?), EntryId(row.get(1)?))));
    let Some((item, entry)) = found.optional()? else {
        return Ok(());
    };
    let outcome = AppealOutcome::of_stop(&deciding.verdict);
    tx.db
        .prepare_cached("UPDATE stop_appeal SET outcome = ?2, closed_at = ?3 WHERE case_id = ?1")?
        .execute((case.0, code(&outcome), tx.now.0))?;
    if outcome == AppealOutcome::Overturned && stopped_by(tx, item)? == Some(entry) {
        reopen::to_a_lead(tx, item, entry)?;
    }
    appeals::closed(tx, (case, item, deciding.id), outcome)
}
