//! The packages installed, run and removed on a clean system: a test of the tests package, which knows the product. Here it
//! is prepared and told where everything is.

use super::FOLDER;
use super::ground::{self, Ground};
use crate::steps::Steps;
use crate::test::totals_of;

/// Where the test finds the packages.
const PACKAGES_VARIABLE: &str = "SCRIM_TEST_PACKAGES";
/// Where it finds a clean system.
const GROUND_VARIABLE: &str = "SCRIM_TEST_GROUND";
/// Where it finds the programs that are not installed: those that the packages were made of.
const PROGRAMS_VARIABLE: &str = "SCRIM_TEST_PROGRAMS";

/// Tries them; `false` when a test failed.
///
/// # Errors
/// When the tests cannot be built.
pub(super) fn run(steps: &mut Steps, hub: bool, desk: bool) -> anyhow::Result<bool> {
    let ground = match ground::ensure(steps)? {
        Ground::Ready(folder) => folder,
        Ground::Absent(why) => {
            println!("skipped: packages on a clean system, because {why}");
            return Ok(true);
        }
    };
    let root = steps.root().clone();
    let build = "test --package scrim-tests --test packages --no-run";
    steps.run("build the test of packages", &mut root.cargo(build))?;
    // Two systems at once would take each other's ports.
    let words = "test --package scrim-tests --test packages --no-fail-fast -- --show-output --test-threads=1 given::";
    let mut command = root.cargo(words);
    let wanted = [(hub, "hub::"), (desk, "desk::")].into_iter();
    command
        .args(wanted.filter_map(|(is, filter)| is.then_some(filter)))
        .env(PACKAGES_VARIABLE, root.join(FOLDER))
        .env(PROGRAMS_VARIABLE, root.join("target/release"))
        .env(GROUND_VARIABLE, ground);
    let ended = steps.attempt("install, run and remove the packages", &mut command)?;
    let output = ended.output();
    for line in output.lines().filter(|line| line.starts_with("skipped:")) {
        println!("{line}");
    }
    if !ended.succeeded() {
        println!("{}", ended.failure(&root));
    }
    let counts = totals_of(&output);
    println!("packages: {} tests passed, {} failed", counts.passed, counts.failed);
    Ok(ended.succeeded())
}
