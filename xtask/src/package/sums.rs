//! `SHA256SUMS` beside what is given to people, by the system's own program for it.

use crate::packages::find_program;
use crate::steps::Steps;
use anyhow::{Context, ensure};
use std::fs;
use std::path::Path;
use std::process::Command;

/// The name that everybody looks for.
const FILE: &str = "SHA256SUMS";

/// Writes the sums of every file in the folder.
///
/// # Errors
/// When the program fails or the file cannot be written.
pub(super) fn write(steps: &mut Steps, folder: &Path) -> anyhow::Result<()> {
    let Some(mut command) = program(steps) else {
        println!("skipped: {FILE}, because neither sha256sum nor shasum is installed");
        return Ok(());
    };
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        names.push(entry?.file_name());
    }
    names.sort();
    let output = command
        .current_dir(folder)
        .args(&names)
        .output()
        .context("cannot start what makes sums")?;
    ensure!(
        output.status.success(),
        "no sums: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(fs::write(folder.join(FILE), output.stdout)?)
}

fn program(steps: &Steps) -> Option<Command> {
    if find_program("sha256sum").is_some() {
        return Some(steps.root().command("sha256sum"));
    }
    find_program("shasum")?;
    let mut command = steps.root().command("shasum");
    command.args(["-a", "256"]);
    Some(command)
}
