//! The settings that hold for people: the organisation's, their teams', their own, and what was looser since.
//!
//! Knows no rule: which of them is in force is the model's business.

use super::columns::{code, from_code, from_json, json};
use crate::{
    db::{Db, Many, OptionalRow, Row},
    engine::Tx,
    error::StoreError,
};
use scrim_model::{
    ids::PersonId,
    person::{Permission, Role},
    time::Time,
    wellness::{Layer, Layers, Past, REACH, Settings, stricter_or_equal},
};
use std::collections::HashMap;
use uuid::Uuid;

const TEAM_FLOORS: Many = Many {
    text: "SELECT m.person, t.floor FROM team_member m JOIN team t ON t.id = m.team {and rows} WHERE m.person = ?1",
    kinds: &["UUID"],
};

const PAST: Many = Many {
    text: "SELECT p.* FROM {per row} (SELECT person, layer, settings, until FROM past_limits
           WHERE person = ?1 AND until > ?2 {apart}) p",
    kinds: &["UUID", "BIGINT"],
};

/// What several people's settings are made of, read by one text a table.
pub(super) struct Limits {
    floor: Settings,
    past: Vec<Past>,
    teams: HashMap<Uuid, Settings>,
    of_people: HashMap<Uuid, Vec<Past>>,
}

impl Limits {
    /// Those of these people at `now`.
    pub(super) fn read(db: Db<'_>, people: &[PersonId], now: Time) -> Result<Self, StoreError> {
        let oldest = now - REACH;
        let ids: Vec<_> = people.iter().map(|person| [person.0]).collect();
        let mut teams: HashMap<Uuid, Settings> = HashMap::new();
        let floors = db.query_each(&TEAM_FLOORS, &ids, |row| Ok((row.get(0)?, row.get::<String>(1)?)))?;
        for (person, floor) in floors {
            let floor: Settings = from_json(&floor, "team.floor")?;
            let strictest = teams.entry(person).or_insert(Settings::LOOSEST);
            *strictest = strictest.strictest(&floor);
        }
        let since: Vec<_> = people.iter().map(|person| (person.0, oldest.0)).collect();
        let mut of_people: HashMap<Uuid, Vec<Past>> = HashMap::new();
        for (person, past) in db.query_each(&PAST, &since, |row| Ok((row.get(0)?, past(row))))? {
            of_people.entry(person).or_default().push(past?);
        }
        Ok(Self {
            floor: floor(db)?,
            past: of_everybody(db, oldest)?,
            teams,
            of_people,
        })
    }

    /// The layers of one of them, whose own settings are `own`, and all that held before.
    pub(super) fn of(&mut self, person: Uuid, own: Option<Settings>) -> (Layers, Vec<Past>) {
        let layers = Layers {
            floor: self.floor,
            team: self.teams.get(&person).copied().unwrap_or(Settings::LOOSEST),
            person: own.unwrap_or(Settings::LOOSEST),
        };
        let mut past = self.of_people.remove(&person).unwrap_or_default();
        past.extend(&self.past);
        (layers, past)
    }
}

/// What others ask of whoever sets limits, where they look themselves: it must not become less by their own doing.
pub(super) fn others(db: Db<'_>, by: Option<PersonId>) -> Result<Option<Layers>, StoreError> {
    let Some(by) = by else {
        return Ok(None);
    };
    if !reviews(db, by)? {
        return Ok(None);
    }
    // What held before does not count here: it passes by itself.
    let (layers, _past) = Limits::read(db, &[by], Time(i64::MAX))?.of(by.0, None);
    Ok(Some(layers))
}

/// Whether what others ask of whoever sets limits is still at least as much as it was.
pub(super) fn kept_for_setter(db: Db<'_>, by: Option<PersonId>, before: Option<&Layers>) -> Result<bool, StoreError> {
    let Some((before, after)) = before.zip(others(db, by)?) else {
        return Ok(true);
    };
    Ok(before.keep_others(&after).is_ok())
}

fn reviews(db: Db<'_>, person: PersonId) -> Result<bool, StoreError> {
    let role: Option<String> = db
        .prepare_cached("SELECT role FROM person WHERE id = ?1")?
        .query_row([person.0], |row| row.get(0))
        .optional()?;
    let role = role.map(|role| from_code::<Role>(&role, "person.role")).transpose()?;
    Ok(role.is_some_and(|role| role.allows(Permission::Review)))
}

pub(crate) fn floor(db: Db<'_>) -> Result<Settings, StoreError> {
    let text: String = db
        .prepare_cached("SELECT floor FROM hub")?
        .query_row((), |row| row.get(0))?;
    from_json(&text, "hub.floor")
}

/// A person's own settings, if they have any.
pub(super) fn own(db: Db<'_>, person: PersonId) -> Result<Option<Settings>, StoreError> {
    let own: Option<Option<String>> = db
        .prepare_cached("SELECT wellness FROM person WHERE id = ?1")?
        .query_row([person.0], |row| row.get(0))
        .optional()?;
    own.flatten()
        .map(|text| from_json(&text, "person.wellness"))
        .transpose()
}

/// Something has taken the place of settings: where it is looser in anything, they go on holding for whoever is in a
/// block. Nobody named is everybody.
pub(super) fn replaced(
    tx: &Tx<'_>,
    person: Option<PersonId>,
    (layer, before): (Layer, &Settings),
    after: &Settings,
) -> Result<(), StoreError> {
    let oldest = tx.now - REACH;
    tx.db.execute("DELETE FROM past_limits WHERE until <= ?1", [oldest.0])?;
    if stricter_or_equal(after, before).is_ok() {
        return Ok(());
    }
    // What is no stricter and ended sooner adds nothing: else going to and fro would fill the table.
    for (id, past) in kept(tx.db, person)? {
        if past.layer == layer && stricter_or_equal(before, &past.settings).is_ok() {
            tx.db.execute("DELETE FROM past_limits WHERE id = ?1", [id])?;
        }
    }
    tx.db
        .prepare_cached("INSERT INTO past_limits (id, person, layer, settings, until) VALUES (?1,?2,?3,?4,?5)")?
        .execute((
            tx.fresh_id()?,
            person.map(|person| person.0),
            code(&layer),
            json(before),
            tx.now.0,
        ))?;
    Ok(())
}

fn kept(db: Db<'_>, person: Option<PersonId>) -> Result<Vec<(Uuid, Past)>, StoreError> {
    let read = |row: &Row<'_>| Ok((row.get::<Uuid>(4)?, past(row)));
    let rows = match person {
        Some(person) => db
            .prepare_cached("SELECT person, layer, settings, until, id FROM past_limits WHERE person = ?1")?
            .query_map([person.0], read)?
            .collect::<Result<Vec<_>, _>>()?,
        None => db
            .prepare_cached("SELECT person, layer, settings, until, id FROM past_limits WHERE person IS NULL")?
            .query_map((), read)?
            .collect::<Result<Vec<_>, _>>()?,
    };
    rows.into_iter().map(|(id, past)| Ok((id, past?))).collect()
}

fn of_everybody(db: Db<'_>, oldest: Time) -> Result<Vec<Past>, StoreError> {
    let text = "SELECT person, layer, settings, until FROM past_limits WHERE person IS NULL AND until > ?1";
    let mut sql = db.prepare_cached(text)?;
    let rows = sql.query_map([oldest.0], |row| Ok(past(row)))?;
    rows.map(|row| row?).collect()
}

fn past(row: &Row<'_>) -> Result<Past, StoreError> {
    let (layer, settings): (String, String) = (row.get(1)?, row.get(2)?);
    Ok(Past {
        layer: from_code(&layer, "past_limits.layer")?,
        settings: from_json(&settings, "past_limits.settings")?,
        until: Time(row.get(3)?),
    })
}
