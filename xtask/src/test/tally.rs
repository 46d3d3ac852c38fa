//! The sum of a test run, and how it is told at the end.

use super::counts::{Counts, Reading};
use crate::steps::Ended;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::time::Duration;

/// What the stages came to so far.
#[derive(Default)]
pub(super) struct Tally {
    kinds: BTreeMap<String, Counts>,
    skips: Vec<String>,
    failures: Vec<String>,
    stages: Vec<(String, Duration)>,
    total: Counts,
}

impl Tally {
    /// Adds a stage. One that failed without a failed test, or ran none at all, counts as a failure.
    pub(super) fn add(&mut self, ended: &Ended, reading: Reading) {
        self.add_stage(&ended.title, ended.took, ended.succeeded(), reading);
    }

    /// Adds something that was left out, and why.
    pub(super) fn skip(&mut self, what: &str) {
        self.skips.push(what.to_owned());
    }

    /// Whether everything that ran passed, and anything ran.
    pub(super) fn passed(&self) -> bool {
        self.total.failed == 0 && self.total.passed > 0
    }

    /// Counts by kind, times, skips, failures; the last line is plain.
    pub(super) fn report(&self, took: Duration) -> String {
        let mut text = String::from("\nkind           passed  failed  ignored\n");
        for (
            kind,
            Counts {
                passed,
                failed,
                ignored,
            },
        ) in &self.kinds
        {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{kind:<14} {passed:>6}  {failed:>6}  {ignored:>7}");
        }
        text.push('\n');
        for (title, took) in &self.stages {
            let _ = writeln!(text, "{:>8.1} s  {title}", took.as_secs_f64());
        }
        let _ = writeln!(text, "{:>8.1} s  in all\n", took.as_secs_f64());
        for skip in &self.skips {
            let _ = writeln!(text, "skipped: {skip}");
        }
        for failure in &self.failures {
            let _ = writeln!(text, "failed: {failure}");
        }
        let _ = write!(text, "{} passed, {} failed", self.total.passed, self.total.failed);
        text
    }

    fn add_stage(&mut self, title: &str, took: Duration, succeeded: bool, reading: Reading) {
        let mut counts = reading.total();
        self.failures.extend(reading.failures);
        if !succeeded && counts.failed == 0 {
            counts.failed = 1;
            self.failures.push(format!("{title}: it did not run to its end"));
        } else if counts.passed + counts.failed == 0 {
            counts.failed = 1;
            self.failures.push(format!("{title}: it ran no test"));
        }
        self.total.add(counts);
        self.stages.push((title.to_owned(), took));
        self.skips.extend(reading.skips);
        for (kind, of_kind) in reading.kinds {
            self.kinds.entry(kind).or_default().add(of_kind);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(passed: usize, failed: usize) -> Reading {
        let counts = Counts {
            passed,
            failed,
            ignored: 0,
        };
        Reading {
            kinds: BTreeMap::from([("unit".to_owned(), counts)]),
            ..Reading::default()
        }
    }

    fn after(succeeded: bool, reading: Reading) -> Tally {
        let mut tally = Tally::default();
        tally.add_stage("Rust tests", Duration::from_secs(2), succeeded, reading);
        tally
    }

    #[test]
    fn the_last_line_is_plain_and_everything_passed() {
        let tally = after(true, reading(7, 0));
        assert!(tally.passed());
        assert_eq!(tally.report(Duration::ZERO).lines().last(), Some("7 passed, 0 failed"));
    }

    #[test]
    fn a_stage_that_broke_before_its_tests_is_a_failure() {
        let tally = after(false, reading(0, 0));
        assert!(!tally.passed());
        assert!(
            tally
                .report(Duration::ZERO)
                .contains("failed: Rust tests: it did not run to its end")
        );
    }

    #[test]
    fn a_stage_without_a_single_test_is_a_failure() {
        assert!(!after(true, reading(0, 0)).passed());
    }

    #[test]
    fn every_skip_is_told() {
        let mut tally = after(true, reading(1, 0));
        tally.skip("the window, because of --quick");
        assert!(
            tally
                .report(Duration::ZERO)
                .contains("skipped: the window, because of --quick\n")
        );
    }
}
