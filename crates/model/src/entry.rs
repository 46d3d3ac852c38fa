//! A known picture on a list, and how much weight it carries.
//!
//! Knows nothing of hashes' storage; [`crate::door`] decides what an entry's weight means for an upload.

use serde::{Deserialize, Serialize};

/// How much an entry is trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
// Where a decision stands is another one, and the contract has one name for each.
#[cfg_attr(feature = "schema", schema(as = EntryStanding))]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// On the list; a match is queued for a person.
    Listed,
    /// A person has confirmed it: equal bytes and close copies are stopped with nobody looking.
    Confirmed,
}

/// What an entry does to an upload that matches it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum EntryState {
    /// It counts as it stands.
    Active {
        /// How much.
        standing: Standing,
    },
    /// One person disputes it: it only queues until a second has looked.
    Downgraded {
        /// Its standing before, for the way back.
        was: Standing,
    },
    /// Disputed and confirmed so: it matches nothing.
    Suspended {
        /// Its standing before, for the way back.
        was: Standing,
    },
}

impl EntryState {
    /// A freshly imported entry.
    pub const LISTED: Self = Self::Active {
        standing: Standing::Listed,
    };

    /// Whether a match with it is worth anything.
    pub fn matches(self) -> bool {
        !matches!(self, Self::Suspended { .. })
    }

    /// Whether it counts as it stands, disputed by nobody.
    pub fn counts(self) -> bool {
        matches!(self, Self::Active { .. })
    }

    /// Whether a close match is stopped at the door.
    pub fn stops(self) -> bool {
        self == Self::Active {
            standing: Standing::Confirmed,
        }
    }

    /// The standing it has or had.
    pub fn standing(self) -> Standing {
        match self {
            Self::Active { standing } => standing,
            Self::Downgraded { was } | Self::Suspended { was } => was,
        }
    }

    /// A person confirmed it. A disputed entry stays disputed; its standing is what it returns to.
    #[must_use]
    pub fn confirmed(self) -> Self {
        self.with_standing(Standing::Confirmed)
    }

    /// The confirmation was reversed.
    #[must_use]
    pub fn unconfirmed(self) -> Self {
        self.with_standing(Standing::Listed)
    }

    /// One person disputes it.
    #[must_use]
    pub fn downgraded(self) -> Self {
        match self {
            Self::Active { standing } => Self::Downgraded { was: standing },
            other => other,
        }
    }

    /// Two people dispute it.
    #[must_use]
    pub fn suspended(self) -> Self {
        Self::Suspended { was: self.standing() }
    }

    /// The dispute came to nothing or was reversed.
    #[must_use]
    pub fn restored(self) -> Self {
        Self::Active {
            standing: self.standing(),
        }
    }

    fn with_standing(self, standing: Standing) -> Self {
        match self {
            Self::Active { .. } => Self::Active { standing },
            Self::Downgraded { .. } => Self::Downgraded { was: standing },
            Self::Suspended { .. } => Self::Suspended { was: standing },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dispute_takes_the_weight_away_in_two_steps_and_gives_it_back() {
        let confirmed = EntryState::LISTED.confirmed();
        assert!(confirmed.stops());
        let downgraded = confirmed.downgraded();
        assert!(downgraded.matches() && !downgraded.stops());
        let suspended = downgraded.suspended();
        assert!(!suspended.matches());
        assert_eq!(suspended.restored(), confirmed);
    }

    #[test]
    fn a_confirmation_does_not_lift_a_dispute() {
        assert!(!EntryState::LISTED.suspended().confirmed().stops());
    }
}
