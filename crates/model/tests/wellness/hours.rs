//! Weekly hours against the wall clock itself, minute by minute, in zones that change their clocks and in others.

#![expect(clippy::indexing_slicing, reason = "a week has seven days")]

use crate::sequences::{SEQUENCES, many};
use jiff::{Timestamp, tz::TimeZone};
use proptest::{collection::vec, prelude::*, sample::select};
use scrim_model::{
    time::{Span, Time},
    wellness::{Weekday, WeeklyHours, Window},
};

const ZONES: [&str; 6] = [
    "Europe/Berlin",
    "America/New_York",
    "Australia/Lord_Howe",
    "Asia/Kathmandu",
    "Africa/Casablanca",
    "Pacific/Auckland",
];

const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

fn window() -> impl Strategy<Value = Window> {
    let minutes = (0..1_440_u16, 1..1_440_u16);
    (select(WEEK.as_slice()), minutes).prop_map(|(day, (from, long))| Window {
        day,
        from,
        to: (from + long) % 1_440,
    })
}

/// Whether a wall clock shows a time of the window.
fn shows(window: Window, day: usize, minute: u16) -> bool {
    let next_day = window.to <= window.from;
    let begun = WEEK[day] == window.day && minute >= window.from && (next_day || minute < window.to);
    let rest_of_it = next_day && WEEK[(day + 6) % 7] == window.day && minute < window.to;
    begun || rest_of_it
}

/// Whether the zone's clocks change within two days of a moment.
fn changes_near(zone: &TimeZone, at: Timestamp) -> bool {
    let days = jiff::Span::new().hours(48);
    let from = at.checked_sub(days).expect("a moment of these years");
    let to = at.checked_add(days).expect("a moment of these years");
    zone.following(from)
        .next()
        .is_some_and(|change| change.timestamp() <= to)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(many(SEQUENCES)))]

    #[test]
    fn a_shift_is_on_when_the_wall_clock_says_so_and_the_next_one_is_known(
        zone in select(ZONES.as_slice()), windows in vec(window(), 1..4), minute in 28_400_000..30_000_000_i64
    ) {
        let now = Time(minute * 60_000);
        let hours = WeeklyHours { zone: zone.to_owned(), windows };
        let hours = hours.checked().expect("they make sense");
        let shifts = hours.shifts(now).expect("a zone");
        for pair in shifts.windows(2) {
            prop_assert!(pair[0].end < pair[1].start, "in order, and apart: {:?}", shifts);
        }
        prop_assert!(shifts.iter().any(|shift| shift.start > now), "a week ahead there is one");
        let zone = TimeZone::get(zone).expect("a zone");
        let at = Timestamp::from_millisecond(now.0).expect("a moment");
        if !changes_near(&zone, at) {
            let wall = zone.to_datetime(at);
            let day = usize::try_from(wall.weekday().to_monday_zero_offset()).expect("0 to 6");
            let minute = u16::try_from(i32::from(wall.hour()) * 60 + i32::from(wall.minute())).expect("a day's");
            let expected = hours.windows.iter().any(|window| shows(*window, day, minute));
            let on = shifts.iter().any(|shift| shift.start <= now && now < shift.end);
            prop_assert_eq!(on, expected, "{} {:?}", wall, shifts);
        }
    }

    #[test]
    fn no_change_of_clocks_makes_a_shift_longer_than_what_its_hours_come_to_on_that_day(
        zone in select(ZONES.as_slice()), window in window(), minute in 28_400_000..30_000_000_i64
    ) {
        let hours = WeeklyHours { zone: zone.to_owned(), windows: vec![window] };
        let long = i64::from((window.to + 1_440 - window.from) % 1_440);
        for shift in hours.shifts(Time(minute * 60_000)).expect("a zone") {
            // A night in which an hour comes twice is an hour longer for whoever works through it.
            prop_assert!(shift.length() <= Span::minutes(long + 60), "{:?}", shift);
            prop_assert!(shift.length() > Span::ZERO);
        }
    }
}
