//! The very moment at which something begins or ends, and what is told of it, one thing after the other.

use crate::moment::{STEP, looked_at, now};
use scrim_model::{
    rung::Rung,
    time::{Span, Time},
    wellness::{
        Allowance, Experience, Interval, Layer, Layers, LookFact, Looser, Origin, Past, Record, RungReason,
        SettingName, Settings, assess, combine, in_force,
    },
};

fn severe(ends_at: Time) -> LookFact {
    LookFact {
        at: ends_at - Span::seconds(5),
        charged: true,
        rung: Rung::Grey,
        shown: Span::seconds(5),
        ends_at,
        severe: true,
    }
}

fn told(record: &Record, at: Time) -> Allowance {
    assess(&combine(&Settings::DEFAULT, &Settings::LOOSEST), record, at)
}

fn why(record: &Record, at: Time) -> (RungReason, Option<Time>) {
    let allowance = told(record, at);
    (allowance.rung_reason, allowance.cooling_until)
}

const SET: RungReason = RungReason::Setting { from: Origin::Default };

#[test]
fn a_cool_down_is_known_while_the_look_lasts_and_begins_with_its_end() {
    let record = looked_at(vec![severe(now())], Record::default());
    let until = now() + Settings::DEFAULT.cool_down;
    assert_eq!(why(&record, now() - STEP), (SET, Some(until)), "the look goes on");
    assert_eq!(why(&record, now()), (RungReason::CoolDown, Some(until)));
    assert_eq!(why(&record, until - STEP), (RungReason::CoolDown, Some(until)));
    assert_eq!(why(&record, until), (SET, None));
}

#[test]
fn of_two_severe_looks_the_one_that_ended_cools_and_the_later_end_counts() {
    let later = now() + Span::seconds(3);
    let until = later + Settings::DEFAULT.cool_down;
    for looks in [[now(), later], [later, now()]] {
        let record = looked_at(looks.map(severe).to_vec(), Record::default());
        assert_eq!(why(&record, now()), (RungReason::CoolDown, Some(until)));
    }
}

#[test]
fn the_first_days_end_to_the_moment_and_halve_both_budgets_until_then() {
    let since = |at| Record {
        experience: Experience::Since { at },
        ..Record::default()
    };
    let first = Span::hours(24 * i64::from(Settings::DEFAULT.first_days));
    let record = since(now() - first);
    let (last, whole) = (told(&record, now() - STEP), told(&record, now()));
    assert_eq!((last.newcomer_until, whole.newcomer_until), (Some(now()), None));
    assert_eq!(whole.looks_left, Settings::DEFAULT.looks_per_day);
    assert_eq!(last.looks_left, Settings::DEFAULT.looks_per_day / 2);
    assert_eq!(whole.looking_left, Settings::DEFAULT.looking_per_day);
    assert_eq!(last.looking_left.0, Settings::DEFAULT.looking_per_day.0 / 2);
}

/// The three, in the order in which they are told.
fn layers(floor: Settings, team: Settings, person: Settings) -> Layers {
    Layers { floor, team, person }
}

#[test]
fn a_setting_is_of_the_one_who_made_it_stricter_and_of_the_first_where_two_agree() {
    let blocks = |minutes| Settings {
        block: Span::minutes(minutes),
        ..Settings::LOOSEST
    };
    let floor = |minutes| Settings {
        block: Span::minutes(minutes),
        ..Settings::DEFAULT
    };
    let whole = Settings::DEFAULT.block.0 / 60_000;
    let from = |floor_of: i64, team: i64, person: i64| {
        let effective = layers(floor(floor_of), blocks(team), blocks(person)).effective();
        let mut reasons = effective.reasons.iter();
        reasons
            .find(|reason| reason.setting == SettingName::Block)
            .map(|reason| reason.from)
    };
    assert_eq!(from(whole, whole, whole), Some(Origin::Default));
    assert_eq!(from(20, 20, 20), Some(Origin::Floor));
    assert_eq!(from(20, 21, 21), Some(Origin::Floor));
    assert_eq!(from(20, 19, 19), Some(Origin::Team));
    assert_eq!(from(20, 19, 20), Some(Origin::Team));
    assert_eq!(from(20, 20, 19), Some(Origin::Person));
    assert_eq!(from(20, 18, 19), Some(Origin::Team));
    assert_eq!(from(20, 19, 18), Some(Origin::Person));
}

#[test]
fn nobody_is_loosened_when_others_take_the_place_of_theirs() {
    let short = Settings {
        block: Span::minutes(20),
        ..Settings::DEFAULT
    };
    let held = layers(Settings::DEFAULT, short, Settings::LOOSEST);
    let block = Looser {
        setting: SettingName::Block,
    };
    let without = layers(Settings::DEFAULT, Settings::LOOSEST, short);
    assert_eq!(
        held.keep_others(&without),
        Err(block),
        "a wish of theirs is none of the others'"
    );
    assert_eq!(held.keep_others(&held), Ok(()));
    assert_eq!(without.keep_others(&held), Ok(()));
}

/// A floor of few looks that the default took the place of, and when somebody worked last.
struct Replaced {
    past: [Past; 1],
    layers: Layers,
    /// Until when they had worked.
    last: Time,
}

impl Replaced {
    fn new(until: Time, last: Time) -> Self {
        let settings = Settings {
            looks_per_day: 7,
            ..Settings::DEFAULT
        };
        let layer = Layer::Floor;
        Self {
            past: [Past { layer, settings, until }],
            layers: layers(Settings::DEFAULT, Settings::LOOSEST, Settings::LOOSEST),
            last,
        }
    }

    /// The looks of a day and whether that passes, at `at`, for who began at `began`.
    fn looks(&self, began: Time, at: Time) -> (u32, bool) {
        let work = vec![Interval {
            start: began,
            end: self.last,
        }];
        let record = Record {
            work,
            ..Record::default()
        };
        let effective = in_force(&self.layers, &self.past, &record, at);
        let passing: Vec<_> = effective.reasons.iter().filter(|reason| reason.passing).collect();
        assert!(passing.iter().all(|reason| reason.setting == SettingName::LooksPerDay));
        (effective.settings.looks_per_day, !passing.is_empty())
    }
}

#[test]
fn what_was_stricter_counts_for_whoever_had_begun_until_they_are_rested_and_is_said_to_pass() {
    let (until, last) = (now() - Span::minutes(9), now() - Span::minutes(1));
    let replaced = Replaced::new(until, last);
    let rested = last + Settings::DEFAULT.rest;
    let whole = Settings::DEFAULT.looks_per_day;
    let began = now() - Span::minutes(10);
    assert_eq!(replaced.looks(began, now()), (7, true));
    assert_eq!(replaced.looks(until, now()), (7, true), "begun in that very moment");
    assert_eq!(replaced.looks(until + STEP, now()), (whole, false));
    assert_eq!(replaced.looks(began, rested - STEP), (7, true));
    assert_eq!(replaced.looks(began, rested), (whole, false));
}

#[test]
fn work_that_goes_on_after_a_rest_to_the_moment_is_a_block_of_its_own() {
    let layers = layers(Settings::DEFAULT, Settings::LOOSEST, Settings::LOOSEST);
    let settings = Settings {
        looks_per_day: 7,
        ..Settings::DEFAULT
    };
    let first = Interval {
        start: now() - Span::hours(1),
        end: now() - Span::minutes(50),
    };
    let past = Past {
        layer: Layer::Floor,
        settings,
        until: first.end,
    };
    let rested = first.end + Settings::DEFAULT.rest;
    let looks = |start: Time| {
        let end = start + Span::minutes(1);
        let record = Record {
            work: vec![first, Interval { start, end }],
            ..Record::default()
        };
        in_force(&layers, &[past], &record, end).settings.looks_per_day
    };
    assert_eq!(looks(rested - STEP), 7);
    assert_eq!(looks(rested), Settings::DEFAULT.looks_per_day);
}
