//! Looks: asking for a grant and its key, and saying what was presented.

use scrim_model::{grant::Presented, ids::GrantId, lens::Cleared, rung::Rung, time::Time};
use serde::{Deserialize, Serialize};

/// `POST /v1/leases/{id}/looks`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct AskLook {
    /// Which rung; above the resting one.
    pub rung: Rung,
    /// The lease's fence, for whoever wants it checked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fence: Option<u64>,
    /// Also the picture in its full size, in tiles: at rung 6, after a look in colour at the same case that
    /// was on the screen and is closed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub full_size: bool,
}

/// The long side of a tile at most, px.
pub const TILE_PX: u32 = 1_024;

/// The picture in its full size, in tiles from `GET /v1/leases/{id}/looks/{grant_id}/tiles/{column}/{row}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct FullSize {
    /// Width of the whole picture, upright, px.
    pub width_px: u32,
    /// Height of the whole picture, upright, px.
    pub height_px: u32,
    /// Width and height of a tile, px; those at the right and lower edge are smaller.
    pub tile_px: u32,
    /// How many tiles beside each other.
    pub columns: u32,
    /// How many tiles above each other.
    pub rows: u32,
}

impl FullSize {
    /// The tiles of a picture.
    pub fn of(width_px: u32, height_px: u32) -> Self {
        Self {
            width_px,
            height_px,
            tile_px: TILE_PX,
            columns: width_px.div_ceil(TILE_PX),
            rows: height_px.div_ceil(TILE_PX),
        }
    }

    /// Left, top, width and height of a tile, px; none where there is no such tile.
    pub fn tile(self, column: u32, row: u32) -> Option<[u32; 4]> {
        let (left, top) = (column.checked_mul(self.tile_px)?, row.checked_mul(self.tile_px)?);
        let width = self.width_px.checked_sub(left)?.min(self.tile_px);
        let height = self.height_px.checked_sub(top)?.min(self.tile_px);
        (width > 0 && height > 0).then_some([left, top, width, height])
    }
}

/// The grant with the key of one rendition and of no other.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct LookGranted {
    /// The grant, written before this answer left.
    pub grant_id: GrantId,
    /// The rendition the key opens.
    pub rendition: Rung,
    /// The rendition's key, 256 bits, hex.
    pub key: String,
    /// When the look ends.
    pub until: Time,
    /// The hub's time now, so that the desk counts down without trusting its own clock.
    pub now: Time,
    /// Looks left of the rolling 24 hours.
    pub looks_left: u32,
    /// The picture in its full size, where it was asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub full_size: Option<FullSize>,
}

/// `PUT /v1/looks/{grant_id}`: the look is over. May be sent again with the same words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct CloseLook {
    /// What was on the screen.
    pub presented: Presented,
    /// Through the lens: where it has been at the case so far, this look's regions included. Kept, and handed
    /// back with the person's next lease of the case. Where it is missing, nobody knows where the lens was, and
    /// whoever may not see the grey picture is granted no other look through it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cleared: Option<Cleared>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tiles_cover_the_picture_once_and_nothing_beside_it() {
        let full = FullSize::of(2_049, 1_024);
        assert_eq!((full.columns, full.rows), (3, 1));
        assert_eq!(full.tile(0, 0), Some([0, 0, 1_024, 1_024]));
        assert_eq!(full.tile(2, 0), Some([2_048, 0, 1, 1_024]));
        for (column, row) in [(3, 0), (0, 1), (u32::MAX, 0), (0, u32::MAX)] {
            assert_eq!(full.tile(column, row), None, "{column}, {row}");
        }
        let area = |[_, _, width, height]: [u32; 4]| u64::from(width) * u64::from(height);
        let covered: u64 = (0..3).filter_map(|column| full.tile(column, 0)).map(area).sum();
        assert_eq!(covered, 2_049 * 1_024);
    }
}
