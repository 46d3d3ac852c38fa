//! Checks of stops as rows: drawing one when the door stops an upload.
//!
//! Its case stands beside the upload, which is no part of it: the answer to its source stays what it is.

use super::{
    asked::Found,
    cards, cases,
    columns::{from_code, from_json},
    destroying, items, leases, org,
};
use crate::{
    db::{Db, OptionalRow},
    engine::Tx,
    error::StoreError,
};
use scrim_model::{
    delivery::Purpose,
    ids::{CaseId, EntryId, ItemId, PersonId},
    matching::{Match, MatchKind},
    second_looks::Draw,
    verdict::{Listing, PairVerdict, Verdict},
};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Opens a check of an upload that was stopped by this match, if the dice say so and there is a picture to look at.
pub(super) fn draw(
    tx: &Tx<'_>,
    item: ItemId,
    draw: Draw,
    (matches, found): (&[Match], &[Found]),
) -> Result<(), StoreError> {
    if !org::stop_checks(tx.db)?.share.takes(draw) || !destroying::has_picture(tx.db, item)? {
        return Ok(());
    }
    let Some((by, queue)) = matches.first().zip(items::queue_of(matches, found)) else {
        return Ok(());
    };
    // Equal bytes are the same picture whoever looks.
    if by.kind == MatchKind::Exact || is_known(tx.db, item, by.entry)? {
        return Ok(());
    }
    let case = cases::open_beside(tx, item, queue, Purpose::Check)?;
    bar_all_who_spoke(tx, case, "seen")?;
    bar_all_who_confirmed(tx, case, by.entry, "seen")
}

/// Whether somebody was asked before, or is to be, if these bytes are this entry.
fn is_known(db: Db<'_>, item: ItemId, entry: EntryId) -> Result<bool, StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT 1 FROM item n JOIN item i ON i.sha256 = n.sha256 JOIN review_case c ON c.item = i.id AND c.purpose = 'check'
         JOIN item_match m ON m.item = i.id AND m.entry = ?2 WHERE n.id = ?1",
    )?;
    Ok(sql.exists((item.0, entry.0))?)
}

/// A case is not given to anybody who has spoken on one about the same bytes: they have seen the picture.
pub(super) fn bar_all_who_spoke(tx: &Tx<'_>, case: CaseId, why: &str) -> Result<(), StoreError> {
    let mut sql = tx.db.prepare_cached(
        "INSERT INTO barred (case_id, person, why) SELECT DISTINCT n.id, v.person, ?2 FROM review_case n
         JOIN item own ON own.id = n.item JOIN item i ON i.sha256 = own.sha256 JOIN review_case c ON c.item = i.id
         JOIN verdict v ON v.case_id = c.id AND v.status <> 'undone'
         WHERE n.id = ?1 AND c.purpose <> 'look_alike' ON CONFLICT DO NOTHING",
    )?;
    sql.execute((case.0, why))?;
    Ok(())
}

/// Nor to anybody who said that the entry which stopped it is right: it would be their own word that they check.
pub(super) fn bar_all_who_confirmed(tx: &Tx<'_>, case: CaseId, entry: EntryId, why: &str) -> Result<(), StoreError> {
    let mut sql = tx.db.prepare_cached(
        "SELECT v.person, v.body FROM item_match m JOIN review_case c ON c.item = m.item
         JOIN verdict v ON v.case_id = c.id AND v.status = 'given' WHERE m.entry = ?1 AND c.purpose <> 'look_alike'",
    )?;
    let mut rows = sql.query([entry.0])?;
    let mut authors = BTreeSet::new();
    while let Some(row) = rows.next()? {
        let verdict: Verdict = from_json(&row.get::<String>(1)?, "verdict.body")?;
        let agrees = |pair: &PairVerdict| pair.entry == entry && pair.listing == Listing::Agrees;
        if verdict.pairs.iter().any(agrees) {
            authors.insert(PersonId(row.get(0)?));
        }
    }
    leases::bar_all(tx, authors.into_iter().map(|author| (case, author)), why)
}

/// Whoever may not have a check of these bytes, or had it, has no part in a case about them that follows from it.
pub(super) fn bars_follow(tx: &Tx<'_>, item: ItemId) -> Result<(), StoreError> {
    let mut sql = tx.db.prepare_cached(
        "INSERT INTO barred (case_id, person, why) SELECT DISTINCT n.case_id, b.person, 'seen' FROM item n
         JOIN item i ON i.sha256 = n.sha256 JOIN review_case c ON c.item = i.id AND c.purpose = 'check'
         JOIN barred b ON b.case_id = c.id WHERE n.id = ?1 AND n.case_id IS NOT NULL ON CONFLICT DO NOTHING",
    )?;
    sql.execute([item.0])?;
    Ok(())
}

/// What a case is for.
pub(super) fn purpose(db: Db<'_>, case: CaseId) -> Result<Purpose, StoreError> {
    let mut sql = db.prepare_cached("SELECT purpose FROM review_case WHERE id = ?1")?;
    let name: String = sql.query_row([case.0], |row| row.get(0))?;
    from_code(&name, "review_case.purpose")
}

/// Whether a case is shown behind a veil alone.
pub(super) fn is_veiled(db: Db<'_>, case: CaseId) -> Result<bool, StoreError> {
    let mut sql = db.prepare_cached("SELECT purpose, stage, escalated FROM review_case WHERE id = ?1")?;
    sql.query_row([case.0], |row| Ok(cards::veiled(row, 0)))?
}

/// The case to which copies of a case's picture go that wait again because of it. Nothing is ever part of a check: there it
/// is the one that its upload is part of by now, if any.
pub(super) fn home(db: Db<'_>, case: CaseId) -> Result<Option<CaseId>, StoreError> {
    if purpose(db, case)? != Purpose::Check {
        return Ok(Some(case));
    }
    let mut sql =
        db.prepare_cached("SELECT i.case_id FROM review_case c JOIN item i ON i.id = c.item WHERE c.id = ?1")?;
    let home: Option<Option<Uuid>> = sql.query_row([case.0], |row| row.get(0)).optional()?;
    Ok(home.flatten().map(CaseId))
}
