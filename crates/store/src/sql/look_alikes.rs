//! Look-alikes as rows: which picture may be one, and keeping it. Giving it to somebody is `mixing`'s.

use super::{
    asked::Resembled,
    banks, chain,
    columns::{code, int, json},
    destroying, frames, items,
    mixing::not_over,
    queues,
};
use crate::{
    db::{AsCell, Db, OptionalRow},
    engine::Tx,
    error::StoreError,
    items::NewMedia,
    look_alikes::{LookAlike, NearMiss, NewLookAlike, NotALookAlike, NotRemoved, Removed, ShareNotSet},
};
use scrim_model::{
    door::Answer,
    ids::{BankId, EntryId, ItemId, QueueId},
    look_alike::{LookAlikeShare, is_near_miss},
    matching::MatchKind,
    person::Role,
    queue::QueueSettings,
    time::Time,
};
use uuid::Uuid;

/// What their rows have for an outcome: they never came to a door.
const OUTCOME: &str = "look_alike";

/// By whom they were uploaded, which a row has to say: nobody. It is made with the first, and nobody comes in by it.
const SOURCE: &str = "Look-alikes";

/// A near miss with what a row of it needs.
pub(crate) struct Found {
    pub(crate) miss: NearMiss,
    queue: QueueId,
    via_variant: bool,
}

pub(crate) fn near_miss(db: Db<'_>, new: &NewLookAlike) -> Result<Found, NotALookAlike> {
    let queue = queue_named(db, &new.queue)?.ok_or(NotALookAlike::NoQueue)?;
    let bank = banks::named(db, &new.list)?.ok_or(NotALookAlike::NoList)?;
    match new.hashes.as_slice() {
        [only] if only.perceptual.usable() => {}
        [_] | [] => return Err(NotALookAlike::PoorHash),
        _ => return Err(NotALookAlike::Moves),
    }
    if is_known(db, new, queue)? {
        return Err(NotALookAlike::Known);
    }
    let resembled = Resembled::of(db, (new.digests, &new.hashes), &new.near)?;
    let listed = resembled
        .found
        .iter()
        .any(|found| found.candidate.kind == MatchKind::Exact);
    if listed || matches!(resembled.answer(), Answer::Stopped { .. }) {
        return Err(NotALookAlike::Stopped);
    }
    closest(&resembled, (bank.id, new.entry), queue)
}

/// The closest entry of a list, or the one that was named.
fn closest(
    resembled: &Resembled,
    (bank, entry): (BankId, Option<EntryId>),
    queue: QueueId,
) -> Result<Found, NotALookAlike> {
    let wanted = resembled.found.iter().filter(|found| {
        let named = entry.is_none_or(|entry| entry == found.entry.id);
        named && found.entry.bank.id == bank && found.candidate.state.matches() && !found.candidate.excluded
    });
    let near = wanted.filter_map(|found| match found.candidate.kind {
        MatchKind::Near { distance } => Some((distance, found)),
        MatchKind::Exact | MatchKind::SaidNear => None,
    });
    let (distance, found) = near
        .min_by_key(|(distance, found)| (*distance, found.entry.id))
        .ok_or(NotALookAlike::TooFar)?;
    if !is_near_miss(distance) {
        return Err(NotALookAlike::Twin { distance });
    }
    Ok(Found {
        miss: NearMiss {
            entry: found.entry.id,
            distance,
        },
        queue,
        via_variant: found.came.is_some_and(|came| came.via_variant),
    })
}

fn is_known(db: Db<'_>, new: &NewLookAlike, queue: QueueId) -> Result<bool, StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT 1 FROM look_alike l JOIN item i ON i.id = l.item
         WHERE l.queue = ?1 AND l.removed_at IS NULL AND i.sha256 = ?2",
    )?;
    Ok(sql.exists((queue.0, new.digests.sha256))?)
}

fn queue_named(db: Db<'_>, name: &str) -> Result<Option<QueueId>, StoreError> {
    let mut sql = db.prepare_cached("SELECT id FROM queue WHERE name = ?1")?;
    Ok(sql.query_row([name], |row| row.get(0).map(QueueId)).optional()?)
}

pub(crate) fn add(tx: &Tx<'_>, new: &NewLookAlike, media: &NewMedia) -> Result<NearMiss, NotALookAlike> {
    let found = near_miss(tx.db, new)?;
    insert(tx, new, media)?;
    put(tx, new, &found)?;
    Ok(found.miss)
}

fn insert(tx: &Tx<'_>, new: &NewLookAlike, media: &NewMedia) -> Result<(), StoreError> {
    let row: [&dyn AsCell; 12] = [
        &new.id.0,
        &source(tx)?,
        &tx.now.0,
        &int(new.bytes),
        &new.digests.sha256,
        &new.digests.sha1,
        &new.digests.md5,
        &OUTCOME,
        &media.original_key,
        &new.size_px.0,
        &new.size_px.1,
        &json(&new.traits),
    ];
    tx.db
        .prepare_cached(
            "INSERT INTO item (id, source, received_at, bytes, sha256, sha1, md5, outcome, original_key, width_px, height_px,
             traits, frames) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,1)",
        )?
        .execute(row.as_slice())?;
    frames::insert(tx, new.id, &new.hashes)?;
    for rendition in &media.renditions {
        items::insert_rendition(tx, new.id, rendition)?;
    }
    Ok(())
}

fn put(tx: &Tx<'_>, new: &NewLookAlike, found: &Found) -> Result<(), StoreError> {
    let NearMiss { entry, distance } = found.miss;
    let frame = new.hashes.first().map_or(0, |hash| hash.frame);
    tx.db
        .prepare_cached(
            "INSERT INTO item_match (item, entry, exact, distance, via_variant, place, frame) VALUES (?1,?2,?3,?4,?5,0,?6)",
        )?
        .execute((new.id.0, entry.0, false, distance, found.via_variant, frame))?;
    tx.db
        .prepare_cached("INSERT INTO look_alike (item, queue, entry, added_at) VALUES (?1,?2,?3,?4)")?
        .execute((new.id.0, found.queue.0, entry.0, tx.now.0))?;
    let fact = serde_json::json!({"item": new.id, "queue": found.queue, "entry": entry});
    chain::append(tx, "look_alike_added", &fact);
    Ok(())
}

fn source(tx: &Tx<'_>) -> Result<Uuid, StoreError> {
    let mut sql = tx.db.prepare_cached("SELECT id FROM person WHERE name = ?1")?;
    if let Some(known) = sql.query_row([SOURCE], |row| row.get(0)).optional()? {
        return Ok(known);
    }
    let id = tx.fresh_id()?;
    tx.db.execute(
        "INSERT INTO person (id, name, role, added_at, disabled) VALUES (?1,?2,?3,?4,?5)",
        (id, SOURCE, code(&Role::Source), tx.now.0, true),
    )?;
    Ok(id)
}

pub(crate) fn all(db: Db<'_>) -> Result<Vec<LookAlike>, StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT l.item, q.name, b.name, l.entry, m.distance, l.added_at, l.removed_at,
                (SELECT count(*) FROM look_alike_shown s WHERE s.look_alike = l.item)
         FROM look_alike l JOIN queue q ON q.id = l.queue JOIN entry e ON e.id = l.entry JOIN bank b ON b.id = e.bank
         JOIN item_match m ON m.item = l.item AND m.entry = l.entry ORDER BY l.item",
    )?;
    let rows = sql.query_map((), |row| {
        Ok(LookAlike {
            item: ItemId(row.get(0)?),
            queue: row.get(1)?,
            list: row.get(2)?,
            miss: NearMiss {
                entry: EntryId(row.get(3)?),
                distance: row.get(4)?,
            },
            added_at: Time(row.get(5)?),
            removed_at: row.get::<Option<i64>>(6)?.map(Time),
            given: row.get(7)?,
        })
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(crate) fn remove(tx: &Tx<'_>, item: ItemId) -> Result<Removed, NotRemoved> {
    let known = tx
        .db
        .execute(
            "UPDATE look_alike SET removed_at = coalesce(removed_at, ?2) WHERE item = ?1",
            (item.0, tx.now.0),
        )
        .map_err(StoreError::from)?;
    if known == 0 {
        return Err(NotRemoved::NoSuch);
    }
    chain::append(tx, "look_alike_removed", &serde_json::json!({"item": item}));
    Ok(forget(tx, item)?)
}

fn forget(tx: &Tx<'_>, item: ItemId) -> Result<Removed, StoreError> {
    let mut sql = tx.db.prepare_cached(concat!(
        "SELECT 1 FROM look_alike_shown s JOIN review_case c ON c.id = s.case_id
         WHERE s.look_alike = ?1 AND ",
        not_over!("?2"),
    ))?;
    if sql.exists((item.0, tx.now.0))? {
        return Ok(Removed::InHand);
    }
    let names = "SELECT id FROM item WHERE sealed_as = ?1";
    let of_names = [
        format!("DELETE FROM rendition WHERE item IN ({names})"),
        "UPDATE item SET original_key = NULL WHERE sealed_as = ?1".to_owned(),
    ];
    for text in &of_names {
        tx.db.execute(text, [item.0])?;
    }
    destroying::forget_unneeded(tx, item)?;
    Ok(Removed::Gone)
}

pub(crate) fn set_share(tx: &Tx<'_>, queue: &str, share: LookAlikeShare) -> Result<(), ShareNotSet> {
    let id = queue_named(tx.db, queue)?.ok_or(ShareNotSet::NoQueue)?;
    let settings = QueueSettings {
        look_alikes: share,
        ..queues::settings(tx.db, id)?
    };
    queues::keep(tx, None, id, &settings)?;
    Ok(())
}
