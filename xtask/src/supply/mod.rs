//! What comes in from outside: licences and sources, how many crates a program takes along, known weaknesses, and the
//! list of all of it that goes out with a release.
//!
//! `check` does what takes seconds. `cargo xtask supply`, which `test --full` runs too, also has cargo-deny and
//! cargo-cyclonedx built, which takes minutes of a processor each.

mod audit;
mod count;
mod licences;
mod sbom;

use crate::packages::find_program;
use crate::root::Root;
use crate::steps::Steps;
use crate::tools::{self, Tool};
use std::path::PathBuf;

/// What took no time and is always looked at.
///
/// # Errors
/// When a program cannot be started.
pub(crate) fn quick(steps: &mut Steps, faults: &mut Vec<String>) -> anyhow::Result<()> {
    judge(faults, "licences and sources of dependencies", licensing(steps)?);
    judge(
        faults,
        "how many crates a program takes along",
        count::run(steps.root())?,
    );
    judge(faults, "known weaknesses of what npm brings", audit::run(steps)?);
    Ok(())
}

/// All of it; `false` when there is a fault.
///
/// # Errors
/// When a tool cannot be built.
pub(crate) fn run(root: &Root) -> anyhow::Result<bool> {
    let mut steps = Steps::new(root, "supply");
    tools::ensure(&mut steps, Tool::CargoDeny)?;
    let mut faults = Vec::new();
    quick(&mut steps, &mut faults)?;
    judge(&mut faults, "known weaknesses of crates", advisories(&mut steps)?);
    judge(&mut faults, "the list of what is inside", sbom::run(&mut steps)?);
    println!("supply: {} faults", faults.len());
    Ok(faults.is_empty())
}

/// Only the lists of what is inside each program, in the answered folder; none where one is not what it should be.
///
/// # Errors
/// When a tool cannot be built.
pub(crate) fn lists(steps: &mut Steps) -> anyhow::Result<Option<PathBuf>> {
    let folder = steps.root().join(sbom::FOLDER);
    Ok(sbom::run(steps)?.then_some(folder))
}

fn judge(faults: &mut Vec<String>, title: &str, holds: bool) {
    if !holds {
        faults.push(title.to_owned());
    }
}

/// By cargo-deny where it is there, which also knows banned and double crates; or by our own reader.
fn licensing(steps: &mut Steps) -> anyhow::Result<bool> {
    if !is_there(steps.root()) {
        println!(
            "skipped: banned and double crates, because cargo-deny is not installed; `cargo xtask supply` builds it"
        );
        return licences::run(steps.root());
    }
    let mut command = steps.root().cargo("deny --locked check licenses bans sources");
    tools::put_on_path(steps.root(), &mut command);
    let ended = steps.attempt("licences, sources, banned and double crates", &mut command)?;
    if !ended.succeeded() {
        println!("{}", ended.failure(steps.root()));
    }
    Ok(ended.succeeded())
}

/// The database of advisories is a repository elsewhere: where it cannot be had, that is said aloud.
fn advisories(steps: &mut Steps) -> anyhow::Result<bool> {
    let mut command = steps.root().cargo("deny --locked check advisories");
    tools::put_on_path(steps.root(), &mut command);
    let ended = steps.attempt("known weaknesses of crates", &mut command)?;
    if ended.succeeded() {
        return Ok(true);
    }
    if ended.output().contains("failed to fetch advisory database") {
        println!("skipped: known weaknesses of crates, because the database of advisories cannot be reached");
        return Ok(true);
    }
    println!("{}", ended.failure(steps.root()));
    Ok(false)
}

fn is_there(root: &Root) -> bool {
    find_program("cargo-deny").is_some() || tools::is_built(root, Tool::CargoDeny)
}
