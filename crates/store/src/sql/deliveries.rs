//! Deliveries as rows. Their life is the model's; here its states are columns.

use super::{
    chain,
    columns::{code, json},
    delivery_rows::{delivery, one, says},
    destinations, told,
};
use crate::{
    db::{Db, OptionalRow},
    deliveries::{CLAIM_LASTS, DeliveryRow, NotAgain, Receipt},
    engine::Tx,
    error::StoreError,
};
use scrim_model::{
    delivery::{Delivery, Failure, Letter, Says, State, Subject, may_go_again},
    ids::{CaseId, DeliveryId, DestinationId, PersonId},
    time::{Span, Time},
};
use uuid::Uuid;

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
    /// When it is due at the soonest; none: at once.
    pub(super) not_before: Option<Time>,
}

pub(super) fn plan(tx: &Tx<'_>, plan: &Planned<'_>) -> Result<(), StoreError> {
    let (item, entry) = match plan.about {
        Subject::Item { item } | Subject::Danger { item } | Subject::Appeal { item, .. } => (Some(item.0), None),
        Subject::Fingerprint { entry, .. } | Subject::Entry { entry } | Subject::Confirmed { entry, .. } => {
            (None, Some(entry.0))
        }
    };
    let delivery = if plan.possible {
        plan.not_before.map_or(Delivery::PLANNED, Delivery::not_before)
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
    read_thread(tx.db, destination, subject, tx.db.keep())
}

/// The same, as it is now.
pub(super) fn letters(db: Db<'_>, destination: DestinationId, about: Subject) -> Result<Vec<Letter>, StoreError> {
    let thread = read_thread(db, destination, &json(&about), "")?;
    Ok(thread.into_iter().map(|(_seq, letter)| letter).collect())
}

fn read_thread(
    db: Db<'_>,
    destination: DestinationId,
    subject: &str,
    keep: &str,
) -> Result<Vec<(i64, Letter)>, StoreError> {
    let text = format!(
        "SELECT seq, says, state, at, attempts, in_doubt, why FROM delivery
         WHERE destination = ?1 AND subject = ?2 ORDER BY seq {keep}"
    );
    let mut sql = db.prepare_cached(&text)?;
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
    outcome: &Result<Option<Receipt>, Failure>,
    chance: u64,
) -> Result<bool, StoreError> {
    let Some((seq, row)) = kept(tx, id)? else {
        return Ok(false);
    };
    if row.tries != tries {
        return Ok(false);
    }
    let ended = match outcome {
        Ok(_receipt) => row.delivery.taken(tx.now),
        Err(why) => row.delivery.failed(tx.now, *why, chance, settles_after(&row)),
    };
    let Ok(delivery) = ended else { return Ok(false) };
    put(tx, seq, delivery)?;
    if let Ok(Some(receipt)) = outcome {
        told::keep(tx, id, receipt)?;
    }
    let letter = Letter {
        says: row.says,
        delivery,
    };
    if let Some(until) = letter.settles_at() {
        hold_back(tx, &row, seq, until)?;
    }
    let failure = outcome.as_ref().err().map(code);
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
    let again = row.delivery.again(tx.now, settles_after(&row));
    let again = again.map_err(|_not_dead| NotAgain::NotDead)?;
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

/// What comes behind one that stays in doubt waits until the destination can tell whether that has arrived: what takes it
/// back would find nothing before.
fn hold_back(tx: &Tx<'_>, row: &DeliveryRow, after: i64, until: Time) -> Result<(), StoreError> {
    for (seq, letter) in thread(tx, row.destination, &json(&row.subject))? {
        if seq > after && !letter.delivery.is_settled() {
            put(tx, seq, letter.delivery.held_back(until))?;
        }
    }
    Ok(())
}

/// How long its destination may take until it can tell whether an attempt has arrived.
fn settles_after(row: &DeliveryRow) -> Span {
    row.says.map_or(Span::ZERO, Says::settles_after)
}

/// One that stays as it is until this unit is committed.
fn kept(tx: &Tx<'_>, id: DeliveryId) -> Result<Option<(i64, DeliveryRow)>, StoreError> {
    let text = format!("SELECT seq FROM delivery WHERE id = ?1 {}", tx.db.keep());
    let seq = tx.db.query_row(&text, [id.0], |row| row.get(0)).optional()?;
    Ok(seq.zip(one(tx.db, id)?))
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
