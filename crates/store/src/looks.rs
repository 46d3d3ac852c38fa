//! Looks: a grant is written before its key leaves, and closed with what was presented.

use crate::{
    Store,
    engine::Alone,
    error::StoreError,
    items::RenditionRow,
    leases::{LeaseRefused, Proof},
    sql,
};
use scrim_model::{
    grant::{Grant, Presented},
    ids::{GrantId, ItemId, PersonId},
    lens::Cleared,
    rung::Rung,
    time::Time,
    wellness::{Refusal, Rule},
};

/// What somebody asks to look at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// Which rung.
    pub rung: Rung,
    /// Also the picture in its full size, in tiles; at rung 6 only.
    pub full_size: bool,
}

/// A grant that is on disk, with the wrapped key it releases.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Granted {
    /// The grant.
    pub grant: Grant,
    /// The rendition whose key it releases.
    pub rendition: RenditionRow,
    /// Width and height of the picture in its full size, px, where the grant opens it.
    pub full_size_px: Option<(u32, u32)>,
    /// Looks left of the rolling day.
    pub looks_left: u32,
    /// The hub's time.
    pub now: Time,
}

/// What a desk says of a look that is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closing {
    /// What was on the screen.
    pub presented: Presented,
    /// Through the lens: where it has been at the case so far, as the desk knows.
    pub cleared: Option<Cleared>,
}

impl From<Presented> for Closing {
    fn from(presented: Presented) -> Self {
        let cleared = None;
        Self { presented, cleared }
    }
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
    /// A check of what was stopped, which is looked at behind a veil alone.
    #[error("a check is looked at behind a veil alone")]
    OnlyVeiled,
    /// There is no such picture: a rung without pixels, at rest already, or an unreadable upload.
    #[error("there is no rendition to look at")]
    NoRendition,
    /// The full size, before a look in colour at the same case is over.
    #[error("the full size needs a look in colour before")]
    ColourFirst,
}

/// The original of an upload whose full size a grant opens.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    /// Which upload.
    pub item: ItemId,
    /// Length in clear, bytes.
    pub bytes: u64,
    /// Its key, wrapped.
    pub wrapped_key: Vec<u8>,
    /// Width as it is shown, px.
    pub width_px: u32,
    /// Height as it is shown, px.
    pub height_px: u32,
    /// Under the id of which upload it and its key are sealed: its own, unless it is a look-alike's.
    pub sealed_as: ItemId,
}

/// Why nothing of a picture's full size is shown.
#[derive(Debug, thiserror::Error)]
pub enum FullSizeRefused {
    /// The lease cannot be used.
    #[error(transparent)]
    Lease(#[from] LeaseRefused),
    /// No such grant of this lease, or one that does not open the full size.
    #[error("there is no such grant")]
    NoSuch,
    /// The grant is closed, or its time is over.
    #[error("the look is over")]
    Over,
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

impl From<StoreError> for FullSizeRefused {
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
    pub async fn grant_look(&self, proof: Proof, asked: Asked) -> Result<Granted, LookRefused> {
        let granted = self
            .write(proof.alone(), move |tx| sql::looks::grant(tx, proof, asked))
            .await;
        if let Err(LookRefused::Wellness(Refusal {
            rule: Rule::RungNotAllowed,
            ..
        })) = granted
        {
            self.write(Alone::on(proof.person), move |tx| {
                sql::tried::rung(tx, proof, asked.rung)
            })
            .await?;
        }
        granted
    }

    /// The original behind a grant of the full size, as long as the grant is neither closed nor over.
    ///
    /// # Errors
    /// [`FullSizeRefused`].
    pub async fn full_size(&self, proof: Proof, grant: GrantId) -> Result<Original, FullSizeRefused> {
        self.write(Alone::not(), move |tx| sql::full_size::original(tx, proof, grant))
            .await
    }

    /// Closes a look. The first closing stands; a second one changes nothing.
    ///
    /// # Errors
    /// [`CloseRefused`].
    pub async fn close_look(
        &self,
        grant: GrantId,
        by: PersonId,
        closing: impl Into<Closing>,
    ) -> Result<(), CloseRefused> {
        let closing = closing.into();
        self.write(Alone::on(by), move |tx| sql::looks::close(tx, grant, by, &closing))
            .await
    }

    /// A person's grants, newest first, at most `most`: those before one of theirs, or the newest.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn exposures(
        &self,
        person: PersonId,
        before: Option<GrantId>,
        most: u32,
    ) -> Result<Vec<Grant>, StoreError> {
        let rows = self.ledger(person, before, most).await?;
        Ok(rows.into_iter().map(|row| row.grant).collect())
    }
}
