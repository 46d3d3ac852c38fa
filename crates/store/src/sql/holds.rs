//! Legal holds as rows.

use super::{cases, chain, destroying};
use crate::{
    db::{Db, OptionalRow, Row},
    engine::Tx,
    error::StoreError,
    holds::{Hold, HoldPage, HoldRefused, Subject},
};
use scrim_model::{
    ids::{CaseId, ItemId, PersonId},
    time::Time,
};
use uuid::Uuid;

/// Above every id there is: where nothing is named to begin before.
const LAST: Uuid = Uuid::max();

pub(crate) fn set(tx: &Tx<'_>, by: Option<PersonId>, subject: Subject, reason: &str) -> Result<Hold, HoldRefused> {
    if !keep(tx, subject)? {
        return Err(HoldRefused::NoSuch);
    }
    if let Subject::Item(item) = subject
        && destroying::is_destroyed(tx.db, item)?
    {
        return Err(HoldRefused::Destroyed);
    }
    let person = by.map(|person| person.0);
    let written = tx.db.execute(
        "INSERT INTO legal_hold (subject, kind, at, person, reason) VALUES (?1,?2,?3,?4,?5)
         ON CONFLICT (subject) DO UPDATE SET at = excluded.at, person = excluded.person, reason = excluded.reason",
        (subject.id(), subject.kind(), tx.now.0, person, reason),
    );
    written.map_err(StoreError::from)?;
    chain::append(tx, "hold_set", &fact(by, subject));
    Ok(Hold {
        subject,
        by,
        at: tx.now,
        reason: reason.to_owned(),
    })
}

pub(crate) fn lift(tx: &Tx<'_>, by: Option<PersonId>, subject: Subject) -> Result<(), HoldRefused> {
    let values = (subject.id(), subject.kind());
    let lifted = tx
        .db
        .execute("DELETE FROM legal_hold WHERE subject = ?1 AND kind = ?2", values)
        .map_err(StoreError::from)?;
    if lifted == 0 {
        return Err(HoldRefused::NoSuch);
    }
    chain::append(tx, "hold_lifted", &fact(by, subject));
    Ok(())
}

/// An upload that is about to leave its case takes the hold of the case along.
pub(crate) fn follow(tx: &Tx<'_>, item: ItemId) -> Result<(), StoreError> {
    let followed = tx
        .db
        .prepare_cached(
            "INSERT INTO legal_hold (subject, kind, at, person, reason)
             SELECT i.id, 'item', h.at, h.person, h.reason FROM item i JOIN legal_hold h ON h.subject = i.case_id
             WHERE i.id = ?1 ON CONFLICT DO NOTHING",
        )?
        .execute([item.0])?;
    if followed > 0 {
        chain::append(tx, "hold_set", &fact(None, Subject::Item(item)));
    }
    Ok(())
}

pub(crate) fn page(db: Db<'_>, before: Option<Uuid>, most: u32) -> Result<HoldPage, StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT subject, kind, at, person, reason FROM legal_hold WHERE subject < ?1 ORDER BY subject DESC LIMIT ?2",
    )?;
    // One more than is wanted tells whether there are more.
    let rows = sql.query_map((before.unwrap_or(LAST), most.saturating_add(1)), hold)?;
    let mut holds: Vec<Hold> = rows.collect::<Result<_, _>>()?;
    let wanted = usize::try_from(most).unwrap_or(usize::MAX);
    let more = holds.len() > wanted;
    holds.truncate(wanted);
    Ok(HoldPage {
        all: count(db)?,
        holds,
        more,
    })
}

pub(crate) fn count(db: Db<'_>) -> Result<u64, StoreError> {
    Ok(db.query_row("SELECT count(*) FROM legal_hold", (), |row| row.get(0))?)
}

/// Keeps a subject as it is until this unit is committed, so that nothing of it is destroyed meanwhile. Answers whether
/// there is one.
fn keep(tx: &Tx<'_>, subject: Subject) -> Result<bool, StoreError> {
    match subject {
        Subject::Item(item) => destroying::keep(tx, item).map(|found| found.is_some()),
        Subject::Case(case) => {
            cases::keep(tx, case)?;
            let found = tx
                .db
                .query_row("SELECT 1 FROM review_case WHERE id = ?1", [case.0], |_row| Ok(()));
            Ok(found.optional()?.is_some())
        }
    }
}

fn hold(row: &Row<'_>) -> crate::db::Result<Hold> {
    let (id, kind): (Uuid, String) = (row.get(0)?, row.get(1)?);
    Ok(Hold {
        subject: if kind == "case" {
            Subject::Case(CaseId(id))
        } else {
            Subject::Item(ItemId(id))
        },
        by: row.get::<Option<Uuid>>(3)?.map(PersonId),
        at: Time(row.get(2)?),
        reason: row.get(4)?,
    })
}

fn fact(by: Option<PersonId>, subject: Subject) -> serde_json::Value {
    match subject {
        Subject::Item(item) => serde_json::json!({"item": item, "by": by}),
        Subject::Case(case) => serde_json::json!({"case": case, "by": by}),
    }
}
