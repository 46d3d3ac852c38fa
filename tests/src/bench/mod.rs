//! Benchmarks of whole programs: what they share, and the two that there are.
//!
//! Every figure is taken from outside, over HTTP or from the pixels of a screen; no program is asked
//! how fast it was.

#![expect(
    clippy::cast_precision_loss,
    reason = "counts and milliseconds of one run are far below 2^53"
)]

pub mod desk;
pub mod figures;
pub mod hub;
mod latency;
pub mod memory;
pub mod screen;
