//! What had been settled waits again, once what settled it is gone.

use super::{
    banks,
    cases::{self, Folded, Picture},
    checks,
    columns::hash,
    destroying, digests, items, rematching,
};
use crate::db::{Db, OptionalRow};
use crate::{engine::Tx, error::StoreError, items::Door};
use scrim_hashing::pdq::{PdqHash, TWIN_DISTANCE};
use scrim_model::{
    digests::FileDigests,
    entry::{EntryState, Standing},
    ids::{CaseId, EntryId, ItemId, QueueId},
    matching::FrameHash,
};
use uuid::Uuid;

/// What of an entry still stops uploads.
struct Stopping {
    confirmed: bool,
    digests: FileDigests,
    hashes: Vec<PdqHash>,
}

/// Uploads that `entry` had stopped, and that nothing of it would stop any more, wait again; what
/// other hashes of it still stop stays stopped. `home` is the case from which this follows, if it
/// takes copies of its picture in: those go there. Answers how many wait again.
pub(crate) fn stopped_by(tx: &Tx<'_>, entry: EntryId, home: Option<CaseId>) -> Result<u64, StoreError> {
    let Some(row) = banks::entry(tx.db, entry)? else {
        return Ok(0);
    };
    let stopping = Stopping::of(tx.db, entry, row.state)?;
    let mut reopened = 0;
    for picture in stopped(tx.db, entry)? {
        if stopping.stops(tx.db, &picture)? {
            continue;
        }
        reopened += again(tx, &picture, home, row.bank.queue)?;
    }
    Ok(reopened)
}

/// Uploads of exactly these bytes that `entry` had stopped wait again: they are not this entry. Answers how many.
pub(crate) fn excluded(
    tx: &Tx<'_>,
    sha256: &[u8; 32],
    entry: EntryId,
    home: Option<CaseId>,
) -> Result<u64, StoreError> {
    let Some(row) = banks::entry(tx.db, entry)? else {
        return Ok(0);
    };
    let mut reopened = 0;
    for picture in stopped(tx.db, entry)? {
        if picture.sha256 == *sha256 {
            reopened += again(tx, &picture, home, row.bank.queue)?;
        }
    }
    Ok(reopened)
}

/// One upload that nothing stops any more: it passes where it was cleared, and waits otherwise. Answers how many wait.
fn again(tx: &Tx<'_>, picture: &Picture, home: Option<CaseId>, queue: QueueId) -> Result<u64, StoreError> {
    if items::is_cleared(tx.db, &picture.sha256)? {
        settle(tx, picture.item, Door::Passed)?;
        return Ok(0);
    }
    settle(tx, picture.item, Door::Queued)?;
    readmit(tx, picture, home, queue)?;
    // Another entry may stop it.
    rematching::note(tx, picture.item)?;
    Ok(1)
}

/// One upload that an entry stops, and that people say is something else: a lead decides on it, whatever stops it.
pub(crate) fn to_a_lead(tx: &Tx<'_>, item: ItemId, entry: EntryId) -> Result<(), StoreError> {
    let (Some(row), Some(picture)) = (banks::entry(tx.db, entry)?, Picture::of(tx.db, item)?) else {
        return Ok(());
    };
    settle(tx, item, Door::Queued)?;
    readmit(tx, &picture, None, row.bank.queue)?;
    tx.db
        .prepare_cached(
            "UPDATE review_case SET escalated = TRUE WHERE item = ?1 AND state = 'waiting' AND purpose = 'review'",
        )?
        .execute([item.0])?;
    Ok(())
}

/// Uploads of exactly these bytes that were answered `door` since the first verdict of the case wait in its home again,
/// where it has one. Answers how many.
pub(crate) fn equal_bytes(tx: &Tx<'_>, sha256: &[u8; 32], door: Door, case: CaseId) -> Result<u64, StoreError> {
    let Some(home) = checks::home(tx.db, case)? else {
        return Ok(0);
    };
    let changed = tx
        .db
        .prepare_cached(
            "UPDATE item SET outcome = 'queued', case_id = ?3, folded = 'exact'
             WHERE sha256 = ?1 AND outcome = ?2 AND case_id IS NULL
             AND received_at >= (SELECT min(at) FROM verdict WHERE case_id = ?4)",
        )?
        .execute((sha256, door.code(), home.0, case.0))?;
    let one = tx
        .db
        .prepare_cached("SELECT id FROM item WHERE sha256 = ?1 AND case_id = ?2 LIMIT 1")?
        .query_row((sha256, home.0), |row| row.get(0).map(ItemId))
        .optional()?;
    if let Some(one) = one.filter(|_| changed > 0) {
        checks::bars_follow(tx, one)?;
    }
    Ok(u64::try_from(changed).unwrap_or(u64::MAX))
}

/// Near copies that do not inherit what was decided get cases of their own.
pub(crate) fn split_off_near(tx: &Tx<'_>, case: CaseId) -> Result<(), StoreError> {
    if items::near_inherits(tx.db, case)? {
        return Ok(());
    }
    let mut sql = tx.db.prepare_cached(
        "SELECT i.id, i.sha256, c.queue FROM item i JOIN review_case c ON c.id = i.case_id
         WHERE c.id = ?1 AND i.folded = 'near' ORDER BY i.id",
    )?;
    let mut rows = sql.query([case.0])?;
    let mut near: Vec<(Picture, QueueId)> = Vec::new();
    while let Some(row) = rows.next()? {
        near.push((Picture::read(tx.db, &row, 0)?, QueueId(row.get(2)?)));
    }
    for (picture, queue) in near {
        let entries = entries_of(tx.db, picture.item)?;
        cases::admit_again(tx, &picture, &entries, queue)?;
    }
    Ok(())
}

/// Whether nobody can look at what a case is about, since its picture was destroyed.
pub(crate) fn is_blind(db: Db<'_>, case: CaseId) -> Result<bool, StoreError> {
    let item: Uuid = db
        .prepare_cached("SELECT item FROM review_case WHERE id = ?1")?
        .query_row([case.0], |row| row.get(0))?;
    destroying::is_destroyed(db, ItemId(item))
}

/// What was folded into a case that nobody can look at waits in cases of its own: first what still has a picture, then
/// whatever is the same as one of those.
pub(crate) fn leave_blind(tx: &Tx<'_>, case: CaseId) -> Result<(), StoreError> {
    let mut sql = tx.db.prepare_cached(
        "SELECT i.id, i.sha256, c.queue, c.item FROM item i JOIN review_case c ON c.id = i.case_id
         WHERE c.id = ?1 ORDER BY i.original_key IS NULL, i.id",
    )?;
    let mut rows = sql.query([case.0])?;
    let mut folded: Vec<(Picture, QueueId, bool)> = Vec::new();
    while let Some(row) = rows.next()? {
        let picture = Picture::read(tx.db, &row, 0)?;
        let own = picture.item == ItemId(row.get(3)?);
        folded.push((picture, QueueId(row.get(2)?), own));
    }
    for (picture, queue, own) in folded {
        if own {
            cases::nobody_can_look(tx, picture.item)?;
        } else {
            let entries = entries_of(tx.db, picture.item)?;
            cases::admit_again(tx, &picture, &entries, queue)?;
        }
    }
    Ok(())
}

fn readmit(tx: &Tx<'_>, picture: &Picture, home: Option<CaseId>, queue: QueueId) -> Result<(), StoreError> {
    if let Some(home) = home
        && let Some(folded) = at_home(tx.db, picture, home)?
    {
        cases::join(tx, picture.item, home, folded)?;
        return checks::bars_follow(tx, picture.item);
    }
    let entries = entries_of(tx.db, picture.item)?;
    cases::admit_again(tx, picture, &entries, queue)
}

/// How an upload folds into `home`: equal bytes whatever its state, since they inherit every verdict; a
/// near copy only while nothing is decided there.
fn at_home(db: Db<'_>, picture: &Picture, home: CaseId) -> Result<Option<Folded>, StoreError> {
    let found: Option<(Uuid, bool)> = db
        .prepare_cached("SELECT item, state = 'waiting' FROM review_case WHERE id = ?1")?
        .query_row([home.0], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((item, open)) = found else { return Ok(None) };
    let Some(known) = Picture::of(db, ItemId(item))? else {
        return Ok(None);
    };
    let folded = picture.folds_into(&known);
    Ok(folded.filter(|folded| open || *folded == Folded::Exact))
}

fn settle(tx: &Tx<'_>, item: ItemId, door: Door) -> Result<(), StoreError> {
    tx.db
        .prepare_cached("UPDATE item SET outcome = ?2, stopped_by = NULL, settled_at = ?3 WHERE id = ?1")?
        .execute((item.0, door.code(), tx.now.0))?;
    Ok(())
}

fn stopped(db: Db<'_>, entry: EntryId) -> Result<Vec<Picture>, StoreError> {
    let mut sql =
        db.prepare_cached("SELECT id, sha256 FROM item WHERE stopped_by = ?1 AND outcome = 'stopped' ORDER BY id")?;
    let mut rows = sql.query([entry.0])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(Picture::read(db, &row, 0)?);
    }
    Ok(found)
}

pub(super) fn entries_of(db: Db<'_>, item: ItemId) -> Result<Vec<EntryId>, StoreError> {
    let mut sql = db.prepare_cached("SELECT entry FROM item_match WHERE item = ?1 ORDER BY place")?;
    let rows = sql.query_map([item.0], |row| row.get(0).map(EntryId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Stopping {
    fn of(db: Db<'_>, entry: EntryId, state: EntryState) -> Result<Self, StoreError> {
        Ok(Self {
            // A dispute in the air stops no new upload; what was stopped before waits for its outcome.
            confirmed: state.matches() && state.standing() == Standing::Confirmed,
            digests: digests::of(db, entry)?,
            hashes: stopping_hashes(db, entry)?,
        })
    }

    fn stops(&self, db: Db<'_>, picture: &Picture) -> Result<bool, StoreError> {
        let twin = |frame: &FrameHash| {
            let close = |hash: &PdqHash| frame.perceptual.hash.distance(*hash) <= TWIN_DISTANCE;
            frame.perceptual.trusted() && self.hashes.iter().any(close)
        };
        let equal = self.digests.same_file(digests::of_item(db, picture.item)?);
        Ok(self.confirmed && (equal || picture.hashes.iter().any(twin)))
    }
}

/// The entry's variants, as the log leaves them, and its own hash; of an animation's several own ones
/// none stops by itself.
fn stopping_hashes(db: Db<'_>, entry: EntryId) -> Result<Vec<PdqHash>, StoreError> {
    let mut sql =
        db.prepare_cached("SELECT pdq, variant_item IS NULL, added FROM hash_change WHERE entry = ?1 ORDER BY seq")?;
    let mut rows = sql.query([entry.0])?;
    let mut live: Vec<(PdqHash, bool)> = Vec::new();
    while let Some(row) = rows.next()? {
        let changed = (hash(&row.get::<Vec<u8>>(0)?)?, row.get(1)?);
        if row.get(2)? {
            live.push(changed);
        } else if let Some(at) = live.iter().position(|known| *known == changed) {
            live.swap_remove(at);
        }
    }
    let many = live.iter().filter(|(_, own)| *own).count() > 1;
    let stopping = live.into_iter().filter(|(_, own)| !(many && *own));
    Ok(stopping.map(|(hash, _)| hash).collect())
}
