//! Pixels as they are handed in, checked once, and their brightness row by row.
//!
//! It deliberately does not know what happens to the rows.

use super::lanes::{Cell, LANES};

/// The shortest side the reference hashes; below it, it answers an empty hash.
pub const MIN_SIDE_PX: u32 = 5;

/// Why pixels could not be hashed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PdqError {
    /// A side is below [`MIN_SIDE_PX`].
    #[error("a picture of {width}x{height} px is too small to hash: each side needs {MIN_SIDE_PX}")]
    TooSmall {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
    /// The buffer is not what the measures say: the caller's mistake, not the picture's.
    #[error("{width}x{height} px do not fit a buffer of {actual} bytes")]
    BufferLength {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
        /// What was handed in.
        actual: usize,
    },
}

/// Brightness, one byte a pixel, rows perhaps padded: a JPEG's own luma plane for example.
#[derive(Debug, Clone, Copy)]
pub struct LumaView<'a> {
    width: u32,
    height: u32,
    stride: usize,
    samples: &'a [u8],
}

impl<'a> LumaView<'a> {
    /// Looks at `samples` as `height` rows that begin `stride` bytes apart; the last row
    /// need not be padded.
    ///
    /// # Errors
    /// [`PdqError::BufferLength`] when the rows overlap or do not fit `samples`.
    pub fn new(width: u32, height: u32, stride: usize, samples: &'a [u8]) -> Result<Self, PdqError> {
        let view = Self {
            width,
            height,
            stride,
            samples,
        };
        match needed_bytes(width, height, 1, stride) {
            Some(needed) if needed <= samples.len() => Ok(view),
            _ => Err(PdqError::BufferLength {
                width,
                height,
                actual: samples.len(),
            }),
        }
    }
}

/// A picture's rows as brightness, for the filters.
#[derive(Clone, Copy)]
pub(super) struct Picture<'a> {
    pub(super) width: usize,
    pub(super) height: usize,
    stride: usize,
    samples: &'a [u8],
    colour: Colour,
}

/// Rows that are weighed at once, so that a sum is fetched and stored once for all of them.
pub(super) const ROWS: usize = 4;

#[derive(Clone, Copy)]
enum Colour {
    Grey,
    Rgb,
}

impl<'a> Picture<'a> {
    pub(super) fn luma(view: &LumaView<'a>) -> Result<Self, PdqError> {
        let LumaView {
            width,
            height,
            stride,
            samples,
        } = *view;
        Self::checked((width, height), stride, samples, Colour::Grey)
    }

    pub(super) fn grey(width: u32, height: u32, samples: &'a [u8]) -> Result<Self, PdqError> {
        Self::packed((width, height), samples, Colour::Grey)
    }

    pub(super) fn rgb(width: u32, height: u32, samples: &'a [u8]) -> Result<Self, PdqError> {
        Self::packed((width, height), samples, Colour::Rgb)
    }

    fn packed(size: (u32, u32), samples: &'a [u8], colour: Colour) -> Result<Self, PdqError> {
        let (width, height) = size;
        let stride = row_bytes(width, colour.channels());
        match stride.and_then(|s| Some((s, needed_bytes(width, height, colour.channels(), s)?))) {
            Some((stride, needed)) if needed == samples.len() => Self::checked(size, stride, samples, colour),
            _ => Err(PdqError::BufferLength {
                width,
                height,
                actual: samples.len(),
            }),
        }
    }

    fn checked(size: (u32, u32), stride: usize, samples: &'a [u8], colour: Colour) -> Result<Self, PdqError> {
        let (width, height) = size;
        if width.min(height) < MIN_SIDE_PX {
            return Err(PdqError::TooSmall { width, height });
        }
        let (Ok(columns), Ok(rows)) = (usize::try_from(width), usize::try_from(height)) else {
            return Err(PdqError::BufferLength {
                width,
                height,
                actual: samples.len(),
            });
        };
        Ok(Self {
            width: columns,
            height: rows,
            stride,
            samples,
            colour,
        })
    }

    /// Writes row `y` into `cells`, [`LANES`] pixels each. A row that is not there is black.
    #[inline(always)]
    pub(super) fn read_row<'c>(&self, y: usize, cells: impl Iterator<Item = &'c mut Cell>) {
        let row = self.row(y);
        match self.colour {
            Colour::Grey => read_cells::<LANES>(row, cells, grey_cell),
            Colour::Rgb => read_cells::<{ 3 * LANES }>(row, cells, rgb_cell),
        }
    }

    /// Adds row `y` and those below it to `sums`, pixel by pixel, each times its weight. `lines` is room for
    /// brightness.
    #[inline(always)]
    pub(super) fn weigh(&self, y: usize, weights: &[f32], lines: &mut [Vec<f32>; ROWS], sums: &mut [f32]) {
        let rows: [&[u8]; ROWS] = std::array::from_fn(|at| {
            if at < weights.len() {
                self.row(y + at)
            } else {
                self.row(y)
            }
        });
        let weights: [f32; ROWS] = std::array::from_fn(|at| weights.get(at).copied().unwrap_or_default());
        match self.colour {
            Colour::Grey => add_weighed(rows, weights, sums, |byte| f32::from(*byte)),
            Colour::Rgb => {
                for (line, row) in lines.iter_mut().zip(rows) {
                    line.clear();
                    line.extend(row.as_chunks::<3>().0.iter().map(|[r, g, b]| luma_of(*r, *g, *b)));
                }
                let lines: [&[f32]; ROWS] =
                    std::array::from_fn(|at| lines.get(at).map(Vec::as_slice).unwrap_or_default());
                add_weighed(lines, weights, sums, |luma| *luma);
            }
        }
    }

    fn row(&self, y: usize) -> &'a [u8] {
        let start = y.saturating_mul(self.stride);
        let bytes = self.width * self.colour.channels();
        self.samples.get(start..start.saturating_add(bytes)).unwrap_or_default()
    }
}

#[inline(always)]
fn add_weighed<T>(
    [a, b, c, d]: [&[T]; ROWS],
    [wa, wb, wc, wd]: [f32; ROWS],
    sums: &mut [f32],
    value: impl Fn(&T) -> f32,
) {
    let rows = a.iter().zip(b).zip(c.iter().zip(d));
    for (sum, ((a, b), (c, d))) in sums.iter_mut().zip(rows) {
        *sum += (value(a) * wa + value(b) * wb) + (value(c) * wc + value(d) * wd);
    }
}

impl Colour {
    fn channels(self) -> usize {
        match self {
            Self::Grey => 1,
            Self::Rgb => 3,
        }
    }
}

fn row_bytes(width: u32, channels: usize) -> Option<usize> {
    usize::try_from(width).ok()?.checked_mul(channels)
}

/// The bytes from the first to the last sample, or nothing when rows overlap or overflow.
fn needed_bytes(width: u32, height: u32, channels: usize, stride: usize) -> Option<usize> {
    let row = row_bytes(width, channels)?;
    let rows_before_last = usize::try_from(height).ok()?.saturating_sub(1);
    let needed = stride.checked_mul(rows_before_last)?.checked_add(row)?;
    (row <= stride && height > 0 || needed == 0).then_some(needed)
}

#[inline(always)]
fn read_cells<'c, const BYTES: usize>(
    row: &[u8],
    mut cells: impl Iterator<Item = &'c mut Cell>,
    convert: impl Fn(&[u8; BYTES]) -> Cell,
) {
    let (whole, rest) = row.as_chunks::<BYTES>();
    for (bytes, cell) in whole.iter().zip(&mut cells) {
        *cell = convert(bytes);
    }
    let mut last = [0; BYTES];
    for (to, from) in last.iter_mut().zip(rest) {
        *to = *from;
    }
    for cell in cells {
        *cell = convert(&last);
        last = [0; BYTES];
    }
}

#[inline(always)]
fn grey_cell(bytes: &[u8; LANES]) -> Cell {
    bytes.map(f32::from)
}

#[inline(always)]
fn rgb_cell(bytes: &[u8; 3 * LANES]) -> Cell {
    let mut cell = [0.0; LANES];
    for (luma, [r, g, b]) in cell.iter_mut().zip(bytes.as_chunks::<3>().0) {
        *luma = luma_of(*r, *g, *b);
    }
    cell
}

/// `0.299 r + 0.587 g + 0.114 b`, rounded to `f32` once.
///
/// The oracle computes in doubles and rounds to `f32`. The sum in thousandths is a whole
/// number below 2^24, exact in `f32`, so one division gives the same rounding in half the
/// width (the test below compares all 2^24 colours).
#[inline(always)]
fn luma_of(r: u8, g: u8, b: u8) -> f32 {
    (299.0 * f32::from(r) + 587.0 * f32::from(g) + 114.0 * f32::from(b)) / 1000.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[expect(clippy::cast_possible_truncation, reason = "the oracle's own rounding")]
    fn luma_is_the_oracles_double_sum_rounded_once_for_every_colour() {
        for r in 0..=255u8 {
            for g in 0..=255u8 {
                for b in 0..=255u8 {
                    let double = f64::from(r) * 0.299 + f64::from(g) * 0.587 + f64::from(b) * 0.114;
                    let (ours, theirs) = (luma_of(r, g, b), double as f32);
                    assert_eq!(ours.to_bits(), theirs.to_bits(), "at {r},{g},{b}");
                }
            }
        }
    }

    #[test]
    fn rows_that_overlap_or_do_not_fit_are_refused() {
        let samples = [0; 100];
        assert!(LumaView::new(10, 10, 10, &samples).is_ok());
        assert!(LumaView::new(8, 10, 10, &samples[..98]).is_ok());
        for (width, height, stride) in [
            (10, 11, 10),
            (10, 10, 9),
            (10, 10, 11),
            (u32::MAX, u32::MAX, usize::MAX),
        ] {
            let refused = LumaView::new(width, height, stride, &samples).err();
            assert_eq!(
                refused,
                Some(PdqError::BufferLength {
                    width,
                    height,
                    actual: 100
                })
            );
        }
    }
}
