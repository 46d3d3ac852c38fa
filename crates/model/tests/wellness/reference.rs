//! The rules once more, as the plainest program that can be written: a day is 1 440 minutes, each worked
//! or not, counted one by one. The real functions must agree with it at every minute of any history.

#![expect(clippy::indexing_slicing, reason = "a minute outside the history is a failed test")]

use crate::any;
use proptest::{collection::vec, option, prelude::*};
use scrim_model::{
    rung::Rung,
    time::{Span, Time},
    wellness::{Interval, LookFact, Record, Rest, RestKind, Rule, Settings, State, assess, combine},
};

const DAY_MINUTES: usize = 1_440;

/// What a person did, minute by minute.
#[derive(Debug, Clone)]
struct History {
    worked: Vec<bool>,
    /// Minute, length in ms, whether it is charged.
    looks: Vec<(usize, i64, bool)>,
    /// Minute, and its length or none while open, and whether it was forced.
    rest: Option<(usize, Option<usize>, bool)>,
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
    fn phase(&self, settings: &Settings, now: usize) -> Phase {
        let (block_spent, over_since) = self.block(settings, now);
        let day_since = self.day_spent_since(settings, now);
        if day_since.is_some_and(|since| now > since) {
            Phase::Done
        } else if self.resting(settings, now) || over_since.is_some_and(|since| now > since) {
            Phase::Resting
        } else if day_since.is_some() || block_spent {
            Phase::Deciding
        } else {
            Phase::Working
        }
    }

    /// Whether the block is over, and since which minute.
    fn block(&self, settings: &Settings, now: usize) -> (bool, Option<usize>) {
        let (mut off, mut work, mut since) = (0, 0, None);
        for minute in 0..now {
            if self.worked[minute] {
                off = 0;
                work += 1;
            } else {
                off += 1;
            }
            if off >= minutes(settings.rest) {
                (work, since) = (0, None);
            }
            if since.is_none() && work >= minutes(settings.block) {
                since = Some(minute + 1);
            }
        }
        (since.is_some(), since)
    }

    fn day_spent_since(&self, settings: &Settings, now: usize) -> Option<usize> {
        let (mut since, mut inside) = (None, 0);
        for minute in 0..=now {
            if inside < minutes(settings.review_per_day) {
                since = None;
            } else if since.is_none() {
                since = Some(minute);
            }
            inside += usize::from(minute < now && self.worked[minute]);
            inside -= usize::from(minute >= DAY_MINUTES && self.worked[minute - DAY_MINUTES]);
        }
        since
    }

    fn resting(&self, settings: &Settings, now: usize) -> bool {
        let Some((started, length, forced)) = self.rest.filter(|(started, ..)| *started <= now) else {
            return false;
        };
        if !forced {
            return length.is_none_or(|length| now < started + length);
        }
        let mut until = started + minutes(settings.rest);
        for minute in started..now {
            if self.worked[minute] && minute < until {
                until = until.max(minute + 1 + minutes(settings.rest));
            }
        }
        now < until
    }

    fn looks_spent(&self, settings: &Settings, now: usize) -> bool {
        let inside = |look: &&(usize, i64, bool)| look.0 < now && look.0 + DAY_MINUTES > now;
        let charged = self.looks.iter().filter(inside).filter(|look| look.2).count();
        let looking: i64 = self.looks.iter().filter(inside).map(|look| look.1).sum();
        charged >= settings.looks_per_day as usize || looking >= settings.looking_per_day.0
    }

    fn may_look(&self, settings: &Settings, now: usize, rung: Rung) -> bool {
        rung <= settings.max_rung
            && match self.phase(settings, now) {
                Phase::Working => rung < Rung::Outline || !self.looks_spent(settings, now),
                Phase::Deciding => rung < Rung::Outline,
                Phase::Resting | Phase::Done => false,
            }
    }

    /// What the hub would have on record at that minute.
    fn record(&self, settings: &Settings, now: usize) -> Record {
        let worked = (0..now).filter(|minute| self.worked[*minute]);
        let work = worked
            .map(|m| Interval {
                start: at_minute(m),
                end: at_minute(m + 1),
            })
            .collect();
        let looks = self
            .looks
            .iter()
            .filter(|look| look.0 < now)
            .map(|(minute, ms, charged)| LookFact {
                at: at_minute(*minute),
                charged: *charged,
                rung: Rung::Grey,
                shown: Span(*ms),
                ends_at: at_minute(*minute) + Span(*ms),
                severe: false,
            });
        let rest = self
            .rest
            .filter(|(started, ..)| *started <= now)
            .map(|(started, length, forced)| {
                let length = if forced { Some(minutes(settings.rest)) } else { length };
                Rest {
                    started_at: at_minute(started),
                    ends_at: length.map(|length| at_minute(started + length)),
                    kind: if forced { RestKind::Forced } else { RestKind::Chosen },
                }
            });
        Record {
            work,
            looks: looks.collect(),
            rest,
            ..Record::default()
        }
    }
}

/// Stretches of work and of none, mostly short, sometimes around a day; looks only while working.
fn history() -> impl Strategy<Value = History> {
    let stretch = prop_oneof![6 => 1..15_usize, 1 => 1_380..1_445_usize];
    let looks = vec((any::<prop::sample::Index>(), 1..10_250_i64, any::<bool>()), 0..9);
    let rest = option::of((any::<prop::sample::Index>(), option::of(0..20_usize), any::<bool>()));
    (vec((1..15_usize, stretch), 1..14), looks, rest).prop_map(|(stretches, looks, rest)| {
        let mut worked = Vec::new();
        for (work, idle) in stretches {
            worked.extend(std::iter::repeat_n(true, work));
            worked.extend(std::iter::repeat_n(false, idle));
        }
        let busy: Vec<usize> = (0..worked.len()).filter(|minute| worked[*minute]).collect();
        let looks = looks
            .into_iter()
            .map(|(at, ms, charged)| (*at.get(&busy), ms, charged))
            .collect();
        let rest = rest.map(|(at, length, forced)| (at.index(worked.len()), length, forced));
        History { worked, looks, rest }
    })
}

/// Minutes where something may change: around every start and end of work, and the day after.
fn telling_minutes(history: &History) -> Vec<usize> {
    let edges = (1..history.worked.len()).filter(|m| history.worked[*m] != history.worked[*m - 1]);
    let around = edges.flat_map(|m| [m.saturating_sub(1), m, m + 1, m + 2, m + DAY_MINUTES]);
    let looks = history.looks.iter().flat_map(|look| [look.0 + 1, look.0 + DAY_MINUTES]);
    let last = history.worked.len();
    around
        .chain(looks)
        .chain([last])
        .filter(|minute| *minute <= last)
        .collect()
}

fn phase_of(state: State) -> Phase {
    match state {
        State::Working => Phase::Working,
        State::DecideVeiled { .. } => Phase::Deciding,
        State::OnBreak { .. } => Phase::Resting,
        State::DayDone { .. } | State::OffShift { .. } => Phase::Done,
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn every_answer_is_the_one_of_counting_minute_by_minute(
        settings in any::settings(), history in history()
    ) {
        let effective = combine(&settings, &Settings::LOOSEST);
        for now in telling_minutes(&history) {
            let allowed = assess(&effective, &history.record(&settings, now), at_minute(now));
            let phase = history.phase(&settings, now);
            prop_assert_eq!(phase_of(allowed.state), phase, "minute {}: {:?}", now, allowed.state);
            prop_assert_eq!(allowed.may_lease().is_ok(), phase == Phase::Working);
            for rung in Rung::ALL {
                let expected = history.may_look(&settings, now, rung);
                prop_assert_eq!(allowed.may_look(rung).is_ok(), expected, "minute {}, {:?}", now, rung);
            }
        }
    }

    #[test]
    fn a_refusal_holds_until_the_moment_it_names_and_not_after(
        settings in any::settings(), history in history()
    ) {
        let effective = combine(&settings, &Settings::LOOSEST);
        for now in telling_minutes(&history) {
            let record = history.record(&settings, now);
            let Err(refusal) = assess(&effective, &record, at_minute(now)).may_lease() else { continue };
            let Some(until) = refusal.until else { continue };
            prop_assert!(until > at_minute(now));
            let before = assess(&effective, &record, until - Span::ms(1)).may_lease();
            let after = assess(&effective, &record, until).may_lease();
            // By then another rule may be the stronger one: a day done hides a break.
            prop_assert!(before.is_err());
            prop_assert_ne!(after, Err(refusal));
        }
    }

    #[test]
    fn a_spent_budget_frees_at_the_moment_it_names(settings in any::settings(), history in history()) {
        let effective = combine(&settings, &Settings::LOOSEST);
        for now in telling_minutes(&history) {
            let record = history.record(&settings, now);
            let allowed = assess(&effective, &record, at_minute(now));
            let Some(frees_at) = allowed.looks_free_at else { continue };
            let left = |at| {
                let allowed = assess(&effective, &record, at);
                allowed.looks_left > 0 && allowed.looking_left > Span::ZERO
            };
            prop_assert!(!left(frees_at - Span::ms(1)));
            prop_assert!(left(frees_at));
        }
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
            rest: None,
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
