//! What roles allow, where an admin has said otherwise than the rules do by themselves.

use crate::{Store, engine::Alone, error::StoreError, sql};
use scrim_model::{
    ids::PersonId,
    person::{Permission, Role, SetProblem},
};
use std::collections::{BTreeMap, BTreeSet};

/// Why a set is not taken.
#[derive(Debug, thiserror::Error)]
pub enum SetRefused {
    /// It would break what the rules promise.
    #[error(transparent)]
    Set(#[from] SetProblem),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// What every role allows.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn roles(&self) -> Result<BTreeMap<Role, BTreeSet<Permission>>, StoreError> {
        self.read(sql::roles::all).await
    }

    /// Sets what a role allows, for everybody who has it and at once.
    ///
    /// # Errors
    /// [`SetRefused`].
    pub async fn set_role(&self, by: PersonId, role: Role, set: BTreeSet<Permission>) -> Result<(), SetRefused> {
        self.write(Alone::not(), move |tx| sql::roles::set(tx, by, role, &set))
            .await
    }
}
