//! `cargo xtask fuzz`: every target of `fuzz/` for a while, on every core, beginning from the bad files.
//! What breaks a target is kept in `tests/fixtures/crashes`, where a plain test replays it for ever.

mod targets;

use crate::packages::{self, Purpose};
use crate::root::Root;
use crate::steps::Steps;
use crate::tools;
use anyhow::ensure;

/// How long, and what.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Minutes for all targets together, on all cores.
    #[arg(long, value_name = "N", default_value_t = 15)]
    minutes: u32,
    /// Executions of each target instead of a time.
    #[arg(long, value_name = "N", conflicts_with = "minutes")]
    runs: Option<u64>,
    /// Only these targets; all of them when none is named.
    #[arg(long, value_name = "NAME")]
    target: Vec<String>,
}

impl Options {
    /// All targets, for so long together.
    pub(crate) const fn minutes(minutes: u32) -> Self {
        Self {
            minutes,
            runs: None,
            target: Vec::new(),
        }
    }
}

/// Builds the targets, runs them, and tells what they came to.
///
/// # Errors
/// When something is missing or a target cannot be built.
pub(crate) fn run(root: &Root, options: &Options) -> anyhow::Result<bool> {
    let mut steps = Steps::new(root, "fuzz");
    packages::ensure(&mut steps, &[Purpose::Build])?;
    tools::ensure(&mut steps, tools::Tool::CargoFuzz)?;
    let known = targets::known(root)?;
    let wanted: Vec<String> = if options.target.is_empty() {
        known.clone()
    } else {
        options.target.clone()
    };
    for name in &wanted {
        ensure!(known.contains(name), "no target {name}; there are {}", known.join(", "));
    }
    steps.run("build the targets", &mut targets::cargo_fuzz(root, "build"))?;
    let fuzzed = targets::run_all(root, &wanted, targets::Until::of(options, wanted.len()))?;
    println!(
        "\n{:<10} {:>10} {:>8} {:>8} {:>9}",
        "target", "runs", "runs/s", "edges", "of known"
    );
    for target in &fuzzed {
        println!("{target}");
    }
    Ok(fuzzed.iter().all(|target| target.broken.is_none()))
}
