//! The web part's dependencies and its build, and those of the tests. Knows npm's words and nothing of what the UI
//! shows.

use crate::packages::find_program;
use crate::root::Root;
use crate::steps::Steps;
use anyhow::bail;
use std::fs;
use std::process::Command;

/// Where the UI is.
const UI: &str = "ui";

/// Where the identity provider is that the tests sign in by.
const PROVIDER: &str = "tests/provider";

/// Where the bundler is that makes packages of the desk.
pub(crate) const BUNDLER: &str = "src-tauri/bundler";

/// npm in the UI's folder.
pub(crate) fn npm(root: &Root, words: &str) -> Command {
    npm_in(root, UI, words)
}

/// npm in a folder.
pub(crate) fn npm_in(root: &Root, folder: &str, words: &str) -> Command {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut command = root.command(program);
    command
        .current_dir(root.join(folder))
        .env("NO_COLOR", "1")
        .args(words.split_whitespace());
    command
}

/// Installs the UI's dependencies exactly as locked, unless they are there.
///
/// # Errors
/// When Node.js is not there, or npm fails.
pub(crate) fn ensure_dependencies(steps: &mut Steps) -> anyhow::Result<()> {
    ensure(steps, UI, "install the UI's dependencies")
}

/// Installs the identity provider of the tests, likewise.
///
/// # Errors
/// When Node.js is not there, or npm fails.
pub(crate) fn ensure_provider(steps: &mut Steps) -> anyhow::Result<()> {
    ensure(steps, PROVIDER, "install the identity provider of the tests")
}

/// Installs the bundler of the desk, likewise.
///
/// # Errors
/// When Node.js is not there, or npm fails.
pub(crate) fn ensure_bundler(steps: &mut Steps) -> anyhow::Result<()> {
    ensure(steps, BUNDLER, "install the bundler of the desk")
}

fn ensure(steps: &mut Steps, folder: &str, title: &str) -> anyhow::Result<()> {
    if find_program(if cfg!(windows) { "npm.cmd" } else { "npm" }).is_none() {
        bail!("Node.js 20 or newer is needed, and its npm: install it from your system's packages or nodejs.org");
    }
    if !is_current(steps.root(), folder) {
        let mut install = npm_in(steps.root(), folder, "ci --no-audit --no-fund");
        steps.run(title, &mut install)?;
    }
    Ok(())
}

/// Builds the UI that the desk embeds.
///
/// # Errors
/// When the build fails.
pub(crate) fn build(steps: &mut Steps) -> anyhow::Result<()> {
    ensure_dependencies(steps)?;
    let mut build = npm(steps.root(), "run build");
    steps.run("build the UI", &mut build)?;
    Ok(())
}

/// npm leaves a copy of the lock file inside the folder when an install went through.
fn is_current(root: &Root, folder: &str) -> bool {
    let changed = |path: &str| fs::metadata(root.join(folder).join(path)).and_then(|file| file.modified());
    match (changed("node_modules/.package-lock.json"), changed("package-lock.json")) {
        (Ok(installed), Ok(locked)) => installed >= locked,
        _ => false,
    }
}
