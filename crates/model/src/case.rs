//! A case: one decision about one piece of content and its duplicates.
//!
//! A case is always in exactly one state. Knows nothing of storage; leases are in [`crate::lease`], what
//! has been said in [`crate::quorum`].

use crate::{
    ids::{LeaseId, PersonId},
    quorum::Decision,
    time::Time,
};
use serde::{Deserialize, Serialize};

/// What kind of answer the case waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// A reviewer's verdict. A second reviewer is told the same, so that the look is blind.
    Review,
    /// A lead settles a disagreement.
    Settle,
}

/// Where a case is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum CaseState {
    /// In its queue from `since`; not handed out before, while an undo is still possible.
    Waiting {
        /// When it may be leased.
        since: Time,
    },
    /// With one person.
    Leased {
        /// By which lease.
        lease: LeaseId,
        /// To whom.
        to: PersonId,
        /// Until when, unless renewed.
        until: Time,
    },
    /// Decided.
    Decided {
        /// When.
        at: Time,
    },
    /// Its picture could not be decoded; no verdict is possible from here.
    Unreadable,
}

/// A transition that does not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidTransition {
    /// Somebody else has it, or it is not time yet.
    #[error("the case is not waiting")]
    NotWaiting,
    /// The lease is not the case's.
    #[error("the case is not held by this lease")]
    NotHeld,
    /// It is not decided.
    #[error("the case is not decided")]
    NotDecided,
}

impl CaseState {
    /// Hands the case to one person. A lease that has run out needs no job to end it: the case is
    /// waiting from that moment.
    ///
    /// # Errors
    /// [`InvalidTransition::NotWaiting`].
    pub fn lease(self, lease: LeaseId, to: PersonId, until: Time, now: Time) -> Result<Self, InvalidTransition> {
        if self.is_free(now) {
            Ok(Self::Leased { lease, to, until })
        } else {
            Err(InvalidTransition::NotWaiting)
        }
    }

    /// Whether it can be leased at `now`.
    pub fn is_free(&self, now: Time) -> bool {
        match self {
            Self::Waiting { since } => *since <= now,
            Self::Leased { until, .. } => *until <= now,
            Self::Decided { .. } | Self::Unreadable => false,
        }
    }

    /// The holder gives it back.
    ///
    /// # Errors
    /// [`InvalidTransition::NotHeld`].
    pub fn release(self, by: LeaseId, now: Time) -> Result<Self, InvalidTransition> {
        match self {
            Self::Leased { lease, .. } if lease == by => Ok(Self::Waiting { since: now }),
            _ => Err(InvalidTransition::NotHeld),
        }
    }

    /// The holder has spoken; `decision` is what has been said by now. Until `grace_ends` the author
    /// may take it back, so nobody else is given the case before.
    ///
    /// # Errors
    /// [`InvalidTransition::NotHeld`].
    pub fn spoken(
        self,
        by: LeaseId,
        decision: &Decision,
        now: Time,
        grace_ends: Time,
    ) -> Result<Self, InvalidTransition> {
        match self {
            Self::Leased { lease, .. } if lease == by => Ok(match decision {
                Decision::Confirmed { .. } => Self::Decided { at: now },
                _ => Self::Waiting { since: grace_ends },
            }),
            _ => Err(InvalidTransition::NotHeld),
        }
    }

    /// A confirmed verdict was reversed.
    ///
    /// # Errors
    /// [`InvalidTransition::NotDecided`].
    pub fn reopen(self, now: Time) -> Result<Self, InvalidTransition> {
        match self {
            Self::Decided { .. } => Ok(Self::Waiting { since: now }),
            _ => Err(InvalidTransition::NotDecided),
        }
    }
}

impl Decision {
    /// What the case waits for.
    pub fn stage(&self) -> Stage {
        match self {
            Self::Split { .. } => Stage::Settle,
            Self::Open | Self::Provisional { .. } | Self::Confirmed { .. } => Stage::Review,
        }
    }
}
