//! That platforms have taken down what was confirmed, and how long that took.

use crate::{Store, engine::Alone, error::StoreError, sql};
use scrim_model::{
    ids::{CaseId, ItemId, PersonId},
    time::{Span, Time},
};

/// A removal, as its platform told of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Removal {
    /// Of which upload.
    pub item: ItemId,
    /// When the platform took it down, by its own clock.
    pub removed_at: Time,
    /// When it said so.
    pub told_at: Time,
}

/// How many uploads platforms took down, and how long that took after they came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Removals {
    /// How many.
    pub count: u64,
    /// From an upload to its removal, summed up. A clock that is ahead counts as no time.
    pub waited: Span,
}

/// Why a removal is not kept.
#[derive(Debug, thiserror::Error)]
pub enum RemovalRefused {
    /// No upload of this source.
    #[error("there is no such upload of this source")]
    NoSuch,
    /// Another time was told before.
    #[error("another time of removal was told before")]
    ToldBefore(Removal),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// Keeps that a source has taken an upload down. The same again changes nothing.
    ///
    /// # Errors
    /// [`RemovalRefused`].
    pub async fn removed(&self, source: PersonId, item: ItemId, at: Time) -> Result<Removal, RemovalRefused> {
        self.write(Alone::not(), move |tx| sql::removals::put(tx, source, item, at))
            .await
    }

    /// The removals of a case's uploads.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn removals_of(&self, case: CaseId) -> Result<Vec<Removal>, StoreError> {
        self.read(move |db| sql::removals::of(db, case)).await
    }
}
