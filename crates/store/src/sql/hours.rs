//! When people work, as rows, and the hours that others replaced while somebody may have been in a block.
//!
//! Knows no rule: which shifts follow is the model's business.

use super::{
    chain,
    columns::{from_json, json},
    limits::Limits,
};
use crate::{
    db::{Db, Many, OptionalRow},
    engine::Tx,
    error::StoreError,
    wellbeing::{HoursRefused, PersonHours},
};
use scrim_model::{
    ids::PersonId,
    time::Time,
    wellness::{PastHours, REACH, WeeklyHours},
};
use std::collections::HashMap;
use uuid::Uuid;

const PAST: Many = Many {
    text: "SELECT p.* FROM {per row} (SELECT person, hours, until FROM past_hours
           WHERE person = ?1 AND until > ?2 {apart}) p",
    kinds: &["UUID", "BIGINT"],
};

/// The hours that were replaced, of several people, each since a time of their own.
pub(super) fn past_of(db: Db<'_>, since: &[(Uuid, i64)]) -> Result<HashMap<Uuid, Vec<PastHours>>, StoreError> {
    let rows = db.query_each(&PAST, since, |row| {
        Ok((row.get::<Uuid>(0)?, row.get::<String>(1)?, Time(row.get(2)?)))
    })?;
    let mut past: HashMap<Uuid, Vec<PastHours>> = HashMap::new();
    for (person, hours, until) in rows {
        let hours = from_json(&hours, "past_hours.hours")?;
        past.entry(person).or_default().push(PastHours { hours, until });
    }
    Ok(past)
}

pub(super) fn read(text: &str) -> Result<WeeklyHours, StoreError> {
    from_json(text, "person.hours")
}

/// What a person's hours come to.
pub(crate) fn of(db: Db<'_>, person: PersonId, now: Time) -> Result<PersonHours, HoursRefused> {
    let hours = set_for(db, person)?;
    // By what others ask of them: how strict somebody is with themselves is nobody else's business.
    let (layers, _past) = Limits::read(db, &[person], now)?.of(person.0, None);
    let veiled_end = layers.effective().settings.veiled_end;
    let shift = hours.as_ref().and_then(|hours| hours.shift_ahead(veiled_end, now));
    Ok(PersonHours { hours, shift, now })
}

/// A person's hours, if any are set.
pub(crate) fn set_for(db: Db<'_>, person: PersonId) -> Result<Option<WeeklyHours>, HoursRefused> {
    let found: Option<Option<String>> = db
        .prepare_cached("SELECT hours FROM person WHERE id = ?1")
        .and_then(|mut sql| sql.query_row([person.0], |row| row.get(0)).optional())
        .map_err(StoreError::from)?;
    let hours = found.ok_or(HoursRefused::NoSuch)?;
    Ok(hours.as_deref().map(read).transpose()?)
}

pub(crate) fn set(
    tx: &Tx<'_>,
    by: Option<PersonId>,
    person: PersonId,
    hours: Option<WeeklyHours>,
) -> Result<PersonHours, HoursRefused> {
    let hours = hours.map(WeeklyHours::checked).transpose()?;
    let before = set_for(tx.db, person)?;
    if by == Some(person) && !is_no_wider(before.as_ref(), hours.as_ref()) {
        return Err(HoursRefused::Own);
    }
    if before != hours {
        replaced(tx, person, before.as_ref())?;
    }
    tx.db
        .execute(
            "UPDATE person SET hours = ?2 WHERE id = ?1",
            (person.0, hours.as_ref().map(json)),
        )
        .map_err(StoreError::from)?;
    // That they were set, and not which: the chain forgets nothing, and erasing somebody takes their hours away.
    let fact = serde_json::json!({"person": person, "by": by, "set": hours.is_some()});
    chain::append(tx, "hours_set", &fact);
    of(tx.db, person, tx.now)
}

/// Nobody's hours are all the time there is.
fn is_no_wider(before: Option<&WeeklyHours>, after: Option<&WeeklyHours>) -> bool {
    before.is_none_or(|before| after.is_some_and(|after| after.is_within(before)))
}

/// Hours are in force no longer: they go on counting for whoever is in a block.
fn replaced(tx: &Tx<'_>, person: PersonId, before: Option<&WeeklyHours>) -> Result<(), StoreError> {
    let oldest = tx.now - REACH;
    tx.db.execute("DELETE FROM past_hours WHERE until <= ?1", [oldest.0])?;
    let Some(before) = before.map(json) else {
        return Ok(());
    };
    // The same that ended sooner adds nothing: else going to and fro would fill the table.
    tx.db.execute(
        "DELETE FROM past_hours WHERE person = ?1 AND hours = ?2",
        (person.0, &before),
    )?;
    tx.db
        .prepare_cached("INSERT INTO past_hours (id, person, hours, until) VALUES (?1,?2,?3,?4)")?
        .execute((tx.fresh_id()?, person.0, &before, tx.now.0))?;
    Ok(())
}
