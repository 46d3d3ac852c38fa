//! Whole-crate tests over files made here by code; no picture is kept in the repository.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "a maker of files that fails is a failed test, and its figures are small"
)]

mod bad;
mod files;
mod golden;
mod golden_faults;
mod good;
mod open;
mod planes;
mod sheet;
mod tiles;
mod veils;
