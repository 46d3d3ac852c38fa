//! Services outside that are asked whether they list an upload's hash, and what of their lists becomes the hub's.
//!
//! What a matcher lists is *learned*: it becomes an entry of one of the hub's own lists, so that near matching, verdicts,
//! exclusions and settling go on as they do for every entry. Knows nothing of HTTP, of addresses or of secrets.

mod circuit;
mod listing;
mod question;
mod reconciling;
mod scanned;

pub use circuit::{Circuit, FAILURES, FIRST_REST, LONGEST_REST, TRIAL};
pub use listing::{Learned, ListedAs, ListedBy, Listing, SameHash, UpstreamEntry, learned};
pub use question::{LONGEST_BETWEEN_TRIES, MOST_TRIES, NoAnswer, again_after, gives_up};
pub use reconciling::{
    OwnWord, PASS_LASTS, RECONCILED_AGAIN_AFTER, RECONCILED_EVERY, Reconciled, There, breaks_off, counts, next_pass,
    own_word,
};

pub use scanned::{Asked, KnownFile, Likeness, Scanned};

use crate::ids::BankId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A service outside, as far as it decides what is asked of it and what its answers become.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Matcher {
    /// What it is, and so how it is asked.
    pub kind: MatcherKind,
    /// What leaves for it. A row that says nothing of it is an older one, and sends hashes.
    #[serde(default, skip_serializing_if = "Sends::is_hashes")]
    pub sends: Sends,
    /// Which of its lists become which of the hub's.
    pub lists: ListMapping,
}

/// What a matcher is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum MatcherKind {
    /// An HMA: its lists are banks, and it is asked by PDQ hash.
    Hma,
    /// What speaks as Project Arachnid's Shield does: its lists are classifications, and it tells whether something is
    /// known and not how near.
    Shield,
}

/// What leaves for a matcher.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Sends {
    /// Perceptual hashes, and nothing else.
    #[default]
    Hashes,
    /// Also the uploads themselves, to whoever runs it: somebody has said so.
    Uploads,
}

/// By the name that a list has there, which of the hub's lists takes in what it answers: that list's trust, harm type
/// and queue hold for it. What a list answers that is not in here is left out.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ListMapping(pub BTreeMap<String, BankId>);

/// Whether a matcher is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
// A destination's mode is another one, and the contract has one name for each.
#[cfg_attr(feature = "schema", schema(as = MatcherMode), ts(rename = "MatcherMode"))]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// Not at all. What was learned from it stays listed.
    #[default]
    Off,
    /// About every upload with a usable hash.
    On,
}

impl Sends {
    /// Whether nothing but hashes leaves.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks by reference")]
    fn is_hashes(&self) -> bool {
        *self == Self::Hashes
    }
}

impl ListMapping {
    /// Which of the hub's lists takes in what that list answers; none where it is left out.
    pub fn bank(&self, list: &str) -> Option<BankId> {
        self.0.get(list).copied()
    }
}
