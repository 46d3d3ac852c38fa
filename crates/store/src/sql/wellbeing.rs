//! Work, looks and breaks as rows, read into the record that the rules judge.

use super::{
    chain,
    columns::{from_json, json},
    groups, hours, leases,
    limits::{self, Limits},
    looks,
    terms::Terms,
    working,
};
use crate::db::{Db, OptionalRow};
use crate::{
    engine::Tx,
    error::StoreError,
    wellbeing::{RestRefused, SettingsRefused, Standing},
};
use scrim_model::{
    ids::PersonId,
    time::Time,
    wellness::{
        DAY, Effective, Interval, Layer, REACH, Record, Rest, RestKind, Settings, SettingsChange, State, assess, block,
        end_rest as ended, in_force, start_rest as started, stricter_or_equal,
    },
};

pub(crate) fn standing(tx: &Tx<'_>, person: PersonId) -> Result<Standing, StoreError> {
    let (effective, record) = both(tx, person)?;
    let (standing, due) = stand(effective, record, tx.now);
    // A break that is due is written down when first seen, so that no later setting shortens it.
    if let Some(due) = due {
        keep(tx, person, due)?;
    }
    // Beyond its grace a limit gives back unseen what is still held, whoever asks.
    if !standing.allowance.state.shows_work() {
        leases::release_all(tx, person)?;
    }
    Ok(standing)
}

/// Where somebody stands, and the break that is due and not written down yet.
pub(super) fn stand(effective: Effective, mut record: Record, now: Time) -> (Standing, Option<Rest>) {
    let forced = matches!(
        assess(&effective, &record, now).state,
        State::OnBreak {
            kind: RestKind::Forced,
            ..
        }
    );
    let due = forced.then(|| started(&record, &effective, now, RestKind::Forced));
    let due = due.filter(|due| record.rest != Some(*due));
    record.rest = due.or(record.rest);
    let since = now - DAY;
    let today = || record.looks.iter().filter(|look| look.at > since);
    let work = |work: &Interval| work.end.since(work.start.max(since));
    let allowance = assess(&effective, &record, now);
    let standing = Standing {
        block: block(&record, &effective, now),
        newcomer: allowance.newcomer_until.is_some(),
        allowance,
        looks_today: u32::try_from(today().filter(|look| look.charged).count()).unwrap_or(u32::MAX),
        looking_today: today().map(|look| look.shown).sum(),
        reviewing_today: record.work.iter().map(work).sum(),
        effective,
        record,
        now,
    };
    (standing, due)
}

/// The settings in force for somebody, and what they did.
fn both(tx: &Tx<'_>, person: PersonId) -> Result<(Effective, Record), StoreError> {
    let terms = Terms::of(tx.db, person)?;
    let mut record = done(tx.db, person, &terms, tx.now)?;
    let own = limits::own(tx.db, person)?;
    let (layers, past) = Limits::read(tx.db, &[person], tx.now)?.of(person.0, own);
    let effective = in_force(&layers, &past, &record, tx.now);
    let past_hours = hours::past_of(tx.db, &[(person.0, (tx.now - REACH).0)])?.remove(&person.0);
    let past_hours = past_hours.unwrap_or_default();
    record.shifts = terms.shifts(&past_hours, (&record, &effective.settings), tx.now)?;
    Ok((effective, record))
}

pub(crate) fn set_floor(
    tx: &Tx<'_>,
    by: Option<PersonId>,
    change: SettingsChange,
) -> Result<Settings, SettingsRefused> {
    groups::alone(tx)?;
    let before = limits::floor(tx.db)?;
    let settings = change.of(&before).checked()?;
    let others = limits::others(tx.db, by)?;
    limits::replaced(tx, None, (Layer::Floor, &before), &settings)?;
    tx.db
        .execute(
            "UPDATE hub SET floor = ?1, floor_set_at = ?2",
            (json(&settings), tx.now.0),
        )
        .map_err(StoreError::from)?;
    if !limits::kept_for_setter(tx.db, by, others.as_ref())? {
        return Err(SettingsRefused::Own);
    }
    let fact = serde_json::json!({"by": by, "settings": settings});
    chain::append(tx, "floor_set", &fact);
    Ok(settings)
}

pub(crate) fn set_own(tx: &Tx<'_>, person: PersonId, change: SettingsChange) -> Result<Standing, SettingsRefused> {
    let (before, floor) = (limits::own(tx.db, person)?, limits::floor(tx.db)?);
    // Whoever has no wishes yet wishes for no more than the floor in what they leave out.
    let settings = change.of(&before.unwrap_or(floor)).checked()?;
    stricter_or_equal(&settings, &floor)?;
    if let Some(before) = before {
        limits::replaced(tx, Some(person), (Layer::Person, &before), &settings)?;
    }
    tx.db
        .execute(
            "UPDATE person SET wellness = ?2 WHERE id = ?1",
            (person.0, json(&settings)),
        )
        .map_err(StoreError::from)?;
    Ok(standing(tx, person)?)
}

/// What somebody did; which shifts they have follows from it and is not in it yet.
fn done(db: Db<'_>, person: PersonId, terms: &Terms, now: Time) -> Result<Record, StoreError> {
    let oldest = now - REACH;
    let work = working::since(db, &[(person.0, oldest.0)], now)?.remove(&person.0);
    let rest: Option<String> = db
        .prepare_cached("SELECT body FROM rest WHERE person = ?1 ORDER BY started_at DESC LIMIT 1")?
        .query_row([person.0], |row| row.get(0))
        .optional()?;
    Ok(Record {
        shifts: None,
        experience: terms.experience(),
        work: work.unwrap_or_default(),
        looks: looks::facts(db, person, oldest)?,
        rest: rest.map(|text| from_json(&text, "rest.body")).transpose()?,
    })
}

pub(crate) fn start_rest(tx: &Tx<'_>, person: PersonId) -> Result<Rest, StoreError> {
    leases::release_all(tx, person)?;
    let (effective, record) = both(tx, person)?;
    let rest = started(&record, &effective, tx.now, RestKind::Chosen);
    keep(tx, person, rest)?;
    // That a break was taken is the person's own; the chain holds no breaks.
    Ok(rest)
}

pub(crate) fn end_rest(tx: &Tx<'_>, person: PersonId) -> Result<(), RestRefused> {
    let (effective, record) = both(tx, person)?;
    let rest = ended(&record, &effective, tx.now).map_err(RestRefused::Due)?;
    rest.map_or(Ok(()), |rest| Ok(keep(tx, person, rest)?))
}

fn keep(tx: &Tx<'_>, person: PersonId, rest: Rest) -> Result<(), StoreError> {
    // One that would begin later was written while a look was open that has ended sooner: it never began, and it must not
    // stand before the one that holds.
    tx.db
        .prepare_cached("DELETE FROM rest WHERE person = ?1 AND started_at > ?2")?
        .execute((person.0, rest.started_at.0))?;
    tx.db
        .prepare_cached(
            "INSERT INTO rest (person, started_at, body) VALUES (?1,?2,?3)
             ON CONFLICT (person, started_at) DO UPDATE SET body = excluded.body",
        )?
        .execute((person.0, rest.started_at.0, json(&rest)))?;
    Ok(())
}
