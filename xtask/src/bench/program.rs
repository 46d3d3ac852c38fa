//! Benchmarks that are programs of the tests package and print the common format.

use super::measured::Measured;
use super::peers;
use crate::packages::{self, Purpose};
use crate::programs::{self, Desk, Speed};
use crate::steps::Steps;
use crate::{node, tools};
use anyhow::Context;
use serde_json::{Deserializer, Value};
use std::process::Command;

/// Leases, verdicts and ingest: the hub alone, under load.
///
/// # Errors
/// When the program fails or prints no figures.
pub(super) fn measure_hub(steps: &mut Steps) -> anyhow::Result<Measured> {
    packages::ensure(steps, &[Purpose::Build])?;
    programs::build(steps, Desk::Without, Speed::Release)?;
    let command = build(steps, "bench-hub")?;
    measure(steps, "hub", command)
}

/// From a key to the picture on the screen, in a real window.
///
/// # Errors
/// When the program fails or prints no figures.
pub(super) fn measure_desk(steps: &mut Steps) -> anyhow::Result<Measured> {
    let command = window(steps)?;
    measure(steps, "desk", command)
}

/// How long the window takes to hide what it shows, while the hub is busy and slow.
///
/// # Errors
/// When the program fails or prints no figures.
pub(super) fn measure_hide(steps: &mut Steps, small: bool) -> anyhow::Result<Measured> {
    let mut command = window(steps)?;
    command.arg("hide").args(small.then_some("small"));
    measure(steps, "hide", command)
}

/// How the window scrolls and filters long lists, which the measure of the desk ends with.
///
/// # Errors
/// When the program fails or prints no figures.
pub(super) fn measure_long(steps: &mut Steps, small: bool) -> anyhow::Result<Measured> {
    let mut command = window(steps)?;
    command.arg("long").args(small.then_some("small"));
    measure(steps, "long", command)
}

fn window(steps: &mut Steps) -> anyhow::Result<Command> {
    packages::ensure(steps, &[Purpose::Build, Purpose::Window])?;
    tools::ensure(steps, tools::Tool::TauriDriver)?;
    node::build(steps)?;
    programs::build(steps, Desk::Tapped, Speed::Release)?;
    build(steps, "bench-desk")
}

/// How much has to be seen for the same decisions, simulated.
///
/// # Errors
/// When the program fails or prints no figures.
pub(super) fn measure_exposure(steps: &mut Steps) -> anyhow::Result<Measured> {
    packages::ensure(steps, &[Purpose::Build])?;
    let command = build(steps, "bench-exposure")?;
    measure(steps, "exposure", command)
}

/// The near-match index, beside faiss where it can be installed.
///
/// # Errors
/// When the program fails or prints no figures.
pub(super) fn measure_index(steps: &mut Steps, small: bool) -> anyhow::Result<Measured> {
    packages::ensure(steps, &[Purpose::Build])?;
    let mut command = build(steps, "bench-index")?;
    command.args(small.then_some("small"));
    let peers = peers::faiss(steps)?;
    command.envs(peers.variables);
    let mut measured = measure(steps, "index", command)?;
    for note in peers.notes {
        measured.note(note);
    }
    Ok(measured)
}

/// Lists as files, and a hub that starts with what they brought.
///
/// # Errors
/// When the program fails or prints no figures.
pub(super) fn measure_lists(steps: &mut Steps, small: bool) -> anyhow::Result<Measured> {
    packages::ensure(steps, &[Purpose::Build])?;
    programs::build(steps, Desk::Without, Speed::Release)?;
    let mut command = build(steps, "bench-lists")?;
    command.args(small.then_some("small"));
    measure(steps, "lists", command)
}

/// Decoding, hashing and renditions, beside other libraries where they can be installed.
///
/// # Errors
/// When the program fails or prints no figures.
pub(super) fn measure_pixels(steps: &mut Steps) -> anyhow::Result<Measured> {
    packages::ensure(steps, &[Purpose::Build])?;
    let mut worker = steps.root().cargo("build --release --package scrim-worker");
    steps.run("build the worker", &mut worker)?;
    let mut command = build(steps, "bench-pixels")?;
    let peers = peers::ensure(steps)?;
    let pictures = steps.root().join("target/bench-pixels");
    command.env("SCRIM_BENCH_PICTURES", pictures).envs(peers.variables);
    let mut measured = measure(steps, "pixels", command)?;
    for note in peers.notes {
        measured.note(note);
    }
    Ok(measured)
}

pub(super) fn build(steps: &mut Steps, program: &str) -> anyhow::Result<Command> {
    let which = format!("--release --package scrim-tests --bin {program}");
    steps.run(
        &format!("build {program}"),
        &mut steps.root().cargo(&format!("build {which}")),
    )?;
    let mut command = steps.root().cargo(&format!("run --quiet {which}"));
    tools::put_on_path(steps.root(), &mut command);
    Ok(command)
}

fn measure(steps: &mut Steps, bench: &'static str, command: Command) -> anyhow::Result<Measured> {
    Measured::from_json(bench, &figures(steps, bench, command)?)
}

/// What a program printed, in the common format.
pub(super) fn figures(steps: &mut Steps, bench: &str, mut command: Command) -> anyhow::Result<Value> {
    let ended = steps.run(&format!("measure the {bench}"), &mut command)?;
    figures_in(&ended.output()).with_context(|| format!("the benchmark of the {bench} printed no figures"))
}

/// The figures stand somewhere among what the program logged.
fn figures_in(output: &str) -> Option<Value> {
    let starts = output.match_indices('{').filter_map(|(at, _)| output.get(at..));
    let values = starts.filter_map(|text| Deserializer::from_str(text).into_iter::<Value>().next()?.ok());
    values.into_iter().find(|value| value["rows"].is_array())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_are_found_among_other_lines() {
        let output = "INFO {x} {\"ready\":true}\n{\n  \"bench\": \"hub\",\n  \"rows\": []\n}\nbye\n";
        assert_eq!(figures_in(output).unwrap()["bench"], "hub");
        assert_eq!(figures_in("{\"ready\":true}"), None);
    }
}
