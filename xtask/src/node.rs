//! The web part's dependencies and its build. Knows npm's words and nothing of what the UI shows.

use crate::packages::find_program;
use crate::root::Root;
use crate::steps::Steps;
use anyhow::bail;
use std::fs;
use std::process::Command;

/// npm in the UI's folder.
pub(crate) fn npm(root: &Root, words: &str) -> Command {
    let program = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let mut command = root.command(program);
    command
        .current_dir(root.join("ui"))
        .env("NO_COLOR", "1")
        .args(words.split_whitespace());
    command
}

/// Installs the dependencies exactly as locked, unless they are there.
///
/// # Errors
/// When Node.js is not there, or npm fails.
pub(crate) fn ensure_dependencies(steps: &mut Steps) -> anyhow::Result<()> {
    if find_program(if cfg!(windows) { "npm.cmd" } else { "npm" }).is_none() {
        bail!("Node.js 20 or newer is needed, and its npm: install it from your system's packages or nodejs.org");
    }
    if !is_current(steps.root()) {
        let mut install = npm(steps.root(), "ci --no-audit --no-fund");
        steps.run("install the UI's dependencies", &mut install)?;
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
fn is_current(root: &Root) -> bool {
    let changed = |path: &str| fs::metadata(root.join(path)).and_then(|file| file.modified());
    match (
        changed("ui/node_modules/.package-lock.json"),
        changed("ui/package-lock.json"),
    ) {
        (Ok(installed), Ok(locked)) => installed >= locked,
        _ => false,
    }
}
