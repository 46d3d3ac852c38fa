//! One person's exclusive, expiring hold on a case.
//!
//! Knows nothing of tokens' bytes: the store compares their hashes. A lease ends by time alone, with
//! no background job.

use crate::{
    ids::{CaseId, LeaseId, PersonId, SessionId},
    rung::Rung,
    time::{Span, Time},
};
use serde::{Deserialize, Serialize};

/// How long a lease lives without a heartbeat: three heartbeats of 30 s may be lost, plus slack.
pub const LEASE_LIFE: Span = Span::seconds(120);

/// How long a lease may be renewed in all: one work block and a little.
pub const LEASE_MAX_AGE: Span = Span::minutes(60);

/// How many cases one person may hold at once: the one on the screen and those prefetched.
pub const MAX_HELD: usize = 8;

/// A hold on a case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lease {
    /// Its id.
    pub id: LeaseId,
    /// What is held.
    pub case: CaseId,
    /// By whom.
    pub person: PersonId,
    /// On which device.
    pub session: SessionId,
    /// Grows with every lease of the case, so that a late answer of an earlier holder is told apart.
    pub fence: u64,
    /// The highest rung that may be looked at under it.
    pub max_rung: Rung,
    /// The rung it rests at, for which no grant is needed.
    pub resting_rung: Rung,
    /// When it was taken.
    pub taken_at: Time,
    /// When it ends unless renewed.
    pub expires_at: Time,
}

/// Why a lease cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LeaseLost {
    /// It ran out.
    #[error("the lease has run out")]
    Expired,
    /// It is somebody else's.
    #[error("the lease is not yours")]
    NotYours,
    /// The case was leased again since.
    #[error("the case has been leased again since")]
    Fenced,
}

impl Lease {
    /// Checks that `person` may act under the lease with `fence` at `now`.
    ///
    /// # Errors
    /// [`LeaseLost`] with the reason. Whose it is comes first, so that a stranger learns nothing else.
    pub fn usable(&self, person: PersonId, fence: u64, now: Time) -> Result<(), LeaseLost> {
        if self.person != person {
            Err(LeaseLost::NotYours)
        } else if self.fence != fence {
            Err(LeaseLost::Fenced)
        } else if self.expires_at <= now {
            Err(LeaseLost::Expired)
        } else {
            Ok(())
        }
    }

    /// Renews it by a heartbeat, never past [`LEASE_MAX_AGE`] from when it was taken.
    #[must_use]
    pub fn renewed(mut self, now: Time) -> Self {
        let longest = self.taken_at + LEASE_MAX_AGE;
        self.expires_at = (now + LEASE_LIFE).min(longest).max(self.expires_at);
        self
    }
}
