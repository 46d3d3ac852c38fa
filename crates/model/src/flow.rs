//! What may be told of how cases come to a queue and leave it: arrivals by whole week and over the hours of a day, and
//! decisions by whole week where five people or more had a part in them.
//!
//! Arrivals and what waits, told at the same moments, are departures, and where one person works in a queue those are
//! that person's pace. So nothing here is of a time that has just been: arrivals are of weeks that are settled, the
//! rhythm of days is over a fixed row of stretches of four weeks, and what waited earlier is not told at all. Knows
//! nothing of rows; a person is counted and forgotten.

use crate::{
    agreement,
    disclosure::{FEWEST, WEEK, last_settled, week_of},
    ids::PersonId,
    time::{Span, Time},
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// How many weeks are told of: a quarter of a year.
pub const WEEKS: u8 = 12;

/// Arrivals are counted in these.
pub const HOUR: Span = Span::hours(1);

/// Decisions are told in tens, as looks are.
const CASES_STEP: u64 = 10;

/// Where one stretch of waiting ends and the next begins.
pub const AGES: [Span; 5] = [
    HOUR,
    Span::hours(4),
    Span::hours(24),
    Span::hours(3 * 24),
    Span::hours(7 * 24),
];

/// How many cases were decided in a week, as far as that may be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Decided {
    /// Verdicts of everybody who decided there.
    Told {
        /// In tens.
        verdicts: u64,
    },
    /// Nothing: fewer than five people decided there.
    TooFew,
    /// Nothing: not the same people decided there as in the week before.
    TeamChanged,
}

/// When cases come, over the days and hours of the last stretch of four whole weeks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct Rhythm {
    /// The first Monday, midnight UTC.
    pub from: Time,
    /// The Monday after the last week.
    pub to: Time,
    /// Cases by the hour of the day at which they came, UTC: 24 of them.
    pub hours: Vec<u64>,
    /// Cases by the day of the week, UTC, Monday first: 7 of them.
    pub days: Vec<u64>,
}

/// How many cases wait for how long, at this moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct AgeBand {
    /// At least so long, milliseconds.
    pub from_ms: i64,
    /// And shorter than this; the last has no end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", ts(optional))]
    pub below_ms: Option<i64>,
    /// How many.
    pub cases: u64,
    /// Of how many of those somebody wanted none, and skipped them. Who, and how often, is nobody's to know.
    #[serde(default)]
    pub skipped: u64,
}

/// Arrivals of a queue by hour: when the hour began, and how many.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Arrivals(BTreeMap<Time, u64>);

impl FromIterator<(Time, u64)> for Arrivals {
    fn from_iter<I: IntoIterator<Item = (Time, u64)>>(hours: I) -> Self {
        let mut arrivals = Self::default();
        for (hour, cases) in hours {
            *arrivals.0.entry(hour).or_default() += cases;
        }
        arrivals
    }
}

impl Arrivals {
    /// How many came from one time on and before another.
    pub fn between(&self, from: Time, to: Time) -> u64 {
        if to <= from {
            return 0;
        }
        self.0.range(from..to).map(|(_hour, cases)| cases).sum()
    }

    /// When they come, as it may be told at `now`. Stretches do not overlap, so that no two answers can be subtracted down
    /// to a day.
    pub fn rhythm(&self, now: Time) -> Rhythm {
        let [from, to] = agreement::weeks(now, agreement::WEEKS);
        let mut rhythm = Rhythm {
            from,
            to,
            hours: vec![0; 24],
            days: vec![0; 7],
        };
        for (hour, cases) in self.0.range(from..to) {
            let into_week = hour.since(week_of(*hour)).0 / HOUR.0;
            let at = |place: i64| usize::try_from(place).unwrap_or_default();
            if let Some(sum) = rhythm.hours.get_mut(at(into_week % 24)) {
                *sum += cases;
            }
            if let Some(sum) = rhythm.days.get_mut(at(into_week / 24)) {
                *sum += cases;
            }
        }
        rhythm
    }
}

/// When the weeks began that can be told of at `now`, the oldest first.
pub fn weeks(now: Time) -> Vec<Time> {
    let last = last_settled(now);
    let ago = |weeks: u8| last - Span(WEEK.0 * i64::from(weeks));
    (0..WEEKS).rev().map(ago).collect()
}

/// What may be told of a week's decisions, by how many verdicts each gave in it, and by who gave any in the week before.
pub fn decided(week: &BTreeMap<PersonId, u64>, before: &BTreeSet<PersonId>) -> Decided {
    let gave = || week.iter().filter(|(_person, verdicts)| **verdicts > 0);
    if gave().count() < FEWEST {
        return Decided::TooFew;
    }
    if !gave().map(|(person, _verdicts)| person).eq(before.iter()) {
        return Decided::TeamChanged;
    }
    let sum = gave().fold(0_u64, |sum, (_person, verdicts)| sum.saturating_add(*verdicts));
    Decided::Told {
        verdicts: sum.saturating_add(CASES_STEP / 2) / CASES_STEP * CASES_STEP,
    }
}

/// One count for each stretch of [`AGES`], the youngest first and what is older than all of them last.
pub type ByAge = [u64; AGES.len() + 1];

/// Counts of what waits, and of what of it was skipped.
pub fn waiting_for(counts: ByAge, skipped: ByAge) -> Vec<AgeBand> {
    let starts = std::iter::once(Span::ZERO).chain(AGES);
    let ends = AGES.into_iter().map(Some).chain(std::iter::once(None));
    let bands = starts.zip(ends).zip(counts.into_iter().zip(skipped));
    let band = |((from, below), (cases, skipped)): ((Span, Option<Span>), (u64, u64))| AgeBand {
        from_ms: from.0,
        below_ms: below.map(|below| below.0),
        cases,
        skipped,
    };
    bands.map(band).collect()
}

#[cfg(test)]
mod tests;
