//! The first rule that fits decides, by one match, and says why where it cannot be meant.

use super::*;
use proptest::prelude::*;
use uuid::Uuid;

fn queue(number: u128) -> QueueId {
    QueueId(Uuid::from_u128(number))
}

fn near(bank: u128, distance: u32, category: &str) -> MatchFacts {
    MatchFacts {
        bank: BankId(Uuid::from_u128(bank)),
        harm: HarmType::Csam,
        kind: MatchKind::Near { distance },
        category: Some(category.to_owned()),
    }
}

fn facts(matches: Vec<MatchFacts>) -> Facts {
    Facts {
        source: PersonId(Uuid::from_u128(1)),
        media: MediaKind::Still,
        matches,
    }
}

fn rule(when: Conditions, to: u128) -> Rule {
    Rule {
        name: format!("to {to}"),
        when,
        queue: queue(to),
        priority: 0,
    }
}

fn band(from: u32, to: u32) -> Conditions {
    Conditions {
        distance: Some(DistanceBand { from, to }),
        ..Conditions::default()
    }
}

#[test]
fn the_first_rule_that_fits_decides_and_none_leaves_it_where_it_was() {
    let rules = [rule(band(0, 10), 1), rule(band(0, 20), 2)];
    let to = |distance| route(&rules, &facts(vec![near(7, distance, "A1")]), queue(9)).queue;
    assert_eq!([to(10), to(11), to(21)], [queue(1), queue(2), queue(9)]);
}

#[test]
fn one_match_must_meet_all_that_is_asked_of_a_match() {
    let when = Conditions {
        categories: vec!["a1".to_owned()],
        ..band(0, 5)
    };
    let apart = facts(vec![near(7, 3, "B2"), near(8, 20, "A1")]);
    assert!(!when.fit(&apart), "one is near enough, another is of the category");
    assert!(when.fit(&facts(vec![near(7, 20, "B2"), near(8, 4, "A1")])));
}

#[test]
fn a_list_a_harm_a_source_and_a_kind_of_media_each_decide_by_themselves() {
    let any = Conditions::default;
    let bank = |number| BankId(Uuid::from_u128(number));
    let source = |number| PersonId(Uuid::from_u128(number));
    let upload = facts(vec![near(7, 3, "A1"), near(8, 3, "A1")]);
    let of = |banks| Conditions { banks, ..any() };
    let about = |harm| Conditions {
        harms: vec![harm],
        ..any()
    };
    let by = |sources| Conditions { sources, ..any() };
    let showing = |kind| Conditions {
        media: Some(kind),
        ..any()
    };
    for (when, fits) in [
        (of(vec![bank(6), bank(8)]), true),
        (of(vec![bank(6)]), false),
        (about(HarmType::Csam), true),
        (about(HarmType::Terrorism), false),
        (by(vec![source(2), source(1)]), true),
        (by(vec![source(2)]), false),
        (showing(MediaKind::Still), true),
        (showing(MediaKind::Animation), false),
    ] {
        assert_eq!(when.fit(&upload), fits, "{when:?}");
    }
}

#[test]
fn what_is_only_said_to_be_near_is_at_no_distance_and_no_digest() {
    let said = MatchFacts {
        kind: MatchKind::SaidNear,
        ..near(7, 0, "A1")
    };
    assert!(!band(0, 31).fit(&facts(vec![said.clone()])));
    for (signal, fits) in [(Signal::Pdq, true), (Signal::Digest, false)] {
        let when = Conditions {
            signal: Some(signal),
            ..Conditions::default()
        };
        assert_eq!(when.fit(&facts(vec![said.clone()])), fits, "{signal:?}");
    }
}

#[test]
fn equal_bytes_are_at_no_distance() {
    let exact = MatchFacts {
        kind: MatchKind::Exact,
        ..near(7, 0, "A1")
    };
    assert!(!band(0, 31).fit(&facts(vec![exact.clone()])));
    let digest = Conditions {
        signal: Some(Signal::Digest),
        ..Conditions::default()
    };
    assert!(digest.fit(&facts(vec![exact])));
    let never = rule(
        Conditions {
            signal: Some(Signal::Digest),
            ..band(0, 31)
        },
        1,
    );
    assert_eq!(check(&[never]), Err(RuleProblem::Never { at: 1 }));
}

#[test]
fn rules_that_cannot_be_meant_are_told_by_their_place() {
    let good = rule(Conditions::default(), 1);
    let nameless = Rule {
        name: " ".to_owned(),
        ..good.clone()
    };
    assert_eq!(check(&[good.clone(), nameless]), Err(RuleProblem::Name { at: 2 }));
    for (from, to) in [(6, 5), (0, 32)] {
        assert_eq!(check(&[rule(band(from, to), 1)]), Err(RuleProblem::Band { at: 1 }));
    }
    let many = vec![good; MAX_RULES + 1];
    assert_eq!(check(&many), Err(RuleProblem::TooMany));
    assert_eq!(check(many.get(1..).unwrap_or_default()), Ok(()));
}

fn any_conditions() -> impl Strategy<Value = Conditions> {
    let few = |most| proptest::collection::vec(0_u128..4, 0..most);
    (
        few(3),
        proptest::option::of((0_u32..32, 0_u32..32)),
        few(2),
        any::<Option<bool>>(),
    )
        .prop_map(|(banks, distance, sources, still)| Conditions {
            banks: banks.into_iter().map(|n| BankId(Uuid::from_u128(n))).collect(),
            distance: distance.map(|(a, b)| DistanceBand {
                from: a.min(b),
                to: a.max(b),
            }),
            sources: sources.into_iter().map(|n| PersonId(Uuid::from_u128(n))).collect(),
            media: still.map(|still| if still { MediaKind::Still } else { MediaKind::Animation }),
            ..Conditions::default()
        })
}

fn any_facts() -> impl Strategy<Value = Facts> {
    let matches = proptest::collection::vec((0_u128..4, 0_u32..32), 0..4);
    matches.prop_map(|all| {
        facts(
            all.into_iter()
                .map(|(bank, distance)| near(bank, distance, "A1"))
                .collect(),
        )
    })
}

proptest! {
    #[test]
    fn no_rule_before_the_one_that_decided_fits_and_it_fits_itself(
        conditions in proptest::collection::vec(any_conditions(), 0..8),
        facts in any_facts(),
    ) {
        let rules: Vec<Rule> = conditions.into_iter().zip(1..).map(|(when, to)| rule(when, to)).collect();
        let routed = route(&rules, &facts, queue(0));
        let before = routed.rule.unwrap_or(rules.len());
        prop_assert!(rules.iter().take(before).all(|rule| !rule.when.fit(&facts)));
        if let Some(rule) = routed.rule.and_then(|at| rules.get(at)) {
            prop_assert!(rule.when.fit(&facts));
            prop_assert_eq!(routed.queue, rule.queue);
        } else {
            prop_assert_eq!(routed.queue, queue(0));
        }
    }

    #[test]
    fn a_further_condition_never_makes_more_fit(
        (loose, other) in (any_conditions(), any_conditions()),
        facts in any_facts(),
    ) {
        let strict = Conditions { media: other.media.or(loose.media), ..loose.clone() };
        let strict = if loose.media.is_some() { Conditions { media: loose.media, ..strict } } else { strict };
        let strict = if loose.banks.is_empty() { Conditions { banks: other.banks, ..strict } } else { strict };
        prop_assert!(!strict.fit(&facts) || loose.fit(&facts));
    }
}
