//! Leases as rows. Taking one is a scan of a partial index in its own order: no sort, whatever waits.

use super::{
    cards,
    columns::{code, rung},
    looks, queues, wellbeing,
};
use crate::db::{Db, OptionalRow};
use crate::{
    engine::Tx,
    error::StoreError,
    leases::{GivenBack, LeaseRefused, Leased, Proof, QueueRow, Taker},
    people::TokenHash,
};
use scrim_model::{
    case::Stage,
    ids::{CaseId, LeaseId, PersonId, QueueId, SessionId},
    lease::{LEASE_LIFE, Lease, LeaseLost, MAX_HELD},
    person::{Permission, Role},
    time::Time,
};
use std::{cmp::Reverse, collections::BTreeMap};
use uuid::Uuid;

/// Who a waiting case may be given to, if nobody comes first; `?1` is the person, `?2` whether they settle,
/// `?3` now.
const MAY_HAVE: &str = "state = 'waiting' AND at <= ?3 AND ((stage = 'review' AND NOT escalated) OR ?2)
     AND NOT EXISTS (SELECT 1 FROM barred b WHERE b.case_id = review_case.id AND b.person = ?1)";

/// They come first.
const HELD: &str = "held_for = ?1 AND held_until > ?3";

/// Nobody comes first.
const FREE: &str = "(held_for IS NULL OR held_until <= ?3)";

pub(crate) fn take(
    tx: &Tx<'_>,
    taker: &Taker,
    queue: Option<QueueId>,
    tokens: &[TokenHash],
) -> Result<Vec<Leased>, LeaseRefused> {
    take_of(tx, taker, tokens, |want| waiting_for(tx, taker, queue, want))
}

/// One case by its name, where it waits and the taker may have it.
pub(crate) fn take_case(
    tx: &Tx<'_>,
    taker: &Taker,
    case: CaseId,
    token: TokenHash,
) -> Result<Option<Leased>, LeaseRefused> {
    let mut leased = take_of(tx, taker, &[token], |want| {
        if want == 0 {
            Ok(Vec::new())
        } else {
            named(tx, taker, case)
        }
    })?;
    Ok(leased.pop())
}

fn named(tx: &Tx<'_>, taker: &Taker, case: CaseId) -> Result<Vec<CaseId>, StoreError> {
    let open = queues::open_to(tx.db, taker.person, taker.role)?;
    let claim = tx.db.claim();
    let text = format!("SELECT queue FROM review_case WHERE id = ?4 AND {MAY_HAVE} AND ({FREE} OR {HELD}) {claim}");
    let mut sql = tx.db.prepare_cached(&text)?;
    let values = (taker.person.0, taker.may_settle, tx.now.0, case.0);
    let queue = sql.query_row(values, |row| row.get(0).map(QueueId)).optional()?;
    Ok(queue
        .filter(|queue| open.contains(queue))
        .map(|_| case)
        .into_iter()
        .collect())
}

fn take_of(
    tx: &Tx<'_>,
    taker: &Taker,
    tokens: &[TokenHash],
    find: impl FnOnce(usize) -> Result<Vec<CaseId>, StoreError>,
) -> Result<Vec<Leased>, LeaseRefused> {
    let standing = wellbeing::standing(tx, taker.person)?;
    standing.allowance.may_lease().map_err(LeaseRefused::Wellness)?;
    return_expired(tx)?;
    let free = MAX_HELD.saturating_sub(held(tx.db, taker.person)?);
    let cases = find(tokens.len().min(free))?;
    if !cases.is_empty() {
        wellbeing::worked(tx, taker.person)?;
    }
    let mut leased = Vec::with_capacity(cases.len());
    for (case, token) in cases.into_iter().zip(tokens) {
        let settings = standing.effective.settings;
        let lease = Lease {
            id: LeaseId(tx.fresh_id()?),
            case,
            person: taker.person,
            session: taker.session,
            fence: 0,
            max_rung: standing.allowance.max_rung,
            resting_rung: settings.resting_rung,
            taken_at: tx.now,
            expires_at: tx.now + LEASE_LIFE,
        };
        let lease = hand_out(tx, lease, token)?;
        leased.push(Leased {
            case: cards::case(tx.db, case)?,
            cleared: looks::through_lens(tx, case, taker.person)?.cleared,
            lease,
        });
    }
    Ok(leased)
}

/// Cases whose lease ran out wait again: no job has to do it.
pub(crate) fn return_expired(tx: &Tx<'_>) -> Result<(), StoreError> {
    let claim = tx.db.claim();
    let text = format!("SELECT id, lease FROM review_case WHERE state = 'leased' AND at <= ?1 {claim}");
    let mut sql = tx.db.prepare_cached(&text)?;
    let expired = sql.query_map([tx.now.0], |row| Ok((row.get::<Uuid>(0)?, row.get::<Uuid>(1)?)))?;
    for row in expired {
        let (case, lease) = row?;
        tx.db.execute(
            "UPDATE lease SET ended_at = expires_at WHERE id = ?1 AND ended_at IS NULL",
            [lease],
        )?;
        tx.db.execute(
            "UPDATE review_case SET state = 'waiting', lease = NULL, leased_to = NULL WHERE id = ?1",
            [case],
        )?;
    }
    Ok(())
}

fn held(db: Db<'_>, person: PersonId) -> Result<usize, StoreError> {
    let mut sql = db.prepare_cached("SELECT count(*) FROM lease WHERE person = ?1 AND ended_at IS NULL")?;
    Ok(sql.query_row([person.0], |row| row.get(0))?)
}

/// What waits for a person: first what is held for them, then the oldest, whichever queue it is in. Each
/// queue is read in the order of its index, and no further than `want`.
fn waiting_for(tx: &Tx<'_>, taker: &Taker, queue: Option<QueueId>, want: usize) -> Result<Vec<CaseId>, StoreError> {
    let mut found = held_for(tx, taker, want)?;
    let mut waiting = Vec::new();
    for (queue, share) in shares(tx, taker, queue, want - found.len())? {
        waiting.extend(in_queue(tx, taker, queue, share, tx.db.claim())?);
    }
    waiting.sort_unstable();
    found.extend(waiting.into_iter().map(|(_rank, _created, case)| case));
    Ok(found)
}

/// How many cases of each queue are among the next: only those are claimed, since what is claimed is
/// nobody else's for a while.
fn shares(
    tx: &Tx<'_>,
    taker: &Taker,
    queue: Option<QueueId>,
    want: usize,
) -> Result<Vec<(QueueId, usize)>, StoreError> {
    let mut queues = queues::open_to(tx.db, taker.person, taker.role)?;
    queues.retain(|open| queue.is_none_or(|queue| queue == *open));
    if want == 0 || queues.len() < 2 {
        return Ok(queues.into_iter().map(|queue| (queue, want)).collect());
    }
    let mut next = Vec::new();
    for queue in queues {
        let waiting = in_queue(tx, taker, queue, want, "")?;
        next.extend(waiting.into_iter().map(|place| (place, queue)));
    }
    next.sort_unstable();
    let mut shares: BTreeMap<QueueId, usize> = BTreeMap::new();
    for (_place, queue) in next.into_iter().take(want) {
        *shares.entry(queue).or_default() += 1;
    }
    Ok(shares.into_iter().collect())
}

fn held_for(tx: &Tx<'_>, taker: &Taker, want: usize) -> Result<Vec<CaseId>, StoreError> {
    let claim = tx.db.claim();
    let text = format!("SELECT id FROM review_case WHERE {HELD} AND {MAY_HAVE} LIMIT ?4 {claim}");
    let mut sql = tx.db.prepare_cached(&text)?;
    let rows = sql.query_map((taker.person.0, taker.may_settle, tx.now.0, want), |row| {
        row.get(0).map(CaseId)
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Cases with what they are ordered by: priority, highest first, then age.
fn in_queue(
    tx: &Tx<'_>,
    taker: &Taker,
    queue: QueueId,
    want: usize,
    claim: &str,
) -> Result<Vec<(Reverse<i64>, i64, CaseId)>, StoreError> {
    let text = format!(
        "SELECT priority, created, id FROM review_case WHERE {MAY_HAVE} AND {FREE} AND queue = ?5
         ORDER BY priority DESC, created, id LIMIT ?4 {claim}"
    );
    let mut sql = tx.db.prepare_cached(&text)?;
    let rows = sql.query_map((taker.person.0, taker.may_settle, tx.now.0, want, queue.0), |row| {
        Ok((Reverse(row.get(0)?), row.get(1)?, CaseId(row.get(2)?)))
    })?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn hand_out(tx: &Tx<'_>, mut lease: Lease, token: &TokenHash) -> Result<Lease, StoreError> {
    lease.fence = tx
        .db
        .prepare_cached(
            "UPDATE review_case SET state = 'leased', lease = ?2, leased_to = ?3, at = ?4, fence = fence + 1,
             held_for = NULL, held_until = 0 WHERE id = ?1 RETURNING fence",
        )?
        .query_row((lease.case.0, lease.id.0, lease.person.0, lease.expires_at.0), |row| {
            row.get(0)
        })?;
    tx.db
        .prepare_cached(
            "INSERT INTO lease (id, case_id, person, session, token_hash, fence, max_rung, resting_rung, taken_at, expires_at)
             VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10)",
        )?
        .execute((
            lease.id.0,
            lease.case.0,
            lease.person.0,
            lease.session.0,
            token,
            lease.fence,
            u8::from(lease.max_rung),
            u8::from(lease.resting_rung),
            lease.taken_at.0,
            lease.expires_at.0,
        ))?;
    Ok(lease)
}

/// A lease by its id, with whether it was given back.
pub(crate) fn by_id(db: Db<'_>, id: LeaseId) -> Result<Option<(Lease, TokenHash, bool)>, StoreError> {
    let found = db
        .prepare_cached(
            "SELECT case_id, person, session, fence, max_rung, resting_rung, taken_at, expires_at, token_hash,
             ended_at IS NOT NULL FROM lease WHERE id = ?1",
        )?
        .query_row([id.0], |row| {
            let (max, resting): (u8, u8) = (row.get(4)?, row.get(5)?);
            Ok((
                Lease {
                    id,
                    case: CaseId(row.get(0)?),
                    person: PersonId(row.get(1)?),
                    session: SessionId(row.get(2)?),
                    fence: row.get(3)?,
                    max_rung: scrim_model::rung::Rung::Label,
                    resting_rung: scrim_model::rung::Rung::Label,
                    taken_at: Time(row.get(6)?),
                    expires_at: Time(row.get(7)?),
                },
                (max, resting),
                row.get::<TokenHash>(8)?,
                row.get::<bool>(9)?,
            ))
        })
        .optional()?;
    found
        .map(|(lease, (max, resting), token, ended)| {
            Ok((
                Lease {
                    max_rung: rung(max)?,
                    resting_rung: rung(resting)?,
                    ..lease
                },
                token,
                ended,
            ))
        })
        .transpose()
}

/// The lease of this proof, in use or not. A stranger learns only that it is not theirs.
pub(crate) fn proven(db: Db<'_>, proof: Proof) -> Result<(Lease, bool), LeaseRefused> {
    let (lease, token, ended) = by_id(db, proof.lease)?.ok_or(LeaseRefused::NoSuch)?;
    let shown = proof
        .token
        .map_or(lease.session == proof.session, |shown| shown == token);
    if lease.person != proof.person || !shown {
        return Err(LeaseLost::NotYours.into());
    }
    Ok((lease, ended))
}

pub(crate) fn usable(tx: &Tx<'_>, proof: Proof) -> Result<Lease, LeaseRefused> {
    let (lease, ended) = proven(tx.db, proof)?;
    let fence: u64 = tx
        .db
        .prepare_cached("SELECT fence FROM review_case WHERE id = ?1")
        .and_then(|mut sql| sql.query_row([lease.case.0], |row| row.get(0)))
        .map_err(StoreError::from)?;
    lease.usable(proof.person, fence, tx.now)?;
    if ended {
        Err(LeaseLost::Expired.into())
    } else {
        Ok(lease)
    }
}

pub(crate) fn renew(tx: &Tx<'_>, proof: Proof) -> Result<Lease, LeaseRefused> {
    let lease = usable(tx, proof)?;
    let standing = wellbeing::standing(tx, proof.person)?;
    // While a limit was just reached, the case in hand may still be decided.
    if !standing.allowance.state.shows_work() {
        standing.allowance.may_lease().map_err(LeaseRefused::Wellness)?;
    }
    wellbeing::worked(tx, proof.person)?;
    let renewed = Lease {
        max_rung: lease.max_rung.min(standing.allowance.max_rung),
        ..lease.renewed(tx.now)
    };
    set_expiry(tx, &renewed)?;
    Ok(renewed)
}

fn set_expiry(tx: &Tx<'_>, lease: &Lease) -> Result<(), StoreError> {
    tx.db
        .prepare_cached("UPDATE lease SET expires_at = ?2, max_rung = ?3 WHERE id = ?1")?
        .execute((lease.id.0, lease.expires_at.0, u8::from(lease.max_rung)))?;
    tx.db
        .prepare_cached("UPDATE review_case SET at = ?2 WHERE lease = ?1 AND state = 'leased'")?
        .execute((lease.id.0, lease.expires_at.0))?;
    Ok(())
}

pub(crate) fn release(tx: &Tx<'_>, proof: Proof, why: GivenBack) -> Result<(), LeaseRefused> {
    let (lease, ended) = proven(tx.db, proof)?;
    if !ended {
        end(tx, lease.id)?;
        tx.db
            .prepare_cached(
                "UPDATE review_case SET state = 'waiting', at = ?2, lease = NULL, leased_to = NULL
                 WHERE lease = ?1 AND state = 'leased'",
            )
            .and_then(|mut sql| sql.execute((lease.id.0, tx.now.0)))
            .map_err(StoreError::from)?;
    }
    if why == GivenBack::Skipped {
        bar(tx, lease.case, proof.person, "skipped")?;
    }
    Ok(())
}

/// Everything a person holds goes back unseen.
pub(crate) fn release_all(tx: &Tx<'_>, person: PersonId) -> Result<(), StoreError> {
    tx.db
        .prepare_cached(
            "UPDATE review_case SET state = 'waiting', at = ?2, lease = NULL, leased_to = NULL
             WHERE state = 'leased' AND leased_to = ?1",
        )?
        .execute((person.0, tx.now.0))?;
    tx.db
        .prepare_cached("UPDATE lease SET ended_at = ?2 WHERE person = ?1 AND ended_at IS NULL")?
        .execute((person.0, tx.now.0))?;
    Ok(())
}

pub(crate) fn end(tx: &Tx<'_>, lease: LeaseId) -> Result<(), StoreError> {
    tx.db
        .prepare_cached("UPDATE lease SET ended_at = ?2 WHERE id = ?1 AND ended_at IS NULL")?
        .execute((lease.0, tx.now.0))?;
    Ok(())
}

/// The case is not given to this person again.
pub(crate) fn bar(tx: &Tx<'_>, case: CaseId, person: PersonId, why: &str) -> Result<(), StoreError> {
    tx.db
        .prepare_cached("INSERT INTO barred (case_id, person, why) VALUES (?1,?2,?3) ON CONFLICT DO NOTHING")?
        .execute((case.0, person.0, why))?;
    Ok(())
}

/// The queues that a person may take from, those without anything to come to them left out.
pub(crate) fn queues(tx: &Tx<'_>, person: PersonId, role: Role) -> Result<Vec<QueueRow>, StoreError> {
    return_expired(tx)?;
    let open = queues::open_to(tx.db, person, role)?;
    let text = format!(
        "SELECT q.id, q.name, count(c.id), min(c.created) FROM queue q LEFT JOIN
         (SELECT id, queue, created FROM review_case WHERE {MAY_HAVE} AND ({FREE} OR {HELD})) c ON c.queue = q.id
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

/// The name of a stage in its column.
pub(crate) fn stage_code(stage: Stage) -> String {
    code(&stage)
}
