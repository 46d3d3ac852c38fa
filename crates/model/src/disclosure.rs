//! What those who lead a team may be told of how its work weighs: sums over whole weeks, of at least five people, and
//! nothing where the team was another one the week before.
//!
//! Two answers that differ by one person tell that person's figures to whoever subtracts. So an answer is of a whole
//! week, is worked out once and kept, and is withheld where anybody came or went. What is told is rounded, and a sum
//! that fewer than five people had a part in is left out. Knows nothing of rows, and never of a part of a team.

use crate::{
    ids::PersonId,
    time::{Span, Time},
    wellness::{DAY, Interval, LookFact, Settings},
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The fewest people a sum is of.
pub const FEWEST: usize = 5;

/// How long one is.
pub const WEEK: Span = Span::hours(7 * 24);

/// How long after its end a week is worked out: what desks had to say of it has come by then.
pub const SETTLES: Span = Span::hours(24);

/// 1970-01-05, the first Monday.
const FIRST_MONDAY: Time = Time(4 * DAY.0);

/// Looks are told in tens.
const LOOKS_STEP: u64 = 10;

/// Times are told in quarters of an hour.
const TIME_STEP: Span = Span::minutes(15);

/// A daily limit of the organisation that somebody reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// Reviewing time of 24 hours.
    ReviewPerDay,
    /// Looks of 24 hours.
    LooksPerDay,
    /// Looking time of 24 hours.
    LookingPerDay,
}

/// What one person did in a week. It goes into a sum and nowhere else.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Part {
    /// Looks charged.
    pub looks: u32,
    /// Looking time.
    pub looking: Span,
    /// Reviewing time.
    pub reviewing: Span,
    /// Limits reached.
    pub reached: BTreeSet<Limit>,
}

/// What may be told of one week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Disclosed {
    /// Sums over everybody who reviewed.
    Told {
        /// Looks, in tens; nothing where fewer than five people looked.
        looks: Option<u64>,
        /// Looking time in milliseconds, in quarters of an hour; nothing where fewer than five people looked.
        looking_ms: Option<i64>,
        /// Reviewing time in milliseconds, in quarters of an hour.
        reviewing_ms: Option<i64>,
        /// Limits that somebody reached at some time of the week.
        reached: BTreeSet<Limit>,
    },
    /// Nothing: fewer than five people reviewed.
    TooFew,
    /// Nothing: not the same people reviewed as in the week before.
    TeamChanged,
}

/// When the week that `at` is in began: Monday, midnight UTC.
pub fn week_of(at: Time) -> Time {
    let since = at.0.saturating_sub(FIRST_MONDAY.0);
    Time(at.0.saturating_sub(since.rem_euclid(WEEK.0)))
}

/// When the last week began that can be told of at `now`.
pub fn last_settled(now: Time) -> Time {
    week_of(now - SETTLES) - WEEK
}

/// What may be told of a week, by who reviewed in it and who did in the week before.
pub fn disclose(week: &BTreeMap<PersonId, Part>, before: &BTreeSet<PersonId>) -> Disclosed {
    if week.len() < FEWEST {
        return Disclosed::TooFew;
    }
    if !week.keys().eq(before.iter()) {
        return Disclosed::TeamChanged;
    }
    let parts = || week.values();
    let looking = sum_of(parts().map(|part| part.looking));
    Disclosed::Told {
        looks: looks_of(week),
        looking_ms: looking,
        reviewing_ms: sum_of(parts().map(|part| part.reviewing)),
        reached: parts().flat_map(|part| part.reached.iter().copied()).collect(),
    }
}

fn looks_of(week: &BTreeMap<PersonId, Part>) -> Option<u64> {
    let looks = week.values().map(|part| u64::from(part.looks));
    let had = looks.clone().filter(|looks| *looks > 0).count();
    let sum: u64 = looks.sum();
    (had >= FEWEST).then(|| sum.saturating_add(LOOKS_STEP / 2) / LOOKS_STEP * LOOKS_STEP)
}

fn sum_of(times: impl Iterator<Item = Span> + Clone) -> Option<i64> {
    let had = times.clone().filter(|time| *time > Span::ZERO).count();
    let sum: Span = times.sum();
    (had >= FEWEST).then(|| sum.0.saturating_add(TIME_STEP.0 / 2) / TIME_STEP.0 * TIME_STEP.0)
}

/// One person's part in the week that began at `starts`. Work and looks have to reach a day further back, since limits
/// are of rolling days; the limits are the organisation's, so that nothing is told of what somebody chose for
/// themselves.
pub fn part(starts: Time, work: &[Interval], looks: &[LookFact], floor: &Settings) -> Part {
    let ends = starts + WEEK;
    let in_week = |at: Time| (starts..ends).contains(&at);
    let work = Interval::merged(work.iter().copied());
    let now = || looks.iter().filter(|look| in_week(look.at));
    let mut part = Part {
        looks: count(now()),
        looking: now().map(|look| look.shown).sum(),
        reviewing: worked(&work, starts, ends),
        reached: BTreeSet::new(),
    };
    for at in now().map(|look| look.at) {
        let day = || looks.iter().filter(|look| look.at > at - DAY && look.at <= at);
        if count(day()) >= floor.looks_per_day {
            part.reached.insert(Limit::LooksPerDay);
        }
        if day().map(|look| look.shown).sum::<Span>() >= floor.looking_per_day {
            part.reached.insert(Limit::LookingPerDay);
        }
    }
    // The sum over the day before grows only while something is worked, so that it is highest at an end.
    let ended = work.iter().map(|work| work.end.min(ends)).filter(|end| *end > starts);
    if ended
        .clone()
        .any(|end| worked(&work, end - DAY, end) >= floor.review_per_day)
    {
        part.reached.insert(Limit::ReviewPerDay);
    }
    part
}

fn count<'a>(looks: impl Iterator<Item = &'a LookFact>) -> u32 {
    u32::try_from(looks.filter(|look| look.charged).count()).unwrap_or(u32::MAX)
}

fn worked(work: &[Interval], from: Time, to: Time) -> Span {
    let within = |work: &Interval| work.end.min(to).since(work.start.max(from));
    work.iter().map(within).sum()
}
