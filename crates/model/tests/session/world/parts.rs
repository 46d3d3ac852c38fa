//! What the books say of the full size: which tiles may be fetched, and by which look.

use super::{Pending, World};
use crate::desk::frame;
use scrim_model::{
    full_size::Tile,
    ids::GrantId,
    session::{Aim, Event},
};

impl World {
    /// A tile is fetched by an open grant of the full size, once, and few are on their way.
    pub(super) fn tile_asked(&mut self, grant: GrantId, tile: Tile) {
        let told = self.grants[&grant];
        assert!(told.aim == Aim::FullSize && told.closed == 0, "a tile by no open look");
        assert!(self.asked.insert((grant, tile)), "asked twice");
        assert!(self.looked_at.contains(&tile), "nobody looks there");
        let coming = |p: &&Pending| matches!(p, Pending::Tile { grant: of, .. } if *of == grant);
        assert!(self.pending.iter().filter(coming).count() < 2, "too many at once");
        self.pending.push_back(Pending::Tile { grant, tile });
    }

    pub(super) fn tile(&mut self, grant: GrantId, tile: Tile, well: bool) -> Event {
        if !well {
            return Event::TileFailed { grant, tile };
        }
        let name = format!("tile-{}", self.fresh());
        self.tiles.insert(name.clone(), grant);
        let frame = frame(&name);
        Event::TileReady { grant, tile, frame }
    }

    /// Whether the view, with whatever has run out by now, has the full size on the screen.
    pub(super) fn at_full_size(&self) -> bool {
        let case = self.session.view(self.now).case;
        case.is_some_and(|case| case.shown.full_size.is_some())
    }

    /// Tiles that were in a view so far.
    pub(crate) fn tiles_shown(&self) -> usize {
        self.tiles_shown
    }
}
