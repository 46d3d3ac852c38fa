//! Deliveries as they are read.

use super::{
    columns::{from_code, from_json},
    told,
};
use crate::{
    db::{Db, OptionalRow, Row},
    deliveries::{Attempt, DeliveryRow, Which},
    destinations::{EntryOrigin, Open},
    error::StoreError,
};
use scrim_model::{
    delivery::{Delivery, Says, State},
    ids::{CaseId, DeliveryId, DestinationId},
    time::Time,
};
use std::collections::HashMap;
use uuid::Uuid;

const COLUMNS: &str = "d.id, d.destination, d.subject, d.says, d.case_id, d.planned_at, d.state, d.at, d.attempts,
    d.in_doubt, d.why, d.tries, i.reference, o.member, o.entry_id";

const JOINED: &str = "delivery d LEFT JOIN item i ON i.id = d.item
    LEFT JOIN entry_origin o ON o.entry = d.entry AND o.kind = 'ncmec'";

fn states(which: Which) -> &'static str {
    match which {
        Which::Waiting => "d.state IN ('planned', 'sending', 'waiting')",
        Which::Dead => "d.state = 'dead'",
        Which::Delivered => "d.state = 'delivered'",
        Which::Withdrawn => "d.state = 'withdrawn'",
    }
}

/// Those of one destination.
pub(crate) fn page_to(
    db: Db<'_>,
    destination: DestinationId,
    which: Which,
    before: Option<DeliveryId>,
    most: u32,
) -> Result<Vec<DeliveryRow>, StoreError> {
    let states = states(which);
    let text = format!(
        "SELECT {COLUMNS} FROM {JOINED} WHERE {states} AND d.destination = ?1 AND d.id < ?2 ORDER BY d.id DESC LIMIT ?3"
    );
    let before = before.map_or(Uuid::max(), |before| before.0);
    let mut sql = db.prepare_cached(&text)?;
    let rows = sql.query_map((destination.0, before, most), |row| Ok(read(row)))?;
    rows.map(|row| told::beside(db, row??)).collect()
}

pub(crate) fn page(
    db: Db<'_>,
    which: Which,
    before: Option<DeliveryId>,
    most: u32,
) -> Result<Vec<DeliveryRow>, StoreError> {
    let states = states(which);
    let text = format!("SELECT {COLUMNS} FROM {JOINED} WHERE {states} AND d.id < ?1 ORDER BY d.id DESC LIMIT ?2");
    let before = before.map_or(Uuid::max(), |before| before.0);
    let mut sql = db.prepare_cached(&text)?;
    let rows = sql.query_map((before, most), |row| Ok(read(row)))?;
    rows.map(|row| told::beside(db, row??)).collect()
}

/// One delivery.
pub(crate) fn one(db: Db<'_>, id: DeliveryId) -> Result<Option<DeliveryRow>, StoreError> {
    let text = format!("SELECT {COLUMNS} FROM {JOINED} WHERE d.id = ?1");
    let mut sql = db.prepare_cached(&text)?;
    let row = sql.query_row([id.0], |row| Ok(read(row))).optional()?.transpose()?;
    row.map(|row| told::beside(db, row)).transpose()
}

pub(crate) fn attempts(db: Db<'_>, id: DeliveryId) -> Result<Vec<Attempt>, StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT number, began_at, ended_at, failure FROM delivery_attempt WHERE delivery = ?1 ORDER BY number",
    )?;
    let rows = sql.query_map([id.0], |row| {
        let failure: Option<String> = row.get(3)?;
        let ended_at: Option<i64> = row.get(2)?;
        Ok((row.get(0)?, Time(row.get(1)?), ended_at.map(Time), failure))
    })?;
    rows.map(|row| {
        let (number, began_at, ended_at, failure) = row?;
        let failure = failure
            .map(|why| from_code(&why, "delivery_attempt.failure"))
            .transpose()?;
        Ok(Attempt {
            number,
            began_at,
            ended_at,
            failure,
        })
    })
    .collect()
}

/// What something is still to become of, by destination.
pub(crate) fn open(db: Db<'_>) -> Result<HashMap<DestinationId, Open>, StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT destination, state = 'dead', count(*) FROM delivery
         WHERE state IN ('planned', 'sending', 'waiting', 'dead') GROUP BY destination, state = 'dead'",
    )?;
    let rows = sql.query_map((), |row| Ok((DestinationId(row.get(0)?), row.get(1)?, row.get(2)?)))?;
    let mut all: HashMap<DestinationId, Open> = HashMap::new();
    for row in rows {
        let (destination, is_dead, many) = row?;
        let open = all.entry(destination).or_default();
        if is_dead {
            open.dead = many;
        } else {
            open.waiting = many;
        }
    }
    Ok(all)
}

fn read(row: &Row<'_>) -> Result<DeliveryRow, StoreError> {
    let origin: (Option<String>, Option<String>) = (row.get(13)?, row.get(14)?);
    Ok(DeliveryRow {
        id: DeliveryId(row.get(0)?),
        destination: DestinationId(row.get(1)?),
        subject: from_json(&row.get::<String>(2)?, "delivery.subject")?,
        says: says(row, 3)?,
        case: CaseId(row.get(4)?),
        planned_at: Time(row.get(5)?),
        delivery: delivery(row, 6)?,
        tries: row.get(11)?,
        reference: row.get(12)?,
        origin: origin
            .0
            .zip(origin.1)
            .map(|(member, entry_id)| EntryOrigin { member, entry_id }),
        at_matcher: None,
    })
}

pub(super) fn says(row: &Row<'_>, at: usize) -> Result<Option<Says>, StoreError> {
    let says: Option<String> = row.get(at)?;
    says.map(|says| from_json(&says, "delivery.says")).transpose()
}

/// State, time, attempts, doubt and reason, in this order from one column on.
pub(super) fn delivery(row: &Row<'_>, from: usize) -> Result<Delivery, StoreError> {
    let (state, at): (String, i64) = (row.get(from)?, row.get(from + 1)?);
    let why: Option<String> = row.get(from + 4)?;
    let at = Time(at);
    let column = "delivery.state";
    let state = match state.as_str() {
        "planned" => State::Planned,
        "sending" => State::Sending { until: at },
        "waiting" => State::Waiting { at },
        "delivered" => State::Delivered { at },
        "withdrawn" => State::Withdrawn { at },
        "dead" => {
            let why = why.ok_or(StoreError::Corrupt { column: "delivery.why" })?;
            let why = from_code(&why, "delivery.why")?;
            State::Dead { at, why }
        }
        _ => return Err(StoreError::Corrupt { column }),
    };
    Ok(Delivery {
        state,
        attempts: row.get(from + 2)?,
        in_doubt: row.get(from + 3)?,
    })
}
