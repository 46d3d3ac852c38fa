//! What a new hub has, and lists that somebody makes, as rows.

use super::{banks, chain, columns::from_code};
use crate::{
    banks::{Bank, NewBank, NewEntry, OWN_BANK},
    db::{Db, OptionalRow},
    engine::Tx,
    error::StoreError,
    setup::ListRefused,
};
use scrim_model::{
    ids::{BankId, CaseId, EntryId, PersonId, QueueId},
    person::{Permission, Role},
    setup::{Setup, SetupCase, SetupCaseState, TEST},
    time::Time,
};

/// Names are told to show that something is there, not to list it all.
const MOST_NAMES: usize = 8;

pub(crate) fn read(db: Db<'_>) -> Result<Setup, StoreError> {
    let floor_set = db
        .prepare_cached("SELECT floor_set_at IS NOT NULL FROM hub")?
        .query_row((), |row| row.get(0))?;
    let listed = db
        .prepare_cached("SELECT 1 FROM entry e JOIN bank b ON b.id = e.bank WHERE NOT b.own AND b.name <> ?1 LIMIT 1")?
        .exists([TEST])?;
    let people = db
        .prepare_cached("SELECT count(*) FROM person WHERE role <> 'source'")?
        .query_row((), |row| row.get(0))?;
    Ok(Setup {
        floor_set,
        lists: names(
            db,
            "SELECT name FROM bank WHERE NOT own AND name <> ?1 ORDER BY id LIMIT 8",
        )?,
        listed,
        sources: names(
            db,
            "SELECT name FROM person WHERE role = 'source' AND NOT disabled AND name <> ?1 ORDER BY added_at, id LIMIT 8",
        )?,
        people,
        reviewers: reviewers(db)?,
        case: first_case(db)?,
    })
}

fn names(db: Db<'_>, text: &str) -> Result<Vec<String>, StoreError> {
    let mut sql = db.prepare_cached(text)?;
    let rows = sql.query_map([TEST], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Whoever may look: that is what makes a role, and no set of permissions takes or gives it.
fn reviewers(db: Db<'_>) -> Result<Vec<String>, StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT name, role FROM person WHERE role <> 'source' AND NOT disabled ORDER BY added_at, id",
    )?;
    let rows = sql.query_map((), |row| Ok((row.get::<String>(0)?, row.get::<String>(1)?)))?;
    let mut names = Vec::new();
    for row in rows {
        let (name, role) = row?;
        let role: Role = from_code(&role, "person.role")?;
        if names.len() < MOST_NAMES && role.allows(Permission::Review) {
            names.push(name);
        }
    }
    Ok(names)
}

/// Ids sort by the time at which they were given.
fn first_case(db: Db<'_>) -> Result<Option<SetupCase>, StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT c.id, c.queue, q.name, c.created, c.state FROM review_case c JOIN queue q ON q.id = c.queue
         ORDER BY c.id LIMIT 1",
    )?;
    let found = sql.query_row((), |row| {
        let state: String = row.get(4)?;
        let case = SetupCase {
            id: CaseId(row.get(0)?),
            queue: QueueId(row.get(1)?),
            queue_name: row.get(2)?,
            since: Time(row.get(3)?),
            is: SetupCaseState::Waiting,
        };
        Ok((case, state))
    });
    let read = |(case, state): (SetupCase, String)| {
        let is = from_code(&state, "review_case.state")?;
        Ok(SetupCase { is, ..case })
    };
    found.optional()?.map(read).transpose()
}

pub(crate) fn make_list(tx: &Tx<'_>, by: Option<PersonId>, new: &NewBank) -> Result<Bank, ListRefused> {
    if new.name == OWN_BANK || banks::named(tx.db, &new.name)?.is_some() {
        return Err(ListRefused::NameTaken);
    }
    Ok(banks::make(tx, by, new)?)
}

pub(crate) fn list_one(tx: &Tx<'_>, by: Option<PersonId>, new: &NewEntry) -> Result<(EntryId, bool), ListRefused> {
    if !is_list(tx.db, new.bank)? {
        return Err(ListRefused::NoSuch);
    }
    let (entry, is_new) = banks::add_entry(tx, new)?;
    if is_new {
        let fact = serde_json::json!({"by": by, "bank": new.bank, "entry": entry});
        chain::append(tx, "entry_added", &fact);
    }
    Ok((entry, is_new))
}

pub(crate) fn is_list(db: Db<'_>, id: BankId) -> Result<bool, StoreError> {
    Ok(db.prepare_cached("SELECT 1 FROM bank WHERE id = ?1")?.exists([id.0])?)
}
