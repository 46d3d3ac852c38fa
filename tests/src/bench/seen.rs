//! What was seen of a region of a screen, and how it is compared. Knows no screen.

use anyhow::Context as _;
use image::GrayImage;
use std::path::Path;

/// The brightness of every pixel of a region, row by row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    pub(super) levels: Vec<u8>,
    pub(super) width: usize,
}

impl Seen {
    /// Which share of the pixels differs from another look by more than `levels`.
    pub fn differs(&self, other: &Self, levels: u8) -> f64 {
        let pairs = self.levels.iter().zip(&other.levels);
        let differing = pairs.filter(|(one, two)| one.abs_diff(**two) > levels).count();
        differing as f64 / self.levels.len().max(1) as f64
    }

    /// Whether all of it is one plain surface.
    pub fn is_plain(&self) -> bool {
        self.levels
            .windows(2)
            .all(|two| matches!(two, [one, other] if one == other))
    }

    /// Keeps it as a grey picture.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn keep(&self, file: &Path) -> anyhow::Result<()> {
        let width = self.width.max(1);
        let height = self.levels.len() / width;
        let picture = GrayImage::from_raw(u32::try_from(width)?, u32::try_from(height)?, self.levels.clone());
        Ok(picture.context("every pixel was sent")?.save(file)?)
    }

    /// How much neighbours differ on average, in levels of 255.
    pub fn sharpness(&self) -> f64 {
        let rows = self.levels.chunks(self.width.max(1));
        let steps = rows.flat_map(|row| row.windows(2));
        let sum: u64 = steps
            .map(|pair| match pair {
                [left, right] => u64::from(left.abs_diff(*right)),
                _ => 0,
            })
            .sum();
        sum as f64 / self.levels.len().max(1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(levels: &[u8]) -> Seen {
        Seen {
            levels: levels.to_vec(),
            width: 4,
        }
    }

    #[test]
    fn fine_detail_is_sharper_than_a_ramp_and_a_plain_surface_has_none() {
        let (plain, ramp, fine) = (
            seen(&[9; 8]),
            seen(&[0, 2, 4, 6, 0, 2, 4, 6]),
            seen(&[0, 90, 0, 90, 0, 90, 0, 90]),
        );
        assert!(plain.sharpness() < ramp.sharpness() && ramp.sharpness() < fine.sharpness());
    }

    #[test]
    fn only_pixels_past_the_tolerance_differ() {
        let share = seen(&[10, 10, 10, 10]).differs(&seen(&[10, 13, 14, 200]), 3);
        assert!((share - 0.5).abs() < f64::EPSILON);
    }
}
