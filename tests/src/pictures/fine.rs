//! A pattern too fine for any veil, planted into a picture and measured again wherever pixels turn
//! up: where it can be measured, somebody can see.
//!
//! Three waves are planted: a fine and a coarse one in brightness and one in colour. All are counted
//! in waves across the picture's width, so that they are found again at any size. The veils' blur
//! is far wider than the coarse wave.

use super::picture::Picture;
use std::f32::consts::TAU;

/// Waves across the width of the fine pattern: a period of 5 px in a rendition of 1600 px.
pub const FINE: f32 = 320.0;

/// Waves across the width of the coarse pattern: a period of 16 px in a rendition of 1600 px.
pub const COARSE: f32 = 100.0;

/// Waves across the width of the pattern in colour.
pub const TINT: f32 = 90.0;

/// How strong the waves are, in levels of 255.
const AMPLITUDE: f32 = 16.0;

/// What is found of the pattern, in levels of 255.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Clarity {
    /// Of the fine wave.
    pub fine: f32,
    /// Of the coarse wave.
    pub coarse: f32,
    /// Of the wave in colour.
    pub tint: f32,
}

impl Clarity {
    /// Levels from which a pattern counts as seen: far above what a picture without one measures,
    /// far below what is planted.
    pub const SEEN: f32 = 3.0;

    /// Whether the picture's detail can be seen.
    pub fn is_clear(self) -> bool {
        self.fine > Self::SEEN || self.coarse > Self::SEEN
    }

    /// Whether its colour can be seen.
    pub fn is_coloured(self) -> bool {
        self.tint > Self::SEEN
    }
}

/// Plants the pattern.
#[must_use]
pub fn fine_pattern(picture: &Picture) -> Picture {
    let mut planted = picture.clone();
    let width = picture.width_px as f32;
    for (place, pixel) in planted.rgb.chunks_exact_mut(3).enumerate() {
        let (u, v) = position(place, picture.width_px, width);
        let light = AMPLITUDE * (wave(FINE, u, v).0 + wave(COARSE, u, v).0);
        let tint = AMPLITUDE * 1.6 * wave(TINT, u, v).0;
        for (part, change) in pixel.iter_mut().zip([light + tint, light - tint * 0.3, light - tint]) {
            let calm = 40.0 + f32::from(*part) * 0.68;
            *part = (calm + change).clamp(0.0, 255.0) as u8;
        }
    }
    planted.named(format!("{}-patterned", picture.name))
}

/// Measures the pattern in a decoded rendition or a cut-out of the screen that shows the whole picture.
pub fn measure(picture: &Picture) -> Clarity {
    let mut sums = [(0.0_f32, 0.0_f32); 3];
    let width = picture.width_px as f32;
    let row_length = picture.width_px as usize * 3;
    for (y, row) in picture.rgb.chunks_exact(row_length.max(3)).enumerate() {
        let mut line = [(0.0_f32, 0.0_f32); 3];
        for (x, pixel) in row.chunks_exact(3).enumerate() {
            let (u, v) = position(y * picture.width_px as usize + x, picture.width_px, width);
            let [red, green, blue] = [0, 1, 2].map(|at| f32::from(pixel.get(at).copied().unwrap_or(0)));
            let light = (red + green + blue) / 3.0;
            add(
                &mut line,
                [(FINE, light), (COARSE, light), (TINT, (red - blue) / 2.0)],
                u,
                v,
            );
        }
        for (sum, part) in sums.iter_mut().zip(line) {
            *sum = (sum.0 + part.0, sum.1 + part.1);
        }
    }
    let pixels = (picture.width_px * picture.height_px).max(1) as f32;
    let [fine, coarse, tint] = sums.map(|(cos, sin)| 2.0 * (cos * cos + sin * sin).sqrt() / pixels);
    Clarity { fine, coarse, tint }
}

fn add(line: &mut [(f32, f32); 3], parts: [(f32, f32); 3], u: f32, v: f32) {
    for (sum, (waves, level)) in line.iter_mut().zip(parts) {
        let (cos, sin) = wave(waves, u, v);
        *sum = (sum.0 + (level - 128.0) * cos, sum.1 + (level - 128.0) * sin);
    }
}

/// Where a pixel is, both in shares of the width.
fn position(place: usize, width_px: u32, width: f32) -> (f32, f32) {
    let (x, y) = (place % width_px as usize, place / width_px as usize);
    ((x as f32 + 0.5) / width, (y as f32 + 0.5) / width)
}

/// A wave that runs aslant, so that neither rows nor columns of a picture's own can imitate it.
fn wave(waves: f32, u: f32, v: f32) -> (f32, f32) {
    let (sin, cos) = (TAU * waves * (0.8 * u + 0.6 * v)).sin_cos();
    (cos, sin)
}
