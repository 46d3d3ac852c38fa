//! A bank's entries one after another, for whoever carries them elsewhere.

use super::{
    columns::{from_json, hash},
    digests,
};
use crate::db::Db;
use crate::{banks::ListedEntry, error::StoreError};
use scrim_model::{
    ids::{BankId, EntryId},
    matching::Perceptual,
    votes::MemberVotes,
};
use uuid::Uuid;

/// The entries of a bank after `last`, in the order of their ids.
pub(crate) fn page(db: Db<'_>, bank: BankId, last: Option<EntryId>, most: u32) -> Result<Vec<ListedEntry>, StoreError> {
    let after = last.map_or(Uuid::nil(), |last| last.0);
    let mut sql = db.prepare_cached(
        "SELECT id, category, provenance, state, votes_up, votes_down FROM entry WHERE bank = ?1 AND id > ?2 ORDER BY id LIMIT ?3",
    )?;
    let rows = sql.query_map((bank.0, after, most), |row| {
        Ok((
            row.get(0).map(EntryId)?,
            row.get(1)?,
            row.get(2)?,
            row.get::<String>(3)?,
            [row.get(4)?, row.get(5)?],
        ))
    })?;
    let read = rows.map(|row| {
        let (id, category, provenance, state, [up, down]) = row?;
        Ok(ListedEntry {
            id,
            category,
            provenance,
            votes: MemberVotes::said(up, down),
            state: from_json(&state, "entry.state")?,
            digests: digests::of(db, id)?,
            hashes: own_hashes(db, id)?,
        })
    });
    read.collect()
}

/// An entry's own hashes as the log leaves them.
pub(super) fn own_hashes(db: Db<'_>, entry: EntryId) -> Result<Vec<Perceptual>, StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT pdq, quality, added FROM hash_change WHERE entry = ?1 AND variant_item IS NULL ORDER BY seq",
    )?;
    let mut rows = sql.query([entry.0])?;
    let mut live: Vec<Perceptual> = Vec::new();
    while let Some(row) = rows.next()? {
        let changed = Perceptual {
            hash: hash(&row.get::<Vec<u8>>(0)?)?,
            quality: row.get(1)?,
        };
        if row.get(2)? {
            live.push(changed);
        } else if let Some(at) = live.iter().position(|known| *known == changed) {
            live.remove(at);
        }
    }
    Ok(live)
}
