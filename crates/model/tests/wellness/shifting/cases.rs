//! Changes of hours, one by one: what is told at the very moment in which something begins or ends.

use super::World;
use crate::any::START;
use scrim_model::{
    time::Span,
    wellness::{Interval, Settings, State, Weekday, WeeklyHours, Window, shifts_in_force},
};

/// 1 January 1970 was a Thursday.
fn until_five() -> WeeklyHours {
    WeeklyHours {
        zone: "Etc/UTC".to_owned(),
        windows: vec![Window {
            day: Weekday::Thursday,
            from: 0,
            to: 20,
        }],
    }
}

#[test]
fn a_shift_made_longer_while_somebody_works_still_ends_when_it_did_and_goes_on_once_they_have_rested() {
    let mut world = World::new(Some(until_five()));
    (0..15).for_each(|_| assert!(world.work()));
    let mut longer = until_five();
    longer.windows.iter_mut().for_each(|window| window.to = 60);
    world.set(Some(longer));
    let told = world.assess(world.now);
    let minute = |minute: i64| START + Span::minutes(minute);
    assert_eq!(told.shift_ends_at, Some(minute(20)), "not at the new end");
    (0..5).for_each(|_| assert!(world.work()));
    assert!(!world.work(), "the grace is for what is in hand");
    let worked_until = minute(20) - Span::seconds(1);
    let rested = worked_until + Settings::DEFAULT.rest;
    assert_eq!(world.assess(world.now).state, State::OffShift { until: Some(rested) });
    world.now = minute(30);
    assert_eq!(world.assess(world.now).state, State::Working);
    assert_eq!(world.assess(world.now).shift_ends_at, Some(minute(60)));
}

#[test]
fn a_shift_made_shorter_while_somebody_works_is_so_at_once() {
    let mut world = World::new(Some(until_five()));
    (0..15).for_each(|_| assert!(world.work()));
    let mut shorter = until_five();
    shorter.windows.iter_mut().for_each(|window| window.to = 10);
    world.set(Some(shorter));
    assert!(matches!(world.assess(world.now).state, State::OffShift { .. }));
    world.set(Some(until_five()));
    assert!(
        matches!(world.assess(world.now).state, State::OffShift { .. }),
        "and stays so until the next block"
    );
}

#[test]
fn a_wider_shift_that_ends_in_the_moment_in_which_somebody_is_rested_is_none_to_come() {
    let minute = |minute: i64| START + Span::minutes(minute);
    let mut world = World::new(Some(until_five()));
    world.record.work.push(Interval {
        start: START,
        end: minute(20),
    });
    world.now = minute(15);
    let mut wider = until_five();
    wider.windows.iter_mut().for_each(|window| window.to = 30);
    world.set(Some(wider));
    let next_week = minute(7 * 24 * 60);
    let expected = State::OffShift { until: Some(next_week) };
    assert_eq!(world.assess(minute(22)).state, expected);
}

#[test]
fn a_shift_that_begins_in_the_moment_in_which_somebody_is_rested_is_as_wide_as_it_is_set() {
    let minute = |minute: i64| START + Span::minutes(minute);
    let between = |from, to| Window {
        day: Weekday::Thursday,
        from,
        to,
    };
    let mut narrow = until_five();
    narrow.windows.push(between(30, 40));
    let mut world = World::new(Some(narrow));
    world.record.work.push(Interval {
        start: START,
        end: minute(20),
    });
    world.now = minute(15);
    let mut wide = until_five();
    wide.windows.push(between(30, 60));
    world.set(Some(wide));
    let (hours, past) = (world.hours.as_ref(), &world.past);
    let held = shifts_in_force(hours, past, &world.record, &Settings::DEFAULT, minute(22)).expect("hours are set");
    let next = Interval {
        start: minute(30),
        end: minute(60),
    };
    assert!(held.contains(&next), "{held:?}");
}

#[test]
fn of_hours_that_only_touch_those_of_before_nothing_is_left_until_somebody_is_rested() {
    let minute = |minute: i64| START + Span::minutes(minute);
    let mut world = World::new(Some(until_five()));
    world.record.work.push(Interval {
        start: START,
        end: minute(15),
    });
    world.now = minute(15);
    let mut later = until_five();
    later
        .windows
        .iter_mut()
        .for_each(|window| (window.from, window.to) = (20, 40));
    world.set(Some(later));
    let rested = minute(25);
    assert_eq!(world.assess(minute(16)).state, State::OffShift { until: Some(rested) });
}

#[test]
fn what_is_wider_begins_once_somebody_is_rested_from_the_shift_that_is_on_or_from_their_work_where_it_is_over() {
    let minute = |minute: i64| START + Span::minutes(minute);
    let held = |worked: i64, now: i64| {
        let mut world = World::new(Some(until_five()));
        world.record.work.push(Interval {
            start: START,
            end: minute(worked),
        });
        world.now = minute(10);
        let mut wide = until_five();
        wide.windows.iter_mut().for_each(|window| window.to = 60);
        world.set(Some(wide));
        let (hours, past) = (world.hours.as_ref(), &world.past);
        let held = shifts_in_force(hours, past, &world.record, &Settings::DEFAULT, minute(now));
        let all = held.expect("hours are set").into_iter();
        all.filter(|shift| minute(0) < shift.end && shift.start < minute(60))
            .map(|shift| (shift.start.since(START).0 / 60_000, shift.end.since(START).0 / 60_000))
            .collect::<Vec<_>>()
    };
    assert_eq!(held(16, 16), [(0, 20), (30, 60)], "more may be worked until its end");
    assert_eq!(
        held(15, 20),
        [(0, 20), (25, 60)],
        "it is over, and nothing was done in its last part"
    );
}
