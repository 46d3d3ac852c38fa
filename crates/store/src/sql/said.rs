//! What services outside call near without telling how near, as rows: by what they were asked about, and never as a hash
//! of the entry's.

use super::{banks, chain, digests, matchers};
use crate::{banks::NewEntry, db::Db, engine::Tx, error::StoreError, matchers::MatcherRefused};
use scrim_model::{
    ids::{EntryId, MatcherId},
    matcher::{Asked, KnownFile, Likeness, Scanned},
    matching::FrameHash,
};
use std::collections::BTreeSet;

/// An entry that somebody calls near something of an upload's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct SaidNear {
    pub(super) entry: EntryId,
    /// The frame that was asked about; none where the whole file was, and has several.
    pub(super) frame: Option<u32>,
}

/// Entries that one matcher calls near one thing, and as what each is known there.
type Near = BTreeSet<(EntryId, String)>;

/// Whether an answer changes nothing: it says that nothing is known, and nothing was said before.
pub(crate) fn is_no_news(db: Db<'_>, matcher: MatcherId, scanned: &Scanned) -> Result<bool, StoreError> {
    Ok(scanned.files.is_empty() && said_by(db, matcher, scanned.asked)?.is_empty())
}

/// Takes in whole answers: what was said before of the same and is not said now holds no more.
pub(crate) fn learn(tx: &Tx<'_>, matcher: MatcherId, scanned: &[Scanned]) -> Result<(), MatcherRefused> {
    let name = matchers::name(tx.db, matcher)?.ok_or(MatcherRefused::NoSuch)?;
    for answer in scanned {
        let before = said_by(tx.db, matcher, answer.asked)?;
        let mut now = BTreeSet::new();
        for file in &answer.files {
            let entry = entry_of(tx, (matcher, &name), (file, &before))?;
            if file.likeness == Likeness::Near {
                now.insert((entry, file.list.clone()));
            }
        }
        keep(tx, (matcher, answer.asked), (&before, &now))?;
    }
    Ok(())
}

/// The entry of a listed file: by its digests or, where none are told, the one that the same answer has brought before.
fn entry_of(
    tx: &Tx<'_>,
    (matcher, name): (MatcherId, &str),
    (file, before): (&KnownFile, &Near),
) -> Result<EntryId, MatcherRefused> {
    if !matchers::is_bank(tx.db, file.bank)? {
        return Err(MatcherRefused::NoBank);
    }
    if file.digests.is_empty() {
        for (entry, list) in before {
            let on = banks::entry(tx.db, *entry)?.map(|known| known.bank.id);
            if *list == file.list && on == Some(file.bank) && digests::of(tx.db, *entry)?.is_empty() {
                return Ok(*entry);
            }
        }
    }
    let new = NewEntry {
        bank: file.bank,
        category: Some(file.list.clone()),
        provenance: Some(file.origin(name)),
        votes: None,
        digests: file.digests,
        hashes: Vec::new(),
    };
    let (entry, is_new) = banks::add_entry(tx, &new)?;
    if is_new {
        let fact = serde_json::json!({"matcher": matcher, "entry": entry});
        chain::append(tx, "listing_learned", &fact);
    }
    Ok(entry)
}

fn keep(tx: &Tx<'_>, (matcher, asked): (MatcherId, Asked), (before, now): (&Near, &Near)) -> Result<(), StoreError> {
    let mut gone = tx
        .db
        .prepare_cached("DELETE FROM said_near WHERE asked = ?1 AND matcher = ?2 AND entry = ?3")?;
    for (entry, _list) in before.difference(now) {
        gone.execute((asked.key(), matcher.0, entry.0))?;
    }
    let mut new = tx.db.prepare_cached(
        "INSERT INTO said_near (matcher, asked, entry, list) VALUES (?1,?2,?3,?4) ON CONFLICT DO NOTHING",
    )?;
    for (entry, list) in now.difference(before) {
        new.execute((matcher.0, asked.key(), entry.0, list))?;
    }
    Ok(())
}

/// What a matcher called near when it was last asked about the same.
fn said_by(db: Db<'_>, matcher: MatcherId, asked: Asked) -> Result<Near, StoreError> {
    let mut sql = db.prepare_cached("SELECT entry, list FROM said_near WHERE asked = ?1 AND matcher = ?2")?;
    let rows = sql.query_map((asked.key(), matcher.0), |row| {
        Ok((row.get(0).map(EntryId)?, row.get(1)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// What anybody calls near an upload's frames, or near the file itself; each entry once.
pub(super) fn near(db: Db<'_>, sha256: Option<[u8; 32]>, frames: &[FrameHash]) -> Result<Vec<SaidNear>, StoreError> {
    let only = match frames {
        [only] => Some(only.frame),
        _ => None,
    };
    let usable = frames.iter().filter(|frame| frame.perceptual.usable());
    let hashes = usable.map(|frame| (Asked::Hash(frame.perceptual.hash), Some(frame.frame)));
    let file = sha256.map(|sha256| (Asked::File(sha256), only));
    let mut sql = db.prepare_cached("SELECT DISTINCT entry FROM said_near WHERE asked = ?1 ORDER BY entry")?;
    let mut found: Vec<SaidNear> = Vec::new();
    for (asked, frame) in hashes.chain(file) {
        for entry in sql.query_map([asked.key()], |row| row.get(0).map(EntryId))? {
            let entry = entry?;
            if found.iter().all(|known| known.entry != entry) {
                found.push(SaidNear { entry, frame });
            }
        }
    }
    Ok(found)
}
