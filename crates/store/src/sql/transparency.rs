//! Sums over a stretch of time, from rows. What a verdict means is the model's to say.

use super::{columns::from_code, decided};
use crate::{
    db::Db,
    error::StoreError,
    transparency::{Appeals, Decided, ListSums, PeriodSums},
};
use scrim_model::{
    delivery::Outcome,
    ids::BankId,
    rung::Rung,
    time::{Span, Time},
    transparency::{Period, Waits},
};
use std::collections::BTreeMap;

/// Cases about uploads whose decision is of the period and stands.
const DECIDED: &str = "WHERE c.outcome IS NOT NULL AND c.purpose = 'review' AND c.at >= ?1 AND c.at < ?2";

/// Of decisions, and of what was stopped at the door.
const APPEALS: &str = "(SELECT asked_at, outcome, closed_at FROM appeal UNION ALL
     SELECT asked_at, outcome, closed_at FROM stop_appeal) a";

fn closed(outcome: &str) -> String {
    format!("SELECT count(*) FROM {APPEALS} WHERE outcome = '{outcome}' AND closed_at >= ?1 AND closed_at < ?2")
}

pub(crate) fn sums(db: Db<'_>, period: Period) -> Result<PeriodSums, StoreError> {
    let span = (period.from().0, period.until().0);
    let count =
        |text: &str| -> Result<u64, StoreError> { Ok(db.prepare_cached(text)?.query_row(span, |row| row.get(0))?) };
    Ok(PeriodSums {
        received: received(db, span)?,
        matched: count(
            "SELECT count(*) FROM item i WHERE i.received_at >= ?1 AND i.received_at < ?2
             AND i.outcome NOT IN ('look_alike', 'look_alike_shown')
             AND EXISTS (SELECT 1 FROM item_match m WHERE m.item = i.id)",
        )?,
        opened: count("SELECT count(*) FROM review_case WHERE purpose = 'review' AND created >= ?1 AND created < ?2")?,
        decided: decided_cases(db, span)?,
        decision: Waits::of(waits(db, span)?),
        removal: Waits::of(removals(db, span)?),
        reversed: count(
            "SELECT count(*) FROM chain WHERE kind = 'verdict_reversed' AND at >= ?1 AND at < ?2
             AND body NOT LIKE '%\"purpose\":\"check\"%'",
        )?,
        appeals: Appeals {
            asked: count(&format!(
                "SELECT count(*) FROM {APPEALS} WHERE asked_at >= ?1 AND asked_at < ?2"
            ))?,
            upheld: count(&closed("upheld"))?,
            overturned: count(&closed("overturned"))?,
        },
        entries_added: count(
            "SELECT count(*) FROM entry WHERE from_item IS NOT NULL AND NOT suspended AND added_at >= ?1 AND added_at < ?2",
        )?,
        lists: lists(db, span)?,
    })
}

/// From, and up to, in milliseconds.
type Between = (i64, i64);

fn received(db: Db<'_>, span: Between) -> Result<BTreeMap<String, u64>, StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT outcome, count(*) FROM item WHERE received_at >= ?1 AND received_at < ?2
         AND outcome NOT IN ('look_alike', 'look_alike_shown') GROUP BY outcome",
    )?;
    let rows = sql.query_map(span, |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A clock of a platform that is ahead counts as no time.
fn removals(db: Db<'_>, span: Between) -> Result<Vec<Span>, StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT r.removed_at, i.received_at FROM removal r JOIN item i ON i.id = r.item
         WHERE r.removed_at >= ?1 AND r.removed_at < ?2",
    )?;
    let rows = sql.query_map(span, |row| Ok(Time(row.get(0)?).since(Time(row.get(1)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Every list by its name, with what it recognised and what was decided of it.
fn lists(db: Db<'_>, span: Between) -> Result<Vec<ListSums>, StoreError> {
    let mut decided = decided::by_list(db, span)?;
    let mut sql = db.prepare_cached(
        "SELECT b.name, b.harm,
                (SELECT count(DISTINCT m.item) FROM item_match m JOIN entry e ON e.id = m.entry
                 JOIN item i ON i.id = m.item
                 WHERE e.bank = b.id AND i.outcome NOT IN ('look_alike', 'look_alike_shown')
                 AND i.received_at >= ?1 AND i.received_at < ?2), b.id
         FROM bank b ORDER BY b.name",
    )?;
    let rows = sql.query_map(span, |row| {
        let (name, harm): (String, String) = (row.get(0)?, row.get(1)?);
        Ok((name, harm, row.get::<u64>(2)?, BankId(row.get(3)?)))
    })?;
    let read = rows.map(|row| {
        let (name, harm, matched, bank) = row?;
        Ok(ListSums {
            name,
            harm: from_code(&harm, "bank.harm")?,
            matched,
            decided: decided.remove(&bank).unwrap_or_default(),
        })
    });
    read.collect()
}

fn decided_cases(db: Db<'_>, span: Between) -> Result<Decided, StoreError> {
    let text = format!(
        "SELECT count(*) FROM review_case c {DECIDED} AND NOT EXISTS (SELECT 1 FROM look l
         WHERE l.case_id = c.id AND l.rung >= {})",
        u8::from(Rung::Outline)
    );
    let mut sums = Decided {
        without_a_look: db.prepare_cached(&text)?.query_row(span, |row| row.get(0))?,
        ..Decided::default()
    };
    for (outcome, many) in decided::outcomes(db, span)? {
        *match outcome {
            Outcome::Confirmed => &mut sums.confirmed,
            Outcome::OtherPolicy => &mut sums.other_policy,
            Outcome::Cleared => &mut sums.cleared,
        } = many;
    }
    Ok(sums)
}

/// How long each decided case had waited: a middle takes all of them.
fn waits(db: Db<'_>, span: Between) -> Result<Vec<Span>, StoreError> {
    let mut sql = db.prepare_cached(&format!("SELECT c.at, c.created FROM review_case c {DECIDED}"))?;
    let rows = sql.query_map(span, |row| Ok(Time(row.get(0)?).since(Time(row.get(1)?))))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
