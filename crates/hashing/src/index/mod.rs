//! Every known hash near a given one, none missed.
//!
//! Multi-index hashing: of 16 chunks of 16 bits, hashes at most 31 apart have one that
//! differs in at most one bit (16 chunks differing in two would be 32). So 17 buckets in
//! each of 16 tables hold every answer, and each candidate's distance is then counted. It
//! deliberately does not know what a key stands for, nor lists, thresholds or verdicts.

mod levels;
mod near;
mod snapshot;
mod tables;

pub use near::{Near, NearIndex};
pub use snapshot::{NotRead, Opened};
