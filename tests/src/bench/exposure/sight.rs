//! What an eye takes in of a picture: patches the size of what one fixation sees sharply, and how far two of them differ.

use image::{RgbImage, imageops};

/// How long the long edge is to the eye, px, from the coarsest to the finest: whoever sees something sharply sees its
/// large tones as well. Detail finer than that is not told apart across a screen at a glance.
pub(super) const SCALES_PX: [u32; 3] = [32, 64, 128];
/// How many patches lie along the long edge: a picture of some 20 degrees, of which a fixation sees 2.5 sharply.
const ALONG: usize = 8;
/// How far two patches may be shifted against each other, px: who compares from memory does not measure.
const SHIFT_PX: isize = 1;
/// How many levels there are.
const LEVELS: f32 = 255.0;
/// Levels that are noise to the eye.
const NOISE: f64 = 3.0;

/// A picture as it is seen: three planes of levels, row by row.
#[derive(Debug, Clone)]
pub(super) struct Seen([Scale; SCALES_PX.len()]);

/// The same at one scale.
#[derive(Debug, Clone)]
struct Scale {
    /// How wide and high a patch is, px.
    side: usize,
    width: usize,
    height: usize,
    planes: [Vec<f32>; 3],
}

/// One patch, by its column and row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patch {
    column: usize,
    row: usize,
}

/// Levels of one channel made comparable: as bright and as contrasted as the other's.
#[derive(Debug, Clone, Copy)]
struct Fit {
    gain: f32,
    offset: f32,
}

impl Seen {
    pub(super) fn of(picture: &RgbImage) -> Self {
        Self(SCALES_PX.map(|long| Scale::of(picture, long)))
    }

    /// What the square over its long edge is of it: 1 where it is square.
    pub(super) fn long_by_short(&self) -> f64 {
        let [.., finest] = &self.0;
        finest.width.max(finest.height) as f64 / finest.width.min(finest.height).max(1) as f64
    }

    /// All of it, what is most contrasted first: there one looks first.
    pub(super) fn patches(&self) -> Vec<Patch> {
        let [.., finest] = &self.0;
        let along = |length: usize| (length + finest.side / 2) / finest.side;
        let rows = 0..along(finest.height).max(1);
        let patches = rows.flat_map(|row| (0..along(finest.width).max(1)).map(move |column| Patch { column, row }));
        let mut patches: Vec<(f64, Patch)> = patches.map(|patch| (finest.contrast(patch), patch)).collect();
        patches.sort_by(|one, other| other.0.total_cmp(&one.0));
        patches.into_iter().map(|(_contrast, patch)| patch).collect()
    }

    /// How far each patch is from the same place of another picture, at each scale.
    pub(super) fn differences(&self, other: &Self, patches: &[Patch]) -> [Vec<f64>; SCALES_PX.len()] {
        let mut scales = self.0.iter().zip(&other.0);
        std::array::from_fn(|_scale| {
            let pair = scales.next();
            pair.map(|(mine, theirs)| mine.differences(theirs, patches))
                .unwrap_or_default()
        })
    }
}

impl Scale {
    fn of(picture: &RgbImage, long_px: u32) -> Self {
        let (width, height) = picture.dimensions();
        let long = width.max(height).max(1);
        let to = |side: u32| (side * long_px / long).max(1);
        let small = imageops::resize(picture, to(width), to(height), imageops::FilterType::Triangle);
        let plane = |channel| {
            small
                .as_raw()
                .iter()
                .skip(channel)
                .step_by(3)
                .copied()
                .map(f32::from)
                .collect()
        };
        Self {
            side: long_px as usize / ALONG,
            width: small.width() as usize,
            height: small.height() as usize,
            planes: std::array::from_fn(plane),
        }
    }

    /// The logarithm of levels, squared.
    fn differences(&self, other: &Self, patches: &[Patch]) -> Vec<f64> {
        let fits: [Fit; 3] = std::array::from_fn(|channel| self.fit(other, channel));
        let shifts = || (-SHIFT_PX..=SHIFT_PX).flat_map(|dx| (-SHIFT_PX..=SHIFT_PX).map(move |dy| (dx, dy)));
        let of = |patch: &Patch| {
            let squares = shifts().map(|shift| self.square(other, *patch, shift, &fits));
            let least = squares.fold(f32::INFINITY, f32::min).min(LEVELS * LEVELS);
            (f64::from(least) + NOISE * NOISE).ln()
        };
        patches.iter().map(of).collect()
    }

    /// A part of one row of one channel, cut off at the picture's edge.
    fn row(&self, channel: usize, x: usize, y: usize, length: usize) -> &[f32] {
        let plane = self.planes.get(channel).map(Vec::as_slice).unwrap_or_default();
        let to = (x + length).min(self.width);
        plane.get(y * self.width + x..y * self.width + to).unwrap_or_default()
    }

    fn corner(&self, patch: Patch) -> (usize, usize) {
        (patch.column * self.side, patch.row * self.side)
    }

    fn contrast(&self, patch: Patch) -> f64 {
        let (x, y) = self.corner(patch);
        let rows = (y..y + self.side).flat_map(|y| self.row(1, x, y, self.side));
        moments(rows.map(|level| (f64::from(*level), 0.0))).map_or(0.0, |(_, _, variance, _)| variance)
    }

    fn fit(&self, other: &Self, channel: usize) -> Fit {
        let pair = |y| {
            let (mine, theirs) = (
                self.row(channel, 0, y, self.width),
                other.row(channel, 0, y, other.width),
            );
            theirs
                .iter()
                .zip(mine)
                .map(|(theirs, mine)| (f64::from(*theirs), f64::from(*mine)))
        };
        let both = (0..self.height.min(other.height)).flat_map(pair);
        let (theirs, mine, variance, covariance) = moments(both).unwrap_or_default();
        let gain = (covariance / variance.max(1.0)).clamp(0.5, 2.0);
        Fit {
            gain: single(gain),
            offset: single(mine - gain * theirs),
        }
    }

    /// The mean square of what is left between two patches, of the worst channel: colour tells too.
    fn square(&self, other: &Self, patch: Patch, (dx, dy): (isize, isize), fits: &[Fit; 3]) -> f32 {
        // What is shifted over the left edge begins farther in, on both.
        let (left, top) = self.corner(patch);
        let cut = dx.min(0).unsigned_abs().saturating_sub(left);
        let x = left + cut;
        let shifted = x.saturating_add_signed(dx);
        let of = |(channel, fit): (usize, &Fit)| {
            let (mut sum, mut count) = (0.0, 0.0);
            for y in top..(top + self.side).min(self.height) {
                let Some(beside) = y.checked_add_signed(dy) else {
                    continue;
                };
                let mine = self.row(channel, x, y, self.side - cut);
                let theirs = other.row(channel, shifted, beside, self.side - cut);
                for (mine, theirs) in mine.iter().zip(theirs) {
                    let left = mine - (fit.gain * theirs + fit.offset);
                    sum += left * left;
                    count += 1.0;
                }
            }
            if count > 0.0 { sum / count } else { f32::INFINITY }
        };
        fits.iter().enumerate().map(of).fold(0.0, f32::max)
    }
}

#[expect(clippy::cast_possible_truncation, reason = "levels")]
fn single(level: f64) -> f32 {
    level as f32
}

/// Means of both, variance of the first, covariance.
fn moments(pairs: impl Iterator<Item = (f64, f64)>) -> Option<(f64, f64, f64, f64)> {
    let (mut count, mut one, mut other, mut square, mut both) = (0.0, 0.0, 0.0, 0.0, 0.0);
    for (a, b) in pairs {
        count += 1.0;
        one += a;
        other += b;
        square += a * a;
        both += a * b;
    }
    (count > 0.0).then(|| {
        let (one, other) = (one / count, other / count);
        (one, other, square / count - one * one, both / count - one * other)
    })
}
