//! What holds for the whole organisation beside its floor: whom people can turn to, and what a desk has to be.

use crate::{Store, engine::Alone, error::StoreError, sql};
use scrim_model::{check::StopChecks, ids::PersonId, support::Support, update::DeskUpdates};
use serde::{Deserialize, Serialize};

/// What a desk has to be for looks to be granted, and what it may do of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DeskPolicy {
    /// Its window has to be left out of screen captures, as far as the desk says.
    pub looks_need_capture_protection: bool,
    /// Whether it may ask for updates of itself.
    pub updates: DeskUpdates,
}

/// All of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Org {
    /// Whom people can turn to.
    pub support: Support,
    /// What desks have to be.
    pub desks: DeskPolicy,
    /// Of how many stops somebody checks whether they are right.
    pub stop_checks: StopChecks,
}

impl Store {
    /// What holds for everybody.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn org(&self) -> Result<Org, StoreError> {
        self.read(sql::org::all).await
    }

    /// Sets whom people can turn to, as a whole.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set_support(&self, by: Option<PersonId>, support: Support) -> Result<(), StoreError> {
        self.write(Alone::not(), move |tx| sql::org::set_support(tx, by, &support))
            .await
    }

    /// Sets what desks have to be.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set_desk_policy(&self, by: Option<PersonId>, desks: DeskPolicy) -> Result<(), StoreError> {
        self.write(Alone::not(), move |tx| sql::org::set_desks(tx, by, desks))
            .await
    }

    /// Sets of how many stops somebody checks whether they are right, from the next upload on, at every hub of this
    /// database.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn set_stop_checks(&self, by: Option<PersonId>, checks: StopChecks) -> Result<(), StoreError> {
        self.write(Alone::not(), move |tx| sql::org::set_stop_checks(tx, by, checks))
            .await
    }
}
