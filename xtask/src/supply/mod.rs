//! What comes in from outside: licences and sources, how many crates a program takes along, known weaknesses, and the
//! list of all of it that goes out with a release.
//!
//! Part of `check`. The first time, cargo-deny and cargo-cyclonedx are built for it.

mod audit;
mod count;
mod sbom;

use crate::root::Root;
use crate::steps::Steps;
use crate::tools::{self, Tool};
use std::path::PathBuf;

/// Looks at all of it, and names what has a fault.
///
/// # Errors
/// When a tool cannot be built.
pub(crate) fn look(steps: &mut Steps, faults: &mut Vec<String>) -> anyhow::Result<()> {
    tools::ensure(steps, Tool::CargoDeny)?;
    judge(faults, "licences and sources of dependencies", licensing(steps)?);
    judge(
        faults,
        "how many crates a program takes along",
        count::run(steps.root())?,
    );
    judge(faults, "known weaknesses of what npm brings", audit::run(steps)?);
    judge(faults, "known weaknesses of crates", advisories(steps)?);
    judge(faults, "the list of what is inside", sbom::run(steps)?);
    Ok(())
}

/// The same by itself; `false` when there is a fault.
///
/// # Errors
/// When a tool cannot be built.
pub(crate) fn run(root: &Root) -> anyhow::Result<bool> {
    let mut steps = Steps::new(root, "supply");
    let mut faults = Vec::new();
    look(&mut steps, &mut faults)?;
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

fn licensing(steps: &mut Steps) -> anyhow::Result<bool> {
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
