//! What other people wrote that ours is held against: the reference's own C++ code of the picture hash behind a Python
//! module, Pillow, the official client of Project Arachnid's Shield, and the checker of signatures of those who wrote
//! their specification. Nothing of it is in the product.

use crate::python::{self, Environment};
use crate::steps::Steps;

/// Where tests read which Python knows all that.
pub(crate) const VARIABLE: &str = "SCRIM_TEST_ORACLE_PYTHON";
const FOLDER: &str = "target/venv";
const PINNED: [&str; 5] = [
    "pdqhash==0.2.8",
    "pillow",
    "numpy",
    "arachnid-shield-sdk==0.2.2",
    "standardwebhooks==1.1.0",
];

/// Installs it, once.
///
/// # Errors
/// When the steps' log cannot be written.
pub(crate) fn ensure(steps: &mut Steps) -> anyhow::Result<Environment> {
    let python = match python::ensure(steps, FOLDER)? {
        Environment::Ready(python) => python,
        absent @ Environment::Absent(_) => return Ok(absent),
    };
    if python::answers(
        steps,
        &python,
        "import pdqhash, PIL, numpy, arachnid_shield_sdk, standardwebhooks",
    ) || python::install(steps, &python, "the reference hash and official clients", &PINNED)?
    {
        return Ok(Environment::Ready(python));
    }
    Ok(Environment::Absent(
        "pdqhash and Shield's client could not be installed",
    ))
}
