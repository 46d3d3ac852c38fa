//! A Python of the project's own, in a folder under `target`: what tests and benchmarks compare with.
//! Knows no package by name.

use crate::packages::find_program;
use crate::steps::Steps;
use std::path::PathBuf;

/// A Python environment, or why there is none.
pub(crate) enum Environment {
    /// The Python to ask.
    Ready(PathBuf),
    /// There is none, and why.
    Absent(&'static str),
}

/// Makes the environment in a folder, unless it is there.
///
/// # Errors
/// When the steps' log cannot be written.
pub(crate) fn ensure(steps: &mut Steps, folder: &str) -> anyhow::Result<Environment> {
    let python = steps.root().join(folder).join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    });
    if answers(steps, &python, "") {
        return Ok(Environment::Ready(python));
    }
    let Some(system) = find_program("python3") else {
        return Ok(Environment::Absent("python3 is not installed"));
    };
    let mut make = steps.root().command(system);
    make.args(["-m", "venv", "--clear", folder]);
    if !steps.attempt("make a Python environment", &mut make)?.succeeded() {
        return Ok(Environment::Absent(
            "python3 cannot make an environment (Debian: python3-venv)",
        ));
    }
    Ok(Environment::Ready(python))
}

/// Whether Python runs these few lines without an error.
pub(crate) fn answers(steps: &Steps, python: &PathBuf, lines: &str) -> bool {
    python.is_file()
        && steps
            .root()
            .command(python)
            .args(["-c", lines])
            .output()
            .is_ok_and(|run| run.status.success())
}

/// Installs packages; whether that went well.
///
/// # Errors
/// When the steps' log cannot be written.
pub(crate) fn install(steps: &mut Steps, python: &PathBuf, what: &str, packages: &[&str]) -> anyhow::Result<bool> {
    let mut install = steps.root().command(python);
    install
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
        .args(packages);
    Ok(steps.attempt(&format!("install {what}"), &mut install)?.succeeded())
}
