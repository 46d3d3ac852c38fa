//! People, sources and sign-ins as rows.

use super::{
    chain,
    columns::{code, from_code, from_json, json},
};
use crate::db::{Db, OptionalRow, Row};
use crate::{
    engine::Tx,
    error::StoreError,
    people::{
        Credential, LOCKED_FOR, NewPerson, NotAdded, PasswordRow, Person, TRIES_BEFORE_LOCK, TokenHash, TokenPair,
        TokenRefused,
    },
};
use scrim_model::{
    ids::{PersonId, SessionId},
    person::{Preferences, Role},
    time::Time,
};

const PERSON: &str = "id, name, role, added_at, disabled";

pub(crate) fn add(tx: &Tx<'_>, new: &NewPerson) -> Result<PersonId, NotAdded> {
    if named(tx.db, &new.name)?.is_some() {
        return Err(NotAdded::NameTaken);
    }
    let id = tx.fresh_id()?;
    let (password, key) = match &new.credential {
        Credential::Password(text) => (Some(text), None),
        Credential::Key(hash) => (None, Some(hash)),
    };
    tx.db
        .prepare_cached("INSERT INTO person (id, name, role, password, key_hash, added_at) VALUES (?1,?2,?3,?4,?5,?6)")
        .and_then(|mut sql| sql.execute((id, &new.name, code(&new.role), password, key, tx.now.0)))
        .map_err(StoreError::from)?;
    chain::append(tx, "person_added", &serde_json::json!({"person": id, "role": new.role}));
    Ok(PersonId(id))
}

pub(crate) fn all(db: Db<'_>) -> Result<Vec<Person>, StoreError> {
    let mut sql = db.prepare_cached(&format!("SELECT {PERSON} FROM person ORDER BY added_at, id"))?;
    let rows = sql.query_map((), |row| Ok(person(row)))?;
    rows.map(|row| row?).collect()
}

/// What somebody is here for; none of a stranger, and of whoever is switched off.
pub(crate) fn role(db: Db<'_>, who: PersonId) -> Result<Option<Role>, StoreError> {
    let found: Option<String> = db
        .prepare_cached("SELECT role FROM person WHERE id = ?1 AND NOT disabled")?
        .query_row([who.0], |row| row.get(0))
        .optional()?;
    found.map(|role| from_code(&role, "person.role")).transpose()
}

pub(crate) fn named(db: Db<'_>, name: &str) -> Result<Option<Person>, StoreError> {
    let mut sql = db.prepare_cached(&format!("SELECT {PERSON} FROM person WHERE {}", db.same_name()))?;
    sql.query_row([name], |row| Ok(person(row))).optional()?.transpose()
}

pub(crate) fn password(tx: &Tx<'_>, name: &str) -> Result<Option<PasswordRow>, StoreError> {
    let same = tx.db.same_name();
    let text = format!("SELECT {PERSON}, password, locked_until FROM person WHERE {same} AND password IS NOT NULL");
    let mut sql = tx.db.prepare_cached(&text)?;
    let found = sql
        .query_row([name], |row| {
            let (password, locked) = (row.get(5)?, Time(row.get(6)?));
            Ok(person(row).map(|person| PasswordRow {
                person,
                password,
                locked_until: locked,
                now: tx.now,
            }))
        })
        .optional()?;
    found.transpose()
}

pub(crate) fn preferences(db: Db<'_>, who: PersonId) -> Result<Preferences, StoreError> {
    let kept: Option<Option<String>> = db
        .prepare_cached("SELECT preferences FROM person WHERE id = ?1")?
        .query_row([who.0], |row| row.get(0))
        .optional()?;
    let read = kept.flatten().map(|text| from_json(&text, "person.preferences"));
    Ok(read.transpose()?.unwrap_or_default())
}

pub(crate) fn set_preferences(tx: &Tx<'_>, who: PersonId, wanted: Preferences) -> Result<(), StoreError> {
    tx.db
        .prepare_cached("UPDATE person SET preferences = ?2 WHERE id = ?1")?
        .execute((who.0, json(&wanted)))?;
    Ok(())
}

pub(crate) fn failed(tx: &Tx<'_>, who: PersonId) -> Result<(), StoreError> {
    let lock = tx.now + LOCKED_FOR;
    tx.db
        .prepare_cached(
            "UPDATE person SET locked_until = CASE WHEN failed_tries + 1 >= ?2 THEN ?3 ELSE locked_until END,
             failed_tries = CASE WHEN failed_tries + 1 >= ?2 THEN 0 ELSE failed_tries + 1 END WHERE id = ?1",
        )?
        .execute((who.0, TRIES_BEFORE_LOCK, lock.0))?;
    chain::append(tx, "sign_in_failed", &serde_json::json!({"person": who}));
    Ok(())
}

pub(crate) fn start_session(tx: &Tx<'_>, who: PersonId, tokens: TokenPair) -> Result<Time, StoreError> {
    let (id, expires) = (tx.fresh_id()?, tx.now + tokens.access_lasts);
    tx.db
        .prepare_cached("UPDATE person SET failed_tries = 0 WHERE id = ?1")?
        .execute([who.0])?;
    tx.db
        .prepare_cached(
            "INSERT INTO session (id, person, access_hash, access_expires, refresh_hash, started_at)
             VALUES (?1,?2,?3,?4,?5,?6)",
        )?
        .execute((id, who.0, tokens.access, expires.0, tokens.refresh, tx.now.0))?;
    chain::append(tx, "signed_in", &serde_json::json!({"person": who, "session": id}));
    Ok(expires)
}

/// `Ok(None)`: the token was used before, and its session has been ended, which must be committed.
pub(crate) fn refresh(tx: &Tx<'_>, used: TokenHash, fresh: TokenPair) -> Result<Option<Time>, TokenRefused> {
    let sql = |text| tx.db.prepare_cached(text).map_err(StoreError::from);
    let reused: Option<uuid::Uuid> = sql("SELECT session FROM used_refresh WHERE hash = ?1")?
        .query_row([used], |row| row.get(0))
        .optional()
        .map_err(StoreError::from)?;
    if let Some(session) = reused {
        end_session(tx, SessionId(session))?;
        return Ok(None);
    }
    let found: Option<uuid::Uuid> = sql(
        "SELECT session.id FROM session JOIN person ON person.id = session.person
         WHERE refresh_hash = ?1 AND ended_at IS NULL AND NOT disabled",
    )?
    .query_row([used], |row| row.get(0))
    .optional()
    .map_err(StoreError::from)?;
    let session = found.ok_or(TokenRefused::Unknown)?;
    let expires = tx.now + fresh.access_lasts;
    let moved = sql("INSERT INTO used_refresh (hash, session) VALUES (?1, ?2)")?
        .execute((used, session))
        .and_then(|_| {
            tx.db
                .prepare_cached(
                    "UPDATE session SET access_hash = ?2, access_expires = ?3, refresh_hash = ?4 WHERE id = ?1",
                )?
                .execute((session, fresh.access, expires.0, fresh.refresh))
        });
    moved.map_err(StoreError::from)?;
    Ok(Some(expires))
}

pub(crate) fn end_session(tx: &Tx<'_>, session: SessionId) -> Result<(), StoreError> {
    tx.db
        .prepare_cached("UPDATE session SET ended_at = ?2 WHERE id = ?1 AND ended_at IS NULL")?
        .execute((session.0, tx.now.0))?;
    chain::append(tx, "signed_out", &serde_json::json!({"session": session}));
    Ok(())
}

pub(super) fn person(row: &Row<'_>) -> Result<Person, StoreError> {
    Ok(Person {
        id: PersonId(row.get(0)?),
        name: row.get(1)?,
        role: from_code(&row.get::<String>(2)?, "person.role")?,
        added_at: Time(row.get(3)?),
        disabled: row.get(4)?,
    })
}
