//! A harmless picture for a first test: blocks of colour, drawn from random bytes, and the same a little darker, as
//! somebody who passes a picture on might make it.
//!
//! As an uncompressed bitmap, which every hub reads, so that nothing is needed to write it. Knows no hub.

/// What one is drawn from: a byte for each block and colour, three to a block.
pub(crate) type Draw = [u8; 3 * BLOCKS * BLOCKS];

/// Blocks along each edge. A perceptual hash looks at the sixteen lowest frequencies of either direction, and blocks whose
/// number divides sixteen have none of the sixteenth (or the eighth): those bits would be what rounding makes of them,
/// and half of such pairs out of reach (18 to 43 bits of 256 between a picture of 8 x 8 and the same darker; 0 to 6 of
/// 12 x 12).
const BLOCKS: usize = 12;

/// Pixels along each edge of a block.
const BLOCK_PX: usize = 28;

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
    use scrim_hashing::pdq::{MATCH_DISTANCE, Pdq, hash_rgb};
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

    /// Different ones, the same in every run.
    fn draws() -> impl Iterator<Item = Draw> {
        (0_u64..60).map(|seed| {
            let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
            array::from_fn(|_at| {
                state = state
                    .wrapping_mul(6_364_136_223_846_793_005)
                    .wrapping_add(1_442_695_040_888_963_407);
                state.to_be_bytes()[0]
            })
        })
    }

    /// Upside down and with red for blue, as the pixels of a bitmap lie: both alike.
    fn hashed(file: &[u8]) -> Pdq {
        let pixels = file.get(54..).expect("pixels");
        let edge = u32::try_from(EDGE_PX).expect("small");
        hash_rgb(edge, edge, pixels).expect("a hash")
    }

    #[test]
    fn the_copy_of_any_is_close_to_it_and_both_are_good_enough_to_be_compared() {
        for draw in draws() {
            let (one, other) = (hashed(&drawn(&draw)), hashed(&altered(&draw)));
            assert!(one.hash.distance(other.hash) <= MATCH_DISTANCE / 2, "{one:?} {other:?}");
            assert_eq!((one.quality, other.quality), (100, 100));
        }
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
