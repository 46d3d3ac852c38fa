//! Why something cannot be done, as a button says it.
//!
//! Knows no sentence: the window has one for every code.

use crate::{rung::Rung, time::Time, wellness::Origin};
use serde::{Deserialize, Serialize};

/// Why something cannot be done now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Blocked {
    /// More must have been seen.
    NeedsRung {
        /// The rung it needs.
        rung: Rung,
    },
    /// Not every pair has a ruling yet.
    Undecided,
    /// The rulings contradict each other.
    Contradiction,
    /// A setting or a limit keeps this rung away.
    RungNotAllowed {
        /// The highest that is allowed.
        max: Rung,
        /// Who set it so, where it is a setting.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", ts(optional))]
        from: Option<Origin>,
    },
    /// A check of what was stopped: it is looked at behind a veil alone, whatever the limits allow.
    OnlyVeiled {
        /// The highest rung that is shown.
        max: Rung,
    },
    /// Not built for this picture.
    NoPicture,
    /// The upload was taken in before such pictures were kept.
    NotKept {
        /// Which.
        what: Kept,
    },
    /// The full size is for a second look: colour comes first, and must be over.
    ColourFirst,
    /// An animation is shown as a sheet of its frames and has no full size.
    Animated,
    /// The case's queue does not offer it.
    NotInThisQueue,
    /// The case's queue asks for a reason in words.
    NeedsReason,
    /// The hub cannot be reached: no looks, veiled work goes on.
    Offline,
    /// The looks of the day are used up.
    BudgetSpent {
        /// When the next one is free, where known.
        until: Option<Time>,
    },
    /// A break is on.
    OnBreak {
        /// Until when.
        until: Option<Time>,
    },
    /// The block is over: this case can still be decided veiled.
    BlockOver {
        /// Until when.
        until: Option<Time>,
    },
    /// The reviewing time of the day is used up; a case that is on the screen can still be decided veiled.
    DaySpent {
        /// When some is free again, where known.
        until: Option<Time>,
    },
    /// No shift is on, or it has just ended.
    ShiftOver {
        /// When the next one begins, where known.
        until: Option<Time>,
    },
    /// The shift ends soon: only veils are shown.
    ShiftEnding {
        /// When it ends.
        until: Option<Time>,
    },
    /// A severe case was just looked at: only veils are shown for a while.
    CoolDown {
        /// Until when.
        until: Option<Time>,
    },
    /// Looks are for desks alone that are left out of screen captures.
    CaptureNotExcluded,
    /// The window has no focus, or the curtain is down.
    Hidden,
    /// Not for this person, or not in this version.
    NotOffered,
}

/// What is kept of an upload since some version, and not of those from before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Kept {
    /// A rendition of the outline.
    Outline,
    /// The size of the original, without which there are no tiles.
    FullSize,
}
