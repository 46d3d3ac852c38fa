//! An rpm of the hub, by `rpmbuild`, which finds the libraries that its programs need by itself.

use super::{FOLDER, VERSION, emptied};
use crate::steps::Steps;
use anyhow::Context;
use std::fs;
use std::path::{Path, PathBuf};

/// Makes it of the tree.
pub(super) fn hub(steps: &mut Steps, tree: &Path) -> anyhow::Result<PathBuf> {
    let root = steps.root().clone();
    let folder = root.join(FOLDER);
    let work = folder.join("rpm");
    emptied(&work)?;
    let mut build = root.command("rpmbuild");
    for (name, value) in [
        ("_topdir", work.as_path()),
        ("_rpmdir", &work.join("made")),
        ("scrim_tree", tree),
        ("scrim_version", Path::new(VERSION)),
    ] {
        build.arg("--define").arg(format!("{name} {}", value.display()));
    }
    build.args(["-bb", "crates/hub/package/scrim-hub.spec"]);
    steps.run("make the hub's rpm", &mut build)?;
    let made = only_file_below(&work.join("made")).context("rpmbuild made no package")?;
    let package = folder.join(made.file_name().unwrap_or_default());
    fs::copy(&made, &package)?;
    Ok(package)
}

/// It is put into a folder named after the architecture.
fn only_file_below(folder: &Path) -> Option<PathBuf> {
    let of_architecture = fs::read_dir(folder).ok()?.flatten().next()?.path();
    Some(fs::read_dir(of_architecture).ok()?.flatten().next()?.path())
}
