//! Breaks, one by one: which of two holds, how long, and what becomes of one that is asked for.

use crate::moment::{now, told, worked};
use scrim_model::{
    time::{Span, Time},
    wellness::{Effective, Record, Rest, RestKind, Settings, State, combine, start_rest},
};

const REST: Span = Settings::DEFAULT.rest;
/// What the grace of a block may last, and a little.
const GRACE: Span = Span::seconds(61);

fn resting(kind: RestKind, started_at: Time, ends_at: Option<Time>, record: Record) -> Record {
    Record {
        rest: Some(rest(started_at, ends_at, kind)),
        ..record
    }
}

/// Somebody whose block is over, its grace too.
fn done() -> Record {
    worked(Settings::DEFAULT.block + GRACE)
}

fn state(record: &Record) -> State {
    told(Settings::DEFAULT, record).state
}

fn forced(until: Time) -> State {
    State::OnBreak {
        until: Some(until),
        kind: RestKind::Forced,
    }
}

#[test]
fn of_a_break_that_was_written_down_and_the_block_s_own_the_later_end_holds() {
    let written = |ends_at| state(&resting(RestKind::Forced, now(), Some(ends_at), done()));
    assert_eq!(written(now() + Span::minutes(1)), forced(now() + REST));
    let later = now() + REST + Span::minutes(1);
    assert_eq!(written(later), forced(later));
}

#[test]
fn a_chosen_break_hides_none_that_is_forced() {
    let chosen = resting(RestKind::Chosen, now(), None, done());
    assert_eq!(state(&chosen), forced(now() + REST));
}

#[test]
fn a_forced_break_is_not_made_longer_by_what_ended_as_it_began() {
    let ends_at = now() + Span::minutes(1);
    let short = resting(RestKind::Forced, now(), Some(ends_at), worked(Span::minutes(5)));
    assert_eq!(state(&short), forced(ends_at));
}

fn asked(record: &Record, kind: RestKind) -> Rest {
    let effective: Effective = combine(&Settings::DEFAULT, &Settings::LOOSEST);
    start_rest(record, &effective, now(), kind)
}

fn rest(started_at: Time, ends_at: Option<Time>, kind: RestKind) -> Rest {
    Rest {
        started_at,
        ends_at,
        kind,
    }
}

#[test]
fn asking_for_a_break_during_one_changes_only_what_makes_it_stricter() {
    let began = now() - Span::minutes(2);
    let idle = Record::default;
    let open = resting(RestKind::Chosen, began, None, idle());
    assert_eq!(asked(&open, RestKind::Chosen), rest(began, None, RestKind::Chosen));
    let to_be_forced = rest(now(), Some(now() + REST), RestKind::Forced);
    assert_eq!(asked(&open, RestKind::Forced), to_be_forced);
    let until = began + REST;
    let held = resting(RestKind::Forced, began, Some(until), idle());
    for kind in [RestKind::Chosen, RestKind::Forced] {
        assert_eq!(asked(&held, kind), rest(began, Some(until), RestKind::Forced));
    }
}

#[test]
fn a_chosen_break_that_was_ended_is_none_that_goes_on() {
    let ends = now() + Span::seconds(5);
    let ended = resting(RestKind::Chosen, ends, Some(ends), Record::default());
    assert_eq!(asked(&ended, RestKind::Chosen), rest(now(), None, RestKind::Chosen));
}
