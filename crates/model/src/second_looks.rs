//! For which verdicts a list asks for a second reviewer, beyond those that always need one.
//!
//! What has to be seen by two people is [`crate::quorum`]'s, and no list can ask for less of it: a clearing of content,
//! a dispute, an entry of our own, a variant, and agreement with a list that is not vetted. What a list sets is how
//! many of the other verdicts are looked at twice. Knows nothing of where chance comes from: a [`Draw`] is an argument.

use crate::{
    queue::choice,
    session::view::Choice,
    verdict::{Content, PairVerdict},
};
use serde::{Deserialize, Serialize};

/// A share, in thousandths.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(try_from = "u16")]
pub struct Permille(u16);

/// A share of more than all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a share is 0 to 1000 thousandths")]
pub struct MoreThanAll;

/// Of how many verdicts a second, blind reviewer is asked for, by what they say of an entry of this list. Where a
/// verdict says several things, the highest share counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct SecondLooks {
    /// "Another picture", where nothing is said of what it shows: all by default, since each lets an upload through.
    pub different: Permille,
    /// "The same picture, rightly listed", on a vetted list: none by default, since experts have looked at the entry.
    pub agree: Permille,
    /// "The same picture", with no vote on the entry: none by default, since it settles the upload and nothing else.
    pub settle: Permille,
}

/// One throw of the dice, 0 to 999: the same for a case however often it is asked for, so that nobody takes a verdict
/// back for a better one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draw(u16);

impl Permille {
    /// None.
    pub const NONE: Self = Self(0);

    /// All.
    pub const ALL: Self = Self(1_000);

    /// Of stops at the door, where an organisation has not said otherwise: one in two hundred.
    pub const OF_STOPS: Self = Self(5);

    /// Whether a draw falls into this share.
    pub fn takes(self, draw: Draw) -> bool {
        draw.0 < self.0
    }
}

impl TryFrom<u16> for Permille {
    type Error = MoreThanAll;

    fn try_from(thousandths: u16) -> Result<Self, MoreThanAll> {
        if thousandths <= Self::ALL.0 {
            Ok(Self(thousandths))
        } else {
            Err(MoreThanAll)
        }
    }
}

impl Draw {
    /// From random bits. One in 2⁵⁴ of them is likelier than its share, which nobody can notice.
    pub fn of(bits: u64) -> Self {
        Self(u16::try_from(bits % 1_000).unwrap_or_default())
    }
}

impl Default for SecondLooks {
    fn default() -> Self {
        Self {
            different: Permille::ALL,
            agree: Permille::NONE,
            settle: Permille::NONE,
        }
    }
}

impl SecondLooks {
    /// Of how many verdicts that say this of a pair a second reviewer is asked for, where nothing else demands one.
    pub fn share(self, pair: &PairVerdict, content: Content) -> Permille {
        match choice(pair, content) {
            Choice::Settle => self.settle,
            Choice::Agree => self.agree,
            Choice::Different => self.different,
            Choice::Dispute | Choice::NewMaterial | Choice::Undetermined => Permille::ALL,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_list_that_says_nothing_asks_for_what_the_rules_ask() {
        let none: SecondLooks = serde_json::from_str("{}").expect("all are defaults");
        assert_eq!(none, SecondLooks::default());
        assert_eq!(none.different, Permille::ALL);
    }

    #[test]
    fn what_always_needs_two_people_cannot_be_named() {
        for name in ["dispute", "new_material", "not_abusive", "undetermined", "variant"] {
            let wanted = format!("{{\"{name}\": 0}}");
            assert!(serde_json::from_str::<SecondLooks>(&wanted).is_err(), "{name}");
        }
        assert!(serde_json::from_str::<SecondLooks>("{\"agree\": 1001}").is_err());
    }

    proptest! {
        #[test]
        fn a_share_takes_as_many_of_all_draws_as_it_says(share in 0_u16..=1_000) {
            let permille = Permille::try_from(share).expect("a share");
            let taken = (0..1_000).filter(|bits| permille.takes(Draw::of(*bits))).count();
            prop_assert_eq!(taken, usize::from(share));
        }

        #[test]
        fn who_falls_into_a_share_falls_into_every_larger_one(bits: u64, one in 0_u16..=1_000, other in 0_u16..=1_000) {
            let of = |share: u16| Permille::try_from(share).expect("a share").takes(Draw::of(bits));
            prop_assert!(!of(one.min(other)) || of(one.max(other)));
        }
    }
}
