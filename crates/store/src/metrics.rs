//! Sums over the hub. Never per person.

use crate::{Store, error::StoreError, rematching, removals::Removals, sql};
use scrim_model::time::Time;
use std::collections::BTreeMap;

/// Sums over everything the hub keeps.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sums {
    /// Uploads by outcome at the door.
    pub outcomes: BTreeMap<String, u64>,
    /// Uploads that any list recognised.
    pub matched: u64,
    /// Cases about uploads by state.
    pub cases: BTreeMap<String, u64>,
    /// Checks of what was stopped, by state. What is said of them is in no other sum of cases and verdicts, but that a lead
    /// has to settle them.
    pub checks: BTreeMap<String, u64>,
    /// Cases a lead has to settle.
    pub split: u64,
    /// Those of them that are checks.
    pub checks_split: u64,
    /// Charged looks.
    pub looks: u64,
    /// Milliseconds on the screen by rung.
    pub exposure_ms_by_rung: BTreeMap<u8, u64>,
    /// Verdicts that stand, by what they say on the match axis, per pair.
    pub by_match: BTreeMap<String, u64>,
    /// By the listing axis, per pair.
    pub by_listing: BTreeMap<String, u64>,
    /// By content, per verdict.
    pub by_content: BTreeMap<String, u64>,
    /// Entries of our own made by verdicts.
    pub entries_added: u64,
    /// Entries confirmed by people.
    pub entries_confirmed: u64,
    /// Variants made by verdicts.
    pub variants_added: u64,
    /// Pairs excluded.
    pub pairs_excluded: u64,
    /// Entries suspended.
    pub entries_suspended: u64,
    /// What platforms have taken down.
    pub removals: Removals,
}

/// What stands and waits at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Backlog {
    /// Every queue, empty ones too, in the order of their names.
    pub queues: Vec<QueueBacklog>,
    /// Leases that hold.
    pub leases: u64,
    /// Effects that are planned and not carried out.
    pub planned: u64,
    /// Those of them that are due by now.
    pub due: u64,
    /// Destroyed uploads whose sealed parts may still be where media are kept.
    pub media_left: u64,
    /// Deliveries that are planned, under way, or tried again later.
    pub deliveries_waiting: u64,
    /// Deliveries that a person has to look at.
    pub deliveries_dead: u64,
    /// Uploads of which nothing is known and some matcher has still to answer.
    pub unverified: u64,
    /// When the oldest of them came in.
    pub unverified_oldest: Option<Time>,
    /// Questions that matchers have still to answer, also about uploads that wait for a person already.
    pub questions: u64,
    /// What lists have more than they had, and what waits and is to be matched again for it.
    pub rematching: rematching::Backlog,
}

/// What waits in one queue.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QueueBacklog {
    /// Its name.
    pub name: String,
    /// Cases that are given to whoever comes.
    pub waiting: u64,
    /// Cases held back, or within the grace time of a first verdict.
    pub later: u64,
    /// When the oldest of those that wait was opened.
    pub oldest: Option<Time>,
}

impl Store {
    /// What stands and waits at `now`. Changes nothing: a lease that has run out counts as what it is.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn backlog(&self, now: Time) -> Result<Backlog, StoreError> {
        self.read(move |db| sql::metrics::backlog(db, now)).await
    }

    /// Sums over everything the hub keeps.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn sums(&self) -> Result<Sums, StoreError> {
        self.read(sql::metrics::sums).await
    }

    /// What the whole team achieved: hashes confirmed, uploads stopped, cases decided.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn team_effect(&self) -> Result<[u64; 3], StoreError> {
        self.read(sql::metrics::team_effect).await
    }
}
