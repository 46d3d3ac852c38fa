//! The outline: dark lines where the picture turns from light to dark, on white, without any tone.
//!
//! A difference of two Gaussians, after Winnemöller, Kyprianidis, Olsen 2012 (`XDoG`), without its tones: what
//! is left says who is where and doing what, and has neither skin nor texture. The finer Gaussian is wide
//! enough that grain and pores draw nothing.

use super::plane::Plane;
use super::smooth::{FRACTION_BITS, Levels, Smoothing, side_px};

/// Deviation of the finer Gaussian as a share of the long edge: 2.1 px of 800.
const FINE_SHARE: f32 = 0.0026;

/// The wider one against it; 1.6 approximates the Laplacian best (Marr and Hildreth 1980).
const WIDER: f32 = 1.6;

/// Differences below this draw nothing, in 128ths of a level: noise and soft shading.
const FAINT: i32 = 100;

/// Differences from here on draw a full line.
const FULL: i32 = 550;

const _: () = assert!(FRACTION_BITS == 7, "differences are counted in 128ths");

/// The ground and the darkest line.
const PAPER: i32 = 244;
const LINE: i32 = 30;

/// The drawing of a picture, of the same size.
pub(super) fn drawing(plane: &Plane<u8>) -> Plane<u8> {
    let sigma = FINE_SHARE * side_px(plane.width.max(plane.height));
    let (mut fine, mut wide) = (Smoothing::of(sigma), Smoothing::of(sigma * WIDER));
    let mut drawn = Vec::with_capacity(plane.pixels.len());
    let levels = Levels::of(plane);
    for y in 0..levels.rows() {
        let both = fine.row(&levels, y).iter().zip(wide.row(&levels, y));
        drawn.extend(both.map(|(fine, wide)| stroke(i32::from(*wide) - i32::from(*fine))));
    }
    Plane::of((plane.width, plane.height), drawn)
}

/// How dark a line is that marks this much of a difference.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between line and paper"
)]
fn stroke(difference: i32) -> u8 {
    // A multiplication instead of a division, which no processor does for many at once.
    const STEP: i32 = ((PAPER - LINE) << 16) / (FULL - FAINT);
    let strength = difference.clamp(FAINT, FULL) - FAINT;
    (PAPER - ((strength * STEP + (1 << 15)) >> 16)) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(of: impl Fn(u32, u32) -> u8) -> Plane<u8> {
        let pixels = (0..600)
            .flat_map(|y| (0..800).map(move |x| (x, y)))
            .map(|(x, y)| of(x, y));
        drawing(&Plane::of((800, 600), pixels.collect()))
    }

    #[test]
    fn an_edge_is_a_line_and_tones_are_paper() {
        let plane = drawn(|x, _| if x < 400 { 60 } else { 190 });
        let row = &plane.pixels[300 * 800..301 * 800];
        let darkest = row.iter().enumerate().min_by_key(|(_, value)| **value).unwrap();
        assert!((390..410).contains(&darkest.0) && *darkest.1 < 60, "{darkest:?}");
        assert!(
            row.iter().filter(|value| **value < 200).count() < 16,
            "a line and no area"
        );
        assert!(row[..360].iter().chain(&row[440..]).all(|value| *value == 244));
    }

    #[test]
    fn soft_shading_and_fine_grain_draw_nothing() {
        let shaded = drawn(|x, _| u8::try_from(40 + x / 5).unwrap());
        let grain = drawn(|x, y| if (x + y) % 2 == 0 { 110 } else { 134 });
        for plane in [shaded, grain] {
            let ink = plane.pixels.iter().filter(|value| **value < 200).count();
            assert!(ink * 200 < plane.pixels.len(), "{ink} pixels are drawn");
        }
    }
}
