//! Where several people stand, read by one text a table: what a group of lease requests is judged by.
//!
//! Knows no rule; [`wellbeing`] knows them. Writes nothing: a break that is due refuses the request anyway, and is
//! written down by whoever looks next.

use super::{
    columns::from_json,
    hours,
    limits::Limits,
    looks,
    subjects::{LeftOut, read_opt_outs},
    terms::Terms,
    wellbeing::stand,
    working,
};
use crate::{
    db::{Db, Many},
    engine::Tx,
    error::StoreError,
    wellbeing::Standing,
};
use scrim_model::{
    ids::PersonId,
    wellness::{REACH, Record, in_force},
};
use std::collections::HashMap;
use uuid::Uuid;

const PEOPLE: Many = Many {
    text:
        "SELECT p.id, p.wellness, (SELECT r.body FROM rest r WHERE r.person = p.id ORDER BY r.started_at DESC LIMIT 1),
                  p.hours, p.experienced_at, (SELECT min(w.started_at) FROM work w WHERE w.person = p.id), p.opt_outs
           FROM person p {and rows} WHERE p.id = ?1",
    kinds: &["UUID"],
};

/// What people who ask for cases are judged by. Somebody who is not there stands nowhere.
#[derive(Default)]
pub(super) struct Standings {
    /// Where each of them stands.
    pub(super) of: HashMap<PersonId, Standing>,
    /// What those leave out who do: it is in the same row.
    pub(super) left_out: LeftOut,
}

/// Where each of these people stands.
pub(super) fn of(tx: &Tx<'_>, people: &[PersonId]) -> Result<Standings, StoreError> {
    let oldest = tx.now - REACH;
    let since: Vec<_> = people.iter().map(|person| (person.0, oldest.0)).collect();
    let mut limits = Limits::read(tx.db, people, tx.now)?;
    let mut work = working::since(tx.db, &since, tx.now)?;
    let mut looks = looks::facts_of(tx.db, &since)?;
    let mut past_hours = hours::past_of(tx.db, &since)?;
    let mut standings = Standings::default();
    for Row {
        person,
        own,
        rest,
        terms,
        opt_outs,
    } in people_of(tx.db, people)?
    {
        let own = own.map(|text| from_json(&text, "person.wellness")).transpose()?;
        let mut record = Record {
            work: work.remove(&person).unwrap_or_default(),
            looks: looks.remove(&person).unwrap_or_default(),
            rest: rest.map(|text| from_json(&text, "rest.body")).transpose()?,
            shifts: None,
            experience: terms.experience(),
        };
        let (layers, past) = limits.of(person, own);
        let effective = in_force(&layers, &past, &record, tx.now);
        let hours = past_hours.remove(&person).unwrap_or_default();
        record.shifts = terms.shifts(&hours, (&record, &effective.settings), tx.now)?;
        let (standing, _due) = stand(effective, record, tx.now);
        standings.of.insert(PersonId(person), standing);
        if let Some(kept) = opt_outs {
            standings.left_out.insert(PersonId(person), read_opt_outs(&kept)?);
        }
    }
    Ok(standings)
}

/// One person's.
struct Row {
    person: Uuid,
    own: Option<String>,
    rest: Option<String>,
    terms: Terms,
    opt_outs: Option<String>,
}

fn people_of(db: Db<'_>, people: &[PersonId]) -> Result<Vec<Row>, StoreError> {
    let ids: Vec<_> = people.iter().map(|person| [person.0]).collect();
    let rows = db.query_each(&PEOPLE, &ids, |row| {
        let terms = Terms {
            hours: row.get(3)?,
            experienced_at: row.get(4)?,
            first_work: row.get(5)?,
        };
        Ok(Row {
            person: row.get(0)?,
            own: row.get(1)?,
            rest: row.get(2)?,
            terms,
            opt_outs: row.get(6)?,
        })
    })?;
    Ok(rows)
}
