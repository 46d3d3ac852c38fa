//! Cases that wait and that nobody may take: everybody has spoken on them or passed them on, or leaves out what they are
//! about.

use super::{
    people,
    subjects::{self, Known, LeftOut},
};
use crate::{
    db::{Db, Many, Row},
    engine::Tx,
    error::StoreError,
    people::Person,
};
use scrim_model::{
    ids::{CaseId, PersonId, QueueId},
    opt_out::{OptOuts, Subject},
    person::Permission,
    queue::Audience,
};
use std::collections::{BTreeMap, BTreeSet};

/// The most cases of a queue that are looked through for those which nobody may take.
const MOST_STRANDED: u32 = 10_000;

/// Somebody who could be given cases of a queue.
pub(super) struct Taker<'a> {
    person: PersonId,
    settles: bool,
    left_out: Option<&'a OptOuts>,
}

impl Taker<'_> {
    fn takes(&self, subject: &Subject) -> bool {
        self.left_out.is_none_or(|left_out| left_out.allow(subject))
    }
}

/// Everybody, with what they leave out: read once for all queues.
pub(super) struct People {
    all: Vec<Person>,
    left_out: LeftOut,
}

impl People {
    pub(super) fn read(db: Db<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            all: people::all(db)?,
            left_out: subjects::all_left_out(db)?,
        })
    }

    /// Who among them could be given cases of a queue.
    pub(super) fn takers(&self, audience: &Audience) -> Vec<Taker<'_>> {
        let reviewing = self
            .all
            .iter()
            .filter(|person| !person.disabled && person.role.allows(Permission::Review));
        let among = reviewing.filter(|person| audience.has(person.id, person.role));
        let taker = |person: &Person| Taker {
            person: person.id,
            settles: person.role.allows(Permission::Settle),
            left_out: self.left_out.get(&person.id),
        };
        among.map(taker).collect()
    }
}

/// How many cases of a queue nobody may take: the suspects are those that somebody may not have, and those that are about
/// what nobody takes, or none of those who settle.
pub(super) fn stranded(tx: &Tx<'_>, queue: QueueId, takers: &[Taker<'_>], known: &Known) -> Result<u64, StoreError> {
    let leads = takers.iter().any(|taker| taker.settles);
    let mut sql = tx.db.prepare_cached(
        "SELECT id, escalated OR stage <> 'review', subject FROM review_case c WHERE queue = ?1 AND state IN ('waiting', 'leased')
         AND state = 'waiting' AND held_for IS NULL AND purpose <> 'look_alike'
         AND (?2 OR (?3 AND (escalated OR stage <> 'review')) OR EXISTS (SELECT 1 FROM barred b WHERE b.case_id = c.id))
         ORDER BY id LIMIT ?4",
    )?;
    let suspect = |row: &Row<'_>| Ok((CaseId(row.get(0)?), (row.get::<bool>(1)?, row.get::<String>(2)?)));
    let found = sql.query_map((queue.0, takers.is_empty(), !leads, MOST_STRANDED), suspect)?;
    let mut suspects: BTreeMap<CaseId, (bool, String)> = found.collect::<Result<_, _>>()?;
    let unwanted = known.iter().filter(|(_name, subject)| {
        let mut those = takers.iter().filter(|taker| taker.takes(subject));
        !those.any(|taker| taker.settles) && takers.iter().any(|taker| taker.left_out.is_some())
    });
    let rows: Vec<_> = unwanted.map(|(name, _)| (queue.0, name, MOST_STRANDED)).collect();
    suspects.extend(tx.db.query_each(&ABOUT, &rows, suspect)?);
    let mut stranded = 0;
    for (case, (for_leads, subject)) in suspects {
        stranded += u64::from(!anybody(tx.db, case, takers, for_leads, &subjects::read(&subject))?);
    }
    Ok(stranded)
}

/// What waits in a queue and is about one thing, held for nobody.
const ABOUT: Many = Many {
    text: "SELECT c.id, c.for_leads, c.subject FROM {per row}
           (SELECT id, escalated OR stage <> 'review' AS for_leads, subject FROM review_case
            WHERE queue = ?1 AND subject = ?2 AND state = 'waiting' AND held_for IS NULL
            AND purpose <> 'look_alike' ORDER BY id LIMIT ?3) c",
    kinds: &["UUID", "TEXT", "BIGINT"],
};

/// Whether somebody among these may be given a case.
pub(super) fn anybody(
    db: Db<'_>,
    case: CaseId,
    takers: &[Taker<'_>],
    for_leads: bool,
    subject: &Subject,
) -> Result<bool, StoreError> {
    let mut sql = db.prepare_cached("SELECT person FROM barred WHERE case_id = ?1")?;
    let barred = sql.query_map([case.0], |row| row.get(0).map(PersonId))?;
    let barred: BTreeSet<PersonId> = barred.collect::<Result<_, _>>()?;
    let mut those = takers.iter().filter(|taker| taker.settles || !for_leads);
    Ok(those.any(|taker| !barred.contains(&taker.person) && taker.takes(subject)))
}
