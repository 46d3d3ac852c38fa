//! For how long pictures are kept, and their destruction: keys first, in one commit with the row of the chain that
//! tells of it, sealed media after that.
//!
//! Hashes, verdicts, ledger and audit stay: they hold no picture. Knows nothing of where media lie.

use crate::{
    Store,
    engine::{Alone, Lists},
    error::StoreError,
    sql,
};
use scrim_model::{
    ids::{ItemId, PersonId},
    retention::{DaysOutOfBounds, KeptFor, RetentionPolicy, Stays, Watch},
    time::Time,
};
use std::collections::BTreeMap;

/// What is set, how often it was set, and what the hubs remember of looking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Retention {
    /// What becomes of pictures.
    pub policy: RetentionPolicy,
    /// Grows by one with every change.
    pub revision: u64,
    /// When a hub last looked, and until when none destroys anything by time.
    pub watch: Watch,
}

/// Why a policy is not taken.
#[derive(Debug, thiserror::Error)]
pub enum PolicyRefused {
    /// Somebody else changed it in between.
    #[error("the policy has been changed since")]
    Stale,
    /// It cannot be meant.
    #[error(transparent)]
    Bounds(#[from] DaysOutOfBounds),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Why a picture is to be destroyed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// Somebody asked for it.
    Requested {
        /// Who; none where that was at the machine itself.
        by: Option<PersonId>,
        /// Why, in words; they never leave the hub.
        reason: String,
    },
    /// Its days are over.
    ByTime,
}

/// A picture whose keys are gone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destruction {
    /// Of which upload.
    pub item: ItemId,
    /// When.
    pub at: Time,
    /// Why it was kept until then.
    pub kept_for: KeptFor,
    /// Whether somebody asked for it; else its days were over.
    pub requested: bool,
    /// The row of the chain that tells of it.
    pub seq: u64,
    /// When its sealed parts were gone from where media are kept; none as long as they may be there.
    pub media_gone_at: Option<Time>,
}

/// Why a picture is not destroyed.
#[derive(Debug, thiserror::Error)]
pub enum NotDestroyed {
    /// No such upload.
    #[error("there is no such upload")]
    NoSuch,
    /// Nothing of it was kept.
    #[error("no picture of it was kept")]
    NothingKept,
    /// It is held, or somebody has to look at it.
    #[error(transparent)]
    Stays(#[from] Stays),
    /// Its days are not over, or are not any more.
    #[error("it is not due")]
    NotDue,
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Where a walk through what is kept has come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reached {
    pub(crate) received_at: Time,
    pub(crate) item: ItemId,
}

/// A stretch of a walk through what is kept.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stretch {
    /// What of it is due.
    pub due: Vec<ItemId>,
    /// From where to go on; none at the end.
    pub reached: Option<Reached>,
}

/// How keeping stands, for whoever looks after the hub.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KeepingStands {
    /// What is set.
    pub retention: Retention,
    /// The hub's time.
    pub now: Time,
    /// Pictures that are there.
    pub kept: u64,
    /// Holds, on uploads and on cases.
    pub holds: u64,
    /// Pictures whose days are over.
    pub due: u64,
    /// When the first of them was due.
    pub due_since: Option<Time>,
    /// Pictures that were destroyed.
    pub destroyed: u64,
    /// Those of them whose sealed parts may still be there.
    pub media_left: u64,
    /// When the first of them was destroyed.
    pub left_since: Option<Time>,
}

/// What a policy would destroy, of what is there now.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WouldDestroy {
    /// How many pictures, by why they are kept; of what is not named, none.
    pub due: BTreeMap<KeptFor, u64>,
    /// There are more pictures than were looked through: at least so many.
    pub at_least: bool,
}

/// Pictures that are there, and that were.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct KeepingSums {
    /// Pictures that are there.
    pub kept: u64,
    /// Holds, on uploads and on cases.
    pub holds: u64,
    /// Pictures that were destroyed.
    pub destroyed: u64,
    /// Those of them whose sealed parts may still be there.
    pub media_left: u64,
    /// When the first of them was destroyed.
    pub left_since: Option<Time>,
}

impl Store {
    /// What is set.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn retention(&self) -> Result<Retention, StoreError> {
        self.read(sql::retention::current).await
    }

    /// Sets what becomes of pictures, if nobody has since `revision`. Nothing is destroyed by time for a day after.
    ///
    /// # Errors
    /// [`PolicyRefused`].
    pub async fn set_retention(
        &self,
        by: Option<PersonId>,
        policy: RetentionPolicy,
        revision: u64,
    ) -> Result<Retention, PolicyRefused> {
        self.write(Alone::not(), move |tx| sql::retention::set(tx, by, policy, revision))
            .await
    }

    /// What would be destroyed by time if this policy were set now, once the day of notice is over. Nothing is changed.
    /// At most `most` pictures are looked through, the oldest first.
    ///
    /// # Errors
    /// [`PolicyRefused`]; its days are out of bounds.
    pub async fn would_destroy(
        &self,
        policy: RetentionPolicy,
        (now, most): (Time, u32),
    ) -> Result<WouldDestroy, PolicyRefused> {
        let policy = policy.checked()?;
        let found = self.read(move |db| sql::kept::would_destroy(db, policy, (now, most)));
        Ok(found.await?)
    }

    /// How many pictures there are, and were.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn keeping_sums(&self) -> Result<KeepingSums, StoreError> {
        self.read(sql::kept::sums).await
    }

    /// Begins a walk: remembers that a hub looked, and answers what holds and the hub's time.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn look_for_due(&self) -> Result<(Retention, Time), StoreError> {
        self.write(Alone::not(), sql::retention::look).await
    }

    /// The next `most` pictures that are kept and old enough for any rule, and which of them are due. Nothing of this
    /// is decided yet: [`Self::destroy`] judges each again.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn due(
        &self,
        (retention, now): (Retention, Time),
        after: Option<Reached>,
        most: u32,
    ) -> Result<Stretch, StoreError> {
        self.read(move |db| sql::kept::stretch(db, (&retention, now), after, most))
            .await
    }

    /// Destroys a picture: when this answers, its keys are gone, and the chain tells of it. A picture that was destroyed
    /// before answers as it did then.
    ///
    /// # Errors
    /// [`NotDestroyed`].
    pub async fn destroy(&self, item: ItemId, why: Cause) -> Result<Destruction, NotDestroyed> {
        self.write(Alone::with(Lists::Asked), move |tx| {
            sql::destroying::destroy(tx, item, &why)
        })
        .await?;
        self.destruction(item).await?.ok_or(NotDestroyed::NoSuch)
    }

    /// How a picture was destroyed, if it was.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn destruction(&self, item: ItemId) -> Result<Option<Destruction>, StoreError> {
        self.read(move |db| sql::destroying::destruction(db, item)).await
    }

    /// Uploads whose keys are gone and whose sealed parts may still be where media are kept, longest first; at most
    /// `most`: destroyed ones, and those that were kept only until a matcher had answered.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn media_left(&self, most: u32) -> Result<Vec<ItemId>, StoreError> {
        self.read(move |db| sql::destroying::media_left(db, most)).await
    }

    /// The sealed parts of such an upload are gone.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn media_gone(&self, item: ItemId) -> Result<(), StoreError> {
        self.write(Alone::not(), move |tx| sql::destroying::media_gone(tx, item))
            .await
    }

    /// How keeping stands at `now`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn keeping_stands(&self, now: Time) -> Result<KeepingStands, StoreError> {
        self.read(move |db| sql::kept::stands(db, now)).await
    }

    /// Writes what was deleted over in the database's own log of changes, where this engine can be asked to. Answers
    /// whether nothing older is left in it; somebody who reads just then is not waited for.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn forget_log(&self) -> Result<bool, StoreError> {
        self.empty_log().await
    }
}
