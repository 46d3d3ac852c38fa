//! Which packages cargo is asked for. Always the same ones with the same features, by the checks and by every stage of
//! the tests: cargo compiles a library anew for each choice that gives it other features, which was a third of all that
//! a clean checkout compiled.

use crate::root::Root;
use anyhow::Context;
use serde_json::Value;
use std::process::Command;

/// Whether the desk's own crate can be compiled here: it takes the libraries of a window, and the built UI.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Window {
    /// A desk that a script can play, and that tells the tests what it painted when.
    Played,
    /// None.
    Without,
}

/// The whole-system tests: stages of their own, which need more than a compiler.
const WHOLE: &str = "scrim-tests";

/// A cargo command on the one selection.
pub(crate) fn cargo(root: &Root, verb: &str, window: Window) -> Command {
    let mut command = root.cargo(verb);
    command.arg("--workspace");
    match window {
        Window::Played => command.args(["--features", "scrim/automation,scrim/tap"]),
        Window::Without => command.args(["--exclude", "scrim"]),
    };
    command
}

/// Adds every test that is a program of its own, but for those of the whole system, which are asked for by name.
///
/// # Errors
/// When cargo cannot tell.
pub(crate) fn add_tests_of_crates(root: &Root, command: &mut Command) -> anyhow::Result<()> {
    let told = root.cargo("metadata --no-deps --format-version 1").output()?;
    let told: Value = serde_json::from_slice(&told.stdout).context("cargo metadata told nothing")?;
    for name in names(&told) {
        command.args(["--test", &name]);
    }
    Ok(())
}

fn names(metadata: &Value) -> Vec<String> {
    let list = |value: &Value, name: &str| value.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
    let is = |value: &Value, name: &str| value.get("name").and_then(Value::as_str) == Some(name);
    let packages = list(metadata, "packages");
    let targets = packages
        .iter()
        .filter(|package| !is(package, WHOLE))
        .flat_map(|package| list(package, "targets"));
    let tests = targets.filter(|target| list(target, "kind").iter().any(|kind| kind == "test"));
    tests
        .filter_map(|target| Some(target.get("name")?.as_str()?.to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tests_of_crates_are_found_and_those_of_the_whole_system_are_not() {
        let target = |kind: &str, name: &str| serde_json::json!({ "kind": [kind], "name": name });
        let metadata = serde_json::json!({ "packages": [
            { "name": "scrim-model", "targets": [target("lib", "scrim_model"), target("test", "wellness")] },
            { "name": "scrim-tests", "targets": [target("test", "window")] },
        ]});
        assert_eq!(names(&metadata), ["wellness"]);
    }

    #[test]
    fn no_test_of_a_crate_has_the_name_of_one_of_the_whole_system() {
        let root = Root::find();
        let mut command = root.command("true");
        add_tests_of_crates(&root, &mut command).unwrap();
        let all: Vec<_> = command.get_args().map(|word| word.to_string_lossy()).collect();
        assert!(all.iter().any(|name| name == "conformance"), "{all:?}");
        for whole in ["programs", "window", "hma", "faults", "packages"] {
            assert!(
                !all.iter().any(|name| name == whole),
                "{whole} would run among the tests of crates"
            );
        }
    }
}
