//! Deliveries as rows. Their life is the model's; here its states are columns.

use super::{
    chain,
    columns::{code, from_code, from_json, json},
    destinations,
};
use crate::{
    db::{Db, OptionalRow, Row},
    deliveries::{Attempt, CLAIM_LASTS, DeliveryRow, NotAgain, Which},
    destinations::{EntryOrigin, Open},
    engine::Tx,
    error::StoreError,
};
use scrim_model::{
    delivery::{Delivery, Failure, Letter, Says, State, Subject, may_go_again},
    ids::{CaseId, DeliveryId, DestinationId, PersonId},
    time::Time,
};
use std::collections::HashMap;
use uuid::Uuid;

const COLUMNS: &str = "d.id, d.destination, d.subject, d.says, d.case_id, d.planned_at, d.state, d.at, d.attempts,
    d.in_doubt, d.why, d.tries, i.reference, o.member, o.entry_id";

const JOINED: &str = "delivery d LEFT JOIN item i ON i.id = d.item
    LEFT JOIN entry_origin o ON o.entry = d.entry AND o.kind = 'ncmec'";

/// Those that something is still to become of.
const OPEN: &str = "d.state IN ('planned', 'sending', 'waiting')";

/// What is to be planned.
pub(super) struct Planned<'a> {
    pub(super) destination: DestinationId,
    pub(super) subject: &'a str,
    pub(super) about: Subject,
    pub(super) says: Option<Says>,
    pub(super) case: CaseId,
    /// Else a person has to see to it.
    pub(super) possible: bool,
}

pub(super) fn plan(tx: &Tx<'_>, plan: &Planned<'_>) -> Result<(), StoreError> {
    let (item, entry) = match plan.about {
        Subject::Item { item } | Subject::Danger { item } | Subject::Appeal { item, .. } => (Some(item.0), None),
        Subject::Fingerprint { entry, .. } | Subject::Entry { entry } => (None, Some(entry.0)),
    };
    let delivery = if plan.possible {
        Delivery::PLANNED
    } else {
        Delivery::impossible(tx.now, Failure::CannotTakeBack)
    };
    let (state, at, why) = columns(delivery.state, tx.now);
    tx.db
        .prepare_cached(
            "INSERT INTO delivery (id, destination, subject, says, case_id, item, entry, planned_at, state, at, attempts,
             in_doubt, why) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0, FALSE, ?11)",
        )?
        .execute((
            tx.fresh_id()?,
            plan.destination.0,
            plan.subject,
            plan.says.as_ref().map(json),
            plan.case.0,
            item,
            entry,
            tx.now.0,
            state,
            at,
            why,
        ))?;
    Ok(())
}

/// All that a destination is told of a subject, in order; it stays as it is until this unit is committed.
pub(super) fn thread(tx: &Tx<'_>, destination: DestinationId, subject: &str) -> Result<Vec<(i64, Letter)>, StoreError> {
    let text = format!(
        "SELECT seq, says, state, at, attempts, in_doubt, why FROM delivery
         WHERE destination = ?1 AND subject = ?2 ORDER BY seq {}",
        tx.db.keep()
    );
    let mut sql = tx.db.prepare_cached(&text)?;
    let rows = sql.query_map((destination.0, subject), |row| {
        let letter = says(row, 1).and_then(|says| {
            Ok(Letter {
                says,
                delivery: delivery(row, 2)?,
            })
        });
        Ok((row.get(0)?, letter))
    })?;
    rows.map(|row| {
        let (seq, letter) = row?;
        Ok((seq, letter?))
    })
    .collect()
}

/// Writes how far one has come.
pub(super) fn put(tx: &Tx<'_>, seq: i64, delivery: Delivery) -> Result<(), StoreError> {
    let (state, at, why) = columns(delivery.state, tx.now);
    tx.db
        .prepare_cached(
            "UPDATE delivery SET state = ?2, at = ?3, why = ?4, attempts = ?5, in_doubt = ?6 WHERE seq = ?1",
        )?
        .execute((seq, state, at, why, delivery.attempts, delivery.in_doubt))?;
    Ok(())
}

/// A destination hears nothing any more: what has not left never does.
pub(super) fn withdraw_all(tx: &Tx<'_>, destination: DestinationId) -> Result<(), StoreError> {
    let text = "UPDATE delivery SET state = 'withdrawn', at = ?2, why = NULL
                WHERE destination = ?1 AND state IN ('planned', 'sending', 'waiting', 'dead')";
    tx.db.prepare_cached(text)?.execute((destination.0, tx.now.0))?;
    Ok(())
}

/// Those that are due and behind nothing that is still open, soonest first.
pub(crate) fn claim(tx: &Tx<'_>, to: DestinationId, most: u32) -> Result<Vec<DeliveryRow>, StoreError> {
    let text = format!(
        "SELECT d.seq, d.id FROM delivery d WHERE d.destination = ?1 AND d.at <= ?2 AND {OPEN}
         AND EXISTS (SELECT 1 FROM destination t WHERE t.id = ?1 AND t.mode = 'on')
         AND NOT EXISTS (SELECT 1 FROM delivery e WHERE e.destination = d.destination AND e.subject = d.subject
           AND e.seq < d.seq AND e.state IN ('planned', 'sending', 'waiting'))
         ORDER BY d.at, d.seq LIMIT ?3 {}",
        tx.db.claim()
    );
    let mut sql = tx.db.prepare_cached(&text)?;
    let rows = sql.query_map((to.0, tx.now.0, most), |row| Ok((row.get(0)?, row.get(1)?)))?;
    let due: Vec<(i64, Uuid)> = rows.collect::<Result<_, _>>()?;
    let mut claimed = Vec::with_capacity(due.len());
    for (seq, id) in due {
        let Some(mut row) = one(tx.db, DeliveryId(id))? else {
            continue;
        };
        let Ok(delivery) = row.delivery.claimed(tx.now, CLAIM_LASTS) else {
            continue;
        };
        put(tx, seq, delivery)?;
        row.delivery = delivery;
        row.tries = row.tries.saturating_add(1);
        tx.db
            .prepare_cached("UPDATE delivery SET tries = ?2 WHERE seq = ?1")?
            .execute((seq, row.tries))?;
        tx.db
            .prepare_cached("INSERT INTO delivery_attempt (delivery, number, began_at) VALUES (?1, ?2, ?3)")?
            .execute((id, row.tries, tx.now.0))?;
        claimed.push(row);
    }
    Ok(claimed)
}

pub(crate) fn end_attempt(
    tx: &Tx<'_>,
    (id, tries): (DeliveryId, u32),
    outcome: Result<(), Failure>,
    chance: u64,
) -> Result<bool, StoreError> {
    let Some((seq, row)) = kept(tx, id)? else {
        return Ok(false);
    };
    if row.tries != tries {
        return Ok(false);
    }
    let ended = match outcome {
        Ok(()) => row.delivery.taken(tx.now),
        Err(why) => row.delivery.failed(tx.now, why, chance),
    };
    let Ok(delivery) = ended else { return Ok(false) };
    put(tx, seq, delivery)?;
    let failure = outcome.err().map(|why| code(&why));
    tx.db
        .prepare_cached("UPDATE delivery_attempt SET ended_at = ?3, failure = ?4 WHERE delivery = ?1 AND number = ?2")?
        .execute((id.0, tries, tx.now.0, failure))?;
    let kind = match delivery.state {
        State::Delivered { .. } => "delivered",
        State::Dead { .. } => "delivery_dead",
        _ => return Ok(true),
    };
    let fact = serde_json::json!({"delivery": id, "destination": row.destination, "case": row.case});
    chain::append(tx, kind, &fact);
    Ok(true)
}

pub(crate) fn send_again(tx: &Tx<'_>, by: Option<PersonId>, id: DeliveryId) -> Result<(), NotAgain> {
    let (seq, row) = kept(tx, id)?.ok_or(NotAgain::NoSuch)?;
    let again = row.delivery.again(tx.now).map_err(|_not_dead| NotAgain::NotDead)?;
    if destinations::kind(tx.db, row.destination)?.is_none_or(|(_kind, removed)| removed) {
        return Err(NotAgain::Removed);
    }
    let thread = thread(tx, row.destination, &json(&row.subject))?;
    let letters: Vec<Letter> = thread.iter().map(|(_seq, letter)| *letter).collect();
    let place = thread.iter().position(|(known, _letter)| *known == seq);
    if !place.is_some_and(|place| may_go_again(&letters, place)) {
        return Err(NotAgain::Overtaken);
    }
    put(tx, seq, again)?;
    chain::append(
        tx,
        "delivery_sent_again",
        &serde_json::json!({"delivery": id, "by": by}),
    );
    Ok(())
}

pub(crate) fn page(
    db: Db<'_>,
    which: Which,
    before: Option<DeliveryId>,
    most: u32,
) -> Result<Vec<DeliveryRow>, StoreError> {
    let states = match which {
        Which::Waiting => "d.state IN ('planned', 'sending', 'waiting')",
        Which::Dead => "d.state = 'dead'",
        Which::Delivered => "d.state = 'delivered'",
        Which::Withdrawn => "d.state = 'withdrawn'",
    };
    let text = format!("SELECT {COLUMNS} FROM {JOINED} WHERE {states} AND d.id < ?1 ORDER BY d.id DESC LIMIT ?2");
    let before = before.map_or(Uuid::max(), |before| before.0);
    let mut sql = db.prepare_cached(&text)?;
    let rows = sql.query_map((before, most), |row| Ok(read(row)))?;
    rows.map(|row| row?).collect()
}

/// One delivery.
pub(crate) fn one(db: Db<'_>, id: DeliveryId) -> Result<Option<DeliveryRow>, StoreError> {
    let text = format!("SELECT {COLUMNS} FROM {JOINED} WHERE d.id = ?1");
    let mut sql = db.prepare_cached(&text)?;
    sql.query_row([id.0], |row| Ok(read(row))).optional()?.transpose()
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

/// One that stays as it is until this unit is committed.
fn kept(tx: &Tx<'_>, id: DeliveryId) -> Result<Option<(i64, DeliveryRow)>, StoreError> {
    let text = format!("SELECT seq FROM delivery WHERE id = ?1 {}", tx.db.keep());
    let seq = tx.db.query_row(&text, [id.0], |row| row.get(0)).optional()?;
    Ok(seq.zip(one(tx.db, id)?))
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
    })
}

fn says(row: &Row<'_>, at: usize) -> Result<Option<Says>, StoreError> {
    let says: Option<String> = row.get(at)?;
    says.map(|says| from_json(&says, "delivery.says")).transpose()
}

/// State, time, attempts, doubt and reason, in this order from one column on.
fn delivery(row: &Row<'_>, from: usize) -> Result<Delivery, StoreError> {
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

fn columns(state: State, now: Time) -> (&'static str, i64, Option<String>) {
    match state {
        State::Planned => ("planned", now.0, None),
        State::Sending { until } => ("sending", until.0, None),
        State::Waiting { at } => ("waiting", at.0, None),
        State::Delivered { at } => ("delivered", at.0, None),
        State::Dead { at, why } => ("dead", at.0, Some(code(&why))),
        State::Withdrawn { at } => ("withdrawn", at.0, None),
    }
}
