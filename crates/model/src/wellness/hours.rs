//! Weekly hours in a time zone, and the shifts that follow from them around a moment.
//!
//! The one place that knows a calendar. A time that a clock change leaves out is the moment of the change; one that
//! it brings twice is the first of both.

use super::record::Interval;
use crate::time::Time;
use jiff::{
    Timestamp,
    civil::{Date, DateTime},
    tz::{AmbiguousOffset, TimeZone},
};
use serde::{Deserialize, Serialize};

/// How many windows a week has at most.
pub const MOST_WINDOWS: usize = 28;

/// Days before and after today whose windows are looked at: what any rule reaches back to, and the next shift of
/// somebody who works once a week.
const DAYS: std::ops::RangeInclusive<i64> = -3..=8;

pub(super) const MINUTES_OF_DAY: u16 = 24 * 60;

const LAST_MINUTE: u16 = MINUTES_OF_DAY - 1;

/// When somebody works, week by week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct WeeklyHours {
    /// The time zone they are meant in, by its IANA name.
    pub zone: String,
    /// When a shift begins and ends. Without any, there is none at all.
    pub windows: Vec<Window>,
}

/// One shift of a week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct Window {
    /// The day it begins on.
    pub day: Weekday,
    /// The minute of that day it begins at, 0 to 1439.
    pub from: u16,
    /// The minute it ends at, 0 to 1439; on the next day where that is no later than `from`.
    pub to: u16,
}

/// A day of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Weekday {
    /// Monday.
    Monday,
    /// Tuesday.
    Tuesday,
    /// Wednesday.
    Wednesday,
    /// Thursday.
    Thursday,
    /// Friday.
    Friday,
    /// Saturday.
    Saturday,
    /// Sunday.
    Sunday,
}

/// Why hours are none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HoursProblem {
    /// There is no such zone.
    #[error("there is no time zone of that name: give one of the IANA database, like `Europe/Paris`")]
    Zone,
    /// More than anybody needs.
    #[error("a week has at most {MOST_WINDOWS} windows: join those that follow each other")]
    TooMany,
    /// A minute that no day has.
    #[error("the minutes of a window are 0 to {LAST_MINUTE}")]
    Minute,
    /// It ends when it begins.
    #[error("a window ends at another minute than it begins: split a whole day in two")]
    Empty,
}

impl WeeklyHours {
    /// Hours that came from outside, once they are known to make sense.
    ///
    /// # Errors
    /// [`HoursProblem`] with what does not.
    pub fn checked(self) -> Result<Self, HoursProblem> {
        self.zone()?;
        if self.windows.len() > MOST_WINDOWS {
            return Err(HoursProblem::TooMany);
        }
        for window in &self.windows {
            if window.from > LAST_MINUTE || window.to > LAST_MINUTE {
                return Err(HoursProblem::Minute);
            }
            if window.from == window.to {
                return Err(HoursProblem::Empty);
            }
        }
        Ok(self)
    }

    /// The shifts around `now`, in order: those of the last days, and those of the week to come.
    ///
    /// # Errors
    /// [`HoursProblem::Zone`] where the zone is not known any more.
    pub fn shifts(&self, now: Time) -> Result<Vec<Interval>, HoursProblem> {
        let zone = self.zone()?;
        let Ok(now) = Timestamp::from_millisecond(now.0) else {
            return Ok(Vec::new());
        };
        let today = zone.to_datetime(now).date();
        let days = DAYS.filter_map(|offset| today.checked_add(jiff::Span::new().days(offset)).ok());
        let shifts = days.flat_map(|date| {
            let day = Weekday::of(date);
            let windows = self.windows.iter().filter(move |window| window.day == day);
            let zone = &zone;
            windows.filter_map(move |window| window.on(date, zone))
        });
        Ok(Interval::merged(shifts))
    }

    fn zone(&self) -> Result<TimeZone, HoursProblem> {
        TimeZone::get(&self.zone).map_err(|_unknown| HoursProblem::Zone)
    }
}

impl Window {
    /// This window of the day; nothing at the end of time, and where a clock change leaves nothing of it.
    fn on(self, date: Date, zone: &TimeZone) -> Option<Interval> {
        let ends_on = if self.to > self.from {
            date
        } else {
            date.tomorrow().ok()?
        };
        let (start, end) = (moment(date, self.from, zone)?, moment(ends_on, self.to, zone)?);
        (start < end).then_some(Interval { start, end })
    }
}

fn moment(date: Date, minute: u16, zone: &TimeZone) -> Option<Time> {
    let (hour, minute) = (i8::try_from(minute / 60).ok()?, i8::try_from(minute % 60).ok()?);
    let civil: DateTime = date.at(hour, minute, 0, 0);
    let found = zone.to_ambiguous_timestamp(civil);
    let earlier = match found.offset() {
        AmbiguousOffset::Gap { .. } => {
            let before = found.earlier().ok()?;
            let change = zone.following(before).next();
            change.map(|change| change.timestamp())?
        }
        AmbiguousOffset::Unambiguous { .. } | AmbiguousOffset::Fold { .. } => found.earlier().ok()?,
    };
    Some(Time(earlier.as_millisecond()))
}

impl Weekday {
    fn of(date: Date) -> Self {
        match date.weekday() {
            jiff::civil::Weekday::Monday => Self::Monday,
            jiff::civil::Weekday::Tuesday => Self::Tuesday,
            jiff::civil::Weekday::Wednesday => Self::Wednesday,
            jiff::civil::Weekday::Thursday => Self::Thursday,
            jiff::civil::Weekday::Friday => Self::Friday,
            jiff::civil::Weekday::Saturday => Self::Saturday,
            jiff::civil::Weekday::Sunday => Self::Sunday,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Time {
        let timestamp: Timestamp = text.parse().expect("a moment");
        Time(timestamp.as_millisecond())
    }

    fn hours(zone: &str, day: Weekday, from: u16, to: u16) -> WeeklyHours {
        let windows = vec![Window { day, from, to }];
        let hours = WeeklyHours {
            zone: zone.to_owned(),
            windows,
        };
        hours.checked().expect("they make sense")
    }

    fn shift_on(hours: &WeeklyHours, around: &str) -> (Time, Time) {
        let now = at(around);
        let shifts = hours.shifts(now).expect("a zone");
        let shift = shifts.iter().find(|shift| shift.start <= now && now < shift.end);
        shift.map(|shift| (shift.start, shift.end)).expect("a shift is on")
    }

    #[test]
    fn a_night_shift_ends_on_the_next_day_and_comes_again_a_week_later() {
        let hours = hours("Europe/Paris", Weekday::Monday, 22 * 60, 6 * 60);
        let expected = (at("2026-11-23T21:00:00Z"), at("2026-11-24T05:00:00Z"));
        assert_eq!(shift_on(&hours, "2026-11-24T04:59:59Z"), expected);
        let shifts = hours.shifts(at("2026-11-24T05:00:00Z")).expect("a zone");
        assert!(
            shifts.iter().any(|shift| shift.start == at("2026-11-30T21:00:00Z")),
            "{shifts:?}"
        );
    }

    #[test]
    fn a_time_that_a_clock_change_leaves_out_is_the_moment_of_the_change() {
        // In Berlin, 02:00 to 03:00 is left out on 29 March 2026, at 01:00 UTC.
        let begins = hours("Europe/Berlin", Weekday::Sunday, 150, 600);
        let expected = (at("2026-03-29T01:00:00Z"), at("2026-03-29T08:00:00Z"));
        assert_eq!(shift_on(&begins, "2026-03-29T05:00:00Z"), expected);
        let ends = hours("Europe/Berlin", Weekday::Saturday, 1_320, 150);
        let expected = (at("2026-03-28T21:00:00Z"), at("2026-03-29T01:00:00Z"));
        assert_eq!(shift_on(&ends, "2026-03-29T00:59:59Z"), expected);
        let inside = hours("Europe/Berlin", Weekday::Sunday, 130, 170);
        let shifts = inside.shifts(at("2026-03-29T01:00:00Z")).expect("a zone");
        assert!(!shifts.iter().any(|shift| shift.start == at("2026-03-29T01:00:00Z")));
    }

    #[test]
    fn a_time_that_comes_twice_is_the_first_of_both() {
        // In New York, 01:00 to 02:00 comes twice on 1 November 2026, from 05:00 UTC on.
        let ends = hours("America/New_York", Weekday::Saturday, 1_320, 90);
        let expected = (at("2026-11-01T02:00:00Z"), at("2026-11-01T05:30:00Z"));
        assert_eq!(shift_on(&ends, "2026-11-01T05:00:00Z"), expected);
        let begins = hours("America/New_York", Weekday::Sunday, 90, 600);
        let expected = (at("2026-11-01T05:30:00Z"), at("2026-11-01T15:00:00Z"));
        assert_eq!(shift_on(&begins, "2026-11-01T06:10:00Z"), expected);
    }

    #[test]
    fn hours_that_make_no_sense_are_refused_with_the_reason() {
        let window = Window {
            day: Weekday::Friday,
            from: 540,
            to: 1_020,
        };
        let checked = |zone: &str, windows: Vec<Window>| {
            let hours = WeeklyHours {
                zone: zone.to_owned(),
                windows,
            };
            hours.checked().map(|_hours| ())
        };
        assert_eq!(checked("Europe/Berlin", vec![]), Ok(()));
        assert_eq!(checked("Europe/Nowhere", vec![window]), Err(HoursProblem::Zone));
        let many = vec![window; MOST_WINDOWS + 1];
        assert_eq!(checked("Etc/UTC", many), Err(HoursProblem::TooMany));
        assert_eq!(checked("Etc/UTC", vec![window; MOST_WINDOWS]), Ok(()));
        for minute in [1_440, 1_441, u16::MAX] {
            for late in [Window { to: minute, ..window }, Window { from: minute, ..window }] {
                assert_eq!(checked("Etc/UTC", vec![late]), Err(HoursProblem::Minute));
            }
        }
        for last in [Window { to: 1_439, ..window }, Window { from: 1_439, ..window }] {
            assert_eq!(checked("Etc/UTC", vec![last]), Ok(()));
        }
        let empty = Window { to: 540, ..window };
        assert_eq!(checked("Etc/UTC", vec![empty]), Err(HoursProblem::Empty));
    }
}
