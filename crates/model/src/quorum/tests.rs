//! Who must agree, and what becomes of a case with each verdict.

use super::*;
use crate::verdict::DisputeReason;
use crate::verdict::on_one_pair as verdict;
use proptest::prelude::*;
use uuid::Uuid;

fn settle() -> Verdict {
    verdict(Content::NotAssessed, MatchAxis::SameAltered, Listing::NotAssessed)
}

fn agree() -> Verdict {
    verdict(Content::Abusive, MatchAxis::SameAltered, Listing::Agrees)
}

fn different() -> Verdict {
    verdict(Content::NotAssessed, MatchAxis::Different, Listing::NotAssessed)
}

fn given(number: u128, verdict: Verdict) -> Given {
    Given {
        id: VerdictId(Uuid::from_u128(number)),
        by: PersonId(Uuid::from_u128(number)),
        verdict,
    }
}

fn needs(verdict: &Verdict, trust: ListTrust, altered: bool) -> Quorum {
    asked(verdict, trust, altered, SecondLooks::default(), 0)
}

fn asked(verdict: &Verdict, trust: ListTrust, altered_copy: bool, second_looks: SecondLooks, draw: u64) -> Quorum {
    let terms = PairTerms {
        trust,
        altered_copy,
        second_looks,
    };
    quorum(verdict, |_pair| terms, Draw::of(draw))
}

fn shares(different: u16, agree: u16, settle: u16) -> SecondLooks {
    let share = |share: u16| share.try_into().expect("a share");
    SecondLooks {
        different: share(different),
        agree: share(agree),
        settle: share(settle),
    }
}

#[test]
fn a_list_may_have_a_share_of_what_is_different_looked_at_twice() {
    let (draws, few) = (0..1_000_u64, shares(250, 0, 0));
    let twice = draws.filter(|draw| asked(&different(), ListTrust::Other, false, few, *draw) == Quorum::Two);
    assert_eq!(twice.count(), 250);
}

#[test]
fn a_list_may_ask_for_more_than_the_rules() {
    let all = shares(1_000, 1_000, 1_000);
    for (verdict, trust) in [(settle(), ListTrust::Other), (agree(), ListTrust::Vetted)] {
        assert_eq!(needs(&verdict, trust, false), Quorum::One);
        assert_eq!(asked(&verdict, trust, false, all, 999), Quorum::Two);
    }
}

#[test]
fn one_person_settles_and_agrees_with_a_vetted_list() {
    assert_eq!(needs(&settle(), ListTrust::Other, true), Quorum::One);
    assert_eq!(needs(&agree(), ListTrust::Vetted, false), Quorum::One);
}

#[test]
fn clearings_disputes_new_entries_and_variants_need_a_second_person() {
    let disputes = Listing::Disputes {
        reason: DisputeReason::Adult,
    };
    for (verdict, trust) in [
        (different(), ListTrust::Vetted),
        (
            verdict(Content::NotAbusive, MatchAxis::SameExact, disputes),
            ListTrust::Vetted,
        ),
        (
            verdict(Content::NotAbusive, MatchAxis::Different, Listing::NotAssessed),
            ListTrust::Vetted,
        ),
        (
            verdict(Content::Abusive, MatchAxis::Different, Listing::NotAssessed),
            ListTrust::Vetted,
        ),
        (agree(), ListTrust::Other),
    ] {
        assert_eq!(needs(&verdict, trust, false), Quorum::Two, "{verdict:?}");
    }
    assert_eq!(needs(&agree(), ListTrust::Vetted, true), Quorum::Two);
}

#[test]
fn the_second_reviewer_is_never_the_first() {
    let first = Decision::Open
        .take(given(1, agree()), Quorum::Two, false)
        .expect("the first verdict is taken");
    assert_eq!(
        first.clone().take(given(1, agree()), Quorum::Two, false),
        Err(NotTaken::SamePerson)
    );
    let confirmed = first
        .take(given(2, agree()), Quorum::Two, false)
        .expect("another person may");
    assert!(matches!(confirmed, Decision::Confirmed { .. }));
}

#[test]
fn a_split_is_settled_by_a_lead_alone() {
    let split = Decision::Open
        .take(given(1, agree()), Quorum::Two, false)
        .and_then(|d| d.take(given(2, different()), Quorum::Two, false))
        .expect("two people may disagree");
    assert!(matches!(split, Decision::Split { .. }));
    assert_eq!(
        split.clone().take(given(3, agree()), Quorum::Two, false),
        Err(NotTaken::NeedsLead)
    );
    let settled = split
        .clone()
        .take(given(3, agree()), Quorum::Two, true)
        .expect("a lead may");
    assert!(matches!(&settled, Decision::Confirmed { with, against, .. } if with.len() == 1 && against.len() == 1));
    assert_eq!(settled.without(given(3, agree()).id), Some(split));
}

#[test]
fn taking_a_verdict_back_leaves_what_was_before() {
    let first = Decision::Open
        .take(given(1, agree()), Quorum::Two, false)
        .expect("taken");
    assert_eq!(first.clone().without(given(1, agree()).id), Some(Decision::Open));
    let confirmed = first
        .clone()
        .take(given(2, agree()), Quorum::Two, false)
        .expect("taken");
    assert_eq!(confirmed.clone().without(given(2, agree()).id), Some(first));
    assert_eq!(confirmed.without(given(1, agree()).id), None);
}

proptest! {
    #[test]
    fn no_list_asks_for_less_than_the_rules(
        [other, agreed, settled] in proptest::array::uniform3(0_u16..=1_000),
        draw in 0..1_000_u64,
        vetted: bool,
        altered: bool,
    ) {
        let (looks, trust) = (shares(other, agreed, settled), if vetted { ListTrust::Vetted } else { ListTrust::Other });
        let disputes = Listing::Disputes { reason: DisputeReason::Adult };
        let always = [
            verdict(Content::NotAbusive, MatchAxis::SameExact, disputes.clone()),
            verdict(Content::NotAssessed, MatchAxis::SameExact, disputes),
            verdict(Content::NotAbusive, MatchAxis::Different, Listing::NotAssessed),
            verdict(Content::OtherPolicy, MatchAxis::SameExact, Listing::NotAssessed),
            verdict(Content::Abusive, MatchAxis::Different, Listing::NotAssessed),
        ];
        for verdict in &always {
            prop_assert_eq!(asked(verdict, trust, altered, looks, draw), Quorum::Two);
        }
        if altered || !vetted {
            prop_assert_eq!(asked(&agree(), trust, altered, looks, draw), Quorum::Two);
        }
        let unknown = verdict(Content::NotAssessed, MatchAxis::Undetermined, Listing::NotAssessed);
        prop_assert_eq!(asked(&unknown, trust, altered, looks, draw), Quorum::Lead);
    }
}
