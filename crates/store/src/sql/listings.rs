//! Where entries are listed outside, as rows, and how what a matcher lists becomes an entry.

use super::{
    banks, chain,
    columns::{from_json, json},
    digests, listed, matchers, reconciling,
};
use crate::{
    banks::NewEntry,
    db::{Db, OptionalRow, Row},
    engine::Tx,
    error::StoreError,
    matchers::{EntryListing, MatcherRefused},
};
use scrim_model::{
    digests::FileDigests,
    entry::EntryState,
    ids::{EntryId, MatcherId},
    matcher::{Learned, ListedAs, ListedBy, Listing, SameHash, learned},
    matching::{Perceptual, UNSAID_QUALITY},
};
use uuid::Uuid;

const COLUMNS: &str = "l.entry, l.matcher, l.list, l.number, l.provenance";

pub(crate) fn learn(
    tx: &Tx<'_>,
    matcher: MatcherId,
    listings: &[Listing],
) -> Result<Vec<(EntryId, bool)>, MatcherRefused> {
    if !matchers::is_known(tx.db, matcher)? {
        return Err(MatcherRefused::NoSuch);
    }
    listings.iter().map(|listing| learn_one(tx, matcher, listing)).collect()
}

fn learn_one(tx: &Tx<'_>, matcher: MatcherId, listing: &Listing) -> Result<(EntryId, bool), MatcherRefused> {
    if !matchers::is_bank(tx.db, listing.bank)? {
        return Err(MatcherRefused::NoBank);
    }
    if let Some(entry) = at(tx.db, matcher, &listing.list, listing.number)?
        && still(tx, entry, listing)?
    {
        reconciling::answered(tx, entry)?;
        return Ok((entry, false));
    }
    let found = learned(listing, &same_hash(tx, matcher, listing)?);
    let (entry, new) = match found {
        Learned::Attached(entry) | Learned::Renumbered(entry) | Learned::Kept(entry) => (entry, false),
        Learned::New => (banks::insert(tx, &entry_of(listing), EntryState::LISTED, None)?, true),
    };
    let keeps_number = match found {
        // The number under which it was gone is nothing to keep.
        Learned::Kept(entry) => !reconciling::is_lost(tx, entry)?,
        Learned::Attached(_) | Learned::Renumbered(_) | Learned::New => false,
    };
    if !keeps_number {
        put(tx, entry, matcher, listing)?;
        reconciling::answered(tx, entry)?;
    }
    if new {
        reconciling::only_there(tx, entry, true)?;
    }
    Ok((entry, new))
}

/// Whether what is listed under a known number is the entry that it was, which it also is with another hash that takes
/// the place of the one before. Else the entry is listed no more.
fn still(tx: &Tx<'_>, entry: EntryId, listing: &Listing) -> Result<bool, StoreError> {
    let known = listed::own_hashes(tx.db, entry)?;
    if known.iter().any(|own| own.hash == listing.hash) {
        return Ok(true);
    }
    let state: String = tx
        .db
        .prepare_cached("SELECT state FROM entry WHERE id = ?1")?
        .query_row([entry.0], |row| row.get(0))?;
    let undecided = from_json::<EntryState>(&state, "entry.state")? == EntryState::LISTED;
    if undecided && known.len() == 1 && digests::of(tx.db, entry)?.is_empty() {
        for before in known {
            banks::log_hash(tx, entry, before, false, None)?;
        }
        banks::log_hash(tx, entry, perceptual(listing), true, None)?;
        return Ok(true);
    }
    tx.db
        .prepare_cached("DELETE FROM entry_listing WHERE entry = ?1")?
        .execute([entry.0])?;
    Ok(false)
}

/// The entry that is listed under that number.
pub(crate) fn at(db: Db<'_>, matcher: MatcherId, list: &str, number: u64) -> Result<Option<EntryId>, StoreError> {
    let found = db
        .prepare_cached("SELECT entry FROM entry_listing WHERE matcher = ?1 AND list = ?2 AND number = ?3")?
        .query_row((matcher.0, list, number), |row| row.get(0).map(EntryId))
        .optional()?;
    Ok(found)
}

fn entry_of(listing: &Listing) -> NewEntry {
    NewEntry {
        bank: listing.bank,
        category: None,
        provenance: Some(listing.origin()),
        votes: None,
        digests: FileDigests::default(),
        hashes: vec![perceptual(listing)],
    }
}

fn perceptual(listing: &Listing) -> Perceptual {
    Perceptual {
        hash: listing.hash,
        quality: UNSAID_QUALITY,
    }
}

fn put(tx: &Tx<'_>, entry: EntryId, matcher: MatcherId, listing: &Listing) -> Result<(), StoreError> {
    tx.db
        .prepare_cached(
            "INSERT INTO entry_listing (entry, matcher, list, number, provenance) VALUES (?1,?2,?3,?4,?5)
             ON CONFLICT (entry) DO UPDATE SET matcher = excluded.matcher, list = excluded.list,
                 number = excluded.number, provenance = excluded.provenance",
        )?
        .execute((
            entry.0,
            matcher.0,
            &listing.list,
            listing.number,
            json(&listing.provenance),
        ))?;
    let fact = serde_json::json!({"matcher": matcher, "entry": entry});
    chain::append(tx, "listing_learned", &fact);
    Ok(())
}

/// The entries of that bank whose only hash of their own is this one. A frame of an animation is not the animation.
fn same_hash(tx: &Tx<'_>, matcher: MatcherId, listing: &Listing) -> Result<Vec<SameHash>, StoreError> {
    let db = tx.db;
    let mut sql = db.prepare_cached(
        "SELECT e.id, e.state FROM entry e WHERE e.bank = ?2 AND e.id IN
         (SELECT h.entry FROM hash_change h WHERE h.pdq = ?1 AND h.variant_item IS NULL) ORDER BY e.id",
    )?;
    let rows = sql.query_map((listing.hash.0, listing.bank.0), |row| {
        Ok((row.get(0).map(EntryId)?, row.get::<String>(1)?))
    })?;
    let mut same = Vec::new();
    for row in rows {
        let (entry, state) = row?;
        if let [only] = listed::own_hashes(db, entry)?.as_slice()
            && only.hash == listing.hash
        {
            same.push(SameHash {
                entry,
                state: reconciling::by_people(tx, entry, from_json(&state, "entry.state")?)?,
                listed: listed_as(db, matcher, entry)?,
            });
        }
    }
    Ok(same)
}

fn listed_as(db: Db<'_>, matcher: MatcherId, entry: EntryId) -> Result<Option<ListedAs>, StoreError> {
    let Some(found) = of(db, entry)? else { return Ok(None) };
    let by = if found.matcher == matcher {
        ListedBy::Itself
    } else if matchers::is_known(db, found.matcher)? {
        ListedBy::Another
    } else {
        ListedBy::Removed
    };
    Ok(Some(ListedAs {
        by,
        list: found.list,
        provenance: found.provenance,
    }))
}

pub(crate) fn of(db: Db<'_>, entry: EntryId) -> Result<Option<EntryListing>, StoreError> {
    let mut sql = db.prepare_cached(&format!("SELECT {COLUMNS} FROM entry_listing l WHERE l.entry = ?1"))?;
    sql.query_row([entry.0], |row| Ok(listing(row))).optional()?.transpose()
}

pub(crate) fn page(
    db: Db<'_>,
    matcher: MatcherId,
    after: Option<EntryId>,
    most: u32,
) -> Result<Vec<EntryListing>, StoreError> {
    let after = after.map_or(Uuid::nil(), |after| after.0);
    let mut sql = db.prepare_cached(&format!(
        "SELECT {COLUMNS} FROM entry_listing l WHERE l.matcher = ?1 AND l.entry > ?2 ORDER BY l.entry LIMIT ?3"
    ))?;
    let rows = sql.query_map((matcher.0, after, most), |row| Ok(listing(row)))?;
    rows.map(|row| row?).collect()
}

fn listing(row: &Row<'_>) -> Result<EntryListing, StoreError> {
    Ok(EntryListing {
        entry: EntryId(row.get(0)?),
        matcher: MatcherId(row.get(1)?),
        list: row.get(2)?,
        number: row.get(3)?,
        provenance: from_json(&row.get::<String>(4)?, "entry_listing.provenance")?,
    })
}
