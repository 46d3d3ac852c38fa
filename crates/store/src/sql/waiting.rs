//! What waits for whom. Finding it is a scan of a partial index in its own order: no sort, whatever waits.
//!
//! Several people ask together, and each gets what they would get one after the other. They look at the first cases of
//! their queues together (`window`), choose, and claim; whoever comes away with less than they want, because another hub
//! was first or because none of the first may be theirs, looks down their queues by themselves.

use super::{
    leases, mixing, queues, subjects, wellbeing,
    window::{Chosen, Windows},
};
use crate::{
    db::{Many, OptionalRow, Row},
    engine::Tx,
    error::StoreError,
    leases::{QueueRow, Taker},
    sharing::Sharing,
};
use scrim_model::{
    ids::{CaseId, PersonId, QueueId},
    opt_out::OptOuts,
    person::{Permission, Role},
    queue::Order,
    time::Time,
};
use std::{cmp::Reverse, collections::HashSet};

/// What waits to be given to those who settle, or to those who do not: `?2`; `?3` is now.
macro_rules! ready {
    () => {
        "state = 'waiting' AND at <= ?3 AND ((stage = 'review' AND NOT escalated) OR ?2)"
    };
}
pub(super) use ready;

/// Who such a case may be given to, if nobody comes first: `?1` is the person.
macro_rules! may_have {
    () => {
        concat!(
            ready!(),
            " AND NOT EXISTS (SELECT 1 FROM barred b WHERE b.case_id = review_case.id AND b.person = ?1)"
        )
    };
}
pub(super) use may_have;

/// They come first.
macro_rules! held {
    () => {
        "held_for = ?1 AND held_until > ?3"
    };
}

/// Nobody comes first. A look-alike is for one person alone, unless they have alarmed the leads.
macro_rules! free {
    () => {
        "(held_for IS NULL OR held_until <= ?3) AND (purpose <> 'look_alike' OR escalated)"
    };
}
pub(super) use free;

/// Takes one case for this unit, if it still waits in that queue for whoever asks, by their number.
const CLAIM_ONE: Many = Many {
    text: concat!(
        "SELECT ?6, c.id, c.subject FROM {per row} (SELECT id, subject FROM review_case WHERE id = ?4 AND queue = ?5 AND ",
        may_have!(),
        " AND ",
        free!(),
        " {claim}) c"
    ),
    kinds: &["UUID", "BOOL", "BIGINT", "UUID", "UUID", "BIGINT"],
};

/// The same of cases that are about one thing.
const CLAIM_FIRST_ABOUT: Many = Many {
    text: concat!(
        "SELECT c.queue, c.priority, c.created, c.id FROM {per row}
         (SELECT queue, priority, created, id FROM review_case WHERE ",
        may_have!(),
        " AND ",
        free!(),
        " AND queue = ?5 AND subject = ?6 ORDER BY priority DESC, created, id LIMIT ?4 {claim}) c"
    ),
    kinds: &["UUID", "BOOL", "BIGINT", "BIGINT", "UUID", "TEXT"],
};

/// Takes the first of a queue for this unit, as far as `?4`; what is just being given to somebody else is passed over.
const CLAIM_FIRST: Many = Many {
    text: concat!(
        "SELECT c.queue, c.priority, c.created, c.id FROM {per row}
         (SELECT queue, priority, created, id FROM review_case WHERE ",
        may_have!(),
        " AND ",
        free!(),
        " AND queue = ?5 ORDER BY priority DESC, created, id LIMIT ?4 {claim}) c"
    ),
    kinds: &["UUID", "BOOL", "BIGINT", "BIGINT", "UUID"],
};

/// Somebody who asks for cases.
pub(super) struct Asking<'a> {
    pub(super) taker: &'a Taker,
    /// What they leave out, if anything.
    pub(super) left_out: Option<&'a OptOuts>,
    /// From these queues.
    pub(super) queues: Vec<OpenQueue>,
    /// How many at most.
    pub(super) want: usize,
}

/// A queue that somebody may take from.
#[derive(Debug, Clone, Copy)]
pub(super) struct OpenQueue {
    pub(super) queue: QueueId,
    pub(super) order: Order,
    /// How many of its cases they may be given now, at most.
    pub(super) room: usize,
}

/// What somebody is given.
#[derive(Default)]
pub(super) struct Found {
    pub(super) cases: Vec<CaseId>,
    /// What was passed over for them.
    pub(super) passed: Vec<CaseId>,
}

/// A case with what it is ordered by: priority, highest first, then age.
pub(super) type Place = (Reverse<i64>, i64, CaseId);

/// What waits for each of them: first what is held for them, then what their queues have for them. It is this unit's
/// own from here on.
pub(super) fn claim(tx: &Tx<'_>, asking: &[Asking<'_>], sharing: &Sharing) -> Result<Vec<Found>, StoreError> {
    let held = held_for(tx, asking)?;
    let wants = asking.iter().zip(&held).map(|(one, held)| one.want - held.len());
    let wants: Vec<usize> = wants.collect();
    let mut windows = Windows::read(tx, asking, &wants, sharing)?;
    let chosen = asking.iter().zip(&wants);
    let chosen: Vec<Chosen> = chosen.map(|(one, want)| windows.choose(one, *want)).collect();
    let claimed = claim_chosen(tx, asking, &chosen)?;
    let mut all = Vec::with_capacity(asking.len());
    for ((number, (one, held)), mut chosen) in asking.iter().zip(held).enumerate().zip(chosen) {
        let chose = chosen.cases.len();
        chosen.cases.retain(|(_queue, case)| claimed.contains(&(number, *case)));
        let lost = chosen.cases.len() < chose;
        if lost || chosen.more {
            further(tx, one, &mut chosen.cases, one.want - held.len(), &mut windows)?;
        }
        all.push(Found {
            cases: held
                .into_iter()
                .chain(chosen.cases.into_iter().map(|(_queue, case)| case))
                .collect(),
            passed: chosen.passed,
        });
    }
    Ok(all)
}

/// Of what was chosen what is theirs, each with the number of whom it was chosen for.
fn claim_chosen(tx: &Tx<'_>, asking: &[Asking<'_>], chosen: &[Chosen]) -> Result<HashSet<(usize, CaseId)>, StoreError> {
    let mut rows = Vec::new();
    for (number, (one, chosen)) in asking.iter().zip(chosen).enumerate() {
        let Taker { person, may_settle, .. } = one.taker;
        let cases = chosen.cases.iter();
        rows.extend(cases.map(|(queue, case)| (person.0, *may_settle, tx.now.0, case.0, queue.0, number)));
    }
    let claimed = tx.db.query_each(&CLAIM_ONE, &rows, |row| {
        Ok((row.get::<usize>(0)?, CaseId(row.get(1)?), row.get::<String>(2)?))
    })?;
    // What it is about may have changed since it was seen.
    let theirs = claimed.into_iter().filter(|(number, _case, subject)| {
        let one = asking.get(*number);
        one.is_some_and(|one| one.takes(subject))
    });
    Ok(theirs.map(|(number, case, _subject)| (number, case)).collect())
}

/// Looks farther down for one of them who has less than they want: by priority and age alone.
fn further(
    tx: &Tx<'_>,
    one: &Asking<'_>,
    theirs: &mut Vec<(QueueId, CaseId)>,
    want: usize,
    windows: &mut Windows,
) -> Result<(), StoreError> {
    let has = |queue, theirs: &[(QueueId, CaseId)]| theirs.iter().filter(|(known, _case)| *known == queue).count();
    if theirs.len() >= want {
        return Ok(());
    }
    let Taker { person, may_settle, .. } = one.taker;
    // What this unit has given already is not given yet as rows are.
    let depth = want - theirs.len() + windows.gone();
    let open = one.queues.iter().filter(|open| open.room > has(open.queue, theirs));
    let read = |row: &Row<'_>| {
        let place = (Reverse(row.get(1)?), row.get(2)?, CaseId(row.get(3)?));
        Ok((place, QueueId(row.get(0)?)))
    };
    let mut seen: Vec<(Place, QueueId)> = match one.left_out {
        None => {
            let rows = open.map(|open| (person.0, *may_settle, tx.now.0, depth, open.queue.0));
            tx.db.query_each(&CLAIM_FIRST, &rows.collect::<Vec<_>>(), read)?
        }
        Some(left_out) => {
            let known = subjects::known(tx.db)?;
            let theirs = || known.iter().filter(|(_name, subject)| left_out.allow(subject));
            let row = |open: &OpenQueue, name| (person.0, *may_settle, tx.now.0, depth, open.queue.0, name);
            let rows = open.flat_map(|open| theirs().map(move |(name, _subject)| row(open, name)));
            tx.db.query_each(&CLAIM_FIRST_ABOUT, &rows.collect::<Vec<_>>(), read)?
        }
    };
    seen.sort_unstable_by_key(|(place, _queue)| *place);
    for ((_priority, _created, case), queue) in seen {
        let room = one
            .queues
            .iter()
            .find(|open| open.queue == queue)
            .map_or(0, |open| open.room);
        if theirs.len() < want && has(queue, theirs) < room && windows.give(case) {
            theirs.push((queue, case));
        }
    }
    Ok(())
}

fn held_for(tx: &Tx<'_>, asking: &[Asking<'_>]) -> Result<Vec<Vec<CaseId>>, StoreError> {
    const HELD: Many = Many {
        text: concat!(
            "SELECT ?5, c.id, c.subject FROM {per row} (SELECT id, subject FROM review_case WHERE ",
            held!(),
            " AND ",
            may_have!(),
            " LIMIT ?4 {claim}) c"
        ),
        kinds: &["UUID", "BOOL", "BIGINT", "BIGINT", "BIGINT"],
    };
    let rows = asking.iter().zip(0_usize..);
    let rows =
        rows.map(|(Asking { taker, want, .. }, number)| (taker.person.0, taker.may_settle, tx.now.0, *want, number));
    let rows: Vec<_> = rows.collect();
    let mut held: Vec<Vec<CaseId>> = asking.iter().map(|_one| Vec::new()).collect();
    let found = tx.db.query_each(&HELD, &rows, |row| {
        Ok((row.get::<usize>(0)?, CaseId(row.get(1)?), row.get::<String>(2)?))
    })?;
    for (number, case, subject) in found {
        if let (Some(held), Some(one)) = (held.get_mut(number), asking.get(number))
            && one.takes(&subject)
        {
            held.push(case);
        }
    }
    Ok(held)
}

/// One case by its name, where they may have it and it waits in one of their queues, or for them first.
pub(super) fn named(tx: &Tx<'_>, asking: &Asking<'_>, case: CaseId) -> Result<Option<CaseId>, StoreError> {
    let claim = tx.db.claim();
    let may_have = concat!(may_have!(), " AND ((", free!(), ") OR (", held!(), "))");
    let first = concat!("CASE WHEN ", held!(), " THEN TRUE ELSE FALSE END");
    let text = format!("SELECT queue, subject, {first} FROM review_case WHERE id = ?4 AND {may_have} {claim}");
    let mut sql = tx.db.prepare_cached(&text)?;
    let Taker { person, may_settle, .. } = asking.taker;
    let values = (person.0, may_settle, tx.now.0, case.0);
    let found = sql.query_row(values, |row| {
        Ok((QueueId(row.get(0)?), row.get::<String>(1)?, row.get::<bool>(2)?))
    });
    let open = |queue: QueueId| asking.queues.iter().any(|open| open.queue == queue);
    let theirs = found
        .optional()?
        .filter(|(queue, subject, is_first)| (*is_first || open(*queue)) && asking.takes(subject));
    Ok(theirs.map(|_| case))
}

impl Asking<'_> {
    /// Whether they take cases about this, as it is kept.
    pub(super) fn takes(&self, subject: &str) -> bool {
        self.left_out
            .is_none_or(|left_out| left_out.allow(&subjects::read(subject)))
    }
}

/// The queues that a person may take from, those without anything to come to them left out.
pub(crate) fn queues(tx: &Tx<'_>, person: PersonId, role: Role) -> Result<Vec<QueueRow>, StoreError> {
    leases::return_expired(tx)?;
    let newcomer = wellbeing::standing(tx, person)?.newcomer;
    let open = queues::taken_from(tx.db, person, role, newcomer)?;
    let may_have = concat!(may_have!(), " AND ((", free!(), ") OR (", held!(), "))");
    let text = format!(
        "SELECT q.id, q.name, count(c.id), min(c.created), c.subject FROM queue q LEFT JOIN
         (SELECT id, queue, created, subject FROM review_case WHERE {may_have}) c ON c.queue = q.id
         WHERE q.made OR EXISTS (SELECT 1 FROM bank b WHERE b.queue = q.id AND NOT b.own)
         GROUP BY q.id, q.name, c.subject ORDER BY q.name, q.id"
    );
    let mut sql = tx.db.prepare_cached(&text)?;
    let settles = role.allows(Permission::Settle);
    let parts = sql.query_map((person.0, settles, tx.now.0), |row| {
        let part = QueueRow {
            id: QueueId(row.get(0)?),
            name: row.get(1)?,
            waiting: row.get(2)?,
            oldest: row.get::<Option<i64>>(3)?.map(Time),
        };
        Ok((part, row.get::<Option<String>>(4)?))
    })?;
    let left_out = subjects::opt_outs(tx.db, person)?;
    let mut rows: Vec<QueueRow> = Vec::new();
    for part in parts {
        let (part, subject) = part?;
        let theirs = subject.is_some_and(|subject| left_out.allow(&subjects::read(&subject)));
        if open.contains(&part.id) {
            add(&mut rows, part, theirs);
        }
    }
    mixing::hide(tx, person, &mut rows)?;
    Ok(rows)
}

/// Adds the cases of a queue that are about one thing to those about others.
fn add(rows: &mut Vec<QueueRow>, part: QueueRow, theirs: bool) {
    let part = QueueRow {
        waiting: if theirs { part.waiting } else { 0 },
        oldest: part.oldest.filter(|_| theirs),
        ..part
    };
    match rows.last_mut() {
        Some(row) if row.id == part.id => {
            row.waiting += part.waiting;
            row.oldest = row.oldest.into_iter().chain(part.oldest).min();
        }
        _ => rows.push(part),
    }
}
