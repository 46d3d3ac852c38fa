//! Cases on which people disagree, for the leads who settle them: what was said, and by nobody.

use crate::{Store, engine::Alone, error::StoreError, sql};
use scrim_model::{
    ids::{CaseId, PersonId, QueueId},
    time::Time,
    verdict::Verdict,
};

/// A case that a lead settles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    /// Which.
    pub case: CaseId,
    /// In which queue.
    pub queue: QueueId,
    /// Since when it is there.
    pub since: Time,
    /// Somebody has it now.
    pub taken: bool,
    /// The lead who asks has had a part in it, so that somebody else settles it.
    pub for_others: bool,
    /// It is a check of what was stopped with nobody looking.
    pub check: bool,
    /// What was said, in no order that tells who.
    pub said: Vec<SaidOf>,
}

/// One verdict without its author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaidOf {
    /// What it says.
    pub verdict: Verdict,
    /// Why, in its author's words.
    pub reason: Option<String>,
}

impl Store {
    /// Cases that a lead settles, as this lead sees them: after one of them, in the order of their ids, at most `most`. What
    /// somebody has said and may still take back is not told: its case is not in it until then.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn splits(&self, lead: PersonId, after: Option<CaseId>, most: u32) -> Result<Vec<Split>, StoreError> {
        self.write(Alone::not(), move |tx| sql::splits::page(tx, lead, after, most))
            .await
    }
}
