//! An animation on one sheet: its visually different frames side by side.
//!
//! A film of a thousand frames shows what nine of them show; which nine is told by their pixels, not by
//! their time, so that no single frame can hide between the samples.

use crate::rendition::{Plane, RenditionError, fitted, resized};
use fast_image_resize::PixelType;

/// Frames on a sheet at most, three by three.
const MOST: usize = 9;

/// Side of the thumbnails that frames are compared by, in pixels.
const THUMB: u32 = 16;

/// Mean difference of two thumbnails, of 255, from which their frames are different pictures.
const DIFFERENT: u32 = 10;

/// Between two frames, in pixels.
const GAP: u32 = 6;

/// Frames kept so far.
#[derive(Default)]
pub(super) struct Strip {
    kept: Vec<Kept>,
}

struct Kept {
    frame: Plane<[u8; 3]>,
    thumb: Vec<u8>,
}

impl Strip {
    /// Keeps a frame if it is the first or unlike all that are kept.
    pub(super) fn offer(&mut self, frame: Plane<[u8; 3]>) -> Result<(), RenditionError> {
        if self.kept.len() >= MOST {
            return Ok(());
        }
        let thumb = thumb(&frame)?;
        if self
            .kept
            .iter()
            .all(|kept| difference(&kept.thumb, &thumb) >= DIFFERENT)
        {
            self.kept.push(Kept { frame, thumb });
        }
        Ok(())
    }

    /// Whether nothing more will be kept.
    pub(super) fn is_full(&self) -> bool {
        self.kept.len() >= MOST
    }

    /// The sheet, no side longer than `long_edge`; a single frame as it is. `None` without any.
    pub(super) fn into_sheet(
        mut self,
        long_edge: u32,
        ground: [u8; 3],
    ) -> Option<Result<Plane<[u8; 3]>, RenditionError>> {
        if self.kept.len() < 2 {
            return self.kept.pop().map(|only| Ok(only.frame));
        }
        let columns = if self.kept.len() <= 4 { 2 } else { 3 };
        let frames: Vec<Plane<[u8; 3]>> = self.kept.into_iter().map(|kept| kept.frame).collect();
        Some(sheet(&frames, columns, long_edge, ground))
    }
}

fn sheet(
    frames: &[Plane<[u8; 3]>],
    columns: usize,
    long_edge: u32,
    ground: [u8; 3],
) -> Result<Plane<[u8; 3]>, RenditionError> {
    let rows = frames.len().div_ceil(columns);
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    let first = frames.first().ok_or(RenditionError::WrongSize)?;
    let room = (long_edge.saturating_sub(GAP * (count(columns) - 1)) / count(columns)).max(1);
    let (width, height) = fitted(first.width, first.height, room);
    let size = (
        width * count(columns) + GAP * (count(columns) - 1),
        height * count(rows) + GAP * (count(rows) - 1),
    );
    let index = |pixels: u32| usize::try_from(pixels).unwrap_or(usize::MAX);
    let mut pixels = vec![ground; index(size.0) * index(size.1)];
    for (number, frame) in frames.iter().enumerate() {
        let cell = small(frame, (width, height))?;
        let left = number % columns * index(width + GAP);
        let top = number / columns * index(height + GAP);
        let lines = pixels.chunks_exact_mut(index(size.0)).skip(top);
        for (line, row) in lines.zip(cell.as_chunks::<3>().0.chunks_exact(index(width))) {
            line.iter_mut().skip(left).zip(row).for_each(|(to, from)| *to = *from);
        }
    }
    Ok(Plane::of(size, pixels))
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
        let sheet = strip.into_sheet(60, [128; 3]).unwrap().unwrap();
        assert_eq!((sheet.width, sheet.height), (60, 20));
        assert_eq!(sheet.pixels[0], [10; 3]);
        assert_eq!((sheet.pixels[29], sheet.pixels[59]), ([128; 3], [200; 3]));
    }

    #[test]
    fn one_picture_alone_is_no_sheet_and_a_film_fills_nine_places() {
        let mut strip = Strip::default();
        strip.offer(flat(7)).unwrap();
        assert_eq!(strip.into_sheet(60, [128; 3]).unwrap().unwrap().width, 40);
        let mut film = Strip::default();
        for value in 0..=25 {
            film.offer(flat(value * 10)).unwrap();
        }
        assert!(film.is_full());
        let sheet = film.into_sheet(1600, [128; 3]).unwrap().unwrap();
        assert_eq!((sheet.width, sheet.height), (40 * 3 + 12, 30 * 3 + 12));
        assert!(Strip::default().into_sheet(9, [0; 3]).is_none());
    }
}
