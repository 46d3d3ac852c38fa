//! `cargo xtask mutate --rules`: every small change that cargo-mutants can make to the wellness rules, one at a time in
//! a copy, and the tests of the model must notice. Which files, which tests and which exceptions: `.cargo/mutants.toml`.

use super::{built, copy};
use crate::packages::{self, Purpose};
use crate::root::Root;
use crate::steps::Steps;
use crate::tools::{self, Tool};
use anyhow::{Context, ensure};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Few enough that a mutant takes seconds, many enough that a change is met: the tests themselves try ten thousand.
const SEQUENCES: [(&str, &str); 3] = [
    ("SCRIM_TEST_SEQUENCES", "60"),
    ("PROPTEST_CASES", "16"),
    ("PROPTEST_RNG_SEED", "1"),
];

/// What cargo-mutants writes into a file of its own: how many of each there are.
const OUTCOMES: [&str; 4] = ["caught", "missed", "timeout", "unviable"];

/// Makes each mutant, and tells what became of all; `false` when one was missed, or took the tests too long.
///
/// # Errors
/// When the tests fail without any, or nothing can be built.
pub(super) fn run(root: &Root, only: Option<&str>) -> anyhow::Result<bool> {
    let mut steps = Steps::new(root, "mutate");
    packages::ensure(&mut steps, &[Purpose::Build])?;
    tools::ensure(&mut steps, Tool::CargoMutants)?;
    let (tree, told) = (copy(root)?, root.join("target/mutants/rules"));
    fs::create_dir_all(&told).with_context(|| format!("cannot make {}", told.display()))?;
    let mut mutants = command(root, &tree, &told, only);
    let ended = mutants.status().context("cargo-mutants cannot be started")?;
    // 2: some were missed. 3: some took too long.
    ensure!(
        matches!(ended.code(), Some(0 | 2 | 3)),
        "cargo-mutants ended with {ended}"
    );
    let counts = OUTCOMES.map(|outcome| (outcome, lines(&told.join(format!("mutants.out/{outcome}.txt")))));
    let shown: Vec<_> = counts
        .iter()
        .map(|(outcome, many)| format!("{outcome} {many}"))
        .collect();
    println!("{}", shown.join(", "));
    Ok(ended.success())
}

fn command(root: &Root, tree: &Path, told: &Path, only: Option<&str>) -> Command {
    let mut command = root.cargo("mutants --in-place --no-shuffle --package scrim-model --output");
    command.arg(told).current_dir(tree).envs(SEQUENCES);
    command.env("CARGO_TARGET_DIR", built(root));
    command.args(only.iter().flat_map(|regex| ["--re", regex]));
    tools::put_on_path(root, &mut command);
    command
}

fn lines(file: &Path) -> usize {
    fs::read_to_string(file).map_or(0, |text| text.lines().count())
}
