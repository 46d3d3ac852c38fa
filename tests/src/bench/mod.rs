//! Benchmarks: what they share, and those that there are.
//!
//! Of the hub and the desk every figure is taken from outside, over HTTP or from the pixels of a screen; no
//! program is asked how fast it was. Of pixels, other programs do the same work and say how long it took.

#![expect(
    clippy::cast_precision_loss,
    reason = "counts and milliseconds of one run are far below 2^53"
)]

pub mod desk;
pub mod exposure;
pub mod figures;
pub mod hide;
pub mod hub;
pub mod index;
mod latency;
mod line;
pub mod lists;
pub mod long;
pub mod memory;
pub mod pixels;
pub mod queue;
pub mod screen;
mod seen;
mod slow;
