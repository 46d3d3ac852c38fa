//! Looking at the picture in its full size: the part that is looked at, and the tiles of it on their way.
//!
//! It is a look in colour like any other and ends like any other; what is here happens only while one is
//! open and its picture is up.

use crate::{
    full_size::{Part, Tile},
    ids::GrantId,
    session::{
        event::{Aim, Effect},
        held::InHand,
        looking::{Looking, Shown},
        machine::Session,
        view::{Blocked, FrameView, Kept},
    },
};

impl Session {
    /// The window shows another part of it.
    pub(super) fn show_part(&mut self, part: Part, fx: &mut Vec<Effect>) {
        if let Looking::Showing { look, shown, .. } = &mut self.looking
            && let Some(size) = look.size
        {
            shown.tiles.look_at(size, part);
        }
        self.ask_tiles(fx);
    }

    /// A tile is there, or cannot be had. One that comes after its look is dropped.
    pub(super) fn tile_answered(&mut self, grant: GrantId, tile: Tile, frame: Option<FrameView>, fx: &mut Vec<Effect>) {
        let awaited = match &mut self.looking {
            Looking::Showing { look, shown, .. } if look.grant == grant => shown.tiles.answered(tile, frame),
            _ => false,
        };
        // Were another look open, this would drop that one's pictures too; it drops all of them itself.
        if !awaited && self.looking.look().is_none() {
            fx.push(Effect::DropLook);
        }
        self.ask_tiles(fx);
    }

    fn ask_tiles(&mut self, fx: &mut Vec<Effect>) {
        if let Looking::Showing { look, shown, .. } = &mut self.looking
            && look.aim == Aim::FullSize
        {
            let grant = look.grant;
            fx.extend(
                shown
                    .tiles
                    .ask()
                    .into_iter()
                    .map(|tile| Effect::FetchTile { grant, tile }),
            );
        }
    }
}

impl Shown {
    /// A picture that has come and was not painted yet.
    pub(super) fn new(frame: FrameView) -> Self {
        Self {
            frame,
            painted: None,
            tiles: super::tiles::Tiles::default(),
        }
    }
}

impl InHand {
    /// Why there is no full size of this picture at all; what may change is not asked here.
    pub(super) fn without_full_size(&self) -> Option<Blocked> {
        if self.held.is_animated() {
            return Some(Blocked::Animated);
        }
        let what = Kept::FullSize;
        self.held.full_size.is_none().then_some(Blocked::NotKept { what })
    }
}
