//! Somebody who tries everything, in any order, on any device: looks, work, breaks, waiting. The hub asks
//! the rules first; whatever was granted must lie within the limits.

use crate::any;
use proptest::{collection::vec, prelude::*};
use scrim_model::{
    grant::{CLOSING_SLACK, LOOK_LIFE},
    rung::Rung,
    time::{Span, Time},
    wellness::{
        DAY, DECIDE_GRACE, Effective, Interval, LookFact, Record, Rest, RestKind, Settings, State, assess, block,
        combine, end_rest, start_rest,
    },
};

#[derive(Debug, Clone)]
enum Step {
    /// Leases and works until told to stop, at most so long.
    Work(Span),
    /// Presses the key; whether it is a look of its own is somebody else's rule.
    Look { rung: Rung, charged: bool },
    /// Asks for a break.
    Rest(RestKind),
    /// Wants to end it.
    EndRest,
    /// Does nothing.
    Wait(Span),
}

const LONGEST_WORK: Span = Span::seconds(120);

fn step() -> impl Strategy<Value = Step> {
    let look = (any::rung(), any::<bool>());
    prop_oneof![
        8 => (1..=LONGEST_WORK.0).prop_map(|ms| Step::Work(Span(ms))),
        8 => look.prop_map(|(rung, charged)| Step::Look { rung, charged }),
        1 => Just(Step::Rest(RestKind::Chosen)),
        1 => Just(Step::Rest(RestKind::Forced)),
        3 => Just(Step::EndRest),
        4 => (0..600_000_i64).prop_map(|ms| Step::Wait(Span(ms))),
        1 => (0..90_000_000_i64).prop_map(|ms| Step::Wait(Span(ms))),
    ]
}

/// A hub with one person.
struct Hub {
    effective: Effective,
    record: Record,
    now: Time,
    granted: Vec<LookFact>,
}

impl Hub {
    fn take(&mut self, step: &Step) {
        match step {
            Step::Work(most) => self.work(*most),
            Step::Look { rung, charged } => self.look(*rung, *charged),
            Step::Rest(kind) => {
                self.record.rest = Some(start_rest(&self.record, &self.effective, self.now, *kind));
            }
            Step::EndRest => {
                if let Ok(rest) = end_rest(&self.record, &self.effective, self.now) {
                    self.record.rest = rest;
                }
            }
            Step::Wait(span) => self.now = self.now + *span,
        }
    }

    fn take_all(&mut self, steps: &[Step]) {
        for step in steps {
            self.take(step);
        }
    }

    fn work(&mut self, most: Span) {
        let allowed = assess(&self.effective, &self.record, self.now);
        let stop = match allowed.state {
            State::Working => block(&self.record, &self.effective, self.now).ends_at,
            State::DecideVeiled { until, .. } => until,
            State::OnBreak { .. } | State::DayDone { .. } | State::OffShift { .. } => return,
        };
        let end = (self.now + most).min(stop);
        self.record.work.push(Interval { start: self.now, end });
        self.now = end;
    }

    fn look(&mut self, rung: Rung, charged: bool) {
        if !rung.is_look() || assess(&self.effective, &self.record, self.now).may_look(rung).is_err() {
            return;
        }
        let look = LookFact {
            at: self.now,
            charged,
            rung,
            shown: LOOK_LIFE + CLOSING_SLACK,
            ends_at: self.now + LOOK_LIFE,
            severe: false,
        };
        self.record.looks.push(look);
        self.granted.push(look);
        self.now = self.now + look.shown;
    }

    /// Everything done, in stretches with no full break between them.
    fn runs(&self) -> Vec<Vec<Interval>> {
        let looks = self.granted.iter().map(|look| Interval {
            start: look.at,
            end: look.at + look.shown,
        });
        let mut runs: Vec<Vec<Interval>> = Vec::new();
        for done in Interval::merged(self.record.work.iter().copied().chain(looks)) {
            let last = runs.last().and_then(|run| run.last()).map(|last| last.end);
            match runs.last_mut() {
                Some(run) if last.is_some_and(|last| done.start.since(last) < self.effective.settings.rest) => {
                    run.push(done);
                }
                _ => runs.push(vec![done]),
            }
        }
        runs
    }
}

fn hub(settings: &Settings) -> Hub {
    Hub {
        effective: combine(settings, &Settings::LOOSEST),
        record: Record::default(),
        now: any::START,
        granted: Vec::new(),
    }
}

fn day_before(look: &LookFact, all: &[LookFact]) -> Vec<LookFact> {
    all.iter()
        .filter(|other| other.at <= look.at && look.at.since(other.at) < DAY)
        .copied()
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_order_of_events_yields_more_looks_or_looking_than_a_day_allows(
        settings in any::settings(), steps in vec(step(), 1..120)
    ) {
        let mut hub = hub(&settings);
        hub.take_all(&steps);
        for look in &hub.granted {
            let day = day_before(look, &hub.granted);
            let charged = day.iter().filter(|look| look.charged).count();
            prop_assert!(charged <= settings.looks_per_day as usize);
            let looking: Span = day.iter().map(|look| look.shown).sum();
            prop_assert!(looking < settings.looking_per_day + LOOK_LIFE + CLOSING_SLACK);
            prop_assert!(look.rung <= settings.max_rung);
        }
    }

    #[test]
    fn no_order_of_events_yields_more_work_than_a_block_without_a_full_break(
        settings in any::settings(), steps in vec(step(), 1..120)
    ) {
        let mut hub = hub(&settings);
        hub.take_all(&steps);
        for run in hub.runs() {
            let worked: Span = run.iter().map(|stretch| stretch.length()).sum();
            // The last look may have been granted just before the end.
            prop_assert!(worked <= settings.block + DECIDE_GRACE + LOOK_LIFE + CLOSING_SLACK);
        }
    }

    #[test]
    fn no_order_of_events_yields_more_review_than_a_day_allows(
        settings in any::settings(), steps in vec(step(), 1..120)
    ) {
        let mut hub = hub(&settings);
        hub.take_all(&steps);
        let done = hub.runs().concat();
        for last in &done {
            let opens = last.end - DAY;
            let inside = done.iter().filter(|other| other.end <= last.end);
            let worked: Span = inside.map(|other| other.end.since(other.start.max(opens))).sum();
            prop_assert!(worked <= settings.review_per_day + DECIDE_GRACE + LONGEST_WORK);
        }
    }

    #[test]
    fn a_forced_break_is_never_followed_by_work_before_a_full_rest(
        settings in any::settings(), steps in vec(step(), 1..120)
    ) {
        let mut hub = hub(&settings);
        let mut forced = false;
        for step in &steps {
            let last = hub.runs().concat().last().map(|last| last.end);
            match assess(&hub.effective, &hub.record, hub.now).state {
                State::OnBreak { kind: RestKind::Forced, .. } => forced = true,
                State::Working | State::DecideVeiled { .. } if forced => {
                    prop_assert!(last.is_none_or(|last| hub.now.since(last) >= settings.rest));
                    forced = false;
                }
                _ => {}
            }
            hub.take(step);
        }
    }

    #[test]
    fn nothing_done_during_a_forced_break_ends_it_earlier(
        settings in any::settings(),
        record in any::record(0..7_200_000),
        kind in prop_oneof![Just(RestKind::Forced), Just(RestKind::Chosen)],
        at in 0..600_000_i64,
    ) {
        let effective = combine(&settings, &Settings::LOOSEST);
        let record = Record { rest: None, ..record };
        let rest = start_rest(&record, &effective, Time(7_200_000), RestKind::Forced);
        let ends_at = rest.ends_at.expect("a forced break has an end");
        prop_assert!(ends_at.since(rest.started_at) >= settings.rest);
        let during = Time(7_200_000 + at).min(ends_at - Span::ms(1));
        let mut record = Record { rest: Some(rest), ..record };
        record.work.push(Interval { start: during, end: during });
        prop_assert!(end_rest(&record, &effective, during).is_err());
        record.rest = Some(start_rest(&record, &effective, during, kind));
        let last = assess(&effective, &record, ends_at - Span::ms(1));
        prop_assert!(!last.state.shows_work(), "{:?}", last.state);
    }

    #[test]
    fn a_chosen_break_shows_nothing_until_the_person_ends_it(
        settings in any::settings(), record in any::record(0..7_200_000), waited in 0..90_000_000_i64
    ) {
        let effective = combine(&settings, &Settings::LOOSEST);
        let now = Time(9_000_000);
        let rest = start_rest(&Record { rest: None, ..record.clone() }, &effective, now, RestKind::Chosen);
        let record = Record { rest: Some(rest), ..record };
        let later = now + Span(waited);
        if rest.kind == RestKind::Chosen {
            prop_assert!(!assess(&effective, &record, later).state.shows_work());
        }
        let ended = end_rest(&record, &effective, now + Span::hours(5)).expect("no break is forced so long");
        let ended = Record { rest: ended, ..record };
        let state = assess(&effective, &ended, now + Span::hours(5)).state;
        prop_assert!(!matches!(state, State::OnBreak { .. }), "{:?}", state);
    }
}

#[test]
fn a_short_chosen_break_starts_no_new_block_and_a_full_one_does() {
    let effective = combine(&Settings::DEFAULT, &Settings::LOOSEST);
    let minute = |minute| any::START + Span::minutes(minute);
    let work = |start, end| Interval {
        start: minute(start),
        end: minute(end),
    };
    let rest = |start, end| {
        Some(Rest {
            started_at: minute(start),
            ends_at: Some(minute(end)),
            kind: RestKind::Chosen,
        })
    };
    let short = Record {
        work: vec![work(0, 40), work(45, 50)],
        rest: rest(40, 45),
        ..Record::default()
    };
    assert_eq!(block(&short, &effective, minute(50)).worked, Span::minutes(45));
    let full = Record {
        work: vec![work(0, 40), work(50, 55)],
        rest: rest(40, 50),
        ..Record::default()
    };
    assert_eq!(block(&full, &effective, minute(55)).worked, Span::minutes(5));
    assert_eq!(block(&full, &effective, minute(55)).ends_at, minute(100));
}
