//! Which shifts hold after somebody's hours were changed: what is narrower at once, what is wider from the next block
//! on.
//!
//! Knows nothing of where hours are kept. Hours that were replaced are told of as [`PastHours`]; they go on counting
//! for whoever had begun a block by then, until they have rested.

use super::{
    block::Run,
    hours::WeeklyHours,
    record::{Interval, Record},
    settings::Settings,
};
use crate::time::{Span, Time};
use serde::{Deserialize, Serialize};

/// Hours that were in force until others took their place, or none did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastHours {
    /// What they were.
    pub hours: WeeklyHours,
    /// Until when they were in force.
    pub until: Time,
}

/// All time there is: the shift of whoever has no hours.
const ALWAYS: Interval = Interval {
    start: Time(i64::MIN),
    end: Time(i64::MAX),
};

/// The shifts in force for a person around `now`, in order; nothing where no shift limits them.
///
/// Until the block that they are in is over, a time is theirs to work only if it is so by every hours that were in
/// force since the block's first activity. A time zone that is not known any more has no shifts: what is unknown is
/// strict.
pub fn shifts_in_force(
    hours: Option<&WeeklyHours>,
    past: &[PastHours],
    record: &Record,
    settings: &Settings,
    now: Time,
) -> Option<Vec<Interval>> {
    let current = hours.map(|hours| shifts(hours, now));
    let Some(run) = Run::current(&record.activity(), settings, now) else {
        return current;
    };
    // What ended in the very moment in which the block began may have been looked up before: it counts.
    let mut in_it = past.iter().filter(|past| past.until >= run.started_at).peekable();
    if in_it.peek().is_none() {
        return current;
    }
    let wide = current.unwrap_or_else(|| vec![ALWAYS]);
    let narrow = in_it.fold(wide.clone(), |narrow, past| meet(&narrow, &shifts(&past.hours, now)));
    let rested_at = rested_at(run, &narrow, settings, now);
    let until_then = narrow.into_iter().filter(|shift| shift.start < rested_at);
    let from_then_on = wide.into_iter().filter(|shift| rested_at < shift.end);
    let from_then_on = from_then_on.map(|shift| Interval {
        start: shift.start.max(rested_at),
        ..shift
    });
    Some(Interval::merged(until_then.chain(from_then_on)))
}

fn shifts(hours: &WeeklyHours, now: Time) -> Vec<Interval> {
    hours.shifts(now).unwrap_or_default()
}

/// When the block is over for certain, however much of these shifts is worked: what begins before a rest is complete
/// is part of it.
fn rested_at(run: Run, shifts: &[Interval], settings: &Settings, now: Time) -> Time {
    let ahead = shifts.iter().filter(|shift| shift.end > now);
    ahead.fold(settings.rested_at(run.last), |rested_at, shift| {
        if shift.start < rested_at {
            rested_at.max(settings.rested_at(shift.end))
        } else {
            rested_at
        }
    })
}

/// The time that lies in both; each is in order and disjoint, and so is what comes of it.
fn meet(one: &[Interval], other: &[Interval]) -> Vec<Interval> {
    let pairs = one.iter().flat_map(|one| other.iter().map(move |other| (one, other)));
    let both = pairs.map(|(one, other)| Interval {
        start: one.start.max(other.start),
        end: one.end.min(other.end),
    });
    both.filter(|both| both.start < both.end).collect()
}

/// The shift that is on, or the next one, as whoever sets hours may know it: by the hours alone, not by what was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct ShiftAhead {
    /// When it begins, or began.
    pub starts_at: Time,
    /// Since when only veils are shown in it.
    pub veiled_from: Time,
    /// When it ends.
    pub ends_at: Time,
}

impl WeeklyHours {
    /// The shift that is on at `now`, or the next one of the week to come, whose last `veiled_end` is veiled.
    pub fn shift_ahead(&self, veiled_end: Span, now: Time) -> Option<ShiftAhead> {
        let ahead = shifts(self, now).into_iter().find(|shift| now < shift.end)?;
        Some(ShiftAhead {
            starts_at: ahead.start,
            veiled_from: ahead.start.max(ahead.end - veiled_end),
            ends_at: ahead.end,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shift_ahead_is_the_one_that_is_on_until_it_ends_and_is_veiled_from_its_beginning_at_the_earliest() {
        let hours = WeeklyHours {
            zone: "Etc/UTC".to_owned(),
            windows: vec!["thu 01:00-02:00".parse().expect("a window")],
        };
        let minute = |minute: i64| Time(0) + Span::minutes(minute);
        let today = |veiled: i64| ShiftAhead {
            starts_at: minute(60),
            veiled_from: minute(veiled),
            ends_at: minute(120),
        };
        let half_an_hour = Span::minutes(30);
        for at in [0, 60, 119] {
            assert_eq!(hours.shift_ahead(half_an_hour, minute(at)), Some(today(90)));
        }
        assert_eq!(hours.shift_ahead(Span::hours(2), minute(0)), Some(today(60)));
        let next_week = hours
            .shift_ahead(half_an_hour, minute(120))
            .map(|shift| shift.starts_at);
        assert_eq!(next_week, Some(minute(60 + 7 * 24 * 60)));
    }
}
