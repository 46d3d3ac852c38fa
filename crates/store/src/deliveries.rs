//! What is told to destinations: planned with the decision's effects, claimed by one hub at a time, and kept with what
//! became of every attempt.
//!
//! At least once, in the order in which it was decided for each subject, and always under the same id.

use crate::{Store, destinations::EntryOrigin, engine::Alone, error::StoreError, sql};
use scrim_hashing::pdq::PdqHash;
use scrim_model::{
    delivery::{Delivery, Failure, Says, Subject},
    ids::{CaseId, DeliveryId, DestinationId, PersonId},
    time::{Span, Time},
};

/// How long a hub that took a delivery on has it to itself: as long as an attempt can take, and behind that as long as a
/// destination may take until it can tell whether the attempt has arrived (`Says::settles_after`).
pub const CLAIM_LASTS: Span = Span::minutes(3);

/// A delivery, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryRow {
    /// By which the destination knows one that comes twice.
    pub id: DeliveryId,
    /// To whom.
    pub destination: DestinationId,
    /// About what.
    pub subject: Subject,
    /// What; none: what was said before holds no more.
    pub says: Option<Says>,
    /// The case whose decision it follows from.
    pub case: CaseId,
    /// When that took effect.
    pub planned_at: Time,
    /// How far it has come.
    pub delivery: Delivery,
    /// How often it was tried in all.
    pub tries: u32,
    /// What the source calls the upload it is about.
    pub reference: Option<String>,
    /// By which name NCMEC knows the entry it is about.
    pub origin: Option<EntryOrigin>,
    /// What is known of what it is about, where that is told to a matcher.
    pub at_matcher: Option<AtMatcher>,
}

/// What is known of what a matcher is told about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AtMatcher {
    /// The case that what the delivery says, or takes back, was first told for.
    pub told_for: CaseId,
    /// The hash that is banked: an entry's own, where it has one and no more, or that of an altered copy's frame.
    pub hash: Option<PdqHash>,
    /// Where the destination's matcher lists the entry.
    pub listing: Option<ListedAt>,
    /// What the destination answered to what the delivery carries on or takes back.
    pub receipt: Option<Receipt>,
}

/// Where a matcher lists something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedAt {
    /// On which of its lists.
    pub list: String,
    /// Under which number.
    pub number: u64,
}

/// What a matcher answered to what it was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// What it was about there.
    pub at: ListedAt,
    /// It was banked or disabled for a verdict of the hub's: only such content is ever removed or enabled.
    pub is_ours: bool,
}

/// One attempt.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempt {
    /// Counted from 1.
    pub number: u32,
    /// When it began.
    pub began_at: Time,
    /// When it ended; none where it is under way, or its hub died over it.
    pub ended_at: Option<Time>,
    /// Why it brought nothing.
    pub failure: Option<Failure>,
}

/// Which deliveries are looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// Those that are planned, under way, or tried again later.
    Waiting,
    /// Those that a person has to look at.
    Dead,
    /// Those that arrived.
    Delivered,
    /// Those that held no more before they left.
    Withdrawn,
}

/// Why a dead delivery is not sent again.
#[derive(Debug, thiserror::Error)]
pub enum NotAgain {
    /// There is none of that id.
    #[error("there is no such delivery")]
    NoSuch,
    /// It is not dead.
    #[error("the delivery is not dead")]
    NotDead,
    /// Another has come after it.
    #[error("something else has been decided about the same since")]
    Overtaken,
    /// The destination was removed.
    #[error("the destination was removed")]
    Removed,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl Store {
    /// Takes on what is due for a destination, for [`CLAIM_LASTS`]: nobody else has it meanwhile.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn claim_deliveries(&self, to: DestinationId, most: u32) -> Result<Vec<DeliveryRow>, StoreError> {
        self.write(Alone::not(), move |tx| sql::deliveries::claim(tx, to, most))
            .await
    }

    /// Says what became of an attempt, with what a matcher answered to it. `chance` is any number, evenly drawn. Answers whether it counts: a hub that took
    /// longer than it may has lost the delivery to another one.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn end_attempt(
        &self,
        (id, tries): (DeliveryId, u32),
        outcome: Result<Option<Receipt>, Failure>,
        chance: u64,
    ) -> Result<bool, StoreError> {
        self.write(Alone::not(), move |tx| {
            sql::deliveries::end_attempt(tx, (id, tries), &outcome, chance)
        })
        .await
    }

    /// Has a dead delivery sent again.
    ///
    /// # Errors
    /// [`NotAgain`].
    pub async fn send_again(&self, by: Option<PersonId>, id: DeliveryId) -> Result<(), NotAgain> {
        self.write(Alone::not(), move |tx| sql::deliveries::send_again(tx, by, id))
            .await
    }

    /// Deliveries whose id comes before another, or from the last on.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn deliveries(
        &self,
        which: Which,
        before: Option<DeliveryId>,
        most: u32,
    ) -> Result<Vec<DeliveryRow>, StoreError> {
        self.read(move |db| sql::delivery_rows::page(db, which, before, most))
            .await
    }

    /// The same of those to one destination.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn deliveries_to(
        &self,
        destination: DestinationId,
        which: Which,
        before: Option<DeliveryId>,
        most: u32,
    ) -> Result<Vec<DeliveryRow>, StoreError> {
        self.read(move |db| sql::delivery_rows::page_to(db, destination, which, before, most))
            .await
    }

    /// One delivery.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn delivery(&self, id: DeliveryId) -> Result<Option<DeliveryRow>, StoreError> {
        self.read(move |db| sql::delivery_rows::one(db, id)).await
    }

    /// Every attempt at a delivery, in order.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn attempts(&self, id: DeliveryId) -> Result<Vec<Attempt>, StoreError> {
        self.read(move |db| sql::delivery_rows::attempts(db, id)).await
    }
}
