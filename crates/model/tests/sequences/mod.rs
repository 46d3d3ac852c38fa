//! On how many random sequences a rule is tried, and how often what may be met was met.

use proptest::{
    prelude::ProptestConfig,
    strategy::Strategy,
    test_runner::{TestCaseResult, TestRunner},
};
use std::{cell::RefCell, collections::BTreeMap, env};

/// Fewer sequences, for whoever runs the tests hundreds of times (`cargo xtask mutate --rules`).
const VARIABLE: &str = "SCRIM_TEST_SEQUENCES";

/// Of every rule, at least.
pub(crate) const SEQUENCES: u32 = 10_000;

/// Events of one sequence.
pub(crate) const EVENTS: std::ops::Range<usize> = 50..70;

/// How often each of what may be met was met.
pub(crate) type Met = BTreeMap<&'static str, u64>;

/// What has to be met, and how often at least: a run that never gets there proves nothing.
pub(crate) type Least = [(&'static str, u64)];

pub(crate) fn count(met: &mut Met, what: &'static str, holds: bool) {
    if holds {
        *met.entry(what).or_default() += 1;
    }
}

/// `full`, or what the environment says.
pub(crate) fn many(full: u32) -> u32 {
    let said = env::var(VARIABLE).ok();
    said.map_or(full, |said| said.parse().expect("a number of sequences"))
}

/// Everything was met as often as it has to be. Nothing is said of a run with fewer sequences.
pub(crate) fn expect(met: &Met, least: &Least) {
    let times = |what| met.get(what).copied().unwrap_or_default();
    let rare: Vec<_> = least.iter().filter(|(what, least)| times(what) < *least).collect();
    assert!(
        rare.is_empty() || env::var_os(VARIABLE).is_some(),
        "too seldom: {rare:?}; met: {met:#?}"
    );
}

/// Tries a rule on [`SEQUENCES`], each drawn by `drawn`.
pub(crate) fn each<S: Strategy>(drawn: &S, least: &Least, rule: impl Fn(S::Value, &mut Met) -> TestCaseResult) {
    let config = ProptestConfig {
        cases: many(SEQUENCES),
        failure_persistence: None,
        ..ProptestConfig::default()
    };
    let met = RefCell::new(Met::new());
    let tried = TestRunner::new(config).run(drawn, |value| rule(value, &mut met.borrow_mut()));
    assert!(
        tried.is_ok(),
        "{}",
        tried.map_or_else(|broken| broken.to_string(), |()| String::new())
    );
    expect(&met.borrow(), least);
}
