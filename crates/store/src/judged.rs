//! What people decided of each list's matches, by how close they were: how often a list is wrong, and how far away.
//!
//! Sums of decisions that stand; never per person, and of no upload.

use crate::{Store, error::StoreError, sql};
use scrim_model::{
    distance::{Closeness, Judged},
    ids::BankId,
    matching::HarmType,
    time::Time,
};
use std::collections::BTreeMap;

/// What was decided of a list's pairs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PairSums {
    /// By how close they were; bands in which nothing was decided are left out.
    pub bands: BTreeMap<Closeness, Judged>,
    /// Pairs whose entry was disputed.
    pub disputed: u64,
}

impl PairSums {
    /// What was decided at any distance.
    pub fn judged(&self) -> Judged {
        let all = self.bands.values().copied();
        all.fold(Judged::default(), Judged::and)
    }
}

/// What was decided of one list's pairs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListJudged {
    /// Which list.
    pub bank: BankId,
    /// Its name.
    pub name: String,
    /// What it is about.
    pub harm: HarmType,
    /// What was decided.
    pub sums: PairSums,
}

impl Store {
    /// Every list, in the order of their names, with what was decided of its pairs before a time and stands.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn judged(&self, until: Time) -> Result<Vec<ListJudged>, StoreError> {
        self.read(move |db| sql::decided::all(db, until.0)).await
    }
}
