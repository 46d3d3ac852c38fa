//! Pixels in, hash out: both filter passes in one go over the rows.
//!
//! Nothing of the picture's size is ever allocated. Rows go through box along the row, box
//! down the columns, and both again, in groups of eight; between the stages only the rows
//! inside a window are kept, about a 128th of the picture. The second pass keeps only the
//! 64 columns and 64 rows that the hash looks at. Pictures of some size go through the shortcut
//! first. It deliberately does not know file formats.

use super::jarosz::{ColumnBox, Window, slide_along};
use super::lanes::{Block, Cell, EMPTY, LANES, divide, row, row_mut, transpose};
use super::picture::{LumaView, Picture};
use super::tent::Tents;
use super::transform::{SIDE, Thumb, finish, settled};
use super::{Pdq, PdqError};
use crate::cpu::{Work, dispatch};

/// Hashes packed RGB, eight bits a channel.
///
/// # Errors
/// As [`Hasher::hash_rgb`].
pub fn hash_rgb(width: u32, height: u32, pixels: &[u8]) -> Result<Pdq, PdqError> {
    Hasher::new().hash_rgb(width, height, pixels)
}

/// Hashes packed grey, eight bits a pixel.
///
/// # Errors
/// As [`Hasher::hash_grey`].
pub fn hash_grey(width: u32, height: u32, pixels: &[u8]) -> Result<Pdq, PdqError> {
    Hasher::new().hash_grey(width, height, pixels)
}

/// Hashes a luma plane whose rows may be padded.
///
/// # Errors
/// As [`Hasher::hash_luma`].
pub fn hash_luma(view: &LumaView<'_>) -> Result<Pdq, PdqError> {
    Hasher::new().hash_luma(view)
}

/// Below it, in pixels, the running sums are quick enough.
const SHORTCUT_FROM_PX: usize = 1 << 16;

/// Beyond it, in pixels a side, running sums may have drifted further than the shortcut's margins: what
/// rounding adds up to grows with a side's root, and was measured up to a third of this.
const SHORTCUT_TO_SIDE_PX: usize = 1 << 14;

/// Hashes pictures one after the other without allocating anew. What is left in its buffers
/// after a picture is a blurred trace of it, overwritten by the next.
#[derive(Debug, Default)]
pub struct Hasher {
    /// Eight rows on their way in, then turned over.
    raw: Vec<Block>,
    /// The same rows after the first box along the row.
    boxed: Vec<Block>,
    first: ColumnBox,
    /// Rows after the first pass, waiting until there are eight.
    smooth: Vec<Block>,
    second: ColumnBox,
    columns: Samples,
    rows: Samples,
    tents: Tents,
}

/// Which of a side's pixels the 64 samples are taken from: the middles of 64 equal parts.
#[derive(Debug, Default, Clone, Copy)]
struct Samples {
    length: usize,
    passed: usize,
    taken: usize,
}

struct Run<'a, 'p> {
    hasher: &'a mut Hasher,
    picture: Picture<'p>,
}

impl Hasher {
    /// A hasher with empty buffers; they grow with the first picture.
    pub fn new() -> Self {
        Self::default()
    }

    /// Hashes packed RGB, eight bits a channel, `3·width·height` bytes.
    ///
    /// ```
    /// let grey = [128; 3 * 40 * 30];
    /// let pdq = scrim_hashing::pdq::hash_rgb(40, 30, &grey)?;
    /// assert_eq!(pdq.quality, 0);
    /// # Ok::<(), scrim_hashing::pdq::PdqError>(())
    /// ```
    ///
    /// # Errors
    /// [`PdqError::TooSmall`] below 5 px a side; [`PdqError::BufferLength`] when `pixels` is
    /// not as long as the measures say.
    pub fn hash_rgb(&mut self, width: u32, height: u32, pixels: &[u8]) -> Result<Pdq, PdqError> {
        Ok(self.run(Picture::rgb(width, height, pixels)?))
    }

    /// Hashes packed grey, eight bits a pixel: the hash of RGB with three equal channels.
    ///
    /// # Errors
    /// As [`Self::hash_rgb`].
    pub fn hash_grey(&mut self, width: u32, height: u32, pixels: &[u8]) -> Result<Pdq, PdqError> {
        Ok(self.run(Picture::grey(width, height, pixels)?))
    }

    /// Hashes a luma plane. A JPEG's own plane gives a hash within a bit or two of that of
    /// its RGB pixels, since those were rounded once more.
    ///
    /// # Errors
    /// [`PdqError::TooSmall`] below 5 px a side.
    pub fn hash_luma(&mut self, view: &LumaView<'_>) -> Result<Pdq, PdqError> {
        Ok(self.run(Picture::luma(view)?))
    }

    fn run(&mut self, picture: Picture<'_>) -> Pdq {
        dispatch(Run { hasher: self, picture })
    }

    fn restart(&mut self, picture: &Picture<'_>) {
        let blocks = picture.width.div_ceil(LANES);
        for buffer in [&mut self.raw, &mut self.boxed, &mut self.smooth] {
            buffer.clear();
            buffer.resize(blocks, EMPTY);
        }
        self.first.restart(picture.height, blocks);
        self.second.restart(picture.height, SIDE / LANES);
        self.columns = Samples::of(picture.width);
        self.rows = Samples::of(picture.height);
    }

    /// The first box along the row, on the eight rows in `raw`.
    #[inline(always)]
    fn box_rows(&mut self) {
        transpose(&mut self.raw);
        let tile = pixels(&self.raw, self.columns.length);
        let mut out = self.boxed.as_flattened_mut().iter_mut();
        slide_along(tile, Window::for_side(tile.len()), |sum, count| {
            if let Some(cell) = out.next() {
                *cell = divide(sum, count);
            }
        });
        transpose(&mut self.boxed);
    }

    /// The whole second pass, on the first `ready` rows in `smooth`.
    #[inline(always)]
    fn second_pass(&mut self, ready: usize, thumb: &mut Thumb) {
        transpose(&mut self.smooth);
        let tile = pixels(&self.smooth, self.columns.length);
        let mut sampled = [EMPTY; SIDE / LANES];
        let (mut columns, mut out) = (self.columns, sampled.as_flattened_mut().iter_mut());
        slide_along(tile, Window::for_side(tile.len()), |sum, count| {
            for _ in 0..columns.due() {
                if let Some(cell) = out.next() {
                    *cell = divide(sum, count);
                }
            }
        });
        transpose(&mut sampled);
        let mut line = [[0.0; LANES]; SIDE / LANES];
        for lane in 0..ready {
            if self.second.push(row(&sampled, lane), line.iter_mut()) {
                self.rows.take(&line, thumb);
            }
        }
    }
}

impl Work for Run<'_, '_> {
    type Output = Pdq;

    #[inline(always)]
    fn run(self) -> Pdq {
        let Self { hasher, picture } = self;
        match shortcut(hasher, &picture) {
            Some(pdq) => pdq,
            None => by_running_sums(hasher, &picture),
        }
    }
}

/// The hash where no rounding of the reference's could have made it another.
#[inline(always)]
fn shortcut(hasher: &mut Hasher, picture: &Picture<'_>) -> Option<Pdq> {
    let (width, height) = (picture.width, picture.height);
    let worth_it = width.saturating_mul(height) >= SHORTCUT_FROM_PX && width.max(height) <= SHORTCUT_TO_SIDE_PX;
    worth_it.then(|| settled(&hasher.tents.thumb(picture))).flatten()
}

/// The hash as the reference comes to it.
#[inline(always)]
pub(super) fn by_running_sums(hasher: &mut Hasher, picture: &Picture<'_>) -> Pdq {
    let mut thumb = [[0.0; SIDE]; SIDE];
    if (picture.width, picture.height) == (SIDE, SIDE) {
        // The reference takes such a picture as it is.
        for (y, line) in thumb.iter_mut().enumerate() {
            picture.read_row(y, line.as_chunks_mut().0.iter_mut());
        }
    } else {
        hasher.restart(picture);
        shrink(hasher, picture, &mut thumb);
    }
    finish(&thumb)
}

#[inline(always)]
fn shrink(hasher: &mut Hasher, picture: &Picture<'_>, thumb: &mut Thumb) {
    let lead = Window::for_side(picture.height).lead;
    let mut waiting = 0;
    for top in (0..picture.height + lead).step_by(LANES) {
        if top < picture.height {
            for lane in 0..LANES {
                picture.read_row(top + lane, row_mut(&mut hasher.raw, lane));
            }
            hasher.box_rows();
        }
        for y in top..(top + LANES).min(picture.height + lead) {
            let out = row_mut(&mut hasher.smooth, waiting);
            let wrote = if y < picture.height {
                hasher.first.push(row(&hasher.boxed, y - top), out)
            } else {
                hasher.first.drain(out);
                true
            };
            waiting += usize::from(wrote);
            if waiting == LANES {
                hasher.second_pass(waiting, thumb);
                waiting = 0;
            }
        }
    }
    hasher.second_pass(waiting, thumb);
    let mut line = [[0.0; LANES]; SIDE / LANES];
    for _ in 0..lead {
        hasher.second.drain(line.iter_mut());
        hasher.rows.take(&line, thumb);
    }
}

/// The pixels in turned-over blocks, without the padding of the last.
#[inline(always)]
fn pixels(blocks: &[Block], width: usize) -> &[Cell] {
    let all = blocks.as_flattened();
    all.get(..width).unwrap_or(all)
}

impl Samples {
    fn of(length: usize) -> Self {
        Self {
            length,
            ..Self::default()
        }
    }

    /// How many samples are taken from the pixel at hand (several when the side is below 64);
    /// then moves on to the next.
    #[inline(always)]
    fn due(&mut self) -> usize {
        let before = self.taken;
        while self.taken < SIDE && (2 * self.taken + 1) * self.length / (2 * SIDE) == self.passed {
            self.taken += 1;
        }
        self.passed += 1;
        self.taken - before
    }

    /// Copies `line` to the rows of `thumb` that are taken from it.
    #[inline(always)]
    fn take(&mut self, line: &[Cell], thumb: &mut Thumb) {
        let first = self.taken;
        let due = self.due();
        for to in thumb.iter_mut().skip(first).take(due) {
            for (to, from) in to.iter_mut().zip(line.as_flattened()) {
                *to = *from;
            }
        }
    }
}
