//! A harmless picture for a first test: blocks of colour, drawn from random bytes, and the same a little darker, as
//! somebody who passes a picture on might make it. No more is changed: most of what a perceptual hash sees of plain
//! blocks lies close to its middle, and a bar along an edge takes half of such pairs out of reach (0 to 8 bits of 256
//! differ when it is darker alone, 16 to 34 with a bar of four lines).
//!
//! As an uncompressed bitmap, which every hub reads, so that nothing is needed to write it. Knows no hub.

/// What one is drawn from: a byte for each block and colour, three to a block.
pub(crate) type Draw = [u8; 3 * BLOCKS * BLOCKS];

/// Blocks along each edge: as coarse as what a perceptual hash looks at, and fine enough for two to differ.
const BLOCKS: usize = 8;

/// Pixels along each edge of a block.
const BLOCK_PX: usize = 40;

/// Pixels along each edge.
const EDGE_PX: usize = BLOCKS * BLOCK_PX;

/// What stands before the pixels of a bitmap: its own header, and that of a picture of 24 bits.
const HEADERS: u32 = 14 + 40;

/// The picture.
pub(crate) fn drawn(draw: &Draw) -> Vec<u8> {
    bitmap(|x, y| block(draw, x, y))
}

/// The picture as it is sent: other bytes, and close to it.
pub(crate) fn altered(draw: &Draw) -> Vec<u8> {
    bitmap(|x, y| block(draw, x, y).map(|value| value - value / 8))
}

fn block(draw: &Draw, x: usize, y: usize) -> [u8; 3] {
    let at = 3 * (y / BLOCK_PX * BLOCKS + x / BLOCK_PX);
    let found = draw.get(at..).and_then(|rest| rest.first_chunk());
    found.copied().unwrap_or_default()
}

/// Rows from below, blue first, and no padding, since an edge is a multiple of four pixels.
fn bitmap(pixel: impl Fn(usize, usize) -> [u8; 3]) -> Vec<u8> {
    let edge = u32::try_from(EDGE_PX).unwrap_or_default();
    let bytes = edge * edge * 3;
    let mut file = Vec::with_capacity(EDGE_PX * EDGE_PX * 3 + 54);
    file.extend_from_slice(b"BM");
    for field in [HEADERS + bytes, 0, HEADERS, 40, edge, edge] {
        file.extend_from_slice(&field.to_le_bytes());
    }
    // One plane of 24 bits.
    file.extend_from_slice(&[1, 0, 24, 0]);
    for field in [0, bytes, 2_835, 2_835, 0, 0] {
        file.extend_from_slice(&field.to_le_bytes());
    }
    for y in (0..EDGE_PX).rev() {
        for x in 0..EDGE_PX {
            let [red, green, blue] = pixel(x, y);
            file.extend_from_slice(&[blue, green, red]);
        }
    }
    file
}

#[cfg(test)]
mod tests {
    use super::*;
    use scrim_media::{Format, sniff};
    use std::array;

    fn draw() -> Draw {
        array::from_fn(|at| u8::try_from(at * 89 % 256).unwrap_or_default())
    }

    #[test]
    fn the_copy_has_other_bytes_and_the_same_size() {
        let (one, other) = (drawn(&draw()), altered(&draw()));
        assert_ne!(one, other);
        assert_eq!(one.len(), other.len());
    }

    #[test]
    fn it_is_a_bitmap_by_its_first_bytes_and_as_long_as_it_says() {
        for file in [drawn(&draw()), altered(&draw())] {
            assert_eq!(sniff(&file), Some(Format::Bmp));
            let says: [u8; 4] = file
                .get(2..6)
                .and_then(|rest| rest.try_into().ok())
                .expect("four bytes");
            assert_eq!(u32::from_le_bytes(says), u32::try_from(file.len()).expect("small"));
        }
    }
}
