//! The desk's packages, by Tauri's own bundler, of what is built already.

use super::{FOLDER, copy_all};
use crate::node;
use crate::steps::Steps;
use anyhow::ensure;
use std::fs;

/// Where the bundler writes, a folder for each kind.
const WRITTEN: &str = "target/release/bundle";

/// How the names of what is given to people end, on each system.
const KINDS: [&str; 4] = [".deb", ".rpm", ".exe", ".dmg"];

/// Makes them.
///
/// # Errors
/// When the bundler cannot be installed, or makes nothing.
pub(super) fn make(steps: &mut Steps) -> anyhow::Result<()> {
    node::ensure_bundler(steps)?;
    let root = steps.root().clone();
    let written = root.join(WRITTEN);
    if written.exists() {
        fs::remove_dir_all(&written)?;
    }
    let program = if cfg!(windows) { "tauri.cmd" } else { "tauri" };
    let mut bundle = root.command(root.join(node::BUNDLER).join("node_modules/.bin").join(program));
    // It looks for its configuration from here on.
    bundle.current_dir(root.join("src-tauri")).args(["bundle", "--ci"]);
    steps.run("package the desk", &mut bundle)?;
    let mut found = 0;
    for folder in fs::read_dir(&written)? {
        let folder = folder?.path();
        if folder.is_dir() {
            found += copy_all(&folder, &root.join(FOLDER), is_given)?;
        }
    }
    ensure!(found > 0, "the bundler left no package in {WRITTEN}");
    Ok(())
}

fn is_given(name: &str) -> bool {
    KINDS.iter().any(|kind| name.ends_with(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_bundler_works_with_is_not_given_to_people() {
        let given = ["Scrim_0.1.0_amd64.deb", "Scrim_0.1.0_x64-setup.exe", "Scrim.dmg"];
        assert!(given.iter().all(|name| is_given(name)));
        assert!(
            !["bundle_dmg.sh", "control.tar.gz", "rpm"]
                .iter()
                .any(|name| is_given(name))
        );
    }
}
