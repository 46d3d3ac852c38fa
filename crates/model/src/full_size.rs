//! The picture in its full size: the tiles it comes in, which of them a part of it touches, and how much
//! of it they are.
//!
//! Knows nothing of pixels, of who looks, nor of how a tile travels.

use serde::{Deserialize, Serialize};
use std::ops::Range;

/// The long side of a tile at most, px.
pub const TILE_PX: u32 = 1_024;

/// Tiles beside each other that a part touches at most: wider than any screen.
const MOST_BESIDE: u32 = 16;

/// The picture in its full size, in tiles from `GET /v1/leases/{id}/looks/{grant_id}/tiles/{column}/{row}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
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

/// One tile, by its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct Tile {
    /// From the left, counted from 0.
    pub column: u32,
    /// From the top, counted from 0.
    pub row: u32,
}

/// A part of the picture, in px of its full size.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct Part {
    /// From the left.
    pub left: u32,
    /// From the top.
    pub top: u32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
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

    /// The tiles that a part touches, those nearest to its middle first. A part beside the picture
    /// touches the nearest.
    pub fn touched(self, part: Part) -> Vec<Tile> {
        let columns = self.span((part.left, part.width), self.columns);
        let rows = self.span((part.top, part.height), self.rows);
        let middle = (columns.start + columns.end, rows.start + rows.end);
        let beside = |row| columns.clone().map(move |column| Tile { column, row });
        let mut tiles: Vec<Tile> = rows.clone().flat_map(beside).collect();
        // Twice a tile's middle is one more than twice its place.
        let away = |tile: &Tile| (2 * tile.column + 1).abs_diff(middle.0) + (2 * tile.row + 1).abs_diff(middle.1);
        tiles.sort_by_key(|tile| (away(tile), *tile));
        tiles
    }

    /// How much of the picture some different tiles are, in thousandths and never less than the truth.
    pub fn permille(self, tiles: impl IntoIterator<Item = Tile>) -> u16 {
        let area = |[_, _, width, height]: [u32; 4]| u64::from(width) * u64::from(height);
        let tiles = tiles.into_iter().filter_map(|tile| self.tile(tile.column, tile.row));
        let covered: u64 = tiles.map(area).sum();
        let whole = (u64::from(self.width_px) * u64::from(self.height_px)).max(1);
        let permille = u128::from(covered) * 1_000;
        u16::try_from(permille.div_ceil(u128::from(whole))).map_or(1_000, |share| share.min(1_000))
    }

    /// Which of so many places in a row a length touches.
    fn span(self, (from, length): (u32, u32), count: u32) -> Range<u32> {
        let last = count.saturating_sub(1);
        let side = self.tile_px.max(1);
        let first = (from / side).min(last);
        let end = from.saturating_add(length.saturating_sub(1)) / side;
        let end = end.min(last).min(first.saturating_add(MOST_BESIDE - 1));
        first..end.saturating_add(1).min(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn part(left: u32, top: u32, width: u32, height: u32) -> Part {
        Part {
            left,
            top,
            width,
            height,
        }
    }

    fn places(tiles: &[Tile]) -> Vec<(u32, u32)> {
        tiles.iter().map(|tile| (tile.column, tile.row)).collect()
    }

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

    #[test]
    fn a_part_touches_the_tiles_it_lies_on_from_its_middle_outwards() {
        let full = FullSize::of(5_000, 3_000);
        assert_eq!(places(&full.touched(part(0, 0, 1_024, 1_024))), [(0, 0)]);
        assert_eq!(places(&full.touched(part(1_000, 0, 25, 1))), [(0, 0), (1, 0)]);
        let nine = full.touched(part(1_000, 1_000, 2_000, 1_500));
        assert_eq!((nine.len(), nine[0]), (9, Tile { column: 1, row: 1 }));
        let all = full.touched(part(0, 0, 5_000, 3_000));
        assert_eq!(
            (all.len(), all[0]),
            (15, Tile { column: 2, row: 1 }),
            "the middle first"
        );
        assert_eq!(places(&full.touched(part(9_999, 9_999, 5, 5))), [(4, 2)], "the nearest");
    }

    #[test]
    fn nothing_that_a_window_may_say_is_more_than_a_screen() {
        let huge = FullSize::of(u32::MAX, u32::MAX);
        assert_eq!(huge.touched(part(0, 0, u32::MAX, u32::MAX)).len(), 256);
        assert!(FullSize::of(0, 0).touched(part(0, 0, 10, 10)).is_empty());
    }

    #[test]
    fn the_share_of_the_picture_is_that_of_its_tiles() {
        let full = FullSize::of(2_048, 2_048);
        let first = Tile { column: 0, row: 0 };
        assert_eq!(full.permille([first]), 250);
        assert_eq!(full.permille(full.touched(part(0, 0, 2_048, 2_048))), 1_000);
        assert_eq!(full.permille([]), 0);
        assert_eq!(
            FullSize::of(100_000, 100_000).permille([first]),
            1,
            "never less than the truth"
        );
    }

    proptest! {
        #[test]
        fn every_pixel_of_a_part_is_on_a_tile_that_it_touches(
            (width, height) in (1_u32..9_000, 1_u32..9_000),
            (left, top) in (0_u32..9_000, 0_u32..9_000),
            (across, down) in (1_u32..4_000, 1_u32..4_000),
        ) {
            let full = FullSize::of(width, height);
            let tiles = full.touched(part(left, top, across, down));
            let different: BTreeSet<Tile> = tiles.iter().copied().collect();
            prop_assert_eq!(different.len(), tiles.len(), "each once");
            prop_assert!(tiles.iter().all(|tile| full.tile(tile.column, tile.row).is_some()));
            for (x, y) in [(left, top), (left + across - 1, top), (left, top + down - 1), (left + across - 1, top + down - 1)] {
                if x < width && y < height {
                    let on = Tile { column: x / TILE_PX, row: y / TILE_PX };
                    prop_assert!(different.contains(&on));
                }
            }
            prop_assert!((1..=1_000).contains(&full.permille(tiles)));
        }
    }
}
