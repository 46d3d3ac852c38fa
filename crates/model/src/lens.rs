//! The lens: one round region of the picture clear in grey, everything else under the light veil.
//!
//! Keeps the union of all regions asked for, since moving a small hole about shows the whole picture
//! in the end. Knows nothing of pixels, keys or who looks.

mod written;

pub use written::NotCleared;

use crate::rung::Rung;
use serde::{Deserialize, Serialize};

/// Radius of the clear region as a share of the picture's long edge, in thousandths: the region is 2 to
/// 4 % of a picture of usual proportions, a face and not a scene.
pub const LENS_RADIUS_PERMILLE: u16 = 90;

/// Past this share of the picture, in thousandths, what was seen through the lens is the grey picture.
pub const LENS_LIMIT_PERMILLE: u16 = 200;

/// Cells along each side of the grid that the union is kept on.
const CELLS: u16 = 128;

/// A place in a picture, in thousandths of its width and height from the top left.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct LensPoint {
    /// From the left, 0 to 1,000.
    pub x: u16,
    /// From the top, 0 to 1,000.
    pub y: u16,
}

impl LensPoint {
    /// Where a lens is first put: the middle.
    pub const MIDDLE: Self = Self { x: 500, y: 500 };

    /// The nearest place within the picture.
    #[must_use]
    pub fn within(self) -> Self {
        Self {
            x: self.x.min(1_000),
            y: self.y.min(1_000),
        }
    }
}

/// A picture's proportions, in whatever unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proportions {
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

/// The union of the regions that were clear: never less than it was, never smaller than the truth.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub struct Cleared {
    /// One bit a cell, a row a number; always as many as there are cells along a side.
    rows: Vec<u128>,
}

/// What one person has seen of one case through the lens, over all their leases of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ThroughLens {
    /// Where it has been, as far as it was said: a verdict rests on this.
    pub cleared: Cleared,
    /// It was somewhere that nobody has said: a limit takes that for everywhere.
    pub untold: bool,
}

impl ThroughLens {
    /// Whether another look through it is for somebody who may see `max` at most: who may not see the grey
    /// picture may not see it piece by piece either.
    pub fn allows(&self, max: Rung) -> bool {
        let so_far = amounts_to(self.cleared.permille());
        max >= Rung::Grey || (so_far == Rung::Lens && !self.untold)
    }
}

impl Default for Cleared {
    fn default() -> Self {
        Self {
            rows: vec![0; usize::from(CELLS)],
        }
    }
}

impl Cleared {
    /// The union with one more region. A cell that the region touches counts whole.
    #[must_use]
    pub fn with(&self, at: LensPoint, of: Proportions) -> Self {
        let at = at.within();
        let long = f64::from(of.width.max(of.height).max(1));
        let radius = f64::from(LENS_RADIUS_PERMILLE) / 1_000.0;
        // In cells, along each side.
        let cells = f64::from(CELLS);
        let across = radius * long / f64::from(of.width.max(1)) * cells;
        let down = radius * long / f64::from(of.height.max(1)) * cells;
        let centre = (f64::from(at.x) / 1_000.0 * cells, f64::from(at.y) / 1_000.0 * cells);
        let rows = (0_u16..).zip(&self.rows).map(|(y, row)| {
            let touched = (0..CELLS).filter(|x| {
                let reach = (nearest(*x, centre.0) / across).hypot(nearest(y, centre.1) / down);
                reach <= 1.0
            });
            touched.fold(*row, |row, x| row | (1_u128 << x))
        });
        Self { rows: rows.collect() }
    }

    /// Both unions in one.
    #[must_use]
    pub fn joined(&self, other: &Self) -> Self {
        let rows = self.rows.iter().zip(&other.rows).map(|(own, other)| own | other);
        Self { rows: rows.collect() }
    }

    /// Whether nothing was clear.
    pub fn is_empty(&self) -> bool {
        self.rows.iter().all(|row| *row == 0)
    }

    /// Its share of the picture, in thousandths.
    pub fn permille(&self) -> u16 {
        let touched: u32 = self.rows.iter().map(|row| row.count_ones()).sum();
        let all = u32::from(CELLS) * u32::from(CELLS);
        u16::try_from((touched * 1_000).div_ceil(all)).unwrap_or(1_000)
    }
}

/// How far the nearest point of cell `cell` is from `centre`, in cells.
fn nearest(cell: u16, centre: f64) -> f64 {
    let from = f64::from(cell);
    (from - centre).max(centre - (from + 1.0)).max(0.0)
}

/// What a look through the lens amounts to once so much of the picture was clear.
pub fn amounts_to(region_permille: u16) -> Rung {
    if region_permille > LENS_LIMIT_PERMILLE {
        Rung::Grey
    } else {
        Rung::Lens
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const WIDE: Proportions = Proportions { width: 4, height: 3 };

    #[test]
    fn one_region_is_as_large_as_its_circle_and_a_little_more() {
        let share = Cleared::default().with(LensPoint::MIDDLE, WIDE).permille();
        // π · 0.09² / 0.75 of the area.
        assert!((34..=45).contains(&share), "{share}");
        let beside = Cleared::default().with(LensPoint { x: 0, y: 0 }, WIDE).permille();
        assert!((8..=13).contains(&beside), "a quarter of it at a corner: {beside}");
    }

    #[test]
    fn the_same_region_again_adds_nothing() {
        let once = Cleared::default().with(LensPoint::MIDDLE, WIDE);
        assert_eq!(once.with(LensPoint::MIDDLE, WIDE), once);
    }

    #[test]
    fn moving_about_shows_the_whole_picture_and_is_counted_so() {
        let mut seen = Cleared::default();
        for y in 0..=20 {
            for x in 0..=20 {
                seen = seen.with(LensPoint { x: x * 50, y: y * 50 }, WIDE);
            }
        }
        assert_eq!(seen.permille(), 1_000);
        assert_eq!(amounts_to(seen.permille()), Rung::Grey);
        assert_eq!(amounts_to(LENS_LIMIT_PERMILLE), Rung::Lens);
    }

    #[test]
    fn who_may_not_see_grey_may_look_until_it_amounts_to_grey_or_nobody_knows() {
        let cleared = Cleared::default().with(LensPoint::MIDDLE, WIDE);
        let little = ThroughLens { cleared, untold: false };
        assert!(little.allows(Rung::Lens) && little.allows(Rung::Grey));
        let untold = ThroughLens {
            untold: true,
            ..little.clone()
        };
        let wide = Proportions { width: 9, height: 1 };
        let places = [250, 750].map(|x| LensPoint { x, y: 500 });
        let much = ThroughLens {
            cleared: places.iter().fold(Cleared::default(), |seen, at| seen.with(*at, wide)),
            untold: false,
        };
        for seen in [untold, much] {
            assert!(!seen.allows(Rung::Lens) && seen.allows(Rung::Grey), "{seen:?}");
        }
    }

    proptest! {
        #[test]
        fn joining_is_the_union_in_whatever_order(
            places in proptest::collection::vec((0_u16..=1_000, 0_u16..=1_000), 0..8),
            cut in 0_usize..8,
        ) {
            let seen = |places: &[(u16, u16)]| {
                let places = places.iter().map(|(x, y)| LensPoint { x: *x, y: *y });
                places.fold(Cleared::default(), |seen, at| seen.with(at, WIDE))
            };
            let (first, then) = places.split_at(cut.min(places.len()));
            let joined = seen(first).joined(&seen(then));
            prop_assert_eq!(&joined, &seen(&places));
            prop_assert_eq!(&joined, &seen(then).joined(&seen(first)));
            prop_assert_eq!(joined.joined(&joined), joined.clone());
            prop_assert_eq!(joined.is_empty(), places.is_empty());
        }

        #[test]
        fn the_union_never_shrinks_and_is_never_less_than_one_region(
            places in proptest::collection::vec((0_u16..1_200, 0_u16..1_200), 1..12),
            width in 1_u32..5_000,
            height in 1_u32..5_000,
        ) {
            let of = Proportions { width, height };
            let mut seen = Cleared::default();
            for (x, y) in places {
                let at = LensPoint { x, y };
                let next = seen.with(at, of);
                prop_assert!(next.permille() >= seen.permille());
                prop_assert!(next.permille() >= Cleared::default().with(at, of).permille());
                prop_assert!(next.permille() >= 1);
                seen = next;
            }
        }
    }
}
