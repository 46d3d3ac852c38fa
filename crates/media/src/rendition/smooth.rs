//! A narrow Gaussian, weight by weight, first down the columns and then along the rows; edges mirrored.
//!
//! Row after row is added to a sum, so that neighbours are worked on side by side. Wide ones are the veils'.

use super::plane::Plane;

/// Weights of a Gaussian from its middle outward, to three deviations.
pub(super) struct Smoothing(Vec<f32>);

impl Smoothing {
    /// One of this deviation, in pixels.
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a few pixels"
    )]
    pub(super) fn of(sigma_px: f32) -> Self {
        let sigma = sigma_px.clamp(0.3, 64.0);
        let reach = (3.0 * sigma).ceil() as u32;
        let weights: Vec<f32> = (0..=reach)
            .map(|far| (-0.5 * (far as f32 / sigma).powi(2)).exp())
            .collect();
        let sum = 2.0 * weights.iter().sum::<f32>() - weights.first().copied().unwrap_or_default();
        Self(weights.into_iter().map(|weight| weight / sum).collect())
    }

    /// The plane, smoothed.
    pub(super) fn of_plane(&self, plane: &Plane<f32>) -> Plane<f32> {
        let stride = plane.stride();
        let mut smooth = self.down(&plane.pixels, stride);
        let (mut padded, mut out) = (Vec::new(), vec![0.0; stride]);
        for row in smooth.chunks_exact_mut(stride) {
            self.along(row, &mut padded, &mut out);
            row.copy_from_slice(&out);
        }
        Plane::of((plane.width, plane.height), smooth)
    }

    fn down(&self, pixels: &[f32], stride: usize) -> Vec<f32> {
        let rows: Vec<&[f32]> = pixels.chunks_exact(stride).collect();
        let row = |at: isize| rows.get(mirrored(at, rows.len())).copied().unwrap_or_default();
        let mut smooth = vec![0.0; pixels.len()];
        for (y, sums) in (0..).zip(smooth.chunks_exact_mut(stride)) {
            for (far, weight) in (0..).zip(&self.0) {
                if far == 0 {
                    sums.iter_mut()
                        .zip(row(y))
                        .for_each(|(sum, value)| *sum = value * weight);
                } else {
                    let both = row(y - far).iter().zip(row(y + far));
                    sums.iter_mut()
                        .zip(both)
                        .for_each(|(sum, (above, below))| *sum += (above + below) * weight);
                }
            }
        }
        smooth
    }

    fn along(&self, row: &[f32], padded: &mut Vec<f32>, sums: &mut [f32]) {
        let reach = self.0.len() - 1;
        padded.clear();
        let signed = |at: usize| isize::try_from(at).unwrap_or(isize::MAX);
        let places = -signed(reach)..signed(row.len() + reach);
        padded.extend(places.map(|at| row.get(mirrored(at, row.len())).copied().unwrap_or_default()));
        for (far, weight) in self.0.iter().enumerate() {
            let (before, behind) = (padded.iter().skip(reach - far), padded.iter().skip(reach + far));
            let both = before.zip(behind);
            if far == 0 {
                sums.iter_mut()
                    .zip(both)
                    .for_each(|(sum, (value, _))| *sum = value * weight);
            } else {
                sums.iter_mut()
                    .zip(both)
                    .for_each(|(sum, (before, behind))| *sum += (before + behind) * weight);
            }
        }
    }
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

    #[test]
    fn a_point_spreads_as_far_as_asked_and_nothing_is_lost() {
        let mut pixels = vec![0.0; 81 * 61];
        pixels[30 * 81 + 40] = 1_000.0;
        let smooth = Smoothing::of(2.5).of_plane(&Plane::of((81, 61), pixels));
        let sum: f32 = smooth.pixels.iter().sum();
        assert!((sum - 1_000.0).abs() < 0.5, "{sum}");
        let far = |at: usize| (f32::from(u8::try_from(at % 81).unwrap()) - 40.0).powi(2);
        let variance: f32 = smooth
            .pixels
            .iter()
            .enumerate()
            .map(|(at, value)| far(at) * value)
            .sum::<f32>()
            / sum;
        assert!((variance.sqrt() - 2.5).abs() < 0.05, "{variance}");
    }

    #[test]
    fn a_flat_plane_stays_flat_up_to_its_edges() {
        for size in [(1, 1), (3, 50), (40, 2)] {
            let flat = Plane::of(size, vec![77.0; (size.0 * size.1) as usize]);
            let smooth = Smoothing::of(3.3).of_plane(&flat);
            assert!(
                smooth.pixels.iter().all(|value| (value - 77.0).abs() < 1e-3),
                "{size:?}"
            );
        }
    }

    #[test]
    fn what_is_beyond_an_end_is_mirrored() {
        let places: Vec<usize> = (-4..7).map(|at| mirrored(at, 3)).collect();
        assert_eq!(places, [2, 2, 1, 0, 0, 1, 2, 2, 1, 0, 0]);
    }
}
