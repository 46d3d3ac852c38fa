//! What lists have more than they had, and which uploads that wait it may concern, as rows. What becomes of one of those
//! is `rematched`'s.
//!
//! Whoever changes an entry so that it may match or stop more writes that down here, in the same commit. Whoever changes
//! the lists has them alone, so that numbers of changes become visible in their order.

use super::{columns::hash, frames};
use crate::{
    db::{Db, OptionalRow, Row},
    engine::Tx,
    error::StoreError,
    items::Digests,
    rematching::{Backlog, ListChanges, Rematch, Waiting, Walked},
};
use scrim_model::{
    ids::{CaseId, EntryId, ItemId},
    time::{Span, Time},
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// An entry may match, or stop, more than it did. What is written of one entry in a row is one change.
pub(super) fn changed(tx: &Tx<'_>, entry: EntryId) -> Result<(), StoreError> {
    tx.db
        .prepare_cached(
            "INSERT INTO list_change (entry, at) SELECT id, ?2 FROM entry WHERE id = ?1 AND NOT EXISTS
             (SELECT 1 FROM list_change WHERE seq = (SELECT max(seq) FROM list_change) AND entry = ?1)",
        )?
        .execute((entry.0, tx.now.0))?;
    Ok(())
}

/// An upload waits again, and something else may stop it.
pub(super) fn note(tx: &Tx<'_>, item: ItemId) -> Result<(), StoreError> {
    note_all(tx, &[item])
}

/// Whether a hash was added after this change: what was looked up by then says nothing of it.
pub(super) fn went_on(db: Db<'_>, seq: i64) -> Result<bool, StoreError> {
    let mut sql = db.prepare_cached("SELECT 1 FROM hash_change WHERE seq > ?1 AND added LIMIT 1")?;
    Ok(sql.exists([seq])?)
}

/// A case waits again, and with it all its uploads.
pub(super) fn note_case(tx: &Tx<'_>, case: CaseId) -> Result<(), StoreError> {
    tx.db
        .prepare_cached("INSERT INTO rematch (item) SELECT id FROM item WHERE case_id = ?1 ON CONFLICT DO NOTHING")?
        .execute([case.0])?;
    Ok(())
}

pub(crate) fn note_all(tx: &Tx<'_>, items: &[ItemId]) -> Result<(), StoreError> {
    let mut sql = tx
        .db
        .prepare_cached("INSERT INTO rematch (item) VALUES (?1) ON CONFLICT DO NOTHING")?;
    for item in items {
        sql.execute([item.0])?;
    }
    Ok(())
}

/// Whether this hub is the one that follows, for so long from now on.
pub(crate) fn claim(tx: &Tx<'_>, hub: Uuid, lasts: Span) -> Result<bool, StoreError> {
    let claimed = tx
        .db
        .prepare_cached("UPDATE rematching SET hub = ?1, until = ?2 WHERE one = 1 AND (until <= ?3 OR hub = ?1)")?
        .execute((hub, (tx.now + lasts).0, tx.now.0))?;
    Ok(claimed > 0)
}

/// The first changes that nobody has followed, with all that is known of their entries.
pub(crate) fn changes(db: Db<'_>, most: u32) -> Result<Option<ListChanges>, StoreError> {
    let last: Option<i64> = db
        .prepare_cached("SELECT max(p.seq) FROM (SELECT seq FROM list_change ORDER BY seq LIMIT ?1) p")?
        .query_row([most], |row| row.get(0))?;
    let Some(last) = last else { return Ok(None) };
    let mut sql = db.prepare_cached(
        "SELECT DISTINCT d.digest FROM list_change c JOIN entry_digest d ON d.entry = c.entry WHERE c.seq <= ?1",
    )?;
    let digests = sql.query_map([last], |row| row.get::<Vec<u8>>(0))?;
    let digests = digests.collect::<Result<_, _>>()?;
    // Hashes that were taken away are among them: what comes near one of those is asked about for nothing.
    let mut sql = db.prepare_cached(
        "SELECT DISTINCT h.pdq FROM list_change c JOIN hash_change h ON h.entry = c.entry WHERE c.seq <= ?1 AND h.added",
    )?;
    let hashes = sql.query_map([last], |row| row.get::<Vec<u8>>(0))?;
    let hashes = hashes.map(|bytes| hash(&bytes?)).collect::<Result<_, StoreError>>()?;
    Ok(Some(ListChanges { last, digests, hashes }))
}

/// Changes up to this one were followed; takes some of them away. Answers how many.
pub(crate) fn followed(tx: &Tx<'_>, last: i64, most: u32) -> Result<u64, StoreError> {
    let gone = tx
        .db
        .prepare_cached(
            "DELETE FROM list_change WHERE seq IN (SELECT seq FROM list_change WHERE seq <= ?1 ORDER BY seq LIMIT ?2)",
        )?
        .execute((last, most))?;
    Ok(u64::try_from(gone).unwrap_or(u64::MAX))
}

/// A stretch of everything that waits: first what is part of a case, then what a matcher has still to answer for.
pub(crate) fn waiting(db: Db<'_>, after: Walked, most: u32) -> Result<(Vec<Waiting>, Option<Walked>), StoreError> {
    match after {
        Walked::Cases(after) => {
            let (found, last) = in_cases(db, after, most)?;
            Ok((
                found,
                Some(last.map_or(Walked::Unverified(None), |case| Walked::Cases(Some(case)))),
            ))
        }
        Walked::Unverified(after) => {
            let found = unverified(db, after, most)?;
            let next = found.last().map(|last| Walked::Unverified(Some(last.item)));
            Ok((found, next))
        }
    }
}

const CASES: &str = "(SELECT id FROM review_case WHERE state <> 'decided' AND purpose = 'review' AND id > ?1
     ORDER BY id LIMIT ?2) c";

fn in_cases(db: Db<'_>, after: Option<CaseId>, most: u32) -> Result<(Vec<Waiting>, Option<CaseId>), StoreError> {
    let values = (after.map_or(Uuid::nil(), |case| case.0), most);
    let last: Option<Uuid> = db
        .prepare_cached(&format!("SELECT c.id FROM {CASES} ORDER BY c.id DESC LIMIT 1"))?
        .query_row(values, |row| row.get(0))
        .optional()?;
    let text = format!("SELECT i.id, i.sha256, i.sha1, i.md5 FROM {CASES} JOIN item i ON i.case_id = c.id");
    let mut sql = db.prepare_cached(&text)?;
    let rows = sql.query_map(values, bytes)?;
    let items: Vec<(ItemId, Digests)> = rows.collect::<Result<_, _>>()?;
    let text = format!(
        "SELECT h.item, h.pdq, h.quality, h.frame FROM {CASES} JOIN item i ON i.case_id = c.id JOIN item_hash h ON h.item = i.id"
    );
    let mut sql = db.prepare_cached(&text)?;
    let found = with_hashes(
        items,
        sql.query_map(values, |row| Ok((ItemId(row.get(0)?), frames::read(row, 1))))?,
    )?;
    Ok((found, last.map(CaseId)))
}

fn unverified(db: Db<'_>, after: Option<ItemId>, most: u32) -> Result<Vec<Waiting>, StoreError> {
    const ITEMS: &str =
        "(SELECT id, sha256, sha1, md5 FROM item WHERE outcome = 'unverified' AND id > ?1 ORDER BY id LIMIT ?2) i";
    let values = (after.map_or(Uuid::nil(), |item| item.0), most);
    let text = format!("SELECT i.id, i.sha256, i.sha1, i.md5 FROM {ITEMS} ORDER BY i.id");
    let mut sql = db.prepare_cached(&text)?;
    let items: Vec<(ItemId, Digests)> = sql.query_map(values, bytes)?.collect::<Result<_, _>>()?;
    let text = format!("SELECT h.item, h.pdq, h.quality, h.frame FROM {ITEMS} JOIN item_hash h ON h.item = i.id");
    let mut sql = db.prepare_cached(&text)?;
    let mut found = with_hashes(
        items,
        sql.query_map(values, |row| Ok((ItemId(row.get(0)?), frames::read(row, 1))))?,
    )?;
    found.sort_by_key(|waiting| waiting.item);
    Ok(found)
}

fn bytes(row: &Row<'_>) -> crate::db::Result<(ItemId, Digests)> {
    let digests = Digests {
        sha256: row.get(1)?,
        sha1: row.get(2)?,
        md5: row.get(3)?,
    };
    Ok((ItemId(row.get(0)?), digests))
}

type HashOf = (ItemId, Result<scrim_model::matching::FrameHash, StoreError>);

fn with_hashes(
    items: Vec<(ItemId, Digests)>,
    hashes: impl Iterator<Item = crate::db::Result<HashOf>>,
) -> Result<Vec<Waiting>, StoreError> {
    let mut of: BTreeMap<ItemId, Vec<_>> = BTreeMap::new();
    for row in hashes {
        let (item, hash) = row?;
        of.entry(item).or_default().push(hash?);
    }
    let with = items.into_iter().map(|(item, digests)| Waiting {
        item,
        digests,
        hashes: of.remove(&item).unwrap_or_default(),
    });
    Ok(with.collect())
}

/// What of an upload's case keeps it from being answered anew for now: somebody holds it, or has said something.
const BUSY: &str = "EXISTS (SELECT 1 FROM item i JOIN review_case c ON c.id = i.case_id WHERE i.id = r.item
     AND c.state <> 'decided' AND ((c.state = 'leased' AND c.at > ?1)
       OR EXISTS (SELECT 1 FROM verdict v WHERE v.case_id = c.id AND v.status <> 'undone')))";

pub(crate) fn due(tx: &Tx<'_>, most: u32) -> Result<Vec<Rematch>, StoreError> {
    let text = format!("SELECT r.item FROM rematch r WHERE NOT {BUSY} ORDER BY r.item LIMIT ?2");
    let mut sql = tx.db.prepare_cached(&text)?;
    let rows = sql.query_map((tx.now.0, most), |row| row.get(0).map(ItemId))?;
    let items: Vec<ItemId> = rows.collect::<Result<_, _>>()?;
    let with = items.into_iter().map(|item| {
        let hashes = frames::of(tx.db, item)?;
        Ok(Rematch { item, hashes })
    });
    with.collect()
}

pub(crate) fn backlog(db: Db<'_>) -> Result<Backlog, StoreError> {
    let one = |text: &str| -> Result<u64, StoreError> { Ok(db.prepare_cached(text)?.query_row((), |row| row.get(0))?) };
    let mut oldest = db.prepare_cached("SELECT min(at) FROM list_change")?;
    Ok(Backlog {
        changes: one("SELECT count(*) FROM list_change")?,
        since: oldest.query_row((), |row| row.get::<Option<i64>>(0))?.map(Time),
        uploads: one("SELECT count(*) FROM rematch")?,
    })
}
