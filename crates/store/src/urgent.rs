//! Cases in which a child may be at immediate risk: marked by whoever holds them, and the leads' next ones.

use crate::{
    Store,
    engine::{Alone, CaseOf, Lists},
    error::StoreError,
    leases::{LeaseRefused, Proof},
    sql,
};
use scrim_model::{
    ids::{CaseId, PersonId, QueueId},
    time::Time,
    urgent::{NotLifted, UrgentReason},
};

/// An open case that is marked, as leads see it: not by whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UrgentCase {
    /// Which.
    pub case: CaseId,
    /// In which queue.
    pub queue: QueueId,
    /// Why.
    pub reason: UrgentReason,
    /// Since when.
    pub marked_at: Time,
    /// Somebody has it now.
    pub taken: bool,
    /// It is a look-alike: the picture is the organisation's own, and harmless.
    pub look_alike: bool,
}

/// Why a case is not marked.
#[derive(Debug, thiserror::Error)]
pub enum NotMarked {
    /// It is not theirs.
    #[error(transparent)]
    Lease(#[from] LeaseRefused),
    /// It is marked.
    #[error("the case is marked already")]
    Before,
}

/// Why a mark is not taken back.
#[derive(Debug, thiserror::Error)]
pub enum LiftRefused {
    /// There is none.
    #[error("the case is not marked")]
    NoSuch,
    /// It stays.
    #[error(transparent)]
    Stays(#[from] NotLifted),
    /// The database.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<StoreError> for NotMarked {
    fn from(error: StoreError) -> Self {
        Self::Lease(error.into())
    }
}

impl Store {
    /// Marks a case that somebody holds: it is theirs no more, comes first for the leads, and its platforms are told, all
    /// in one commit. Answers until when they can take it back.
    ///
    /// # Errors
    /// [`NotMarked`].
    pub async fn mark_urgent(&self, proof: Proof, case: CaseId, reason: UrgentReason) -> Result<Time, NotMarked> {
        let alone = Alone::with(Lists::Changed).at(CaseOf::Itself(case));
        self.write(alone, move |tx| sql::urgent::mark(tx, proof, case, reason))
            .await
    }

    /// Takes a mark back: the case is as it was, and its author's first, unless a lead has it by now.
    ///
    /// # Errors
    /// [`LiftRefused`].
    pub async fn lift_urgent(&self, by: PersonId, case: CaseId) -> Result<(), LiftRefused> {
        let alone = Alone::with(Lists::Changed).at(CaseOf::Itself(case));
        self.write(alone, move |tx| sql::urgent::lift(tx, by, case)).await
    }

    /// Open cases that are marked, the oldest mark first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn urgent_cases(&self) -> Result<Vec<UrgentCase>, StoreError> {
        self.write(Alone::not(), sql::urgent::open).await
    }
}
