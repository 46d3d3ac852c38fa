//! How an upload was recognised: by equal bytes or by a near perceptual hash.
//!
//! Knows nothing of how candidates are found, only of what a found one means.

use crate::ids::{BankId, EntryId};
use scrim_hashing::pdq::PdqHash;
use serde::{Deserialize, Serialize};

/// Quality at or below which a PDQ hash is discarded (the reference's rule).
pub const DISCARD_QUALITY: u8 = 49;

/// Quality from which a PDQ hash is trusted enough to fold, to settle, or to become a variant.
pub const TRUSTED_QUALITY: u8 = 80;

/// The quality of a hash whose list says none: it has sorted out the poor ones itself.
pub const UNSAID_QUALITY: u8 = 100;

/// How an item matched one entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MatchKind {
    /// The same bytes.
    Exact,
    /// A PDQ hash within 31 bits.
    Near {
        /// Bits that differ, 0 to 31.
        distance: u32,
    },
    /// A service outside calls it near, and tells neither the distance nor the listed hash. A person decides, always.
    SaidNear,
}

impl MatchKind {
    /// By what matches are put in order, closest first: equal bytes, then what is measured, then what is only said.
    pub fn closeness(self) -> u32 {
        match self {
            Self::Exact => 0,
            Self::Near { distance } => distance.saturating_add(1),
            Self::SaidNear => u32::MAX,
        }
    }
}

/// How far a list is trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum ListTrust {
    /// An admin vouches for it, with a reason: for example several experts looked at every entry.
    Vetted,
    /// Any other list.
    Other,
}

/// What a list is about. A verdict never travels to a list of another type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum HarmType {
    /// Child sexual abuse material.
    Csam,
    /// Intimate images shared without consent.
    Ncii,
    /// Terrorist content.
    Terrorism,
    /// Anything else a list may be about.
    Other,
}

/// A perceptual hash with the reference's quality.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Perceptual {
    /// The PDQ hash.
    pub hash: PdqHash,
    /// 0 to 100.
    pub quality: u8,
}

impl Perceptual {
    /// Whether the hash may be matched at all.
    pub fn usable(self) -> bool {
        self.quality > DISCARD_QUALITY
    }

    /// Whether the hash may fold, settle, or become a variant.
    pub fn trusted(self) -> bool {
        self.quality >= TRUSTED_QUALITY
    }
}

/// The perceptual hash of one frame of a file. A still picture has frame 0 and no other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FrameHash {
    /// Which frame, counted from 0.
    pub frame: u32,
    /// Its hash.
    pub perceptual: Perceptual,
}

/// One match of one item, as the hub keeps it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Match {
    /// The entry that matched.
    pub entry: EntryId,
    /// The list it is on.
    pub bank: BankId,
    /// Exact or near.
    pub kind: MatchKind,
    /// How far the list is trusted.
    pub trust: ListTrust,
}
