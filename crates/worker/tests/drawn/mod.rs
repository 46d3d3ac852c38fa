//! Pictures drawn from a number, by whole-number arithmetic. Knows no file.

/// Packed RGB.
pub(crate) struct Sample {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) rgb: Vec<u8>,
}

/// Soft blots, leaning bars over them, and grain in every third. `strength` is that of the colours, in percent:
/// at 100 they go to the corners of RGB.
pub(crate) fn draw(number: u32, (width, height): (usize, usize), strength: u32) -> Sample {
    let mut rgb = Vec::with_capacity(width * height * 3);
    for y in 0..height {
        for x in 0..width {
            let strong = colour(number, x * 1_000 / width, y * 1_000 / height, (x, y));
            rgb.extend(strong.map(|channel| weakened(channel, strength)));
        }
    }
    Sample { width, height, rgb }
}

/// Whether the picture of this number has grain, as photographs have; the others are smooth between bars.
pub(crate) fn has_grain(number: u32) -> bool {
    number.is_multiple_of(3)
}

fn weakened(channel: u8, strength: u32) -> u8 {
    u8::try_from((u32::from(channel) * strength + 128 * (100 - strength)) / 100).expect("a byte")
}

fn colour(number: u32, u: usize, v: usize, (x, y): (usize, usize)) -> [u8; 3] {
    let bar = ((u * (number as usize % 5 + 1) + v * (number as usize % 7 + 1)) / 260).is_multiple_of(4);
    [0, 1, 2].map(|channel| {
        let soft = blot(number * 3 + channel, u, v);
        let lit = if bar { 255 - soft } else { soft };
        let grain = if has_grain(number) {
            scramble(number, x, y) % 40
        } else {
            20
        };
        u8::try_from((lit + grain).saturating_sub(20).min(255)).expect("a byte")
    })
}

/// Scrambled values on a grid of nine by nine, blended in between.
fn blot(seed: u32, u: usize, v: usize) -> u32 {
    let (column, row, du, dv) = (u / 125, v / 125, u % 125, v % 125);
    let corner = |across: usize, down: usize| {
        let weight = (if across == 0 { 125 - du } else { du }) * (if down == 0 { 125 - dv } else { dv });
        scramble(seed, column + across, row + down) % 256 * u32::try_from(weight).expect("small")
    };
    (corner(0, 0) + corner(1, 0) + corner(0, 1) + corner(1, 1)) / (125 * 125)
}

/// Every bit of the place changes every bit of the value.
fn scramble(seed: u32, x: usize, y: usize) -> u32 {
    let [x, y] = [x, y].map(|at| u32::try_from(at).expect("small"));
    let mut h = seed.wrapping_mul(0x27D4_EB2F) ^ x.wrapping_mul(0x9E37_79B1) ^ y.wrapping_mul(0x85EB_CA77);
    for _ in 0..2 {
        h = (h ^ (h >> 15)).wrapping_mul(0x2C1B_3C6D);
        h = (h ^ (h >> 12)).wrapping_mul(0x297A_2D39);
    }
    (h ^ (h >> 15)) >> 8
}
