//! The rule against worked examples, and how often it is wrong about somebody who did not change.

use super::*;
use crate::verdict::on_one_pair as said;
use crate::verdict::{DisputeReason, Listing, MatchAxis};
use proptest::prelude::*;

fn tally(of: u32, all: u32) -> Tally {
    Tally { all, of }
}

#[test]
fn the_test_is_fishers() {
    // Fisher's tea: 3 of 4 right is no news (17 of 70), all 4 of 4 is one in seventy.
    assert!((by_chance(tally(3, 4), tally(1, 4)) - 17.0 / 70.0).abs() < 1e-12);
    assert!((by_chance(tally(4, 4), tally(0, 4)) - 1.0 / 70.0).abs() < 1e-12);
    // Fisher 1935, twins of convicts: 10 of 13 against 2 of 17, 619/1330665.
    assert!((by_chance(tally(10, 13), tally(2, 17)) - 619.0 / 1_330_665.0).abs() < 1e-12);
}

#[test]
fn what_lets_an_upload_through_is_a_clearing_and_what_is_said_of_an_entry_a_dispute() {
    let disputes = Listing::Disputes {
        reason: DisputeReason::Adult,
    };
    let none = Listing::NotAssessed;
    for (verdict, counts) in [
        (
            said(Content::NotAssessed, MatchAxis::Different, none.clone()),
            Some(Rise::Clearings),
        ),
        (
            said(Content::NotAbusive, MatchAxis::SameExact, none.clone()),
            Some(Rise::Clearings),
        ),
        (
            said(Content::NotAbusive, MatchAxis::SameExact, disputes),
            Some(Rise::Disputes),
        ),
        (said(Content::Abusive, MatchAxis::Different, none.clone()), None),
        (said(Content::NotAssessed, MatchAxis::SameExact, none.clone()), None),
        (said(Content::NotAssessed, MatchAxis::Undetermined, none), None),
    ] {
        assert_eq!(Rise::of(&verdict), counts, "{verdict:?}");
    }
}

#[test]
fn a_sharp_rise_beside_ones_own_past_and_beside_the_others_is_an_alarm() {
    let (past, others) = (tally(10, 200), tally(60, 1_000));
    assert!(rose(tally(12, 40), past, others));
    assert!(!rose(tally(3, 40), past, others), "as before");
    assert!(!rose(tally(12, 40), tally(60, 200), others), "they always did");
    assert!(
        !rose(tally(12, 40), past, tally(300, 1_000)),
        "everybody does: it is what came in"
    );
    assert!(!rose(tally(19, 19), past, others), "too few verdicts to say anything");
    assert!(!rose(tally(12, 40), tally(0, 39), others), "no past to speak of");
    assert!(!rose(tally(12, 40), past, tally(0, 39)), "nobody to compare with");
}

#[test]
fn days_are_whole_and_the_last_one_is_over() {
    let noon = Time(100 * DAY.0 + DAY.0 / 2);
    let periods = Periods::at(noon);
    assert_eq!(periods.to, Time(100 * DAY.0));
    assert_eq!((periods.since, periods.from), (Time(93 * DAY.0), Time(37 * DAY.0)));
    assert_eq!(Periods::at(Time(100 * DAY.0)), periods);
}

/// How likely each number of successes is.
fn binomial(n: u32, p: f64) -> Vec<f64> {
    let ln = logs_of_factorials(n);
    let chance = |k: u32| {
        let ways = ln(n) - ln(k) - ln(n - k);
        (ways + f64::from(k) * p.ln() + f64::from(n - k) * (1.0 - p).ln()).exp()
    };
    (0..=n).map(chance).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    /// Exactly, over all that could have been: no simulation.
    #[test]
    fn somebody_who_did_not_change_raises_an_alarm_at_most_as_often_as_the_level_says(
        recent in FEWEST_RECENT..36, before in FEWEST_BEFORE..70, percent in 1_u8..99,
    ) {
        let p = f64::from(percent) / 100.0;
        let mut wrong = 0.0;
        for (of, chance) in (0..).zip(binomial(recent, p)) {
            for (was, likely) in (0..).zip(binomial(before, p)) {
                let alarmed = stands_out(tally(of, recent), tally(was, before));
                wrong += if alarmed { chance * likely } else { 0.0 };
            }
        }
        prop_assert!(wrong <= LEVEL, "{wrong}");
    }
}

proptest! {
    #[test]
    fn more_of_it_is_never_likelier(all in 1_u32..80, before in 1_u32..80, was in 0_u32..80, of in 0_u32..79) {
        let (was, of) = (tally(was.min(before), before), of.min(all - 1));
        prop_assert!(by_chance(tally(of + 1, all), was) <= by_chance(tally(of, all), was) + 1e-9);
    }

    #[test]
    fn none_of_it_is_always_likely(all in 0_u32..80, before in 0_u32..80, was in 0_u32..80) {
        prop_assert!((by_chance(tally(0, all), tally(was.min(before), before)) - 1.0).abs() < 1e-9);
    }

    #[test]
    fn who_does_the_same_as_before_is_never_alarmed_about(of in 0_u32..50, more in 20_u32..100, times in 1_u32..9) {
        let recent = tally(of, of + more);
        let past = tally(of * times, (of + more) * times);
        prop_assert!(of == 0 || !stands_out(recent, past));
    }
}
