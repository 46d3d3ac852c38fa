//! What somebody is told, and nobody else, of cases that a lead settled after they had spoken, and of look-alikes.

use crate::{Store, error::StoreError, sql};
use scrim_model::{
    feedback::Lesson,
    ids::{CaseId, PersonId, VerdictId},
    time::Time,
    verdict::Verdict,
};

/// One case that was settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Feedback {
    /// Their verdict.
    pub verdict: VerdictId,
    /// On which case.
    pub case: CaseId,
    /// When it was settled for good.
    pub at: Time,
    /// What they had said.
    pub yours: Verdict,
    /// What was decided.
    pub decided: Verdict,
    /// How the two compare.
    pub lesson: Lesson,
}

impl Store {
    /// Feedback for one person, the newest of their verdicts first, before one of them, at most `most`. What a lead may
    /// still take back is not in it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn feedback(
        &self,
        person: PersonId,
        before: Option<VerdictId>,
        most: u32,
        now: Time,
    ) -> Result<Vec<Feedback>, StoreError> {
        self.read(move |db| sql::feedback::page(db, (person, now), before, most))
            .await
    }
}
