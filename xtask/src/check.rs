//! `cargo xtask check`: everything that can be said about the code without running it, and about what comes along with
//! it and what is written about it. Goes on after a fault, so that one run names all of them. With `--target`, what other
//! systems' compilers say instead.

use crate::cross::{self, System, Wish};
use crate::packages::{self, Purpose};
use crate::python::Environment;
use crate::root::Root;
use crate::selection::{self, Window};
use crate::steps::Steps;
use crate::{node, oracle, supply, tidy};
use std::process::Command;

/// What to check.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Only that everything compiles for another system, seen from Debian; cold, ten minutes and 5 GB.
    #[arg(long, value_name = "SYSTEM")]
    target: Vec<System>,
    /// Also run the unit tests of that system, where something here can: Windows, under Wine.
    #[arg(long, requires = "target")]
    tests: bool,
}

/// Runs every check, or those of other systems.
///
/// # Errors
/// When what the checks need cannot be installed.
pub(crate) fn run(root: &Root, options: &Options) -> anyhow::Result<bool> {
    if options.target.is_empty() {
        return here(root);
    }
    let wish = Wish {
        systems: options.target.clone(),
        tests: options.tests,
    };
    cross::run(root, &wish)
}

fn here(root: &Root) -> anyhow::Result<bool> {
    let mut steps = Steps::new(root, "check");
    let mut faults = Vec::new();
    if !tidy::run(root)? {
        faults.push("tidy".to_owned());
    }
    check(
        &mut steps,
        &mut faults,
        "format",
        &mut root.cargo("fmt --all -- --check"),
    )?;
    // The book's commands run what the tests run, so they have what the tests have.
    packages::ensure(&mut steps, &[Purpose::Build, Purpose::Window, Purpose::Database])?;
    // The desk embeds the built UI: without it the workspace does not compile.
    node::build(&mut steps)?;
    let mut lint = root.cargo("clippy --workspace --all-targets -- -D warnings");
    check(&mut steps, &mut faults, "lint", &mut lint)?;
    check(
        &mut steps,
        &mut faults,
        "types and lints of the UI",
        &mut node::npm(root, "run check"),
    )?;
    supply::look(&mut steps, &mut faults)?;
    // The fuzzer's programs are a workspace of their own, which no other step here resolves.
    let mut resolve = root.cargo("metadata --locked --format-version 1 --manifest-path fuzz/Cargo.toml");
    check(&mut steps, &mut faults, "the fuzzer's lock file", &mut resolve)?;
    check(
        &mut steps,
        &mut faults,
        "generated files",
        &mut root.cargo("run --quiet --package xtask -- gen --check"),
    )?;
    book(&mut steps, &mut faults)?;
    Ok(report(&faults))
}

/// Its Python programs want what a test's Python has.
fn book(steps: &mut Steps, faults: &mut Vec<String>) -> anyhow::Result<()> {
    let mut command = selection::cargo(steps.root(), "test", Window::Played);
    command.args("--test programs -- --show-output book::".split(' '));
    match oracle::ensure(steps)? {
        Environment::Ready(python) => command.env(oracle::VARIABLE, python),
        Environment::Absent(why) => {
            println!("skipped: the Python of the book, because {why}");
            &mut command
        }
    };
    check(steps, faults, "every command of the book", &mut command)
}

fn check(steps: &mut Steps, faults: &mut Vec<String>, title: &str, command: &mut Command) -> anyhow::Result<()> {
    let ended = steps.attempt(title, command)?;
    if !ended.succeeded() {
        println!("{}", ended.failure(steps.root()));
        faults.push(title.to_owned());
    }
    Ok(())
}

fn report(faults: &[String]) -> bool {
    if faults.is_empty() {
        println!("\nall checks hold");
    } else {
        println!("\nfailed: {}", faults.join(", "));
    }
    faults.is_empty()
}
