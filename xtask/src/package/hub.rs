//! The hub's packages, by cargo-deb and cargo-generate-rpm, of what is built already.

use super::FOLDER;
use crate::steps::Steps;
use crate::tools::{self, Tool};

/// Makes them.
///
/// # Errors
/// When a tool cannot be built, or finds a fault in what it is told.
pub(super) fn make(steps: &mut Steps) -> anyhow::Result<()> {
    tools::ensure(steps, Tool::CargoDeb)?;
    tools::ensure(steps, Tool::CargoGenerateRpm)?;
    let deb = format!("deb --no-build --no-strip --package scrim-hub --output {FOLDER}/");
    // What the worker and the hub are linked with is found by the name of the library, as rpm does it itself.
    let rpm = format!("generate-rpm --package crates/hub --auto-req builtin --output {FOLDER}/");
    for (title, words) in [("package the hub for Debian", deb), ("package the hub for Fedora", rpm)] {
        let mut command = steps.root().cargo(&words);
        tools::put_on_path(steps.root(), &mut command);
        steps.run(title, &mut command)?;
    }
    Ok(())
}
