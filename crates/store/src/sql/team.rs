//! A team's weeks: put together from everybody's rows, and kept as they were told.

use super::{
    columns::{from_json, json},
    ledger, limits, looks,
};
use crate::{
    db::{Db, OptionalRow},
    engine::Tx,
    error::StoreError,
    team::TeamWeek,
};
use scrim_model::{
    disclosure::{Disclosed, Part, WEEK, disclose, last_settled, part, week_of},
    ids::PersonId,
    time::Time,
    wellness::{DAY, LookFact, Settings},
};
use std::collections::{BTreeMap, BTreeSet};

pub(crate) fn weeks(tx: &Tx<'_>, before: Option<Time>, most: u8) -> Result<Vec<TeamWeek>, StoreError> {
    let newest = last_settled(tx.now);
    let mut starts = before.map_or(newest, |before| newest.min(week_of(before) - WEEK));
    let Some(oldest) = first_work(tx.db)? else {
        return Ok(Vec::new());
    };
    let mut weeks = Vec::new();
    while weeks.len() < usize::from(most) && starts + WEEK > oldest {
        let told = told(tx, starts)?;
        weeks.push(TeamWeek { starts, told });
        starts = starts - WEEK;
    }
    Ok(weeks)
}

fn told(tx: &Tx<'_>, starts: Time) -> Result<Disclosed, StoreError> {
    if let Some(told) = kept(tx.db, starts)? {
        return Ok(told);
    }
    let floor = limits::floor(tx.db)?;
    let mut parts = BTreeMap::new();
    for person in reviewed(tx.db, starts)? {
        parts.insert(person, part_of(tx.db, person, starts, &floor)?);
    }
    let told = disclose(&parts, &reviewed(tx.db, starts - WEEK)?);
    // Where another hub was faster, what it has told stands.
    tx.db
        .prepare_cached("INSERT INTO team_week (starts_at, body) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
        .execute((starts.0, json(&told)))?;
    Ok(kept(tx.db, starts)?.unwrap_or(told))
}

fn kept(db: Db<'_>, starts: Time) -> Result<Option<Disclosed>, StoreError> {
    let kept: Option<String> = db
        .prepare_cached("SELECT body FROM team_week WHERE starts_at = ?1")?
        .query_row([starts.0], |row| row.get(0))
        .optional()?;
    kept.map(|body| from_json(&body, "team_week.body")).transpose()
}

fn part_of(db: Db<'_>, person: PersonId, starts: Time, floor: &Settings) -> Result<Part, StoreError> {
    let (from, to) = (starts - DAY, starts + WEEK);
    let work = ledger::work(db, person, from, to)?;
    let looks: Vec<LookFact> = looks::between(db, person, from, to)?
        .iter()
        .filter(|grant| grant.rung.is_look())
        .map(LookFact::of)
        .collect();
    Ok(part(starts, &work, &looks, floor))
}

/// Who reviewed in a week, whatever became of them since.
fn reviewed(db: Db<'_>, starts: Time) -> Result<BTreeSet<PersonId>, StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT p.id FROM person p WHERE EXISTS
         (SELECT 1 FROM work w WHERE w.person = p.id AND w.started_at < ?2 AND w.ended_at >= ?1)",
    )?;
    let rows = sql.query_map((starts.0, (starts + WEEK).0), |row| row.get(0).map(PersonId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn first_work(db: Db<'_>) -> Result<Option<Time>, StoreError> {
    let first: Option<i64> = db
        .prepare_cached("SELECT min(started_at) FROM work")?
        .query_row((), |row| row.get(0))?;
    Ok(first.map(Time))
}
