//! Debian's Rust for other systems: its packages beside rustup's, and a cargo command by them.
//!
//! rustup's own targets would have to be downloaded from elsewhere. Debian's compiler has every target built in and
//! the sources of the standard library in a package, which cargo then builds along (`-Z build-std`); that is still an
//! unstable option, which `RUSTC_BOOTSTRAP` lets through. Nothing that is shipped is built this way.

use super::surroundings::{self, Setting};
use super::system::System;
use crate::packages;
use crate::root::Root;
use crate::steps::Steps;
use anyhow::{Context, bail};
use std::fs;
use std::process::Command;

const RUSTC: &str = "/usr/bin/rustc";
const CARGO: &str = "/usr/bin/cargo";
/// Build scripts must find no compiler but Debian's.
const PATH: &str = "/usr/bin:/bin";

/// That all of it is there.
pub(super) struct Toolchain(());

/// Installs what is missing.
///
/// # Errors
/// When something is missing for good: the sentence says what.
pub(super) fn ensure(steps: &mut Steps, system: System) -> anyhow::Result<Toolchain> {
    packages::ensure(steps, system.purposes())?;
    let said = Command::new(RUSTC)
        .arg("--version")
        .env_remove("LD_LIBRARY_PATH")
        .output()
        .with_context(|| format!("{RUSTC} cannot be started"))?;
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    let manifest = fs::read_to_string(steps.root().join("Cargo.toml")).context("Cargo.toml cannot be read")?;
    match (version_in(&said), needed_by(&manifest)) {
        (Some(has), Some(needed)) if has >= needed => Ok(Toolchain(())),
        _ => bail!(
            "the system's compiler is older than Cargo.toml's rust-version: {}",
            said.trim()
        ),
    }
}

impl Toolchain {
    /// A cargo command for the system, with a target folder of its own.
    #[expect(clippy::unused_self, reason = "only who has a toolchain has its cargo")]
    pub(super) fn cargo(&self, root: &Root, system: System, verb: &str) -> Command {
        let mut command = root.command(CARGO);
        surroundings::clear(&mut command);
        command
            .arg(verb)
            .args(["-Z", "build-std=std,panic_abort", "-Z", "warnings"])
            .args([
                "--config",
                "build.warnings=\"deny\"",
                "--locked",
                "--target",
                system.triple(),
            ])
            .env("PATH", PATH)
            .env("RUSTC", RUSTC)
            .env("RUSTC_BOOTSTRAP", "1")
            .env("CARGO_TARGET_DIR", root.join("target/cross"))
            // A folder of several gigabytes otherwise, of which nothing is debugged.
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_PROFILE_DEV_DEBUG", "0");
        for Setting { name, value } in surroundings::compilers(root, system) {
            command.env(name, value);
        }
        command
    }
}

/// From `rustc 1.96.0 (…)`.
fn version_in(said: &str) -> Option<(u32, u32)> {
    major_and_minor(said.strip_prefix("rustc ")?)
}

/// From the workspace's `rust-version = "1.95"`.
fn needed_by(manifest: &str) -> Option<(u32, u32)> {
    let line = manifest
        .lines()
        .find_map(|line| line.strip_prefix("rust-version = \""))?;
    major_and_minor(line)
}

fn major_and_minor(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.split(|letter: char| !letter.is_ascii_digit());
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_older_compiler_is_told_from_one_that_suffices() {
        assert_eq!(version_in("rustc 1.96.0 (ac68faa20 2026-05-25)"), Some((1, 96)));
        assert_eq!(
            needed_by("[workspace.package]\nrust-version = \"1.95\"\n"),
            Some((1, 95))
        );
        assert!(version_in("rustc 1.100.2") > needed_by("rust-version = \"1.95\""));
        assert_eq!(version_in("sh: rustc: not found"), None);
    }
}
