//! κ against what others have published, and what must hold of it whatever was said.

use super::*;
use crate::{disclosure::SETTLES, time::Span, wellness::DAY};
use proptest::{collection::vec, prelude::*};

/// A table of counts: rows are the first reviewer's, columns the second's.
fn table<const N: usize>(counts: [[u32; N]; N]) -> Crossed<usize> {
    let mut crossed = Crossed::default();
    for (first, row) in counts.into_iter().enumerate() {
        for (second, many) in row.into_iter().enumerate() {
            crossed.add(first, second, many);
        }
    }
    crossed
}

#[test]
fn kappa_is_what_the_literature_works_out() {
    // Cohen 1960, table 1, of 100: observed 0.70, by chance 0.41.
    let cohen = table([[44, 7, 9], [5, 20, 5], [1, 3, 6]]);
    assert_eq!((cohen.agreed_permille(), cohen.kappa_permille()), (700, Some(491)));
    // Feinstein and Cicchetti, J Clin Epidemiol 43 (1990), 543: the same agreement, and κ of 0.70 and
    // 0.32, which they round and this cuts off.
    let balanced = table([[40, 9], [6, 45]]);
    assert_eq!(
        (balanced.agreed_permille(), balanced.kappa_permille()),
        (850, Some(699))
    );
    let lopsided = table([[80, 10], [5, 5]]);
    assert_eq!(
        (lopsided.agreed_permille(), lopsided.kappa_permille()),
        (850, Some(318))
    );
}

#[test]
fn kappa_is_not_defined_where_nobody_could_have_disagreed() {
    assert_eq!(Crossed::<u8>::default().kappa_permille(), None);
    assert_eq!(table([[50]]).kappa_permille(), None);
    assert_eq!(table([[50, 0], [0, 0]]).kappa_permille(), None);
    assert_eq!(table([[50, 1], [0, 0]]).kappa_permille(), Some(0));
}

#[test]
fn fewer_than_five_people_are_told_nothing_of() {
    let mut crossed = Crossed::default();
    let rating = Rating {
        choice: Choice::Agree,
        content: Content::Abusive,
    };
    crossed.add(rating, rating, 40);
    assert_eq!(told(&crossed, FEWEST - 1), Agreement::TooFew);
    assert_eq!(
        told(&crossed, FEWEST),
        Agreement::Told {
            n: 40,
            agreed_permille: 1_000,
            kappa_permille: None
        }
    );
}

#[test]
fn a_figure_is_of_whole_weeks_that_are_settled() {
    let monday = Time(4 * DAY.0);
    let now = monday + WEEK + WEEK + SETTLES;
    assert_eq!(weeks(now, 1), [monday + WEEK, monday + WEEK + WEEK]);
    assert_eq!(weeks(now - Span(1), 1), [monday, monday + WEEK]);
    // Stretches of two do not overlap.
    let early = [monday - WEEK, monday + WEEK];
    assert_eq!(weeks(now, 2), early);
    assert_eq!(weeks(now - Span(1), 2), early);
    assert_eq!(weeks(now + WEEK, 2), [monday + WEEK, monday + WEEK + WEEK + WEEK]);
}

fn counts() -> impl Strategy<Value = [[u32; 3]; 3]> {
    proptest::array::uniform3(proptest::array::uniform3(0_u32..60))
}

proptest! {
    #[test]
    fn perfect_agreement_on_more_than_one_thing_is_one(kinds in vec(1_u32..200, 2..6)) {
        let mut crossed = Crossed::default();
        for (kind, many) in kinds.into_iter().enumerate() {
            crossed.add(kind, kind, many);
        }
        prop_assert_eq!(crossed.kappa_permille(), Some(1_000));
    }

    #[test]
    fn independent_ratings_agree_as_chance_would_have_it(first in vec(1_u32..20, 2..5), second in vec(1_u32..20, 2..5)) {
        let mut crossed = Crossed::default();
        for (one, a) in first.iter().enumerate() {
            for (other, b) in second.iter().enumerate() {
                crossed.add(one, other, a * b);
            }
        }
        prop_assert_eq!(crossed.kappa_permille(), Some(0));
    }

    #[test]
    fn kappa_stays_within_its_bounds_and_is_the_same_either_way_round(counts in counts()) {
        let turned = std::array::from_fn(|row| counts.map(|line| line.get(row).copied().unwrap_or_default()));
        let (crossed, turned) = (table(counts), table(turned));
        prop_assert_eq!(crossed.kappa_permille(), turned.kappa_permille());
        if let Some(kappa) = crossed.kappa_permille() {
            prop_assert!((-1_000..=1_000).contains(&kappa));
            let agreed = i64::try_from(crossed.agreed_permille()).expect("thousandths");
            prop_assert!(kappa <= agreed, "chance never adds to what was seen");
        }
    }

    #[test]
    fn one_more_agreement_is_never_less_agreement(counts in counts(), kind in 0_usize..3) {
        let (mut more, before) = (table(counts), table(counts));
        more.add(kind, kind, 1);
        prop_assert!(more.agreed_permille() >= before.agreed_permille());
    }
}
