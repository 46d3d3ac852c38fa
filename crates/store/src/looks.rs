//! Looks: a grant is written before its key leaves, and closed with what was presented.

use crate::{
    Store,
    error::StoreError,
    items::RenditionRow,
    leases::{LeaseRefused, Proof},
    sqlite,
};
use scrim_model::{
    grant::{Grant, Presented},
    ids::{GrantId, PersonId},
    rung::Rung,
    time::Time,
    wellness::Refusal,
};

/// A grant that is on disk, with the wrapped key it releases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Granted {
    /// The grant.
    pub grant: Grant,
    /// The rendition whose key it releases.
    pub rendition: RenditionRow,
    /// Looks left of the rolling day.
    pub looks_left: u32,
    /// The hub's time.
    pub now: Time,
}

/// Why no look is granted.
#[derive(Debug, thiserror::Error)]
pub enum LookRefused {
    /// The lease cannot be used.
    #[error(transparent)]
    Lease(#[from] LeaseRefused),
    /// A wellness rule, or the lease's highest rung.
    #[error("a wellness rule is against it")]
    Wellness(Refusal),
    /// There is no such picture: a rung without pixels, at rest already, or an unreadable upload.
    #[error("there is no rendition to look at")]
    NoRendition,
}

/// Why a closing was not taken.
#[derive(Debug, thiserror::Error)]
pub enum CloseRefused {
    /// No such grant of this person.
    #[error("there is no such grant")]
    NoSuch,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<StoreError> for LookRefused {
    fn from(error: StoreError) -> Self {
        Self::Lease(error.into())
    }
}

impl Store {
    /// Grants a look: checks the lease and the limits, writes the grant and its ledger row, and only then
    /// answers with the wrapped key.
    ///
    /// # Errors
    /// [`LookRefused`].
    pub async fn grant_look(&self, proof: Proof, rung: Rung) -> Result<Granted, LookRefused> {
        self.write(move |tx| sqlite::looks::grant(tx, proof, rung)).await
    }

    /// Closes a look. The first closing stands; a second one changes nothing.
    ///
    /// # Errors
    /// [`CloseRefused`].
    pub async fn close_look(&self, grant: GrantId, by: PersonId, presented: Presented) -> Result<(), CloseRefused> {
        self.write(move |tx| sqlite::looks::close(tx, grant, by, presented))
            .await
    }

    /// A person's grants, newest first, at most `most`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn exposures(&self, person: PersonId, most: u32) -> Result<Vec<Grant>, StoreError> {
        self.read(move |db| sqlite::looks::of_person(db, person, most)).await
    }
}
