//! The box filters two of which, along rows and columns, make the reference's tent filter.
//!
//! Sums run: each step adds what enters the window and subtracts what leaves it, in single
//! precision. The rounding that piles up is part of the hash, so the order (add, subtract,
//! divide) is the reference's. It deliberately does not know that there are two passes.

use super::lanes::{Cell, LANES, add, divide, subtract};
use std::ops::Range;

/// How wide a box is, for a side of a given length.
#[derive(Debug, Clone, Copy)]
pub(super) struct Window {
    full: usize,
    /// How many steps the first output lags behind the first input.
    pub(super) lead: usize,
}

impl Window {
    /// Half a sixty-fourth of the side, rounded up: two passes then cover one sixty-fourth.
    pub(super) fn for_side(length: usize) -> Self {
        let full = length.div_ceil(128);
        Self { full, lead: full / 2 }
    }

    /// The pixels in the window around a pixel, of those there are.
    pub(super) fn around(self, pixel: usize, length: usize) -> Range<usize> {
        let end = (pixel + self.lead + 1).min(length);
        (pixel + self.lead + 1).saturating_sub(self.full)..end
    }
}

/// Slides the window along eight rows at once. `tile` holds one pixel of the eight rows per
/// cell; `emit` gets, for each pixel in order, the sums and how many pixels are in them.
#[inline(always)]
pub(super) fn slide_along(tile: &[Cell], window: Window, mut emit: impl FnMut(&Cell, f32)) {
    let (mut sum, mut count) = ([0.0; LANES], 0.0);
    for (step, entering) in tile.iter().take(window.full).enumerate() {
        add(&mut sum, entering);
        count += 1.0;
        if step >= window.lead {
            emit(&sum, count);
        }
    }
    for (entering, leaving) in tile.iter().skip(window.full).zip(tile) {
        add(&mut sum, entering);
        subtract(&mut sum, leaving);
        emit(&sum, count);
    }
    let last_windows = tile.len().saturating_sub(window.full);
    for leaving in tile.iter().skip(last_windows).take(window.lead) {
        subtract(&mut sum, leaving);
        count -= 1.0;
        emit(&sum, count);
    }
}

/// Slides the window down all columns, a row at a time, and so keeps only the rows inside it.
#[derive(Debug, Default)]
pub(super) struct ColumnBox {
    full: usize,
    lead: usize,
    rows_in: usize,
    count: f32,
    sums: Vec<Cell>,
    /// The last `full` rows; zeros before there were as many. Taking a zero away changes no sum.
    ring: Vec<Cell>,
}

impl ColumnBox {
    /// Makes ready for a picture of `height` rows of `cells` cells, keeping the buffers.
    pub(super) fn restart(&mut self, height: usize, cells: usize) {
        let Window { full, lead } = Window::for_side(height);
        (self.full, self.lead, self.rows_in, self.count) = (full, lead, 0, 0.0);
        self.sums.clear();
        self.sums.resize(cells, [0.0; LANES]);
        self.ring.clear();
        self.ring.resize(full * cells, [0.0; LANES]);
    }

    /// Takes the next row; true when `out` has been written with a row.
    #[inline(always)]
    pub(super) fn push<'a, 'b>(
        &mut self,
        row: impl Iterator<Item = &'a Cell>,
        out: impl Iterator<Item = &'b mut Cell>,
    ) -> bool {
        if self.rows_in < self.full {
            self.count += 1.0;
        }
        self.step(row, out);
        self.rows_in > self.lead
    }

    /// After the last row: the window moves on over nothing. Due [`Window::lead`] times.
    #[inline(always)]
    pub(super) fn drain<'b>(&mut self, out: impl Iterator<Item = &'b mut Cell>) {
        self.count -= 1.0;
        self.step(std::iter::repeat(&[0.0; LANES]), out);
    }

    #[inline(always)]
    fn step<'a, 'b>(&mut self, row: impl Iterator<Item = &'a Cell>, out: impl Iterator<Item = &'b mut Cell>) {
        let (width, count) = (self.sums.len(), self.count);
        let start = (self.rows_in % self.full.max(1)) * width;
        let oldest = self.ring.get_mut(start..start + width).unwrap_or_default();
        for (((sum, kept), entering), out) in self.sums.iter_mut().zip(oldest).zip(row).zip(out) {
            // By value: through references the compiler must fear that they overlap.
            let (mut moved, leaving, entering) = (*sum, *kept, *entering);
            add(&mut moved, &entering);
            subtract(&mut moved, &leaving);
            *kept = entering;
            *sum = moved;
            *out = divide(&moved, count);
        }
        self.rows_in += 1;
    }
}
