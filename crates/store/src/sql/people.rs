//! People, sources and sign-ins as rows.

use super::{
    chain,
    columns::{code, from_code, from_json, json},
    groups, sessions,
};
use crate::db::{Db, OptionalRow, Row};
use crate::{
    engine::Tx,
    error::StoreError,
    people::{
        Change, Credential, EndedWhy, KeptPassword, NewPerson, NotAdded, NotChanged, OwnPassword, PasswordRow, Person,
    },
};
use scrim_model::{
    ids::{PersonId, SessionId},
    person::{Preferences, Role, check_admins},
    time::Time,
};

pub(super) const PERSON: &str = "id, name, role, added_at, disabled, experienced_at IS NOT NULL";

pub(crate) fn add(tx: &Tx<'_>, by: Option<PersonId>, new: &NewPerson) -> Result<PersonId, NotAdded> {
    if named(tx.db, &new.name)?.is_some() {
        return Err(NotAdded::NameTaken);
    }
    let id = tx.fresh_id()?;
    let (password, key) = match &new.credential {
        Credential::Password(text) => (Some(text), None),
        Credential::Key(hash) => (None, Some(hash)),
    };
    tx.db
        .prepare_cached(
            "INSERT INTO person (id, name, role, password, key_hash, added_at, experienced_at, password_given_at)
                          VALUES (?1,?2,?3,?4,?5,?6,?7,?8)",
        )
        .and_then(|mut sql| {
            sql.execute((
                id,
                &new.name,
                code(&new.role),
                password,
                key,
                tx.now.0,
                new.experienced.then_some(tx.now.0),
                (by.is_some() && password.is_some()).then_some(tx.now.0),
            ))
        })
        .map_err(StoreError::from)?;
    let fact = serde_json::json!({"person": id, "role": new.role, "experienced": new.experienced, "by": by});
    chain::append(tx, "person_added", &fact);
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

/// Their name; nothing where there is nobody of that id.
pub(super) fn name(db: Db<'_>, who: PersonId) -> Result<String, StoreError> {
    let found: Option<String> = db
        .prepare_cached("SELECT name FROM person WHERE id = ?1")?
        .query_row([who.0], |row| row.get(0))
        .optional()?;
    Ok(found.unwrap_or_default())
}

pub(crate) fn named(db: Db<'_>, name: &str) -> Result<Option<Person>, StoreError> {
    let mut sql = db.prepare_cached(&format!("SELECT {PERSON} FROM person WHERE {}", db.same_name()))?;
    sql.query_row([name], |row| Ok(person(row))).optional()?.transpose()
}

pub(crate) fn password(db: Db<'_>, name: &str) -> Result<Option<PasswordRow>, StoreError> {
    let same = db.same_name();
    let text = format!("SELECT {PERSON}, password FROM person WHERE {same} AND password IS NOT NULL");
    let mut sql = db.prepare_cached(&text)?;
    let found = sql
        .query_row([name], |row| {
            let password = row.get(6)?;
            Ok(person(row).map(|person| PasswordRow { person, password }))
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

pub(crate) fn set_preferences(tx: &Tx<'_>, who: PersonId, wanted: &Preferences) -> Result<(), StoreError> {
    tx.db
        .prepare_cached("UPDATE person SET preferences = ?2 WHERE id = ?1")?
        .execute((who.0, json(&wanted)))?;
    Ok(())
}

pub(crate) fn failed(tx: &Tx<'_>, who: PersonId) {
    chain::append(tx, "sign_in_failed", &serde_json::json!({"person": who}));
}

pub(crate) fn change(tx: &Tx<'_>, by: Option<PersonId>, who: PersonId, change: Change) -> Result<Person, NotChanged> {
    groups::alone(tx)?;
    let (before, provided) = found(tx.db, who)?.ok_or(NotChanged::NoSuch)?;
    let role = change.role.unwrap_or(before.role);
    let disabled = change.disabled.unwrap_or(before.disabled);
    let experienced = change.experienced.unwrap_or(before.experienced);
    if role != before.role && (role == Role::Source || before.role == Role::Source) {
        return Err(NotChanged::Source);
    }
    if role != before.role && provided {
        return Err(NotChanged::FollowsGroups);
    }
    let admins = groups::admins(tx.db)?;
    tx.db
        .execute(
            "UPDATE person SET role = ?2, disabled = (?3 = 1),
             experienced_at = CASE WHEN ?4 = 1 THEN coalesce(experienced_at, ?5) END WHERE id = ?1",
            (
                who.0,
                code(&role),
                i64::from(disabled),
                i64::from(experienced),
                tx.now.0,
            ),
        )
        .map_err(StoreError::from)?;
    check_admins(&admins, &groups::admins(tx.db)?, by)?;
    let fact = serde_json::json!({
        "person": who, "role": role, "disabled": disabled, "experienced": experienced, "by": by,
    });
    chain::append(tx, "person_changed", &fact);
    if disabled && !before.disabled {
        sessions::end_all(tx, who, by, EndedWhy::SwitchedOff)?;
    }
    Ok(Person {
        role,
        disabled,
        experienced,
        ..before
    })
}

pub(crate) fn set_password(tx: &Tx<'_>, by: Option<PersonId>, who: PersonId, password: &str) -> Result<(), NotChanged> {
    found(tx.db, who)?.ok_or(NotChanged::NoSuch)?;
    // A source has none, nor has whoever comes by a provider or was erased: neither gets a way in by this.
    let changed = tx
        .db
        .execute(
            "UPDATE person SET password = ?2, password_given_at = ?3 WHERE id = ?1 AND password IS NOT NULL",
            (who.0, password, by.is_some_and(|by| by != who).then_some(tx.now.0)),
        )
        .map_err(StoreError::from)?;
    if changed == 0 {
        return Err(NotChanged::NoPassword);
    }
    chain::append(tx, "password_set", &serde_json::json!({"person": who, "by": by}));
    sessions::end_all(tx, who, by, EndedWhy::Everywhere)?;
    Ok(())
}

pub(crate) fn kept_password(db: Db<'_>, who: PersonId) -> Result<Option<KeptPassword>, StoreError> {
    let found = db
        .prepare_cached(
            "SELECT password, password_given_at IS NOT NULL FROM person WHERE id = ?1 AND password IS NOT NULL",
        )?
        .query_row([who.0], |row| {
            Ok(KeptPassword {
                text: row.get(0)?,
                given: row.get(1)?,
            })
        });
    Ok(found.optional()?)
}

pub(crate) fn change_own_password(
    tx: &Tx<'_>,
    (who, session): (PersonId, SessionId),
    OwnPassword { before, after }: &OwnPassword,
) -> Result<(), NotChanged> {
    let kept = kept_password(tx.db, who)?.ok_or(NotChanged::NoPassword)?;
    if kept.text != *before {
        return Err(NotChanged::PasswordSince);
    }
    tx.db
        .execute(
            "UPDATE person SET password = ?2, password_given_at = NULL WHERE id = ?1",
            (who.0, after),
        )
        .map_err(StoreError::from)?;
    let fact = serde_json::json!({"person": who, "by": who, "session": session, "given_before": kept.given});
    chain::append(tx, "password_changed", &fact);
    sessions::end_others(tx, who, session)?;
    Ok(())
}

/// The ledger and the chain hold the id alone, so that the row here is the one place that says who it is.
pub(crate) fn erase(tx: &Tx<'_>, by: Option<PersonId>, who: PersonId) -> Result<(), NotChanged> {
    let off = Change {
        disabled: Some(true),
        ..Change::default()
    };
    if change(tx, by, who, off)?.role == Role::Source {
        return Err(NotChanged::Source);
    }
    tx.db
        .execute(
            "UPDATE person SET name = ?2, password = NULL, password_given_at = NULL, issuer = NULL, subject = NULL, wellness = NULL,
             preferences = NULL, opt_outs = NULL, hours = NULL WHERE id = ?1",
            (who.0, format!("erased {who}")),
        )
        .map_err(StoreError::from)?;
    for theirs in [
        "DELETE FROM group_member WHERE person = ?1",
        "DELETE FROM team_member WHERE person = ?1",
        "DELETE FROM past_limits WHERE person = ?1",
        "DELETE FROM past_hours WHERE person = ?1",
    ] {
        tx.db.execute(theirs, [who.0]).map_err(StoreError::from)?;
    }
    chain::append(tx, "person_erased", &serde_json::json!({"person": who, "by": by}));
    Ok(())
}

/// Somebody, and whether they come by an identity provider.
fn found(db: Db<'_>, who: PersonId) -> Result<Option<(Person, bool)>, StoreError> {
    let text = format!("SELECT {PERSON}, issuer IS NOT NULL FROM person WHERE id = ?1");
    let mut sql = db.prepare_cached(&text)?;
    let found = sql
        .query_row([who.0], |row| Ok((person(row), row.get(6)?)))
        .optional()?;
    found.map(|(person, provided)| Ok((person?, provided))).transpose()
}

pub(super) fn person(row: &Row<'_>) -> Result<Person, StoreError> {
    Ok(Person {
        id: PersonId(row.get(0)?),
        name: row.get(1)?,
        role: from_code(&row.get::<String>(2)?, "person.role")?,
        added_at: Time(row.get(3)?),
        disabled: row.get(4)?,
        experienced: row.get(5)?,
    })
}
