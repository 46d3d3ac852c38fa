//! An animation on one sheet: its visually different frames side by side.
//!
//! A film of a thousand frames shows what nine of them show; which nine is told by their pixels, not by
//! their time, so that no single frame can hide between the samples.

use crate::Orientation;
use crate::rendition::{Plane, RenditionError, fitted, index, resized};
use fast_image_resize::PixelType;

/// Side of the thumbnails that frames are compared by, in pixels.
const THUMB: u32 = 16;

/// Mean difference of two thumbnails, of 255, from which their frames are different pictures.
const DIFFERENT: u32 = 10;

/// Between two frames, in pixels.
const GAP: u32 = 6;

/// What a sheet shows: up to nine cells, and which of them stands for each frame.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Its cells, in the order of their frames. Empty for a picture that is shown by itself.
    pub cells: Vec<Cell>,
    /// For every frame that was compared, from the first on, the cell that shows it or one that looks
    /// like it, counted from 0. Once a sheet is full, no further frame is compared.
    pub stands_for: Vec<u8>,
}

/// One frame on a sheet, in pixels of what is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Which frame, counted from 0.
    pub frame: u32,
    /// From the left.
    pub left: u32,
    /// From the top.
    pub top: u32,
    /// Width.
    pub width: u32,
    /// Height.
    pub height: u32,
}

impl Sheet {
    /// Cells at most, three by three.
    pub const MOST_CELLS: usize = 9;

    /// The cell that stands for a frame.
    pub fn cell_of(&self, frame: u32) -> Option<u8> {
        let at = usize::try_from(frame).ok()?;
        self.stands_for.get(at).copied().filter(|_| !self.cells.is_empty())
    }

    /// Where the cells lie once a sheet of this size is turned upright.
    pub(super) fn turned(self, size: (u32, u32), orientation: Orientation) -> Self {
        let cells = self.cells.into_iter().map(|cell| cell.turned(size, orientation));
        Self {
            cells: cells.collect(),
            stands_for: self.stands_for,
        }
    }
}

impl Cell {
    fn turned(self, (width, height): (u32, u32), orientation: Orientation) -> Self {
        let right = width.saturating_sub(self.left + self.width);
        let bottom = height.saturating_sub(self.top + self.height);
        let (left, top) = match orientation {
            Orientation::Normal => (self.left, self.top),
            Orientation::MirroredHorizontally => (right, self.top),
            Orientation::Turned180 => (right, bottom),
            Orientation::MirroredVertically => (self.left, bottom),
            Orientation::Transposed => (self.top, self.left),
            Orientation::Turned90 => (bottom, self.left),
            Orientation::Transversed => (bottom, right),
            Orientation::Turned270 => (self.top, right),
        };
        let (width, height) = if orientation.swaps_sides() {
            (self.height, self.width)
        } else {
            (self.width, self.height)
        };
        Self {
            frame: self.frame,
            left,
            top,
            width,
            height,
        }
    }
}

/// Frames kept so far.
#[derive(Default)]
pub(super) struct Strip {
    kept: Vec<Kept>,
    stands_for: Vec<u8>,
}

struct Kept {
    frame: Plane<[u8; 3]>,
    number: u32,
    thumb: Vec<u8>,
}

impl Strip {
    /// Keeps a frame if it is the first or unlike all that are kept, and notes which of them stands for it.
    pub(super) fn offer(&mut self, frame: Plane<[u8; 3]>) -> Result<(), RenditionError> {
        if self.kept.len() >= Sheet::MOST_CELLS {
            return Ok(());
        }
        let thumb = thumb(&frame)?;
        let differences = (0_u8..).zip(self.kept.iter().map(|kept| difference(&kept.thumb, &thumb)));
        let nearest = differences.min_by_key(|(_, difference)| *difference);
        let stands_for = match nearest {
            Some((cell, difference)) if difference < DIFFERENT => cell,
            _ => {
                let number = u32::try_from(self.stands_for.len()).unwrap_or(u32::MAX);
                self.kept.push(Kept { frame, number, thumb });
                u8::try_from(self.kept.len() - 1).unwrap_or(u8::MAX)
            }
        };
        self.stands_for.push(stands_for);
        Ok(())
    }

    /// Whether nothing more will be kept.
    pub(super) fn is_full(&self) -> bool {
        self.kept.len() >= Sheet::MOST_CELLS
    }

    /// The sheet, no side longer than `long_edge`, and what is where on it; a single frame as it is. `None`
    /// without any.
    pub(super) fn into_sheet(mut self, long_edge: u32, ground: [u8; 3]) -> Option<Result<Drawn, RenditionError>> {
        if self.kept.len() < 2 {
            return self.kept.pop().map(|only| Ok((only.frame, Sheet::default())));
        }
        let columns = if self.kept.len() <= 4 { 2 } else { 3 };
        let drawn = sheet(&self.kept, columns, long_edge, ground);
        let stands_for = self.stands_for;
        Some(drawn.map(|(plane, cells)| (plane, Sheet { cells, stands_for })))
    }
}

/// A sheet with what is where on it.
type Drawn = (Plane<[u8; 3]>, Sheet);

fn sheet(
    kept: &[Kept],
    columns: usize,
    long_edge: u32,
    ground: [u8; 3],
) -> Result<(Plane<[u8; 3]>, Vec<Cell>), RenditionError> {
    let rows = kept.len().div_ceil(columns);
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let first = &kept.first().ok_or(RenditionError::WrongSize)?.frame;
    let room = (long_edge.saturating_sub(GAP * (count(columns) - 1)) / count(columns)).max(1);
    let (width, height) = fitted(first.width, first.height, room);
    let size = (
        width * count(columns) + GAP * (count(columns) - 1),
        height * count(rows) + GAP * (count(rows) - 1),
    );
    let mut pixels = vec![ground; index(size.0) * index(size.1)];
    let mut cells = Vec::with_capacity(kept.len());
    for (place, kept) in kept.iter().enumerate() {
        let drawn = small(&kept.frame, (width, height))?;
        let cell = Cell {
            frame: kept.number,
            left: count(place % columns) * (width + GAP),
            top: count(place / columns) * (height + GAP),
            width,
            height,
        };
        let lines = pixels.chunks_exact_mut(index(size.0)).skip(index(cell.top));
        for (line, row) in lines.zip(drawn.as_chunks::<3>().0.chunks_exact(index(width))) {
            let to = line.iter_mut().skip(index(cell.left));
            to.zip(row).for_each(|(to, from)| *to = *from);
        }
        cells.push(cell);
    }
    Ok((Plane::of(size, pixels), cells))
}

fn small(frame: &Plane<[u8; 3]>, to: (u32, u32)) -> Result<Vec<u8>, RenditionError> {
    let size = (frame.width, frame.height);
    let whole = (f64::from(frame.width), f64::from(frame.height));
    resized(size, frame.pixels.as_flattened(), PixelType::U8x3, whole, to)
}

fn thumb(frame: &Plane<[u8; 3]>) -> Result<Vec<u8>, RenditionError> {
    small(frame, (THUMB, THUMB))
}

/// Mean difference of bytes.
fn difference(one: &[u8], other: &[u8]) -> u32 {
    let sum: u32 = one.iter().zip(other).map(|(a, b)| u32::from(a.abs_diff(*b))).sum();
    sum / u32::try_from(one.len().max(1)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flat(value: u8) -> Plane<[u8; 3]> {
        Plane::of((40, 30), vec![[value; 3]; 1200])
    }

    #[test]
    fn frames_that_look_alike_are_kept_once() {
        let mut strip = Strip::default();
        for value in [10, 12, 14, 200, 201, 11] {
            strip.offer(flat(value)).unwrap();
        }
        assert_eq!(strip.kept.len(), 2);
        let (sheet, told) = strip.into_sheet(60, [128; 3]).unwrap().unwrap();
        assert_eq!(told.stands_for, [0, 0, 0, 1, 1, 0]);
        let frames: Vec<_> = told.cells.iter().map(|cell| (cell.frame, cell.left)).collect();
        assert_eq!(frames, [(0, 0), (3, 33)]);
        assert_eq!((told.cell_of(5), told.cell_of(6)), (Some(0), None));
        assert_eq!((sheet.width, sheet.height), (60, 20));
        assert_eq!(sheet.pixels[0], [10; 3]);
        assert_eq!((sheet.pixels[29], sheet.pixels[59]), ([128; 3], [200; 3]));
    }

    #[test]
    fn a_sheet_that_is_turned_says_where_its_cells_have_gone() {
        use crate::rendition::upright;
        for exif in 1..=8 {
            let orientation = Orientation::from_exif(exif).unwrap();
            let mut strip = Strip::default();
            for value in [10, 90, 170] {
                strip.offer(flat(value)).unwrap();
            }
            let (sheet, told) = strip.into_sheet(60, [255; 3]).unwrap().unwrap();
            let told = told.turned((sheet.width, sheet.height), orientation);
            let seen = upright(sheet, orientation);
            for (cell, value) in told.cells.iter().zip([10, 90, 170]) {
                let at = |x: u32, y: u32| seen.pixels[usize::try_from(y * seen.width + x).unwrap()];
                let (right, bottom) = (cell.left + cell.width - 1, cell.top + cell.height - 1);
                for corner in [at(cell.left, cell.top), at(right, bottom)] {
                    assert_eq!(corner, [value; 3], "{orientation:?}, frame {}", cell.frame);
                }
            }
        }
    }

    #[test]
    fn one_picture_alone_is_no_sheet_and_a_film_fills_nine_places() {
        let mut strip = Strip::default();
        strip.offer(flat(7)).unwrap();
        assert_eq!(strip.into_sheet(60, [128; 3]).unwrap().unwrap().0.width, 40);
        let mut film = Strip::default();
        for value in 0..=25 {
            film.offer(flat(value * 10)).unwrap();
        }
        assert!(film.is_full());
        let (sheet, told) = film.into_sheet(1600, [128; 3]).unwrap().unwrap();
        let last = told.cells[8];
        assert_eq!((last.frame, last.left, last.top), (8, 92, 72));
        assert_eq!(told.cell_of(9), None, "not compared any more");
        assert_eq!((sheet.width, sheet.height), (40 * 3 + 12, 30 * 3 + 12));
        assert!(Strip::default().into_sheet(9, [0; 3]).is_none());
    }
}
