//! Updates of the desk itself, as its window shows them.

use scrim_model::update::NoUpdate;
use serde::{Deserialize, Serialize};

/// Whether this desk takes updates, and how far one has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum UpdatesView {
    /// It takes none, and nobody at this desk can change that.
    Never {
        /// Why.
        why: NoUpdate,
    },
    /// It takes none until its person turns that on.
    Off,
    /// It asks once a day.
    On {
        /// What came of it.
        step: UpdateStep,
    },
}

/// How far an update has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "at", rename_all = "snake_case")]
pub enum UpdateStep {
    /// There is nothing to tell yet.
    Waiting,
    /// It is being asked for.
    Asking,
    /// There is none.
    Nothing {
        /// Why.
        why: NoUpdate,
    },
    /// There is one.
    Offered {
        /// To which version.
        version: String,
        /// Why it was not brought here, where that was tried.
        failed: Option<NoUpdate>,
    },
    /// It is on its way.
    Fetching {
        /// To which version.
        version: String,
    },
    /// It lies here, verified.
    Ready {
        /// To which version.
        version: String,
        /// Why it was not handed over, where that was tried.
        failed: Option<NoUpdate>,
    },
    /// The system has it.
    HandedOver {
        /// To which version.
        version: String,
    },
}

/// What a person wants of updates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum UpdatesAct {
    /// Turn them on or off, on this computer.
    Set {
        /// Whether the desk may ask from now on.
        on: bool,
    },
    /// Bring the one that is offered here.
    Fetch,
    /// Give the one that is here to the system's own installer.
    HandOver,
}
