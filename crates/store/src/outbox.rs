//! The transactional outbox: what confirmed verdicts do, carried out when due.
//!
//! Effects on our own lists are rows of the same database, so that carrying one out and marking it done
//! is one commit: exactly once.

use crate::{
    Store,
    engine::{Alone, Lists},
    error::StoreError,
    sql,
};
use scrim_model::time::Time;

/// What one round did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Round {
    /// Effects carried out.
    pub done: u32,
    /// When the next one is due.
    pub next: Option<Time>,
    /// The hub's time.
    pub now: Time,
}

impl Store {
    /// Carries out what is due.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn deliver_due(&self) -> Result<Round, StoreError> {
        let next = self.write(Alone::not(), sql::outbox::next).await?;
        // Mostly nothing is due, and nobody's upload has to wait for that.
        if next.next.is_none_or(|due| due > next.now) {
            return Ok(next);
        }
        self.write(Alone::with(Lists::Changed), sql::outbox::deliver).await
    }
}
