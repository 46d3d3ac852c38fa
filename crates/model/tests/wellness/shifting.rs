//! Hours that change under somebody who works: over any order of work, idleness and changes, no change widens a block
//! that has begun, and what is told of the next shift comes true.

use crate::any::START;
use proptest::{collection::vec, option, prelude::*};
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

/// What may happen, one minute after the other.
#[derive(Debug, Clone)]
enum Event {
    /// Work is tried for so many minutes.
    Work(u8),
    /// Nothing is done for so many.
    Idle(u8),
    /// Somebody sets other hours, or none.
    Set(Option<WeeklyHours>),
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
        4 => (1..12_u8).prop_map(Event::Work),
        2 => (1..20_u8).prop_map(Event::Idle),
        3 => option::weighted(0.8, hours()).prop_map(Event::Set),
    ]
}

/// One person, and whoever sets their hours.
struct World {
    now: Time,
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

    /// A minute of work, where there is any to be had.
    fn work(&mut self) -> bool {
        let allowed = self.assess(self.now).state == State::Working;
        if allowed {
            let end = self.now + Span::seconds(59);
            self.record.work.push(Interval { start: self.now, end });
        }
        self.now = self.now + Span::minutes(1);
        allowed
    }

    fn meets(&mut self, event: Event) {
        match event {
            Event::Set(hours) => self.set(hours),
            Event::Idle(minutes) => self.now = self.now + Span::minutes(i64::from(minutes)),
            Event::Work(minutes) => {
                for _ in 0..minutes {
                    self.work();
                }
            }
        }
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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    #[test]
    fn no_change_of_hours_widens_a_block_that_has_begun(
        first in option::of(hours()), events in vec(event(), 50..60)
    ) {
        let mut world = World::new(first);
        for event in events {
            match event {
                Event::Set(hours) => world.set(hours),
                Event::Idle(minutes) => world.now = world.now + Span::minutes(i64::from(minutes)),
                Event::Work(minutes) => for _ in 0..minutes {
                    let (began, at) = (world.block_began(), world.now);
                    let outside = began.is_some_and(|began| !world.always_allowed_since(began));
                    let outside = outside || !on(world.hours.as_ref(), at);
                    prop_assert!(!(world.work() && outside), "worked at {at:?}, in a block since {began:?}");
                },
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn whoever_has_rested_is_under_the_hours_that_are_set_and_no_others(
        first in option::of(hours()), events in vec(event(), 1..60)
    ) {
        let mut world = World::new(first);
        for event in events {
            world.meets(event);
            if world.block_began().is_none() {
                let expected = world.hours.as_ref().map(|hours| hours.shifts(world.now).expect("a zone"));
                let (hours, past) = (world.hours.as_ref(), &world.past);
                let held = shifts_in_force(hours, past, &world.record, &Settings::DEFAULT, world.now);
                prop_assert_eq!(held, expected);
            }
        }
    }

    #[test]
    fn a_next_shift_that_is_told_of_begins_when_it_was_said_to(
        first in option::of(hours()), events in vec(event(), 1..60)
    ) {
        let mut world = World::new(first);
        for event in events {
            world.meets(event);
            if let State::OffShift { until: Some(until) } = world.assess(world.now).state {
                let before = world.assess(until - Span::ms(1)).state;
                prop_assert!(before != State::Working, "not before");
                // A break that is due, or a day that is spent, may run into the shift by a rule of its own.
                let then = world.assess(until).state;
                let by_another_rule = match then {
                    State::OnBreak { until: Some(free), .. } | State::DayDone { until: free } => until < free,
                    _ => false,
                };
                prop_assert!(by_another_rule || then == State::Working, "but then, not {then:?}");
            }
        }
    }
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
