//! Verdicts: given, taken back, reversed.

pub(super) mod give;
pub(super) mod reverse;
pub(super) mod undo;
