//! Sensor grain: without it a drawn or enlarged picture is a far smaller JPEG than a camera's, and one
//! that decodes faster.
//!
//! Stronger in the dark than in the light, as it is behind a camera's tone curve, and smoothed over
//! neighbours, as interpolating a sensor's mosaic does.

use super::{dice::Dice, picture::Picture};

/// How much of the grain is not shared by the three channels.
const COLOURED: f32 = 0.45;

/// A weight that keeps the deviation when neighbours are summed as 1, 2, 1.
const KEEPING: f32 = 0.408_248_3;

/// Adds grain with a deviation of `levels` of 255 in the middle tones.
#[must_use]
pub fn grained(mut picture: Picture, levels: f32, seed: u64) -> Picture {
    let width = picture.width_px as usize;
    let mut dice = Dice::new(seed, 77);
    let mut above = row(&mut dice, width);
    let mut here = row(&mut dice, width);
    for line in picture.rgb.chunks_exact_mut(width * 3) {
        let below = row(&mut dice, width);
        let shared: Vec<f32> = above
            .iter()
            .zip(&here)
            .zip(&below)
            .map(|((above, here), below)| (above + 2.0 * here + below) * KEEPING)
            .collect();
        speckle(line, &shared, levels);
        above = std::mem::replace(&mut here, below);
    }
    picture
}

fn speckle(line: &mut [u8], shared: &[f32], levels: f32) {
    let red = shared.iter().cycle().skip(7);
    let blue = shared.iter().cycle().skip(13);
    let noise = shared.iter().zip(red).zip(blue);
    for (pixel, ((shared, red), blue)) in line.as_chunks_mut::<3>().0.iter_mut().zip(noise) {
        let light = f32::from(pixel[1]) / 255.0;
        let strength = levels * (1.4 - 0.8 * light);
        let [r, g, b] = [shared + COLOURED * red, *shared, shared + COLOURED * blue];
        *pixel = [(pixel[0], r), (pixel[1], g), (pixel[2], b)]
            .map(|(level, noise)| (f32::from(level) + strength * noise + 0.5).clamp(0.0, 255.0) as u8);
    }
}

/// A row of noise of deviation 1, smoothed along itself.
fn row(dice: &mut Dice, width: usize) -> Vec<f32> {
    let raw: Vec<f32> = (0..width + 2).map(|_| normal(dice.bits())).collect();
    raw.array_windows()
        .map(|[left, middle, right]| (left + 2.0 * middle + right) * KEEPING)
        .collect()
}

/// Nearly normal: four even numbers summed.
fn normal(bits: u64) -> f32 {
    let sum: u64 = (0..4).map(|part| bits >> (16 * part) & 0xFFFF).sum();
    (sum as f32 - 131_070.0) / 37_837.2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grain_is_as_strong_as_asked_and_changes_no_tone() {
        let grey = Picture {
            name: "grey".to_owned(),
            width_px: 300,
            height_px: 200,
            rgb: vec![128; 300 * 200 * 3],
        };
        let green: Vec<f32> = grained(grey, 4.0, 1)
            .rgb
            .chunks(3)
            .map(|pixel| f32::from(pixel[1]) - 128.0)
            .collect();
        let mean = green.iter().sum::<f32>() / green.len() as f32;
        let deviation = (green.iter().map(|level| level * level).sum::<f32>() / green.len() as f32).sqrt();
        assert!(
            mean.abs() < 0.1 && (3.8..4.2).contains(&deviation),
            "{mean} {deviation}"
        );
    }
}
