//! One press shows for ten seconds at most, and presses at one case within ten seconds are one look: over any order of
//! presses at two desks, hubs and desks that start again, and clocks that jump.

use crate::{
    any,
    sequences::{EVENTS, Least, Met, count, each},
};
use proptest::{collection::vec, prelude::*, test_runner::TestCaseResult};
use scrim_model::{
    grant::{LOOK_LIFE, SAME_LOOK, charges},
    rung::Rung,
    time::{Span, Time},
    wellness::{LookFact, Record, Settings, assess, combine},
};

#[derive(Debug, Clone)]
enum Event {
    /// A desk shows a rung of one of a few cases.
    Press {
        case: usize,
        rung: Rung,
    },
    /// Whatever is open is let go.
    LetGo,
    Wait(i64),
    SetClock(i64),
    HubRestarts,
    /// What is open is never closed.
    DeskRestarts,
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        10 => (0..3_usize, any::rung()).prop_map(|(case, rung)| Event::Press { case, rung }),
        3 => Just(Event::LetGo),
        6 => (0..15_000_i64).prop_map(Event::Wait),
        1 => (0..7_200_000_i64).prop_map(Event::Wait),
        1 => (-60_000..60_000_i64).prop_map(Event::SetClock),
        1 => Just(Event::HubRestarts),
        1 => Just(Event::DeskRestarts),
    ]
}

/// A look as it was granted.
struct Granted {
    case: usize,
    until: Time,
    fact: LookFact,
}

#[derive(Default)]
struct Hub {
    now: Time,
    clock: Time,
    granted: Vec<Granted>,
    record: Record,
}

impl Hub {
    fn pass(&mut self, ms: i64) {
        self.clock = self.clock + Span(ms);
        self.now = self.now.max(self.clock);
    }

    fn takes(&mut self, settings: &Settings, event: &Event, met: &mut Met) {
        match event {
            Event::Press { case, rung } => self.press(settings, (*case, *rung), met),
            Event::LetGo => {
                let now = self.now;
                let open = self.granted.iter_mut().filter(|look| look.fact.ends_at > now);
                for look in open {
                    (look.fact.shown, look.fact.ends_at) = (now.since(look.fact.at), now);
                    count(met, "let go", true);
                }
                self.keep();
            }
            Event::Wait(ms) => self.pass(*ms),
            Event::SetClock(ms) => {
                self.pass(*ms);
                count(met, "a clock that went back", *ms < 0);
                count(met, "a clock that went ahead", *ms > 0);
            }
            Event::HubRestarts => {
                let kept = serde_json::to_string(&self.record).expect("a record is kept");
                self.record = serde_json::from_str(&kept).expect("and read again");
                count(met, "a hub that started again", true);
            }
            Event::DeskRestarts => count(met, "a desk that started again", true),
        }
    }

    fn press(&mut self, settings: &Settings, (case, rung): (usize, Rung), met: &mut Met) {
        let allowance = assess(&combine(settings, &Settings::LOOSEST), &self.record, self.now);
        if allowance.may_look(rung).is_err() {
            count(met, "refused", true);
            return;
        }
        let of_case = self
            .granted
            .iter()
            .filter(|look| look.case == case && look.fact.charged);
        let charged = charges(rung, of_case.map(|look| look.fact.at).max(), self.now);
        let until = allowance.look_ends_at(self.now);
        let fact = LookFact {
            at: self.now,
            charged,
            rung,
            shown: until.since(self.now),
            ends_at: until,
            severe: false,
        };
        count(met, "a veil", !rung.is_look());
        count(met, "a look of its own", charged);
        count(met, "part of the last look", rung.is_look() && !charged);
        count(met, "a look cut short by a limit", until.since(self.now) < LOOK_LIFE);
        if rung.is_look() {
            self.granted.push(Granted { case, until, fact });
            self.keep();
        }
        self.pass(1);
    }

    fn keep(&mut self) {
        self.record.looks = self.granted.iter().map(|look| look.fact).collect();
    }

    fn shows_ten_seconds_at_most(&self) -> TestCaseResult {
        for look in &self.granted {
            prop_assert!(look.until.since(look.fact.at) <= Span::seconds(10));
            prop_assert!(look.fact.shown <= Span::seconds(10));
        }
        Ok(())
    }

    /// Each press is a look of its own or within ten seconds of one, and no two of those are closer.
    fn every_press_counts_once_in_ten_seconds(&self) -> TestCaseResult {
        for case in 0..3 {
            let mut counted: Option<Time> = None;
            for look in self.granted.iter().filter(|look| look.case == case) {
                let since = counted.map(|counted| look.fact.at.since(counted));
                let own = since.is_none_or(|since| since >= SAME_LOOK);
                prop_assert_eq!(look.fact.charged, own, "{:?} after the last", since);
                counted = if own { Some(look.fact.at) } else { counted };
            }
        }
        Ok(())
    }
}

const EXPECTED: &Least = &[
    ("a veil", 20_000),
    ("a look of its own", 20_000),
    ("part of the last look", 10_000),
    ("a look cut short by a limit", 5_000),
    ("refused", 20_000),
    ("let go", 10_000),
    ("a clock that went back", 5_000),
    ("a clock that went ahead", 5_000),
    ("a hub that started again", 10_000),
    ("a desk that started again", 10_000),
];

#[test]
fn a_press_shows_for_ten_seconds_at_most_and_presses_within_them_are_one_look() {
    let drawn = (0..40_u32, 20..600_i64, vec(event(), EVENTS));
    each(&drawn, EXPECTED, |(looks, looking, events), met| {
        let settings = Settings {
            looks_per_day: looks,
            looking_per_day: Span::seconds(looking),
            ..Settings::DEFAULT
        };
        let mut hub = Hub::default();
        for event in &events {
            hub.takes(&settings, event, met);
        }
        hub.shows_ten_seconds_at_most()?;
        hub.every_press_counts_once_in_ten_seconds()
    });
}
