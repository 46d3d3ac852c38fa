//! One's own verdicts: fetched one page at a time, so that ten thousand are as quick to go through as ten, and written
//! into a file when that is asked for.
//!
//! The hub says what became of each, and to whom it says so: nothing is worked out here.

mod acts;
mod asking;
mod place;
mod saving;

pub(super) use asking::{HistoryJob, HistoryOutcome, ask};
pub(super) use place::HistoryPlace;
