//! `cargo xtask mutate`: takes a safeguard out of a copy of the hub, and expects the tests to notice.
//!
//! A test that passes with and without what it is there for shows nothing. With `--rules`, the safeguards are the
//! wellness rules, and cargo-mutants takes out whatever it can.

mod rules;

use crate::packages::{self, Purpose};
use crate::root::Root;
use crate::steps::Steps;
use anyhow::{Context, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Of what.
#[derive(clap::Args, Default)]
pub(crate) struct Options {
    /// The wellness rules instead of the hub: an hour or two of two cores.
    #[arg(long)]
    rules: bool,
    /// Only mutants whose name fits this.
    #[arg(long, value_name = "REGEX", requires = "rules")]
    only: Option<String>,
}

/// Where the tests look for the programs they start.
const PROGRAMS_VARIABLE: &str = "SCRIM_TEST_PROGRAMS";

/// A safeguard, taken out.
struct Mutant {
    name: &'static str,
    file: &'static str,
    from: &'static str,
    to: &'static str,
    /// The test that must notice, as cargo is told it.
    test: &'static str,
    /// What it has to complain of.
    complaint: &'static str,
}

const MUTANTS: [Mutant; 1] = [Mutant {
    name: "a verdict is taken whoever was given the case since",
    file: "crates/store/src/sql/giving.rs",
    from: "self.fence != lease.fence || new.fence != lease.fence",
    to: "new.fence != lease.fence",
    test: "--test faults",
    complaint: "verdicts under a lease of a case that was somebody else's by then",
}];

/// Makes each mutant, and lets its test find it; `false` when one was not found.
///
/// # Errors
/// When a mutant cannot be made or built, or its test fails without it.
pub(crate) fn run(root: &Root, options: &Options) -> anyhow::Result<bool> {
    if options.rules {
        return rules::run(root, options.only.as_deref());
    }
    let mut steps = Steps::new(root, "mutate");
    packages::ensure(&mut steps, &[Purpose::Build, Purpose::Database])?;
    let own = "build --package scrim-hub --package scrim-worker";
    steps.run("build the hub as it is", &mut root.cargo(own))?;
    let mut all_found = true;
    for mutant in &MUTANTS {
        steps.run("its test, with the safeguard", &mut test(root, mutant))?;
        let tree = copy(root)?;
        apply(mutant, &tree)?;
        let mut build = root.cargo(own);
        build.current_dir(&tree).arg("--target-dir").arg(built(root));
        steps.run("build the hub without it", &mut build)?;
        let mut noticing = test(root, mutant);
        noticing.env(PROGRAMS_VARIABLE, built(root).join("debug"));
        let ended = steps.attempt("its test, without", &mut noticing)?;
        let found = !ended.succeeded() && ended.output().contains(mutant.complaint);
        println!(
            "     {}: {}",
            mutant.name,
            if found { "noticed" } else { "NOT noticed" }
        );
        all_found &= found;
    }
    Ok(all_found)
}

fn built(root: &Root) -> PathBuf {
    root.join("target/mutants/built")
}

fn test(root: &Root, mutant: &Mutant) -> Command {
    let mut command = root.cargo(&format!("test --package scrim-tests {}", mutant.test));
    command.args(["--", "--show-output"]).env("CI", "true");
    command
}

/// Every file that belongs to the project, as it is now. One that is there as it should be is left, so that
/// what was built of it is.
fn copy(root: &Root) -> anyhow::Result<PathBuf> {
    let tree = root.join("target/mutants/tree");
    let listed = root
        .command("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .output()
        .context("git cannot be started")?;
    ensure!(listed.status.success(), "git does not list the files");
    let names = String::from_utf8(listed.stdout)?;
    for name in names.split_terminator('\0') {
        let (from, to) = (root.join(name), tree.join(name));
        // Listed and deleted.
        let Ok(bytes) = fs::read(&from) else { continue };
        if fs::read(&to).is_ok_and(|there| there == bytes) {
            continue;
        }
        fs::create_dir_all(to.parent().unwrap_or(&tree))?;
        fs::write(&to, bytes).with_context(|| format!("cannot write {}", to.display()))?;
    }
    Ok(tree)
}

fn apply(mutant: &Mutant, tree: &Path) -> anyhow::Result<()> {
    let file = tree.join(mutant.file);
    let text = fs::read_to_string(&file).with_context(|| format!("cannot read {}", mutant.file))?;
    ensure!(
        text.matches(mutant.from).count() == 1,
        "{} no longer has the safeguard where the mutant looks for it: {}",
        mutant.file,
        mutant.from
    );
    Ok(fs::write(&file, text.replace(mutant.from, mutant.to))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_safeguard_is_where_its_mutant_looks_for_it() {
        let root = Root::find();
        for mutant in &MUTANTS {
            let text = fs::read_to_string(root.join(mutant.file)).unwrap();
            assert_eq!(text.matches(mutant.from).count(), 1, "{}", mutant.name);
        }
    }
}
