//! Limits of a scheme, and what may become of it.

use super::*;
use proptest::prelude::*;

fn class(code: &str, name: &str) -> Class {
    Class {
        code: code.to_owned(),
        name: name.to_owned(),
        hint: String::new(),
        retired: false,
        reports_as: None,
    }
}

fn scheme(classes: &[Class]) -> Scheme {
    Scheme {
        classes: classes.to_vec(),
    }
}

fn of(code: &str) -> Classification {
    Classification::try_from(code.to_owned()).expect("a class")
}

#[test]
fn who_changes_nothing_has_the_industrys_classes_each_reported_as_itself() {
    let classes = Scheme::default();
    assert_eq!(classes.clone().checked(), Ok(classes.clone()));
    let told: Vec<_> = classes
        .classes
        .iter()
        .map(|class| (class.code.as_str(), class.reports_as))
        .collect();
    let expected = IndustryClass::ALL.map(|industry| (industry.name(), Some(industry)));
    assert_eq!(told, expected);
}

#[test]
fn a_verdict_from_before_own_classes_reads_as_it_was_written() {
    for written in ["A1", "A2", "B1", "B2", "NONE"] {
        let read: Classification = serde_json::from_value(written.into()).expect("as it was");
        assert_eq!(serde_json::to_value(&read).expect("JSON"), written);
        assert_eq!(Scheme::default().offers(Some(&read)), Ok(()));
    }
    assert_eq!(of("NONE"), Classification::None);
}

#[test]
fn what_is_no_code_is_refused_and_none_is_nobodys_code() {
    for wrong in [
        "",
        "ä",
        "a b",
        "a/b",
        "=1",
        "x\0",
        "-A1",
        &"x".repeat(ClassCode::LONGEST + 1),
    ] {
        assert_eq!(ClassCode::try_from(wrong.to_owned()), Err(NoClass::Code), "{wrong:?}");
    }
    for none in ["NONE", "none", "None"] {
        assert_eq!(ClassCode::try_from(none.to_owned()), Err(NoClass::Reserved), "{none}");
    }
    assert!(
        Classification::try_from("none".to_owned()).is_err(),
        "it has one spelling"
    );
}

#[test]
fn each_fault_of_a_scheme_is_named_with_the_class_that_has_it() {
    let long = |most: usize| "x".repeat(most + 1);
    let fine = || class("one", "One");
    let hinted = Class {
        hint: long(LONGEST_HINT),
        ..class("two", "Two")
    };
    let at = 2;
    for (second, problem) in [
        (class("a b", "Two"), SchemeProblem::Code { at, why: NoClass::Code }),
        (
            class("None", "Two"),
            SchemeProblem::Code {
                at,
                why: NoClass::Reserved,
            },
        ),
        (class("ONE", "Two"), SchemeProblem::CodeTwice { at }),
        (class("two", " "), SchemeProblem::Name { at }),
        (class("two", "T\nwo"), SchemeProblem::Name { at }),
        (class("two", &long(LONGEST_NAME)), SchemeProblem::Name { at }),
        (class("two", " one "), SchemeProblem::NameTwice { at }),
        (hinted, SchemeProblem::Hint { at }),
    ] {
        assert_eq!(scheme(&[fine(), second]).checked(), Err(problem));
    }
    let many: Vec<_> = (0..=MOST_CLASSES)
        .map(|n| class(&format!("c{n}"), &format!("n{n}")))
        .collect();
    assert_eq!(scheme(&many).checked(), Err(SchemeProblem::TooMany));
}

#[test]
fn a_retired_class_is_named_and_reported_and_given_to_nothing_new() {
    let old = Class {
        retired: true,
        reports_as: Some(IndustryClass::B1),
        ..class("old", "Old")
    };
    let classes = scheme(&[old, class("new", "New")]);
    assert_eq!(classes.offers(Some(&of("old"))), Err(NotOffered::Retired));
    assert_eq!(classes.offers(Some(&of("new"))), Ok(()));
    assert_eq!(classes.offers(Some(&of("A1"))), Err(NotOffered::Unknown));
    assert_eq!(
        classes.offers(Some(&of("NEW"))),
        Err(NotOffered::Unknown),
        "a code is one spelling"
    );
    assert_eq!(classes.offers(None), Ok(()));
    assert_eq!(scheme(&[]).offers(Some(&Classification::None)), Ok(()));
    assert_eq!(classes.class("old").map(|class| class.name.as_str()), Some("Old"));
    assert_eq!(classes.reports(Some(&of("old"))), Some(IndustryClass::B1));
}

fn any_class() -> impl Strategy<Value = Class> {
    let reports_as = proptest::option::of(proptest::sample::select(IndustryClass::ALL.to_vec()));
    ("[a-cA-C]{1,2}|none|", "[a-c ]{0,3}", any::<bool>(), reports_as).prop_map(|(code, name, retired, reports_as)| {
        Class {
            retired,
            reports_as,
            ..class(&code, &name)
        }
    })
}

fn any_scheme() -> impl Strategy<Value = Scheme> {
    proptest::collection::vec(any_class(), 0..6).prop_map(|classes| Scheme { classes })
}

proptest! {
    /// What was taken is taken again as it is, and no two of its classes can be mistaken for each other.
    #[test]
    fn a_scheme_that_is_taken_is_taken_again_and_has_each_code_and_name_once(wanted in any_scheme()) {
        if let Ok(taken) = wanted.checked() {
            let folded = |text: &dyn Fn(&Class) -> String| taken.classes.iter().map(text).collect::<BTreeSet<_>>().len();
            prop_assert_eq!(folded(&|class| class.code.to_lowercase()), taken.classes.len());
            prop_assert_eq!(folded(&|class| class.name.to_lowercase()), taken.classes.len());
            prop_assert_eq!(taken.clone().checked(), Ok(taken));
        }
    }

    /// Whatever is set one after the other, and whatever is given in between: a class that was given has a name.
    #[test]
    fn a_class_that_was_given_is_in_every_later_scheme(
        wanted in proptest::collection::vec(any_scheme(), 1..12), given in proptest::collection::vec("[a-cA-C]{1,2}", 12)
    ) {
        let (mut holds, mut codes) = (Scheme::default(), BTreeSet::new());
        for (next, code) in wanted.into_iter().zip(given) {
            if holds.offers(Some(&of(&code))).is_ok() {
                codes.insert(code);
            }
            if let Ok(taken) = holds.becomes(next, &codes) {
                holds = taken;
            }
            for code in &codes {
                prop_assert!(holds.class(code).is_some(), "{} is gone", code);
            }
        }
    }

    /// A code is the same on its way to the wire and back, and never what says that no class fits.
    #[test]
    fn a_code_survives_the_wire(code in "[A-Za-z0-9][A-Za-z0-9_.-]{0,15}") {
        prop_assume!(!code.eq_ignore_ascii_case("NONE"));
        let said = of(&code);
        prop_assert_eq!(said.code(), code.as_str());
        let written = serde_json::to_string(&said).expect("JSON");
        prop_assert_eq!(serde_json::from_str::<Classification>(&written).expect("reads"), said);
    }
}
