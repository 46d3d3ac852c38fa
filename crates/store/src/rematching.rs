//! What waits is matched again when the lists have more than they had: an entry was added, learned, confirmed or restored,
//! or a hash was added to one.
//!
//! Every change of that kind is a row, written with it. One hub at a time follows them in stretches: it compares what
//! changed with everything that waits, writes down which uploads it may concern, and takes the rows away; nothing of it
//! holds the database, and a hub that dies over it leaves what it had not followed. Any hub then answers those uploads
//! anew, one unit each.
//!
//! What was answered "no match" is kept nowhere, and out of reach: what is listed later concerns only what waits.

use crate::{
    Store,
    engine::{Alone, Lists},
    error::StoreError,
    items::{Digests, Near},
    questions::Answered,
    sql,
};
use scrim_hashing::pdq::PdqHash;
use scrim_model::{
    ids::{CaseId, ItemId},
    matching::FrameHash,
    second_looks::Draw,
    time::{Span, Time},
};
use std::collections::HashSet;
use uuid::Uuid;

/// Entries that may match more than they did, as far as whoever looks for what they concern needs it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListChanges {
    /// The number of the last of them.
    pub last: i64,
    /// Every digest of their bytes.
    pub digests: HashSet<Vec<u8>>,
    /// Every hash of theirs.
    pub hashes: Vec<PdqHash>,
}

impl ListChanges {
    /// Whether one of these entries has the bytes of those digests, as far as one digest tells.
    pub fn name(&self, digests: &Digests) -> bool {
        let each = [digests.sha256.as_slice(), &digests.sha1, &digests.md5];
        each.into_iter().any(|digest| self.digests.contains(digest))
    }
}

/// An upload that waits, as far as it can be compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Which.
    pub item: ItemId,
    /// Of its bytes.
    pub digests: Digests,
    /// Of its frames, usable or not.
    pub hashes: Vec<FrameHash>,
}

/// How far a walk through everything that waits has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Walked {
    /// Through cases, to this one.
    Cases(Option<CaseId>),
    /// Through all of them, and through uploads in none, to this one.
    Unverified(Option<ItemId>),
}

impl Walked {
    /// Where it begins.
    pub const BEGIN: Self = Self::Cases(None);
}

/// An upload that is to be answered anew.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rematch {
    /// Which.
    pub item: ItemId,
    /// Of its frames.
    pub hashes: Vec<FrameHash>,
}

/// What has still to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Backlog {
    /// Changes of lists that nobody has followed.
    pub changes: u64,
    /// Since when the oldest of them waits.
    pub since: Option<Time>,
    /// Uploads that are to be answered anew, also those that somebody holds.
    pub uploads: u64,
}

impl Store {
    /// Makes this hub the one that follows changes of the lists, for so long; answers whether it is. `hub` is any number
    /// that no other hub has.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn claim_rematching(&self, hub: Uuid, lasts: Span) -> Result<bool, StoreError> {
        self.write(Alone::not(), move |tx| sql::rematching::claim(tx, hub, lasts))
            .await
    }

    /// The first changes that nobody has followed, at most `most`; none where everything is.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_changes(&self, most: u32) -> Result<Option<ListChanges>, StoreError> {
        self.read(move |db| sql::rematching::changes(db, most)).await
    }

    /// A stretch of everything that waits, `most` cases or uploads, and how far that is; nothing more where it ends.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn waiting(&self, after: Walked, most: u32) -> Result<(Vec<Waiting>, Option<Walked>), StoreError> {
        self.read(move |db| sql::rematching::waiting(db, after, most)).await
    }

    /// These uploads are to be answered anew.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn note_rematches(&self, items: Vec<ItemId>) -> Result<(), StoreError> {
        self.write(Alone::not(), move |tx| sql::rematching::note_all(tx, &items))
            .await
    }

    /// Changes up to `last` were followed: takes `most` of them away, and answers how many those were.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn list_changes_followed(&self, last: i64, most: u32) -> Result<u64, StoreError> {
        self.write(Alone::not(), move |tx| sql::rematching::followed(tx, last, most))
            .await
    }

    /// Uploads that are to be answered anew and that nobody holds or has spoken on.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn rematches(&self, most: u32) -> Result<Vec<Rematch>, StoreError> {
        self.write(Alone::not(), move |tx| sql::rematching::due(tx, most)).await
    }

    /// Answers an upload anew; `near` is what comes near it now, `check` its throw of the dice, should it be stopped.
    /// None where somebody has taken its case meanwhile, or another hub was faster.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn answer_anew(&self, item: ItemId, near: Near, check: Draw) -> Result<Option<Answered>, StoreError> {
        self.write(Alone::with(Lists::Asked), move |tx| {
            sql::rematched::answer_anew(tx, item, (&near, check))
        })
        .await
    }

    /// What has still to be done.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn rematching_backlog(&self) -> Result<Backlog, StoreError> {
        self.read(sql::rematching::backlog).await
    }
}
