//! Alarms as rows. Whether something rose is the model's.

use super::{
    chain,
    columns::{code, from_code},
};
use crate::{
    alarms::{Acknowledged, Alarm, NotAcknowledged, WhichAlarms},
    db::{Db, OptionalRow, Row},
    engine::Tx,
    error::StoreError,
};
use scrim_model::{
    alarm::{Periods, Rise, Tally, rose},
    ids::{AlarmId, PersonId, QueueId},
    time::Time,
    verdict::Verdict,
};
use std::collections::BTreeMap;
use uuid::Uuid;

/// How many alarms one answer holds at most, the newest.
const MOST: u32 = 500;

const COLUMNS: &str = "id, person, queue, rose, since, until, raised_at, acknowledged_at, acknowledged_by, reason";

/// What a verdict is kept to count as.
pub(super) fn counts_as(verdict: &Verdict) -> String {
    Rise::of(verdict).map_or_else(|| "neither".to_owned(), |rise| code(&rise))
}

/// What a look at everybody has found.
pub(crate) struct Look {
    periods: Periods,
    rises: Vec<(PersonId, QueueId, Rise)>,
}

/// Somebody's verdicts in a queue, by whether they are recent.
#[derive(Default, Clone, Copy)]
struct Theirs {
    recent: Tally,
    past: Tally,
}

/// Looks at everybody; nothing where somebody has today.
pub(crate) fn look(db: Db<'_>, now: Time) -> Result<Option<Look>, StoreError> {
    let periods = Periods::at(db.time(now)?);
    let mut done = db.prepare_cached("SELECT 1 FROM alarm_day WHERE day = ?1")?;
    if done.exists([periods.to.0])? {
        return Ok(None);
    }
    let mut rises = Vec::new();
    for rise in Rise::ALL {
        let all = tallies(db, periods, rise)?;
        for ((queue, person), theirs) in &all {
            let others = all.iter().filter(|((of, who), _theirs)| of == queue && who != person);
            let others = others.fold(Tally::default(), |sum, (_whose, theirs)| sum.with(theirs.recent));
            if rose(theirs.recent, theirs.past, others) {
                rises.push((*person, *queue, rise));
            }
        }
    }
    Ok(Some(Look { periods, rises }))
}

fn tallies(db: Db<'_>, periods: Periods, rise: Rise) -> Result<BTreeMap<(QueueId, PersonId), Theirs>, StoreError> {
    let mut sql = db.prepare_cached(
        "SELECT c.queue, v.person, v.at >= ?2, count(*), sum(CASE WHEN v.counts_as = ?4 THEN 1 ELSE 0 END)
         FROM verdict v JOIN review_case c ON c.id = v.case_id
         WHERE v.at >= ?1 AND v.at < ?3 AND v.status <> 'undone' AND v.counts_as IS NOT NULL
         GROUP BY c.queue, v.person, v.at >= ?2",
    )?;
    let mut all: BTreeMap<_, Theirs> = BTreeMap::new();
    let values = (periods.from.0, periods.since.0, periods.to.0, code(&rise));
    let mut rows = sql.query(values)?;
    while let Some(row) = rows.next()? {
        let theirs = all.entry((QueueId(row.get(0)?), PersonId(row.get(1)?))).or_default();
        let tally = Tally {
            all: row.get(3)?,
            of: row.get(4)?,
        };
        if row.get(2)? {
            theirs.recent = tally;
        } else {
            theirs.past = tally;
        }
    }
    Ok(all)
}

/// Writes what was found, unless another hub was faster.
pub(crate) fn raise(tx: &Tx<'_>, found: &Look) -> Result<u32, StoreError> {
    let first = tx.db.execute(
        "INSERT INTO alarm_day (day) VALUES (?1) ON CONFLICT DO NOTHING",
        [found.periods.to.0],
    )?;
    if first == 0 {
        return Ok(0);
    }
    let mut raised = 0;
    for (person, queue, rise) in &found.rises {
        if is_known(tx.db, (*person, *queue, *rise), found.periods)? {
            continue;
        }
        let id = AlarmId(tx.fresh_id()?);
        let text = "INSERT INTO alarm (id, person, queue, rose, since, until, raised_at) VALUES (?1,?2,?3,?4,?5,?6,?7)";
        let (since, until) = (found.periods.since.0, found.periods.to.0);
        tx.db
            .execute(text, (id.0, person.0, queue.0, code(rise), since, until, tx.now.0))?;
        chain::append(tx, "alarm_raised", &serde_json::json!({"alarm": id, "person": person}));
        raised += 1;
    }
    Ok(raised)
}

/// Whether it was raised before: open still, or about days that are looked at again.
fn is_known(
    db: Db<'_>,
    (person, queue, rise): (PersonId, QueueId, Rise),
    periods: Periods,
) -> Result<bool, StoreError> {
    let text = "SELECT 1 FROM alarm WHERE person = ?1 AND queue = ?2 AND rose = ?3
                AND (acknowledged_at IS NULL OR until > ?4)";
    let mut sql = db.prepare_cached(text)?;
    Ok(sql.exists((person.0, queue.0, code(&rise), periods.since.0))?)
}

pub(crate) fn list(db: Db<'_>, which: WhichAlarms) -> Result<Vec<Alarm>, StoreError> {
    let only = match which {
        WhichAlarms::Open => "WHERE acknowledged_at IS NULL",
        WhichAlarms::All => "",
        WhichAlarms::About(_) => "WHERE person = ?1",
    };
    let text = format!("SELECT {COLUMNS} FROM alarm {only} ORDER BY raised_at DESC, id DESC LIMIT {MOST}");
    let mut sql = db.prepare_cached(&text)?;
    let rows = match which {
        WhichAlarms::Open | WhichAlarms::All => sql.query_map((), |row| Ok(read(row)))?,
        WhichAlarms::About(person) => sql.query_map([person.0], |row| Ok(read(row)))?,
    };
    rows.map(|row| row?).collect()
}

pub(crate) fn acknowledge(tx: &Tx<'_>, by: PersonId, id: AlarmId, reason: &str) -> Result<Alarm, NotAcknowledged> {
    let alarm = one(tx, id)?.ok_or(NotAcknowledged::NoSuch)?;
    if alarm.person == by {
        return Err(NotAcknowledged::AboutYourself);
    }
    if alarm.acknowledged.is_some() {
        return Err(NotAcknowledged::Before);
    }
    let text = "UPDATE alarm SET acknowledged_at = ?2, acknowledged_by = ?3, reason = ?4 WHERE id = ?1";
    tx.db
        .execute(text, (id.0, tx.now.0, by.0, reason))
        .map_err(StoreError::from)?;
    let fact = serde_json::json!({"alarm": id, "by": by, "person": alarm.person});
    chain::append(tx, "alarm_acknowledged", &fact);
    let acknowledged = Acknowledged {
        at: tx.now,
        by,
        reason: reason.to_owned(),
    };
    Ok(Alarm {
        acknowledged: Some(acknowledged),
        ..alarm
    })
}

/// One that stays as it is until this unit is committed.
fn one(tx: &Tx<'_>, id: AlarmId) -> Result<Option<Alarm>, StoreError> {
    let text = format!("SELECT {COLUMNS} FROM alarm WHERE id = ?1 {}", tx.db.keep());
    let found = tx.db.query_row(&text, [id.0], |row| Ok(read(row))).optional()?;
    found.transpose()
}

fn read(row: &Row<'_>) -> Result<Alarm, StoreError> {
    let (at, by): (Option<i64>, Option<Uuid>) = (row.get(7)?, row.get(8)?);
    let reason: Option<String> = row.get(9)?;
    Ok(Alarm {
        id: AlarmId(row.get(0)?),
        person: PersonId(row.get(1)?),
        queue: QueueId(row.get(2)?),
        rose: from_code(&row.get::<String>(3)?, "alarm.rose")?,
        since: Time(row.get(4)?),
        until: Time(row.get(5)?),
        raised_at: Time(row.get(6)?),
        acknowledged: at.zip(by).map(|(at, by)| Acknowledged {
            at: Time(at),
            by: PersonId(by),
            reason: reason.unwrap_or_default(),
        }),
    })
}
