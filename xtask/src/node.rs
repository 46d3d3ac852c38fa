//! The web part's dependencies and its build, and those of the tests. Knows npm's words and nothing of what the UI
//! shows.

use crate::packages::find_program;
use crate::root::Root;
use crate::steps::Steps;
use anyhow::bail;
use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

/// Where the UI is.
const UI: &str = "ui";

/// What the last step of its build writes, in its folder.
const BUILT: &str = "dist/index.html";

/// What is in its folder and no part of what it is made from.
const NOT_MADE_FROM: [&str; 2] = ["dist", "node_modules"];

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

/// Builds the UI that the desk embeds, unless it is built: what is written anew has the desk compiled anew, whose release
/// takes minutes.
///
/// # Errors
/// When the build fails.
pub(crate) fn build(steps: &mut Steps) -> anyhow::Result<()> {
    ensure_dependencies(steps)?;
    if is_built(&steps.root().join(UI)) {
        return Ok(());
    }
    let mut build = npm(steps.root(), "run build");
    steps.run("build the UI", &mut build)?;
    Ok(())
}

/// Whether nothing that the UI is made from changed since it was built.
fn is_built(ui: &Path) -> bool {
    let apart = NOT_MADE_FROM.map(|name| ui.join(name));
    let changed = newest(ui, &|path| !apart.iter().any(|one| one == path));
    let built = fs::metadata(ui.join(BUILT)).and_then(|file| file.modified());
    matches!((changed, built), (Ok(changed), Ok(built)) if changed < built)
}

/// When the last of a folder's files and folders changed, of those that count: a folder changes when a file is taken out.
fn newest(folder: &Path, counts: &dyn Fn(&Path) -> bool) -> std::io::Result<SystemTime> {
    let mut newest = SystemTime::UNIX_EPOCH;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if !counts(&path) {
            continue;
        }
        newest = newest.max(entry.metadata()?.modified()?);
        if entry.file_type()?.is_dir() {
            newest = newest.max(self::newest(&path, counts)?);
        }
    }
    Ok(newest)
}

/// npm leaves a copy of the lock file inside the folder when an install went through.
fn is_current(root: &Root, folder: &str) -> bool {
    let changed = |path: &str| fs::metadata(root.join(folder).join(path)).and_then(|file| file.modified());
    match (changed("node_modules/.package-lock.json"), changed("package-lock.json")) {
        (Ok(installed), Ok(locked)) => installed >= locked,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn written(file: &Path, at: SystemTime) -> std::io::Result<()> {
        fs::create_dir_all(file.parent().unwrap_or(file))?;
        fs::write(file, "")?;
        fs::File::options().write(true).open(file)?.set_modified(at)
    }

    #[test]
    fn the_ui_is_built_until_one_of_its_files_is_newer() -> std::io::Result<()> {
        let ui = tempfile::tempdir()?;
        // Long after the folders that this makes.
        let at = |minutes| SystemTime::UNIX_EPOCH + Duration::from_hours(1_000_000) + Duration::from_mins(minutes);
        let source = ui.path().join("src/App.svelte");
        written(&source, at(1))?;
        assert!(!is_built(ui.path()), "there is no window yet");
        written(&ui.path().join(BUILT), at(3))?;
        written(&ui.path().join("node_modules/one/index.js"), at(4))?;
        assert!(is_built(ui.path()));
        written(&source, at(5))?;
        assert!(!is_built(ui.path()));
        Ok(())
    }
}
