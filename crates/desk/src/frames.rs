//! Pictures in clear, for as long as they may be on the screen and not a moment longer.
//!
//! A frame has a random name. A look's is good for one fetch; a resting picture's for as long as it may
//! rest, since the window lets go of what it does not draw and comes back for it. Knows nothing of why a
//! picture may be shown: whoever puts one in answers for it. Bytes are zeroed when a frame is dropped.

use scrim_media::{clear::ClearPicture, sniff};
use scrim_model::{
    full_size::Tile,
    ids::{CaseId, GrantId},
    rung::Rung,
};
use std::{
    collections::HashMap,
    fmt,
    sync::{Mutex, MutexGuard, PoisonError},
};

/// Length of a name before it is written in hexadecimal digits, bytes.
pub const NAME_BYTES: usize = 16;

/// Every frame there is.
#[derive(Default)]
pub struct FrameStore {
    frames: Mutex<HashMap<String, Frame>>,
}

/// One picture in clear.
pub struct Frame {
    /// Its bytes: locked as far as the system allows, zeroed when dropped.
    pub bytes: ClearPicture,
    /// What it is a picture of, as far as rules go.
    pub kind: FrameKind,
}

/// By what right a frame exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FrameKind {
    /// At rest: no grant is needed.
    Rest {
        /// Of which case.
        case: CaseId,
        /// At which rung.
        rung: Rung,
    },
    /// A look, by a grant.
    Look {
        /// The grant.
        grant: GrantId,
        /// The rung it was asked for.
        rung: Rung,
    },
    /// A tile of the full size, by the grant of a look at it.
    Tile {
        /// The grant.
        grant: GrantId,
        /// Which.
        tile: Tile,
    },
}

impl FrameKind {
    /// The rung it shows.
    pub fn rung(self) -> Rung {
        match self {
            Self::Rest { rung, .. } | Self::Look { rung, .. } => rung,
            Self::Tile { .. } => Rung::Colour,
        }
    }
}

impl Frame {
    /// The media type, told by the bytes alone.
    pub fn mime(&self) -> &'static str {
        sniff(&self.bytes).map_or("application/octet-stream", |format| format.mime())
    }
}

impl FrameStore {
    /// Keeps a frame under a name made of `random` and answers the name. An earlier picture by the same
    /// right is dropped: the window is told the new name.
    pub fn keep(&self, random: [u8; NAME_BYTES], frame: Frame) -> String {
        let name = hex::encode(random);
        let mut frames = self.lock();
        frames.retain(|_, kept| kept.kind != frame.kind);
        frames.insert(name.clone(), frame);
        name
    }

    /// Hands a frame out: a look's once, a resting one's as often as it is asked for.
    pub fn take(&self, name: &str) -> Option<Frame> {
        let mut frames = self.lock();
        match frames.get(name)?.kind {
            kind @ FrameKind::Rest { .. } => frames.get(name).map(|frame| Frame {
                bytes: frame.bytes.clone(),
                kind,
            }),
            FrameKind::Look { .. } | FrameKind::Tile { .. } => frames.remove(name),
        }
    }

    /// Drops the pictures of looks; resting ones stay.
    pub fn drop_looks(&self) {
        self.lock()
            .retain(|_, frame| matches!(frame.kind, FrameKind::Rest { .. }));
    }

    /// Drops the resting pictures of one case.
    pub(crate) fn drop_case(&self, gone: CaseId) {
        self.lock()
            .retain(|_, frame| !matches!(frame.kind, FrameKind::Rest { case, .. } if case == gone));
    }

    /// Drops every picture.
    pub fn drop_all(&self) {
        self.lock().clear();
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.lock().len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A thread that died while holding the lock left a map that is still whole.
    fn lock(&self) -> MutexGuard<'_, HashMap<String, Frame>> {
        self.frames.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for FrameStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FrameStore({})", self.len())
    }
}

impl fmt::Debug for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Frame({:?}, {} bytes)", self.kind, self.bytes.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn rest(case: u128, rung: Rung) -> Frame {
        Frame {
            bytes: b"\x89PNG\r\n\x1a\n".to_vec().into(),
            kind: FrameKind::Rest {
                case: CaseId(Uuid::from_u128(case)),
                rung,
            },
        }
    }

    fn look() -> Frame {
        Frame {
            bytes: vec![0xFF, 0xD8, 0xFF].into(),
            kind: FrameKind::Look {
                grant: GrantId(Uuid::from_u128(9)),
                rung: Rung::Grey,
            },
        }
    }

    #[test]
    fn a_name_is_good_for_one_fetch() {
        let store = FrameStore::default();
        let name = store.keep([7; NAME_BYTES], look());
        assert_eq!(name, "07".repeat(NAME_BYTES));
        assert_eq!(store.take(&name).map(|frame| frame.mime()), Some("image/jpeg"));
        assert!(store.take(&name).is_none());
        assert!(store.take("nonsense").is_none());
    }

    #[test]
    fn a_resting_picture_is_there_until_it_is_dropped() {
        let store = FrameStore::default();
        let name = store.keep([7; NAME_BYTES], rest(1, Rung::HeavyVeil));
        assert!(store.take(&name).is_some() && store.take(&name).is_some());
        store.drop_all();
        assert!(store.take(&name).is_none());
    }

    #[test]
    fn the_tiles_of_a_look_lie_beside_its_picture_and_go_with_it() {
        let store = FrameStore::default();
        let grant = GrantId(Uuid::from_u128(9));
        let tile = |column| Frame {
            kind: FrameKind::Tile {
                grant,
                tile: Tile { column, row: 0 },
            },
            ..look()
        };
        store.keep([1; NAME_BYTES], look());
        let first = store.keep([2; NAME_BYTES], tile(0));
        let second = store.keep([3; NAME_BYTES], tile(1));
        assert_eq!(store.len(), 3);
        assert!(store.take(&first).is_some() && store.take(&first).is_none(), "once");
        store.drop_looks();
        assert!(store.is_empty() && store.take(&second).is_none());
    }

    #[test]
    fn the_end_of_a_look_drops_its_picture_and_no_resting_one() {
        let store = FrameStore::default();
        let resting = store.keep([1; NAME_BYTES], rest(1, Rung::HeavyVeil));
        let looked = store.keep([2; NAME_BYTES], look());
        store.drop_looks();
        assert!(store.take(&looked).is_none());
        assert!(store.take(&resting).is_some());
    }

    #[test]
    fn a_case_that_is_gone_leaves_no_picture() {
        let store = FrameStore::default();
        store.keep([1; NAME_BYTES], rest(1, Rung::HeavyVeil));
        let other = store.keep([2; NAME_BYTES], rest(2, Rung::HeavyVeil));
        store.drop_case(CaseId(Uuid::from_u128(1)));
        assert_eq!(store.len(), 1);
        assert!(store.take(&other).is_some());
    }

    #[test]
    fn a_resting_picture_made_again_replaces_the_one_nobody_fetched() {
        let store = FrameStore::default();
        store.keep([1; NAME_BYTES], rest(1, Rung::HeavyVeil));
        store.keep([2; NAME_BYTES], rest(1, Rung::HeavyVeil));
        store.keep([3; NAME_BYTES], rest(1, Rung::LightVeil));
        assert_eq!(store.len(), 2);
        store.drop_all();
        assert!(store.is_empty());
    }
}
