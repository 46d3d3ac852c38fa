//! What must hold of what is told, whatever came and whoever decided.

use super::*;
use crate::{disclosure::SETTLES, wellness::DAY};
use proptest::{
    collection::{btree_map, vec},
    prelude::*,
};
use uuid::Uuid;

/// Well after 1970, so that all weeks are times.
const NOW: Time = Time(1_790_000_000_000);

fn person(number: u8) -> PersonId {
    PersonId(Uuid::from_u128(u128::from(number)))
}

fn team() -> impl Strategy<Value = BTreeMap<PersonId, u64>> {
    btree_map((0_u8..9).prop_map(person), 0_u64..200, 0..9)
}

/// Hours around now, in any order and some of them twice.
fn arrivals() -> impl Strategy<Value = Vec<(Time, u64)>> {
    let hour = |(ago, cases): (i64, u64)| (hour_of(NOW - Span::hours(ago)), cases);
    vec((0_i64..15 * 7 * 24, 0_u64..50).prop_map(hour), 0..60)
}

fn hour_of(at: Time) -> Time {
    Time(at.0 - at.0.rem_euclid(HOUR.0))
}

fn who_gave(week: &BTreeMap<PersonId, u64>) -> BTreeSet<PersonId> {
    let gave = week.iter().filter(|(_person, verdicts)| **verdicts > 0);
    gave.map(|(person, _verdicts)| *person).collect()
}

proptest! {
    #[test]
    fn decisions_are_told_of_five_people_alone_who_are_the_same_as_before(week in team(), before in team()) {
        let (gave, before) = (who_gave(&week), who_gave(&before));
        let told = decided(&week, &before);
        prop_assert_eq!(told == Decided::TooFew, gave.len() < FEWEST);
        if let Decided::Told { verdicts } = told {
            prop_assert_eq!(&gave, &before);
            let sum: u64 = week.values().sum();
            prop_assert!(verdicts % 10 == 0 && verdicts.abs_diff(sum) <= 5, "{} of {}", verdicts, sum);
        }
    }

    #[test]
    fn one_person_more_or_less_is_never_the_difference_of_two_figures(week in team(), who in 0_u8..9, gave in 1_u64..200) {
        let mut other = week.clone();
        if other.remove(&person(who)).is_none_or(|verdicts| verdicts == 0) {
            other.insert(person(who), gave);
        }
        let told = |week, before| matches!(decided(week, before), Decided::Told { .. });
        let (one, two) = (who_gave(&week), who_gave(&other));
        prop_assert!(!told(&week, &two) && !told(&other, &one));
    }

    #[test]
    fn a_rhythm_counts_each_arrival_of_its_weeks_once_by_hour_and_once_by_day(hours in arrivals()) {
        let arrivals: Arrivals = hours.into_iter().collect();
        let rhythm = arrivals.rhythm(NOW);
        let came = arrivals.between(rhythm.from, rhythm.to);
        prop_assert_eq!((rhythm.hours.len(), rhythm.days.len()), (24, 7));
        prop_assert_eq!(rhythm.hours.iter().sum::<u64>(), came);
        prop_assert_eq!(rhythm.days.iter().sum::<u64>(), came);
    }

    #[test]
    fn nothing_that_came_since_the_last_settled_week_moves_what_is_told(hours in arrivals(), late in 0_i64..240) {
        let settled = last_settled(NOW) + WEEK;
        let before: Arrivals = hours.clone().into_iter().collect();
        let after: Arrivals = hours.into_iter().chain([(hour_of(settled) + Span::hours(late), 1)]).collect();
        prop_assert_eq!(before.rhythm(NOW), after.rhythm(NOW));
        for week in weeks(NOW) {
            prop_assert_eq!(before.between(week, week + WEEK), after.between(week, week + WEEK));
        }
    }

    #[test]
    fn two_rhythms_are_of_the_same_weeks_or_share_none(now in 0_i64..200, later in 0_i64..200) {
        let none = Arrivals::default();
        let at = |days: i64| none.rhythm(NOW + Span(DAY.0 * days));
        let (one, other) = (at(now), at(now + later));
        prop_assert!(one.from == other.from || one.to <= other.from);
        prop_assert_eq!(one.to.since(one.from).0, 4 * WEEK.0);
    }

    #[test]
    fn the_rhythm_lies_within_the_weeks_that_are_told(days in 0_i64..400) {
        let now = NOW + Span(DAY.0 * days);
        let weeks = weeks(now);
        let rhythm = Arrivals::default().rhythm(now);
        prop_assert_eq!(weeks.len(), usize::from(WEEKS));
        prop_assert!(weeks.first().is_some_and(|first| *first <= rhythm.from));
        prop_assert!(weeks.last().is_some_and(|last| rhythm.to <= *last + WEEK && *last + WEEK + SETTLES <= now));
    }
}

#[test]
fn an_arrival_on_a_tuesday_at_nine_is_one() {
    let [from, _to] = agreement::weeks(NOW, agreement::WEEKS);
    let arrivals: Arrivals = [(from + DAY + Span::hours(9), 3)].into_iter().collect();
    let rhythm = arrivals.rhythm(NOW);
    assert_eq!((rhythm.days.get(1), rhythm.hours.get(9)), (Some(&3), Some(&3)));
}

#[test]
fn ages_follow_one_another_and_the_last_has_no_end() {
    let bands = waiting_for([1, 2, 3, 4, 5, 6], [0, 2, 0, 1, 0, 5]);
    assert_eq!(
        bands.iter().map(|band| (band.cases, band.skipped)).collect::<Vec<_>>(),
        [(1, 0), (2, 2), (3, 0), (4, 1), (5, 0), (6, 5)]
    );
    assert!(bands.windows(2).all(|two| two[0].below_ms == Some(two[1].from_ms)));
    assert_eq!(bands.first().map(|band| band.from_ms), Some(0));
    assert_eq!(bands.last().and_then(|band| band.below_ms), None);
}
