//! People and sources with what an admin has to know to help them: how they come in, and whether they are in.
//!
//! That somebody is signed in says that a desk has not been signed out, and nothing of what they do at it.

use crate::{Store, error::StoreError, people::Person, sql};
use scrim_model::{ids::PersonId, time::Time};

/// Somebody, and how they come in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Who.
    pub person: Person,
    /// They come by an identity provider, and their role follows their groups there.
    pub provided: bool,
    /// A session of theirs is open.
    pub signed_in: bool,
}

impl Store {
    /// Everybody, in the order they were added.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn accounts(&self, now: Time) -> Result<Vec<Account>, StoreError> {
        self.read(move |db| sql::accounts::all(db, now)).await
    }

    /// One of them; none of a stranger.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn account(&self, who: PersonId, now: Time) -> Result<Option<Account>, StoreError> {
        self.read(move |db| sql::accounts::one(db, who, now)).await
    }
}
