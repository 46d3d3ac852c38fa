//! What an eye takes in of a picture: patches the size of what one fixation sees sharply, and how far two of them differ.

use image::{RgbImage, imageops};

/// How long the long edge is to the eye, px. Finer detail is not told apart across a screen at a glance.
const LONG_PX: u32 = 256;
/// How many patches lie along the long edge: a picture of some 20 degrees, of which a fixation sees 2.5 sharply.
const ALONG: u32 = 8;
/// How far two patches may be shifted against each other, px: who compares from memory does not measure.
const SHIFT_PX: i32 = 3;
/// Levels that are noise to the eye.
const NOISE: f64 = 3.0;

/// A picture as it is seen.
#[derive(Debug, Clone)]
pub(super) struct Seen(RgbImage);

/// Where a patch begins, px, and how wide and high it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Patch {
    x: u32,
    y: u32,
    side: u32,
}

/// Levels of one channel made comparable: as bright and as contrasted as the other's.
#[derive(Debug, Clone, Copy)]
struct Fit {
    gain: f64,
    offset: f64,
}

impl Seen {
    pub(super) fn of(picture: &RgbImage) -> Self {
        let (width, height) = picture.dimensions();
        let long = width.max(height).max(1);
        let to = |side: u32| (side * LONG_PX / long).max(1);
        Self(imageops::resize(
            picture,
            to(width),
            to(height),
            imageops::FilterType::Triangle,
        ))
    }

    /// What the square over its long edge is of it: 1 where it is square.
    pub(super) fn long_by_short(&self) -> f64 {
        let (width, height) = self.0.dimensions();
        f64::from(width.max(height)) / f64::from(width.min(height).max(1))
    }

    /// All of it, what is most contrasted first: there one looks first.
    pub(super) fn patches(&self) -> Vec<Patch> {
        let side = LONG_PX / ALONG;
        let (width, height) = self.0.dimensions();
        let rows = (0..height.saturating_sub(side / 2)).step_by(side as usize);
        let patches = rows.flat_map(|y| {
            let columns = (0..width.saturating_sub(side / 2)).step_by(side as usize);
            columns.map(move |x| Patch { x, y, side })
        });
        let mut patches: Vec<(f64, Patch)> = patches.map(|patch| (self.contrast(patch), patch)).collect();
        patches.sort_by(|one, other| other.0.total_cmp(&one.0));
        patches.into_iter().map(|(_contrast, patch)| patch).collect()
    }

    /// How far each patch is from the same place of another picture: the logarithm of levels, squared.
    pub(super) fn differences(&self, other: &Self, patches: &[Patch]) -> Vec<f64> {
        let fits: [Fit; 3] = std::array::from_fn(|channel| self.fit(other, channel));
        let of = |patch: &Patch| {
            let shifts = (-SHIFT_PX..=SHIFT_PX).flat_map(|dx| (-SHIFT_PX..=SHIFT_PX).map(move |dy| (dx, dy)));
            let squares = shifts.map(|shift| self.square(other, *patch, shift, &fits));
            (squares.fold(f64::INFINITY, f64::min) + NOISE * NOISE).ln()
        };
        patches.iter().map(of).collect()
    }

    fn pixels(&self, patch: Patch) -> impl Iterator<Item = (u32, u32)> {
        let (width, height) = self.0.dimensions();
        let (right, bottom) = ((patch.x + patch.side).min(width), (patch.y + patch.side).min(height));
        (patch.y..bottom).flat_map(move |y| (patch.x..right).map(move |x| (x, y)))
    }

    fn level(&self, x: u32, y: u32, channel: usize) -> Option<f64> {
        let pixel = self.0.get_pixel_checked(x, y)?;
        pixel.0.get(channel).map(|level| f64::from(*level))
    }

    fn contrast(&self, patch: Patch) -> f64 {
        let levels = self.pixels(patch).filter_map(|(x, y)| self.level(x, y, 1));
        moments(levels.map(|level| (level, level))).map_or(0.0, |(_, _, variance, _)| variance)
    }

    fn fit(&self, other: &Self, channel: usize) -> Fit {
        let whole = Patch {
            x: 0,
            y: 0,
            side: LONG_PX,
        };
        let both = self.pixels(whole).filter_map(|(x, y)| {
            let level = self.level(x, y, channel)?;
            Some((other.level(x, y, channel)?, level))
        });
        let (theirs, mine, variance, covariance) = moments(both).unwrap_or_default();
        let gain = (covariance / variance.max(1.0)).clamp(0.5, 2.0);
        Fit {
            gain,
            offset: mine - gain * theirs,
        }
    }

    /// The mean square of what is left between two patches, of the worst channel: colour tells too.
    fn square(&self, other: &Self, patch: Patch, (dx, dy): (i32, i32), fits: &[Fit; 3]) -> f64 {
        let of = |(channel, fit): (usize, &Fit)| {
            let squares = self.pixels(patch).filter_map(|(x, y)| {
                let beside = (x.checked_add_signed(dx)?, y.checked_add_signed(dy)?);
                let theirs = other.level(beside.0, beside.1, channel)?;
                let left = self.level(x, y, channel)? - (fit.gain * theirs + fit.offset);
                Some(left * left)
            });
            let (sum, count) = squares.fold((0.0, 0.0), |(sum, count), square| (sum + square, count + 1.0));
            if count > 0.0 { sum / count } else { f64::INFINITY }
        };
        fits.iter().enumerate().map(of).fold(0.0, f64::max)
    }
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
