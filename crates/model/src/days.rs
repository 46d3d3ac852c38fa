//! What one person did day by day: the history of their own record.
//!
//! A day is 24 hours from midnight at the offset that the desk names; whoever changes their clocks within a week has
//! one day that is an hour off. Knows no limit and no other person.

use crate::{
    grant::Grant,
    rung::Rung,
    time::{Span, Time},
    wellness::{DAY, Interval},
};
use std::collections::BTreeMap;

/// The most days in one answer: five weeks.
pub const MOST_DAYS: u8 = 35;

/// The farthest that a clock on the wall is from UTC.
const FARTHEST_MINUTES: i32 = 14 * 60;

/// How far the person's clock on the wall is ahead of UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Offset(i32);

/// An offset that no clock has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("an offset is -840 to 840 minutes")]
pub struct NoSuchOffset;

impl Offset {
    /// So many minutes ahead of UTC; behind it where that is negative.
    ///
    /// # Errors
    /// [`NoSuchOffset`] beyond 14 hours.
    pub fn minutes(minutes: i32) -> Result<Self, NoSuchOffset> {
        if (-FARTHEST_MINUTES..=FARTHEST_MINUTES).contains(&minutes) {
            Ok(Self(minutes))
        } else {
            Err(NoSuchOffset)
        }
    }

    /// The midnight at or before `at`.
    pub fn midnight(self, at: Time) -> Time {
        let ahead = Span::minutes(i64::from(self.0)).0;
        let local = at.0.saturating_add(ahead);
        Time(local.saturating_sub(local.rem_euclid(DAY.0)).saturating_sub(ahead))
    }
}

/// One day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// Its midnight.
    pub starts: Time,
    /// Reviewing time.
    pub reviewing: Span,
    /// Looks charged.
    pub looks: u32,
    /// Looking time by the rung it counts as, where there was any.
    pub looking: BTreeMap<Rung, Span>,
}

/// So many days from the one that `from` is in, one after the other, empty ones too. Work over midnight counts on both
/// days, a look on the day it was granted.
pub fn days(from: Time, count: u8, offset: Offset, work: &[Interval], grants: &[Grant]) -> Vec<Day> {
    let first = offset.midnight(from);
    let count = count.clamp(1, MOST_DAYS);
    let work = Interval::merged(work.iter().copied());
    (0..i64::from(count))
        .map(|at| day(first + Span(DAY.0.saturating_mul(at)), &work, grants))
        .collect()
}

fn day(starts: Time, work: &[Interval], grants: &[Grant]) -> Day {
    let ends = starts + DAY;
    let within = |work: &Interval| work.end.min(ends).since(work.start.max(starts));
    let mut day = Day {
        starts,
        reviewing: work.iter().map(within).sum(),
        looks: 0,
        looking: BTreeMap::new(),
    };
    for grant in grants.iter().filter(|grant| (starts..ends).contains(&grant.granted_at)) {
        let exposure = grant.exposure();
        day.looks = day.looks.saturating_add(u32::from(grant.charged));
        if exposure.shown > Span::ZERO {
            let looking = day.looking.entry(exposure.rung).or_default();
            *looking = *looking + exposure.shown;
        }
    }
    day
}
