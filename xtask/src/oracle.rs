//! What other people wrote that ours is held against: the reference's own C++ code of the picture hash behind a Python
//! module, Pillow, and the official client of Project Arachnid's Shield. Nothing of it is in the product.

use crate::python::{self, Environment};
use crate::steps::Steps;

const FOLDER: &str = "target/venv";
const PINNED: [&str; 4] = ["pdqhash==0.2.8", "pillow", "numpy", "arachnid-shield-sdk==0.2.2"];

/// Installs it, once.
///
/// # Errors
/// When the steps' log cannot be written.
pub(crate) fn ensure(steps: &mut Steps) -> anyhow::Result<Environment> {
    let python = match python::ensure(steps, FOLDER)? {
        Environment::Ready(python) => python,
        absent @ Environment::Absent(_) => return Ok(absent),
    };
    if python::answers(steps, &python, "import pdqhash, PIL, numpy, arachnid_shield_sdk")
        || python::install(steps, &python, "the reference hash and Shield's client", &PINNED)?
    {
        return Ok(Environment::Ready(python));
    }
    Ok(Environment::Absent(
        "pdqhash and Shield's client could not be installed",
    ))
}
