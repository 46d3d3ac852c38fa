//! Carrying out what a confirmed verdict does to the lists, and its inverse.

use super::{
    banks,
    items::{hashes, open},
    outbox,
};
use crate::{
    banks::{NewBank, NewEntry, OWN_BANK},
    engine::Tx,
    error::StoreError,
    items::Door,
};
use rusqlite::OptionalExtension;
use scrim_model::{
    effect::{Direction, Effect},
    entry::{EntryState, Standing},
    ids::{CaseId, EntryId, ItemId, QueueId},
    matching::HarmType,
};
use uuid::Uuid;

/// Carries out one effect, or its inverse.
pub(crate) fn carry_out(tx: &Tx<'_>, effect: Effect, direction: Direction) -> Result<(), StoreError> {
    use Direction::{Apply, Revert};
    match (effect, direction) {
        (Effect::ConfirmEntry { entry }, Apply) => change(tx, entry, EntryState::confirmed),
        (Effect::ConfirmEntry { entry }, Revert) => change(tx, entry, EntryState::unconfirmed),
        (Effect::DowngradeEntry { entry }, Apply) => change(tx, entry, EntryState::downgraded),
        (Effect::SuspendEntry { entry }, Apply) => {
            change(tx, entry, EntryState::suspended)?;
            reopen_stopped(tx, entry)
        }
        (Effect::DowngradeEntry { entry } | Effect::SuspendEntry { entry }, Revert) => {
            change(tx, entry, EntryState::restored)
        }
        (Effect::AddVariant { entry, item }, direction) => variant(tx, entry, item, direction == Apply),
        (Effect::ExcludePair { item, entry }, Apply) => exclude(tx, item, entry),
        (Effect::ExcludePair { item, entry }, Revert) => include(tx, item, entry),
        (Effect::PassContent { item }, Apply) => clear(tx, item),
        (Effect::PassContent { item }, Revert) => unclear(tx, item),
        (Effect::AddEntry { item }, Apply) => add_entry(tx, item),
        (Effect::AddEntry { item }, Revert) => remove_entry(tx, item),
    }
}

fn change(tx: &Tx<'_>, entry: EntryId, to: impl Fn(EntryState) -> EntryState) -> Result<(), StoreError> {
    match banks::entry(tx.db, entry)? {
        Some(row) => banks::set_state(tx, entry, to(row.state)),
        None => Ok(()),
    }
}

/// Suspending an entry re-opens what only it had settled.
fn reopen_stopped(tx: &Tx<'_>, entry: EntryId) -> Result<(), StoreError> {
    let mut sql = tx.db.prepare_cached(
        "SELECT i.id, b.queue FROM item i JOIN entry e ON e.id = i.stopped_by JOIN bank b ON b.id = e.bank
         WHERE i.stopped_by = ?1 AND i.outcome = 'stopped'
         AND NOT EXISTS (SELECT 1 FROM cleared c WHERE c.sha256 = i.sha256)",
    )?;
    let stopped: Vec<(Uuid, Uuid)> = sql
        .query_map([entry.0], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    for (item, queue) in stopped {
        tx.db
            .prepare_cached("UPDATE item SET outcome = ?2, stopped_by = NULL WHERE id = ?1")?
            .execute((item, Door::Queued.code()))?;
        open(tx, ItemId(item), QueueId(queue), Door::Queued)?;
    }
    Ok(())
}

fn variant(tx: &Tx<'_>, entry: EntryId, item: ItemId, added: bool) -> Result<(), StoreError> {
    match hashes(tx.db, item)? {
        Some((_sha256, Some(perceptual))) => banks::log_hash(tx, entry, perceptual, added, Some(item)),
        _ => Ok(()),
    }
}

fn exclude(tx: &Tx<'_>, item: ItemId, entry: EntryId) -> Result<(), StoreError> {
    if let Some((sha256, _hash)) = hashes(tx.db, item)? {
        tx.db
            .prepare_cached("INSERT INTO excluded_pair (sha256, entry, item) VALUES (?1,?2,?3) ON CONFLICT DO NOTHING")?
            .execute((sha256, entry.0, item.0))?;
    }
    split_off_near(tx, item)
}

fn include(tx: &Tx<'_>, item: ItemId, entry: EntryId) -> Result<(), StoreError> {
    tx.db
        .prepare_cached("DELETE FROM excluded_pair WHERE item = ?1 AND entry = ?2")?
        .execute((item.0, entry.0))?;
    Ok(())
}

fn clear(tx: &Tx<'_>, item: ItemId) -> Result<(), StoreError> {
    if let Some((sha256, _hash)) = hashes(tx.db, item)? {
        tx.db
            .prepare_cached("INSERT INTO cleared (sha256, item) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
            .execute((sha256, item.0))?;
    }
    split_off_near(tx, item)
}

fn unclear(tx: &Tx<'_>, item: ItemId) -> Result<(), StoreError> {
    tx.db
        .prepare_cached("DELETE FROM cleared WHERE item = ?1")?
        .execute([item.0])?;
    Ok(())
}

fn split_off_near(tx: &Tx<'_>, item: ItemId) -> Result<(), StoreError> {
    let case: Option<Option<Uuid>> = tx
        .db
        .prepare_cached("SELECT case_id FROM item WHERE id = ?1")?
        .query_row([item.0], |row| row.get(0))
        .optional()?;
    case.flatten()
        .map_or(Ok(()), |case| outbox::split_off(tx, CaseId(case)))
}

fn add_entry(tx: &Tx<'_>, item: ItemId) -> Result<(), StoreError> {
    let Some((sha256, perceptual)) = hashes(tx.db, item)? else {
        return Ok(());
    };
    let own = NewBank {
        name: OWN_BANK.to_owned(),
        harm: HarmType::Csam,
        vetted_reason: None,
    };
    let bank = banks::find_or_make(tx, &own)?.id;
    let confirmed = EntryState::Active {
        standing: Standing::Confirmed,
    };
    banks::insert(
        tx,
        &NewEntry {
            bank,
            category: None,
            sha256,
            perceptual,
        },
        confirmed,
        Some(item),
    )?;
    Ok(())
}

/// The entry stays as a row, for the record, and matches nothing any more.
fn remove_entry(tx: &Tx<'_>, item: ItemId) -> Result<(), StoreError> {
    let mut sql = tx
        .db
        .prepare_cached("SELECT id FROM entry WHERE from_item = ?1 AND suspended = 0")?;
    let entries: Vec<Uuid> = sql.query_map([item.0], |row| row.get(0))?.collect::<Result<_, _>>()?;
    for entry in entries {
        let entry = EntryId(entry);
        change(tx, entry, EntryState::suspended)?;
        if let Some((_sha256, Some(perceptual))) = hashes(tx.db, item)? {
            banks::log_hash(tx, entry, perceptual, false, None)?;
        }
    }
    Ok(())
}
