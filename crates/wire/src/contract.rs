//! Which versions of the contract a program speaks, so that whoever is too far apart says so before anything is lost.
//!
//! A version grows where an older program would misread a newer one. What is only added needs none.

use serde::{Deserialize, Serialize};

/// From the oldest to the newest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct Contract {
    /// The oldest that is still spoken.
    pub oldest: u32,
    /// The newest.
    pub newest: u32,
}

/// Why a desk and a hub cannot work together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// The hub speaks nothing that this desk still speaks.
    HubTooOld,
    /// The hub speaks nothing yet that this desk knows.
    HubTooNew,
}

impl Contract {
    /// What this build speaks.
    pub const OURS: Self = Self { oldest: 1, newest: 1 };

    /// What lies between a hub that speaks this and a desk that speaks `desk`; none where they share a version.
    pub fn gap(self, desk: Self) -> Option<Gap> {
        if self.newest < desk.oldest {
            Some(Gap::HubTooOld)
        } else if self.oldest > desk.newest {
            Some(Gap::HubTooNew)
        } else {
            None
        }
    }
}

/// A hub that says nothing of versions speaks the first.
impl Default for Contract {
    fn default() -> Self {
        Self { oldest: 1, newest: 1 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hub_and_a_desk_that_share_a_version_work_together() {
        let speaks = |oldest, newest| Contract { oldest, newest };
        for (hub, desk, gap) in [
            (speaks(1, 1), speaks(1, 1), None),
            (speaks(1, 3), speaks(3, 4), None),
            (speaks(3, 4), speaks(1, 3), None),
            (speaks(1, 2), speaks(3, 4), Some(Gap::HubTooOld)),
            (speaks(3, 4), speaks(1, 2), Some(Gap::HubTooNew)),
        ] {
            assert_eq!(hub.gap(desk), gap, "{hub:?} {desk:?}");
        }
        assert_eq!(Contract::OURS.gap(Contract::OURS), None);
    }
}
