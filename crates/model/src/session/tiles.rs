//! The tiles of an open look at the full size: which part is looked at, which tiles have come.
//!
//! A tile counts from the moment that the part which touches it is looked at, come or not: what lies
//! under it is the picture in colour, enlarged. Knows nothing of how a tile is fetched or drawn.

use crate::{
    full_size::{FullSize, Part, Tile},
    session::view::{FrameView, FullSizeView, TileState, TileView},
};
use std::collections::{BTreeMap, BTreeSet};

/// Tiles asked for at once. The hub reads the whole picture for each of them, by the same workers that
/// read uploads.
pub(super) const AT_ONCE: usize = 2;

/// The tiles of one look; none for a look at a rung.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Tiles {
    /// Of the part that is looked at now, in the order they are wanted.
    wanted: Vec<Tile>,
    /// Of every part that was looked at.
    seen: BTreeSet<Tile>,
    known: BTreeMap<Tile, TileState>,
}

impl Tiles {
    /// Another part is looked at: its tiles are wanted from now on, and those of the one before no more.
    pub(super) fn look_at(&mut self, size: FullSize, part: Part) {
        self.wanted = size.touched(part);
        self.seen.extend(&self.wanted);
    }

    /// The tiles to ask for now; notes that they were.
    pub(super) fn ask(&mut self) -> Vec<Tile> {
        let coming = self.known.values().filter(|state| **state == TileState::Coming);
        let room = AT_ONCE.saturating_sub(coming.count());
        let missing = self.wanted.iter().filter(|tile| !self.known.contains_key(tile));
        let ask: Vec<Tile> = missing.copied().take(room).collect();
        self.known.extend(ask.iter().map(|tile| (*tile, TileState::Coming)));
        ask
    }

    /// A tile came, or will not; whether it was asked for.
    pub(super) fn answered(&mut self, tile: Tile, frame: Option<FrameView>) -> bool {
        let Some(state) = self.known.get_mut(&tile).filter(|state| **state == TileState::Coming) else {
            return false;
        };
        *state = frame.map_or(TileState::Failed, |frame| TileState::Ready { frame });
        true
    }

    /// How much of the picture was looked at, in thousandths; all of it as long as nobody has said which
    /// part.
    pub(super) fn region_permille(&self, size: FullSize) -> u16 {
        if self.seen.is_empty() {
            1_000
        } else {
            size.permille(self.seen.iter().copied())
        }
    }

    /// As the window draws them.
    pub(super) fn view(&self, size: FullSize) -> FullSizeView {
        let coming = self.wanted.iter().filter(|tile| !self.known.contains_key(tile));
        let coming = coming.map(|tile| (*tile, TileState::Coming));
        let known = self.known.iter().map(|(tile, state)| (*tile, state.clone()));
        FullSizeView {
            size,
            seen_permille: self.region_permille(size),
            tiles: known.chain(coming).map(|(at, state)| TileView { at, state }).collect(),
        }
    }
}
