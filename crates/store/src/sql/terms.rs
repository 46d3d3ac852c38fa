//! What else somebody's limits rest on, as rows: their hours, whether they are new, and what counts as severe.

use super::{
    chain,
    columns::{from_json, json},
    groups, hours,
};
use crate::{
    db::{Db, OptionalRow},
    engine::Tx,
    error::StoreError,
};
use scrim_model::{
    ids::{ItemId, PersonId},
    time::Time,
    wellness::{Experience, Interval, PastHours, Record, Settings, Severe, shifts_in_force},
};

/// What a person's row says of their shifts and of how long they have been here.
pub(super) struct Terms {
    pub(super) hours: Option<String>,
    pub(super) experienced_at: Option<i64>,
    pub(super) first_work: Option<i64>,
}

impl Terms {
    pub(super) fn of(db: Db<'_>, person: PersonId) -> Result<Self, StoreError> {
        let text = "SELECT p.hours, p.experienced_at,
                    (SELECT min(w.started_at) FROM work w WHERE w.person = p.id) FROM person p WHERE p.id = ?1";
        let found = db.prepare_cached(text)?.query_row([person.0], |row| {
            Ok(Self {
                hours: row.get(0)?,
                experienced_at: row.get(1)?,
                first_work: row.get(2)?,
            })
        });
        Ok(found.optional()?.unwrap_or(Self {
            hours: None,
            experienced_at: None,
            first_work: None,
        }))
    }

    /// The shifts around `now` of somebody who did what `record` says, beside the hours that these have replaced.
    pub(super) fn shifts(
        &self,
        past: &[PastHours],
        (record, settings): (&Record, &Settings),
        now: Time,
    ) -> Result<Option<Vec<Interval>>, StoreError> {
        let hours = self.hours.as_deref().map(hours::read).transpose()?;
        Ok(shifts_in_force(hours.as_ref(), past, record, settings, now))
    }

    pub(super) fn experience(&self) -> Experience {
        match (self.experienced_at, self.first_work) {
            (Some(_said_at), _) => Experience::Recorded,
            (None, Some(at)) => Experience::Since { at: Time(at) },
            (None, None) => Experience::Unbegun,
        }
    }
}

/// The categories that the organisation calls severe.
pub(crate) fn severe(db: Db<'_>) -> Result<Severe, StoreError> {
    let kept: Option<String> = db
        .prepare_cached("SELECT severe FROM hub")?
        .query_row((), |row| row.get(0))?;
    let read = kept.map(|text| from_json(&text, "hub.severe")).transpose()?;
    Ok(read.unwrap_or_default())
}

pub(crate) fn set_severe(tx: &Tx<'_>, by: Option<PersonId>, severe: &Severe) -> Result<(), StoreError> {
    groups::alone(tx)?;
    tx.db.execute("UPDATE hub SET severe = ?1", [json(severe)])?;
    let fact = serde_json::json!({"by": by, "severe": severe});
    chain::append(tx, "severe_set", &fact);
    Ok(())
}

/// Whether an upload was recognised as an entry of a severe category.
pub(super) fn is_severe(db: Db<'_>, item: ItemId) -> Result<bool, StoreError> {
    let text = "SELECT e.category FROM item_match m JOIN entry e ON e.id = m.entry WHERE m.item = ?1";
    let mut sql = db.prepare_cached(text)?;
    let rows = sql.query_map([item.0], |row| row.get::<Option<String>>(0))?;
    let categories = rows.collect::<Result<Vec<_>, _>>()?;
    Ok(severe(db)?.is_one_of(categories.iter().map(Option::as_deref)))
}
