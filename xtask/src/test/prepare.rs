//! Brings a machine to the point where the tests can run: packages, programs, reference.

use super::stages::Surroundings;
use super::tally::Tally;
use super::{Kind, Options};
use crate::oracle;
use crate::programs;
use crate::python::Environment;
use crate::selection::Window;
use crate::steps::Steps;
use crate::{node, packages, tools};
use std::path::PathBuf;

/// Installs, builds and starts what the chosen tests need; what is left out is put on the tally.
///
/// # Errors
/// When something that is not optional cannot be had.
pub(super) fn prepare(steps: &mut Steps, tally: &mut Tally, options: &Options) -> anyhow::Result<Surroundings> {
    packages::ensure(steps, &options.needs())?;
    build(steps, tally, options)?;
    if options.leaves_out(Kind::Whole) {
        tally.skip("the whole system in a real window, because of --quick");
    }
    Ok(Surroundings {
        oracle: reference(steps, tally, options)?,
        full: options.full,
        server: !options.quick,
        window: window(options),
    })
}

fn window(options: &Options) -> Window {
    if options.builds_desk() {
        Window::Played
    } else {
        Window::Without
    }
}

fn build(steps: &mut Steps, tally: &mut Tally, options: &Options) -> anyhow::Result<()> {
    if !options.builds() {
        return Ok(());
    }
    if options.builds_desk() {
        node::build(steps)?;
    } else {
        tally.skip("the desk's window, because its system libraries are not installed");
    }
    if options.runs(Kind::Whole) {
        tools::ensure(steps, tools::Tool::TauriDriver)?;
        node::ensure_provider(steps)?;
    }
    programs::for_tests(steps, window(options))
}

fn reference(steps: &mut Steps, tally: &mut Tally, options: &Options) -> anyhow::Result<Option<PathBuf>> {
    if !options.runs(Kind::Oracle) && !options.runs(Kind::Whole) {
        return Ok(None);
    }
    match oracle::ensure(steps)? {
        Environment::Ready(python) => Ok(Some(python)),
        Environment::Absent(why) => {
            tally.skip(&format!("what is held against other people's programs, because {why}"));
            Ok(None)
        }
    }
}
