//! Whom a look-alike may be given to, and of what it is one.

use super::*;
use crate::{
    rung::Rung,
    time::Time,
    wellness::{Experience, Record, Settings, assess, combine},
};
use proptest::prelude::*;
use uuid::Uuid;

const NOW: Time = Time(1_700_000_000_000);

fn allowance() -> Allowance {
    let effective = combine(&Settings::DEFAULT, &Settings::DEFAULT);
    assess(&effective, &Record::default(), NOW)
}

fn moment(allowance: &Allowance) -> Moment<'_> {
    Moment {
        allowance,
        given_today: 0,
        open: false,
        work_waits: true,
    }
}

fn said(matched: MatchAxis) -> Verdict {
    let mut verdict = truth(ItemId(Uuid::nil()), EntryId(Uuid::nil()));
    for pair in &mut verdict.pairs {
        pair.matched = matched;
    }
    verdict
}

#[test]
fn somebody_who_is_used_to_it_and_has_work_waiting_may_be_given_one() {
    assert!(may_be_given(moment(&allowance())));
}

#[test]
fn nobody_is_made_to_look_for_nothing() {
    let allowance = allowance();
    let none = Moment {
        work_waits: false,
        ..moment(&allowance)
    };
    assert!(!may_be_given(none));
}

#[test]
fn nobody_has_two_at_once_or_more_than_a_few_a_day() {
    let allowance = allowance();
    let of = |given_today, open| Moment {
        given_today,
        open,
        ..moment(&allowance)
    };
    assert!(may_be_given(of(MOST_A_DAY - 1, false)));
    assert!(!may_be_given(of(MOST_A_DAY, false)));
    assert!(!may_be_given(of(0, true)));
}

#[test]
fn the_last_looks_of_a_day_are_for_uploads() {
    for (looks_left, looking_left, may) in [
        (LOOKS_KEPT + 1, LOOKING_KEPT + Span(1), true),
        (LOOKS_KEPT, LOOKING_KEPT + Span(1), false),
        (LOOKS_KEPT + 1, LOOKING_KEPT, false),
        (0, Span::ZERO, false),
    ] {
        let left = Allowance {
            looks_left,
            looking_left,
            ..allowance()
        };
        assert_eq!(may_be_given(moment(&left)), may, "{looks_left}, {looking_left:?}");
    }
}

#[test]
fn none_is_given_in_the_first_days_while_cooling_down_or_behind_veils() {
    let later = Some(NOW + Span::hours(1));
    let newcomer = Allowance {
        newcomer_until: later,
        ..allowance()
    };
    let cooling = Allowance {
        cooling_until: later,
        ..allowance()
    };
    let veiled = Allowance {
        max_rung: Rung::LightVeil,
        ..allowance()
    };
    for not_now in [newcomer, cooling, veiled] {
        assert!(!may_be_given(moment(&not_now)), "{not_now:?}");
    }
    let begins = Record {
        experience: Experience::Unbegun,
        ..Record::default()
    };
    let first = assess(&combine(&Settings::DEFAULT, &Settings::DEFAULT), &begins, NOW);
    assert!(!may_be_given(moment(&first)), "as the rules say it of somebody new");
}

#[test]
fn a_near_miss_matches_and_would_not_be_stopped() {
    let misses: Vec<u32> = (0..=256).filter(|distance| is_near_miss(*distance)).collect();
    assert_eq!(misses, (11..=31).collect::<Vec<_>>());
}

#[test]
fn what_is_told_follows_from_what_was_said_of_the_pair() {
    for (matched, lesson) in [
        (MatchAxis::SameExact, Lesson::LookAlikeTakenForMatch),
        (MatchAxis::SameAltered, Lesson::LookAlikeTakenForMatch),
        (MatchAxis::Different, Lesson::LookAlikeToldApart),
        (MatchAxis::Undetermined, Lesson::LookAlikeLeftOpen),
    ] {
        assert_eq!(Lesson::of_look_alike(&said(matched)), lesson);
    }
}

#[test]
fn what_is_true_of_one_is_a_verdict_that_could_be_given() {
    let truth = truth(ItemId(Uuid::nil()), EntryId(Uuid::nil()));
    assert!(truth.consistent().is_ok());
    assert_eq!(Lesson::of_look_alike(&truth), Lesson::LookAlikeToldApart);
}

#[test]
fn a_share_is_five_in_a_hundred_at_most_and_none_where_nobody_has_said_so() {
    assert_eq!(LookAlikeShare::default(), LookAlikeShare::NONE);
    assert!(serde_json::from_str::<LookAlikeShare>("50").is_ok());
    assert!(serde_json::from_str::<LookAlikeShare>("51").is_err());
}

proptest! {
    #[test]
    fn of_all_throws_the_share_falls_into_it(share in 0_u16..=MOST, begin in 0_u64..=u64::MAX - 1_000) {
        let share = LookAlikeShare::try_from(share).expect("a share");
        let fell = (begin..begin + 1_000).filter(|bits| Dice::of(*bits).fall_into(share)).count();
        prop_assert_eq!(fell, usize::from(share.thousandths()));
        prop_assert!(!Dice::NEVER.fall_into(share));
    }

    #[test]
    fn a_pick_is_one_of_those_there_are(bits: u64, of in 1_usize..100) {
        prop_assert!(Dice::of(bits).pick(of).is_some_and(|at| at < of));
        prop_assert_eq!(Dice::of(bits).pick(0), None);
    }

    #[test]
    fn one_is_dated_as_a_case_that_was_given_back(bits: u64) {
        let before = Dice::of(bits).dated_before();
        prop_assert!(before > Span::ZERO && before <= Span::seconds(30));
    }
}
