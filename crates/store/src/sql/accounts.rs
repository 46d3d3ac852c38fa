//! People with how they come in, as rows.

use super::people::{PERSON, person};
use crate::{
    accounts::Account,
    db::{Db, OptionalRow, Row},
    error::StoreError,
};
use scrim_model::{ids::PersonId, time::Time};

/// By a session that has neither been ended nor run out. `?1` is now.
const SIGNED_IN: &str = "EXISTS (SELECT 1 FROM session s WHERE s.person = person.id AND s.ended_at IS NULL
    AND (s.ends_at IS NULL OR s.ends_at > ?1))";

pub(crate) fn all(db: Db<'_>, now: Time) -> Result<Vec<Account>, StoreError> {
    let text = format!("SELECT {PERSON}, issuer IS NOT NULL, {SIGNED_IN} FROM person ORDER BY added_at, id");
    let mut sql = db.prepare_cached(&text)?;
    let rows = sql.query_map([now.0], |row| Ok(account(row)))?;
    rows.map(|row| row?).collect()
}

pub(crate) fn one(db: Db<'_>, who: PersonId, now: Time) -> Result<Option<Account>, StoreError> {
    let text = format!("SELECT {PERSON}, issuer IS NOT NULL, {SIGNED_IN} FROM person WHERE id = ?2");
    let mut sql = db.prepare_cached(&text)?;
    let found = sql.query_row((now.0, who.0), |row| Ok(account(row))).optional()?;
    found.transpose()
}

fn account(row: &Row<'_>) -> Result<Account, StoreError> {
    Ok(Account {
        person: person(row)?,
        provided: row.get(6)?,
        signed_in: row.get(7)?,
    })
}
