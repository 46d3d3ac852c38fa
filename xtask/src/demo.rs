//! `cargo xtask demo`: from a fresh checkout to an open desk. Prepares and builds; the play itself is
//! the tests package's `scrim-demo`, which knows the product.

use crate::packages::{self, Purpose};
use crate::programs::{self, Desk, Speed};
use crate::root::Root;
use crate::steps::Steps;
use crate::{node, tools};
use std::env;
use std::process::Command;

/// How to show it.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Play a scripted review on a screen in memory; pictures and a summary land in target/demo.
    #[arg(long)]
    headless: bool,
}

/// Prepares, builds and shows.
///
/// # Errors
/// When a step fails; the message holds the end of its log.
pub(crate) fn run(root: &Root, options: &Options) -> anyhow::Result<bool> {
    let headless = options.headless || !has_screen();
    let mut steps = Steps::new(root, "demo");
    packages::ensure(&mut steps, &[Purpose::Build, Purpose::Window])?;
    node::build(&mut steps)?;
    programs::build(&mut steps, Desk::Automated, Speed::Debug)?;
    // Sign-in is typed into the window by a driver, on either kind of screen: the product has no back door.
    tools::ensure(&mut steps, tools::Tool::TauriDriver)?;
    steps.run(
        "build the demonstration",
        &mut root.cargo("build --package scrim-tests --bin scrim-demo"),
    )?;
    if headless {
        play(&mut steps)?;
    } else {
        open(&mut steps)?;
    }
    Ok(true)
}

/// Windows and macOS always have one; elsewhere the session says so.
fn has_screen() -> bool {
    !cfg!(target_os = "linux")
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| env::var_os(name).is_some_and(|value| !value.is_empty()))
}

fn play(steps: &mut Steps) -> anyhow::Result<()> {
    let mut command = demonstration(steps);
    steps.show("play a scripted review", command.arg("--headless"))
}

fn open(steps: &mut Steps) -> anyhow::Result<()> {
    let mut command = demonstration(steps);
    steps.show("open the desk; Ctrl+C ends it", &mut command)
}

fn demonstration(steps: &Steps) -> Command {
    let mut command = steps
        .root()
        .cargo("run --quiet --package scrim-tests --bin scrim-demo --");
    tools::put_on_path(steps.root(), &mut command);
    command
}
