//! Unit tests for Windows, run under Debian's Wine. Knows where Wine keeps what it pretends, and one thing that its
//! version lacks.

use super::system::System;
use super::toolchain::Toolchain;
use crate::root::Root;
use crate::steps::Steps;
use anyhow::Context;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Debian puts none of it on the path.
const WINE: &str = "/usr/lib/wine/wine64";
/// What has unit tests that a system could make fail: pure rules, pixels, what a worker says and where there is none,
/// the contract, and all that the desk does.
const CRATES: [&str; 6] = [
    "scrim-hashing",
    "scrim-model",
    "scrim-media",
    "scrim-worker",
    "scrim-wire",
    "scrim-desk",
];
/// libjpeg-turbo and the readers of files are among what is tested.
const FEATURES: &str = "scrim-media/decode,scrim-media/render";

/// The command that compiles the tests and runs them, each test program under Wine.
///
/// # Errors
/// When the pretended Windows cannot be made.
pub(super) fn tests(steps: &mut Steps, toolchain: &Toolchain) -> anyhow::Result<Command> {
    let prefix = ensure_prefix(steps)?;
    let root = steps.root();
    let mut command = toolchain.cargo(root, System::Windows, "test");
    for crate_name in CRATES {
        command.args(["--package", crate_name]);
    }
    command
        .args(["--features", FEATURES, "--lib", "--no-fail-fast", "--", "--show-output"])
        .env("CARGO_TARGET_X86_64_PC_WINDOWS_GNU_RUNNER", WINE)
        // Asked for by a test program, cargo would have to be one of Windows.
        .env("INSTA_WORKSPACE_ROOT", root.join(""))
        .env("INSTA_UPDATE", "no");
    put_on(&mut command, &prefix);
    Ok(command)
}

fn put_on(command: &mut Command, prefix: &Path) {
    command
        .env("WINEPREFIX", prefix)
        .env("WINEDEBUG", "-all")
        // No window, no browser and no .NET, and nobody asked whether to install them.
        .env("WINEDLLOVERRIDES", "mscoree,mshtml,winemenubuilder.exe=")
        .env_remove("DISPLAY");
}

/// A Windows of the project's own under `target`, with what this Wine lacks.
fn ensure_prefix(steps: &mut Steps) -> anyhow::Result<PathBuf> {
    let root = steps.root().clone();
    let prefix = root.join("target/cross/wine");
    let libraries = prefix.join("drive_c/windows/system32");
    if !libraries.is_dir() {
        fs::create_dir_all(&prefix).with_context(|| format!("cannot make {}", root.shown(&prefix)))?;
        let mut boot = root.command(WINE);
        boot.args(["wineboot", "--init"]);
        put_on(&mut boot, &prefix);
        steps.run("make a Windows for Wine", &mut boot)?;
    }
    let mut compile = shim(&root, &libraries);
    steps.run("compile what Wine lacks", &mut compile)?;
    Ok(prefix)
}

/// Rust's standard library takes its randomness from `ProcessPrng`, which came to Wine after Debian's version.
fn shim(root: &Root, libraries: &Path) -> Command {
    let mut compile = root.command("x86_64-w64-mingw32-gcc");
    compile
        .args(["-shared", "-O1", "-Wall", "-Werror", "-o"])
        .arg(libraries.join("bcryptprimitives.dll"))
        .arg("xtask/src/cross/process-prng.c")
        .arg("-ladvapi32");
    compile
}
