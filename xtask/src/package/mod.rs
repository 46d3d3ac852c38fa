//! `cargo xtask package`: what is given to people on this system, in `target/packages`, with the lists of what is inside
//! and the sums of it all.
//!
//! Knows which tool makes which package. What is in one is said where each tool looks for it: in `crates/hub/Cargo.toml` and
//! in `src-tauri/tauri*.conf.json`.

mod desk;
mod ground;
mod hub;
mod mirror;
mod sums;
mod trial;

use crate::packages::{self, Purpose};
use crate::programs::{self, Desk, Speed};
use crate::root::Root;
use crate::steps::Steps;
use crate::{node, supply};
use anyhow::{Context, bail, ensure};
use std::fs;
use std::path::Path;

/// Where the packages come to lie.
const FOLDER: &str = "target/packages";

/// Whose packages.
#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
enum Whose {
    /// The hub's: a program for a server.
    Hub,
    /// The desk's: the window, with a hub beside it.
    Desk,
}

/// What to make.
#[derive(clap::Args, Default)]
pub(crate) struct Options {
    /// Only these; both when none is named. Elsewhere than on Linux there is the desk alone.
    #[arg(long)]
    only: Option<Whose>,
    /// Install them on a clean Debian in a folder, run and remove them. Takes root.
    #[arg(long)]
    test: bool,
}

impl Options {
    /// A hub runs on Linux alone.
    fn makes(&self, whose: Whose, on_linux: bool) -> bool {
        self.only.is_none_or(|only| only == whose) && (on_linux || whose == Whose::Desk)
    }
}

/// Makes the packages, and tries them where that is asked for; `false` when one of them has a fault.
///
/// # Errors
/// When something cannot be built.
pub(crate) fn run(root: &Root, options: &Options) -> anyhow::Result<bool> {
    let on_linux = cfg!(target_os = "linux");
    let [hub, desk] = [Whose::Hub, Whose::Desk].map(|whose| options.makes(whose, on_linux));
    ensure!(
        hub || desk,
        "a hub runs on Linux alone, and so do its packages: leave `--only hub` out"
    );
    let mut steps = Steps::new(root, "package");
    packages::ensure(&mut steps, &[Purpose::Build])?;
    empty(&root.join(FOLDER))?;
    build(&mut steps, on_linux, desk)?;
    if hub {
        packages::ensure(&mut steps, &[Purpose::Packaging])?;
        hub::make(&mut steps)?;
    }
    if desk {
        desk::make(&mut steps)?;
    }
    add_lists(&mut steps)?;
    sums::write(&mut steps, &root.join(FOLDER))?;
    let passed = !options.test || trial::run(&mut steps, hub, desk)?;
    tell(&root.join(FOLDER))?;
    Ok(passed)
}

/// Each by itself, so that what one of them wants of a crate is not in the other, whichever packages are made. The desk's has
/// a hub in it.
fn build(steps: &mut Steps, on_linux: bool, desk: bool) -> anyhow::Result<()> {
    if on_linux {
        programs::build(steps, Desk::Without, Speed::Release)?;
    }
    if desk {
        node::build(steps)?;
        // Without features: those of the tests are in nothing that is given to anybody.
        let mut window = steps.root().cargo("build --release --package scrim");
        steps.run("build the desk", &mut window)?;
    }
    Ok(())
}

/// What an earlier run left would be taken for this one's.
fn empty(folder: &Path) -> anyhow::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot empty {}", folder.display()))?;
    }
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))
}

fn add_lists(steps: &mut Steps) -> anyhow::Result<()> {
    let packages = steps.root().join(FOLDER);
    let Some(lists) = supply::lists(steps)? else {
        bail!("a list of what is inside is not what it should be: see above");
    };
    copy_all(&lists, &packages, |_name| true).map(drop)
}

/// Copies the files of a folder whose names are wanted; how many there were.
fn copy_all(from: &Path, to: &Path, wanted: impl Fn(&str) -> bool) -> anyhow::Result<usize> {
    let mut copied = 0;
    for entry in fs::read_dir(from).with_context(|| format!("cannot read {}", from.display()))? {
        let entry = entry?;
        let name = entry.file_name();
        if entry.file_type()?.is_file() && wanted(&name.to_string_lossy()) {
            fs::copy(entry.path(), to.join(&name))?;
            copied += 1;
        }
    }
    Ok(copied)
}

fn tell(folder: &Path) -> anyhow::Result<()> {
    let mut lines = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let bytes = entry.metadata()?.len();
        lines.push(format!(
            "{FOLDER}/{}: {} kB",
            entry.file_name().display(),
            bytes / 1_000
        ));
    }
    lines.sort();
    println!("\n{}", lines.join("\n"));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn on_linux_both_are_made_unless_one_is_named_and_elsewhere_the_desk_alone() {
        let made = |only: Option<Whose>, on_linux: bool| {
            let options = Options { only, test: false };
            [Whose::Hub, Whose::Desk].map(|whose| options.makes(whose, on_linux))
        };
        assert_eq!(made(None, true), [true, true]);
        assert_eq!(made(Some(Whose::Hub), true), [true, false]);
        assert_eq!(made(Some(Whose::Desk), true), [false, true]);
        assert_eq!(made(None, false), [false, true]);
        assert_eq!(made(Some(Whose::Hub), false), [false, false]);
    }

    #[test]
    fn what_an_earlier_run_left_is_not_among_the_packages() {
        let folder = std::env::temp_dir().join(format!("scrim-xtask-packages-{}", std::process::id()));
        empty(&folder).unwrap();
        fs::write(folder.join("old.deb"), "old").unwrap();
        empty(&folder).unwrap();
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
        fs::remove_dir(&folder).unwrap();
    }
}
