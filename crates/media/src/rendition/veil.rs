//! The blur of a veil: a Gaussian by three box filters in each direction, edges mirrored.
//!
//! Values carry 8 bits behind the point, so that rounding leaves no residue of detail.

use super::plane::Plane;
use super::{RenditionError, VeilSettings, scale};

/// Passes after which a box filter is a Gaussian to within 3 % (Kovesi 2010).
const PASSES: u32 = 3;
/// Bits behind the point while blurring.
const FRACTION_BITS: u32 = 8;

/// The deviation at which a veil is blurred, in pixels: that of three boxes of 13. What is blurred more than
/// that holds nothing finer, so it is blurred small and enlarged; of 800 px at 3 % that is a fourteenth of
/// the work.
const WORK_SIGMA_PX: f32 = 6.47;

/// The veil of a picture, at its long edge.
pub(super) fn veil(plane: &Plane<u8>, settings: VeilSettings) -> Result<Plane<u8>, RenditionError> {
    let small = scale::to_long_edge(plane, working_edge(settings))?;
    // By the picture's own sides: those of the small one are rounded more.
    let size = scale::scaled(plane.width, plane.height, settings.long_edge_px.max(1));
    scale::to_size(&blur(&small, settings.blur_share), size)
}

/// The long edge that a veil is blurred at.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a positive number of pixels; what is too large becomes the largest"
)]
fn working_edge(settings: VeilSettings) -> u32 {
    let edge = (WORK_SIGMA_PX / settings.blur_share.max(f32::MIN_POSITIVE)) as u32;
    edge.clamp(1, settings.long_edge_px.max(1))
}

/// Blurs with a standard deviation of `share` of the long edge, and never by less than a pixel.
fn blur(plane: &Plane<u8>, share: f32) -> Plane<u8> {
    let done = blur_finely(plane, share);
    let half = 1 << (FRACTION_BITS - 1);
    let rounded = done
        .pixels
        .iter()
        .map(|value| u8::try_from((value + half) >> FRACTION_BITS).unwrap_or(u8::MAX));
    Plane::of((done.width, done.height), rounded.collect())
}

/// The same, with the fraction kept: values are [`FRACTION_BITS`] larger.
fn blur_finely(plane: &Plane<u8>, share: f32) -> Plane<u32> {
    let radius = box_radius(plane.width.max(plane.height), share);
    let fine = plane.pixels.iter().map(|value| u32::from(*value) << FRACTION_BITS);
    let fine = Plane::of((plane.width, plane.height), fine.collect());
    let rows = blur_rows(fine, radius);
    let columns = blur_rows(rows.transposed(), radius);
    columns.transposed()
}

/// The radius whose box, applied [`PASSES`] times, has the wanted deviation: a box of side `n` has
/// variance `(n² - 1) / 12`.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "a few hundred pixels, finite and not negative"
)]
fn box_radius(long_edge: u32, share: f32) -> usize {
    let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 1.0 };
    let sigma = (long_edge as f32 * share).max(1.0);
    let side = (12.0 * sigma * sigma / PASSES as f32 + 1.0).sqrt();
    (((side - 1.0) / 2.0).ceil() as usize).max(1)
}

fn blur_rows(mut plane: Plane<u32>, radius: usize) -> Plane<u32> {
    let stride = plane.stride();
    let mut padded = Vec::with_capacity(stride + 2 * radius);
    for row in plane.pixels.chunks_exact_mut(stride) {
        for _ in 0..PASSES {
            box_filter(row, radius, &mut padded);
        }
    }
    plane
}

/// One box filter along a row that is mirrored at its ends. Repeating the end pixels instead would
/// give one pixel half the weight there, and detail along the border would show through.
fn box_filter(row: &mut [u32], radius: usize, padded: &mut Vec<u32>) {
    mirror_out(row, radius, padded);
    let side = 2 * radius + 1;
    // A multiplication instead of a division a pixel; flat rows stay exact while value × side stays
    // below 2³¹, which is a box of 32,000 pixels.
    let share = (1_u64 << 32) / u64::try_from(side).unwrap_or(u64::MAX);
    let mut sum: u64 = padded.iter().take(side).map(|value| u64::from(*value)).sum();
    let entering = padded.iter().skip(side).chain(std::iter::once(&0));
    for ((value, enters), leaves) in row.iter_mut().zip(entering).zip(padded.iter()) {
        *value = u32::try_from((sum * share + (1 << 31)) >> 32).unwrap_or(u32::MAX);
        sum = (sum + u64::from(*enters)).saturating_sub(u64::from(*leaves));
    }
}

/// The row with `radius` mirrored values before and behind it; a row shorter than that is mirrored
/// over and over.
fn mirror_out(row: &[u32], radius: usize, padded: &mut Vec<u32>) {
    padded.clear();
    let (Some(head), Some(tail)) = (
        row.get(..radius),
        row.len().checked_sub(radius).and_then(|at| row.get(at..)),
    ) else {
        let period = 2 * row.len().max(1);
        let endless = row.iter().chain(row.iter().rev()).copied().cycle();
        padded.extend(endless.skip(period - radius % period).take(row.len() + 2 * radius));
        return;
    };
    padded.extend(head.iter().rev());
    padded.extend_from_slice(row);
    padded.extend(tail.iter().rev());
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_flat_plane_stays_flat(value: u8, width in 1u32..90, height in 1u32..90, share in 0.0f32..0.2) {
            let pixels = vec![value; (width * height) as usize];
            let veil = blur(&Plane { width, height, pixels: pixels.clone() }, share);
            prop_assert_eq!(veil.pixels, pixels);
        }

        #[test]
        fn no_value_leaves_the_range_it_came_from(pixels in proptest::collection::vec(40u8..200, 30)) {
            let veil = blur(&Plane { width: 6, height: 5, pixels }, 0.1);
            prop_assert!(veil.pixels.iter().all(|value| (40..200).contains(value)));
        }
    }

    #[test]
    fn a_row_is_mirrored_as_often_as_the_radius_needs() {
        let mut padded = Vec::new();
        mirror_out(&[1, 2, 3], 2, &mut padded);
        assert_eq!(padded, [2, 1, 1, 2, 3, 3, 2]);
        mirror_out(&[1, 2], 5, &mut padded);
        assert_eq!(padded, [1, 1, 2, 2, 1, 1, 2, 2, 1, 1, 2, 2]);
    }

    /// The deviation asked for is the deviation had: a point spreads with variance σ².
    #[test]
    fn the_blur_is_as_strong_as_its_name_says() {
        let side = 401_u32;
        let mut pixels = vec![0_u8; (side * side) as usize];
        // A line, so that 8 bits still hold the spread.
        pixels
            .iter_mut()
            .skip(196)
            .step_by(side as usize)
            .for_each(|value| *value = 255);
        for near in 197..207 {
            pixels
                .iter_mut()
                .skip(near)
                .step_by(side as usize)
                .for_each(|value| *value = 255);
        }
        let veil = blur(
            &Plane {
                width: side,
                height: side,
                pixels,
            },
            0.08,
        );
        let row = &veil.pixels[..side as usize];
        let mass: f64 = row.iter().map(|value| f64::from(*value)).sum();
        let variance: f64 = row
            .iter()
            .zip(0..)
            .map(|(value, x)| f64::from(*value) * f64::from(x - 201_i32).powi(2))
            .sum::<f64>()
            / mass;
        assert!(
            (variance.sqrt() / (0.08 * 401.0) - 1.0).abs() < 0.06,
            "{}",
            variance.sqrt()
        );
    }
}
