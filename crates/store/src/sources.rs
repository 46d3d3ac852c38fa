//! Sources: programs that send uploads, and their keys. Knows no key in clear: SHA-256 of it alone.

use crate::{Store, engine::Alone, error::StoreError, people::TokenHash, sql};
use scrim_model::{ids::PersonId, person::Permission, source_key::OldKey, time::Time};
use std::collections::BTreeSet;

/// A source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Which.
    pub id: PersonId,
    /// Its name.
    pub name: String,
    /// Since when.
    pub added_at: Time,
    /// Whether nothing is taken from it.
    pub disabled: bool,
    /// Since when it has the key that it has.
    pub key_made_at: Time,
    /// Until when the key before is taken as well; none where it is not any more.
    pub old_key_ends_at: Option<Time>,
    /// What its key allows.
    pub may: BTreeSet<Permission>,
}

/// Why a source is not changed.
#[derive(Debug, thiserror::Error)]
pub enum SourceRefused {
    /// There is no source of that id: nobody, or somebody who signs in.
    #[error("there is no such source")]
    NoSuch,
    /// The name is taken, by a source or by somebody.
    #[error("the name is taken")]
    NameTaken,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// Every source, in the order they were added.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn sources(&self, now: Time) -> Result<Vec<Source>, StoreError> {
        self.read(move |db| sql::sources::all(db, now)).await
    }

    /// Adds a source.
    ///
    /// # Errors
    /// [`SourceRefused`]; the name is taken.
    pub async fn add_source(
        &self,
        by: Option<PersonId>,
        name: String,
        key: TokenHash,
    ) -> Result<Source, SourceRefused> {
        self.write(Alone::not(), move |tx| sql::sources::add(tx, by, &name, key))
            .await
    }

    /// Gives a source a new key. The one before is taken for as long as `old` says; one before that ends at once.
    ///
    /// # Errors
    /// [`SourceRefused`]; there is none of that id.
    pub async fn change_key(
        &self,
        by: Option<PersonId>,
        source: PersonId,
        (key, old): (TokenHash, OldKey),
    ) -> Result<Source, SourceRefused> {
        self.write(Alone::on(source), move |tx| {
            sql::sources::change_key(tx, by, source, (key, old))
        })
        .await
    }

    /// Switches a source off or on. Whoever has its key is refused from then on, with either key.
    ///
    /// # Errors
    /// [`SourceRefused`]; there is none of that id.
    pub async fn switch_source(
        &self,
        by: Option<PersonId>,
        source: PersonId,
        off: bool,
    ) -> Result<Source, SourceRefused> {
        self.write(Alone::on(source), move |tx| sql::sources::switch(tx, by, source, off))
            .await
    }
}
