//! Flat bars planted into a picture, and found again as decoded pixels in any memory.
//!
//! A field of one grey is all that a block of a JPEG needs to come out of every decoder the same, and
//! flat fields stay flat when they are scaled. So a row of bars is known by its levels, in order,
//! whatever the decoder, the scale and the layout of pixels.

use super::picture::Picture;

/// Brightness of the bars from left to right, levels of 255 before any alteration.
const LEVELS: [u8; 8] = [60, 200, 100, 170, 40, 220, 130, 80];

/// Width and height of a bar, px, and where the first one begins: whole blocks of a JPEG.
const BAR_PX: u32 = 64;
const AT_PX: (u32, u32) = (544, 544);

/// How far a level may be off after two encoders, levels.
const TOLERANCE: u8 = 3;

/// The shortest run of one level that counts as a bar, px: a third of one, at half its scale.
const RUN_PX: usize = 10;

/// How many pixels may lie between two bars, px: where they were scaled, edges are neither.
const EDGE_PX: usize = 8;

/// Plants a row of bars into a picture that is large enough.
#[must_use]
pub fn bars(picture: &Picture) -> Picture {
    let mut planted = picture.clone();
    let width = picture.width_px as usize;
    for (place, pixel) in planted.rgb.chunks_exact_mut(3).enumerate() {
        let (x, y) = ((place % width) as u32, (place / width) as u32);
        let bar = x.checked_sub(AT_PX.0).map(|x| x / BAR_PX);
        let level = bar.and_then(|bar| LEVELS.get(bar as usize));
        if let Some(level) = level.filter(|_| (AT_PX.1..AT_PX.1 + BAR_PX).contains(&y)) {
            pixel.fill(*level);
        }
    }
    planted.named(format!("{}-barred", picture.name))
}

/// Looks for rows of bars that were brightened by so many levels.
#[derive(Debug, Clone)]
pub struct BarFinder {
    /// Which bar a level belongs to, from 1; 0 for none.
    bar_of: [u8; 256],
}

impl BarFinder {
    /// A finder of bars that were brightened.
    pub fn brightened(by: u8) -> Self {
        let mut bar_of = [0; 256];
        for (level, number) in LEVELS.iter().zip(1..) {
            let level = level.saturating_add(by);
            let near = level.saturating_sub(TOLERANCE)..=level.saturating_add(TOLERANCE);
            for level in near {
                if let Some(slot) = bar_of.get_mut(usize::from(level)) {
                    *slot = number;
                }
            }
        }
        Self { bar_of }
    }

    /// How many rows of all bars there are in raw memory, with pixels of one byte, or of four with one
    /// of them for opacity, which is full. What is cut off at an end is not seen.
    pub fn rows(&self, memory: &[u8]) -> usize {
        let (pixels, _) = memory.as_chunks::<4>();
        rows_of(pixels, |[a, b, c, d]| {
            // Opaque, or four neighbours of one byte each would be one.
            let grey = (b == c && ((a == b && d == 255) || (c == d && a == 255))).then_some(b);
            grey.map_or(0, |level| self.bar(level))
        }) + rows_of(memory, |level| self.bar(level))
    }

    fn bar(&self, level: u8) -> u8 {
        self.bar_of.get(usize::from(level)).copied().unwrap_or(0)
    }
}

fn rows_of<P: Copy>(pixels: &[P], bar: impl Fn(P) -> u8) -> usize {
    let mut rows = 0;
    let mut at = 0;
    // No run of the first bar is missed by looking at every so many pixels.
    while let Some(pixel) = pixels.get(at) {
        let end = if bar(*pixel) == 1 {
            row_end(pixels, at, &bar)
        } else {
            None
        };
        rows += usize::from(end.is_some());
        at = end.unwrap_or(at) + RUN_PX;
    }
    rows
}

/// Where a row ends whose first bar is at a place; none where it is not a whole row.
fn row_end<P: Copy>(pixels: &[P], at: usize, bar: &impl Fn(P) -> u8) -> Option<usize> {
    let run = |from: usize, wanted: u8| {
        let rest = pixels.get(from..).unwrap_or_default();
        from + rest.iter().take_while(|pixel| bar(**pixel) == wanted).count()
    };
    let mut end = run(at, 1);
    for wanted in (2..).take(LEVELS.len() - 1) {
        let from = (end..=end + EDGE_PX).find(|from| pixels.get(*from).is_some_and(|pixel| bar(*pixel) == wanted))?;
        end = run(from, wanted);
        if end - from < RUN_PX {
            return None;
        }
    }
    Some(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pictures::{Alteration, Format, large};

    fn looked_at() -> Picture {
        let altered = Alteration::Brightened(14).file(&bars(&large(4)));
        let upload = Picture::decode("upload".into(), &altered.bytes).unwrap();
        Picture::decode("rendition".into(), &upload.encode(Format::Jpeg(85))).unwrap()
    }

    fn memory_of(picture: &Picture, layout: impl Fn(&[u8]) -> Vec<u8>) -> Vec<u8> {
        picture.rgb.chunks_exact(3).flat_map(layout).collect()
    }

    #[test]
    fn every_row_is_found_in_every_layout() {
        let (finder, seen) = (BarFinder::brightened(14), looked_at());
        let rows = BAR_PX as usize;
        assert_eq!(finder.rows(&memory_of(&seen, |p| vec![p[2], p[1], p[0], 255])), rows);
        assert_eq!(finder.rows(&memory_of(&seen, |p| vec![255, p[0], p[1], p[2]])), rows);
        assert_eq!(finder.rows(&memory_of(&seen, |p| vec![p[1]])), rows);
    }

    #[test]
    fn half_the_size_is_found_and_a_veil_is_not() {
        let finder = BarFinder::brightened(14);
        let opaque = |p: &[u8]| vec![p[0], p[1], p[2], 255];
        let half = Alteration::Resized(500).apply(&looked_at());
        assert!(finder.rows(&memory_of(&half, opaque)) >= BAR_PX as usize / 2 - 2);
        let veiled = Alteration::Blurred(30).apply(&looked_at());
        assert_eq!(finder.rows(&memory_of(&veiled, opaque)), 0);
        assert_eq!(finder.rows(&memory_of(&large(4), opaque)), 0);
    }
}
