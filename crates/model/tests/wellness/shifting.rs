//! Hours that change under somebody who works, at two desks, on a hub that starts again and whose clock jumps: over any
//! order of it, no change widens a block that has begun, and what is told of the next shift comes true.

mod cases;

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
