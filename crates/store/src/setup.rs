//! What a hub has of what a first case needs, and lists that are made one by one by somebody.

use crate::{
    Store,
    banks::{Bank, NewBank, NewEntry},
    engine::{Alone, Lists},
    error::StoreError,
    sql,
};
use scrim_model::{
    ids::{BankId, EntryId, PersonId},
    setup::Setup,
};

/// Why no list was made, or nothing put on one.
#[derive(Debug, thiserror::Error)]
pub enum ListRefused {
    /// Another list has the name.
    #[error("another list has that name")]
    NameTaken,
    /// There is no list of that id.
    #[error("there is no such list")]
    NoSuch,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// What the hub has of what a first case needs.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn setup(&self) -> Result<Setup, StoreError> {
        self.read(sql::setup::read).await
    }

    /// Makes a list, with a queue of its own, as somebody asks.
    ///
    /// # Errors
    /// [`ListRefused`]; its name is taken, also by the one that verdicts fill.
    pub async fn make_list(&self, by: Option<PersonId>, new: NewBank) -> Result<Bank, ListRefused> {
        self.write(Alone::with(Lists::Changed), move |tx| {
            sql::setup::make_list(tx, by, &new)
        })
        .await
    }

    /// Puts known content on a list, as somebody asks, as [`Store::add_entry`] does for a whole list of it.
    ///
    /// # Errors
    /// [`ListRefused`]; there is no such list.
    pub async fn list_one(&self, by: Option<PersonId>, new: NewEntry) -> Result<(EntryId, bool), ListRefused> {
        self.write(Alone::with(Lists::Changed), move |tx| {
            sql::setup::list_one(tx, by, &new)
        })
        .await
    }

    /// Whether there is a list of that id.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn is_list(&self, id: BankId) -> Result<bool, StoreError> {
        self.read(move |db| sql::setup::is_list(db, id)).await
    }
}
