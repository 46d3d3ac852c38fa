//! The tiles of an open look at the full size: fetched one by one, handed out once, gone with the look.
//!
//! Which tiles, and how many at once, is the session's. Nothing of them is kept but under a name that the
//! window has not fetched yet.

use super::{
    core::Core,
    job::{Job, TileOf},
    refusal::is_gone,
    runner::{a_few_more_times, is_the_hubs_trouble},
};
use crate::{
    account::{Account, Failed},
    frames::{Frame, FrameKind},
};
use backon::Retryable;
use scrim_hub_client::LeaseProof;
use scrim_media::clear::ClearPicture;
use scrim_model::{
    full_size::FullSize,
    ids::GrantId,
    session::{Event, view::FrameView},
};

/// The longest tile a desk takes, bytes: more than all of its pixels as they are.
const MAX_TILE_BYTES: usize = 4 * 1_024 * 1_024;

/// The look at the full size that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OpenTiles {
    pub(crate) grant: GrantId,
    pub(crate) size: FullSize,
}

impl Core {
    pub(super) fn fetch_tile(&mut self, of: TileOf) {
        match self.grants.get(&of.grant) {
            Some(proof) if self.link.is_up() => {
                let proof = proof.clone();
                self.jobs.push(Job::Tile { proof, of });
            }
            _ => self.tile_failed(of),
        }
    }

    /// A tile came, or will not. What comes when its look is over is zeroed unseen.
    pub(super) fn tile_came(&mut self, of: TileOf, answer: Result<Vec<u8>, Failed>) {
        let answer = answer.map(ClearPicture::from);
        let Some(open) = self.tiles_of.filter(|open| open.grant == of.grant) else {
            return;
        };
        match answer {
            Ok(bytes) if scrim_media::sniff(&bytes).is_some() => self.show_tile(open, of, bytes),
            Ok(_) => self.tile_failed(of),
            Err(error) => {
                tracing::warn!(%error, "a tile did not come");
                self.tile_failed(of);
                if is_gone(&error) {
                    self.lose_lease_of(of);
                }
            }
        }
    }

    fn show_tile(&mut self, open: OpenTiles, TileOf { grant, tile }: TileOf, bytes: ClearPicture) {
        let [_, _, width_px, height_px] = open.size.tile(tile.column, tile.row).unwrap_or_default();
        let kind = FrameKind::Tile { grant, tile };
        let frame = FrameView {
            name: self.keep(Frame { bytes, kind }),
            width_px,
            height_px,
        };
        self.feed(Event::TileReady { grant, tile, frame });
    }

    fn tile_failed(&mut self, TileOf { grant, tile }: TileOf) {
        self.feed(Event::TileFailed { grant, tile });
    }

    /// The hub says that the case of an open look is held no more.
    fn lose_lease_of(&mut self, of: TileOf) {
        let Some(lease) = self.grants.get(&of.grant).map(|proof| proof.lease) else {
            return;
        };
        let held = self.held.iter().find(|(_, holding)| holding.proof.lease == lease);
        if let Some(case) = held.map(|(case, _)| case) {
            self.lease_gone(case, lease);
        }
    }
}

/// One tile from the hub.
pub(super) async fn fetch_tile(
    account: &Account,
    proof: &LeaseProof,
    TileOf { grant, tile }: TileOf,
) -> Result<Vec<u8>, Failed> {
    let at = (tile.column, tile.row);
    let fetch = || account.call(|hub| async move { hub.tile(proof, grant, at, MAX_TILE_BYTES).await });
    fetch.retry(a_few_more_times()).when(is_the_hubs_trouble).await
}
