//! How cases come to a queue and leave it, as far as it may be told.

use crate::{Store, engine::Alone, error::StoreError, sql};
use scrim_model::{
    flow::{AgeBand, Decided, Rhythm},
    ids::QueueId,
    time::Time,
};

/// What is told of a queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueFlow {
    /// Whole weeks that are settled, the oldest first.
    pub weeks: Vec<FlowWeek>,
    /// When cases come.
    pub rhythm: Rhythm,
    /// How long what waits has waited, now.
    pub waiting: Vec<AgeBand>,
}

/// One week of a queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FlowWeek {
    /// Its Monday, midnight UTC.
    pub starts: Time,
    /// Cases that were opened in it and are in the queue, or were when they were decided.
    pub arrived: u64,
    /// How many verdicts were given.
    pub decided: Decided,
}

impl Store {
    /// Nothing where there is no such queue. What is told of a week's decisions is worked out when any queue's are first
    /// asked for, and never again.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn flow(&self, queue: QueueId, now: Time) -> Result<Option<QueueFlow>, StoreError> {
        let missing = self.read(move |db| sql::flow::missing(db, queue, now)).await?;
        if !missing.is_empty() {
            self.write(Alone::not(), move |tx| sql::flow::keep(tx, &missing))
                .await?;
        }
        self.read(move |db| sql::flow::of(db, queue, now)).await
    }
}
