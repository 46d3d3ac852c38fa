//! A team's weeks, as far as they may be told.

use crate::{Store, engine::Alone, error::StoreError, sql};
use scrim_model::{disclosure::Disclosed, time::Time};

/// One week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamWeek {
    /// Its Monday, midnight UTC.
    pub starts: Time,
    /// What may be told of it.
    pub told: Disclosed,
}

impl Store {
    /// The newest weeks that are settled, or those before one, the newest first, at most `most`. What is told of a week
    /// is worked out when it is first asked for, and never again.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn team_weeks(&self, before: Option<Time>, most: u8) -> Result<Vec<TeamWeek>, StoreError> {
        self.write(Alone::not(), move |tx| sql::team::weeks(tx, before, most))
            .await
    }
}
