//! The perceptual hashes of uploads as rows, one a frame.

use super::columns::hash;
use crate::db::{Db, OptionalRow, Params, Row};
use crate::{engine::Tx, error::StoreError};
use scrim_model::{
    ids::{EntryId, ItemId},
    matching::{FrameHash, Perceptual},
};

pub(crate) fn insert(tx: &Tx<'_>, item: ItemId, frames: &[FrameHash]) -> Result<(), StoreError> {
    let mut sql = tx
        .db
        .prepare_cached("INSERT INTO item_hash (item, frame, pdq, quality) VALUES (?1,?2,?3,?4)")?;
    for FrameHash { frame, perceptual } in frames {
        sql.execute((item.0, frame, perceptual.hash.0, perceptual.quality))?;
    }
    Ok(())
}

/// Every hash of an upload, in the order of its frames.
pub(crate) fn of(db: Db<'_>, item: ItemId) -> Result<Vec<FrameHash>, StoreError> {
    let mut sql = db.prepare_cached("SELECT pdq, quality, frame FROM item_hash WHERE item = ?1 ORDER BY frame")?;
    let mut rows = sql.query([item.0])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(read(&row, 0)?);
    }
    Ok(found)
}

/// A frame of a row with `pdq, quality, frame` from column `at` on.
pub(crate) fn read(row: &Row<'_>, at: usize) -> Result<FrameHash, StoreError> {
    Ok(FrameHash {
        frame: row.get(at + 2)?,
        perceptual: perceptual(row, at)?,
    })
}

/// The hash of the frame that came near an entry; none where the bytes are equal.
pub(crate) fn matched(db: Db<'_>, item: ItemId, entry: EntryId) -> Result<Option<Perceptual>, StoreError> {
    one(
        db,
        "SELECT h.pdq, h.quality FROM item_match m JOIN item_hash h ON h.item = m.item AND h.frame = m.frame
         WHERE m.item = ?1 AND m.entry = ?2",
        (item.0, entry.0),
    )
}

/// The hash that stands for an upload on a list of our own: its only one, or that of the frame which
/// brought it before a person. The other frames of an animation may be harmless, and shared with
/// harmless ones.
pub(crate) fn standing_for(db: Db<'_>, item: ItemId) -> Result<Option<Perceptual>, StoreError> {
    match of(db, item)?.as_slice() {
        [only] => Ok(Some(only.perceptual)),
        _ => one(
            db,
            "SELECT h.pdq, h.quality FROM item_match m JOIN item_hash h ON h.item = m.item AND h.frame = m.frame
             WHERE m.item = ?1 ORDER BY m.place LIMIT 1",
            [item.0],
        ),
    }
}

fn one(db: Db<'_>, text: &str, by: impl Params) -> Result<Option<Perceptual>, StoreError> {
    let mut sql = db.prepare_cached(text)?;
    let found = sql.query_row(by, |row| Ok(perceptual(row, 0))).optional()?;
    found.transpose()
}

fn perceptual(row: &Row<'_>, at: usize) -> Result<Perceptual, StoreError> {
    Ok(Perceptual {
        hash: hash(&row.get::<Vec<u8>>(at)?)?,
        quality: row.get(at + 1)?,
    })
}
