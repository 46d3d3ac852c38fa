//! The collection: about two hundred pictures, each drawn from its number.

use super::{
    canvas::Canvas,
    dice::Dice,
    noise::Noise,
    picture::Picture,
    scenes::{Easel, MOTIFS},
};

/// How many pictures the demo knows.
pub const SIZE: u32 = 200;

const FORMATS_PX: [(usize, usize); 9] = [
    (1280, 960),
    (1024, 768),
    (960, 1280),
    (1200, 800),
    (800, 1000),
    (1600, 1200),
    (900, 900),
    (1400, 1050),
    (640, 800),
];

/// Which picture, and which of the pictures that look like it from afar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recipe {
    /// The number of the picture: motif, size and everything large.
    pub number: u32,
    /// 0 for the picture itself; another number keeps what is large and redraws what is small.
    pub variation: u32,
    /// Width and height, px, where they are not the number's own.
    pub size_px: Option<(usize, usize)>,
}

/// Draws picture `number`.
pub fn picture(number: u32) -> Picture {
    draw(Recipe {
        number,
        variation: 0,
        size_px: None,
    })
}

/// Draws picture `number` at 1600 × 1200 px, the size of the hub's large renditions.
pub fn large(number: u32) -> Picture {
    draw(Recipe {
        number,
        variation: 0,
        size_px: Some((1600, 1200)),
    })
}

/// Draws a recipe. The same recipe always gives the same pixels.
pub fn draw(recipe: Recipe) -> Picture {
    let at = recipe.number as usize;
    let (motif, paint) = *MOTIFS.get(at % MOTIFS.len()).expect("a remainder is below the length");
    let size = FORMATS_PX
        .get((at / MOTIFS.len() + at) % FORMATS_PX.len())
        .expect("a remainder is below the length");
    let (width, height) = recipe.size_px.unwrap_or(*size);
    let seed = u64::from(recipe.number);
    let own = u64::from(recipe.variation);
    let mut detail = Dice::new(seed, 1_000 + own);
    let noise = Noise(detail.bits());
    let mut easel = Easel {
        canvas: Canvas::new(width, height),
        layout: Dice::new(seed, 1),
        detail,
        noise,
    };
    paint(&mut easel);
    let name = format!("{motif}-{:03}", recipe.number);
    let hue_turn = if own == 0 {
        0.0
    } else {
        0.2 + 0.6 * Dice::new(seed, own).unit()
    };
    easel.canvas.finish(name, seed ^ own, hue_turn)
}
