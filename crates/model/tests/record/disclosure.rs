//! What is told of a team never tells of one of them.

use proptest::{collection::vec, prelude::*};
use scrim_model::{
    disclosure::{Disclosed, FEWEST, Limit, Part, SETTLES, WEEK, disclose, last_settled, part, week_of},
    ids::PersonId,
    rung::Rung,
    time::{Span, Time},
    wellness::{Interval, LookFact, Settings},
};
use std::collections::{BTreeMap, BTreeSet};
use uuid::Uuid;

type Week = BTreeMap<PersonId, Part>;

fn figures() -> impl Strategy<Value = Part> {
    let limits = proptest::collection::btree_set(
        proptest::sample::select(vec![Limit::ReviewPerDay, Limit::LooksPerDay, Limit::LookingPerDay]),
        0..=3,
    );
    (0..400_u32, 0..5_000_000_i64, 0..50_000_000_i64, limits).prop_map(|(looks, looking, reviewing, reached)| Part {
        looks,
        looking: Span(looking),
        reviewing: Span(reviewing),
        reached,
    })
}

fn team(parts: Vec<Part>) -> Week {
    (0_u128..)
        .zip(parts)
        .map(|(id, part)| (PersonId(Uuid::from_u128(id)), part))
        .collect()
}

fn people(week: &Week) -> BTreeSet<PersonId> {
    week.keys().copied().collect()
}

fn is_told(told: &Disclosed) -> bool {
    matches!(told, Disclosed::Told { .. })
}

proptest! {
    #[test]
    fn nothing_is_told_of_fewer_than_five(parts in vec(figures(), 0..FEWEST)) {
        let week = team(parts);
        prop_assert_eq!(disclose(&week, &people(&week)), Disclosed::TooFew);
    }

    #[test]
    fn nothing_is_told_where_anybody_came_or_went(parts in vec(figures(), FEWEST..12), other in vec(any::<bool>(), 14)) {
        let week = team(parts);
        let all = (0_u128..14).map(|id| PersonId(Uuid::from_u128(id)));
        let before: BTreeSet<PersonId> = all.zip(other).filter(|(_, was)| *was).map(|(id, _)| id).collect();
        let same = before == people(&week);
        prop_assert_eq!(is_told(&disclose(&week, &before)), same);
    }

    /// Of two weeks in a row that are both told of, the people are the same: nothing that is left over by
    /// subtracting belongs to one of them.
    #[test]
    fn two_answers_never_differ_by_a_person(
        first in vec(figures(), FEWEST..9), second in vec(figures(), FEWEST..9), gone in 0_u128..10,
    ) {
        let (first, mut second) = (team(first), team(second));
        second.remove(&PersonId(Uuid::from_u128(gone)));
        if is_told(&disclose(&second, &people(&first))) {
            prop_assert_eq!(people(&first), people(&second));
        }
    }

    /// Whatever one person did, somebody else may have done instead.
    #[test]
    fn an_answer_tells_nothing_of_who_did_what(parts in vec(figures(), FEWEST..9), turn in 0_usize..9) {
        let mut turned = parts.clone();
        let turn = turn % turned.len();
        turned.rotate_left(turn);
        let (week, other) = (team(parts), team(turned));
        prop_assert_eq!(disclose(&week, &people(&week)), disclose(&other, &people(&week)));
    }

    #[test]
    fn a_sum_is_of_at_least_five_and_in_steps(parts in vec(figures(), FEWEST..9), idle in 0_usize..9) {
        let mut parts = parts;
        for part in parts.iter_mut().take(idle) {
            *part = Part::default();
        }
        let week = team(parts.clone());
        let Disclosed::Told { looks, looking_ms, reviewing_ms, .. } = disclose(&week, &people(&week)) else {
            return Err(TestCaseError::fail("five people, and the same before"));
        };
        let had = |has: fn(&Part) -> bool| parts.iter().filter(|part| has(part)).count();
        prop_assert_eq!(looks.is_some(), had(|part| part.looks > 0) >= FEWEST);
        prop_assert_eq!(looking_ms.is_some(), had(|part| part.looking > Span::ZERO) >= FEWEST);
        prop_assert_eq!(reviewing_ms.is_some(), had(|part| part.reviewing > Span::ZERO) >= FEWEST);
        prop_assert_eq!(looks.unwrap_or_default() % 10, 0);
        prop_assert_eq!(looking_ms.unwrap_or_default() % 900_000, 0);
        prop_assert_eq!(reviewing_ms.unwrap_or_default() % 900_000, 0);
    }

    #[test]
    fn weeks_are_whole_and_told_of_a_day_after_their_end(at in 0..4_000_000_000_000_i64) {
        let at = Time(at);
        let week = week_of(at);
        prop_assert!(week <= at && at < week + WEEK);
        prop_assert_eq!(week_of(week), week);
        let told = last_settled(at);
        prop_assert!(told + WEEK + SETTLES <= at && at < told + WEEK + WEEK + SETTLES);
    }
}

#[test]
fn a_week_begins_on_a_monday() {
    // 2026-11-26 is a Thursday; 2026-11-23 the Monday before.
    assert_eq!(week_of(Time(1_795_676_400_000)), Time(1_795_392_000_000));
}

fn look(at: i64, ms: i64) -> LookFact {
    LookFact {
        at: Time(at),
        charged: true,
        rung: Rung::Grey,
        shown: Span(ms),
        ends_at: Time(at + ms),
        severe: false,
    }
}

#[test]
fn a_limit_is_reached_over_a_rolling_day_that_may_begin_in_the_week_before() {
    let starts = Time(1_795_392_000_000);
    let floor = Settings {
        looks_per_day: 3,
        looking_per_day: Span::seconds(30),
        review_per_day: Span::hours(2),
        ..Settings::DEFAULT
    };
    let hour = Span::hours(1).0;
    let looks = |last: i64| {
        [
            look(starts.0 - hour, 1),
            look(starts.0 - 2, 1),
            look(starts.0 + last, 1),
        ]
    };
    let reached = |looks: &[LookFact], work: &[Interval]| part(starts, work, looks, &floor).reached;
    assert_eq!(reached(&looks(hour), &[]), BTreeSet::from([Limit::LooksPerDay]));
    assert_eq!(reached(&looks(24 * hour), &[]), BTreeSet::new());
    assert_eq!(
        reached(&[look(starts.0, 30_000)], &[]),
        BTreeSet::from([Limit::LookingPerDay])
    );
    let work = |until: i64| Interval {
        start: starts - Span::hours(1),
        end: starts + Span(until),
    };
    assert_eq!(reached(&[], &[work(hour)]), BTreeSet::from([Limit::ReviewPerDay]));
    assert_eq!(reached(&[], &[work(hour - 1)]), BTreeSet::new());
    let all = part(starts, &[work(hour)], &looks(hour), &floor);
    assert_eq!(
        (all.looks, all.reviewing),
        (1, Span::hours(1)),
        "only what is of the week is summed"
    );
}
