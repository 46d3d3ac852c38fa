//! An upload whose matchers have answered later: settled as the door would settle it now.

use super::{
    asked::{Found, Resembled},
    cases::Picture,
    chain, checks,
    columns::from_json,
    destroying, frames,
    items::{self, AtDoor},
    leases, likeness, questions, rematching, subjects,
};
use crate::{
    db::{Db, OptionalRow},
    engine::Tx,
    error::StoreError,
    items::{Digests, Door, Near},
    questions::Answered,
};
use scrim_model::{
    door::Answer,
    ids::{CaseId, EntryId, ItemId, MatcherId},
    matching::Match,
    second_looks::Draw,
    sheet::SheetCell,
    time::Time,
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
    (near, check): (&Near, Draw),
) -> Result<Option<Answered>, StoreError> {
    destroying::keep(tx, item)?;
    let Some(waiting) = kept(tx.db, item)? else {
        return Ok(None);
    };
    let frames = frames::of(tx.db, item)?;
    let resembled = Resembled::of(tx.db, (waiting.digests, &frames), &near.hashes)?;
    let (now, found) = (resembled.answer(), resembled.found.as_slice());
    let more = further(tx, item, &waiting, &now)?;
    // Whoever holds the case goes on with what they were shown; whoever has it next sees all of it.
    if let Some(Further { case, .. }) = &more
        && let Held::Until(then) = held(tx, item, *case)?
    {
        questions::ask_at(tx, (item, matcher), then)?;
        return Ok(None);
    }
    if !questions::close(tx, item, matcher)? {
        return Ok(None);
    }
    let answered = if waiting.door == Door::Unverified {
        settle(tx, (item, check), &waiting, (now, found))?
    } else {
        if let Some(more) = more {
            add(tx, item, &waiting.cells, (&more, found))?;
        }
        let (door, media_left) = (waiting.door, false);
        Answered { door, media_left }
    };
    if rematching::went_on(tx.db, near.as_of)? {
        rematching::note(tx, item)?;
    }
    Ok(Some(answered))
}

/// Why an upload was not seen whole that a matcher could not answer about.
const UNVERIFIED: &str = "unverified";

pub(crate) fn given_up(
    tx: &Tx<'_>,
    (item, matcher): (ItemId, MatcherId),
    by: (&Near, Draw),
) -> Result<Option<Answered>, StoreError> {
    destroying::keep(tx, item)?;
    if !questions::is_open(tx.db, item, matcher)? {
        return Ok(None);
    }
    // It is never answered "nothing known" from here on, whatever other matchers answer.
    tx.db
        .prepare_cached("UPDATE item SET reason = ?2 WHERE id = ?1 AND outcome = 'unverified' AND reason IS NULL")?
        .execute((item.0, UNVERIFIED))?;
    answered(tx, (item, matcher), by)
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
    // Which part of a sheet shows a frame is needed as long as more may match.
    let waits = door == Door::Queued;
    tx.db
        .prepare_cached(
            "UPDATE item SET outcome = ?2, reason = ?3, stopped_by = ?4, settled_at = ?5,
             cells = CASE WHEN ?6 THEN cells END WHERE id = ?1",
        )?
        .execute((item.0, door.code(), &reason, stopped_by, tx.now.0, waits))?;
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

/// What else an upload matches than its case was opened for.
struct Further {
    case: CaseId,
    matches: Vec<Match>,
}

/// Who has a case that an answer adds something to.
enum Held {
    /// Nobody has it, and nobody has spoken.
    ByNobody,
    /// Somebody has it in hand until then, and nobody has spoken.
    Until(Time),
    /// It is another upload's, or people have spoken on what they were shown.
    Spoken,
}

fn further(tx: &Tx<'_>, item: ItemId, waiting: &Kept, now: &Answer) -> Result<Option<Further>, StoreError> {
    let (Answer::Queued { matches }, Door::Queued, Some(case)) = (now, waiting.door, waiting.case) else {
        return Ok(None);
    };
    let matches = unknown(tx.db, item, matches)?;
    Ok((!matches.is_empty()).then_some(Further { case, matches }))
}

/// What an upload did not match before.
fn unknown(db: Db<'_>, item: ItemId, matches: &[Match]) -> Result<Vec<Match>, StoreError> {
    let known = known(db, item)?;
    let new = |m: &&Match| known.iter().all(|(entry, _)| *entry != m.entry);
    Ok(matches.iter().filter(new).copied().collect())
}

/// What else an upload matches is added as long as its case waits and nobody has spoken. After that people go on with
/// what they were shown.
fn add(
    tx: &Tx<'_>,
    item: ItemId,
    cells: &[(u32, SheetCell)],
    (more, found): (&Further, &[Found]),
) -> Result<(), StoreError> {
    match held(tx, item, more.case)? {
        Held::ByNobody => gain(tx, (item, more.case), cells, (&more.matches, found)),
        Held::Until(_) | Held::Spoken => Ok(()),
    }
}

/// Adds what an upload did not match before to its matches.
pub(super) fn add_matches(
    tx: &Tx<'_>,
    (item, case): (ItemId, CaseId),
    cells: &[(u32, SheetCell)],
    (matches, found): (&[Match], &[Found]),
) -> Result<(), StoreError> {
    let more = unknown(tx.db, item, matches)?;
    if more.is_empty() {
        return Ok(());
    }
    gain(tx, (item, case), cells, (&more, found))
}

/// Adds matches that an upload has none of yet.
fn gain(
    tx: &Tx<'_>,
    (item, case): (ItemId, CaseId),
    cells: &[(u32, SheetCell)],
    (more, found): (&[Match], &[Found]),
) -> Result<(), StoreError> {
    items::insert_matches(tx, (item, cells), more, found)?;
    in_order(tx, item)?;
    subjects::joined(tx, item, case)?;
    let fact = serde_json::json!({"item": item, "case": case});
    chain::append(tx, "matches_added", &fact);
    Ok(())
}

/// Who has a case about this very upload; it stays so until this unit is committed.
fn held(tx: &Tx<'_>, item: ItemId, case: CaseId) -> Result<Held, StoreError> {
    leases::return_expired(tx)?;
    let text = format!(
        "SELECT c.state, c.at FROM review_case c WHERE c.id = ?1 AND c.item = ?2 AND c.state IN ('waiting', 'leased')
         AND NOT EXISTS (SELECT 1 FROM verdict v WHERE v.case_id = c.id) {}",
        tx.db.keep()
    );
    let mut sql = tx.db.prepare_cached(&text)?;
    let found = sql.query_row((case.0, item.0), |row| {
        Ok((row.get::<String>(0)?, row.get(1).map(Time)?))
    });
    Ok(match found.optional()? {
        Some((state, until)) if state == "leased" => Held::Until(until),
        Some(_waiting) => Held::ByNobody,
        None => Held::Spoken,
    })
}

/// An upload's matches and how close each is: 0 where the bytes are equal.
fn known(db: Db<'_>, item: ItemId) -> Result<Vec<(EntryId, u32)>, StoreError> {
    let mut sql = db.prepare_cached("SELECT entry, exact, distance FROM item_match WHERE item = ?1")?;
    let rows = sql.query_map([item.0], |row| {
        let kind = likeness::read(row.get(1)?, row.get(2)?);
        Ok((row.get(0).map(EntryId)?, kind.closeness()))
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
