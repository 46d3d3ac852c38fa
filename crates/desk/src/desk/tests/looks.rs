//! What the made-up hub says of looks: grants, and the tiles of the full size.

use super::hub::{Book, GREY, NOW, id, json, number_of, refused, rendition_key};
use scrim_hub_client::Reply;
use scrim_model::{ids::GrantId, time::Time};
use scrim_wire::{
    Code,
    http::looks::{AskLook, FullSize, LookGranted},
};

/// The full size of every case: three tiles beside each other, two above each other.
pub(super) const FULL: FullSize = FullSize {
    width_px: 3_000,
    height_px: 2_000,
    tile_px: 1_024,
    columns: 3,
    rows: 2,
};

impl Book {
    pub(super) fn grant(&mut self, lease: &str, ask: AskLook) -> Reply {
        if let Some(code) = self.no_look {
            return refused(code);
        }
        if ask.full_size && !self.closings.iter().any(|closing| !closing.contains("\"shown_ms\":0")) {
            return refused(Code::ColourFirst);
        }
        let rendition = ask.rung.rendition().unwrap();
        self.grants += 1;
        json(&LookGranted {
            grant_id: GrantId(id(5, self.grants)),
            rendition,
            key: rendition_key(number_of(lease), rendition).to_hex().to_string(),
            until: Time(NOW.0 + 10_000),
            now: NOW,
            looks_left: 100,
            full_size: ask.full_size.then_some(FULL),
        })
    }

    pub(super) fn tile(&self, column: &str, row: &str) -> Reply {
        match self.tiles_fail {
            Some(code) => refused(code),
            None => Reply {
                status: 200,
                body: Some([&GREY[..], format!("{column}/{row}").as_bytes()].concat()),
            },
        }
    }
}
