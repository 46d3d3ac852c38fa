//! How cases come to a queue and leave it, as rows. Weeks are put together once, of all queues, and kept as they were
//! told.

use super::{
    columns::{from_json, json},
    redirect,
};
use crate::{
    db::{Db, Many, OptionalRow},
    engine::Tx,
    error::StoreError,
    flow::{FlowWeek, QueueFlow},
};
use scrim_model::{
    disclosure::WEEK,
    flow::{AGES, AgeBand, Arrivals, ByAge, Decided, HOUR, decided, waiting_for, weeks},
    ids::{PersonId, QueueId},
    time::Time,
};
use std::collections::{BTreeMap, BTreeSet};

/// A walk along one index, and one row an hour in which anything came.
const ARRIVALS: &str = include_str!("flow_arrivals.sql");

/// What was taken back was not decided, and a look-alike is no case of the queue's. What a reversal took away was.
const VERDICTS: &str = "SELECT c.queue, v.person, count(*) FROM verdict v JOIN review_case c ON c.id = v.case_id
     WHERE v.at >= ?1 AND v.at < ?2 AND v.status <> 'undone' AND c.purpose <> 'look_alike' GROUP BY c.queue, v.person";

/// What waits and is given to whoever comes, as it is counted on the board: a lease that has run out holds nothing.
macro_rules! waiting {
    ($and:literal) => {
        concat!(
            "SELECT CASE WHEN created > ?3 THEN 0 WHEN created > ?4 THEN 1 WHEN created > ?5 THEN 2
                         WHEN created > ?6 THEN 3 WHEN created > ?7 THEN 4 ELSE 5 END, count(*) FROM review_case
             WHERE queue = ?1 AND state IN ('waiting', 'leased') AND at <= ?2 AND purpose <> 'look_alike'",
            $and,
            " GROUP BY 1"
        )
    };
}

const WAITING: &str = waiting!("");

/// What of it somebody has skipped: few, and found among those.
const SKIPPED: &str = waiting!(" AND id IN (SELECT case_id FROM barred WHERE why = 'skipped')");

const KEEP: Many = Many {
    text: "INSERT INTO queue_week (queue, starts_at, body) SELECT ?1, ?2, ?3 {rows} WHERE TRUE ON CONFLICT DO NOTHING",
    kinds: &["UUID", "BIGINT", "TEXT"],
};

/// Who gave how many verdicts in each queue. It goes into a sum and nowhere else.
type Gave = BTreeMap<QueueId, BTreeMap<PersonId, u64>>;

/// A week of a queue that has just been worked out.
pub(crate) struct Worked {
    queue: QueueId,
    starts: Time,
    decided: Decided,
}

/// What is told of a queue; a week that nobody has worked out is not in it.
pub(crate) fn of(db: Db<'_>, queue: QueueId, now: Time) -> Result<Option<QueueFlow>, StoreError> {
    if !redirect::is_queue(db, queue)? {
        return Ok(None);
    }
    let now = db.time(now)?;
    let starts = weeks(now);
    let arrivals = arrivals(db, queue, &starts)?;
    let mut told = Vec::with_capacity(starts.len());
    for starts in starts {
        if let Some(decided) = kept(db, queue, starts)? {
            let arrived = arrivals.between(starts, starts + WEEK);
            told.push(FlowWeek {
                starts,
                arrived,
                decided,
            });
        }
    }
    Ok(Some(QueueFlow {
        weeks: told,
        rhythm: arrivals.rhythm(now),
        waiting: waiting(db, queue, now)?,
    }))
}

/// The weeks of a queue that nobody has worked out yet, each for every queue: one walk over a week's verdicts serves
/// them all.
pub(crate) fn missing(db: Db<'_>, queue: QueueId, now: Time) -> Result<Vec<Worked>, StoreError> {
    if !redirect::is_queue(db, queue)? {
        return Ok(Vec::new());
    }
    let queues = queues(db)?;
    let (mut all, mut last): (Vec<Worked>, Option<(Time, Gave)>) = (Vec::new(), None);
    for starts in weeks(db.time(now)?) {
        if kept(db, queue, starts)?.is_some() {
            continue;
        }
        let before = match last.take() {
            Some((week, gave)) if week + WEEK == starts => gave,
            _ => gave(db, starts - WEEK)?,
        };
        let week = gave(db, starts)?;
        let nobody = BTreeMap::new();
        for queue in &queues {
            let those = |gave: &Gave| {
                gave.get(queue)
                    .map(|people| people.keys().copied().collect::<BTreeSet<_>>())
            };
            all.push(Worked {
                queue: *queue,
                starts,
                decided: decided(week.get(queue).unwrap_or(&nobody), &those(&before).unwrap_or_default()),
            });
        }
        last = Some((starts, week));
    }
    Ok(all)
}

/// Keeps what was worked out. Where another hub was faster, what it has told stands.
pub(crate) fn keep(tx: &Tx<'_>, weeks: &[Worked]) -> Result<(), StoreError> {
    let row = |week: &Worked| (week.queue.0, week.starts.0, json(&week.decided));
    let rows: Vec<_> = weeks.iter().map(row).collect();
    tx.db.execute_each(&KEEP, &rows)?;
    Ok(())
}

fn kept(db: Db<'_>, queue: QueueId, starts: Time) -> Result<Option<Decided>, StoreError> {
    let kept: Option<String> = db
        .prepare_cached("SELECT body FROM queue_week WHERE queue = ?1 AND starts_at = ?2")?
        .query_row((queue.0, starts.0), |row| row.get(0))
        .optional()?;
    kept.map(|body| from_json(&body, "queue_week.body")).transpose()
}

fn queues(db: Db<'_>) -> Result<Vec<QueueId>, StoreError> {
    let mut sql = db.prepare_cached("SELECT id FROM queue ORDER BY id")?;
    let rows = sql.query_map((), |row| row.get(0).map(QueueId))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn gave(db: Db<'_>, starts: Time) -> Result<Gave, StoreError> {
    let mut sql = db.prepare_cached(VERDICTS)?;
    let rows = sql.query_map((starts.0, (starts + WEEK).0), |row| {
        Ok((QueueId(row.get(0)?), PersonId(row.get(1)?), row.get::<u64>(2)?))
    })?;
    let mut all = Gave::new();
    for row in rows {
        let (queue, person, verdicts) = row?;
        all.entry(queue).or_default().insert(person, verdicts);
    }
    Ok(all)
}

fn arrivals(db: Db<'_>, queue: QueueId, starts: &[Time]) -> Result<Arrivals, StoreError> {
    let hour = |at: Time| at.0 / HOUR.0;
    let (Some(first), Some(last)) = (starts.first(), starts.last()) else {
        return Ok(Arrivals::default());
    };
    let mut sql = db.prepare_cached(ARRIVALS)?;
    let rows = sql.query_map((queue.0, hour(*first), hour(*last + WEEK)), |row| {
        Ok((Time(row.get::<i64>(0)?.saturating_mul(HOUR.0)), row.get::<u64>(1)?))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn waiting(db: Db<'_>, queue: QueueId, now: Time) -> Result<Vec<AgeBand>, StoreError> {
    let cases = by_age(db, WAITING, queue, now)?;
    Ok(waiting_for(cases, by_age(db, SKIPPED, queue, now)?))
}

fn by_age(db: Db<'_>, text: &str, queue: QueueId, now: Time) -> Result<ByAge, StoreError> {
    let mut sql = db.prepare_cached(text)?;
    let [hour, part, day, days, week] = AGES.map(|age| (now - age).0);
    let mut counts = ByAge::default();
    let rows = sql.query_map((queue.0, now.0, hour, part, day, days, week), |row| {
        Ok((row.get::<usize>(0)?, row.get::<u64>(1)?))
    })?;
    for row in rows {
        let (place, cases) = row?;
        if let Some(count) = counts.get_mut(place) {
            *count = cases;
        }
    }
    Ok(counts)
}
