//! Lists, entries and the log of hashes as rows.

use super::{
    chain,
    columns::{code, from_code, from_json, hash, json},
    digests, reconciling, rematching, votes,
};
use crate::db::{Db, OptionalRow, Row};
use crate::{
    banks::{Bank, EntryRow, HashChange, NewBank, NewEntry, OWN_BANK},
    engine::Tx,
    error::StoreError,
};
use scrim_hashing::pdq::PdqHash;
use scrim_model::{
    entry::EntryState,
    ids::{BankId, EntryId, ItemId, PersonId, QueueId},
    matching::{ListTrust, Perceptual},
};
use std::collections::BTreeSet;

const BANK: &str = "b.id, b.name, b.harm, b.trust, b.vetted_reason, b.queue";

pub(crate) fn find_or_make(tx: &Tx<'_>, new: &NewBank) -> Result<Bank, StoreError> {
    if let Some(bank) = named(tx.db, &new.name)? {
        return Ok(bank);
    }
    make(tx, None, new)
}

/// Makes a list that there is not, with a queue of its own; `by` nobody where it follows from something else.
pub(super) fn make(tx: &Tx<'_>, by: Option<PersonId>, new: &NewBank) -> Result<Bank, StoreError> {
    let (bank, queue) = (tx.fresh_id()?, tx.fresh_id()?);
    let trust = if new.vetted_reason.is_some() {
        ListTrust::Vetted
    } else {
        ListTrust::Other
    };
    tx.db
        .execute("INSERT INTO queue (id, name) VALUES (?1, ?2)", (queue, &new.name))?;
    tx.db.execute(
        "INSERT INTO bank (id, name, harm, trust, vetted_reason, queue, own) VALUES (?1,?2,?3,?4,?5,?6,?7)",
        (
            bank,
            &new.name,
            code(&new.harm),
            code(&trust),
            &new.vetted_reason,
            queue,
            new.name == OWN_BANK,
        ),
    )?;
    chain::append(
        tx,
        "bank_made",
        &serde_json::json!({"bank": bank, "trust": trust, "reason": new.vetted_reason, "by": by}),
    );
    Ok(Bank {
        id: BankId(bank),
        name: new.name.clone(),
        harm: new.harm,
        trust,
        vetted_reason: new.vetted_reason.clone(),
        queue: QueueId(queue),
    })
}

pub(crate) fn named(db: Db<'_>, name: &str) -> Result<Option<Bank>, StoreError> {
    let mut sql = db.prepare_cached(&format!("SELECT {BANK} FROM bank b WHERE b.name = ?1"))?;
    sql.query_row([name], |row| Ok(bank(row, 0))).optional()?.transpose()
}

pub(crate) fn all(db: Db<'_>) -> Result<Vec<(Bank, u64)>, StoreError> {
    let text = format!("SELECT {BANK}, (SELECT count(*) FROM entry e WHERE e.bank = b.id) FROM bank b ORDER BY b.name");
    let mut sql = db.prepare_cached(&text)?;
    let rows = sql.query_map((), |row| Ok((bank(row, 0), row.get::<u64>(6)?)))?;
    rows.map(|row| {
        row.map_err(StoreError::from)
            .and_then(|(bank, entries)| Ok((bank?, entries)))
    })
    .collect()
}

pub(crate) fn add_entry(tx: &Tx<'_>, new: &NewEntry) -> Result<(EntryId, bool), StoreError> {
    if let Some((id, state)) = digests::known(tx.db, new)? {
        // A list of the hub's own has it too from now on.
        reconciling::only_there(tx, id, false)?;
        votes::set(tx.db, id, new.votes)?;
        if state == EntryState::LISTED {
            digests::add(tx, id, new.digests)?;
            add_first_hashes(tx, id, &new.hashes)?;
        }
        return Ok((id, false));
    }
    let entry = insert(tx, new, EntryState::LISTED, None)?;
    Ok((entry, true))
}

/// Gives an entry its hashes where it has none of its own. More than one would make an animation of it.
fn add_first_hashes(tx: &Tx<'_>, id: EntryId, hashes: &[Perceptual]) -> Result<(), StoreError> {
    let mut sql = tx
        .db
        .prepare_cached("SELECT 1 FROM hash_change WHERE entry = ?1 AND variant_item IS NULL")?;
    if !hashes.is_empty() && !sql.exists([id.0])? {
        for perceptual in hashes.iter().filter(|p| p.usable()) {
            log_hash(tx, id, *perceptual, true, None)?;
        }
    }
    Ok(())
}

/// Makes an entry with its hashes.
pub(crate) fn insert(
    tx: &Tx<'_>,
    new: &NewEntry,
    state: EntryState,
    from: Option<ItemId>,
) -> Result<EntryId, StoreError> {
    let id = EntryId(tx.fresh_id()?);
    tx.db
        .prepare_cached(
            "INSERT INTO entry (id, bank, category, state, added_at, from_item, provenance, votes_up, votes_down)
             VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9)",
        )?
        .execute((
            id.0,
            new.bank.0,
            &new.category,
            json(&state),
            tx.now.0,
            from.map(|item| item.0),
            &new.provenance,
            new.votes.map(|votes| votes.up),
            new.votes.map(|votes| votes.down),
        ))?;
    digests::add(tx, id, new.digests)?;
    for perceptual in new.hashes.iter().filter(|p| p.usable()) {
        log_hash(tx, id, *perceptual, true, None)?;
    }
    Ok(id)
}

/// Writes one change of the perceptual index.
pub(crate) fn log_hash(
    tx: &Tx<'_>,
    entry: EntryId,
    perceptual: Perceptual,
    added: bool,
    variant: Option<ItemId>,
) -> Result<(), StoreError> {
    tx.db
        .prepare_cached("INSERT INTO hash_change (entry, pdq, quality, added, variant_item) VALUES (?1,?2,?3,?4,?5)")?
        .execute((
            entry.0,
            perceptual.hash.0,
            perceptual.quality,
            added,
            variant.map(|item| item.0),
        ))?;
    if added {
        rematching::changed(tx, entry)?;
    }
    Ok(())
}

/// The hash of an entry's own that it has, or had last before it was taken away. None where it has several: of an
/// animation's, none stands for it alone.
pub(crate) fn own_hash(db: Db<'_>, entry: EntryId) -> Result<Option<PdqHash>, StoreError> {
    let mut sql =
        db.prepare_cached("SELECT pdq, added FROM hash_change WHERE entry = ?1 AND variant_item IS NULL ORDER BY seq")?;
    let mut rows = sql.query([entry.0])?;
    let (mut live, mut several, mut last) = (Vec::new(), false, None);
    while let Some(row) = rows.next()? {
        let changed = hash(&row.get::<Vec<u8>>(0)?)?;
        if row.get(1)? {
            live.push(changed);
            several |= live.len() > 1;
            last = Some(changed);
        } else {
            live.retain(|known| *known != changed);
        }
    }
    Ok(last.filter(|_hash| !several))
}

pub(crate) fn changes(db: Db<'_>, seq: i64, most: u32) -> Result<Vec<HashChange>, StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT seq, entry, pdq, added, variant_item IS NOT NULL FROM hash_change WHERE seq > ?1 ORDER BY seq LIMIT ?2",
    )?;
    let rows = sql.query_map((seq, most), |row| {
        let bytes: Vec<u8> = row.get(2)?;
        Ok((row.get(0)?, row.get(1)?, bytes, row.get(3)?, row.get(4)?))
    })?;
    rows.map(|row| {
        let (seq, entry, bytes, added, variant) = row?;
        Ok(HashChange {
            seq,
            entry: EntryId(entry),
            hash: hash(&bytes)?,
            added,
            variant,
        })
    })
    .collect()
}

pub(crate) fn entry(db: Db<'_>, id: EntryId) -> Result<Option<EntryRow>, StoreError> {
    let text = format!(
        "SELECT {BANK}, e.category, e.state,
         (SELECT coalesce(sum(CASE WHEN h.added THEN 1 ELSE -1 END), 0) FROM hash_change h WHERE h.entry = e.id AND h.variant_item IS NULL)
         FROM entry e JOIN bank b ON b.id = e.bank WHERE e.id = ?1"
    );
    let found = db
        .prepare_cached(&text)?
        .query_row([id.0], |row| {
            Ok((bank(row, 0), row.get(6)?, row.get::<String>(7)?, row.get(8)?))
        })
        .optional()?;
    found
        .map(|(bank, category, state, own_hashes)| {
            Ok(EntryRow {
                id,
                bank: bank?,
                category,
                state: from_json(&state, "entry.state")?,
                own_hashes,
            })
        })
        .transpose()
}

/// Keeps entries as they are until this unit is committed: uploads of one picture come one after another.
pub(crate) fn keep(tx: &Tx<'_>, entries: &[EntryId]) -> Result<(), StoreError> {
    let text = format!("SELECT 1 FROM entry WHERE id = ?1 {}", tx.db.keep());
    let mut sql = tx.db.prepare_cached(&text)?;
    for entry in entries.iter().collect::<BTreeSet<_>>() {
        sql.exists([entry.0])?;
    }
    Ok(())
}

pub(crate) fn set_state(tx: &Tx<'_>, id: EntryId, state: EntryState) -> Result<(), StoreError> {
    let suspended = matches!(state, EntryState::Suspended { .. });
    let mut sql = tx.db.prepare_cached("SELECT state FROM entry WHERE id = ?1")?;
    let before: String = sql.query_row([id.0], |row| row.get(0))?;
    if state.matches() && from_json::<EntryState>(&before, "entry.state")? != state {
        rematching::changed(tx, id)?;
    }
    tx.db
        .prepare_cached("UPDATE entry SET state = ?2, suspended = ?3 WHERE id = ?1")?
        .execute((id.0, json(&state), suspended))?;
    Ok(())
}

fn bank(row: &Row<'_>, at: usize) -> Result<Bank, StoreError> {
    Ok(Bank {
        id: BankId(row.get(at)?),
        name: row.get(at + 1)?,
        harm: from_code(&row.get::<String>(at + 2)?, "bank.harm")?,
        trust: from_code(&row.get::<String>(at + 3)?, "bank.trust")?,
        vetted_reason: row.get(at + 4)?,
        queue: QueueId(row.get(at + 5)?),
    })
}
