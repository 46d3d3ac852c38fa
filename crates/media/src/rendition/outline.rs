//! The outline: dark lines where the picture turns from light to dark, on white, without any tone.
//!
//! A difference of two Gaussians, after Winnemöller, Kyprianidis, Olsen 2012 (`XDoG`), without its tones: what
//! is left says who is where and doing what, and has neither skin nor texture. The finer Gaussian is wide
//! enough that grain and pores draw nothing.

use super::plane::Plane;
use super::smooth::{Smoothing, side_px};

/// Deviation of the finer Gaussian as a share of the long edge: 2.1 px of 800.
const FINE_SHARE: f32 = 0.0026;

/// The wider one against it; 1.6 approximates the Laplacian best (Marr and Hildreth 1980).
const WIDER: f32 = 1.6;

/// Differences below this draw nothing, in grey levels: noise and soft shading.
const FAINT: f32 = 200.0 / 256.0;

/// Differences from here on draw a full line.
const FULL: f32 = 1_100.0 / 256.0;

/// The ground and the darkest line.
const PAPER: f32 = 244.0;
const LINE: f32 = 30.0;

/// The drawing of a picture, of the same size.
pub(super) fn drawing(plane: &Plane<u8>) -> Plane<u8> {
    let sigma = FINE_SHARE * side_px(plane.width.max(plane.height));
    let (fine, wide) = (Smoothing::of(sigma), Smoothing::of(sigma * WIDER));
    let brightness = plane.pixels.iter().map(|value| f32::from(*value)).collect();
    let brightness = Plane::of((plane.width, plane.height), brightness);
    let (fine, wide) = (fine.of_plane(&brightness), wide.of_plane(&brightness));
    let pixels = fine.pixels.iter().zip(&wide.pixels);
    let drawn = pixels.map(|(fine, wide)| stroke(wide - fine));
    Plane::of((plane.width, plane.height), drawn.collect())
}

/// How dark a line is that marks this much of a difference.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between line and paper"
)]
fn stroke(difference: f32) -> u8 {
    let strength = (difference.clamp(FAINT, FULL) - FAINT) / (FULL - FAINT);
    (PAPER - strength * (PAPER - LINE) + 0.5) as u8
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
