//! Passes over what a matcher lists: how far one has come, and what was found there. Asking the matcher is the hub's.

use crate::{
    Store,
    deliveries::ListedAt,
    engine::{Alone, Lists},
    error::StoreError,
    sql,
};
use scrim_hashing::pdq::PdqHash;
use scrim_model::{
    delivery::Failure,
    ids::{EntryId, MatcherId},
    matcher::{OwnWord, Reconciled, There, UpstreamEntry},
    time::Time,
};

/// A pass that one hub has to itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pass {
    /// Over what this matcher lists.
    pub matcher: MatcherId,
    /// The last entry that was asked about.
    pub after: Option<EntryId>,
    /// What was found so far.
    pub found: Reconciled,
    /// Until when nobody else may; also what tells this hub's pass from another's.
    pub until: Time,
}

/// An entry that a pass asks about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listed {
    /// Which.
    pub entry: EntryId,
    /// Where it is listed.
    pub at: ListedAt,
    /// Whose entry it is, where exchanges had brought it.
    pub provenance: Vec<UpstreamEntry>,
    /// Its hash; none where no single one stands for it.
    pub hash: Option<PdqHash>,
    /// What it was there when it was last asked about.
    pub there: There,
    /// What the hub's own word on it has come to there.
    pub word: OwnWord,
}

/// How far the passes over a matcher's lists have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passes {
    /// When the next one is due.
    pub due_at: Time,
    /// Since when one is under way.
    pub began_at: Option<Time>,
    /// When the last one came to its end.
    pub ended_at: Option<Time>,
    /// What that one found.
    pub last: Option<Reconciled>,
    /// Why the last attempt broke off; it goes on from there.
    pub why: Option<Failure>,
}

/// What became of content that has come under another number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relisted {
    /// The entry is listed under it from now on.
    Moved {
        /// How many destinations are told again that it is disabled.
        told_again: u32,
    },
    /// The number is another entry's, or the entry was listed anew meanwhile.
    Not,
}

impl Store {
    /// Takes up a pass over what a matcher lists, where it is due, or asked for, and no other hub is at it. It goes on
    /// where one broke off.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn begin_pass(&self, matcher: MatcherId, asked: bool) -> Result<Option<Pass>, StoreError> {
        self.write(Alone::not(), move |tx| sql::reconciling::begin(tx, matcher, asked))
            .await
    }

    /// Keeps how far a pass has come. None where another hub has taken it over.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn keep_pass(&self, pass: Pass) -> Result<Option<Pass>, StoreError> {
        self.write(Alone::not(), move |tx| sql::reconciling::keep(tx, &pass))
            .await
    }

    /// Ends a pass: it came to its end, or broke off for this.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn end_pass(&self, pass: Pass, broke_off: Option<Failure>) -> Result<(), StoreError> {
        self.write(Alone::not(), move |tx| sql::reconciling::end(tx, &pass, broke_off))
            .await
    }

    /// Has the next pass begin now.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn ask_for_pass(&self, matcher: MatcherId) -> Result<(), StoreError> {
        self.write(Alone::not(), move |tx| sql::reconciling::ask(tx, matcher))
            .await
    }

    /// How far the passes over a matcher's lists have come; none before the first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn passes(&self, matcher: MatcherId) -> Result<Option<Passes>, StoreError> {
        self.read(move |db| sql::reconciling::passes(db, matcher)).await
    }

    /// What a pass asks about next.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn listed_after(
        &self,
        matcher: MatcherId,
        after: Option<EntryId>,
        most: u32,
    ) -> Result<Vec<Listed>, StoreError> {
        self.read(move |db| sql::reconciling::page(db, matcher, after, most))
            .await
    }

    /// Keeps what an entry's content is at its matcher, and lets the entry count or not by it. Answers whether that is
    /// new; it is not where the entry is listed under another number by now.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn see_there(&self, entry: EntryId, at: ListedAt, there: There) -> Result<bool, StoreError> {
        self.write(Alone::with(Lists::Changed), move |tx| {
            sql::reconciling::see(tx, entry, &at, there)
        })
        .await
    }

    /// Content has come back under another number: the entry is listed under that from now on, and whoever was told that
    /// it is disabled is told again.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn relist(&self, entry: EntryId, from: ListedAt, to: ListedAt) -> Result<Relisted, StoreError> {
        self.write(Alone::with(Lists::Changed), move |tx| {
            sql::reconciling::relist(tx, entry, &from, &to)
        })
        .await
    }
}
