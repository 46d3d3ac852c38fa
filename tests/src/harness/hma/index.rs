//! The index, which is a picture of the database as it once was.

use super::world::Banked;
use scrim_hashing::pdq::{MATCH_DISTANCE, PdqHash};
use std::collections::BTreeMap;

/// When the index is built.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Building {
    /// With every change, which no HMA does; for tests that are about something else.
    #[default]
    AtOnce,
    /// When a test says so.
    WhenTold,
}

/// The hashes of one moment.
#[derive(Default)]
pub(super) struct Index {
    pub(super) built_to: Option<i64>,
    signals: BTreeMap<&'static str, Vec<(u64, String)>>,
}

/// The kinds of hash that a stock HMA keeps.
pub(super) const KINDS: [&str; 2] = ["pdq", "video_md5"];

impl Index {
    pub(super) fn of(contents: &BTreeMap<u64, Banked>, now: i64) -> Self {
        let of = |kind: &str| {
            let hashes = contents
                .iter()
                .filter_map(|(id, content)| content.signals.get(kind).map(|hash| (*id, hash.clone())));
            hashes.collect::<Vec<_>>()
        };
        Self {
            built_to: Some(now),
            signals: KINDS.map(|kind| (kind, of(kind))).into(),
        }
    }

    pub(super) fn size(&self, kind: &str) -> usize {
        self.signals.get(kind).map_or(0, Vec::len)
    }

    /// Whether saving and loading has emptied it: one bucket that holds all of 2, 4, 8 … hashes.
    fn is_lost(&self) -> bool {
        let hashes = self.signals.get("pdq").map(Vec::as_slice).unwrap_or_default();
        let equal = hashes.windows(2).all(|two| matches!(two, [a, b] if a.1 == b.1));
        hashes.len().is_power_of_two() && equal
    }

    /// What lies near, with its distance in HMA's words.
    pub(super) fn near(&self, kind: &str, asked: &str) -> Vec<(u64, String)> {
        let hashes = self.signals.get(kind).map(Vec::as_slice).unwrap_or_default();
        if kind != "pdq" {
            let equal = hashes.iter().filter(|(_, hash)| hash == asked);
            return equal.map(|(id, _)| (*id, "-".to_owned())).collect();
        }
        let Ok(asked) = asked.parse::<PdqHash>() else {
            return Vec::new();
        };
        if self.is_lost() {
            return Vec::new();
        }
        let near = hashes.iter().filter_map(|(id, hash)| {
            let distance = hash.parse::<PdqHash>().ok()?.distance(asked);
            (distance <= MATCH_DISTANCE).then(|| (*id, distance.to_string()))
        });
        near.collect()
    }
}
