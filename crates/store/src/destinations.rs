//! Whom confirmed verdicts are told to. Knows no secret in clear.

use crate::{
    Store,
    engine::{Alone, Lists},
    error::StoreError,
    matchers::MatcherRow,
    sql,
};
use scrim_model::{
    delivery::{Destination, Ground, Mode},
    ids::{DestinationId, EntryId, PersonId},
    time::Time,
};
use std::collections::{BTreeMap, HashMap};

/// The destination's own words for the hub's reasons.
pub type Reasons = BTreeMap<Ground, String>;

/// A destination, as it is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct DestinationRow {
    /// Its id.
    pub id: DestinationId,
    /// What people call it.
    pub name: String,
    /// What decides what leaves.
    pub rule: Destination,
    /// Where it is; of one that is a matcher's: where that is.
    pub address: String,
    /// Its secret, sealed; nothing of one that is a matcher's.
    pub secret: Vec<u8>,
    /// The matcher that it is told as; none where it was removed.
    pub matcher: Option<MatcherRow>,
    /// Its own words for the hub's reasons.
    pub reasons: Reasons,
    /// Since when it is known here.
    pub added_at: Time,
}

/// How many deliveries of a destination something is still to become of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Open {
    /// Planned, under way, or tried again later.
    pub waiting: u64,
    /// A person has to look at them.
    pub dead: u64,
}

/// A destination that is to be known.
#[derive(Clone, PartialEq, Eq)]
pub struct NewDestination {
    /// Its id, to which the secret is bound.
    pub id: DestinationId,
    /// What people call it.
    pub name: String,
    /// What decides what leaves.
    pub rule: Destination,
    /// Where it is; nothing where it is a matcher's.
    pub address: String,
    /// Its secret, sealed; nothing where it is a matcher's.
    pub secret: Vec<u8>,
}

/// Why a destination is not added or changed.
#[derive(Debug, thiserror::Error)]
pub enum DestinationRefused {
    /// The name is another's.
    #[error("there is a destination of that name; remove it first, or take another name")]
    NameTaken,
    /// No source of that id.
    #[error("there is no source of that name: `scrim-hub source add` makes one")]
    NoSource,
    /// No matcher of that id.
    #[error("there is no HMA of that name among the matchers: `scrim-hub matcher add` makes one")]
    NoMatcher,
    /// A list that is none, or is about something else.
    #[error("a list that is named is none of the hub's, or is about another type of harm")]
    NoBank,
    /// The bank of confirmed content is one whose content is learned.
    #[error(
        "what is on {bank} is learned by way of the matcher {matcher}: what was confirmed here would come back as an entry \
         of a list, and its copies would breed; take that list off the matcher, or name another bank"
    )]
    IsLearned {
        /// The bank there.
        bank: String,
        /// The matcher's name.
        matcher: String,
    },
    /// No such destination.
    #[error("there is no destination of that name")]
    NoSuch,
    /// No such entry.
    #[error("there is no such entry")]
    NoEntry,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// By which name NCMEC knows an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryOrigin {
    /// Whose entry it is: the number of a member.
    pub member: String,
    /// The name it has with that member.
    pub entry_id: String,
}

impl Store {
    /// Adds a destination.
    ///
    /// # Errors
    /// [`DestinationRefused`].
    pub async fn add_destination(&self, by: Option<PersonId>, new: NewDestination) -> Result<(), DestinationRefused> {
        self.write(Alone::with(Lists::Changed), move |tx| {
            sql::destinations::add(tx, by, &new)
        })
        .await
    }

    /// Every destination that was not removed, by name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn destinations(&self) -> Result<Vec<DestinationRow>, StoreError> {
        self.read(sql::destinations::all).await
    }

    /// What is open, by destination; those with nothing open are not in it.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn open_deliveries(&self) -> Result<HashMap<DestinationId, Open>, StoreError> {
        self.read(sql::delivery_rows::open).await
    }

    /// Turns a destination off, on, or to where it only shows what would leave.
    ///
    /// # Errors
    /// [`DestinationRefused`].
    pub async fn set_destination_mode(
        &self,
        by: Option<PersonId>,
        id: DestinationId,
        mode: Mode,
    ) -> Result<(), DestinationRefused> {
        self.write(Alone::with(Lists::Changed), move |tx| {
            sql::destinations::set_mode(tx, by, id, mode)
        })
        .await
    }

    /// Chooses the destination's word for a reason of the hub's.
    ///
    /// # Errors
    /// [`DestinationRefused`].
    pub async fn set_destination_reason(
        &self,
        by: Option<PersonId>,
        id: DestinationId,
        (ground, word): (Ground, String),
    ) -> Result<(), DestinationRefused> {
        self.write(Alone::with(Lists::Changed), move |tx| {
            sql::destinations::set_reason(tx, by, id, (ground, &word))
        })
        .await
    }

    /// Removes a destination: what has not left for it never does. What it was told stays on record.
    ///
    /// # Errors
    /// [`DestinationRefused`].
    pub async fn remove_destination(&self, by: Option<PersonId>, id: DestinationId) -> Result<(), DestinationRefused> {
        self.write(Alone::with(Lists::Changed), move |tx| {
            sql::destinations::remove(tx, by, id)
        })
        .await
    }

    /// Says by which name NCMEC knows an entry.
    ///
    /// # Errors
    /// [`DestinationRefused`].
    pub async fn set_ncmec_origin(&self, entry: EntryId, origin: EntryOrigin) -> Result<(), DestinationRefused> {
        self.write(Alone::with(Lists::Changed), move |tx| {
            sql::destinations::set_origin(tx, entry, &origin)
        })
        .await
    }

    /// The source of that name.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn source_named(&self, name: String) -> Result<Option<PersonId>, StoreError> {
        self.read(move |db| sql::destinations::source(db, &name)).await
    }
}

impl std::fmt::Debug for DestinationRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DestinationRow")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

impl std::fmt::Debug for NewDestination {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewDestination")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}
