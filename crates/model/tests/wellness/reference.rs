//! The rules once more, as the plainest program that can be written: a day is 1 440 minutes, each worked
//! or not, counted one by one. The real functions must agree with it at the telling minutes of any history.

#![expect(clippy::indexing_slicing, reason = "a minute outside the history is a failed test")]

use crate::{
    any,
    sequences::{EVENTS, Least, Met, count, each},
};
use proptest::{collection::vec, option, prelude::*, sample::Index, test_runner::TestCaseResult};
use scrim_model::{
    grant::LOOK_LIFE,
    rung::Rung,
    time::{Span, Time},
    wellness::{Effective, Interval, LookFact, Record, Rest, RestKind, Rule, Settings, State, assess, combine},
};

const DAY_MINUTES: usize = 1_440;

/// Minutes of a history at which all answers are compared.
const COMPARED: usize = 40;

/// What may happen; only work and idleness take time.
#[derive(Debug, Clone)]
enum Event {
    /// Work for so many minutes; now and then at two desks at once.
    Work(usize, bool),
    /// Nothing for so many: somebody waits, or the clock jumps ahead.
    Idle(usize),
    /// A look at some worked minute of so many ms; one that a desk never closed, since it started again, counts in full.
    Look(Index, i64, bool, bool),
    /// The machine's clock is set back: the hub's stands until it has caught up, and what is done has no length.
    ClockBack,
    /// The hub starts again.
    HubRestarts,
}

/// What a person did, minute by minute.
#[derive(Debug, Clone, Default)]
struct History {
    worked: Vec<bool>,
    /// Minutes with a second desk at work.
    beside: Vec<usize>,
    /// Minute, length in ms, whether it is charged.
    looks: Vec<(usize, i64, bool)>,
    /// Minute, and its length or none while open, and whether it was forced.
    rest: Option<(usize, Option<usize>, bool)>,
    /// Minutes in which the hub started again.
    restarts: Vec<usize>,
    /// Minutes at whose beginning something was done that had no length.
    touched: Vec<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Working,
    Deciding,
    Resting,
    Done,
}

fn minutes(span: Span) -> usize {
    usize::try_from(span.0 / 60_000).expect("no negative span")
}

fn at_minute(minute: usize) -> Time {
    any::START + Span::minutes(i64::try_from(minute).expect("a few days"))
}

impl History {
    /// The phase at each minute, and the one after the last.
    fn phases(&self, settings: &Settings) -> Vec<Phase> {
        let (block, day) = (self.block_over_since(settings), self.day_spent_since(settings));
        let resting = self.resting(settings);
        let over = |since: Option<usize>, now: usize| since.is_some_and(|since| now > since);
        let phase = |now: usize| {
            if over(day[now], now) {
                Phase::Done
            } else if resting[now] || over(block[now], now) {
                Phase::Resting
            } else if day[now].is_some() || block[now].is_some() {
                Phase::Deciding
            } else {
                Phase::Working
            }
        };
        (0..=self.worked.len()).map(phase).collect()
    }

    /// At each minute, since which one the block is over.
    fn block_over_since(&self, settings: &Settings) -> Vec<Option<usize>> {
        let (mut off, mut work, mut since) = (0, 0, None);
        let mut all = vec![since];
        for (minute, worked) in self.worked.iter().enumerate() {
            off = if self.touched.contains(&minute) { 0 } else { off };
            (off, work) = if *worked { (0, work + 1) } else { (off + 1, work) };
            if off >= minutes(settings.rest) {
                (work, since) = (0, None);
            }
            if since.is_none() && work >= minutes(settings.block) {
                since = Some(minute + 1);
            }
            all.push(since);
        }
        all
    }

    /// At each minute, since which one the day's review is used up.
    fn day_spent_since(&self, settings: &Settings) -> Vec<Option<usize>> {
        let (mut since, mut inside) = (None, 0);
        let mut all = Vec::new();
        for minute in 0..=self.worked.len() {
            if inside < minutes(settings.review_per_day) {
                since = None;
            } else if since.is_none() {
                since = Some(minute);
            }
            all.push(since);
            inside += usize::from(self.worked.get(minute).copied().unwrap_or_default());
            inside -= usize::from(minute >= DAY_MINUTES && self.worked[minute - DAY_MINUTES]);
        }
        all
    }

    /// At each minute, whether a break that was written down goes on.
    fn resting(&self, settings: &Settings) -> Vec<bool> {
        let Some((started, length, forced)) = self.rest else {
            return vec![false; self.worked.len() + 1];
        };
        let mut until = started + minutes(settings.rest);
        let mut goes_on = |now: usize| {
            if forced && now > started && self.worked[now - 1] && now - 1 < until {
                until = until.max(now + minutes(settings.rest));
            }
            if forced && now > started + 1 && self.touched.contains(&(now - 1)) && now - 1 < until {
                until = until.max(now - 1 + minutes(settings.rest));
            }
            let open = length.is_none_or(|length| now < started + length);
            now >= started && if forced { now < until } else { open }
        };
        (0..=self.worked.len()).map(&mut goes_on).collect()
    }

    fn looks_spent(&self, settings: &Settings, now: usize) -> bool {
        let inside = |look: &&(usize, i64, bool)| look.0 < now && look.0 + DAY_MINUTES > now;
        let charged = self.looks.iter().filter(inside).filter(|look| look.2).count();
        let looking: i64 = self.looks.iter().filter(inside).map(|look| look.1).sum();
        charged >= settings.looks_per_day as usize || looking >= settings.looking_per_day.0
    }

    /// What the hub would have on record at that minute.
    fn record(&self, settings: &Settings, now: usize) -> Record {
        let one = |desk: usize| {
            move |minute: usize| Interval {
                start: at_minute(minute) + Span::seconds(20 * i64::try_from(desk).expect("one of two")),
                end: at_minute(minute + 1),
            }
        };
        let worked = (0..now).filter(|minute| self.worked[*minute]).map(one(0));
        let beside = self.beside.iter().copied().filter(|minute| *minute < now).map(one(1));
        let touched = self.touched.iter().filter(|minute| **minute < now);
        let touched = touched.map(|minute| Interval {
            start: at_minute(*minute),
            end: at_minute(*minute),
        });
        let looks = self.looks.iter().filter(|look| look.0 < now);
        let looks = looks.map(|(minute, ms, charged)| LookFact {
            at: at_minute(*minute),
            charged: *charged,
            rung: Rung::Grey,
            shown: Span(*ms),
            ends_at: at_minute(*minute) + Span(*ms),
            severe: false,
        });
        let begun = self.rest.filter(|(started, ..)| *started <= now);
        let rest = begun.map(|(started, length, forced)| {
            let length = if forced { Some(minutes(settings.rest)) } else { length };
            Rest {
                started_at: at_minute(started),
                ends_at: length.map(|length| at_minute(started + length)),
                kind: if forced { RestKind::Forced } else { RestKind::Chosen },
            }
        });
        let record = Record {
            work: worked.chain(beside).chain(touched).collect(),
            looks: looks.collect(),
            rest,
            ..Record::default()
        };
        let restarted = self.restarts.iter().filter(|minute| **minute <= now).max();
        restarted.map_or(record.clone(), |minute| record.trimmed(at_minute(*minute)))
    }

    /// Minutes where something may change: around every start and end of work, and the day after.
    fn telling_minutes(&self) -> Vec<usize> {
        let edges = (1..self.worked.len()).filter(|m| self.worked[*m] != self.worked[*m - 1]);
        let around = edges.flat_map(|m| [m.saturating_sub(1), m, m + 1, m + 2, m + DAY_MINUTES]);
        let looks = self.looks.iter().flat_map(|look| [look.0 + 1, look.0 + DAY_MINUTES]);
        let last = self.worked.len();
        let touched = self.touched.iter().map(|minute| minute + 1);
        let all = around.chain(looks).chain(touched).chain([last]);
        all.filter(|minute| *minute <= last).collect()
    }
}

fn event() -> impl Strategy<Value = Event> {
    let look = (any::<Index>(), 1..10_250_i64, any::<bool>(), any::<bool>());
    prop_oneof![
        12 => (1..15_usize, any::<bool>()).prop_map(|(minutes, both)| Event::Work(minutes, both)),
        10 => (1..15_usize).prop_map(Event::Idle),
        1 => (1_380..1_445_usize).prop_map(Event::Idle),
        3 => look.prop_map(|(at, ms, charged, closed)| Event::Look(at, ms, charged, closed)),
        1 => Just(Event::ClockBack),
        1 => Just(Event::HubRestarts),
    ]
}

/// What comes of the events: mostly short stretches, sometimes around a day; looks only while working.
fn history(events: Vec<Event>, rest: Option<(Index, Option<usize>, bool)>, met: &mut Met) -> History {
    let mut history = History::default();
    for event in events {
        let now = history.worked.len();
        match event {
            Event::Work(minutes, both) => {
                history.worked.extend(std::iter::repeat_n(true, minutes));
                history.beside.extend((now..now + minutes).filter(|_| both));
                count(met, "two desks at work", both);
            }
            Event::Idle(minutes) => {
                history.worked.extend(std::iter::repeat_n(false, minutes));
                count(met, "about a day later", minutes > 1_000);
            }
            Event::Look(at, ms, charged, closed) => {
                let busy: Vec<usize> = (0..now).filter(|minute| history.worked[*minute]).collect();
                let shown = if closed { ms } else { LOOK_LIFE.0 };
                let look = (!busy.is_empty()).then(|| (*at.get(&busy), shown, charged));
                history.looks.extend(look);
                count(met, "a desk that started again in a look", !closed);
            }
            Event::ClockBack => {
                history.touched.push(now);
                count(met, "a clock that went back", true);
            }
            Event::HubRestarts => {
                history.restarts.push(now);
                count(met, "a hub that started again", true);
            }
        }
    }
    let last = history.worked.len().max(1);
    history.rest = rest.map(|(at, length, forced)| (at.index(last), length, forced));
    history
}

const EXPECTED: &Least = &[
    ("working", 20_000),
    ("deciding", 1_000),
    ("resting", 10_000),
    ("done", 5_000),
    ("a budget spent", 5_000),
    ("a refusal that ended", 10_000),
    ("a budget that was free again", 5_000),
    ("two desks at work", 10_000),
    ("about a day later", 10_000),
    ("a desk that started again in a look", 10_000),
    ("a clock that went back", 10_000),
    ("a hub that started again", 10_000),
];

/// The rules for one person.
struct Rules {
    settings: Settings,
    effective: Effective,
    history: History,
}

#[test]
fn every_answer_is_the_one_of_counting_minute_by_minute_and_holds_until_the_moment_it_names() {
    let rest = option::of((any::<Index>(), option::of(0..20_usize), any::<bool>()));
    let drawn = (any::settings(), vec(event(), EVENTS), rest, any::<Index>());
    each(&drawn, EXPECTED, |(settings, events, rest, first), met| {
        let rules = Rules {
            effective: combine(&settings, &Settings::LOOSEST),
            settings,
            history: history(events, rest, met),
        };
        let phases = rules.history.phases(&settings);
        let telling = rules.history.telling_minutes();
        let every = telling.len().div_ceil(COMPARED).max(1);
        for now in telling.iter().skip(first.index(every)).step_by(every) {
            rules.agree((*now, phases[*now]), met)?;
            rules.hold_until_the_moment_they_name(*now, met)?;
        }
        Ok(())
    });
}

impl Rules {
    fn agree(&self, (now, phase): (usize, Phase), met: &mut Met) -> TestCaseResult {
        let allowed = assess(
            &self.effective,
            &self.history.record(&self.settings, now),
            at_minute(now),
        );
        prop_assert_eq!(phase_of(allowed.state), phase, "minute {}: {:?}", now, allowed.state);
        prop_assert_eq!(allowed.may_lease().is_ok(), phase == Phase::Working);
        let spent = self.history.looks_spent(&self.settings, now);
        for rung in Rung::ALL {
            let by_phase = match phase {
                Phase::Working => rung < Rung::Outline || !spent,
                Phase::Deciding => rung < Rung::Outline,
                Phase::Resting | Phase::Done => false,
            };
            let expected = by_phase && rung <= self.settings.max_rung;
            prop_assert_eq!(allowed.may_look(rung).is_ok(), expected, "minute {}, {:?}", now, rung);
        }
        count(met, "a budget spent", spent);
        let name = match phase {
            Phase::Working => "working",
            Phase::Deciding => "deciding",
            Phase::Resting => "resting",
            Phase::Done => "done",
        };
        count(met, name, true);
        Ok(())
    }

    fn hold_until_the_moment_they_name(&self, now: usize, met: &mut Met) -> TestCaseResult {
        let record = self.history.record(&self.settings, now);
        let told = |at| assess(&self.effective, &record, at);
        let allowed = told(at_minute(now));
        if let Some(frees_at) = allowed.looks_free_at {
            let left = |at| told(at).looks_left > 0 && told(at).looking_left > Span::ZERO;
            prop_assert!(!left(frees_at - Span::ms(1)));
            prop_assert!(left(frees_at));
            count(met, "a budget that was free again", true);
        }
        if let Err(refusal) = allowed.may_lease()
            && let Some(until) = refusal.until
        {
            prop_assert!(until > at_minute(now));
            prop_assert!(told(until - Span::ms(1)).may_lease().is_err());
            // By then another rule may be the stronger one: a day done hides a break.
            prop_assert_ne!(told(until).may_lease(), Err(refusal));
            count(met, "a refusal that ended", true);
        }
        Ok(())
    }
}

fn phase_of(state: State) -> Phase {
    match state {
        State::Working => Phase::Working,
        State::DecideVeiled { .. } => Phase::Deciding,
        State::OnBreak { .. } => Phase::Resting,
        State::DayDone { .. } | State::OffShift { .. } => Phase::Done,
    }
}

#[test]
fn every_rule_refuses_in_its_own_name() {
    let settings = Settings {
        looks_per_day: 1,
        ..Settings::DEFAULT
    };
    let effective = combine(&settings, &Settings::LOOSEST);
    let after = |worked_minutes: usize, looks: usize, rung| {
        let history = History {
            worked: vec![true; worked_minutes],
            looks: vec![(0, 1_000, true); looks],
            ..History::default()
        };
        let record = history.record(&settings, worked_minutes);
        assess(&effective, &record, at_minute(worked_minutes))
            .may_look(rung)
            .map_err(|refused| refused.rule)
    };
    assert_eq!(after(49, 0, Rung::Colour), Ok(()));
    assert_eq!(after(49, 1, Rung::Grey), Err(Rule::BudgetSpent));
    assert_eq!(after(50, 0, Rung::Grey), Err(Rule::BlockOver));
    assert_eq!(after(50, 0, Rung::LightVeil), Ok(()));
    assert_eq!(after(51, 0, Rung::LightVeil), Err(Rule::OnBreak));
    assert_eq!(after(240, 0, Rung::Grey), Err(Rule::OnBreak));
    assert_eq!(after(241, 0, Rung::Label), Err(Rule::DaySpent));
}
