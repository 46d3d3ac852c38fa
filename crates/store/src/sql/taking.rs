//! Handing cases out, to everybody who asked for some at about the same time.
//!
//! Who may have which case is `leases`' business. What all of them are judged by is read by one text a table, and what
//! they see of their cases too; only the claiming goes from one taker to the next.

use super::{
    cards, leases, looks, mixing,
    queues::Queues,
    rooms,
    standings::{self, Standings},
    subjects::LeftOut,
    waiting::{self, Asking, Found, OpenQueue},
    working,
};
use crate::{
    db::{Db, Many},
    engine::{Outcome, Tx},
    error::StoreError,
    leases::{LeaseRefused, Leased, Source, Take},
    people::TokenHash,
    sharing::Handed,
    wellbeing::Standing,
};
use scrim_model::{
    check,
    ids::{CaseId, LeaseId, PersonId, QueueId},
    lease::{LEASE_LIFE, Lease, MAX_HELD},
};
use std::collections::HashMap;
use uuid::Uuid;

/// What one of them is given, and what was passed over for it.
struct Given {
    leases: Vec<Lease>,
    passed: Vec<CaseId>,
}

/// The same, or why nothing.
type Answer = Result<Given, LeaseRefused>;

/// What those who ask are judged by.
struct Grounds {
    standings: HashMap<PersonId, Standing>,
    held: HashMap<PersonId, usize>,
    queues: Queues,
    rooms: HashMap<(PersonId, QueueId), usize>,
    left_out: LeftOut,
}

/// Takes cases for each of several people, each of whom asks once.
pub(crate) fn take(tx: &Tx<'_>, these: &[Take]) -> Result<Vec<Outcome<Take>>, StoreError> {
    let people: Vec<PersonId> = these.iter().map(|take| take.taker.person).collect();
    let Standings {
        of: standings,
        left_out,
    } = standings::of(tx, &people)?;
    leases::return_expired(tx)?;
    let queues = Queues::read(tx.db)?;
    let grounds = Grounds {
        standings,
        held: held(tx.db, &people)?,
        rooms: rooms::left(tx, &people, &queues)?,
        left_out,
        queues,
    };
    let mut answers: Vec<Answer> = Vec::with_capacity(these.len());
    // Whoever names a case asks for themselves: it may be what somebody else is just being given.
    let apart = |one: &Take, next: &Take| !one.names_a_case() && !next.names_a_case();
    for these in these.chunk_by(apart) {
        hand_out(tx, these, &grounds, &mut answers)?;
    }
    write(tx, these, &answers)?;
    show(tx, answers, &grounds)
}

/// Hands cases out to these: they are theirs before the next ones look.
fn hand_out(tx: &Tx<'_>, these: &[Take], grounds: &Grounds, answers: &mut Vec<Answer>) -> Result<(), StoreError> {
    let first = answers.len();
    let asking: Vec<Asking<'_>> = these.iter().map(|take| grounds.asking(take)).collect();
    mixing::draw(tx, these, &asking, (&grounds.standings, &grounds.queues))?;
    for (take, found) in these.iter().zip(claim(tx, these, &asking)?) {
        let leases = match grounds.may_lease(take) {
            Ok(Some(standing)) => Ok(drawn(tx, take, standing, found.cases)?),
            Ok(None) => Ok(Vec::new()),
            Err(refused) => Err(refused),
        };
        let passed = found.passed;
        answers.push(leases.map(|leases| Given { leases, passed }));
    }
    let fresh = answers.get_mut(first..).unwrap_or_default();
    put(
        tx,
        fresh.iter_mut().flatten().flat_map(|given| &mut given.leases).collect(),
    )
}

impl Grounds {
    /// Where somebody stands, if the rules let them take cases.
    fn may_lease(&self, take: &Take) -> Result<Option<&Standing>, LeaseRefused> {
        let standing = self.standings.get(&take.taker.person);
        let may = standing.map(|standing| standing.allowance.may_lease().map(|()| standing));
        may.transpose().map_err(LeaseRefused::Wellness)
    }

    fn asking<'a>(&'a self, take: &'a Take) -> Asking<'a> {
        let taker = &take.taker;
        let free = MAX_HELD.saturating_sub(self.held.get(&taker.person).copied().unwrap_or_default());
        let may = matches!(self.may_lease(take), Ok(Some(_standing)));
        let asked = |queue: QueueId| !matches!(take.from, Source::Queue(only) if only != queue);
        let newcomer = matches!(self.standings.get(&taker.person), Some(standing) if standing.newcomer);
        let open = self.queues.taken_from(taker.person, taker.role, newcomer).into_iter();
        let open = open
            .filter(|(queue, _settings)| asked(*queue))
            .map(|(queue, settings)| OpenQueue {
                queue,
                order: settings.order,
                room: self.rooms.get(&(taker.person, queue)).copied().unwrap_or(MAX_HELD),
            });
        Asking {
            taker,
            left_out: self.left_out.get(&taker.person),
            queues: open.collect(),
            want: if may { take.tokens.len().min(free) } else { 0 },
        }
    }
}

fn claim(tx: &Tx<'_>, these: &[Take], asking: &[Asking<'_>]) -> Result<Vec<Found>, StoreError> {
    match (these, asking) {
        (
            [
                Take {
                    from: Source::Case(_), ..
                },
            ],
            [Asking { want: 0, .. }],
        ) => Ok(vec![Found::default()]),
        (
            [
                Take {
                    from: Source::Case(case),
                    ..
                },
            ],
            [asking],
        ) => {
            let cases = waiting::named(tx, asking, *case)?.into_iter().collect();
            Ok(vec![Found {
                cases,
                ..Found::default()
            }])
        }
        _ => match these.first() {
            Some(Take { sharing, .. }) => waiting::claim(tx, asking, sharing),
            None => Ok(Vec::new()),
        },
    }
}

/// How many cases each of them holds.
fn held(db: Db<'_>, people: &[PersonId]) -> Result<HashMap<PersonId, usize>, StoreError> {
    const HELD: Many = Many {
        text: "SELECT l.* FROM {per row} (SELECT person, id FROM lease WHERE person = ?1 AND ended_at IS NULL {apart}) l",
        kinds: &["UUID"],
    };
    let ids: Vec<_> = people.iter().map(|person| [person.0]).collect();
    let mut held = HashMap::new();
    for person in db.query_each(&HELD, &ids, |row| row.get(0).map(PersonId))? {
        *held.entry(person).or_default() += 1;
    }
    Ok(held)
}

fn drawn(tx: &Tx<'_>, take: &Take, standing: &Standing, cases: Vec<CaseId>) -> Result<Vec<Lease>, StoreError> {
    let drawn = cases.into_iter().map(|case| {
        Ok(Lease {
            id: LeaseId(tx.fresh_id()?),
            case,
            person: take.taker.person,
            session: take.taker.session,
            fence: 0,
            // What only lasts for a while is told beside it, and holds for whoever looks.
            max_rung: standing.effective.settings.max_rung,
            resting_rung: standing.effective.settings.resting_rung,
            taken_at: tx.now,
            expires_at: tx.now + LEASE_LIFE,
        })
    });
    drawn.collect()
}

/// Puts the cases under these leases, and tells each its fence.
fn put(tx: &Tx<'_>, mut leases: Vec<&mut Lease>) -> Result<(), StoreError> {
    const CASES: Many = Many {
        text: "UPDATE review_case SET state = 'leased', lease = ?2, leased_to = ?3, at = ?4, fence = fence + 1,
               held_for = NULL, held_until = 0 {rows} WHERE id = ?1 RETURNING id, fence, purpose, stage, escalated",
        kinds: &["UUID", "UUID", "UUID", "BIGINT"],
    };
    let rows = leases.iter().map(|l| (l.case.0, l.id.0, l.person.0, l.expires_at.0));
    let rows: Vec<_> = rows.collect();
    let put = tx.db.query_each(&CASES, &rows, |row| {
        Ok((row.get(0).map(CaseId)?, (row.get::<u64>(1)?, cards::veiled(row, 2))))
    })?;
    let mut put: HashMap<CaseId, _> = put.into_iter().collect();
    for lease in &mut leases {
        let column = "review_case.id";
        let (fence, veiled) = put.remove(&lease.case).ok_or(StoreError::Corrupt { column })?;
        lease.fence = fence;
        if veiled? {
            lease.max_rung = lease.max_rung.min(check::MAX_RUNG);
            lease.resting_rung = lease.resting_rung.min(check::MAX_RUNG);
        }
    }
    Ok(())
}

fn write(tx: &Tx<'_>, these: &[Take], answers: &[Answer]) -> Result<(), StoreError> {
    const LEASE: Many = Many {
        text: "INSERT INTO lease (id, case_id, person, session, token_hash, fence, max_rung, resting_rung, taken_at,
               expires_at) SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10 {rows}",
        kinds: &[
            "UUID", "UUID", "UUID", "UUID", "BYTEA", "BIGINT", "BIGINT", "BIGINT", "BIGINT", "BIGINT",
        ],
    };
    let (mut rows, mut workers) = (Vec::new(), Vec::new());
    for (take, given) in these.iter().zip(answers) {
        let leases = given.as_ref().map(|given| given.leases.as_slice()).unwrap_or_default();
        rows.extend(leases.iter().zip(&take.tokens).map(|(lease, token)| row(lease, token)));
        if !leases.is_empty() {
            workers.push(take.taker.person);
        }
    }
    tx.db.execute_each(&LEASE, &rows)?;
    working::all_worked(tx, &workers)
}

type Row<'a> = (Uuid, Uuid, Uuid, Uuid, &'a TokenHash, u64, u8, u8, i64, i64);

fn row<'a>(lease: &Lease, token: &'a TokenHash) -> Row<'a> {
    (
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
    )
}

/// What each of them sees of their cases.
fn show(tx: &Tx<'_>, answers: Vec<Answer>, grounds: &Grounds) -> Result<Vec<Outcome<Take>>, StoreError> {
    let all: Vec<Lease> = answers
        .iter()
        .flatten()
        .flat_map(|given| &given.leases)
        .cloned()
        .collect();
    let cases: Vec<CaseId> = all.iter().map(|lease| lease.case).collect();
    let mut cards = cards::cases(tx, &cases, &grounds.queues)?;
    let holders: Vec<_> = all.iter().map(|lease| (lease.case.0, lease.person.0)).collect();
    let mut cleared = looks::cleared_of(tx, &holders)?;
    let mut see = |lease: Lease| {
        let column = "review_case.item";
        let standing = grounds.standings.get(&lease.person);
        let limit = standing.map(|standing| standing.allowance.rung_limit());
        Ok(Leased {
            limit: limit.ok_or(StoreError::Corrupt { column })?,
            case: cards.remove(&lease.case).ok_or(StoreError::Corrupt { column })?,
            cleared: cleared.remove(&(lease.case.0, lease.person.0)).unwrap_or_default(),
            lease,
        })
    };
    let seen = answers.into_iter().map(|given| match given {
        Ok(Given { leases, passed }) => {
            let leased = leases
                .into_iter()
                .map(&mut see)
                .collect::<Result<Vec<_>, StoreError>>()?;
            Ok(Ok(Handed { leased, passed }))
        }
        Err(refused) => Ok(Err(refused)),
    });
    seen.collect()
}
