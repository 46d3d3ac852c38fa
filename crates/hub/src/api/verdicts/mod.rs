//! Verdicts: given, taken back, reversed.

pub mod give;
pub mod reverse;
pub mod undo;
