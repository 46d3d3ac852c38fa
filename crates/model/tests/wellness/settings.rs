//! A looser setting never takes effect, and a stricter one never allows more.

use crate::{
    any,
    sequences::{SEQUENCES, many},
};
use proptest::prelude::*;
use scrim_model::{
    rung::Rung,
    time::Time,
    wellness::{Effective, Origin, Record, Settings, assess, combine, stricter_or_equal},
};

fn allowed(effective: &Effective, record: &Record, now: Time) -> (bool, [bool; 7]) {
    let allowance = assess(effective, record, now);
    (
        allowance.may_lease().is_ok(),
        Rung::ALL.map(|rung| allowance.may_look(rung).is_ok()),
    )
}

fn implies(one: (bool, [bool; 7]), other: (bool, [bool; 7])) -> bool {
    one.0 <= other.0 && one.1.into_iter().zip(other.1).all(|(one, other)| one <= other)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(many(SEQUENCES)))]

    #[test]
    fn nothing_looser_than_the_floor_or_the_person_takes_effect(
        floor in any::settings(), person in any::settings()
    ) {
        let effective = combine(&floor, &person);
        prop_assert_eq!(stricter_or_equal(&effective.settings, &floor), Ok(()));
        prop_assert_eq!(stricter_or_equal(&effective.settings, &person), Ok(()));
        prop_assert_eq!(effective.settings.checked(), Ok(effective.settings));
    }

    #[test]
    fn not_even_a_floor_out_of_bounds_allows_more_than_the_loosest(
        floor in any::wild_settings(), person in any::wild_settings()
    ) {
        let settings = combine(&floor, &person).settings;
        prop_assert_eq!(stricter_or_equal(&settings, &Settings::LOOSEST), Ok(()));
    }

    #[test]
    fn what_holds_is_the_same_whoever_asked_for_it(a in any::settings(), b in any::settings()) {
        prop_assert_eq!(combine(&a, &b).settings, combine(&b, &a).settings);
        prop_assert_eq!(combine(&a, &a).settings, a);
        let once = combine(&a, &b).settings;
        prop_assert_eq!(combine(&once, &b).settings, once);
    }

    #[test]
    fn making_one_side_stricter_never_loosens_the_whole(
        floor in any::settings(), person in any::settings(), wish in any::settings()
    ) {
        let stricter = person.strictest(&wish);
        let (before, after) = (combine(&floor, &person).settings, combine(&floor, &stricter).settings);
        prop_assert_eq!(stricter_or_equal(&after, &before), Ok(()));
    }

    #[test]
    fn a_person_is_named_exactly_where_they_moved_something(
        floor in any::settings(), person in any::settings()
    ) {
        let effective = combine(&floor, &person);
        let moved = effective.settings != floor;
        let named = effective.reasons.iter().any(|reason| reason.from == Origin::Person);
        prop_assert_eq!(moved, named);
    }

    #[test]
    fn stricter_settings_never_allow_what_the_floor_refuses(
        floor in any::settings(),
        person in any::settings(),
        record in any::record(0..7_200_000),
        now in 0..9_000_000_i64,
    ) {
        let own = allowed(&combine(&floor, &person), &record, Time(now));
        let without = allowed(&combine(&floor, &Settings::LOOSEST), &record, Time(now));
        prop_assert!(implies(own, without), "{:?} but the floor allows {:?}", own, without);
    }

    #[test]
    fn a_clock_that_goes_back_allows_nothing_that_the_latest_fact_refuses(
        floor in any::settings(), record in any::record(0..7_200_000), now in -9_000_000..9_000_000_i64
    ) {
        let effective = combine(&floor, &Settings::LOOSEST);
        let work = record.work.iter().map(|work| work.end);
        let looks = record.looks.iter().map(|look| look.at + look.shown);
        let rests = record.rest.iter().map(|rest| rest.started_at);
        let latest = work.chain(looks).chain(rests).max().unwrap_or(Time(now));
        let back = Time(now).min(latest);
        let (then, at_latest) = (allowed(&effective, &record, back), allowed(&effective, &record, latest));
        prop_assert!(implies(then, at_latest), "{:?} earlier, {:?} at the latest fact", then, at_latest);
    }

    #[test]
    fn no_fact_and_no_setting_is_too_strange_to_answer(
        floor in any::wild_settings(), record in any::wild_record(), now in any::<i64>()
    ) {
        let reasons = Vec::new();
        for effective in [combine(&floor, &floor), Effective { settings: floor, reasons }] {
            let allowance = assess(&effective, &record, Time(now));
            prop_assert!(allowance.max_rung <= floor.max_rung);
        }
    }
}
