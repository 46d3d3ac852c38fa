//! The report as people get it: every figure, and nothing that a name could do to it.

use super::*;
use scrim_model::{
    distance::{Closeness, Judged},
    matching::HarmType,
    time::{Span, Time},
    transparency::Waits,
};
use scrim_store::{
    judged::PairSums,
    transparency::{Appeals, Decided},
};

/// The last quarter of 2024.
const FROM: Time = Time(1_727_740_800_000);
const UNTIL: Time = Time(1_735_689_600_000);

fn list(name: &str, same: u64, different: u64) -> ListSums {
    ListSums {
        name: name.to_owned(),
        harm: HarmType::Csam,
        matched: 7_000,
        decided: PairSums {
            bands: [(Closeness::To16, Judged { same, different })].into(),
            disputed: 3,
        },
    }
}

fn sums(lists: Vec<ListSums>) -> PeriodSums {
    PeriodSums {
        received: [("stopped", 123_456), ("queued", 900), ("no_match", 4_000)]
            .map(|(outcome, many)| (outcome.to_owned(), many))
            .into(),
        matched: 124_356,
        opened: 850,
        decided: Decided {
            confirmed: 700,
            other_policy: 20,
            cleared: 80,
            without_a_look: 310,
        },
        decision: Waits::of(vec![Span::hours(5), Span::hours(30), Span::minutes(3)]),
        removal: Waits::default(),
        reversed: 4,
        appeals: Appeals {
            asked: 9,
            upheld: 6,
            overturned: 2,
        },
        entries_added: 12,
        lists,
    }
}

fn report(lists: Vec<ListSums>) -> Transparency {
    let period = Period::of(FROM, UNTIL, UNTIL).expect("a period");
    told(period, sums(lists))
}

#[test]
fn a_share_of_nothing_is_no_share() {
    let report = report(vec![list("Quiet", 0, 0), list("Busy", 3, 1)]);
    let shares: Vec<_> = report.lists.iter().map(|list| list.false_match_permille).collect();
    assert_eq!(shares, [None, Some(250)]);
}

#[test]
fn every_figure_is_a_line_and_a_name_is_no_formula() {
    let csv = csv(&report(vec![list("=cmd|x", 3, 1)])).expect("written");
    for line in [
        "period_from,,2024-10-01,date",
        "received_stopped,,123456,count",
        "cases_cleared,,80,count",
        "appeals_overturned,,2,count",
        "time_to_decision_median,,18000000,ms",
        "time_to_removal_known,,0,count",
        "list_false_matches,'=cmd|x,250,permille",
        "list_different_at_to16,'=cmd|x,1,count",
        "list_false_matches_at_to16,'=cmd|x,250,permille",
    ] {
        assert!(csv.lines().any(|found| found == line), "{line} in\n{csv}");
    }
    assert!(!csv.contains("time_to_removal_median"), "what is not known has no line");
}

#[test]
fn the_page_says_every_figure_in_words_and_escapes_what_people_named() {
    let page = page(&report(vec![list("<script>alert(1)</script>", 3, 1)])).expect("drawn");
    assert!(!page.contains("<script"), "no script, whoever names a list");
    for said in ["123,456", "5 h 0 min", "1 d 6 h", "25.0 %", "2024-10-01 to 2024-12-31"] {
        assert!(page.contains(said), "{said}");
    }
    assert_eq!(page.matches("role=\"img\"").count(), 3);
    let namespace = "http://www.w3.org/2000/svg";
    assert!(
        !page.replace(namespace, "").contains("http"),
        "nothing is fetched from anywhere"
    );
}

#[test]
fn a_period_in_which_nothing_happened_has_a_page() {
    let period = Period::of(FROM, UNTIL, UNTIL).expect("a period");
    let page = page(&told(period, PeriodSums::default())).expect("drawn");
    assert!(page.contains("What came in"));
}
