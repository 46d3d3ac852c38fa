//! The repository as the rules see it: texts, and crates with what they depend on.

use crate::root::Root;
use anyhow::{Context, ensure};
use serde_json::Value;
use std::fmt;
use std::fs;
use std::process::Command;

/// Everything the rules look at.
#[derive(Default)]
pub(super) struct Tree {
    pub(super) files: Vec<File>,
    pub(super) crates: Vec<Crate>,
}

/// A text in the repository; pictures and other bytes are not here.
pub(super) struct File {
    /// From the top folder, with slashes.
    pub(super) path: String,
    pub(super) text: String,
}

/// A member of the workspace.
pub(super) struct Crate {
    pub(super) name: String,
    /// Its folder from the top folder, with slashes.
    pub(super) folder: String,
    /// The names of everything it depends on to run and to build.
    pub(super) dependencies: Vec<String>,
    /// And for its tests alone.
    pub(super) tested_with: Vec<String>,
    /// Its libraries, programs, examples and the like.
    pub(super) targets: Vec<String>,
}

/// A rule broken somewhere.
#[derive(PartialEq, Eq, Debug)]
pub(super) struct Fault {
    pub(super) path: String,
    /// Counted from 1; none when the whole file is meant.
    pub(super) line: Option<usize>,
    pub(super) what: String,
}

impl Fault {
    /// A fault of a whole file or folder.
    pub(super) fn whole(path: &str, what: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            line: None,
            what: what.into(),
        }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            Some(line) => write!(out, "{}:{line}: {}", self.path, self.what),
            None => write!(out, "{}: {}", self.path, self.what),
        }
    }
}

impl File {
    /// How the name ends.
    pub(super) fn is(&self, endings: &[&str]) -> bool {
        endings.iter().any(|ending| self.path.ends_with(ending))
    }

    /// Written by a program, or by people who are not us.
    pub(super) fn is_generated(&self) -> bool {
        self.path.contains(".gen.") || self.is(&["Cargo.lock", "package-lock.json"])
    }

    /// One fault for each line that the test finds wanting.
    pub(super) fn lines_where(&self, what: &str, is_wrong: impl Fn(&str) -> bool) -> Vec<Fault> {
        let numbered = self.text.lines().enumerate().filter(|(_, line)| is_wrong(line));
        numbered
            .map(|(index, _)| Fault {
                path: self.path.clone(),
                line: Some(index + 1),
                what: what.to_owned(),
            })
            .collect()
    }
}

impl Tree {
    /// Reads what git keeps or would keep, and the workspace as cargo describes it.
    ///
    /// # Errors
    /// When git or cargo fails.
    pub(super) fn read(root: &Root) -> anyhow::Result<Self> {
        let listed =
            printed(
                root.command("git")
                    .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]),
            )?;
        let mut paths: Vec<&str> = listed.split('\0').filter(|path| !path.is_empty()).collect();
        paths.dedup();
        let files = paths.iter().filter_map(|path| {
            let text = fs::read_to_string(root.join(path)).ok()?;
            Some(File {
                path: (*path).to_owned(),
                text,
            })
        });
        Ok(Self {
            files: files.collect(),
            crates: read_crates(root)?,
        })
    }

    /// The file of exactly this path.
    pub(super) fn file(&self, path: &str) -> Option<&File> {
        self.files.iter().find(|file| file.path == path)
    }
}

fn read_crates(root: &Root) -> anyhow::Result<Vec<Crate>> {
    let printed = printed(&mut root.cargo("metadata --no-deps --format-version 1"))?;
    let described: Value = serde_json::from_str(&printed)?;
    let top = described
        .get("workspace_root")
        .and_then(Value::as_str)
        .context("cargo says no workspace folder")?;
    let packages = described
        .get("packages")
        .and_then(Value::as_array)
        .context("cargo says no packages")?;
    Ok(packages.iter().map(|package| read_crate(package, top)).collect())
}

fn read_crate(package: &Value, top: &str) -> Crate {
    let manifest = package["manifest_path"].as_str().unwrap_or_default();
    let folder = manifest
        .strip_prefix(top)
        .unwrap_or(manifest)
        .trim_end_matches("Cargo.toml");
    Crate {
        name: package["name"].as_str().unwrap_or_default().to_owned(),
        folder: folder.replace('\\', "/").trim_matches('/').to_owned(),
        dependencies: names_in(&package["dependencies"], |entry| entry["kind"] != "dev"),
        tested_with: names_in(&package["dependencies"], |entry| entry["kind"] == "dev"),
        targets: names_in(&package["targets"], |_any| true),
    }
}

fn names_in(list: &Value, wanted: impl Fn(&Value) -> bool) -> Vec<String> {
    let entries = list.as_array().into_iter().flatten();
    entries
        .filter(|entry| wanted(entry))
        .filter_map(|entry| Some(entry["name"].as_str()?.to_owned()))
        .collect()
}

fn printed(command: &mut Command) -> anyhow::Result<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().with_context(|| format!("cannot start {name}"))?;
    ensure!(
        output.status.success(),
        "{name} failed: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(String::from_utf8(output.stdout)?)
}

/// Trees for the rules' own tests.
#[cfg(test)]
pub(super) mod planted {
    use super::{Crate, File, Tree};

    /// A tree of texts alone.
    pub(crate) fn files(files: &[(&str, &str)]) -> Tree {
        let files = files.iter().map(|(path, text)| File {
            path: (*path).to_owned(),
            text: (*text).to_owned(),
        });
        Tree {
            files: files.collect(),
            crates: Vec::new(),
        }
    }

    /// A crate with nothing in it but what it depends on.
    pub(crate) fn member(name: &str, folder: &str, dependencies: &[&str]) -> Crate {
        Crate {
            name: name.to_owned(),
            folder: folder.to_owned(),
            dependencies: dependencies.iter().map(|name| (*name).to_owned()).collect(),
            tested_with: Vec::new(),
            targets: vec![name.to_owned()],
        }
    }
}
