//! Digests of entries as rows: a digest's length says its kind.

use super::{columns::from_json, rematching};
use crate::db::{Db, OptionalRow};
use crate::{banks::NewEntry, engine::Tx, error::StoreError};
use scrim_model::{
    digests::FileDigests,
    entry::EntryState,
    ids::{EntryId, ItemId},
};
use std::collections::BTreeMap;

/// The entries with exactly these bytes, as far as their digests tell.
pub(crate) fn equal(db: Db<'_>, of: FileDigests) -> Result<Vec<EntryId>, StoreError> {
    // What else is known of an entry may say that it is another file after all.
    let mut sql = db.prepare_cached(
        "SELECT d.entry, d.digest FROM entry_digest d
         WHERE d.entry IN (SELECT s.entry FROM entry_digest s WHERE s.digest IN (?1, ?2, ?3))",
    )?;
    let rows = sql.query_map((of.sha256, of.sha1, of.md5), |row| {
        Ok((row.get(0).map(EntryId)?, row.get::<Vec<u8>>(1)?))
    })?;
    let mut found: BTreeMap<EntryId, FileDigests> = BTreeMap::new();
    for row in rows {
        let (entry, bytes) = row?;
        let known = found.entry(entry).or_default();
        *known = known.joined(one(&bytes)?);
    }
    let same = found.into_iter().filter(|(_, known)| known.same_file(of));
    Ok(same.map(|(entry, _)| entry).collect())
}

/// The entry of that bank that `new` is already, and what it does.
pub(crate) fn known(db: Db<'_>, new: &NewEntry) -> Result<Option<(EntryId, EntryState)>, StoreError> {
    let mut sql = db.prepare_cached("SELECT state FROM entry WHERE id = ?1 AND bank = ?2")?;
    for id in candidates(db, new)? {
        let state: Option<String> = sql.query_row((id.0, new.bank.0), |row| row.get(0)).optional()?;
        if let Some(state) = state {
            return Ok(Some((id, from_json(&state, "entry.state")?)));
        }
    }
    Ok(None)
}

/// What `new` may be already, on whatever bank. Only where nothing is known of the bytes does an equal hash say so.
fn candidates(db: Db<'_>, new: &NewEntry) -> Result<Vec<EntryId>, StoreError> {
    if !new.digests.is_empty() {
        return equal(db, new.digests);
    }
    let Some(first) = new.hashes.iter().find(|p| p.usable()) else {
        return Ok(Vec::new());
    };
    let mut sql = db.prepare_cached(
        "SELECT entry FROM hash_change WHERE pdq = ?1 AND variant_item IS NULL GROUP BY entry ORDER BY entry",
    )?;
    let rows = sql.query_map([first.hash.0], |row| row.get(0).map(EntryId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What is known of an entry's bytes.
pub(crate) fn of(db: Db<'_>, entry: EntryId) -> Result<FileDigests, StoreError> {
    let mut sql = db.prepare_cached("SELECT digest FROM entry_digest WHERE entry = ?1")?;
    let rows = sql.query_map([entry.0], |row| row.get::<Vec<u8>>(0))?;
    let mut known = FileDigests::default();
    for row in rows {
        known = known.joined(one(&row?)?);
    }
    Ok(known)
}

/// Digests of an upload's bytes.
pub(crate) fn of_item(db: Db<'_>, item: ItemId) -> Result<FileDigests, StoreError> {
    let found = db
        .prepare_cached("SELECT sha256, sha1, md5 FROM item WHERE id = ?1")?
        .query_row([item.0], |row| {
            Ok(FileDigests {
                sha256: row.get(0)?,
                sha1: row.get(1)?,
                md5: row.get(2)?,
            })
        })?;
    Ok(found)
}

/// Adds what an entry does not have yet; of each kind it has one.
pub(crate) fn add(tx: &Tx<'_>, entry: EntryId, more: FileDigests) -> Result<(), StoreError> {
    let known = of(tx.db, entry)?;
    let mut more_than_before = false;
    let mut sql = tx
        .db
        .prepare_cached("INSERT INTO entry_digest (digest, entry) VALUES (?1, ?2)")?;
    for digest in known.joined(more).each() {
        if !known.each().any(|had| had == digest) {
            sql.execute((digest.to_vec(), entry.0))?;
            more_than_before = true;
        }
    }
    if more_than_before {
        rematching::changed(tx, entry)?;
    }
    Ok(())
}

fn one(bytes: &[u8]) -> Result<FileDigests, StoreError> {
    FileDigests::by_length(bytes).ok_or(StoreError::Corrupt {
        column: "entry_digest.digest",
    })
}
