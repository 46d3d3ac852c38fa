//! Developer commands: `cargo xtask demo | test | check | gen | tidy | supply | package | update | book | fuzz | mutate | bench`.
//! Knows how the project is built, tested and measured, and nothing of what Scrim does.
//! It is the program that installs the system libraries, so it needs none of them to compile.

#![expect(clippy::print_stdout, reason = "a command-line program speaks on standard output")]

mod api_page;
mod bench;
mod book;
mod check;
mod cross;
mod demo;
mod fuzz;
mod generate;
mod leftovers;
mod mutate;
mod node;
mod oracle;
mod package;
mod packages;
mod programs;
mod python;
mod reasons;
mod root;
mod selection;
mod steps;
mod supply;
mod test;
mod tidy;
mod tools;
mod update;

use clap::Parser;
use root::Root;
use std::process::ExitCode;

#[derive(Parser)]
#[command(
    name = "cargo xtask",
    bin_name = "cargo xtask",
    about = "Developer commands for Scrim"
)]
enum Command {
    /// Install what is missing, build, and open the desk on generated pictures.
    Demo(demo::Options),
    /// Install what is missing and run the tests; counts by kind and every skip at the end.
    Test(test::Options),
    /// Format, lints, types, what comes in from outside, generated files, the book's commands; with `--target`, other systems.
    Check(check::Options),
    /// Write the generated files: the window's types and the HTTP contract.
    Gen(generate::Options),
    /// The rules of the house that no other tool checks.
    Tidy,
    /// What comes in from outside: licences, sources, weaknesses, counts, and the list of it for a release.
    Supply,
    /// Packages of hub and desk for this system; with `--test`, installed, run and removed on a clean one.
    Package(package::Options),
    /// What desks are told of a version, signed, beside its packages.
    Update(update::Options),
    /// The guides as a book.
    Book,
    /// Throw random bytes at every reader of strangers' bytes; a table of runs and coverage.
    Fuzz(fuzz::Options),
    /// Take safeguards out of a copy of the hub, or change the wellness rules, and see that the tests notice.
    Mutate(mutate::Options),
    /// Measure; a table of percentiles, and ratios to the peers.
    Bench(bench::Options),
}

fn main() -> ExitCode {
    match run(Command::parse(), &Root::find()) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            println!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}

/// `false` when the command ran to its end and found a fault.
fn run(command: Command, root: &Root) -> anyhow::Result<bool> {
    match command {
        Command::Demo(options) => demo::run(root, &options),
        Command::Test(options) => test::run(root, &options),
        Command::Check(options) => check::run(root, &options),
        Command::Gen(options) => generate::run(root, &options),
        Command::Tidy => tidy::run(root),
        Command::Supply => supply::run(root),
        Command::Package(options) => package::run(root, &options),
        Command::Update(options) => update::run(&options),
        Command::Book => book::run(root),
        Command::Fuzz(options) => fuzz::run(root, &options),
        Command::Mutate(options) => mutate::run(root, &options),
        Command::Bench(options) => bench::run(root, &options),
    }
}
