//! Reads what test runners print. Knows the words of cargo's runner and of vitest, and no process.

use std::collections::BTreeMap;

/// How many tests of a kind ended how.
#[derive(Clone, Copy, Default, PartialEq, Eq, Debug)]
pub(crate) struct Counts {
    pub(crate) passed: usize,
    pub(crate) failed: usize,
    pub(crate) ignored: usize,
}

/// What one runner's output says.
#[derive(Default, PartialEq, Eq, Debug)]
pub(super) struct Reading {
    pub(super) kinds: BTreeMap<String, Counts>,
    pub(super) skips: Vec<String>,
    pub(super) failures: Vec<String>,
}

impl Counts {
    /// Adds another count to this one.
    pub(super) fn add(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.ignored += other.ignored;
    }
}

impl Reading {
    /// All kinds together.
    pub(super) fn total(&self) -> Counts {
        let mut total = Counts::default();
        self.kinds.values().for_each(|counts| total.add(*counts));
        total
    }
}

/// The output of `cargo test`; `unnamed` is the kind of a test binary whose name says no other.
pub(super) fn read_cargo(output: &str, unnamed: &str) -> Reading {
    let mut reading = Reading {
        skips: skips(output),
        ..Reading::default()
    };
    let mut kind = unnamed.to_owned();
    for line in output.lines() {
        if let Some(binary) = started(line) {
            kind = kind_of(binary, unnamed);
        } else if let Some(counts) = cargo_result(line) {
            reading.kinds.entry(kind.clone()).or_default().add(counts);
        } else if let Some(name) = line
            .strip_prefix("test ")
            .and_then(|rest| rest.strip_suffix(" ... FAILED"))
        {
            reading.failures.push(name.to_owned());
        }
    }
    reading
}

/// The output of vitest's default reporter, without colours.
pub(super) fn read_vitest(output: &str) -> Reading {
    let mut reading = Reading {
        skips: skips(output),
        ..Reading::default()
    };
    for line in output.lines() {
        let line = line.trim();
        if let Some(counts) = line.strip_prefix("Tests ") {
            reading
                .kinds
                .entry("ui".to_owned())
                .or_default()
                .add(vitest_result(counts));
        } else if let Some(name) = line.strip_prefix("FAIL ") {
            reading.failures.push(name.trim().to_owned());
        }
    }
    reading
}

fn skips(output: &str) -> Vec<String> {
    let said = output
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("skipped:"));
    let mut found: Vec<String> = said.map(|rest| rest.trim().to_owned()).collect();
    found.sort();
    found.dedup();
    found
}

fn started(line: &str) -> Option<&str> {
    let line = line.trim_start();
    line.strip_prefix("Running ")
        .or_else(|| line.starts_with("Doc-tests ").then_some(line))
}

/// From `unittests src/lib.rs (…)`, `tests/conformance.rs (…)`, `Doc-tests scrim_model`.
fn kind_of(binary: &str, unnamed: &str) -> String {
    let named = if binary.starts_with("Doc-tests") {
        "doc"
    } else if binary.contains("conformance") {
        "conformance"
    } else if binary.contains("propert") {
        "property"
    } else if binary.starts_with("tests/") && unnamed == "unit" {
        "integration"
    } else {
        unnamed
    };
    named.to_owned()
}

/// From `test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.0s`.
fn cargo_result(line: &str) -> Option<Counts> {
    let (_, counts) = line.strip_prefix("test result: ")?.split_once(". ")?;
    let of = |word: &str| number_before(counts.split(';'), word);
    Some(Counts {
        passed: of("passed"),
        failed: of("failed"),
        ignored: of("ignored"),
    })
}

/// From `1 failed | 12 passed | 2 skipped (15)`.
fn vitest_result(counts: &str) -> Counts {
    let counts = counts.split('(').next().unwrap_or_default();
    let of = |word: &str| number_before(counts.split('|'), word);
    Counts {
        passed: of("passed"),
        failed: of("failed"),
        ignored: of("skipped") + of("todo"),
    }
}

fn number_before<'a>(mut parts: impl Iterator<Item = &'a str>, word: &str) -> usize {
    let found = parts.find_map(|part| part.trim().strip_suffix(word)?.trim().parse().ok());
    found.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARGO: &str = "\
     Running unittests src/lib.rs (target/debug/deps/scrim_model-1)
test rung::tests::a ... ok
test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s
     Running tests/conformance.rs (target/debug/deps/conformance-2)
skipped: the oracle, because python3 has no pdqhash
test sqlite::b ... FAILED
test result: FAILED. 4 passed; 1 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.10s
   Doc-tests scrim_model
test result: ok. 2 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.10s
";

    #[test]
    fn rust_tests_are_counted_by_kind_with_failures_and_skips() {
        let reading = read_cargo(CARGO, "unit");
        let of = |kind: &str| reading.kinds.get(kind).copied().unwrap();
        assert_eq!(
            of("unit"),
            Counts {
                passed: 3,
                failed: 0,
                ignored: 1
            }
        );
        assert_eq!(
            of("conformance"),
            Counts {
                passed: 4,
                failed: 1,
                ignored: 0
            }
        );
        assert_eq!(
            of("doc"),
            Counts {
                passed: 2,
                failed: 0,
                ignored: 0
            }
        );
        assert_eq!(reading.failures, ["sqlite::b"]);
        assert_eq!(reading.skips, ["the oracle, because python3 has no pdqhash"]);
        assert_eq!(
            reading.total(),
            Counts {
                passed: 9,
                failed: 1,
                ignored: 1
            }
        );
    }

    #[test]
    fn the_whole_system_is_one_kind_whatever_its_files_are_called() {
        let output = "Running tests/review.rs (x)\ntest result: ok. 5 passed; 0 failed; 0 ignored;\n";
        assert_eq!(read_cargo(output, "whole").kinds.keys().collect::<Vec<_>>(), ["whole"]);
    }

    #[test]
    fn vitest_says_failures_first_and_a_total_in_brackets() {
        let output = " FAIL  src/lib/a.test.ts > adds\n\n Test Files  1 failed (2)\n      Tests  1 failed | 12 passed | 2 skipped (15)\n";
        let reading = read_vitest(output);
        assert_eq!(
            reading.total(),
            Counts {
                passed: 12,
                failed: 1,
                ignored: 2
            }
        );
        assert_eq!(reading.failures, ["src/lib/a.test.ts > adds"]);
    }

    #[test]
    fn a_skip_said_twice_is_one_skip() {
        assert_eq!(skips("skipped: a\nok\n  skipped: a\n"), ["a"]);
    }
}
