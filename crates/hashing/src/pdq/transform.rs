//! From the 64x64 blurred picture to 256 bits and a quality.
//!
//! It deliberately does not know how the picture became that small.

use std::sync::LazyLock;

use super::{Pdq, PdqHash};

/// The side of the picture the hash is made from.
pub(super) const SIDE: usize = 64;
/// How many frequencies are kept along each side.
const KEPT: usize = 16;

/// Where the median stands among the sorted frequencies: the lower of the two in the middle.
const MEDIAN: usize = KEPT * KEPT / 2 - 1;

/// The blurred and decimated picture, row by row.
pub(super) type Thumb = [[f32; SIDE]; SIDE];

/// The discrete cosine transform's rows 1 to 16, computed in doubles and rounded once.
static COSINES: LazyLock<[[f32; SIDE]; KEPT]> = LazyLock::new(|| {
    let mut rows = [[0.0; SIDE]; KEPT];
    for (i, row) in (1u8..).zip(&mut rows) {
        for (j, cell) in (0u8..).zip(row) {
            *cell = cosine(f64::from(i), f64::from(j));
        }
    }
    rows
});

#[expect(clippy::cast_possible_truncation, reason = "the reference keeps single precision")]
fn cosine(i: f64, j: f64) -> f32 {
    let scale = f64::from((2.0_f64 / 64.0).sqrt() as f32);
    (scale * ((std::f64::consts::PI / 2.0 / 64.0) * i * (2.0 * j + 1.0)).cos()) as f32
}

/// The hash and quality of a thumb.
#[inline(always)]
pub(super) fn finish(thumb: &Thumb) -> Pdq {
    Pdq {
        hash: bits(&frequencies(thumb)),
        quality: quality(thumb),
    }
}

/// How far apart the two frequencies in the middle must be for every bit to be certain. Blurred with and
/// without the reference's rounding, frequencies differed by 0.0014 in photographs and by 0.011 in drawings
/// made to rouse it, whose middle ones are equal; this allows 0.015 each.
const CERTAIN_GAP: f32 = 0.03;

/// How near a whole number a gradient may be and count either way, in hundredths of the full range. Samples
/// differed by 0.0017 of 255 at most; this allows 0.005 each.
const UNCERTAIN_GRADIENT: f32 = 0.004;

/// The hash and quality of a thumb that was blurred with other roundings than the reference's, where those
/// cannot matter; nothing where they could.
#[inline(always)]
pub(super) fn settled(thumb: &Thumb) -> Option<Pdq> {
    let quality = settled_quality(thumb)?;
    let frequencies = frequencies(thumb);
    let mut sorted: Vec<f32> = frequencies.as_flattened().to_vec();
    let (_, &mut median, above) = sorted.select_nth_unstable_by(MEDIAN, f32::total_cmp);
    let next = above.iter().copied().min_by(f32::total_cmp)?;
    (next - median > CERTAIN_GAP).then(|| Pdq {
        hash: bits(&frequencies),
        quality,
    })
}

/// The quality, where gradients that may count either way do not change it.
#[inline(always)]
fn settled_quality(thumb: &Thumb) -> Option<u8> {
    let least = quality_of(thumb, |gradient| (gradient - UNCERTAIN_GRADIENT).max(0.0).trunc());
    let most = quality_of(thumb, |gradient| (gradient + UNCERTAIN_GRADIENT).trunc());
    (least == most).then_some(least)
}

/// `C·A·Cᵀ`, every sum taken in the reference's order.
#[inline(always)]
fn frequencies(thumb: &Thumb) -> [[f32; KEPT]; KEPT] {
    let cosines = &*COSINES;
    let mut down = [[0.0; SIDE]; KEPT];
    for (out, weights) in down.iter_mut().zip(cosines) {
        for (weight, pixels) in weights.iter().zip(thumb) {
            for (sum, pixel) in out.iter_mut().zip(pixels) {
                *sum += weight * pixel;
            }
        }
    }
    let mut both = [[0.0; KEPT]; KEPT];
    for (out, line) in both.iter_mut().zip(&down) {
        for (sum, weights) in out.iter_mut().zip(cosines) {
            *sum = line
                .iter()
                .zip(weights)
                .fold(0.0, |sum, (value, weight)| sum + value * weight);
        }
    }
    both
}

/// One bit a frequency: above the median or not; the first is the last bit of the text.
fn bits(frequencies: &[[f32; KEPT]; KEPT]) -> PdqHash {
    let mut sorted: Vec<f32> = frequencies.as_flattened().to_vec();
    // The lower of the two middle values, as in the reference's median.
    let (_, &mut median, _) = sorted.select_nth_unstable_by(MEDIAN, f32::total_cmp);
    let mut bytes = [0; 32];
    let groups = frequencies.as_flattened().as_chunks::<8>().0;
    for (byte, group) in bytes.iter_mut().rev().zip(groups) {
        *byte = group
            .iter()
            .rev()
            .fold(0, |byte, value| byte << 1 | u8::from(*value > median));
    }
    PdqHash(bytes)
}

/// The reference's quality: gradients between neighbours in hundredths of the full range,
/// each cut to a whole number so that weak ones do not count, summed, over 90, at most 100.
#[inline(always)]
fn quality(thumb: &Thumb) -> u8 {
    quality_of(thumb, f32::trunc)
}

#[inline(always)]
fn quality_of(thumb: &Thumb, counted: impl Fn(f32) -> f32) -> u8 {
    let below = thumb
        .iter()
        .zip(thumb.iter().skip(1))
        .map(|(row, next)| gradients(row, next, &counted));
    let beside = thumb.iter().map(|row| match row.split_first() {
        Some((_, rest)) => gradients(row, rest, &counted),
        None => 0.0,
    });
    let sum: f32 = below.chain(beside).sum();
    // Whole numbers below 2^24 all the way, so single precision is exact.
    let scaled = (sum / 90.0).floor().min(100.0);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 100")]
    let quality = scaled as u8;
    quality
}

#[inline(always)]
fn gradients(from: &[f32], to: &[f32], counted: impl Fn(f32) -> f32) -> f32 {
    from.iter()
        .zip(to)
        .map(|(u, v)| counted(((u - v) * 100.0 / 255.0).abs()))
        .sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quality_counts_whole_hundredths_and_stops_at_100() {
        let mut thumb = [[0.0; SIDE]; SIDE];
        assert_eq!(quality(&thumb), 0);
        // 2.5 of 255 is less than one hundredth: nothing, however often.
        for row in thumb.iter_mut().step_by(2) {
            row.fill(2.5);
        }
        assert_eq!(quality(&thumb), 0);
        // 63 rows x 64 gradients of 2.6 are one hundredth each: 4032 / 90.
        for row in thumb.iter_mut().step_by(2) {
            row.fill(2.6);
        }
        assert_eq!(quality(&thumb), 44);
        for row in thumb.iter_mut().step_by(2) {
            row.fill(255.0);
        }
        assert_eq!(quality(&thumb), 100);
    }

    #[test]
    fn what_a_rounding_could_change_is_not_settled() {
        let wavy = |x: usize, y: usize| {
            let place = |side: usize| f32::from(u8::try_from(side).unwrap());
            128.0 + 60.0 * (place(x * y % 64) * 0.7).sin() + 50.0 * (place(y) * 0.9 + place(x)).cos()
        };
        let thumb: Thumb = std::array::from_fn(|y| std::array::from_fn(|x| wavy(x, y)));
        assert_eq!(settled(&thumb), Some(finish(&thumb)));
        let flat = [[7.0; SIDE]; SIDE];
        assert_eq!(settled(&flat), None, "its frequencies are equal");
        // 63 x 64 gradients of nearly one hundredth decide about 44.
        let mut edge = thumb.map(|row| row.map(|value| 120.0 + (value - 128.0) / 400.0));
        for row in edge.iter_mut().step_by(2) {
            for value in row {
                *value += 2.55;
            }
        }
        assert_eq!(settled_quality(&edge), None);
    }

    #[test]
    fn a_black_thumb_hashes_to_zeros() {
        let pdq = finish(&[[0.0; SIDE]; SIDE]);
        assert_eq!(
            pdq,
            Pdq {
                hash: PdqHash([0; 32]),
                quality: 0
            }
        );
    }
}
