//! Sums over a stretch of time, from rows. What a verdict means is the model's to say.

use super::columns::{from_code, from_json};
use crate::{
    db::Db,
    error::StoreError,
    transparency::{Appeals, Decided, ListSums, PeriodSums},
};
use scrim_model::{
    delivery::Outcome,
    ids::EntryId,
    quorum::Decision,
    rung::Rung,
    time::{Span, Time},
    transparency::{Period, Waits},
    verdict::{Listing, MatchAxis, Verdict},
};
use std::collections::{BTreeMap, HashMap};

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
    let mut lists = lists(db, span)?;
    let (decided, waited) = decided(db, span, &mut lists)?;
    Ok(PeriodSums {
        received: received(db, span)?,
        matched: count(
            "SELECT count(*) FROM item i WHERE i.received_at >= ?1 AND i.received_at < ?2
             AND i.outcome NOT IN ('look_alike', 'look_alike_shown')
             AND EXISTS (SELECT 1 FROM item_match m WHERE m.item = i.id)",
        )?,
        opened: count("SELECT count(*) FROM review_case WHERE purpose = 'review' AND created >= ?1 AND created < ?2")?,
        decided,
        decision: Waits::of(waited),
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
        lists: lists.into_values().collect(),
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

/// Every list by its name, with what it recognised.
fn lists(db: Db<'_>, span: Between) -> Result<BTreeMap<String, ListSums>, StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT b.name, b.harm,
                (SELECT count(DISTINCT m.item) FROM item_match m JOIN entry e ON e.id = m.entry
                 JOIN item i ON i.id = m.item
                 WHERE e.bank = b.id AND i.outcome NOT IN ('look_alike', 'look_alike_shown')
                 AND i.received_at >= ?1 AND i.received_at < ?2)
         FROM bank b ORDER BY b.name",
    )?;
    let rows = sql.query_map(span, |row| {
        Ok((row.get::<String>(0)?, row.get::<String>(1)?, row.get::<u64>(2)?))
    })?;
    let rows = rows.map(|row| {
        let (name, harm, matched) = row?;
        let list = ListSums {
            name: name.clone(),
            harm: from_code(&harm, "bank.harm")?,
            matched,
            same: 0,
            disputed: 0,
            different: 0,
        };
        Ok((name, list))
    });
    rows.collect()
}

/// What was decided, and how long each case had waited.
fn decided(
    db: Db<'_>,
    span: Between,
    lists: &mut BTreeMap<String, ListSums>,
) -> Result<(Decided, Vec<Span>), StoreError> {
    let looks = format!("l.rung >= {}", u8::from(Rung::Outline));
    let text = format!(
        "SELECT c.created, c.at, c.decision, EXISTS (SELECT 1 FROM look l WHERE l.case_id = c.id AND {looks})
         FROM review_case c WHERE c.state = 'decided' AND c.ended IS NULL AND c.purpose = 'review' AND c.at >= ?1 AND c.at < ?2"
    );
    let mut sql = db.prepare_cached(&text)?;
    let rows = sql.query_map(span, |row| {
        let (created, at) = (Time(row.get(0)?), Time(row.get(1)?));
        Ok((at.since(created), row.get::<String>(2)?, row.get::<bool>(3)?))
    })?;
    let (mut sums, mut waits) = (Decided::default(), Vec::new());
    let names = names(db, span)?;
    for row in rows {
        let (waited, decision, looked) = row?;
        let Decision::Confirmed { deciding, .. } = from_json(&decision, "review_case.decision")? else {
            return Err(StoreError::Corrupt {
                column: "review_case.decision",
            });
        };
        waits.push(waited);
        sums.without_a_look += u64::from(!looked);
        *match Outcome::of(&deciding.verdict) {
            Outcome::Confirmed => &mut sums.confirmed,
            Outcome::OtherPolicy => &mut sums.other_policy,
            Outcome::Cleared => &mut sums.cleared,
        } += 1;
        by_list(&deciding.verdict, &names, lists);
    }
    Ok((sums, waits))
}

fn by_list(verdict: &Verdict, names: &HashMap<EntryId, String>, lists: &mut BTreeMap<String, ListSums>) {
    for pair in &verdict.pairs {
        let Some(list) = names.get(&pair.entry).and_then(|name| lists.get_mut(name)) else {
            continue;
        };
        match pair.matched {
            MatchAxis::SameExact | MatchAxis::SameAltered => list.same += 1,
            MatchAxis::Different => list.different += 1,
            MatchAxis::Undetermined => {}
        }
        list.disputed += u64::from(matches!(pair.listing, Listing::Disputes { .. }));
    }
}

/// The lists of all entries that the decided cases are about, in one journey to the database.
fn names(db: Db<'_>, span: Between) -> Result<HashMap<EntryId, String>, StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT DISTINCT m.entry, b.name FROM review_case c JOIN item i ON i.case_id = c.id
         JOIN item_match m ON m.item = i.id JOIN entry e ON e.id = m.entry JOIN bank b ON b.id = e.bank
         WHERE c.state = 'decided' AND c.purpose <> 'check' AND c.at >= ?1 AND c.at < ?2",
    )?;
    let rows = sql.query_map(span, |row| Ok((EntryId(row.get(0)?), row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}
