//! Lists, their entries, and the log of hashes that an index in memory follows.

use crate::{
    Store,
    engine::{Alone, Lists, Tx},
    error::StoreError,
    sql,
};
use scrim_hashing::pdq::PdqHash;
use scrim_model::{
    digests::FileDigests,
    entry::EntryState,
    ids::{BankId, EntryId, QueueId},
    matching::{HarmType, ListTrust, Perceptual},
    votes::MemberVotes,
};
use serde::{Deserialize, Serialize};

/// The bank that takes the entries which verdicts propose.
pub const OWN_BANK: &str = "CONFIRMED";

/// A list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bank {
    /// Which.
    pub id: BankId,
    /// Its name.
    pub name: String,
    /// What it is about.
    pub harm: HarmType,
    /// How far it is trusted.
    pub trust: ListTrust,
    /// Why, where it is vetted.
    pub vetted_reason: Option<String>,
    /// Where its matches wait.
    pub queue: QueueId,
}

/// A list to be made, or found by its name.
#[derive(Debug, Clone)]
pub struct NewBank {
    /// Its name.
    pub name: String,
    /// What it is about.
    pub harm: HarmType,
    /// The reason to call it vetted; none for any other list.
    pub vetted_reason: Option<String>,
}

/// Known content to be listed.
#[derive(Debug, Clone)]
pub struct NewEntry {
    /// On which list.
    pub bank: BankId,
    /// The list's category code.
    pub category: Option<String>,
    /// Where it comes from: mostly the list's own id of it.
    pub provenance: Option<String>,
    /// How members have voted on it, where its list says so.
    pub votes: Option<MemberVotes>,
    /// What is known of its bytes.
    pub digests: FileDigests,
    /// Its perceptual hashes, of an animation one a frame. Those that are not usable are not kept.
    pub hashes: Vec<Perceptual>,
}

/// One change of the perceptual index.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct HashChange {
    /// Its number; they only grow.
    pub seq: i64,
    /// Whose hash.
    pub entry: EntryId,
    /// The hash.
    pub hash: PdqHash,
    /// Come or gone.
    pub added: bool,
    /// It is an altered copy's.
    pub variant: bool,
}

/// An entry with all that its list says of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedEntry {
    /// Which.
    pub id: EntryId,
    /// Its category code.
    pub category: Option<String>,
    /// Where it comes from.
    pub provenance: Option<String>,
    /// How members have voted on it, where its list says so.
    pub votes: Option<MemberVotes>,
    /// What it does.
    pub state: EntryState,
    /// What is known of its bytes.
    pub digests: FileDigests,
    /// Its own perceptual hashes, variants left out.
    pub hashes: Vec<Perceptual>,
}

/// What an entry is, for the door.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryRow {
    /// Which.
    pub id: EntryId,
    /// Its list.
    pub bank: Bank,
    /// Its category code.
    pub category: Option<String>,
    /// What it does.
    pub state: EntryState,
    /// How many hashes of its own it has, variants not counted: more than one for an animation.
    pub own_hashes: u32,
}

impl Store {
    /// Finds the list of that name or makes it, with a queue of its own.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn bank(&self, new: NewBank) -> Result<Bank, StoreError> {
        self.write(Alone::with(Lists::Changed), move |tx| {
            sql::banks::find_or_make(tx, &new)
        })
        .await
    }

    /// Every list with the number of its entries.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn banks(&self) -> Result<Vec<(Bank, u64)>, StoreError> {
        self.read(sql::banks::all).await
    }

    /// Lists known content. What the list has already is not listed twice: the same bytes, as far as their digests
    /// tell, or the same hash where nothing else is known. The answer says whether the entry is new.
    ///
    /// What is told beyond what the entry had is added to it as long as no person has decided on it: a decision was
    /// about what was known then, and no later row of a list carries it elsewhere.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn add_entry(&self, new: NewEntry) -> Result<(EntryId, bool), StoreError> {
        self.write(Alone::with(Lists::Changed), move |tx| sql::banks::add_entry(tx, &new))
            .await
    }

    /// The same for many, all or none: whether each is new, in their order.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn add_entries(&self, new: Vec<NewEntry>) -> Result<Vec<(EntryId, bool)>, StoreError> {
        let add = move |tx: &Tx<'_>| new.iter().map(|new| sql::banks::add_entry(tx, new)).collect();
        self.write(Alone::with(Lists::Changed), add).await
    }

    /// The entries of a list after `last`, at most `most`, in the order of their ids.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn listed(&self, bank: BankId, last: Option<EntryId>, most: u32) -> Result<Vec<ListedEntry>, StoreError> {
        self.read(move |db| sql::listed::page(db, bank, last, most)).await
    }

    /// What has changed in the perceptual index after `seq`, oldest first, at most `most`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn hash_changes(&self, seq: i64, most: u32) -> Result<Vec<HashChange>, StoreError> {
        self.read(move |db| sql::banks::changes(db, seq, most)).await
    }
}
