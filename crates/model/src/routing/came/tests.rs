//! What is told of a rule is what a case met of it, and what could have come did come for some source.

use super::*;
use crate::{matching::MatchKind, routing::route};
use proptest::prelude::*;
use uuid::Uuid;

const HERE: QueueId = QueueId(Uuid::from_u128(1));
const ELSEWHERE: QueueId = QueueId(Uuid::from_u128(2));

fn bank(number: u128) -> BankId {
    BankId(Uuid::from_u128(number))
}

fn source(number: u128) -> PersonId {
    PersonId(Uuid::from_u128(number))
}

fn near(list: u128, distance: u32, category: &str) -> MatchFacts {
    MatchFacts {
        bank: bank(list),
        harm: HarmType::Csam,
        kind: MatchKind::Near { distance },
        category: Some(category.to_owned()),
    }
}

fn facts(from: PersonId, matches: Vec<MatchFacts>) -> Facts {
    Facts {
        source: from,
        media: MediaKind::Still,
        matches,
    }
}

fn name(list: BankId) -> String {
    format!("list {}", list.0.as_u128())
}

fn rule(when: Conditions, queue: QueueId) -> Rule {
    Rule {
        name: "what leads call it".to_owned(),
        when,
        queue,
        priority: 3,
    }
}

#[test]
fn only_what_the_case_met_is_told_of_a_rule() {
    let when = Conditions {
        banks: vec![bank(1), bank(2), bank(3)],
        harms: vec![HarmType::Csam, HarmType::Terrorism],
        distance: Some(DistanceBand { from: 0, to: 8 }),
        categories: vec!["a1".to_owned(), "B2".to_owned()],
        sources: vec![source(7)],
        ..Conditions::default()
    };
    // The second is too far away to be what the rule met.
    let facts = facts(source(7), vec![near(1, 4, "A1"), near(2, 20, "B2")]);
    let rules = [rule(band(9, 12), ELSEWHERE), rule(when, HERE)];
    let by = CameBy::of(&rules, route(&rules, &facts, ELSEWHERE), &facts, |list| {
        Some(name(list))
    });
    let met = Met {
        lists: vec!["list 1".to_owned()],
        harms: vec![HarmType::Csam],
        distance: Some(DistanceBand { from: 0, to: 8 }),
        categories: vec!["a1".to_owned()],
        source: true,
        ..Met::default()
    };
    let told = |name: Option<&str>| {
        CameBy::Rule(FirstFit {
            number: 2,
            name: name.map(str::to_owned),
            met: met.clone(),
        })
    };
    assert_eq!(by, told(Some("what leads call it")));
    assert_eq!(by.unnamed(), told(None));
}

#[test]
fn what_no_rule_decides_is_here_because_of_its_list() {
    let facts = facts(source(1), vec![near(1, 20, "A1")]);
    let rules = [rule(band(0, 8), ELSEWHERE)];
    let routed = route(&rules, &facts, HERE);
    assert_eq!(
        CameBy::of(&rules, routed, &facts, |list| Some(name(list))),
        CameBy::List
    );
}

#[test]
fn what_others_would_be_sent_elsewhere_with_does_not_come_here() {
    let facts = facts(source(1), vec![near(1, 4, "A1")]);
    let of = |sources: Vec<PersonId>, queue| {
        let when = Conditions {
            sources,
            ..Conditions::default()
        };
        rule(when, queue)
    };
    let could = |rules: &[Rule]| could_come(rules, &facts, HERE, ELSEWHERE).map(|routed| routed.rule);
    assert_eq!(could(&[of(vec![], ELSEWHERE), of(vec![], HERE)]), None);
    assert_eq!(
        could(&[of(vec![source(9)], ELSEWHERE), of(vec![], HERE)]),
        Some(Some(1)),
        "another source's"
    );
    assert_eq!(
        could(&[of(vec![source(9)], ELSEWHERE), of(vec![source(9)], HERE)]),
        None
    );
    assert_eq!(could(&[]), None, "its list's cases wait elsewhere");
    assert_eq!(
        could_come(&[], &facts, HERE, HERE).map(|routed| routed.rule),
        Some(None)
    );
}

fn band(from: u32, to: u32) -> Conditions {
    Conditions {
        distance: Some(DistanceBand { from, to }),
        ..Conditions::default()
    }
}

fn any_rule() -> impl Strategy<Value = Rule> {
    let few = |most| proptest::collection::vec(0_u128..4, 0..most);
    (few(3), 0_u32..32, 0_u32..32, few(3), any::<bool>()).prop_map(|(banks, a, b, sources, here)| {
        let when = Conditions {
            banks: banks.into_iter().map(bank).collect(),
            sources: sources.into_iter().map(source).collect(),
            ..band(a.min(b), a.max(b))
        };
        rule(when, if here { HERE } else { ELSEWHERE })
    })
}

proptest! {
    #[test]
    fn what_could_come_is_what_comes_from_some_source_and_what_could_not_comes_from_none(
        rules in proptest::collection::vec(any_rule(), 0..8),
        (list, distance) in (0_u128..4, 0_u32..32),
        list_is_here in any::<bool>(),
    ) {
        let otherwise = if list_is_here { HERE } else { ELSEWHERE };
        // Each source that a rule names, and one that none does.
        let routed: Vec<Routed> = (0..5)
            .map(|from| route(&rules, &facts(source(from), vec![near(list, distance, "A1")]), otherwise))
            .collect();
        let unsent = facts(source(99), vec![near(list, distance, "A1")]);
        match could_come(&rules, &unsent, HERE, otherwise) {
            Some(could) => prop_assert!(routed.contains(&could)),
            None => prop_assert!(routed.iter().all(|routed| routed.queue != HERE)),
        }
    }
}
