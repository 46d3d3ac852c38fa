//! What the window tells its host of where a picture is, so that the host can cover it by itself.
//!
//! The page hides first and asks afterwards, but a page has to be given a processor, and to be drawn again. The host
//! hears a key, or that the focus is gone, before the page does, and needs to draw one rectangle. What it covered it
//! uncovers when the page says that nothing is there any more.

use serde::{Deserialize, Serialize};

/// The event by which the host says that it has covered something; its payload is a [`Shut`].
pub const SHUT_EVENT: &str = "scrim-shut";

/// What is to be covered, and when. One takes the place of the one before.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Guard {
    /// Counts up. One that overtook a later one is of no matter.
    #[ts(type = "number")]
    pub number: u64,
    /// Where pictures are put, if this screen has such a place.
    pub picture: Option<Area>,
    /// What is held down for a look.
    pub held: Option<Held>,
    /// What drops the curtain.
    pub curtain: Vec<CurtainKey>,
    /// What is painted.
    pub paint: Paint,
}

/// A part of the page, in CSS pixels from its upper left corner.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct Area {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
    /// To the right.
    pub width: f64,
    /// Downwards.
    pub height: f64,
}

/// What somebody holds down to look.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Held {
    /// A key.
    Key {
        /// Its place on the keyboard, as `KeyboardEvent.code` has it.
        code: String,
    },
    /// The pointer's first button, or a finger.
    Pointer,
}

/// A key that drops the curtain, pressed so often in a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct CurtainKey {
    /// Its place on the keyboard, as `KeyboardEvent.code` has it.
    pub code: String,
    /// One or two.
    pub presses: u8,
}

/// A colour of the page, opaque.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Paint {
    /// 0 to 255.
    pub red: u8,
    /// 0 to 255.
    pub green: u8,
    /// 0 to 255.
    pub blue: u8,
}

/// The host has covered something. The page hides what is there, unless it has already, and says so by this number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct Shut {
    /// Which time.
    #[ts(type = "number")]
    pub number: u64,
    /// By the word of which number: what was told later, the page has done since.
    #[ts(type = "number")]
    pub guard: u64,
    /// What happened.
    pub by: ShutBy,
    /// The colour that the page draws in its upper left corner once it has hidden: a frame that has it was drawn since.
    pub mark: Paint,
}

/// The colour that tells this time from the 511 before it. Neither black nor white nor of any theme.
#[must_use]
pub fn mark_of(number: u64) -> Paint {
    let level = |place: u32| {
        let digit = (number >> (3 * place)) & 7;
        // What is at most 7 is at most 136 in the end.
        u8::try_from(24 + 16 * digit).unwrap_or(u8::MAX)
    };
    Paint {
        red: level(0),
        green: level(1),
        blue: level(2),
    }
}

/// Why something is covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum ShutBy {
    /// What was held for a look went up: the place of pictures is covered.
    LetGo,
    /// The focus is gone: the place of pictures is covered.
    Left,
    /// A key of the curtain: the whole page is covered.
    Panic,
}
