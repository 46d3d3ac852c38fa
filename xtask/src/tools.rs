//! Developer tools that come as crates, built once into `target/tools`.

use crate::packages::find_program;
use crate::root::Root;
use crate::steps::Steps;
use std::env;
use std::ffi::OsString;
use std::process::Command;

/// Makes sure that `tauri-driver`, which drives the desk's window, is there.
///
/// # Errors
/// When it cannot be built.
pub(crate) fn ensure_tauri_driver(steps: &mut Steps) -> anyhow::Result<()> {
    if find_program("tauri-driver").is_some() || steps.root().join("target/tools/bin/tauri-driver").is_file() {
        return Ok(());
    }
    let mut install = steps
        .root()
        .cargo("install tauri-driver --version ^2 --locked --root target/tools");
    steps.run("build tauri-driver", &mut install)?;
    Ok(())
}

/// Makes sure that `cargo fuzz` is there.
///
/// # Errors
/// When it cannot be built.
pub(crate) fn ensure_cargo_fuzz(steps: &mut Steps) -> anyhow::Result<()> {
    if find_program("cargo-fuzz").is_some() || steps.root().join("target/tools/bin/cargo-fuzz").is_file() {
        return Ok(());
    }
    let mut install = steps
        .root()
        .cargo("install cargo-fuzz --version ^0.13 --locked --root target/tools");
    steps.run("build cargo-fuzz", &mut install)?;
    Ok(())
}

/// Puts the folder of those tools first in a command's search path.
pub(crate) fn put_on_path(root: &Root, command: &mut Command) {
    let own = root.join("target/tools/bin");
    let rest = env::var_os("PATH").unwrap_or_default();
    let joined =
        env::join_paths([own].into_iter().chain(env::split_paths(&rest))).unwrap_or_else(|_| OsString::from(&rest));
    command.env("PATH", joined);
}
