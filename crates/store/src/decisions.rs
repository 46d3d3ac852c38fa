//! Decisions that stand, for the leads who may reverse them: what was decided, and by nobody.

use crate::{Store, engine::Alone, error::StoreError, sql};
use scrim_model::{
    delivery::Outcome,
    ids::{CaseId, QueueId, VerdictId},
    time::Time,
    verdict::Verdict,
};

/// Which of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wanted {
    /// Only this case's.
    pub case: Option<CaseId>,
    /// Only of this queue.
    pub queue: Option<QueueId>,
    /// Only those before this one, by when it was decided and by its case.
    pub before: Option<(Time, CaseId)>,
    /// At most so many.
    pub most: u32,
}

/// A decided case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Which.
    pub case: CaseId,
    /// In which queue.
    pub queue: QueueId,
    /// Since when it stands.
    pub at: Time,
    /// The verdict that decided it: what is reversed.
    pub verdict: VerdictId,
    /// What that says.
    pub says: Verdict,
    /// What it means for the upload.
    pub outcome: Outcome,
    /// It is a check of what was stopped with nobody looking.
    pub check: bool,
}

impl Store {
    /// Decisions that stand, the newest first. What its author may still take back is not among them, nor is an
    /// appeal's, which is no decision on an upload, nor a look-alike's, from which nothing follows.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn decisions(&self, wanted: Wanted) -> Result<Vec<Decision>, StoreError> {
        self.write(Alone::not(), move |tx| sql::decisions::page(tx.db, &wanted, tx.now))
            .await
    }
}
