//! What waits for whom. Finding it is a scan of a partial index in its own order: no sort, whatever waits.
//!
//! Several people ask together, and each gets what they would get one after the other: whoever comes later looks as
//! much further down each queue as those before them may take.

use super::{leases, queues};
use crate::{
    db::{Many, OptionalRow},
    engine::Tx,
    error::StoreError,
    leases::{QueueRow, Taker},
};
use scrim_model::{
    ids::{CaseId, PersonId, QueueId},
    person::{Permission, Role},
    time::Time,
};
use std::{
    cmp::Reverse,
    collections::{HashMap, HashSet},
};

/// Who a waiting case may be given to, if nobody comes first; `?1` is the person, `?2` whether they settle,
/// `?3` now.
macro_rules! may_have {
    () => {
        "state = 'waiting' AND at <= ?3 AND ((stage = 'review' AND NOT escalated) OR ?2)
         AND NOT EXISTS (SELECT 1 FROM barred b WHERE b.case_id = review_case.id AND b.person = ?1)"
    };
}

/// They come first.
macro_rules! held {
    () => {
        "held_for = ?1 AND held_until > ?3"
    };
}

/// Nobody comes first.
macro_rules! free {
    () => {
        "(held_for IS NULL OR held_until <= ?3)"
    };
}

/// What a queue is read by, as far as `?4`; `?5` is the queue, `?6` whoever asks, by their number.
macro_rules! in_queue {
    ($claim:literal) => {
        concat!(
            "SELECT ?6, c.priority, c.created, c.id FROM {per row} (SELECT priority, created, id FROM review_case WHERE ",
            may_have!(),
            " AND ",
            free!(),
            " AND queue = ?5 ORDER BY priority DESC, created, id LIMIT ?4",
            $claim,
            ") c"
        )
    };
}

const IN_QUEUE_KINDS: &[&str] = &["UUID", "BOOL", "BIGINT", "BIGINT", "UUID", "BIGINT"];

/// Looks at a queue.
const SEE: Many = Many {
    text: in_queue!(""),
    kinds: IN_QUEUE_KINDS,
};

/// Takes what it sees for this unit; what is just being given to somebody else is passed over.
const CLAIM: Many = Many {
    text: in_queue!(" {claim}"),
    kinds: IN_QUEUE_KINDS,
};

/// Somebody who asks for cases.
pub(super) struct Asking<'a> {
    pub(super) taker: &'a Taker,
    /// From these queues.
    pub(super) queues: Vec<QueueId>,
    /// How many at most.
    pub(super) want: usize,
}

/// A case with what it is ordered by: priority, highest first, then age.
type Place = (Reverse<i64>, i64, CaseId);

/// What waits for each of them: first what is held for them, then the oldest, whichever queue it is in. It is this
/// unit's own from here on.
pub(super) fn claim(tx: &Tx<'_>, asking: &[Asking<'_>]) -> Result<Vec<Vec<CaseId>>, StoreError> {
    let mut found = held_for(tx, asking)?;
    let wants: Vec<usize> = asking
        .iter()
        .zip(&found)
        .map(|(one, found)| one.want - found.len())
        .collect();
    let shares = shares(tx, asking, &wants)?;
    let chosen = choose(look(tx, &CLAIM, asking, &shares)?, &shares, &wants);
    for (found, chosen) in found.iter_mut().zip(chosen) {
        found.extend(chosen.into_iter().map(|(_queue, (_rank, _created, case))| case));
    }
    Ok(found)
}

/// Of each queue how many one of them takes, at most.
type Shares = Vec<(QueueId, usize)>;

/// How many cases of each queue are among the next of each: only those are claimed, since what is claimed is
/// nobody else's for a while.
fn shares(tx: &Tx<'_>, asking: &[Asking<'_>], wants: &[usize]) -> Result<Vec<Shares>, StoreError> {
    let all = asking.iter().zip(wants).map(|(one, want)| {
        let queues = one.queues.iter().filter(|_queue| *want > 0);
        queues.map(|queue| (*queue, *want)).collect::<Shares>()
    });
    let all: Vec<Shares> = all.collect();
    if all.iter().all(|queues| queues.len() < 2) {
        return Ok(all);
    }
    let chosen = choose(look(tx, &SEE, asking, &all)?, &all, wants);
    let counted = chosen.into_iter().map(|seen| {
        let mut shares: HashMap<QueueId, usize> = HashMap::new();
        for (queue, _place) in seen {
            *shares.entry(queue).or_default() += 1;
        }
        shares.into_iter().collect()
    });
    Ok(counted.collect())
}

/// What somebody sees, by the queue it is in.
type Seen = Vec<(QueueId, Place)>;

/// The next of each queue, for each of them as far down as everybody before them may have taken.
fn look(tx: &Tx<'_>, how: &Many, asking: &[Asking<'_>], shares: &[Shares]) -> Result<Vec<Seen>, StoreError> {
    let mut depth: HashMap<QueueId, usize> = HashMap::new();
    let (mut rows, mut of) = (Vec::new(), Vec::new());
    for ((one, shares), number) in asking.iter().zip(shares).zip(0_usize..) {
        for (queue, share) in shares {
            let depth = depth.entry(*queue).or_default();
            *depth += share;
            let taker = (one.taker.person.0, one.taker.may_settle);
            rows.push((taker.0, taker.1, tx.now.0, *depth, queue.0, of.len()));
            of.push((number, *queue));
        }
    }
    let mut seen: Vec<Seen> = asking.iter().map(|_one| Vec::new()).collect();
    let places = tx.db.query_each(how, &rows, |row| {
        let place = (Reverse(row.get(1)?), row.get(2)?, CaseId(row.get(3)?));
        Ok((row.get::<usize>(0)?, place))
    })?;
    for (row, place) in places {
        if let Some((number, queue)) = of.get(row)
            && let Some(seen) = seen.get_mut(*number)
        {
            seen.push((*queue, place));
        }
    }
    Ok(seen)
}

/// What each of them gets of what they see, in its order: no more than their shares, no more than they want, and
/// nothing that somebody before them got.
fn choose(mut seen: Vec<Seen>, shares: &[Shares], wants: &[usize]) -> Vec<Seen> {
    let mut gone = HashSet::new();
    for ((seen, shares), want) in seen.iter_mut().zip(shares).zip(wants) {
        let mut left: HashMap<QueueId, usize> = shares.iter().copied().collect();
        seen.sort_unstable_by_key(|(_queue, place)| *place);
        seen.retain(|(queue, (_rank, _created, case))| match left.get_mut(queue) {
            Some(left) if *left > 0 && !gone.contains(case) => {
                *left -= 1;
                true
            }
            _ => false,
        });
        seen.truncate(*want);
        gone.extend(seen.iter().map(|(_queue, (_rank, _created, case))| *case));
    }
    seen
}

fn held_for(tx: &Tx<'_>, asking: &[Asking<'_>]) -> Result<Vec<Vec<CaseId>>, StoreError> {
    const HELD: Many = Many {
        text: concat!(
            "SELECT ?5, c.id FROM {per row} (SELECT id FROM review_case WHERE ",
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
    let found = tx
        .db
        .query_each(&HELD, &rows, |row| Ok((row.get::<usize>(0)?, CaseId(row.get(1)?))))?;
    for (number, case) in found {
        if let Some(held) = held.get_mut(number) {
            held.push(case);
        }
    }
    Ok(held)
}

/// One case by its name, where it waits in one of their queues and they may have it.
pub(super) fn named(tx: &Tx<'_>, asking: &Asking<'_>, case: CaseId) -> Result<Option<CaseId>, StoreError> {
    let claim = tx.db.claim();
    let may_have = concat!(may_have!(), " AND (", free!(), " OR ", held!(), ")");
    let text = format!("SELECT queue FROM review_case WHERE id = ?4 AND {may_have} {claim}");
    let mut sql = tx.db.prepare_cached(&text)?;
    let Taker { person, may_settle, .. } = asking.taker;
    let values = (person.0, may_settle, tx.now.0, case.0);
    let queue = sql.query_row(values, |row| row.get(0).map(QueueId)).optional()?;
    Ok(queue.filter(|queue| asking.queues.contains(queue)).map(|_| case))
}

/// The queues that a person may take from, those without anything to come to them left out.
pub(crate) fn queues(tx: &Tx<'_>, person: PersonId, role: Role) -> Result<Vec<QueueRow>, StoreError> {
    leases::return_expired(tx)?;
    let open = queues::open_to(tx.db, person, role)?;
    let may_have = concat!(may_have!(), " AND (", free!(), " OR ", held!(), ")");
    let text = format!(
        "SELECT q.id, q.name, count(c.id), min(c.created) FROM queue q LEFT JOIN
         (SELECT id, queue, created FROM review_case WHERE {may_have}) c ON c.queue = q.id
         WHERE q.made OR EXISTS (SELECT 1 FROM bank b WHERE b.queue = q.id AND NOT b.own)
         GROUP BY q.id ORDER BY q.name"
    );
    let mut sql = tx.db.prepare_cached(&text)?;
    let settles = role.allows(Permission::Settle);
    let rows = sql.query_map((person.0, settles, tx.now.0), |row| {
        Ok(QueueRow {
            id: QueueId(row.get(0)?),
            name: row.get(1)?,
            waiting: row.get(2)?,
            oldest: row.get::<Option<i64>>(3)?.map(Time),
        })
    })?;
    let mut rows: Vec<QueueRow> = rows.collect::<Result<_, _>>()?;
    rows.retain(|row| open.contains(&row.id));
    Ok(rows)
}
