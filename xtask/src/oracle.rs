//! Another implementation of the picture hash, installed for comparison: the reference's own C++ code
//! behind a Python module, and Pillow; and the checker of signatures of those who wrote their specification. Used by
//! tests and for what they compare with; nothing of it is in the product.

use crate::python::{self, Environment};
use crate::steps::Steps;

const FOLDER: &str = "target/venv";
const PINNED: [&str; 4] = ["pdqhash==0.2.8", "pillow", "numpy", "standardwebhooks==1.1.0"];

/// Installs it, once.
///
/// # Errors
/// When the steps' log cannot be written.
pub(crate) fn ensure(steps: &mut Steps) -> anyhow::Result<Environment> {
    let python = match python::ensure(steps, FOLDER)? {
        Environment::Ready(python) => python,
        absent @ Environment::Absent(_) => return Ok(absent),
    };
    if python::answers(steps, &python, "import pdqhash, PIL, numpy, standardwebhooks")
        || python::install(steps, &python, "the reference hash", &PINNED)?
    {
        return Ok(Environment::Ready(python));
    }
    Ok(Environment::Absent("pdqhash could not be installed"))
}
