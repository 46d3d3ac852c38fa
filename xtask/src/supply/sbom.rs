//! The list of what is inside each program, as `CycloneDX` has it: one file for each, in `target/sbom`.

use crate::node;
use crate::root::Root;
use crate::steps::Steps;
use crate::tools::{self, Tool};
use anyhow::Context;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

/// Where the lists are.
pub(super) const FOLDER: &str = "target/sbom";

/// What is released, where its manifest is, and what is surely inside.
const PROGRAMS: [(&str, &str, &str); 3] = [
    ("scrim", "src-tauri", "tauri"),
    ("scrim-hub", "crates/hub", "axum"),
    ("scrim-worker", "crates/worker", "turbojpeg"),
];

/// What is surely in the window's page.
const IN_THE_PAGE: &str = "@tauri-apps/api";

/// Writes the lists; `false` when one of them is not what it should be.
///
/// # Errors
/// When a tool cannot be built or a file cannot be written.
pub(super) fn run(steps: &mut Steps) -> anyhow::Result<bool> {
    tools::ensure(steps, Tool::CargoCyclonedx)?;
    let root = steps.root().clone();
    fs::create_dir_all(root.join(FOLDER))?;
    let mut command = root.cargo("cyclonedx --format json --override-filename scrim-sbom");
    tools::put_on_path(&root, &mut command);
    let ended = steps.attempt("list what is inside the programs", &mut command)?;
    let collected = collect(&root);
    if !ended.succeeded() {
        println!("{}", ended.failure(&root));
        return Ok(false);
    }
    collected?;
    let mut list = node::npm_in(
        &root,
        "ui",
        "sbom --sbom-format cyclonedx --package-lock-only --omit dev",
    );
    let output = list.output().context("cannot start npm")?;
    fs::write(file(&root, "scrim-ui"), &output.stdout)?;
    let mut holds = true;
    let wanted = PROGRAMS.iter().map(|(name, _folder, inside)| (*name, *inside));
    for (name, inside) in wanted.chain([("scrim-ui", IN_THE_PAGE)]) {
        let text = fs::read_to_string(file(&root, name))?;
        if let Some(count) = components(&text, inside) {
            println!("     {FOLDER}/{name}.cdx.json: {count} components");
        } else {
            println!("     {FOLDER}/{name}.cdx.json is no CycloneDX list with {inside} in it");
            holds = false;
        }
    }
    Ok(holds)
}

/// The tool writes a file beside every manifest of the workspace; those of what is released are kept, and none stays
/// there.
fn collect(root: &Root) -> anyhow::Result<()> {
    for folder in folders(root)? {
        let written = folder.join("scrim-sbom.json");
        let released = PROGRAMS.iter().find(|(_name, own, _inside)| root.join(own) == folder);
        if let (Some((name, _own, _inside)), true) = (released, written.is_file()) {
            fs::copy(&written, file(root, name))?;
        }
        if written.is_file() {
            fs::remove_file(&written)?;
        }
    }
    Ok(())
}

fn folders(root: &Root) -> anyhow::Result<Vec<PathBuf>> {
    let own = ["src-tauri", "tests", "xtask"].map(|name| root.join(name));
    let crates = fs::read_dir(root.join("crates"))?;
    let crates = crates
        .map(|entry| Ok(entry?.path()))
        .collect::<anyhow::Result<Vec<_>>>()?;
    Ok(crates.into_iter().chain(own).collect())
}

fn file(root: &Root, name: &str) -> PathBuf {
    root.join(FOLDER).join(format!("{name}.cdx.json"))
}

/// How many components a list has, if it is one and has this one in it.
fn components(text: &str, inside: &str) -> Option<usize> {
    let list: Value = serde_json::from_str(text).ok()?;
    let named = |value: &Value, name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned);
    let components = list.get("components").and_then(Value::as_array)?;
    let is_there = components
        .iter()
        .any(|component| named(component, "name").as_deref() == Some(inside));
    (named(&list, "bomFormat")? == "CycloneDX" && is_there).then_some(components.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_one_of_cyclonedx_with_what_is_surely_inside() {
        let list = r#"{"bomFormat":"CycloneDX","components":[{"name":"a"},{"name":"tauri"}]}"#;
        assert_eq!(components(list, "tauri"), Some(2));
        assert_eq!(components(list, "axum"), None);
        assert_eq!(components(&list.replace("CycloneDX", "SPDX"), "tauri"), None);
        assert_eq!(components("", "tauri"), None);
    }
}
