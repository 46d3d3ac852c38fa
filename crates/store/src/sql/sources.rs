//! Sources as rows of people, and their keys.

use super::{chain, people, roles};
use crate::{
    db::{Db, OptionalRow, Row},
    engine::Tx,
    error::StoreError,
    people::{Change, Credential, NewPerson, NotAdded, NotChanged, TokenHash},
    sources::{Source, SourceRefused},
};
use scrim_model::{
    ids::PersonId,
    person::{Permission, Role},
    source_key::OldKey,
    time::Time,
};
use std::collections::BTreeSet;

const SOURCE: &str = "SELECT id, name, added_at, disabled, coalesce(key_made_at, added_at), old_key_ends_at FROM person
    WHERE role = 'source'";

pub(crate) fn all(db: Db<'_>, now: Time) -> Result<Vec<Source>, StoreError> {
    let (now, may) = (db.time(now)?, allowed(db)?);
    let mut sql = db.prepare_cached(&format!("{SOURCE} ORDER BY added_at, id"))?;
    let rows = sql.query_map((), |row| source(row, now))?;
    let sources = rows.map(|row| {
        Ok(Source {
            may: may.clone(),
            ..row?
        })
    });
    sources.collect()
}

fn one(tx: &Tx<'_>, id: PersonId) -> Result<Option<Source>, StoreError> {
    let may = allowed(tx.db)?;
    let mut sql = tx.db.prepare_cached(&format!("{SOURCE} AND id = ?1"))?;
    let found = sql.query_row([id.0], |row| source(row, tx.now)).optional()?;
    Ok(found.map(|found| Source { may, ..found }))
}

pub(crate) fn add(tx: &Tx<'_>, by: Option<PersonId>, name: &str, key: TokenHash) -> Result<Source, SourceRefused> {
    let new = NewPerson {
        name: name.to_owned(),
        role: Role::Source,
        credential: Credential::Key(key),
        experienced: false,
    };
    let id = people::add(tx, by, &new)?;
    one(tx, id)?.ok_or(SourceRefused::NoSuch)
}

pub(crate) fn change_key(
    tx: &Tx<'_>,
    by: Option<PersonId>,
    id: PersonId,
    (key, old): (TokenHash, OldKey),
) -> Result<Source, SourceRefused> {
    let ends_at = old.ends_at(tx.now).map(|ends| ends.0);
    let changed = tx.db.execute(
        "UPDATE person SET old_key_hash = CASE WHEN ?3 = 1 THEN key_hash END, old_key_ends_at = ?4, key_hash = ?2,
         key_made_at = ?5 WHERE id = ?1 AND role = 'source'",
        (id.0, key, i64::from(ends_at.is_some()), ends_at, tx.now.0),
    );
    if changed.map_err(StoreError::from)? == 0 {
        return Err(SourceRefused::NoSuch);
    }
    let fact = serde_json::json!({"person": id, "by": by, "old_key_ends_at": ends_at});
    chain::append(tx, "source_key_made", &fact);
    one(tx, id)?.ok_or(SourceRefused::NoSuch)
}

pub(crate) fn switch(tx: &Tx<'_>, by: Option<PersonId>, id: PersonId, off: bool) -> Result<Source, SourceRefused> {
    one(tx, id)?.ok_or(SourceRefused::NoSuch)?;
    let change = Change {
        disabled: Some(off),
        ..Change::default()
    };
    people::change(tx, by, id, change)?;
    one(tx, id)?.ok_or(SourceRefused::NoSuch)
}

/// What a source's key allows.
fn allowed(db: Db<'_>) -> Result<BTreeSet<Permission>, StoreError> {
    Ok(roles::all(db)?.remove(&Role::Source).unwrap_or_default())
}

fn source(row: &Row<'_>, now: Time) -> crate::db::Result<Source> {
    let old: Option<i64> = row.get(5)?;
    Ok(Source {
        id: PersonId(row.get(0)?),
        name: row.get(1)?,
        added_at: Time(row.get(2)?),
        disabled: row.get(3)?,
        key_made_at: Time(row.get(4)?),
        old_key_ends_at: old.map(Time).filter(|ends| *ends > now),
        may: BTreeSet::new(),
    })
}

impl From<NotAdded> for SourceRefused {
    fn from(not_added: NotAdded) -> Self {
        match not_added {
            NotAdded::NameTaken => Self::NameTaken,
            NotAdded::Store(error) => Self::Store(error),
        }
    }
}

impl From<NotChanged> for SourceRefused {
    fn from(not_changed: NotChanged) -> Self {
        match not_changed {
            NotChanged::Store(error) => Self::Store(error),
            // None of these is said of a source that is switched: it has no groups, and is no admin.
            NotChanged::NoSuch
            | NotChanged::Source
            | NotChanged::FollowsGroups
            | NotChanged::NoPassword
            | NotChanged::PasswordSince
            | NotChanged::Admins(_) => Self::NoSuch,
        }
    }
}
