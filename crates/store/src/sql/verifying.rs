//! An upload whose matchers have answered later: settled as the door would settle it now.

use super::{
    asked::{self, Found},
    cases::Picture,
    chain, checks,
    columns::from_json,
    destroying,
    items::{self, AtDoor},
    questions, subjects,
};
use crate::{
    db::{Db, OptionalRow},
    engine::Tx,
    error::StoreError,
    items::{Digests, Door, NearHash},
    questions::Answered,
};
use scrim_model::{
    door::{Answer, Candidate, answer},
    ids::{CaseId, EntryId, ItemId, MatcherId},
    matching::Match,
    second_looks::Draw,
    sheet::SheetCell,
};

/// What is kept of an upload that is to be answered anew.
pub(super) struct Kept {
    pub(super) door: Door,
    /// Why only a part of it was seen.
    partly: Option<String>,
    pub(super) digests: Digests,
    pub(super) cells: Vec<(u32, SheetCell)>,
    pub(super) case: Option<CaseId>,
}

pub(crate) fn answered(
    tx: &Tx<'_>,
    (item, matcher): (ItemId, MatcherId),
    (near, check): (&[NearHash], Draw),
) -> Result<Option<Answered>, StoreError> {
    destroying::keep(tx, item)?;
    if !questions::close(tx, item, matcher)? {
        return Ok(None);
    }
    let Some(waiting) = kept(tx.db, item)? else {
        return Ok(None);
    };
    let found = asked::candidates(tx.db, waiting.digests, near)?;
    let cleared = items::is_cleared(tx.db, &waiting.digests.sha256)?;
    let candidates: Vec<Candidate> = found.iter().map(|f| f.candidate).collect();
    let now = answer(cleared, &candidates);
    match waiting.door {
        Door::Unverified => settle(tx, (item, check), &waiting, (now, &found)).map(Some),
        door => {
            if let (Answer::Queued { matches }, Door::Queued, Some(case)) = (now, door, waiting.case) {
                further(tx, (item, case), &waiting.cells, (&matches, &found))?;
            }
            let media_left = false;
            Ok(Some(Answered { door, media_left }))
        }
    }
}

pub(super) fn kept(db: Db<'_>, item: ItemId) -> Result<Option<Kept>, StoreError> {
    let found = db
        .prepare_cached("SELECT outcome, reason, sha256, sha1, md5, cells, case_id FROM item WHERE id = ?1")?
        .query_row([item.0], |row| {
            let digests = Digests {
                sha256: row.get(2)?,
                sha1: row.get(3)?,
                md5: row.get(4)?,
            };
            Ok((
                row.get::<String>(0)?,
                row.get(1)?,
                digests,
                row.get::<Option<String>>(5)?,
                row.get::<Option<uuid::Uuid>>(6)?,
            ))
        })
        .optional()?;
    let Some((outcome, partly, digests, cells, case)) = found else {
        return Ok(None);
    };
    let cells = cells.map(|text| from_json(&text, "item.cells")).transpose()?;
    Ok(Some(Kept {
        door: Door::from_code(&outcome)?,
        partly,
        digests,
        cells: cells.unwrap_or_default(),
        case: case.map(CaseId),
    }))
}

pub(super) fn settle(
    tx: &Tx<'_>,
    (item, check): (ItemId, Draw),
    waiting: &Kept,
    (now, found): (Answer, &[Found]),
) -> Result<Answered, StoreError> {
    let verified = !questions::any(tx.db, item)?;
    let AtDoor { door, matches, reason } = AtDoor::of(now, (None, waiting.partly.as_ref()), verified);
    if door == Door::Unverified {
        let media_left = false;
        return Ok(Answered { door, media_left });
    }
    let stopped_by = matches.first().filter(|_| door == Door::Stopped).map(|m| m.entry.0);
    tx.db
        .prepare_cached(
            "UPDATE item SET outcome = ?2, reason = ?3, stopped_by = ?4, settled_at = ?5, cells = NULL WHERE id = ?1",
        )?
        .execute((item.0, door.code(), &reason, stopped_by, tx.now.0))?;
    items::insert_matches(tx, (item, &waiting.cells), &matches, found)?;
    if matches!(door, Door::Queued | Door::Unreadable)
        && let Some(picture) = Picture::of(tx.db, item)?
    {
        items::admit(tx, &picture, door, (&matches, found))?;
    }
    if door == Door::Stopped {
        checks::draw(tx, item, check, (&matches, found))?;
    }
    if door != Door::Queued {
        questions::close_all(tx, item)?;
    }
    let unneeded = matches!(door, Door::NoMatch | Door::Passed);
    let media_left = unneeded && destroying::forget_unneeded(tx, item)?;
    chain::append(
        tx,
        "verified",
        &serde_json::json!({"item": item, "outcome": door.code()}),
    );
    Ok(Answered { door, media_left })
}

/// What else an upload matches, as long as its case waits and nobody has spoken: whoever takes it next sees all of it.
/// After that people go on with what they were shown.
fn further(
    tx: &Tx<'_>,
    (item, case): (ItemId, CaseId),
    cells: &[(u32, SheetCell)],
    found: (&[Match], &[Found]),
) -> Result<(), StoreError> {
    if untouched(tx, item, case)? {
        add_matches(tx, (item, case), cells, found)?;
    }
    Ok(())
}

/// Adds what an upload did not match before to its matches.
pub(super) fn add_matches(
    tx: &Tx<'_>,
    (item, case): (ItemId, CaseId),
    cells: &[(u32, SheetCell)],
    (matches, found): (&[Match], &[Found]),
) -> Result<(), StoreError> {
    let known = known(tx.db, item)?;
    let more: Vec<Match> = matches
        .iter()
        .filter(|m| known.iter().all(|(entry, _)| *entry != m.entry))
        .copied()
        .collect();
    if more.is_empty() {
        return Ok(());
    }
    items::insert_matches(tx, (item, cells), &more, found)?;
    in_order(tx, item)?;
    subjects::joined(tx, item, case)?;
    chain::append(tx, "matches_added", &serde_json::json!({"item": item, "case": case}));
    Ok(())
}

/// Whether a case is about this very upload, waits, and was never spoken on; it stays so until this unit is committed.
fn untouched(tx: &Tx<'_>, item: ItemId, case: CaseId) -> Result<bool, StoreError> {
    let text = format!(
        "SELECT 1 FROM review_case c WHERE c.id = ?1 AND c.item = ?2 AND c.state = 'waiting'
         AND NOT EXISTS (SELECT 1 FROM verdict v WHERE v.case_id = c.id) {}",
        tx.db.keep()
    );
    let mut sql = tx.db.prepare_cached(&text)?;
    Ok(sql.exists((case.0, item.0))?)
}

/// An upload's matches and how close each is: 0 where the bytes are equal.
fn known(db: Db<'_>, item: ItemId) -> Result<Vec<(EntryId, u32)>, StoreError> {
    let mut sql = db.prepare_cached("SELECT entry, exact, distance FROM item_match WHERE item = ?1")?;
    let rows = sql.query_map([item.0], |row| {
        let exact: bool = row.get(1)?;
        let distance: u32 = row.get(2)?;
        Ok((row.get(0).map(EntryId)?, if exact { 0 } else { distance + 1 }))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Closest first, as the door writes them.
fn in_order(tx: &Tx<'_>, item: ItemId) -> Result<(), StoreError> {
    let mut all = known(tx.db, item)?;
    all.sort_by_key(|(entry, closeness)| (*closeness, *entry));
    let mut sql = tx
        .db
        .prepare_cached("UPDATE item_match SET place = ?3 WHERE item = ?1 AND entry = ?2")?;
    for (place, (entry, _)) in (0_u32..).zip(all) {
        sql.execute((item.0, entry.0, place))?;
    }
    Ok(())
}
