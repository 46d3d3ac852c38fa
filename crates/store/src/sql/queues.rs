//! Queues as rows: what holds in them, and what is in them.

use super::{
    chain,
    columns::{from_code, from_json, json},
    groups, leases, routing,
    stranded::{People, anybody, stranded},
    subjects,
};
use crate::{
    db::{Db, Row},
    engine::Tx,
    error::StoreError,
    queues::{OpenCase, QueueCounts, QueueInfo, QueueRefused, Sent},
};
use scrim_model::{
    case::Stage,
    ids::{CaseId, PersonId, QueueId},
    person::Role,
    queue::{Audience, QueuePolicy, QueueSettings, for_newcomer},
    time::Time,
};
use std::collections::BTreeMap;
use uuid::Uuid;

pub(crate) fn make(tx: &Tx<'_>, by: PersonId, name: &str) -> Result<QueueId, QueueRefused> {
    let taken = tx.db.prepare_cached("SELECT 1 FROM queue WHERE name = ?1");
    if taken.and_then(|mut sql| sql.exists([name])).map_err(StoreError::from)? {
        return Err(QueueRefused::NameTaken);
    }
    let id = tx.fresh_id()?;
    tx.db
        .execute("INSERT INTO queue (id, name, made) VALUES (?1, ?2, TRUE)", (id, name))
        .map_err(StoreError::from)?;
    chain::append(tx, "queue_made", &serde_json::json!({"queue": id, "by": by}));
    Ok(QueueId(id))
}

pub(crate) fn set(tx: &Tx<'_>, by: PersonId, queue: QueueId, settings: &QueueSettings) -> Result<(), QueueRefused> {
    settings.check()?;
    if keep(tx, Some(by), queue, settings)? {
        Ok(())
    } else {
        Err(QueueRefused::NoSuch)
    }
}

/// Answers whether there is such a queue. Nobody did it where an operator has.
pub(super) fn keep(
    tx: &Tx<'_>,
    by: Option<PersonId>,
    queue: QueueId,
    settings: &QueueSettings,
) -> Result<bool, StoreError> {
    let changed = tx.db.execute(
        "UPDATE queue SET settings = ?2 WHERE id = ?1",
        (queue.0, json(settings)),
    )?;
    if changed > 0 {
        chain::append(tx, "queue_set", &serde_json::json!({"queue": queue, "by": by}));
    }
    Ok(changed > 0)
}

/// What is set of a queue, or what holds where nothing is.
pub(super) fn settings(db: Db<'_>, queue: QueueId) -> Result<QueueSettings, StoreError> {
    let kept = db
        .prepare_cached("SELECT settings FROM queue WHERE id = ?1")?
        .query_row([queue.0], |row| row.get(0))?;
    read_settings(kept)
}

fn read_settings(kept: Option<String>) -> Result<QueueSettings, StoreError> {
    let read = kept.map(|text| from_json(&text, "queue.settings")).transpose()?;
    Ok(read.unwrap_or_default())
}

/// The same where it is asked who may take from it: groups of the identity provider add people to an audience. A
/// queue that is everybody's stays so.
fn with_groups(settings: Option<String>, people: Option<String>) -> Result<QueueSettings, StoreError> {
    let mut settings = read_settings(settings)?;
    if settings.audience != Audience::default() {
        settings.audience.people.extend(groups::read_people(people)?);
    }
    Ok(settings)
}

/// Who may take from a queue.
pub(super) fn audience(db: Db<'_>, queue: QueueId) -> Result<Audience, StoreError> {
    let mut sql = db.prepare_cached("SELECT settings, group_people FROM queue WHERE id = ?1")?;
    let (kept, people) = sql.query_row([queue.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(with_groups(kept, people)?.audience)
}

/// What holds in every queue, in the order of their names: read once for all who ask together.
pub(super) struct Queues(Vec<(QueueId, QueueSettings)>);

impl Queues {
    pub(super) fn read(db: Db<'_>) -> Result<Self, StoreError> {
        let mut sql = db.prepare_cached("SELECT id, settings, group_people FROM queue ORDER BY name")?;
        let rows = sql.query_map((), |row| Ok((QueueId(row.get(0)?), row.get(1)?, row.get(2)?)))?;
        let read = rows.map(|row| {
            let (queue, kept, people) = row?;
            Ok((queue, with_groups(kept, people)?))
        });
        Ok(Self(read.collect::<Result<_, StoreError>>()?))
    }

    /// Each with what holds in it.
    pub(super) fn all(&self) -> impl Iterator<Item = (QueueId, &QueueSettings)> {
        self.0.iter().map(|(queue, settings)| (*queue, settings))
    }

    /// What holds in one of them.
    pub(super) fn of(&self, queue: QueueId) -> Option<&QueueSettings> {
        let found = self.0.iter().find(|(known, _settings)| *known == queue);
        found.map(|(_queue, settings)| settings)
    }

    /// Those that a person may take from.
    pub(super) fn open_to(&self, person: PersonId, role: Role) -> impl Iterator<Item = (QueueId, &QueueSettings)> {
        self.all()
            .filter(move |(_queue, settings)| settings.audience.has(person, role))
    }

    /// Those that a person takes from now: in their first days the pre-screened ones among them.
    pub(super) fn taken_from(&self, person: PersonId, role: Role, newcomer: bool) -> Vec<(QueueId, &QueueSettings)> {
        let open = self.open_to(person, role).collect();
        if newcomer {
            for_newcomer(open, |(_queue, settings)| settings)
        } else {
            open
        }
    }

    /// What may be said in one of them.
    pub(super) fn policy(&self, queue: QueueId) -> QueuePolicy {
        self.of(queue)
            .map(|settings| settings.policy.clone())
            .unwrap_or_default()
    }
}

/// The queues that a person takes from now, in the order of their names.
pub(crate) fn taken_from(db: Db<'_>, person: PersonId, role: Role, newcomer: bool) -> Result<Vec<QueueId>, StoreError> {
    let queues = Queues::read(db)?;
    let open = queues.taken_from(person, role, newcomer).into_iter();
    Ok(open.map(|(queue, _settings)| queue).collect())
}

pub(crate) fn all(tx: &Tx<'_>) -> Result<Vec<QueueInfo>, StoreError> {
    leases::return_expired(tx)?;
    let mut counts = counts(tx)?;
    let mut lists = lists(tx.db)?;
    let people = People::read(tx.db)?;
    let known = subjects::known(tx.db)?;
    let mut sql = tx
        .db
        .prepare_cached("SELECT id, name, settings, group_people FROM queue ORDER BY name")?;
    let rows = sql.query_map((), |row| {
        Ok((
            (QueueId(row.get(0)?), row.get(1)?),
            row.get::<Option<String>>(2)?,
            row.get(3)?,
        ))
    })?;
    let mut all = Vec::new();
    for row in rows {
        let ((id, name), kept, in_groups) = row?;
        let settings = read_settings(kept.clone())?;
        let takers = people.takers(&with_groups(kept, in_groups)?.audience);
        let counts = QueueCounts {
            stranded: stranded(tx, id, &takers, &known)?,
            ..counts.remove(&id).unwrap_or_default()
        };
        all.push(QueueInfo {
            id,
            name,
            settings,
            lists: lists.remove(&id).unwrap_or_default(),
            counts,
        });
    }
    Ok(all)
}

fn counts(tx: &Tx<'_>) -> Result<BTreeMap<QueueId, QueueCounts>, StoreError> {
    let mut sql = tx.db.prepare_cached(
        "SELECT queue, sum(CASE WHEN state = 'waiting' AND at <= ?1 THEN 1 ELSE 0 END),
                sum(CASE WHEN state = 'leased' THEN 1 ELSE 0 END),
                sum(CASE WHEN state = 'waiting' AND at > ?1 THEN 1 ELSE 0 END),
                sum(CASE WHEN escalated OR stage <> 'review' THEN 1 ELSE 0 END), min(created)
         FROM review_case WHERE state IN ('waiting', 'leased') AND purpose <> 'look_alike' GROUP BY queue",
    )?;
    let rows = sql.query_map([tx.now.0], |row| {
        let counts = QueueCounts {
            waiting: row.get(1)?,
            leased: row.get(2)?,
            later: row.get(3)?,
            for_leads: row.get(4)?,
            stranded: 0,
            oldest: row.get::<Option<i64>>(5)?.map(Time),
        };
        Ok((QueueId(row.get(0)?), counts))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Notes of each queue whether cases wait in it that nobody may take; answers of how many that is new. The chain says so
/// once for each, by which leads are told, until somebody may take them again.
pub(crate) fn note_untaken(tx: &Tx<'_>) -> Result<u32, StoreError> {
    let mut begun = 0;
    for queue in all(tx)? {
        if queue.counts.stranded == 0 {
            tx.db
                .prepare_cached("UPDATE queue SET untaken_since = NULL WHERE id = ?1 AND untaken_since IS NOT NULL")?
                .execute([queue.id.0])?;
            continue;
        }
        let new = tx
            .db
            .prepare_cached("UPDATE queue SET untaken_since = ?2 WHERE id = ?1 AND untaken_since IS NULL")?
            .execute((queue.id.0, tx.now.0))?;
        if new > 0 {
            chain::append(tx, "queue_untaken", &serde_json::json!({"queue": queue.id}));
            begun += 1;
        }
    }
    Ok(begun)
}

/// The names of the lists whose matches come to each queue.
fn lists(db: Db<'_>) -> Result<BTreeMap<QueueId, Vec<String>>, StoreError> {
    let mut sql = db.prepare_cached("SELECT queue, name FROM bank ORDER BY name")?;
    let rows = sql.query_map((), |row| Ok((QueueId(row.get(0)?), row.get(1)?)))?;
    let mut lists: BTreeMap<QueueId, Vec<String>> = BTreeMap::new();
    for row in rows {
        let (queue, name) = row?;
        lists.entry(queue).or_default().push(name);
    }
    Ok(lists)
}

pub(crate) fn open_cases(
    tx: &Tx<'_>,
    queue: QueueId,
    after: Option<CaseId>,
    most: u32,
) -> Result<Vec<OpenCase>, QueueRefused> {
    if !super::redirect::is_queue(tx.db, queue)? {
        return Err(QueueRefused::NoSuch);
    }
    Ok(cases_of(tx, queue, after, most)?)
}

fn cases_of(tx: &Tx<'_>, queue: QueueId, after: Option<CaseId>, most: u32) -> Result<Vec<OpenCase>, StoreError> {
    leases::return_expired(tx)?;
    let people = People::read(tx.db)?;
    let takers = people.takers(&audience(tx.db, queue)?);
    let mut sql = tx.db.prepare_cached(
        "SELECT c.id, c.stage, c.priority, c.created, c.leased_to, c.held_for, c.held_until, c.at, c.sent, c.escalated,
                (SELECT count(*) FROM barred b WHERE b.case_id = c.id AND b.why = 'skipped'),
                (SELECT count(*) FROM item i WHERE i.case_id = c.id), c.state = 'leased', c.subject, c.came
         FROM review_case c WHERE c.queue = ?1 AND c.state IN ('waiting', 'leased')
         AND (c.purpose <> 'look_alike' OR c.escalated) AND c.id > ?2 ORDER BY c.id LIMIT ?3",
    )?;
    let after = after.map_or(Uuid::nil(), |case| case.0);
    let mut rows = sql.query((queue.0, after, most))?;
    let mut cases = Vec::new();
    while let Some(row) = rows.next()? {
        let case = open_case(tx, queue, &row)?;
        let for_leads = case.escalated || case.stage == Stage::Settle;
        let waits = case.with.is_none() && case.handed_to.is_none();
        cases.push(OpenCase {
            stranded: waits
                && !anybody(
                    tx.db,
                    case.id,
                    &takers,
                    for_leads,
                    &subjects::read(&row.get::<String>(13)?),
                )?,
            ..case
        });
    }
    Ok(cases)
}

/// Who passed a case on is not said, so a hand-over to somebody who did is forgotten.
fn sent_as_told(db: Db<'_>, case: CaseId, kept: &str) -> Result<Sent, StoreError> {
    let sent: Sent = from_json(kept, "review_case.sent")?;
    let Some(to) = sent.to else {
        return Ok(sent);
    };
    let barred = db
        .prepare_cached("SELECT 1 FROM barred WHERE case_id = ?1 AND person = ?2")?
        .exists((case.0, to.0))?;
    let to = (!barred).then_some(to);
    Ok(Sent { to, ..sent })
}

fn open_case(tx: &Tx<'_>, queue: QueueId, row: &Row<'_>) -> Result<OpenCase, StoreError> {
    let (stage, sent): (String, Option<String>) = (row.get(1)?, row.get(8)?);
    let leased: bool = row.get(12)?;
    let (at, held_until) = (Time(row.get(7)?), Time(row.get(6)?));
    let handed_to = row.get::<Option<Uuid>>(5)?.map(PersonId);
    Ok(OpenCase {
        id: CaseId(row.get(0)?),
        queue,
        stage: from_code(&stage, "review_case.stage")?,
        priority: row
            .get::<i64>(2)
            .map(|priority| i16::try_from(priority).unwrap_or(i16::MAX))?,
        since: Time(row.get(3)?),
        with: row.get::<Option<Uuid>>(4)?.map(PersonId),
        handed_to: handed_to
            .filter(|_| held_until > tx.now)
            .map(|person| (person, held_until)),
        not_before: (!leased && at > tx.now).then_some(at),
        sent: sent
            .map(|text| sent_as_told(tx.db, CaseId(row.get(0)?), &text))
            .transpose()?,
        came: routing::read_came(row.get::<Option<String>>(14)?.as_deref())?.map(|came| came.by),
        escalated: row.get(9)?,
        passed_on: row.get(10)?,
        // The upload of an appeal or a check is no part of it.
        uploads: row.get(11).map(|uploads: u32| uploads.max(1))?,
        stranded: false,
    })
}
