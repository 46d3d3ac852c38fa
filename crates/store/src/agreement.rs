//! How far first and blind second reviewers agree in a queue: over whole weeks, and never by person.

use crate::{Store, error::StoreError, sql};
use scrim_model::{agreement::Agreement, ids::QueueId, time::Time};

/// What is told of a queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgreementOf {
    /// The first Monday, midnight UTC.
    pub from: Time,
    /// The Monday after the last week.
    pub to: Time,
    /// What may be told.
    pub told: Agreement,
}

impl Store {
    /// Over the last `weeks` whole weeks that are settled; nothing where there is no such queue.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn agreement(&self, queue: QueueId, weeks: u8, now: Time) -> Result<Option<AgreementOf>, StoreError> {
        self.read(move |db| sql::agreement::of(db, queue, weeks, now)).await
    }
}
