//! Carrying out what a confirmed verdict does to the lists, and its inverse.
//!
//! What an entry does is derived from every effect that stands on it, whichever case it came from: taking
//! one case's verdict back never takes away what another case's verdict says.

use super::{banks, cases::Picture, checks, digests, frames, items, outbox, reconciling, rematching, reopen};
use crate::db::OptionalRow;
use crate::{
    banks::{NewBank, NewEntry, OWN_BANK},
    engine::Tx,
    error::StoreError,
    items::Door,
};
use scrim_model::{
    effect::{Direction, Effect},
    entry::{EntryState, Standing},
    ids::{CaseId, EntryId, ItemId},
    matcher::counts,
    matching::HarmType,
};
use uuid::Uuid;

/// An entry of our own, or one that a person has confirmed.
const CONFIRMED: EntryState = EntryState::Active {
    standing: Standing::Confirmed,
};

/// Carries out one effect of `case`, or its inverse; its row in the outbox is marked done before.
/// Answers how many uploads wait again because of it.
pub(crate) fn carry_out(tx: &Tx<'_>, case: CaseId, effect: Effect, direction: Direction) -> Result<u64, StoreError> {
    let apply = direction == Direction::Apply;
    match effect {
        Effect::ConfirmEntry { entry } | Effect::SuspendEntry { entry } => {
            derive(tx, entry)?;
            reopen::stopped_by(tx, entry, checks::home(tx.db, case)?)
        }
        Effect::DowngradeEntry { entry } => derive(tx, entry).map(|()| 0),
        Effect::AddVariant { entry, item } => variant(tx, case, (entry, item), apply),
        Effect::ExcludePair { item, entry } if apply => exclude(tx, case, item, entry),
        Effect::ExcludePair { item, entry } => include(tx, case, item, entry),
        Effect::PassContent { item } if apply => clear(tx, case, item).map(|()| 0),
        Effect::PassContent { item } => unclear(tx, case, item),
        Effect::AddEntry { item } if apply => add_entry(tx, item).map(|()| 0),
        Effect::AddEntry { item } => remove_entry(tx, case, item),
    }
}

/// Sets what an entry does, from all that stands on it, and from what became of it where it was learned.
pub(super) fn derive(tx: &Tx<'_>, entry: EntryId) -> Result<(), StoreError> {
    let from: Option<Option<Uuid>> = tx
        .db
        .prepare_cached("SELECT from_item FROM entry WHERE id = ?1")?
        .query_row([entry.0], |row| row.get(0))
        .optional()?;
    let Some(from) = from else { return Ok(()) };
    let taken_away = match from {
        Some(item) => !outbox::stands(tx, Effect::AddEntry { item: ItemId(item) })?,
        None => false,
    };
    let weight = if from.is_some() || outbox::stands(tx, Effect::ConfirmEntry { entry })? {
        CONFIRMED
    } else {
        EntryState::LISTED
    };
    let counts_there = match reconciling::there(tx.db, entry)? {
        Some((there, only_there)) => counts(there, only_there, weight == CONFIRMED),
        None => true,
    };
    let state = if taken_away || !counts_there || outbox::stands(tx, Effect::SuspendEntry { entry })? {
        weight.suspended()
    } else if outbox::stands(tx, Effect::DowngradeEntry { entry })? {
        weight.downgraded()
    } else {
        weight
    };
    banks::set_state(tx, entry, state)
}

fn variant(tx: &Tx<'_>, case: CaseId, (entry, item): (EntryId, ItemId), added: bool) -> Result<u64, StoreError> {
    if let Some(perceptual) = frames::matched(tx.db, item, entry)? {
        banks::log_hash(tx, entry, perceptual, added, Some(item))?;
    }
    if added {
        Ok(0)
    } else {
        reopen::stopped_by(tx, entry, checks::home(tx.db, case)?)
    }
}

/// Answers how many uploads wait again: those of these very bytes that the entry had stopped.
fn exclude(tx: &Tx<'_>, case: CaseId, item: ItemId, entry: EntryId) -> Result<u64, StoreError> {
    let mut reopened = 0;
    if let Some(Picture { sha256, .. }) = Picture::of(tx.db, item)? {
        tx.db
            .prepare_cached("INSERT INTO excluded_pair (sha256, entry, item) VALUES (?1,?2,?3) ON CONFLICT DO NOTHING")?
            .execute((sha256, entry.0, item.0))?;
        reopened = reopen::excluded(tx, &sha256, entry, checks::home(tx.db, case)?)?;
    }
    reopen::split_off_near(tx, case)?;
    Ok(reopened)
}

fn include(tx: &Tx<'_>, case: CaseId, item: ItemId, entry: EntryId) -> Result<u64, StoreError> {
    // Another case about the same upload, a check of it or the one that followed, may say so still.
    if outbox::stands(tx, Effect::ExcludePair { item, entry })? {
        return Ok(0);
    }
    tx.db
        .prepare_cached("DELETE FROM excluded_pair WHERE item = ?1 AND entry = ?2")?
        .execute((item.0, entry.0))?;
    rematching::changed(tx, entry)?;
    match Picture::of(tx.db, item)? {
        Some(Picture { sha256, .. }) if !items::is_excluded(tx.db, &sha256, entry)? => {
            reopen::equal_bytes(tx, &sha256, Door::NoMatch, case)
        }
        _ => Ok(0),
    }
}

fn clear(tx: &Tx<'_>, case: CaseId, item: ItemId) -> Result<(), StoreError> {
    if let Some(Picture { sha256, .. }) = Picture::of(tx.db, item)? {
        tx.db
            .prepare_cached("INSERT INTO cleared (sha256, item) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
            .execute((sha256, item.0))?;
    }
    reopen::split_off_near(tx, case)
}

fn unclear(tx: &Tx<'_>, case: CaseId, item: ItemId) -> Result<u64, StoreError> {
    // As with pairs: it is written once, whoever says so.
    if outbox::stands(tx, Effect::PassContent { item })? {
        return Ok(0);
    }
    tx.db
        .prepare_cached("DELETE FROM cleared WHERE item = ?1")?
        .execute([item.0])?;
    match Picture::of(tx.db, item)? {
        Some(Picture { sha256, .. }) if !items::is_cleared(tx.db, &sha256)? => {
            reopen::equal_bytes(tx, &sha256, Door::Passed, case)
        }
        _ => Ok(0),
    }
}

/// An upload's entry comes back where a verdict had made it before and was reversed.
fn add_entry(tx: &Tx<'_>, item: ItemId) -> Result<(), StoreError> {
    if Picture::of(tx.db, item)?.is_none() {
        return Ok(());
    }
    let perceptual = frames::standing_for(tx.db, item)?.filter(|p| p.usable());
    if let Some(entry) = made_from(tx, item)? {
        if let Some(perceptual) = perceptual {
            banks::log_hash(tx, entry, perceptual, true, None)?;
        }
        return derive(tx, entry);
    }
    let own = NewBank {
        name: OWN_BANK.to_owned(),
        harm: HarmType::Csam,
        vetted_reason: None,
    };
    let entry = NewEntry {
        bank: banks::find_or_make(tx, &own)?.id,
        category: None,
        provenance: None,
        votes: None,
        digests: digests::of_item(tx.db, item)?,
        hashes: perceptual.into_iter().collect(),
    };
    banks::insert(tx, &entry, CONFIRMED, Some(item)).map(drop)
}

/// The entry stays as a row, for the record, and matches nothing any more.
fn remove_entry(tx: &Tx<'_>, case: CaseId, item: ItemId) -> Result<u64, StoreError> {
    let Some(entry) = made_from(tx, item)? else {
        return Ok(0);
    };
    if let Some(perceptual) = frames::standing_for(tx.db, item)?.filter(|p| p.usable()) {
        banks::log_hash(tx, entry, perceptual, false, None)?;
    }
    derive(tx, entry)?;
    reopen::stopped_by(tx, entry, checks::home(tx.db, case)?)
}

pub(crate) fn made_from(tx: &Tx<'_>, item: ItemId) -> Result<Option<EntryId>, StoreError> {
    let found = tx
        .db
        .prepare_cached("SELECT id FROM entry WHERE from_item = ?1")?
        .query_row([item.0], |row| row.get(0).map(EntryId))
        .optional()?;
    Ok(found)
}
