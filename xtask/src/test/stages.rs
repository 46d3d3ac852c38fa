//! The stages of a test run: which command each is, and what its output says.

use super::counts::{self, Reading};
use super::tally::Tally;
use super::{Kind, Options};
use crate::selection::{self, Window};
use crate::steps::{Ended, Steps};
use crate::{node, oracle, tools};
use std::path::PathBuf;
use std::process::Command;

/// Set when long runs are wanted.
const FULL_VARIABLE: &str = "SCRIM_TEST_FULL";
/// Set when the suite of the store is to leave the database server out.
const WITHOUT_SERVER_VARIABLE: &str = "SCRIM_TEST_WITHOUT_POSTGRES";
/// On which engine the tests of the hub's API keep its memory, where not on SQLite.
const ENGINE_VARIABLE: &str = "SCRIM_TEST_ENGINE";
/// Where a real HMA answers, for the tests of its client.
const HMA_VARIABLE: &str = "HMA_URL";

/// What the tests are told of their surroundings.
pub(super) struct Surroundings {
    pub(super) oracle: Option<PathBuf>,
    pub(super) full: bool,
    /// Whether the store is tested on a database server too.
    pub(super) server: bool,
    /// Whether the desk's own crate can be compiled here.
    pub(super) window: Window,
}

/// Runs the stages that were asked for.
///
/// # Errors
/// When a stage's program cannot be started.
pub(super) fn run(
    steps: &mut Steps,
    tally: &mut Tally,
    options: &Options,
    around: &Surroundings,
) -> anyhow::Result<()> {
    if options.runs(Kind::Unit) {
        unit(steps, tally, around)?;
    } else if options.runs(Kind::Oracle) && around.oracle.is_some() {
        hashes(steps, tally, around)?;
    }
    if options.runs(Kind::Ui) {
        ui(steps, tally)?;
    }
    if options.runs(Kind::Whole) {
        whole(steps, tally, around)?;
    }
    if options.runs(Kind::Hma) {
        hma(steps, tally)?;
    }
    Ok(())
}

/// Banks of the tests' own are made there and taken away again; nothing else is touched.
fn hma(steps: &mut Steps, tally: &mut Tally) -> anyhow::Result<()> {
    anyhow::ensure!(
        std::env::var_os(HMA_VARIABLE).is_some(),
        "set {HMA_VARIABLE} to the address of an HMA that may be written to, such as http://127.0.0.1:5100; without \
         one, the stand-in is tested by `cargo test -p scrim-tests --test hma`"
    );
    let words = "test --package scrim-tests --test hma --no-fail-fast -- --show-output client:: telling::";
    let ended = steps.attempt("the client of HMA against a real one", &mut steps.root().cargo(words))?;
    record(steps, tally, &ended, counts::read_cargo(&ended.output(), "hma"));
    Ok(())
}

fn unit(steps: &mut Steps, tally: &mut Tally, around: &Surroundings) -> anyhow::Result<()> {
    let mut command = selection::cargo(steps.root(), "test", around.window);
    command.args(["--no-fail-fast", "--lib", "--bins"]);
    selection::add_tests_of_crates(steps.root(), &mut command)?;
    command.args(["--", "--show-output"]);
    around.tell(&mut command);
    let ended = steps.attempt("Rust tests", &mut command)?;
    record(steps, tally, &ended, counts::read_cargo(&ended.output(), "unit"));
    let mut examples = selection::cargo(steps.root(), "test", around.window);
    examples.args(["--no-fail-fast", "--doc"]);
    let ended = steps.attempt("examples in the documentation", &mut examples)?;
    record(steps, tally, &ended, counts::read_cargo(&ended.output(), "doc"));
    if around.full && around.server {
        hub_on_the_server(steps, tally, around)?;
    }
    Ok(())
}

/// The hub's API once more, with its memory on a database server.
fn hub_on_the_server(steps: &mut Steps, tally: &mut Tally, around: &Surroundings) -> anyhow::Result<()> {
    let keeper = "build --package scrim-store --example cluster";
    steps.run("build what makes databases", &mut steps.root().cargo(keeper))?;
    let words = "test --package scrim-hub --lib --no-fail-fast -- --show-output api::";
    let mut command = steps.root().cargo(words);
    around.tell(&mut command);
    command.env(ENGINE_VARIABLE, "postgres");
    let ended = steps.attempt("the hub's API on PostgreSQL", &mut command)?;
    record(steps, tally, &ended, counts::read_cargo(&ended.output(), "server"));
    Ok(())
}

fn hashes(steps: &mut Steps, tally: &mut Tally, around: &Surroundings) -> anyhow::Result<()> {
    let mut command = steps
        .root()
        .cargo("test --package scrim-hashing --package scrim-worker --no-fail-fast -- --show-output");
    around.tell(&mut command);
    let ended = steps.attempt("hashes against the reference", &mut command)?;
    record(steps, tally, &ended, counts::read_cargo(&ended.output(), "unit"));
    Ok(())
}

fn ui(steps: &mut Steps, tally: &mut Tally) -> anyhow::Result<()> {
    node::ensure_dependencies(steps)?;
    let ended = steps.attempt("UI tests", node::npm(steps.root(), "test").env("CI", "true"))?;
    record(steps, tally, &ended, counts::read_vitest(&ended.output()));
    Ok(())
}

/// Each test opens a desktop of its own: screen, bus, keyring and folders are the harness's to know.
fn whole(steps: &mut Steps, tally: &mut Tally, around: &Surroundings) -> anyhow::Result<()> {
    // Two hubs side by side are no worse than one; two desktops would take the keyboard from each other.
    let without = "--test programs --test hma --no-fail-fast -- --show-output --test-threads=2";
    let with = "--test faults --test window --no-fail-fast -- --show-output --test-threads=1";
    for (title, words) in [
        ("whole-system tests of programs", without),
        ("whole-system tests in a real window, and under faults", with),
    ] {
        let mut command = selection::cargo(steps.root(), "test", around.window);
        command.args(words.split_whitespace());
        tools::put_on_path(steps.root(), &mut command);
        around.tell(&mut command);
        let ended = steps.attempt(title, &mut command)?;
        record(steps, tally, &ended, counts::read_cargo(&ended.output(), "whole"));
    }
    Ok(())
}

fn record(steps: &Steps, tally: &mut Tally, ended: &Ended, reading: Reading) {
    if !ended.succeeded() {
        println!("{}", ended.failure(steps.root()));
    }
    tally.add(ended, reading);
}

impl Surroundings {
    fn tell(&self, command: &mut Command) {
        command.env("INSTA_UPDATE", "no");
        if let Some(python) = &self.oracle {
            command.env(oracle::VARIABLE, python);
        }
        if !self.server {
            command.env(WITHOUT_SERVER_VARIABLE, "1");
        }
        if self.full {
            command.env(FULL_VARIABLE, "1").env("PROPTEST_CASES", "10000");
        }
    }
}
