//! When people work, as rows: what is done with a case in hand, and how long cases are in hand.
//!
//! Knows no rule. A case that is leased may be before somebody until the lease ends, whatever little their desk says: so
//! work is what is said, and every lease from its taking to its end. An open one is counted up to now when work is read,
//! and one that ends is written into its stretch.

use crate::{
    db::{Db, Many},
    engine::Tx,
    error::StoreError,
};
use scrim_model::{
    ids::PersonId,
    lease::LEASE_LIFE,
    time::{Span, Time},
    wellness::Interval,
};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Activity that comes within this time of the last, or of the end of the last lease, is one stretch of work: as long as
/// a lease lives, and a heartbeat more for taking the next one.
const ONE_STRETCH: Span = Span(LEASE_LIFE.0 + 30_000);

/// Something was done with a case in hand.
pub(super) fn worked(tx: &Tx<'_>, person: PersonId) -> Result<(), StoreError> {
    all_worked(tx, &[person])
}

const EXTENDED: Many = Many {
    text: "UPDATE work SET ended_at = ?2 {rows} WHERE person = ?1 AND ended_at >= ?3 AND started_at =
           (SELECT max(w.started_at) FROM work w WHERE w.person = ?1) RETURNING person",
    kinds: &["UUID", "BIGINT", "BIGINT"],
};

const BEGUN: Many = Many {
    text: "INSERT INTO work (person, started_at, ended_at) SELECT ?1, ?2, ?2 {rows} WHERE TRUE ON CONFLICT DO NOTHING",
    kinds: &["UUID", "BIGINT"],
};

/// The same of several people, each named once.
pub(super) fn all_worked(tx: &Tx<'_>, people: &[PersonId]) -> Result<(), StoreError> {
    let since = tx.now - ONE_STRETCH;
    let rows: Vec<_> = people.iter().map(|person| (person.0, tx.now.0, since.0)).collect();
    let extended: HashSet<Uuid> = tx
        .db
        .query_each(&EXTENDED, &rows, |row| row.get(0))?
        .into_iter()
        .collect();
    let begun = people.iter().filter(|person| !extended.contains(&person.0));
    tx.db
        .execute_each(&BEGUN, &begun.map(|person| (person.0, tx.now.0)).collect::<Vec<_>>())?;
    Ok(())
}

/// A lease that ended: whose it was, when it was taken, and until when it held.
pub(super) type Ended = (Uuid, i64, i64);

/// These leases were held until they ended. All that one person lets go of at once is of one stretch: nobody begins
/// another one while they hold something.
pub(super) fn held(tx: &Tx<'_>, these: &[Ended]) -> Result<(), StoreError> {
    const HELD: Many = Many {
        text: "UPDATE work SET ended_at = ?3 {rows} WHERE person = ?1 AND ended_at < ?3 AND started_at =
               (SELECT max(w.started_at) FROM work w WHERE w.person = ?1 AND w.started_at <= ?2)",
        kinds: &["UUID", "BIGINT", "BIGINT"],
    };
    let mut of: HashMap<Uuid, (i64, i64)> = HashMap::new();
    for (person, taken_at, until) in these {
        let held = of.entry(*person).or_insert((*taken_at, *until));
        *held = (held.0.min(*taken_at), held.1.max(*until));
    }
    let mut rows: Vec<_> = of
        .into_iter()
        .map(|(who, (taken_at, until))| (who, taken_at, until))
        .collect();
    // In one order, so that no two units wait for each other's rows.
    rows.sort_unstable();
    tx.db.execute_each(&HELD, &rows)?;
    Ok(())
}

const WORK: Many = Many {
    text: "SELECT w.* FROM {per row} (SELECT person, started_at, ended_at FROM work
           WHERE person = ?1 AND ended_at >= ?2 {apart}) w",
    kinds: &["UUID", "BIGINT"],
};

const IN_HAND: Many = Many {
    text: "SELECT l.* FROM {per row} (SELECT person, taken_at, expires_at FROM lease
           WHERE person = ?1 AND ended_at IS NULL {apart}) l",
    kinds: &["UUID"],
};

/// When each of several people worked, since a time of their own, as stretches in order.
pub(super) fn since(db: Db<'_>, since: &[(Uuid, i64)], now: Time) -> Result<HashMap<Uuid, Vec<Interval>>, StoreError> {
    let mut work: HashMap<Uuid, Vec<Interval>> = HashMap::new();
    let stretch = |row: &crate::db::Row<'_>| {
        let (start, end) = (Time(row.get(1)?), Time(row.get(2)?));
        Ok((row.get::<Uuid>(0)?, Interval { start, end }))
    };
    for (person, stretch) in db.query_each(&WORK, since, stretch)? {
        work.entry(person).or_default().push(stretch);
    }
    let people: Vec<_> = since.iter().map(|(person, _since)| [*person]).collect();
    for (person, lease) in db.query_each(&IN_HAND, &people, stretch)? {
        let end = lease.end.min(now);
        work.entry(person).or_default().push(Interval { end, ..lease });
    }
    for stretches in work.values_mut() {
        *stretches = Interval::merged(stretches.drain(..));
    }
    Ok(work)
}
