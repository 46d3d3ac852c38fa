//! Whether every case is in exactly one state, and every upload under review in a case: what `doctor` proves.

use crate::{Store, engine::Alone, error::StoreError, sql};

/// What was found. Everything but the first two is zero in a sound database.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Soundness {
    /// How many cases there are.
    pub cases: u64,
    /// How many of them nobody may take: a person has to act, the database is sound.
    pub stranded: u64,
    /// Each fault in words, and how many cases, leases or uploads have it.
    pub faults: Vec<(&'static str, u64)>,
}

impl Store {
    /// Looks through all cases, leases and uploads.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn soundness(&self) -> Result<Soundness, StoreError> {
        self.write(Alone::not(), sql::soundness::of).await
    }
}
