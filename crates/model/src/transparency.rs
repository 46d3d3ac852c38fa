//! What an organisation tells the outside of a stretch of time: how long a stretch may be, and how waits are summed up.
//!
//! Knows nobody: no figure of it is of a person, and no stretch of it is so short that one could be worked out.

use crate::time::{Span, Time};
use jiff::{Timestamp, civil::Time as OfDay, tz::TimeZone};
use serde::{Deserialize, Serialize};

/// The longest stretch that is told of: a year and the month that it is compared with.
pub const LONGEST_MONTHS: i32 = 13;

/// Whole months in UTC that are over. Of two such stretches the difference is months again: were any days allowed, two
/// answers could be subtracted, and whoever knows who was at work that day would know how much they decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    from: Time,
    until: Time,
}

/// Why a stretch of time is not told of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAPeriod {
    /// It begins or ends within a month: then it would tell of single days, and so of single people.
    #[error("a period is whole months: it begins and ends at the first midnight of one, UTC")]
    PartOfAMonth,
    /// It ends before it begins, or with it.
    #[error("a period has at least one month")]
    TooShort,
    /// It is longer than anybody reports on.
    #[error("a period has at most {LONGEST_MONTHS} months")]
    TooLong,
    /// It goes on.
    #[error("the period is not over yet")]
    NotOver,
}

impl Period {
    /// From the first moment of one month to the first moment after the last one.
    ///
    /// # Errors
    /// [`NotAPeriod`].
    pub fn of(from: Time, until: Time, now: Time) -> Result<Self, NotAPeriod> {
        let (Some(first), Some(after)) = (month(from), month(until)) else {
            return Err(NotAPeriod::PartOfAMonth);
        };
        if after <= first {
            Err(NotAPeriod::TooShort)
        } else if after - first > LONGEST_MONTHS {
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

/// The last whole months that are over, oldest first: each a period of its own, and each begins where the one before ends.
pub fn months_before(now: Time, many: u8) -> Vec<Period> {
    let this = Timestamp::from_millisecond(now.0).map(|at| TimeZone::UTC.to_datetime(at).date().first_of_month());
    let first = |back: i64| {
        let month = this
            .as_ref()
            .ok()?
            .checked_sub(jiff::Span::new().try_months(back).ok()?)
            .ok()?;
        let begins = TimeZone::UTC.to_timestamp(month.to_datetime(OfDay::midnight())).ok()?;
        Some(Time(begins.as_millisecond()))
    };
    let back = (1..=i64::from(many)).rev();
    back.filter_map(|back| Period::of(first(back)?, first(back - 1)?, now).ok())
        .collect()
}

/// Which month begins at a time, counted from the year 0; none where none does.
fn month(time: Time) -> Option<i32> {
    let at = TimeZone::UTC.to_datetime(Timestamp::from_millisecond(time.0).ok()?);
    let begins = at.day() == 1 && at.time() == OfDay::midnight();
    begins.then(|| i32::from(at.year()) * 12 + i32::from(at.month()))
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

    fn at(text: &str) -> Time {
        let at: Timestamp = text.parse().expect("a time");
        Time(at.as_millisecond())
    }

    #[test]
    fn a_period_is_whole_months_that_are_over() {
        let now = at("2026-11-26T12:00:00Z");
        let of = |from: &str, until: &str| Period::of(at(from), at(until), now).map(drop);
        assert_eq!(of("2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z"), Ok(()));
        assert_eq!(of("2025-10-01T00:00:00Z", "2026-11-01T00:00:00Z"), Ok(()));
        let part = Err(NotAPeriod::PartOfAMonth);
        assert_eq!(of("2026-02-01T00:00:00Z", "2026-03-02T00:00:00Z"), part);
        assert_eq!(of("2026-02-02T00:00:00Z", "2026-04-01T00:00:00Z"), part);
        assert_eq!(of("2026-02-01T00:00:00.001Z", "2026-04-01T00:00:00Z"), part);
        assert_eq!(
            of("2026-03-01T00:00:00Z", "2026-03-01T00:00:00Z"),
            Err(NotAPeriod::TooShort)
        );
        assert_eq!(
            of("2026-03-01T00:00:00Z", "2026-02-01T00:00:00Z"),
            Err(NotAPeriod::TooShort)
        );
        assert_eq!(
            of("2025-09-01T00:00:00Z", "2026-11-01T00:00:00Z"),
            Err(NotAPeriod::TooLong)
        );
        assert_eq!(
            of("2026-11-01T00:00:00Z", "2026-12-01T00:00:00Z"),
            Err(NotAPeriod::NotOver)
        );
        assert_eq!(Period::of(Time(i64::MIN), Time(i64::MAX), now).map(drop), part);
    }

    #[test]
    fn the_months_before_a_day_end_with_the_last_one_that_is_over() {
        let months = months_before(at("2026-02-28T23:59:59.999Z"), 3);
        let ends: Vec<Time> = months.iter().map(|month| month.until()).collect();
        let wanted = ["2025-12-01T00:00:00Z", "2026-01-01T00:00:00Z", "2026-02-01T00:00:00Z"];
        assert_eq!(ends, wanted.map(at));
        assert_eq!(months_before(at("2026-02-28T12:00:00Z"), 0), []);
        assert_eq!(months_before(Time(i64::MAX), 3), [], "no calendar goes as far");
    }

    #[test]
    fn no_waits_have_no_middle() {
        assert_eq!(Waits::of(Vec::new()), Waits::default());
        let one = Waits::of(vec![Span(7)]);
        assert_eq!((one.median, one.p90), (Some(Span(7)), Some(Span(7))));
    }

    proptest! {
        #[test]
        fn every_month_before_is_a_period_that_begins_where_the_one_before_ends(
            now in 0_i64..4_000_000_000_000, many in 1_u8..=13
        ) {
            let now = Time(now);
            let months = months_before(now, many);
            prop_assert_eq!(months.len(), usize::from(many));
            prop_assert!(months.windows(2).all(|two| two[0].until() == two[1].from()));
            let last = months.last().map(|month| month.until()).unwrap_or_default();
            prop_assert!(last <= now && now.0 - last.0 < 31 * 86_400_000);
        }

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
