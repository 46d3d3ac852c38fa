//! Sums as rows.

use super::{columns::from_json, delivery_rows, looks, rematching, removals};
use crate::db::Db;
use crate::{
    error::StoreError,
    metrics::{Backlog, QueueBacklog, Sums},
};
use scrim_model::{
    time::Time,
    verdict::{Listing, Verdict},
};
use std::collections::BTreeMap;

const VARIANTS: &str =
    "SELECT coalesce(sum(CASE WHEN added THEN 1 ELSE -1 END), 0) FROM hash_change WHERE variant_item IS NOT NULL";
const CONFIRMED: &str = "SELECT count(*) FROM entry WHERE NOT suspended AND state ->> 'standing' = 'confirmed'";

pub(crate) fn sums(db: Db<'_>) -> Result<Sums, StoreError> {
    let mut sums = Sums {
        outcomes: groups(
            db,
            "SELECT outcome, count(*) FROM item WHERE outcome NOT IN ('look_alike', 'look_alike_shown') GROUP BY outcome",
        )?,
        matched: one(
            db,
            "SELECT count(DISTINCT m.item) FROM item_match m JOIN item i ON i.id = m.item
             AND i.outcome NOT IN ('look_alike', 'look_alike_shown')",
        )?,
        cases: groups(
            db,
            "SELECT state, count(*) FROM review_case WHERE purpose NOT IN ('check', 'look_alike') AND ended IS NULL GROUP BY state",
        )?,
        checks: groups(
            db,
            "SELECT state, count(*) FROM review_case WHERE purpose = 'check' GROUP BY state",
        )?,
        split: one(
            db,
            "SELECT count(*) FROM review_case WHERE stage = 'settle' AND state <> 'decided' AND purpose <> 'look_alike'",
        )?,
        checks_split: one(
            db,
            "SELECT count(*) FROM review_case WHERE purpose = 'check' AND stage = 'settle' AND state <> 'decided'",
        )?,
        looks: one(db, "SELECT count(*) FROM look WHERE charged")?,
        entries_added: one(
            db,
            "SELECT count(*) FROM entry WHERE from_item IS NOT NULL AND NOT suspended",
        )?,
        entries_confirmed: one(db, CONFIRMED)?,
        variants_added: one(db, VARIANTS)?,
        pairs_excluded: one(db, "SELECT count(*) FROM excluded_pair")?,
        entries_suspended: one(db, "SELECT count(*) FROM entry WHERE suspended AND from_item IS NULL")?,
        removals: removals::sum(db)?,
        ..Sums::default()
    };
    exposure(db, &mut sums)?;
    axes(db, &mut sums)?;
    Ok(sums)
}

pub(crate) fn team_effect(db: Db<'_>) -> Result<[u64; 3], StoreError> {
    let stopped = one(db, "SELECT count(*) FROM item WHERE outcome = 'stopped'")?;
    let decided = one(
        db,
        "SELECT count(*) FROM review_case WHERE state = 'decided' AND purpose NOT IN ('check', 'look_alike') AND ended IS NULL",
    )?;
    Ok([one(db, CONFIRMED)? + one(db, VARIANTS)?, stopped, decided])
}

/// A case whose lease has run out waits, whether or not anybody has written that down.
pub(crate) fn backlog(db: Db<'_>, now: Time) -> Result<Backlog, StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT q.name, sum(CASE WHEN c.at <= ?1 THEN 1 ELSE 0 END),
                sum(CASE WHEN c.state = 'waiting' AND c.at > ?1 THEN 1 ELSE 0 END),
                min(CASE WHEN c.at <= ?1 THEN c.created END)
         FROM queue q LEFT JOIN review_case c ON c.queue = q.id AND c.state IN ('waiting', 'leased')
           AND c.purpose <> 'look_alike'
         GROUP BY q.id, q.name ORDER BY q.name",
    )?;
    let queues = sql.query_map([now.0], |row| {
        Ok(QueueBacklog {
            name: row.get(0)?,
            waiting: row.get(1)?,
            later: row.get(2)?,
            oldest: row.get::<Option<i64>>(3)?.map(Time),
        })
    })?;
    let count =
        |text| -> Result<u64, StoreError> { Ok(db.prepare_cached(text)?.query_row([now.0], |row| row.get(0))?) };
    let open = delivery_rows::open(db)?;
    Ok(Backlog {
        queues: queues.collect::<Result<_, _>>()?,
        leases: count("SELECT count(*) FROM lease WHERE ended_at IS NULL AND expires_at > ?1")?,
        planned: one(db, "SELECT count(*) FROM outbox WHERE done_at IS NULL")?,
        due: count("SELECT count(*) FROM outbox WHERE done_at IS NULL AND due_at <= ?1")?,
        media_left: one(
            db,
            "SELECT (SELECT count(*) FROM destroyed WHERE media_gone_at IS NULL) + (SELECT count(*) FROM unneeded_media)",
        )?,
        deliveries_waiting: open.values().map(|open| open.waiting).sum(),
        deliveries_dead: open.values().map(|open| open.dead).sum(),
        unverified: one(db, "SELECT count(*) FROM item WHERE outcome = 'unverified'")?,
        unverified_oldest: unverified_since(db)?,
        questions: one(db, "SELECT count(*) FROM open_question")?,
        rematching: rematching::backlog(db)?,
    })
}

/// When the oldest upload came in that a matcher has still to answer for.
pub(crate) fn unverified_since(db: Db<'_>) -> Result<Option<Time>, StoreError> {
    let mut sql = db.prepare_cached("SELECT min(received_at) FROM item WHERE outcome = 'unverified'")?;
    Ok(sql.query_row((), |row| row.get::<Option<i64>>(0))?.map(Time))
}

fn one(db: Db<'_>, text: &str) -> Result<u64, StoreError> {
    Ok(db.prepare_cached(text)?.query_row((), |row| row.get(0))?)
}

fn groups(db: Db<'_>, text: &str) -> Result<BTreeMap<String, u64>, StoreError> {
    let mut sql = db.prepare_cached(text)?;
    let rows = sql.query_map((), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn exposure(db: Db<'_>, sums: &mut Sums) -> Result<(), StoreError> {
    for grant in looks::all(db)? {
        let exposure = grant.exposure();
        let ms = u64::try_from(exposure.shown.0).unwrap_or_default();
        *sums.exposure_ms_by_rung.entry(exposure.rung.into()).or_default() += ms;
    }
    Ok(())
}

fn axes(db: Db<'_>, sums: &mut Sums) -> Result<(), StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT v.body FROM verdict v JOIN review_case c ON c.id = v.case_id WHERE v.status = 'given'
         AND c.purpose NOT IN ('check', 'look_alike')",
    )?;
    let bodies = sql.query_map((), |row| row.get::<String>(0))?;
    for body in bodies {
        let verdict: Verdict = from_json(&body?, "verdict.body")?;
        *sums
            .by_content
            .entry(super::columns::code(&verdict.content))
            .or_default() += 1;
        for pair in &verdict.pairs {
            *sums.by_match.entry(super::columns::code(&pair.matched)).or_default() += 1;
            *sums.by_listing.entry(listing(&pair.listing).to_owned()).or_default() += 1;
        }
    }
    Ok(())
}

fn listing(listing: &Listing) -> &'static str {
    match listing {
        Listing::Agrees => "agrees",
        Listing::Disputes { .. } => "disputes",
        Listing::NotAssessed => "not_assessed",
    }
}
