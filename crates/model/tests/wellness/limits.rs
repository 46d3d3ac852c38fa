//! Somebody who tries everything, in any order, at two desks that start again, on a hub that does, with a clock that
//! jumps: looks, work, breaks, waiting. The hub asks the rules first; whatever was granted must lie within the limits.

mod hub;

use crate::{
    any,
    sequences::{EVENTS, Least, Met, count, each},
};
use hub::{Hub, Looked, Step, step};
use proptest::{collection::vec, prelude::*, test_runner::TestCaseResult};
use scrim_model::{
    grant::{CLOSING_SLACK, LOOK_LIFE},
    time::Span,
    wellness::{
        DAY, DECIDE_GRACE, Interval, Record, Rest, RestKind, Settings, State, assess, block, combine, end_rest,
        start_rest,
    },
};

/// What has to be met.
const EVERY: &Least = &[
    ("working", 100_000),
    ("deciding: block_over", 500),
    ("deciding: day_spent", 500),
    ("on a chosen break", 5_000),
    ("on a forced break", 5_000),
    ("the day done", 5_000),
    ("worked", 50_000),
    ("work at two desks", 20_000),
    ("work after a forced break", 5_000),
    ("work during a forced break", 9_000),
    ("a chosen break that goes on", 5_000),
    ("a chosen break that was ended", 5_000),
    ("a break that could not be ended", 1_000),
    ("a look", 10_000),
    ("a look refused", 10_000),
    ("a look beside that of the other desk", 1_000),
    ("a claim of more than was granted", 1_000),
    ("a desk that started again in a look", 1_000),
    ("a hub that started again", 10_000),
    ("a clock that went back", 5_000),
    ("a clock that went ahead", 2_000),
];

/// A frame longer than was granted, which each desk may say of its last look.
const FRAMES: Span = Span(2 * CLOSING_SLACK.0);

#[test]
fn no_order_of_events_breaks_a_limit() {
    let kind = prop_oneof![Just(RestKind::Forced), Just(RestKind::Chosen)];
    let drawn = (any::settings(), vec(step(), EVENTS), kind, 0..600_000_i64);
    each(&drawn, EVERY, |(settings, steps, kind, at), met| {
        let mut hub = Hub::new(&settings);
        let mut breaks = Breaks::default();
        for step in &steps {
            breaks.no_work_before_a_full_rest(&hub, met)?;
            hub.take(step, met);
            breaks.nothing_is_shown_until_the_person_ends_it(step, &hub, met)?;
        }
        no_more_looks_than_a_day_allows(&hub, &settings)?;
        no_more_work_than_a_block_without_a_full_break(&hub, &settings)?;
        no_more_review_than_a_day_allows(&hub, &settings)?;
        count(met, "work during a forced break", true);
        nothing_done_during_a_forced_break_ends_it_earlier(&hub, &settings, (kind, at))
    });
}

/// What is known of the breaks by what was answered.
#[derive(Default)]
struct Breaks {
    /// One that was due was met, and no work since.
    forced: bool,
    /// One of choice goes on.
    chosen: bool,
}

impl Breaks {
    fn no_work_before_a_full_rest(&mut self, hub: &Hub, met: &mut Met) -> TestCaseResult {
        match hub.allowance().state {
            State::OnBreak {
                kind: RestKind::Forced, ..
            } => self.forced = true,
            State::Working | State::DecideVeiled { .. } if self.forced => {
                let last = hub.runs().concat().last().map(|last| last.end);
                let rest = hub.effective.settings.rest;
                prop_assert!(
                    last.is_none_or(|last| hub.now.since(last) >= rest),
                    "work in a forced break"
                );
                count(met, "work after a forced break", true);
                self.forced = false;
            }
            _ => {}
        }
        Ok(())
    }

    fn nothing_is_shown_until_the_person_ends_it(&mut self, step: &Step, hub: &Hub, met: &mut Met) -> TestCaseResult {
        let rest = hub.record.rest;
        let state = hub.allowance().state;
        match step {
            Step::Rest(_) => self.chosen = rest.is_some_and(|rest| rest.kind == RestKind::Chosen),
            Step::EndRest => {
                let ended = rest.is_none_or(|rest| rest.ends_at.is_some());
                count(met, "a chosen break that was ended", self.chosen && ended);
                self.chosen &= !ended;
            }
            // Where less was shown than an open look counts for, the break was not due after all.
            Step::Close { .. } => self.forced &= !state.shows_work(),
            _ => {}
        }
        count(met, "a chosen break that goes on", self.chosen);
        prop_assert!(!self.chosen || !state.shows_work(), "work in a chosen break");
        Ok(())
    }
}

fn no_more_looks_than_a_day_allows(hub: &Hub, settings: &Settings) -> TestCaseResult {
    for look in &hub.looked {
        let at = look.fact.at;
        let inside = |other: &&Looked| other.fact.at <= at && at.since(other.fact.at) < DAY;
        let day = || hub.looked.iter().filter(inside).map(|other| other.fact);
        let charged = day().filter(|look| look.charged).count();
        prop_assert!(charged <= settings.looks_per_day as usize, "looks");
        let looking: Span = day().map(|look| look.shown).sum();
        prop_assert!(looking <= settings.looking_per_day + FRAMES, "looking");
        prop_assert!(look.fact.rung <= settings.max_rung, "a rung");
        prop_assert!(look.until.since(at) <= LOOK_LIFE, "a look's length");
    }
    Ok(())
}

fn no_more_work_than_a_block_without_a_full_break(hub: &Hub, settings: &Settings) -> TestCaseResult {
    for run in hub.runs() {
        let worked: Span = run.iter().map(|stretch| stretch.length()).sum();
        prop_assert!(
            worked <= settings.block + DECIDE_GRACE + FRAMES,
            "a block of {:?}",
            worked
        );
    }
    Ok(())
}

fn no_more_review_than_a_day_allows(hub: &Hub, settings: &Settings) -> TestCaseResult {
    let done = hub.runs().concat();
    for last in &done {
        let opens = last.end - DAY;
        let inside = done.iter().filter(|other| other.end <= last.end);
        let worked: Span = inside.map(|other| other.end.since(other.start.max(opens))).sum();
        prop_assert!(
            worked <= settings.review_per_day + DECIDE_GRACE + FRAMES,
            "a day of {:?}",
            worked
        );
    }
    Ok(())
}

fn nothing_done_during_a_forced_break_ends_it_earlier(
    hub: &Hub,
    settings: &Settings,
    (kind, at): (RestKind, i64),
) -> TestCaseResult {
    let (effective, now) = (&hub.effective, hub.now);
    let record = |rest| Record {
        rest,
        ..hub.record.clone()
    };
    let rest = start_rest(&record(None), effective, now, RestKind::Forced);
    let ends_at = rest.ends_at.expect("a forced break has an end");
    prop_assert!(ends_at.since(rest.started_at) >= settings.rest);
    let during = (now + Span(at)).min(ends_at - Span::ms(1));
    let mut record = record(Some(rest));
    record.work.push(Interval {
        start: during,
        end: during,
    });
    prop_assert!(end_rest(&record, effective, during).is_err());
    record.rest = Some(start_rest(&record, effective, during, kind));
    let last = assess(effective, &record, ends_at - Span::ms(1));
    prop_assert!(!last.state.shows_work(), "{:?}", last.state);
    Ok(())
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
