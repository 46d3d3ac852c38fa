//! Another implementation of the picture hash, installed for comparison: the reference's own C++ code
//! behind a Python module, and Pillow. Used by tests and for what they compare with; nothing of it is in the product.

use crate::packages::find_program;
use crate::steps::Steps;
use std::path::PathBuf;

const FOLDER: &str = "target/venv";
const PINNED: [&str; 3] = ["pdqhash==0.2.8", "pillow", "numpy"];

/// Whether there is something to compare with.
pub(crate) enum Oracle {
    /// The Python to ask.
    Ready(PathBuf),
    /// There is none, and why.
    Absent(&'static str),
}

/// Installs it, once.
///
/// # Errors
/// When the steps' log cannot be written.
pub(crate) fn ensure(steps: &mut Steps) -> anyhow::Result<Oracle> {
    let python = steps.root().join(FOLDER).join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    });
    if answers(steps, &python) {
        return Ok(Oracle::Ready(python));
    }
    let Some(system) = find_program("python3") else {
        return Ok(Oracle::Absent("python3 is not installed"));
    };
    let mut make = steps.root().command(system);
    make.args(["-m", "venv", "--clear", FOLDER]);
    if !steps.attempt("make a Python environment", &mut make)?.succeeded() {
        return Ok(Oracle::Absent(
            "python3 cannot make an environment (Debian: python3-venv)",
        ));
    }
    let mut install = steps.root().command(&python);
    install
        .args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"])
        .args(PINNED);
    if !steps.attempt("install the reference hash", &mut install)?.succeeded() {
        return Ok(Oracle::Absent("pdqhash could not be installed"));
    }
    Ok(Oracle::Ready(python))
}

fn answers(steps: &Steps, python: &PathBuf) -> bool {
    python.is_file()
        && steps
            .root()
            .command(python)
            .args(["-c", "import pdqhash, PIL, numpy"])
            .output()
            .is_ok_and(|run| run.status.success())
}
