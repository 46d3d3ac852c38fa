//! A hub with one person at two desks, who tries everything.

#![expect(clippy::indexing_slicing, reason = "there are two desks")]

use crate::{
    any,
    sequences::{Met, count},
};
use proptest::prelude::*;
use scrim_model::{
    grant::{CLOSING_SLACK, LOOK_LIFE},
    rung::Rung,
    time::{Span, Time},
    wellness::{
        Allowance, Effective, Interval, LookFact, Record, RestKind, Settings, State, assess, combine, end_rest,
        start_rest,
    },
};

#[derive(Debug, Clone)]
pub(super) enum Step {
    /// Leases and works until told to stop, at most so long; now and then at both desks at once.
    Work { most: Span, both: bool },
    /// Presses the key; whether it is a look of its own is somebody else's rule.
    Look { desk: usize, rung: Rung, charged: bool },
    /// Ends the look of a desk, which claims what it likes.
    Close { desk: usize, claimed: Span },
    /// Asks for a break.
    Rest(RestKind),
    /// Wants to end it.
    EndRest,
    /// Does nothing.
    Wait(Span),
    /// Somebody sets the clock of the hub's machine.
    SetClock(i64),
    /// The hub starts again.
    HubRestarts,
    /// A desk starts again: what was open there is never closed.
    DeskRestarts { desk: usize },
}

pub(super) fn step() -> impl Strategy<Value = Step> {
    let look = (0..2_usize, any::rung(), any::<bool>());
    let kind = prop_oneof![Just(RestKind::Chosen), Just(RestKind::Forced)];
    prop_oneof![
        10 => (1..=120_000_i64, any::<bool>()).prop_map(|(ms, both)| Step::Work { most: Span(ms), both }),
        10 => look.prop_map(|(desk, rung, charged)| Step::Look { desk, rung, charged }),
        4 => (0..2_usize, 0..20_000_i64).prop_map(|(desk, ms)| Step::Close { desk, claimed: Span(ms) }),
        2 => kind.prop_map(Step::Rest),
        5 => Just(Step::EndRest),
        3 => (0..600_000_i64).prop_map(|ms| Step::Wait(Span(ms))),
        4 => (0..90_000_000_i64).prop_map(|ms| Step::Wait(Span(ms))),
        1 => (-7_200_000..3_600_000_i64).prop_map(Step::SetClock),
        1 => Just(Step::HubRestarts),
        1 => (0..2_usize).prop_map(|desk| Step::DeskRestarts { desk }),
    ]
}

/// A look as it was granted, and what became of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Looked {
    pub(super) fact: LookFact,
    pub(super) until: Time,
}

pub(super) struct Hub {
    pub(super) effective: Effective,
    pub(super) record: Record,
    pub(super) now: Time,
    /// What the machine says.
    clock: Time,
    /// Every stretch of work there was, also when no record reaches so far any more.
    worked: Vec<Interval>,
    pub(super) looked: Vec<Looked>,
    open: [Option<usize>; 2],
}

impl Hub {
    pub(super) fn new(settings: &Settings) -> Self {
        Self {
            effective: combine(settings, &Settings::LOOSEST),
            record: Record::default(),
            now: any::START,
            clock: any::START,
            worked: Vec::new(),
            looked: Vec::new(),
            open: [None; 2],
        }
    }

    pub(super) fn allowance(&self) -> Allowance {
        assess(&self.effective, &self.record, self.now)
    }

    pub(super) fn take(&mut self, step: &Step, met: &mut Met) {
        count(met, any::state_name(self.allowance().state), true);
        match step {
            Step::Work { most, both } => self.work(*most, *both, met),
            Step::Look { desk, rung, charged } => self.look(*desk, *rung, *charged, met),
            Step::Close { desk, claimed } => self.close(*desk, *claimed, met),
            Step::Rest(kind) => {
                self.record.rest = Some(start_rest(&self.record, &self.effective, self.now, *kind));
            }
            Step::EndRest => match end_rest(&self.record, &self.effective, self.now) {
                Ok(rest) => self.record.rest = rest,
                Err(_) => count(met, "a break that could not be ended", true),
            },
            Step::Wait(span) => self.pass(*span),
            Step::SetClock(ms) => {
                count(met, "a clock that went back", *ms < 0);
                count(met, "a clock that went ahead", *ms > 0);
                self.clock = self.clock + Span(*ms);
                self.pass(Span::ZERO);
            }
            Step::HubRestarts => {
                let kept = serde_json::to_string(&self.record).expect("a record is kept");
                let read: Record = serde_json::from_str(&kept).expect("and read again");
                self.record = read.trimmed(self.now);
                count(met, "a hub that started again", true);
            }
            Step::DeskRestarts { desk } => {
                count(met, "a desk that started again in a look", self.open[*desk].is_some());
                self.open[*desk] = None;
            }
        }
    }

    /// The hub's time never runs backwards, whatever its machine says.
    fn pass(&mut self, span: Span) {
        self.clock = self.clock + span;
        self.now = self.now.max(self.clock);
    }

    /// Time passes for everybody, also where the machine's clock has to catch up.
    fn to(&mut self, later: Time) {
        self.clock = self.clock.max(later);
        self.now = self.now.max(later);
    }

    fn work(&mut self, most: Span, both: bool, met: &mut Met) {
        let allowed = self.allowance();
        let stop = match allowed.state {
            State::Working => allowed.looks_end_at.expect("a limit ahead"),
            State::DecideVeiled { until, .. } => until,
            State::OnBreak { .. } | State::DayDone { .. } | State::OffShift { .. } => return,
        };
        let (start, end) = (self.now, (self.now + most).min(stop));
        let stretch = Interval { start, end };
        let half = Interval {
            end: Time(start.0.midpoint(end.0)),
            ..stretch
        };
        let done = [Some(stretch), both.then_some(half)];
        count(met, "worked", true);
        count(met, "work at two desks", both);
        self.record.work.extend(done.into_iter().flatten());
        self.worked.push(stretch);
        self.to(end);
    }

    fn look(&mut self, desk: usize, rung: Rung, charged: bool, met: &mut Met) {
        let allowed = self.allowance();
        if !rung.is_look() || allowed.may_look(rung).is_err() {
            count(met, "a look refused", rung.is_look());
            return;
        }
        count(met, "a look", true);
        count(
            met,
            "a look beside that of the other desk",
            self.open[1 - desk].is_some(),
        );
        let until = allowed.look_ends_at(self.now);
        let fact = LookFact {
            at: self.now,
            charged,
            rung,
            shown: until.since(self.now),
            ends_at: until,
            severe: false,
        };
        self.open[desk] = Some(self.looked.len());
        self.looked.push(Looked { fact, until });
        self.record.looks.push(fact);
        self.to(self.now + Span::ms(1));
    }

    fn close(&mut self, desk: usize, claimed: Span, met: &mut Met) {
        let Some(looked) = self.open[desk].take().map(|at| &mut self.looked[at]) else {
            return;
        };
        let (fact, whole) = (looked.fact, looked.until.since(looked.fact.at));
        count(met, "a claim of more than was granted", claimed > whole);
        looked.fact.shown = claimed.min(whole + CLOSING_SLACK);
        let closed = looked.fact;
        let mut kept = self.record.looks.iter_mut();
        if let Some(kept) = kept.find(|look| look.at == fact.at) {
            *kept = closed;
        }
        self.to(fact.at + closed.shown.min(LOOK_LIFE));
    }

    /// Everything done, in stretches with no full break between them.
    pub(super) fn runs(&self) -> Vec<Vec<Interval>> {
        let looks = self.looked.iter().map(|look| Interval {
            start: look.fact.at,
            end: look.fact.at + look.fact.shown,
        });
        // A look that is closed after the break may be said to have ended a frame later than the break began.
        let rest = self.effective.settings.rest - CLOSING_SLACK;
        let mut runs: Vec<Vec<Interval>> = Vec::new();
        for done in Interval::merged(self.worked.iter().copied().chain(looks)) {
            let last = runs.last().and_then(|run| run.last()).map(|last| last.end);
            match runs.last_mut() {
                Some(run) if last.is_some_and(|last| done.start.since(last) < rest) => {
                    run.push(done);
                }
                _ => runs.push(vec![done]),
            }
        }
        runs
    }
}
