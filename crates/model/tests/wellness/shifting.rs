//! Hours that change under somebody who works, at two desks, on a hub that starts again and whose clock jumps: over any
//! order of it, no change widens a block that has begun, and what is told of the next shift comes true.

use crate::{
    any::START,
    sequences::{EVENTS, Least, Met, count, each},
};
use proptest::{collection::vec, option, prelude::*, test_runner::TestCaseResult};
use scrim_model::{
    time::{Span, Time},
    wellness::{
        Allowance, Interval, Layers, PastHours, Record, Settings, State, Weekday, WeeklyHours, Window, assess,
        in_force, shifts_in_force,
    },
};

/// A rest of ten minutes and blocks that never end by themselves: what ends work here is a shift.
const LAYERS: Layers = Layers {
    floor: Settings::DEFAULT,
    team: Settings::LOOSEST,
    person: Settings::LOOSEST,
};

/// What may happen.
#[derive(Debug, Clone)]
enum Event {
    /// Work is tried for so many minutes, one after the other; now and then at two desks at once.
    Work { minutes: u8, both: bool },
    /// Nothing is done for so many.
    Idle(u8),
    /// Somebody sets other hours, or none.
    Set(Option<WeeklyHours>),
    /// Somebody sets the clock of the hub's machine, so many minutes on or back.
    SetClock(i8),
    /// The hub starts again.
    HubRestarts,
    /// A desk starts again in the middle of a minute of work: nothing more is heard of it.
    DeskRestarts,
}

fn hours() -> impl Strategy<Value = WeeklyHours> {
    // Close to the beginning, so that every change is about the time that is being worked in.
    let window = (0..240_u16, 1..120_u16).prop_map(|(from, long)| Window {
        day: Weekday::Thursday,
        from,
        to: from + long,
    });
    vec(window, 0..4).prop_map(|windows| WeeklyHours {
        zone: "Etc/UTC".to_owned(),
        windows,
    })
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        8 => (1..7_u8, any::<bool>()).prop_map(|(minutes, both)| Event::Work { minutes, both }),
        4 => (1..20_u8).prop_map(Event::Idle),
        5 => option::weighted(0.8, hours()).prop_map(Event::Set),
        1 => (-20..20_i8).prop_map(Event::SetClock),
        1 => Just(Event::HubRestarts),
        1 => Just(Event::DeskRestarts),
    ]
}

/// One person, and whoever sets their hours.
struct World {
    now: Time,
    /// What the hub's machine says.
    clock: Time,
    record: Record,
    hours: Option<WeeklyHours>,
    past: Vec<PastHours>,
    /// Every hours there were, each with when they began to hold.
    history: Vec<(Time, Option<WeeklyHours>)>,
}

impl World {
    fn new(hours: Option<WeeklyHours>) -> Self {
        Self {
            now: START,
            clock: START,
            record: Record::default(),
            history: vec![(START, hours.clone())],
            hours,
            past: Vec::new(),
        }
    }

    fn set(&mut self, hours: Option<WeeklyHours>) {
        let before = std::mem::replace(&mut self.hours, hours.clone());
        let until = self.now;
        self.past.extend(before.map(|hours| PastHours { hours, until }));
        self.history.push((self.now, hours));
    }

    fn assess(&self, now: Time) -> Allowance {
        let effective = in_force(&LAYERS, &[], &self.record, now);
        let hours = self.hours.as_ref();
        let shifts = shifts_in_force(hours, &self.past, &self.record, &effective.settings, now);
        let record = Record {
            shifts,
            ..self.record.clone()
        };
        assess(&effective, &record, now)
    }

    /// The hub's time never runs backwards, whatever its machine says.
    fn pass(&mut self, span: Span) {
        self.clock = self.clock + span;
        self.now = self.now.max(self.clock);
    }

    /// A minute of work, where there is any to be had.
    fn work(&mut self) -> bool {
        self.work_at(false, Span::seconds(59))
    }

    /// The same, at one desk or at two, which are heard of for so long.
    fn work_at(&mut self, both: bool, heard: Span) -> bool {
        let (allowed, start) = (self.assess(self.now).state == State::Working, self.now);
        self.pass(Span::minutes(1));
        if allowed {
            let end = self.now.min(start + heard);
            let middle = Time(start.0.midpoint(end.0));
            let other = both.then_some(Interval { start, end: middle });
            self.record.work.extend(other);
            self.record.work.push(Interval { start, end });
        }
        allowed
    }

    fn meets(&mut self, event: Event, met: &mut Met) -> TestCaseResult {
        match event {
            Event::Set(hours) => self.set(hours),
            Event::Idle(minutes) => self.pass(Span::minutes(i64::from(minutes))),
            Event::Work { minutes, both } => {
                for _ in 0..minutes {
                    self.work_within_every_hours(both, Span::seconds(59), met)?;
                }
                count(met, "work at two desks", both);
            }
            Event::DeskRestarts => {
                self.work_within_every_hours(false, Span::seconds(30), met)?;
                count(met, "a desk that started again", true);
            }
            Event::SetClock(minutes) => {
                self.clock = self.clock + Span::minutes(i64::from(minutes));
                self.pass(Span::ZERO);
                count(met, "a clock that went back", minutes < 0);
                count(met, "a clock that went ahead", minutes > 0);
            }
            Event::HubRestarts => {
                let kept = serde_json::to_string(&(&self.record, &self.hours)).expect("they are kept");
                let (record, hours): (Record, _) = serde_json::from_str(&kept).expect("and read again");
                (self.record, self.hours) = (record.trimmed(self.now), hours);
                count(met, "a hub that started again", true);
            }
        }
        Ok(())
    }

    /// No change of hours widens a block that has begun.
    fn work_within_every_hours(&mut self, both: bool, heard: Span, met: &mut Met) -> TestCaseResult {
        let (began, at) = (self.block_began(), self.now);
        let now_off = !on(self.hours.as_ref(), at);
        let outside = now_off || began.is_some_and(|began| !self.always_allowed_since(began));
        let worked = self.work_at(both, heard);
        prop_assert!(!(worked && outside), "worked at {at:?}, in a block since {began:?}");
        count(met, "worked", worked);
        count(met, "no work by hours of before", outside && !now_off);
        Ok(())
    }

    /// Whoever has rested is under the hours that are set and no others.
    fn once_rested_only_what_is_set_holds(&self, met: &mut Met) -> TestCaseResult {
        if self.block_began().is_none() {
            let expected = self.hours.as_ref().map(|hours| hours.shifts(self.now).expect("a zone"));
            let (hours, past) = (self.hours.as_ref(), &self.past);
            let held = shifts_in_force(hours, past, &self.record, &Settings::DEFAULT, self.now);
            prop_assert_eq!(held, expected);
            count(met, "rested after a change", !past.is_empty());
        }
        Ok(())
    }

    /// A next shift that is told of begins when it was said to.
    fn the_next_shift_begins_as_told(&self, met: &mut Met) -> TestCaseResult {
        let state = self.assess(self.now).state;
        count(met, "working", state == State::Working);
        count(met, "deciding", matches!(state, State::DecideVeiled { .. }));
        count(met, "no shift known", state == State::OffShift { until: None });
        let State::OffShift { until: Some(until) } = state else {
            return Ok(());
        };
        prop_assert!(self.assess(until - Span::ms(1)).state != State::Working, "not before");
        // A break that is due, or a day that is spent, may run into the shift by a rule of its own.
        let then = self.assess(until).state;
        let by_another_rule = match then {
            State::OnBreak { until: Some(free), .. } | State::DayDone { until: free } => until < free,
            _ => false,
        };
        prop_assert!(by_another_rule || then == State::Working, "but then, not {then:?}");
        count(met, "a next shift that began", !by_another_rule);
        Ok(())
    }

    /// When the block that goes on at `now` began, worked out in another way than the rules do.
    fn block_began(&self) -> Option<Time> {
        let mut stretches = self.record.work.iter().rev();
        let last = stretches
            .next()
            .filter(|last| self.now < last.end + Span::minutes(10))?;
        let first = stretches.try_fold(last.start, |first, stretch| {
            if first < stretch.end + Span::minutes(10) {
                Ok(stretch.start)
            } else {
                Err(first)
            }
        });
        let first = first.unwrap_or_else(|first| first);
        Some(first)
    }

    /// Whether every hours that held at any moment since `from` have a shift on at `now`.
    fn always_allowed_since(&self, from: Time) -> bool {
        let ends = self.history.iter().skip(1).map(|(at, _)| *at).chain([self.now]);
        let held = self.history.iter().zip(ends);
        let mut counted = held.filter(|((_, _), end)| *end >= from).map(|((_, hours), _)| hours);
        counted.all(|hours| on(hours.as_ref(), self.now))
    }
}

fn on(hours: Option<&WeeklyHours>, at: Time) -> bool {
    let shifts = hours.map(|hours| hours.shifts(at).expect("a zone"));
    shifts.is_none_or(|shifts| shifts.iter().any(|shift| shift.start <= at && at < shift.end))
}

const EXPECTED: &Least = &[
    ("working", 50_000),
    ("deciding", 1_000),
    ("no shift known", 50_000),
    ("worked", 100_000),
    ("work at two desks", 50_000),
    ("no work by hours of before", 10_000),
    ("rested after a change", 10_000),
    ("a next shift that began", 50_000),
    ("a desk that started again", 20_000),
    ("a hub that started again", 20_000),
    ("a clock that went back", 10_000),
    ("a clock that went ahead", 10_000),
];

#[test]
fn no_change_of_hours_widens_a_block_that_has_begun_and_the_next_shift_begins_as_told() {
    let drawn = (option::of(hours()), vec(event(), EVENTS));
    each(&drawn, EXPECTED, |(first, events), met| {
        let mut world = World::new(first);
        for event in events {
            world.meets(event, met)?;
            world.once_rested_only_what_is_set_holds(met)?;
            world.the_next_shift_begins_as_told(met)?;
        }
        Ok(())
    });
}

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
