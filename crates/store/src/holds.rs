//! Legal holds: what is under one is destroyed neither by time nor on request.

use crate::{Store, engine::Alone, error::StoreError, sql};
use scrim_model::{
    ids::{CaseId, ItemId, PersonId},
    time::Time,
};
use uuid::Uuid;

/// What a hold is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// One upload.
    Item(ItemId),
    /// A case with every upload that is folded into it, now or later. One that leaves the case takes the hold along.
    Case(CaseId),
}

/// A hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// On what.
    pub subject: Subject,
    /// Who set it; none where that was at the machine itself.
    pub by: Option<PersonId>,
    /// Since when.
    pub at: Time,
    /// Why, in words.
    pub reason: String,
}

/// Some holds, latest subject first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct HoldPage {
    /// How many there are in all.
    pub all: u64,
    /// Those that were wanted.
    pub holds: Vec<Hold>,
    /// There are more.
    pub more: bool,
}

/// Why a hold is not set or not lifted.
#[derive(Debug, thiserror::Error)]
pub enum HoldRefused {
    /// There is no such upload or case, or no hold on it to lift.
    #[error("there is no such upload, case or hold")]
    NoSuch,
    /// The picture is destroyed already.
    #[error("the picture was destroyed before")]
    Destroyed,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Subject {
    /// Its id, whatever it is.
    pub fn id(self) -> Uuid {
        match self {
            Self::Item(item) => item.0,
            Self::Case(case) => case.0,
        }
    }

    pub(crate) fn kind(self) -> &'static str {
        match self {
            Self::Item(_) => "item",
            Self::Case(_) => "case",
        }
    }
}

impl Store {
    /// Sets a hold; one that is there already gets the new words.
    ///
    /// # Errors
    /// [`HoldRefused`].
    pub async fn hold(&self, by: Option<PersonId>, subject: Subject, reason: String) -> Result<Hold, HoldRefused> {
        self.write(Alone::not(), move |tx| sql::holds::set(tx, by, subject, &reason))
            .await
    }

    /// Lifts a hold.
    ///
    /// # Errors
    /// [`HoldRefused`].
    pub async fn lift_hold(&self, by: Option<PersonId>, subject: Subject) -> Result<(), HoldRefused> {
        self.write(Alone::not(), move |tx| sql::holds::lift(tx, by, subject))
            .await
    }

    /// Holds whose subject's id comes before another, or from the last on; at most `most`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn holds(&self, before: Option<Uuid>, most: u32) -> Result<HoldPage, StoreError> {
        self.read(move |db| sql::holds::page(db, before, most)).await
    }
}
