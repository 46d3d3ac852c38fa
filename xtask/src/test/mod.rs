//! `cargo xtask test`: what runs, in which order, and what it comes to.

mod counts;
mod options;
mod prepare;
mod stages;
mod tally;

use crate::root::Root;
use crate::steps::Steps;
use crate::{book, cross, fuzz, mutate};
use counts::Counts;
use options::Kind;
pub(crate) use options::Options;
use std::time::Instant;
use tally::Tally;

/// How long the full test fuzzes: a minute a target on two cores.
const FUZZ_MINUTES: u32 = 7;

/// Prepares, runs and counts; `false` when a test failed.
///
/// # Errors
/// When something that the tests need cannot be had.
pub(crate) fn run(root: &Root, options: &Options) -> anyhow::Result<bool> {
    let began = Instant::now();
    let mut steps = Steps::new(root, "test");
    let mut tally = Tally::default();
    let around = prepare::prepare(&mut steps, &mut tally, options)?;
    stages::run(&mut steps, &mut tally, options, &around)?;
    println!("{}", tally.report(began.elapsed()));
    let fuzzed = !options.full || fuzz::run(root, &fuzz::Options::minutes(FUZZ_MINUTES))?;
    let noticed = !options.full || mutate::run(root, &mutate::Options::default())?;
    let made = !options.full || book::run(root)?;
    let elsewhere = !options.full || cross::run(root, &cross::Wish::everything())?;
    Ok(tally.passed() && fuzzed && noticed && made && elsewhere)
}

/// What the output of a run of Rust tests comes to.
pub(crate) fn totals_of(output: &str) -> Counts {
    counts::read_cargo(output, "unit").total()
}
