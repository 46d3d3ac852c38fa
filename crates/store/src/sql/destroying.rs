//! Destroying as rows: an upload's keys go in one commit with the fact that they did.
//!
//! A case that waits or is with somebody never has a picture that is gone: what is to be destroyed is kept still, judged,
//! and only then loses its keys.

use super::{
    cases, chain,
    columns::{code, from_code, int},
    kept, retention,
};
use crate::{
    db::{Db, OptionalRow},
    engine::Tx,
    error::StoreError,
    retention::{Cause, Destruction, NotDestroyed},
};
use scrim_model::{
    ids::{CaseId, ItemId},
    retention::{KeptFor, Stays},
    time::Time,
};
use uuid::Uuid;

/// What is kept instead of a reason by which uploads are unreadable: nobody can look any more.
pub(crate) const PICTURE_DESTROYED: &str = "picture_destroyed";

pub(crate) fn destroy(tx: &Tx<'_>, item: ItemId, why: &Cause) -> Result<(), NotDestroyed> {
    let part_of = part_of(tx.db, item, "")?.ok_or(NotDestroyed::NoSuch)?;
    // Its case comes first, as with whoever takes or decides it.
    if let PartOf(Some(case)) = part_of {
        cases::keep(tx, case)?;
    }
    // It went to another case meanwhile: somebody is about to look.
    if keep(tx, item)? != Some(part_of) {
        return Err(Stays::Open.into());
    }
    if is_destroyed(tx.db, item)? {
        return Ok(());
    }
    let picture = kept::picture(tx.db, item, tx.now)?.ok_or(NotDestroyed::NothingKept)?;
    let kept_for = match why {
        Cause::Requested { .. } => picture.on_request()?,
        Cause::ByTime => {
            let set = retention::current(tx.db)?;
            set.policy.due(picture, set.watch, tx.now).ok_or(NotDestroyed::NotDue)?
        }
    };
    forget_keys(tx, item)?;
    Ok(write_down(tx, item, why, kept_for)?)
}

/// Forgets the keys of an upload that was kept for a while and turned out to be nobody's concern, unless it is held.
/// Answers whether its sealed parts can be taken away.
pub(super) fn forget_unneeded(tx: &Tx<'_>, item: ItemId) -> Result<bool, StoreError> {
    let held = tx
        .db
        .prepare_cached("SELECT 1 FROM legal_hold WHERE subject = ?1")?
        .exists([item.0])?;
    if held {
        return Ok(false);
    }
    forget_keys(tx, item)?;
    tx.db
        .prepare_cached("INSERT INTO unneeded_media (item, at) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
        .execute((item.0, tx.now.0))?;
    Ok(true)
}

fn forget_keys(tx: &Tx<'_>, item: ItemId) -> Result<(), StoreError> {
    tx.db.execute("DELETE FROM rendition WHERE item = ?1", [item.0])?;
    tx.db
        .execute("UPDATE item SET original_key = NULL WHERE id = ?1", [item.0])?;
    Ok(())
}

fn write_down(tx: &Tx<'_>, item: ItemId, why: &Cause, kept_for: KeptFor) -> Result<(), StoreError> {
    let (name, by, reason) = match why {
        Cause::Requested { by, reason } => ("requested", *by, Some(reason)),
        Cause::ByTime => ("by_time", None, None),
    };
    tx.db
        .prepare_cached(
            "INSERT INTO destroyed (item, at, kept_for, cause, person, reason, chain_after) VALUES (?1,?2,?3,?4,?5,?6,?7)",
        )?
        .execute((
            item.0,
            tx.now.0,
            code(&kept_for),
            name,
            by.map(|person| person.0),
            reason,
            int(chain::head(tx.db)?.seq),
        ))?;
    let fact = serde_json::json!({"item": item, "cause": name, "kept_for": kept_for, "by": by});
    chain::append(tx, "picture_destroyed", &fact);
    Ok(())
}

/// The case that an upload is part of, if it is part of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PartOf(Option<CaseId>);

/// Keeps an upload as it is until this unit is committed. None where there is no such upload.
pub(crate) fn keep(tx: &Tx<'_>, item: ItemId) -> Result<Option<PartOf>, StoreError> {
    part_of(tx.db, item, tx.db.keep())
}

fn part_of(db: Db<'_>, item: ItemId, lock: &str) -> Result<Option<PartOf>, StoreError> {
    let text = format!("SELECT case_id FROM item WHERE id = ?1 {lock}");
    let found = db.query_row(&text, [item.0], |row| row.get::<Option<Uuid>>(0));
    Ok(found.optional()?.map(|case| PartOf(case.map(CaseId))))
}

/// Whether an upload's picture was destroyed.
pub(crate) fn is_destroyed(db: Db<'_>, item: ItemId) -> Result<bool, StoreError> {
    Ok(db
        .prepare_cached("SELECT 1 FROM destroyed WHERE item = ?1")?
        .exists([item.0])?)
}

/// Whether an upload has a picture that somebody could look at.
pub(crate) fn has_picture(db: Db<'_>, item: ItemId) -> Result<bool, StoreError> {
    Ok(db
        .prepare_cached("SELECT 1 FROM rendition WHERE item = ?1")?
        .exists([item.0])?)
}

/// How a picture was destroyed, with the row of the chain that tells of it.
pub(crate) fn destruction(db: Db<'_>, item: ItemId) -> Result<Option<Destruction>, StoreError> {
    let found = db
        .prepare_cached("SELECT at, kept_for, cause, chain_after, media_gone_at FROM destroyed WHERE item = ?1")?
        .query_row([item.0], |row| {
            let (kept_for, cause): (String, String) = (row.get(1)?, row.get(2)?);
            Ok((
                row.get(0)?,
                kept_for,
                cause,
                row.get::<u64>(3)?,
                row.get::<Option<i64>>(4)?,
            ))
        })
        .optional()?;
    let Some((at, kept_for, cause, after, gone_at)) = found else {
        return Ok(None);
    };
    let seq = db
        .prepare_cached(
            "SELECT seq FROM chain WHERE seq > ?1 AND kind = 'picture_destroyed' AND body LIKE ?2 ORDER BY seq LIMIT 1",
        )?
        .query_row((int(after), format!("%\"item\":\"{item}\"%")), |row| row.get(0))?;
    Ok(Some(Destruction {
        item,
        at: Time(at),
        kept_for: from_code(&kept_for, "destroyed.kept_for")?,
        requested: cause == "requested",
        seq,
        media_gone_at: gone_at.map(Time),
    }))
}

pub(crate) fn media_left(db: Db<'_>, most: u32) -> Result<Vec<ItemId>, StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT item, at FROM destroyed WHERE media_gone_at IS NULL UNION ALL SELECT item, at FROM unneeded_media
         ORDER BY at LIMIT ?1",
    )?;
    let rows = sql.query_map([most], |row| row.get(0).map(ItemId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn media_gone(tx: &Tx<'_>, item: ItemId) -> Result<(), StoreError> {
    tx.db
        .prepare_cached("UPDATE destroyed SET media_gone_at = ?2 WHERE item = ?1 AND media_gone_at IS NULL")?
        .execute((item.0, tx.now.0))?;
    tx.db
        .prepare_cached("DELETE FROM unneeded_media WHERE item = ?1")?
        .execute([item.0])?;
    Ok(())
}

/// How many were destroyed, of how many something may be left, and since when.
pub(crate) fn sums(db: Db<'_>) -> Result<(u64, u64, Option<Time>), StoreError> {
    let all = db.query_row("SELECT count(*) FROM destroyed", (), |row| row.get(0))?;
    let left = db.query_row(
        "SELECT count(*), min(at) FROM
         (SELECT at FROM destroyed WHERE media_gone_at IS NULL UNION ALL SELECT at FROM unneeded_media) AS remains",
        (),
        |row| Ok((row.get(0)?, row.get::<Option<i64>>(1)?.map(Time))),
    )?;
    Ok((all, left.0, left.1))
}
