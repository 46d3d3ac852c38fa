//! Builds Scrim's own programs: the hub, its worker, the desk.

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

/// Builds them.
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
