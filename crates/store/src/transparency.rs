//! Sums over a stretch of time for the outside: what came in, what became of it, and how long that took. Never per person.

use crate::{Store, error::StoreError, judged::PairSums, sql};
use scrim_model::{
    matching::HarmType,
    transparency::{Period, Waits},
};
use std::collections::BTreeMap;

/// The sums of a period.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PeriodSums {
    /// Uploads that came in, by what stands of them now.
    pub received: BTreeMap<String, u64>,
    /// Those of them that any list recognised.
    pub matched: u64,
    /// Cases that were opened.
    pub opened: u64,
    /// Cases that were decided and stand so, by what that meant for their uploads.
    pub decided: Decided,
    /// From the opening of a decided case to its decision.
    pub decision: Waits,
    /// From an upload to its removal by the platform, of the removals in the period.
    pub removal: Waits,
    /// Decisions that were reversed.
    pub reversed: u64,
    /// What platforms appealed.
    pub appeals: Appeals,
    /// Entries that verdicts of the period put on the organisation's own list and that stand.
    pub entries_added: u64,
    /// Each list, in the order of their names.
    pub lists: Vec<ListSums>,
}

/// Decided cases, by outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Decided {
    /// What a list holds, or abusive.
    pub confirmed: u64,
    /// Against another policy.
    pub other_policy: u64,
    /// Harmless, or recognised wrongly.
    pub cleared: u64,
    /// Those of all of them on which nobody was granted a look: nothing clearer than a veil was shown to anybody.
    pub without_a_look: u64,
}

/// Appeals of platforms, asked and answered in the period; one may be answered in another than it was asked in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Appeals {
    /// Asked.
    pub asked: u64,
    /// Answered: what was decided stands.
    pub upheld: u64,
    /// Answered: it does not.
    pub overturned: u64,
}

/// What became of one list's matches in cases that were decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListSums {
    /// Its name.
    pub name: String,
    /// What it is about.
    pub harm: HarmType,
    /// Uploads of the period that it recognised.
    pub matched: u64,
    /// What was decided of its pairs.
    pub decided: PairSums,
}

impl Store {
    /// The sums of a period, as things stand now.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn transparency(&self, period: Period) -> Result<PeriodSums, StoreError> {
        self.read(move |db| sql::transparency::sums(db, period)).await
    }
}
