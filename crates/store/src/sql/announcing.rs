//! What platforms are told beside decisions, as claims and deliveries: dangers and appeals.
//!
//! Like `telling`, it runs while nobody else changes the lists.

use super::{cards, telling};
use crate::{db::Db, engine::Tx, error::StoreError};
use scrim_model::{
    appeal::AppealOutcome,
    delivery::{Notice, Subject},
    effect::Direction,
    ids::{CaseId, ItemId, PersonId, VerdictId},
    urgent::UrgentReason,
};
use uuid::Uuid;

/// Whether a subject is told of here.
pub(super) fn announces(subject: &Subject) -> bool {
    match subject {
        Subject::Danger { .. } | Subject::Appeal { .. } => true,
        Subject::Item { .. } | Subject::Fingerprint { .. } | Subject::Entry { .. } | Subject::Confirmed { .. } => false,
    }
}

/// Tells the platforms of a case's uploads at once that a child may be at immediate risk.
pub(super) fn endanger(tx: &Tx<'_>, case: CaseId, reason: UrgentReason) -> Result<(), StoreError> {
    let item: Uuid = tx
        .db
        .prepare_cached("SELECT item FROM review_case WHERE id = ?1")?
        .query_row([case.0], |row| row.get(0))?;
    let item = ItemId(item);
    // An appeal's upload is part of the case that it appeals.
    let items = items(tx.db, "case_id = ?1 OR id = ?2", (case.0, item.0))?;
    let notice = notice(tx.db, item, items)?;
    let threads = telling::claim(tx, case, |destination| notice.urgent(reason, destination))?;
    telling::plan(tx, case, &threads, Direction::Apply)
}

/// The mark was taken back.
pub(super) fn all_clear(tx: &Tx<'_>, case: CaseId) -> Result<(), StoreError> {
    let threads = telling::disclaim(tx, case, |subject| matches!(subject, Subject::Danger { .. }))?;
    telling::plan(tx, case, &threads, Direction::Revert)
}

/// Tells the platform of an upload what became of its appeal of what `verdict` had decided.
pub(super) fn close_appeal(
    tx: &Tx<'_>,
    case: CaseId,
    (item, verdict): (ItemId, VerdictId),
    outcome: AppealOutcome,
) -> Result<(), StoreError> {
    let items = items(tx.db, "id = ?1 OR id = ?2", (item.0, item.0))?;
    let notice = notice(tx.db, item, items)?;
    let threads = telling::claim(tx, case, |destination| notice.appeal(verdict, outcome, destination))?;
    telling::plan(tx, case, &threads, Direction::Apply)
}

fn notice(db: Db<'_>, item: ItemId, items: Vec<(ItemId, PersonId)>) -> Result<Notice, StoreError> {
    let pairs = cards::pairs(db, item)?.into_iter();
    Ok(Notice {
        lists: pairs.map(|pair| (pair.bank, pair.harm)).collect(),
        items,
        several_people: telling::several_people(db)?,
    })
}

fn items(db: Db<'_>, which: &str, values: (Uuid, Uuid)) -> Result<Vec<(ItemId, PersonId)>, StoreError> {
    let mut sql = db.prepare_cached(&format!("SELECT id, source FROM item WHERE {which} ORDER BY id"))?;
    let rows = sql.query_map(values, |row| Ok((ItemId(row.get(0)?), PersonId(row.get(1)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
