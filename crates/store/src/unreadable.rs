//! Uploads that could not be read, or only in part: which, why, whose. No picture, no hash.

use crate::{Store, error::StoreError, sql};
use scrim_model::{
    ids::{ItemId, PersonId},
    time::Time,
};

/// Which of them are wanted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// Only what came in before this one; from the newest on where none is named.
    pub before: Option<ItemId>,
    /// Only those with this reason, as a code.
    pub reason: Option<String>,
    /// How many at most.
    pub most: u32,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadableRow {
    /// Its id.
    pub item: ItemId,
    /// Why, as a code.
    pub reason: String,
    /// Who sent it.
    pub source: PersonId,
    /// Their name.
    pub source_name: String,
    /// The source's own id of it.
    pub reference: Option<String>,
    /// When it came in.
    pub received_at: Time,
    /// How many bytes.
    pub bytes: u64,
    /// The names of the lists that know its bytes, or what of it could be seen.
    pub lists: Vec<String>,
}

/// Some of them, newest first, with the sums of all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct UnreadablePage {
    /// How many there are of each reason, most first.
    pub counts: Vec<(String, u64)>,
    /// Those that were wanted.
    pub rows: Vec<UnreadableRow>,
    /// There are older ones.
    pub more: bool,
}

impl Store {
    /// Uploads that could not be read, newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn unreadable(&self, wanted: Wanted) -> Result<UnreadablePage, StoreError> {
        self.read(move |db| sql::unreadable::page(db, &wanted)).await
    }

    /// How many uploads could not be read.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn unreadable_count(&self) -> Result<u64, StoreError> {
        self.read(sql::unreadable::count).await
    }
}
