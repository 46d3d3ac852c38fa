//! How evenly exposure is spread over people: a simulation of the model's rule, which needs no hub.

use super::{measured::Measured, program};
use crate::steps::Steps;

/// Simulates.
///
/// # Errors
/// When the program fails or prints no figures.
pub(super) fn measure(steps: &mut Steps, seed: u64) -> anyhow::Result<Measured> {
    let which = "--release --package scrim-model --example fairness";
    let mut build = steps.root().cargo(&format!("build {which}"));
    steps.run("build the simulation", &mut build)?;
    let simulate = steps.root().cargo(&format!("run --quiet {which} -- {seed}"));
    Measured::from_json("fairness", &program::figures(steps, "fairness", simulate)?)
}
