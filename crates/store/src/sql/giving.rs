//! Giving verdicts: what was said, what each case becomes, what will follow, in one commit.
//!
//! Several are given together, no two of one person or on one case: what each is judged by is read first, by one text
//! a table; then each is judged by itself; and then what was taken is written, again by one text a table. One that is
//! refused writes nothing.

use super::{
    alarms, cards, carried, chain,
    columns::{from_code, from_json, json},
    destinations, leases, looks, outbox,
    queues::Queues,
    scheme,
    second_looks::Terms,
    verdicts::{Becomes, Open, put_cases},
    working,
};
use crate::{
    db::{Db, Many},
    engine::{Outcome, Tx},
    error::StoreError,
    leases::LeaseRefused,
    verdicts::{FenceLost, LATE_VERDICT, NewVerdict, Taken, VerdictRefused},
};
use scrim_model::{
    case::{CaseState, Stage},
    check as checks,
    delivery::Purpose,
    evidence::{self, Ground},
    grant::{Grant, seen},
    ids::{CaseId, ItemId, LeaseId, PersonId, QueueId, VerdictId},
    lease::{Lease, LeaseLost},
    quorum::{Decision, Given, Quorum, quorum},
    scheme::Scheme,
    time::Time,
    verdict::PairVerdict,
};
use std::collections::HashMap;
use uuid::Uuid;

/// A verdict that is taken, with all that is written of it.
struct Ruled {
    taken: Taken,
    lease: Lease,
    purpose: Purpose,
    needs: Quorum,
    /// What the case had waited for.
    stage: Stage,
    /// For alarms; what is said of a check or a look-alike is no decision on an upload.
    counts_as: Option<String>,
    state: CaseState,
    decision: Decision,
    plans: Vec<outbox::Plan>,
}

/// What becomes of one of them: it was taken before, or is now.
enum Ruling {
    Before(Taken),
    Now(Box<Ruled>),
}

pub(crate) fn give(tx: &Tx<'_>, these: &[NewVerdict]) -> Result<Vec<Outcome<NewVerdict>>, StoreError> {
    let mut grounds = Grounds::read(tx.db, these)?;
    let mut rulings = Vec::with_capacity(these.len());
    for new in these {
        rulings.push(match rule(tx, new, &mut grounds) {
            Err(VerdictRefused::Lease(LeaseRefused::Store(error))) => return Err(error),
            ruling => ruling,
        });
    }
    write(tx, these, &rulings)?;
    let answers = rulings.into_iter().map(|ruling| {
        ruling.map(|ruling| match ruling {
            Ruling::Before(taken) => taken,
            Ruling::Now(ruled) => ruled.taken,
        })
    });
    Ok(answers.collect())
}

/// What several verdicts are judged by.
struct Grounds {
    before: HashMap<PersonId, (Taken, [u8; 32])>,
    held: HashMap<LeaseId, Held>,
    open: HashMap<CaseId, Open>,
    queues: Queues,
    grants: HashMap<(Uuid, Uuid), Vec<Grant>>,
    /// Somebody outside hears of what is confirmed.
    tells: bool,
    /// What lists ask for beyond the rules.
    terms: Terms,
    /// Which classes may be given.
    classes: Scheme,
}

/// A lease as a verdict meets it.
struct Held {
    lease: leases::LeaseRow,
    state: String,
    fence: u64,
    queue: QueueId,
    purpose: Purpose,
}

impl Grounds {
    fn read(db: Db<'_>, these: &[NewVerdict]) -> Result<Self, StoreError> {
        let before = before(db, these)?;
        let (mut held, mut decisions) = (HashMap::new(), HashMap::new());
        for (one, item, decision) in held_leases(db, these)? {
            decisions.insert(one.lease.lease.case, (item, decision));
            held.insert(one.lease.lease.id, one);
        }
        let items: Vec<ItemId> = decisions.values().map(|(item, _decision)| *item).collect();
        let pairs = cards::pairs_of(db, &items)?;
        let opened = decisions.into_iter().map(|(case, (item, decision))| {
            let pairs = pairs.get(&item).cloned().unwrap_or_default();
            let decision = from_json(&decision, "review_case.decision")?;
            Ok((case, Open { item, pairs, decision }))
        });
        let open = opened.collect::<Result<_, StoreError>>()?;
        let about: Vec<_> = these.iter().map(|new| (new.case.0, new.proof.person.0)).collect();
        let grants = looks::on_cases(db, &about)?;
        Ok(Self {
            before,
            held,
            open,
            queues: Queues::read(db)?,
            grants,
            tells: destinations::any(db)?,
            terms: Terms::read(db)?,
            classes: scheme::judging(db, these.iter().map(|new| &new.verdict))?,
        })
    }
}

/// The answers of earlier requests under the same keys.
fn before(db: Db<'_>, these: &[NewVerdict]) -> Result<HashMap<PersonId, (Taken, [u8; 32])>, StoreError> {
    const BEFORE: Many = Many {
        text: "SELECT v.* FROM {per row} (SELECT person, id, case_id, request_hash, standing, grace_ends FROM verdict
               WHERE person = ?1 AND idempotency_key = ?2 {apart}) v",
        kinds: &["UUID", "TEXT"],
    };
    let keys: Vec<_> = these
        .iter()
        .map(|new| (new.proof.person.0, &new.idempotency_key))
        .collect();
    let found = db.query_each(&BEFORE, &keys, |row| {
        let taken = Taken {
            verdict: VerdictId(row.get(1)?),
            case: CaseId(row.get(2)?),
            confirmed: row.get::<String>(4)? == "confirmed",
            grace_ends: Time(row.get(5)?),
        };
        Ok((PersonId(row.get(0)?), (taken, row.get(3)?)))
    })?;
    Ok(found.into_iter().collect())
}

/// The leases with their cases: each case's upload, and what has been said on it.
fn held_leases(db: Db<'_>, these: &[NewVerdict]) -> Result<Vec<(Held, ItemId, String)>, StoreError> {
    const HELD: Many = Many {
        text: concat!(
            "SELECT h.* FROM {per row} (SELECT ",
            leases::lease_columns!(),
            ", c.state, c.fence, c.item, c.decision, c.queue, c.purpose FROM lease l JOIN review_case c ON c.id = l.case_id
             WHERE l.id = ?1 {apart}) h"
        ),
        kinds: &["UUID"],
    };
    let ids: Vec<_> = these.iter().map(|new| [new.proof.lease.0]).collect();
    let rows = db.query_each(&HELD, &ids, |row| {
        let lease = leases::read(row)?;
        let (state, fence, item): (String, u64, Uuid) = (row.get(11)?, row.get(12)?, row.get(13)?);
        let queue = QueueId(row.get(15)?);
        let purpose: String = row.get(16)?;
        let held = lease.and_then(|lease| {
            Ok(Held {
                lease,
                state,
                fence,
                queue,
                purpose: from_code(&purpose, "review_case.purpose")?,
            })
        });
        Ok((held, ItemId(item), row.get(14)?))
    })?;
    let read = rows
        .into_iter()
        .map(|(held, item, decision)| Ok((held?, item, decision)));
    read.collect()
}

/// What one verdict comes to.
fn rule(tx: &Tx<'_>, new: &NewVerdict, grounds: &mut Grounds) -> Result<Ruling, VerdictRefused> {
    if let Some((taken, hash)) = grounds.before.remove(&new.proof.person) {
        return if hash == new.request_hash {
            Ok(Ruling::Before(taken))
        } else {
            Err(VerdictRefused::IdempotencyConflict)
        };
    }
    let held = grounds.held.remove(&new.proof.lease).ok_or(LeaseRefused::NoSuch)?;
    let (policy, purpose) = (grounds.queues.policy(held.queue), held.purpose);
    let lease = held.carries(tx, new)?;
    let column = "lease.case_id";
    let open = grounds.open.remove(&new.case).ok_or(StoreError::Corrupt { column })?;
    let grants = grounds.grants.remove(&(new.case.0, new.proof.person.0));
    new.verdict.consistent()?;
    grounds.classes.offers(new.verdict.classification.as_ref())?;
    let of_check = purpose == Purpose::Check;
    let policy = if of_check { checks::policy(policy) } else { policy };
    policy.allows(&new.verdict, new.reason.as_deref())?;
    check(new, &lease, &open, &grants.unwrap_or_default())?;
    let facts = |pair: &PairVerdict| open.facts(pair);
    let needs = match purpose {
        Purpose::Check => checks::quorum(&new.verdict),
        Purpose::Review | Purpose::Appeal | Purpose::LookAlike => {
            quorum(&new.verdict, |pair| grounds.terms.of(&open, pair), new.draw)
        }
    };
    let given = Given {
        id: VerdictId(tx.fresh_id()?),
        by: new.proof.person,
        verdict: new.verdict.clone(),
    };
    let verdict = given.id;
    let decision = open.decision.clone().take(given, needs, new.as_lead)?;
    let taken = Taken {
        verdict,
        case: new.case,
        confirmed: matches!(decision, Decision::Confirmed { .. }),
        grace_ends: tx.now + new.grace,
    };
    Ok(Ruling::Now(Box::new(Ruled {
        plans: match purpose {
            Purpose::Review => outbox::plans(&taken, [&open.decision, &decision], grounds.tells, facts),
            Purpose::Appeal => outbox::appeal_plans(&taken, &decision),
            // Nothing ever follows.
            Purpose::LookAlike => Vec::new(),
            // Nothing is told outside because of a check.
            Purpose::Check => outbox::plans(&taken, [&open.decision, &decision], false, facts),
        },
        state: match purpose {
            // Nobody else is asked, whatever it was.
            Purpose::LookAlike => CaseState::Decided { at: tx.now },
            Purpose::Review | Purpose::Appeal | Purpose::Check => settled(tx, &lease, &decision, taken.grace_ends)?,
        },
        taken,
        lease,
        purpose,
        needs,
        stage: open.decision.stage(),
        counts_as: (!of_check && purpose.has_effects()).then(|| alarms::counts_as(&new.verdict)),
        decision,
    })))
}

impl Held {
    /// The lease, unless somebody else was given the case since. One that merely ran out still carries the
    /// verdict in: nobody else could have decided, and the fence proves it.
    fn carries(self, tx: &Tx<'_>, new: &NewVerdict) -> Result<Lease, LeaseRefused> {
        let (lease, ended_at) = self.lease.shown(new.proof)?;
        // Given back on purpose: then its verdict was given up with it.
        let given_back = ended_at.is_some_and(|ended_at| ended_at < lease.expires_at);
        if lease.case != new.case {
            Err(LeaseLost::NotYours.into())
        } else if self.state == "decided" {
            Err(FenceLost::Decided { winner: self.fence }.into())
        } else if self.fence != lease.fence || new.fence != lease.fence {
            Err(FenceLost::LeasedAgain { winner: self.fence }.into())
        } else if given_back || tx.now > lease.taken_at + LATE_VERDICT {
            Err(LeaseLost::Expired.into())
        } else {
            Ok(lease)
        }
    }
}

fn check(new: &NewVerdict, lease: &Lease, open: &Open, grants: &[Grant]) -> Result<(), VerdictRefused> {
    if !open.names_all(&new.verdict) {
        return Err(VerdictRefused::OtherPairs);
    }
    let ground = |pair: &PairVerdict| {
        let facts = open.facts(pair);
        Ground::of(facts.kind, facts.trust)
    };
    evidence::check(&new.verdict, seen(lease.resting_rung, grants), ground)?;
    Ok(())
}

fn settled(tx: &Tx<'_>, lease: &Lease, decision: &Decision, grace_ends: Time) -> Result<CaseState, StoreError> {
    let held = CaseState::Leased {
        lease: lease.id,
        to: lease.person,
        until: lease.expires_at,
    };
    let column = "review_case.state";
    let state = held.spoken(lease.id, decision, tx.now, grace_ends);
    state.map_err(|_error| StoreError::Corrupt { column })
}

fn write(tx: &Tx<'_>, these: &[NewVerdict], rulings: &[Result<Ruling, VerdictRefused>]) -> Result<(), StoreError> {
    let mut all = Vec::with_capacity(these.len());
    for (new, ruling) in these.iter().zip(rulings) {
        if let Ok(Ruling::Now(ruled)) = ruling {
            all.push((new, ruled.as_ref()));
        }
    }
    let people: Vec<PersonId> = all.iter().map(|(new, _ruled)| new.proof.person).collect();
    working::all_worked(tx, &people)?;
    insert(tx, &all)?;
    scheme::note(tx, all.iter().map(|(new, _ruled)| &new.verdict))?;
    let cases = all.iter().map(|(new, ruled)| Becomes {
        case: new.case,
        state: &ruled.state,
        decision: &ruled.decision,
    });
    put_cases(tx, &cases.collect::<Vec<_>>())?;
    outbox::put(tx, all.iter().flat_map(|(_new, ruled)| &ruled.plans))?;
    leases::end_all(tx, all.iter().map(|(_new, ruled)| ruled.lease.id))?;
    let counted = all.iter().filter(|(_new, ruled)| ruled.purpose.has_effects());
    carried::decided(tx, counted.map(|(new, _ruled)| (new.proof.person, new.case)))?;
    leases::bar_all(
        tx,
        all.iter().map(|(new, _ruled)| (new.case, new.proof.person)),
        "spoken",
    )?;
    for (new, Ruled { taken, .. }) in all {
        let (id, confirmed) = (taken.verdict, taken.confirmed);
        let fact = serde_json::json!({
            "verdict": id, "case": new.case, "person": new.proof.person, "confirmed": confirmed,
        });
        chain::append(tx, "verdict_given", &fact);
    }
    Ok(())
}

fn insert(tx: &Tx<'_>, all: &[(&NewVerdict, &Ruled)]) -> Result<(), StoreError> {
    const VERDICTS: Many = Many {
        text: "INSERT INTO verdict (id, case_id, person, at, body, quorum, as_lead, idempotency_key, request_hash,
               standing, grace_ends, status, reason, counts_as, stage)
               SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, CASE WHEN ?10 THEN 'confirmed' ELSE 'recorded' END, ?11, 'given', ?12,
               ?13, ?14 {rows}",
        kinds: &[
            "UUID", "UUID", "UUID", "BIGINT", "TEXT", "TEXT", "BOOL", "TEXT", "BYTEA", "BOOL", "BIGINT", "TEXT", "TEXT", "TEXT",
        ],
    };
    let rows = all.iter().map(|(new, ruled)| {
        (
            ruled.taken.verdict.0,
            ruled.taken.case.0,
            new.proof.person.0,
            tx.now.0,
            json(&new.verdict),
            json(&ruled.needs),
            new.as_lead,
            &new.idempotency_key,
            new.request_hash,
            ruled.taken.confirmed,
            ruled.taken.grace_ends.0,
            &new.reason,
            &ruled.counts_as,
            leases::stage_code(ruled.stage),
        )
    });
    tx.db.execute_each(&VERDICTS, &rows.collect::<Vec<_>>())?;
    Ok(())
}
