//! Where on a sheet an animation's frames are: its visually different frames lie side by side, and each
//! of the others looks like one of them.
//!
//! Knows nothing of how frames are compared or drawn.

use serde::{Deserialize, Serialize};

/// A place on a picture, in ten-thousandths of its width and height, so that it holds at every rung.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct Place {
    /// From the left.
    pub left: u16,
    /// From the top.
    pub top: u16,
    /// Width.
    pub width: u16,
    /// Height.
    pub height: u16,
}

/// One frame on a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct SheetCell {
    /// Which frame, counted from 0.
    pub frame: u32,
    /// Where it lies.
    pub place: Place,
}

/// Which frame of an animation came near an entry, and what of the sheet shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct MatchedFrame {
    /// Which frame, counted from 1.
    pub number: u32,
    /// Of how many, where that was written down.
    pub of: Option<u32>,
    /// The cell that shows it, or one that looks like it.
    pub shown: Option<Marked>,
}

/// The cell of a sheet that stands for a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct Marked {
    /// Where it lies.
    pub place: Place,
    /// Whether it shows that very frame, or one that looks like it.
    pub itself: bool,
}

impl Place {
    /// Where some pixels lie in a picture of this size; what would be beside it is cut.
    pub fn of([left, top, width, height]: [u32; 4], (across, down): (u32, u32)) -> Self {
        let share = |part: u32, whole: u32| {
            let share = (u64::from(part) * 10_000 + u64::from(whole) / 2) / u64::from(whole.max(1));
            u16::try_from(share).unwrap_or(u16::MAX).min(10_000)
        };
        let (left_share, top_share) = (share(left, across), share(top, down));
        Self {
            left: left_share,
            top: top_share,
            width: share(width, across).min(10_000 - left_share),
            height: share(height, down).min(10_000 - top_share),
        }
    }
}

impl MatchedFrame {
    /// Frame `frame`, counted from 0, of `frames`, with the cell that stands for it. None of a still
    /// picture, whose only frame says nothing.
    pub fn of_animation(frame: u32, frames: Option<u32>, cell: Option<SheetCell>) -> Option<Self> {
        let still = frames.map_or(frame == 0, |frames| frames <= 1);
        (!still).then(|| Self {
            number: frame.saturating_add(1),
            of: frames,
            shown: cell.map(|cell| Marked {
                place: cell.place,
                itself: cell.frame == frame,
            }),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(frame: u32) -> SheetCell {
        let place = Place::of([400, 0, 400, 300], (800, 600));
        SheetCell { frame, place }
    }

    #[test]
    fn a_place_is_told_in_shares_and_never_reaches_beyond_the_picture() {
        let place = cell(0).place;
        assert_eq!(
            [place.left, place.top, place.width, place.height],
            [5_000, 0, 5_000, 5_000]
        );
        let beside = Place::of([790, 590, 400, u32::MAX], (800, 600));
        assert_eq!(
            (beside.left + beside.width, beside.top + beside.height),
            (10_000, 10_000)
        );
        assert_eq!(Place::of([0, 0, 1, 1], (0, 0)).width, 10_000);
    }

    #[test]
    fn a_frame_is_counted_as_people_do_and_its_cell_says_whether_it_is_the_very_one() {
        let itself = MatchedFrame::of_animation(13, Some(60), Some(cell(13)));
        let itself = itself.expect("an animation");
        assert_eq!((itself.number, itself.of), (14, Some(60)));
        assert_eq!(itself.shown.map(|shown| shown.itself), Some(true));
        let alike = MatchedFrame::of_animation(14, Some(60), Some(cell(13)));
        assert_eq!(
            alike.and_then(|frame| frame.shown).map(|shown| shown.itself),
            Some(false)
        );
        assert_eq!(MatchedFrame::of_animation(0, Some(1), None), None, "a still picture");
        assert_eq!(
            MatchedFrame::of_animation(0, None, None),
            None,
            "nothing was written down"
        );
        assert!(
            MatchedFrame::of_animation(3, None, None).is_some(),
            "it has more than one"
        );
    }
}
