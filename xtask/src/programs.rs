//! Builds Scrim's own programs: the hub, its worker, the desk.

use crate::selection::{self, Window};
use crate::steps::Steps;

/// Which build of the desk.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Desk {
    /// None: only the programs without a window.
    Without,
    /// One that a script can play.
    Automated,
    /// One that a script can play and that tells the tests what it painted when.
    Tapped,
}

/// How much the compiler tries.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Speed {
    /// Quick to build; only codecs and ciphers are optimised.
    Debug,
    /// As it is given to people, for measuring.
    Release,
}

/// Builds all programs as the checks and tests want them, whatever else they need being compiled for them once.
///
/// # Errors
/// When the compiler finds a fault.
pub(crate) fn for_tests(steps: &mut Steps, window: Window) -> anyhow::Result<()> {
    let mut command = selection::cargo(steps.root(), "build", window);
    // Not the program that asks, which some systems let nobody replace while it runs; and one example: it prints the
    // window's types.
    command.args(["--exclude", "xtask", "--bins", "--example", "typescript"]);
    steps.run("build all programs", &mut command)?;
    Ok(())
}

/// Builds those that people are given, for themselves.
///
/// # Errors
/// When the compiler finds a fault.
pub(crate) fn build(steps: &mut Steps, desk: Desk, speed: Speed) -> anyhow::Result<()> {
    let mut command = steps.root().cargo("build --package scrim-hub --package scrim-worker");
    match desk {
        Desk::Without => &mut command,
        Desk::Automated => command.args(["--package", "scrim", "--features", "scrim/automation"]),
        Desk::Tapped => command.args(["--package", "scrim", "--features", "scrim/automation,scrim/tap"]),
    };
    if speed == Speed::Release {
        command.arg("--release");
    }
    steps.run(
        if desk == Desk::Without {
            "build the hub"
        } else {
            "build the hub and the desk"
        },
        &mut command,
    )?;
    Ok(())
}
