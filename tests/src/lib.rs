//! What the whole-system tests, the demo and the benchmarks share: generated pictures and a harness
//! that runs the real programs.
//!
//! Not part of the product; nothing in the product depends on it.

pub mod bench;
pub mod demo;
pub mod harness;
pub mod hostile;
pub mod pictures;
pub mod preview;
