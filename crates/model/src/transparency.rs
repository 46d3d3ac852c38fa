//! What an organisation tells the outside of a stretch of time: how long a stretch may be, and how waits are summed up.
//!
//! Knows nobody: no figure of it is of a person, and no stretch of it is so short that one could be worked out.

use crate::{
    time::{Span, Time},
    wellness::DAY,
};
use serde::{Deserialize, Serialize};

/// The shortest stretch that is told of, in days. Of a shorter one, whoever knows who was at work could work out how
/// much that person decided.
pub const SHORTEST_DAYS: i64 = 28;

/// The longest, in days: more than a year, whatever calendar it is.
pub const LONGEST_DAYS: i64 = 400;

/// A stretch of whole days in UTC that is over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    from: Time,
    until: Time,
}

/// Why a stretch of time is not told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAPeriod {
    /// It begins or ends in the middle of a day.
    #[error("a period begins and ends at midnight, UTC")]
    PartOfADay,
    /// It would tell of single people.
    #[error("a period has at least {SHORTEST_DAYS} days: a shorter one would tell of single people")]
    TooShort,
    /// It is longer than anybody reports on.
    #[error("a period has at most {LONGEST_DAYS} days")]
    TooLong,
    /// It goes on.
    #[error("the period is not over yet")]
    NotOver,
}

impl Period {
    /// From the first moment of one day to the first moment after the last one.
    ///
    /// # Errors
    /// [`NotAPeriod`].
    pub fn of(from: Time, until: Time, now: Time) -> Result<Self, NotAPeriod> {
        let midnight = |time: Time| time.0.rem_euclid(DAY.0) == 0;
        let days = until.0.saturating_sub(from.0) / DAY.0;
        if !midnight(from) || !midnight(until) {
            Err(NotAPeriod::PartOfADay)
        } else if days < SHORTEST_DAYS {
            Err(NotAPeriod::TooShort)
        } else if days > LONGEST_DAYS {
            Err(NotAPeriod::TooLong)
        } else if until > now {
            Err(NotAPeriod::NotOver)
        } else {
            Ok(Self { from, until })
        }
    }

    /// Its first moment.
    pub fn from(self) -> Time {
        self.from
    }

    /// The first moment after it.
    pub fn until(self) -> Time {
        self.until
    }
}

/// How long something took, over all that it happened to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct Waits {
    /// How many.
    pub count: u64,
    /// Half took at most this long, milliseconds; nothing where there were none.
    pub median: Option<Span>,
    /// Nine in ten took at most this long.
    pub p90: Option<Span>,
}

impl Waits {
    /// Sums waits up, by nearest rank: both figures are waits that somebody really had.
    pub fn of(mut waits: Vec<Span>) -> Self {
        waits.sort_unstable();
        let rank = |tenths: usize| {
            let at = (waits.len() * tenths).div_ceil(10).saturating_sub(1);
            waits.get(at).copied()
        };
        Self {
            count: waits.len() as u64,
            median: rank(5),
            p90: rank(9),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(number: i64) -> Time {
        Time(number * DAY.0)
    }

    #[test]
    fn a_period_is_whole_days_that_are_over_and_long_enough_to_tell_of_nobody() {
        let now = day(1_000) + Span(5);
        assert!(Period::of(day(900), day(928), now).is_ok());
        assert_eq!(Period::of(day(900), day(927), now), Err(NotAPeriod::TooShort));
        assert_eq!(Period::of(day(928), day(900), now), Err(NotAPeriod::TooShort));
        assert_eq!(Period::of(day(500), day(901), now), Err(NotAPeriod::TooLong));
        assert_eq!(Period::of(day(950), day(1_001), now), Err(NotAPeriod::NotOver));
        let late = day(900) + Span(1);
        assert_eq!(Period::of(late, day(950), now), Err(NotAPeriod::PartOfADay));
        assert_eq!(Period::of(day(800), late, now), Err(NotAPeriod::PartOfADay));
    }

    #[test]
    fn no_waits_have_no_middle() {
        assert_eq!(Waits::of(Vec::new()), Waits::default());
        let one = Waits::of(vec![Span(7)]);
        assert_eq!((one.median, one.p90), (Some(Span(7)), Some(Span(7))));
    }

    proptest! {
        #[test]
        fn half_of_the_waits_are_at_most_the_median_and_nine_in_ten_at_most_the_other(
            waits in proptest::collection::vec(0_i64..1_000, 1..200)
        ) {
            let of = Waits::of(waits.iter().copied().map(Span).collect());
            let within = |most: Option<Span>| waits.iter().filter(|wait| most.is_some_and(|most| **wait <= most.0)).count();
            let below = |most: Option<Span>| waits.iter().filter(|wait| most.is_some_and(|most| **wait < most.0)).count();
            prop_assert!(within(of.median) * 2 >= waits.len() && below(of.median) * 2 < waits.len());
            prop_assert!(within(of.p90) * 10 >= waits.len() * 9 && below(of.p90) * 10 < waits.len() * 9);
        }
    }
}
