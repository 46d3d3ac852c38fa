//! The desk's packages for the system this runs on, by Tauri's own bundler, of the plain program: no door for a driver,
//! no tap.

use super::FOLDER;
use crate::node;
use crate::programs::{self, Desk, Speed};
use crate::root::Root;
use crate::steps::Steps;
use anyhow::{Context, ensure};
use std::fs;
use std::path::{Path, PathBuf};

/// The bundler, a program inside an npm package; the version that belongs to the workspace's tauri.
const BUNDLER: &str = "@tauri-apps/cli@2.12.5";
const BUNDLER_FOLDER: &str = "target/tools/tauri";

/// A kind of package: as the bundler calls it, and how its file ends.
struct Kind {
    name: &'static str,
    ending: &'static str,
}

const fn kind(name: &'static str, ending: &'static str) -> Kind {
    Kind { name, ending }
}

const KINDS: &[Kind] = if cfg!(target_os = "windows") {
    &[kind("nsis", "exe")]
} else if cfg!(target_os = "macos") {
    &[kind("dmg", "dmg")]
} else {
    &[kind("deb", "deb"), kind("rpm", "rpm")]
};

/// Builds the desk and bundles it; the packages.
pub(super) fn bundle(steps: &mut Steps, speed: Speed) -> anyhow::Result<Vec<PathBuf>> {
    node::build(steps)?;
    programs::build(steps, Desk::Plain, speed)?;
    let bundler = ensure_bundler(steps)?;
    let root = steps.root().clone();
    let names: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
    let mut bundle = root.command(bundler);
    bundle
        .current_dir(root.join("src-tauri"))
        .args(["bundle", "--ci", "--bundles", &names.join(",")]);
    if speed == Speed::Debug {
        bundle.arg("--debug");
    }
    steps.run("make the desk's packages", &mut bundle)?;
    let built = root.join(match speed {
        Speed::Debug => "target/debug/bundle",
        Speed::Release => "target/release/bundle",
    });
    KINDS.iter().map(|kind| collected(&root, &built, kind)).collect()
}

fn collected(root: &Root, built: &Path, kind: &Kind) -> anyhow::Result<PathBuf> {
    let folder = built.join(kind.name);
    let ours = |path: &PathBuf| path.extension().is_some_and(|ending| ending == kind.ending);
    let mut found: Vec<PathBuf> = fs::read_dir(&folder)
        .with_context(|| format!("there is no {}", root.shown(&folder)))?
        .flatten()
        .map(|entry| entry.path())
        .filter(ours)
        .collect();
    // One of an earlier version may lie beside it.
    found.sort_by_key(|path| fs::metadata(path).and_then(|file| file.modified()).ok());
    let newest = found
        .pop()
        .with_context(|| format!("the bundler made no {}", kind.name))?;
    let package = root.join(FOLDER).join(newest.file_name().unwrap_or_default());
    fs::copy(&newest, &package)?;
    Ok(package)
}

fn ensure_bundler(steps: &mut Steps) -> anyhow::Result<PathBuf> {
    let root = steps.root().clone();
    let program = root.join(BUNDLER_FOLDER).join(if cfg!(windows) {
        "node_modules/.bin/tauri.cmd"
    } else {
        "node_modules/.bin/tauri"
    });
    if !program.is_file() {
        let words = format!("install --no-audit --no-fund --no-save --prefix {BUNDLER_FOLDER} {BUNDLER}");
        let mut install = node::npm(&root, &words);
        install.current_dir(root.join(""));
        steps.run("install Tauri's bundler", &mut install)?;
    }
    ensure!(program.is_file(), "npm installed no bundler");
    Ok(program)
}
