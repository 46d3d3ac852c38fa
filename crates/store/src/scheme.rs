//! The classes that verdicts can give, and which of them were given.

use crate::{Store, engine::Alone, error::StoreError, sql};
use scrim_model::{
    ids::PersonId,
    scheme::{Scheme, SchemeProblem},
};
use std::collections::BTreeSet;

/// What is set, how often it was set, and what is on decisions.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KeptScheme {
    /// The classes.
    pub scheme: Scheme,
    /// Grows by one with every change.
    pub revision: u64,
    /// The codes of those that were given to cases, taken back or not.
    pub given: BTreeSet<String>,
}

/// Why a scheme is not taken.
#[derive(Debug, thiserror::Error)]
pub enum SchemeRefused {
    /// Somebody else changed it in between.
    #[error("the classes have been changed since")]
    Stale,
    /// It cannot be meant, or would leave a decision without its class.
    #[error(transparent)]
    Problem(#[from] SchemeProblem),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// What is set; the industry's classes where nobody has set others.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn scheme(&self) -> Result<KeptScheme, StoreError> {
        self.read(sql::scheme::kept).await
    }

    /// The classes alone.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn classes(&self) -> Result<Scheme, StoreError> {
        self.read(sql::scheme::current).await
    }

    /// Sets it as a whole, for every verdict from now on, if nobody has since `revision`.
    ///
    /// # Errors
    /// [`SchemeRefused`].
    pub async fn set_scheme(
        &self,
        by: Option<PersonId>,
        scheme: Scheme,
        revision: u64,
    ) -> Result<KeptScheme, SchemeRefused> {
        self.write(Alone::not(), move |tx| sql::scheme::set(tx, by, &scheme, revision))
            .await
    }
}
