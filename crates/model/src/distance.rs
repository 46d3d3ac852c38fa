//! Bands of distances, by which lists' false matches are told: how far from a listed hash people find other pictures.
//!
//! Knows no list and no upload, and decides nothing. Eight bits to a band, up to the threshold of 31 by which PDQ's
//! authors call two pictures the same.

use crate::matching::MatchKind;
use serde::{Deserialize, Serialize};

/// How close a match was, roughly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Closeness {
    /// Equal bytes, or an equal hash.
    Equal,
    /// 1 to 8 bits.
    To8,
    /// 9 to 16 bits.
    To16,
    /// 17 to 24 bits.
    To24,
    /// 25 to 31 bits.
    To31,
    /// More than any match has now; from a time with another threshold.
    Beyond,
    /// A service outside calls it near, and tells no distance.
    SaidNear,
}

impl Closeness {
    /// Every band, closest first.
    pub const ALL: [Self; 7] = [
        Self::Equal,
        Self::To8,
        Self::To16,
        Self::To24,
        Self::To31,
        Self::Beyond,
        Self::SaidNear,
    ];

    /// The band of a match.
    pub fn of(kind: MatchKind) -> Self {
        match kind {
            MatchKind::Exact | MatchKind::Near { distance: 0 } => Self::Equal,
            MatchKind::Near { distance: 1..=8 } => Self::To8,
            MatchKind::Near { distance: 9..=16 } => Self::To16,
            MatchKind::Near { distance: 17..=24 } => Self::To24,
            MatchKind::Near { distance: 25..=31 } => Self::To31,
            MatchKind::Near { distance: _ } => Self::Beyond,
            MatchKind::SaidNear => Self::SaidNear,
        }
    }

    /// As files have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::To8 => "to8",
            Self::To16 => "to16",
            Self::To24 => "to24",
            Self::To31 => "to31",
            Self::Beyond => "beyond",
            Self::SaidNear => "said_near",
        }
    }
}

/// What people decided of matches: to be the same picture, or another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Judged {
    /// The same picture.
    pub same: u64,
    /// Another picture.
    pub different: u64,
}

impl Judged {
    /// How many of a thousand were another picture, rounded down; nothing where none were decided.
    pub fn false_permille(self) -> Option<u16> {
        let all = u128::from(self.same) + u128::from(self.different);
        let permille = (u128::from(self.different) * 1_000).checked_div(all)?;
        u16::try_from(permille).ok()
    }

    /// With what was decided of others.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            same: self.same.saturating_add(other.same),
            different: self.different.saturating_add(other.different),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn equal_bytes_and_an_equal_hash_are_one_band_and_what_is_only_said_is_another() {
        assert_eq!(Closeness::of(MatchKind::Exact), Closeness::Equal);
        assert_eq!(Closeness::of(MatchKind::Near { distance: 0 }), Closeness::Equal);
        assert_eq!(Closeness::of(MatchKind::SaidNear), Closeness::SaidNear);
        assert_eq!(Closeness::of(MatchKind::Near { distance: 32 }), Closeness::Beyond);
    }

    #[test]
    fn files_name_a_band_as_programs_do() {
        for band in Closeness::ALL {
            assert_eq!(serde_json::to_value(band).expect("a band"), band.name());
        }
    }

    #[test]
    fn nothing_decided_has_no_share() {
        assert_eq!(Judged::default().false_permille(), None);
        let third = Judged { same: 2, different: 1 };
        assert_eq!(third.false_permille(), Some(333));
    }

    proptest! {
        #[test]
        fn whoever_is_farther_is_in_no_closer_band(one in 0_u32..300, other in 0_u32..300) {
            let band = |distance| Closeness::of(MatchKind::Near { distance });
            prop_assert!(band(one.min(other)) <= band(one.max(other)));
        }

        #[test]
        fn a_share_is_of_a_thousand_and_of_both_lies_between_those_of_each(
            one in (0_u64..1_000_000, 0_u64..1_000_000), other in (0_u64..1_000_000, 0_u64..1_000_000)
        ) {
            let judged = |(same, different)| Judged { same, different };
            let (one, other) = (judged(one), judged(other));
            let share = |of: Judged| of.false_permille();
            prop_assert!(share(one).is_none_or(|permille| permille <= 1_000));
            if let (Some(a), Some(b), Some(both)) = (share(one), share(other), share(one.and(other))) {
                prop_assert!(a.min(b) <= both && both <= a.max(b));
            }
        }
    }
}
