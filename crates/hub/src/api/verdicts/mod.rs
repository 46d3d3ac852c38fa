//! Verdicts: given, taken back, reversed; and what does not wait for one.

pub(super) mod decisions;
pub(super) mod give;
pub(super) mod reverse;
pub(super) mod undo;
pub(super) mod urgent;
