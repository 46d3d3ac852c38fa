//! For which verdicts a list asks for a second reviewer beyond the rules.

use crate::{Store, engine::Alone, error::StoreError, sql};
use scrim_model::{
    ids::{BankId, PersonId},
    second_looks::SecondLooks,
};

/// Why it is not set.
#[derive(Debug, thiserror::Error)]
pub enum NoList {
    /// There is no list of that id.
    #[error("there is no such list")]
    NoSuch,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// What a list asks for; nothing where there is no such list.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn second_looks(&self, bank: BankId) -> Result<Option<SecondLooks>, StoreError> {
        self.read(move |db| sql::second_looks::of(db, bank)).await
    }

    /// Sets what a list asks for, for every verdict from now on. Whoever does it at the machine is nobody.
    ///
    /// # Errors
    /// [`NoList`].
    pub async fn set_second_looks(
        &self,
        by: Option<PersonId>,
        bank: BankId,
        wanted: SecondLooks,
    ) -> Result<(), NoList> {
        self.write(Alone::not(), move |tx| sql::second_looks::set(tx, by, bank, wanted))
            .await
    }
}
