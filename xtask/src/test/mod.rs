//! `cargo xtask test`: what runs, in which order, and what it comes to.

mod counts;
mod oracle;
mod stages;
mod tally;

use crate::node;
use crate::packages::{self, Purpose};
use crate::postgres::Cluster;
use crate::programs::{self, Desk};
use crate::root::Root;
use crate::steps::Steps;
use crate::tools;
use std::time::Instant;
use tally::Tally;

/// What to run.
#[derive(clap::Args, Default)]
pub(crate) struct Options {
    /// Leave out the tests in a real window and those on PostgreSQL.
    #[arg(long)]
    quick: bool,
    /// Let the tests that draw cases at random draw many more, and the long ones run long.
    #[arg(long, conflicts_with = "quick")]
    full: bool,
    /// Only these kinds; all of them when none is named.
    kinds: Vec<Kind>,
}

/// A kind of test that can be asked for by name.
#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    /// Rust tests beside the code and each crate's own, on both databases.
    Unit,
    /// The UI's tests.
    Ui,
    /// The whole system in a real window, on a desktop session of its own.
    Whole,
    /// The hashes against another implementation.
    Oracle,
}

impl Options {
    fn runs(&self, kind: Kind) -> bool {
        let named = self.kinds.is_empty() || self.kinds.contains(&kind);
        named && !(self.quick && kind == Kind::Whole)
    }

    /// Without the libraries of a window a quick run does what it can, and says so.
    fn builds_desk(&self) -> bool {
        !self.quick || packages::present(&[Purpose::Build])
    }

    fn needs(&self) -> Vec<Purpose> {
        let mut purposes = vec![Purpose::Build];
        if self.runs(Kind::Whole) {
            purposes.push(Purpose::Window);
        }
        if self.runs(Kind::Unit) {
            purposes.push(Purpose::Database);
        }
        purposes
    }
}

/// Prepares, runs and counts; `false` when a test failed.
///
/// # Errors
/// When something that the tests need cannot be had.
pub(crate) fn run(root: &Root, options: &Options) -> anyhow::Result<bool> {
    let began = Instant::now();
    let mut steps = Steps::new(root, "test");
    let mut tally = Tally::default();
    let cluster = prepare(&mut steps, &mut tally, options)?;
    let surroundings = stages::Surroundings {
        oracle: oracle_of(&mut steps, &mut tally, options)?,
        postgres: cluster.as_ref().map(Cluster::url),
        full: options.full,
        desk: options.builds_desk(),
    };
    stages::run(&mut steps, &mut tally, options, &surroundings)?;
    println!("{}", tally.report(began.elapsed()));
    Ok(tally.passed())
}

fn prepare(steps: &mut Steps, tally: &mut Tally, options: &Options) -> anyhow::Result<Option<Cluster>> {
    if !options.quick {
        packages::ensure(steps, &options.needs())?;
    }
    if options.runs(Kind::Unit) || options.runs(Kind::Whole) {
        build(steps, tally, options)?;
    }
    if options.runs(Kind::Whole) {
        tools::ensure_tauri_driver(steps)?;
    } else if options.quick {
        tally.skip("the whole system in a real window, because of --quick");
    }
    if options.quick {
        tally.skip("the store on PostgreSQL, because of --quick");
        return Ok(None);
    }
    if options.runs(Kind::Unit) {
        Cluster::start().map(Some)
    } else {
        Ok(None)
    }
}

fn build(steps: &mut Steps, tally: &mut Tally, options: &Options) -> anyhow::Result<()> {
    if !options.builds_desk() {
        tally.skip("the desk's window, because its system libraries are not installed");
        return programs::build(steps, Desk::Without);
    }
    node::build(steps)?;
    programs::build(
        steps,
        if options.runs(Kind::Whole) {
            Desk::Tapped
        } else {
            Desk::Without
        },
    )
}

fn oracle_of(steps: &mut Steps, tally: &mut Tally, options: &Options) -> anyhow::Result<Option<std::path::PathBuf>> {
    if !options.runs(Kind::Oracle) {
        return Ok(None);
    }
    match oracle::ensure(steps)? {
        oracle::Oracle::Ready(python) => Ok(Some(python)),
        oracle::Oracle::Absent(why) => {
            tally.skip(&format!("the hashes against another implementation, because {why}"));
            Ok(None)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quick_run_opens_no_window_even_when_asked_by_name() {
        let options = Options {
            quick: true,
            full: false,
            kinds: vec![Kind::Whole, Kind::Ui],
        };
        assert!(!options.runs(Kind::Whole));
        assert!(options.runs(Kind::Ui));
        assert!(!options.runs(Kind::Unit));
    }

    #[test]
    fn a_run_of_the_ui_alone_needs_no_database_and_no_screen() {
        let options = Options {
            kinds: vec![Kind::Ui],
            ..Options::default()
        };
        assert_eq!(options.needs(), [Purpose::Build]);
    }
}
