//! A mark that a child may be at immediate risk, as the window tells of it.

use scrim_model::time::Time;
use serde::{Deserialize, Serialize};

/// How far the newest mark is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum UrgentView {
    /// The hub has been asked, and has not answered yet.
    Asked,
    /// The hub has it: leads and platforms are being told.
    Marked {
        /// Until when it can be taken back.
        until: Time,
    },
    /// The hub has been asked to take it back.
    TakingBack,
}
