//! Pictures made by whole-number arithmetic, so that every machine makes the same bytes.

/// Packed RGB under a name.
pub(crate) struct Sample {
    /// What it shows, and how large.
    pub(crate) name: &'static str,
    /// Width in pixels.
    pub(crate) width: u32,
    /// Height in pixels.
    pub(crate) height: u32,
    /// `3·width·height` bytes.
    pub(crate) rgb: Vec<u8>,
}

/// Sides on both sides of every case the filters have: below 64, 64 itself, the first
/// window of two (129), odd and even windows, rows not a multiple of eight, thin pictures.
pub(crate) fn all() -> Vec<Sample> {
    vec![
        draw("noise of the smallest size", 5, 5, noise),
        draw("noise, not square and below 64", 34, 42, noise),
        draw("noise of the size taken as it is", 64, 64, noise),
        draw("rings of the size taken as it is", 64, 64, rings),
        draw("noise just off that size", 63, 65, noise),
        draw("rings with the largest window of one", 128, 128, rings),
        draw("rings with the smallest window of two", 129, 129, rings),
        draw("noise, thin and tall", 7, 900, noise),
        draw("noise, flat and wide", 900, 6, noise),
        draw("plasma, small", 160, 100, plasma),
        draw("plasma, window of three", 301, 277, plasma),
        draw("noise, window of four", 512, 500, noise),
        draw("plasma, upright", 500, 1003, plasma),
        draw("bars", 640, 480, bars),
        draw("plasma, large", 1600, 1004, plasma),
        draw("noise, large", 1283, 1031, noise),
        draw("rings, wide", 3000, 401, rings),
        draw("plasma, faint", 320, 240, |x, y| plasma(x, y).map(|c| 120 + c / 16)),
        draw("plasma, fainter", 320, 240, |x, y| plasma(x, y).map(|c| 120 + c / 24)),
        draw("slope", 400, 300, |x, y| [x, y, x + y].map(|c| low_byte(c / 3))),
        draw("black", 100, 80, |_, _| [0; 3]),
        draw("white", 333, 222, |_, _| [255; 3]),
    ]
}

fn draw(name: &'static str, width: u32, height: u32, colour: impl Fn(u32, u32) -> [u8; 3]) -> Sample {
    let at = |y| (0..width).map(move |x| (x, y));
    let rgb = (0..height).flat_map(at).flat_map(|(x, y)| colour(x, y)).collect();
    Sample {
        name,
        width,
        height,
        rgb,
    }
}

fn low_byte(value: u32) -> u8 {
    value.to_le_bytes()[0]
}

/// An integer scrambler: every bit of the place changes every bit of the value.
fn scramble(x: u32, y: u32) -> u32 {
    let mut h = x.wrapping_mul(0x9E37_79B1) ^ y.wrapping_mul(0x85EB_CA77);
    for _ in 0..2 {
        h = (h ^ (h >> 15)).wrapping_mul(0x2C1B_3C6D);
        h = (h ^ (h >> 12)).wrapping_mul(0x297A_2D39);
    }
    h ^ (h >> 15)
}

fn noise(x: u32, y: u32) -> [u8; 3] {
    let [red, green, blue, _] = scramble(x, y).to_le_bytes();
    [red, green, blue]
}

fn rings(x: u32, y: u32) -> [u8; 3] {
    let from = |cx: u32, cy: u32| x.abs_diff(cx).pow(2) + y.abs_diff(cy).pow(2);
    [from(40, 70) / 37, from(90, 11) / 53, from(0, 0) / 29].map(low_byte)
}

/// Soft blots: scrambled values on grids of three sizes, blended in between.
fn plasma(x: u32, y: u32) -> [u8; 3] {
    let mut sums = [0; 3];
    for (grid, weight) in [(97, 4), (41, 2), (13, 1)] {
        for (sum, value) in sums.iter_mut().zip(blend(x, y, grid)) {
            *sum += value * weight;
        }
    }
    sums.map(|sum| low_byte(sum / 7))
}

fn blend(x: u32, y: u32, grid: u32) -> [u32; 3] {
    let (left, top, dx, dy) = (x / grid, y / grid, x % grid, y % grid);
    let mut sums = [0; 3];
    for (cx, cy) in [(0, 0), (1, 0), (0, 1), (1, 1)] {
        let near = |d: u32, corner: u32| if corner == 0 { grid - d } else { d };
        let weight = near(dx, cx) * near(dy, cy);
        for (sum, value) in sums.iter_mut().zip(noise(left + cx, top + cy)) {
            *sum += u32::from(value) * weight;
        }
    }
    sums.map(|sum| sum / (grid * grid))
}

fn bars(x: u32, y: u32) -> [u8; 3] {
    let inside = |at: u32, from: u32, to: u32| (from..to).contains(&at);
    if inside(x, 60, 110) && inside(y, 30, 440) {
        [230, 40, 40]
    } else if inside(y, 200, 260) {
        [20, 90, 200]
    } else if inside(x, 300, 620) && inside(y, 300, 460) {
        [250, 240, 120]
    } else {
        [34; 3]
    }
}
