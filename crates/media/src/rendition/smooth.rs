//! A narrow Gaussian, weight by weight, first down the columns and then along the row; edges mirrored.
//!
//! Sixteen bits a level and block after block of neighbours, which any processor does eight or more of
//! at once; no plane is written in between. Wide ones are the veils'.

use super::plane::Plane;

/// Bits behind the point of a level: two of 255 still fit sixteen bits.
pub(super) const FRACTION_BITS: u32 = 7;

/// How many neighbours are summed side by side. Their sums still fit any processor's registers; against 16, finding
/// the next rows costs half as much, and a drawing takes a seventh less time.
const BLOCK: usize = 32;

/// A plane's levels, [`FRACTION_BITS`] larger, each row filled up to whole blocks.
pub(super) struct Levels {
    width: usize,
    stride: usize,
    rows: Vec<u16>,
}

impl Levels {
    pub(super) fn of(plane: &Plane<u8>) -> Self {
        let width = plane.stride();
        let stride = width.next_multiple_of(BLOCK);
        let mut rows = Vec::with_capacity(plane.pixels.len() / width * stride);
        for row in plane.pixels.chunks_exact(width) {
            rows.extend(row.iter().map(|level| u16::from(*level) << FRACTION_BITS));
            rows.resize(rows.len() + stride - width, 0);
        }
        Self { width, stride, rows }
    }

    /// How many rows there are.
    pub(super) fn rows(&self) -> usize {
        self.rows.len() / self.stride
    }

    /// The row at a place that may be beyond an end.
    fn row(&self, place: isize) -> &[u16] {
        let mut rows = self.rows.chunks_exact(self.stride);
        rows.nth(mirrored(place, self.rows())).unwrap_or_default()
    }
}

/// Weights of a Gaussian from its middle outward, to three deviations, and what a row needs on its way.
pub(super) struct Smoothing {
    /// 16 bits behind the point; the middle one and twice the others are 1 together.
    weights: Vec<u16>,
    padded: Vec<u16>,
    sums: Vec<u16>,
}

impl Smoothing {
    /// One of this deviation, in pixels.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a few pixels, and shares of one"
    )]
    pub(super) fn of(sigma_px: f32) -> Self {
        let sigma = sigma_px.clamp(0.3, 64.0);
        let reach = (3.0 * sigma).ceil() as u32;
        let shares: Vec<f32> = (0..=reach)
            .map(|far| (-0.5 * (far as f32 / sigma).powi(2)).exp())
            .collect();
        let sum = 2.0 * shares.iter().sum::<f32>() - shares.first().copied().unwrap_or_default();
        let mut weights: Vec<u16> = shares
            .iter()
            .map(|share| (share / sum * 65_536.0 + 0.5) as u16)
            .collect();
        if let Some((middle, others)) = weights.split_first_mut() {
            let others: u16 = others.iter().sum();
            *middle = 0_u16.wrapping_sub(others.wrapping_mul(2));
        }
        Self {
            weights,
            padded: Vec::new(),
            sums: Vec::new(),
        }
    }

    /// One row, smoothed, and each level at most a tenth off.
    pub(super) fn row(&mut self, levels: &Levels, y: usize) -> &[u16] {
        self.down(levels, y);
        self.along(levels.width);
        self.sums.get(..levels.width).unwrap_or_default()
    }

    fn down(&mut self, levels: &Levels, y: usize) {
        let reach = signed(self.weights.len() - 1);
        let lines = (signed(y) - reach..=signed(y) + reach).map(|place| levels.row(place));
        let lines: Vec<&[u16]> = lines.collect();
        self.sums.resize(levels.stride, 0);
        for (number, sums) in self.sums.as_chunks_mut().0.iter_mut().enumerate() {
            let block = |line: usize| lines.get(line)?.as_chunks().0.get(number);
            *sums = smoothed(&self.weights, block).unwrap_or_default();
        }
    }

    fn along(&mut self, width: usize) {
        let Self { weights, padded, sums } = self;
        let reach = weights.len() - 1;
        let at = |place: isize| sums.get(mirrored(place, width)).copied().unwrap_or_default();
        padded.clear();
        padded.extend((-signed(reach)..0).map(at));
        padded.extend_from_slice(sums.get(..width).unwrap_or_default());
        padded.extend((signed(width)..signed(sums.len() + reach)).map(at));
        for (number, sums) in sums.as_chunks_mut().0.iter_mut().enumerate() {
            let block = |off: usize| padded.get(number * BLOCK + off..)?.first_chunk();
            *sums = smoothed(weights, block).unwrap_or_default();
        }
    }
}

/// The weighted sums of blocks, of which twice the reach of the weights and one lie in a line.
#[inline]
fn smoothed<'a>(weights: &[u16], block: impl Fn(usize) -> Option<&'a [u16; BLOCK]>) -> Option<[u16; BLOCK]> {
    let (middle, others) = weights.split_first()?;
    // What is lost by cutting shares off, half a step each, is put in first.
    let begin = u16::try_from(weights.len() / 2).unwrap_or_default();
    let mut sums = block(others.len())?.map(|level| begin + share(level, *middle));
    for (far, weight) in (1..).zip(others) {
        let (before, behind) = (block(others.len() - far)?, block(others.len() + far)?);
        for (sum, (before, behind)) in sums.iter_mut().zip(before.iter().zip(behind)) {
            *sum += share(before + behind, *weight);
        }
    }
    Some(sums)
}

/// A weighted level, cut off.
fn share(level: u16, weight: u16) -> u16 {
    ((u32::from(level) * u32::from(weight)) >> 16) as u16
}

fn signed(at: usize) -> isize {
    isize::try_from(at).unwrap_or(isize::MAX)
}

/// A side as a number.
#[expect(clippy::cast_precision_loss, reason = "below 2^24")]
pub(super) fn side_px(pixels: u32) -> f32 {
    pixels as f32
}

/// The place that stands for one beyond an end: `2 1 0 | 0 1 2 | 2 1 0`.
fn mirrored(at: isize, length: usize) -> usize {
    let length = isize::try_from(length).unwrap_or(isize::MAX).max(1);
    let around = at.rem_euclid(2 * length);
    usize::try_from(around.min(2 * length - 1 - around)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn smooth(sigma_px: f32, plane: &Plane<u8>) -> Vec<f32> {
        let mut smoothing = Smoothing::of(sigma_px);
        let from = Levels::of(plane);
        let levels = (0..from.rows()).flat_map(|y| smoothing.row(&from, y).to_vec());
        levels.map(|level| f32::from(level) / 128.0).collect()
    }

    /// A bar of 255 spreads by the deviation asked for, down and along.
    #[test]
    fn a_bar_spreads_as_far_as_asked_and_nothing_is_lost() {
        for along in [true, false] {
            let is_bar = |x: usize, y: usize| (39..42).contains(if along { &x } else { &y });
            let places = (0..81).flat_map(|y| (0..81).map(move |x| (x, y)));
            let pixels = places.map(|(x, y)| if is_bar(x, y) { 255 } else { 0 });
            let levels = smooth(2.5, &Plane::of((81, 81), pixels.collect()));
            let line: Vec<f32> = (0..81)
                .map(|at| levels[if along { 40 * 81 + at } else { at * 81 + 40 }])
                .collect();
            let sum: f32 = line.iter().sum();
            assert!((sum - 765.0).abs() < 5.0, "{sum}");
            let far = |at: usize| (f32::from(u8::try_from(at).unwrap()) - 40.0).powi(2);
            let near = 28..53;
            let variance = near.map(|at| far(at) * line[at]).sum::<f32>() / sum;
            // The bar's own is 2/3.
            assert!(((variance - 2.0 / 3.0).sqrt() - 2.5).abs() < 0.08, "{variance}");
        }
    }

    #[test]
    fn a_flat_plane_stays_flat_up_to_its_edges() {
        for (size, value) in [((1, 1), 255), ((3, 50), 77), ((40, 2), 0), ((40, 30), 255)] {
            let flat = Plane::of(size, vec![value; (size.0 * size.1) as usize]);
            for sigma in [0.3, 2.1, 3.3] {
                let levels = smooth(sigma, &flat);
                assert!(
                    levels.iter().all(|level| (level - f32::from(value)).abs() < 0.1),
                    "{size:?} {value} {sigma}: {levels:?}"
                );
            }
        }
    }

    #[test]
    fn what_is_beyond_an_end_is_mirrored() {
        let places: Vec<usize> = (-4..7).map(|at| mirrored(at, 3)).collect();
        assert_eq!(places, [2, 2, 1, 0, 0, 1, 2, 2, 1, 0, 0]);
    }
}
