//! Rectangles of pixels, turning them upright, and their luma. Knows no file format.

#[cfg(feature = "decode")]
use crate::Orientation;

/// A length in pixels as an index; one of a picture that is in memory always is.
pub(crate) fn index(pixels: u32) -> usize {
    usize::try_from(pixels).unwrap_or(usize::MAX)
}

/// Rows of pixels from the top; `pixels` has `width × height` of them, neither zero.
pub(crate) struct Plane<P> {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) pixels: Vec<P>,
}

impl<P> Plane<P> {
    /// A plane of this width and height.
    pub(crate) fn of((width, height): (u32, u32), pixels: Vec<P>) -> Self {
        Self { width, height, pixels }
    }
}

impl<P: Copy> Plane<P> {
    /// The row length as an index; a plane that exists fits memory, so this does too.
    pub(super) fn stride(&self) -> usize {
        index(self.width).max(1)
    }

    /// Rows become columns.
    pub(super) fn transposed(&self) -> Self {
        let stride = self.stride();
        let mut pixels = Vec::with_capacity(self.pixels.len());
        for column in 0..stride {
            pixels.extend(self.pixels.iter().skip(column).step_by(stride));
        }
        Self {
            width: self.height,
            height: self.width,
            pixels,
        }
    }

    #[cfg(feature = "decode")]
    fn mirrored_horizontally(mut self) -> Self {
        let stride = self.stride();
        self.pixels.chunks_exact_mut(stride).for_each(<[P]>::reverse);
        self
    }

    #[cfg(feature = "decode")]
    fn mirrored_vertically(self) -> Self {
        let stride = self.stride();
        let pixels = self.pixels.rchunks_exact(stride).flatten().copied().collect();
        Self { pixels, ..self }
    }
}

/// The picture as it is meant to be seen.
#[cfg(feature = "decode")]
pub(crate) fn upright<P: Copy>(stored: Plane<P>, orientation: Orientation) -> Plane<P> {
    let plane = if orientation.swaps_sides() {
        stored.transposed()
    } else {
        stored
    };
    match orientation {
        Orientation::Normal | Orientation::Transposed => plane,
        Orientation::MirroredHorizontally | Orientation::Turned90 => plane.mirrored_horizontally(),
        Orientation::MirroredVertically | Orientation::Turned270 => plane.mirrored_vertically(),
        Orientation::Turned180 | Orientation::Transversed => plane.mirrored_horizontally().mirrored_vertically(),
    }
}

/// Luma by ITU-R BT.601, in 16-bit fixed point as JPEG has it.
#[cfg(feature = "render")]
pub(super) fn luma(plane: &Plane<[u8; 3]>) -> Plane<u8> {
    let pixels = plane.pixels.iter().map(|[red, green, blue]| {
        let sum = u32::from(*red) * 19_595 + u32::from(*green) * 38_470 + u32::from(*blue) * 7_471;
        u8::try_from((sum + 32_768) >> 16).unwrap_or(u8::MAX)
    });
    Plane {
        width: plane.width,
        height: plane.height,
        pixels: pixels.collect(),
    }
}

#[cfg(all(test, feature = "decode", feature = "render"))]
mod tests {
    use super::*;

    /// What each orientation makes of the rows `12 / 34 / 56`.
    #[test]
    fn every_orientation_lands_where_exif_says() {
        let cases = [
            (Orientation::Normal, 2, [1, 2, 3, 4, 5, 6]),
            (Orientation::MirroredHorizontally, 2, [2, 1, 4, 3, 6, 5]),
            (Orientation::Turned180, 2, [6, 5, 4, 3, 2, 1]),
            (Orientation::MirroredVertically, 2, [5, 6, 3, 4, 1, 2]),
            (Orientation::Transposed, 3, [1, 3, 5, 2, 4, 6]),
            (Orientation::Turned90, 3, [5, 3, 1, 6, 4, 2]),
            (Orientation::Transversed, 3, [6, 4, 2, 5, 3, 1]),
            (Orientation::Turned270, 3, [2, 4, 6, 1, 3, 5]),
        ];
        for (orientation, width, expected) in cases {
            let seen = upright(
                Plane {
                    width: 2,
                    height: 3,
                    pixels: vec![1, 2, 3, 4, 5, 6],
                },
                orientation,
            );
            assert_eq!((seen.width, seen.pixels), (width, expected.to_vec()), "{orientation:?}");
        }
    }

    #[test]
    fn luma_weighs_green_most_and_keeps_grey() {
        let plane = Plane {
            width: 4,
            height: 1,
            pixels: vec![[255, 0, 0], [0, 255, 0], [0, 0, 255], [77; 3]],
        };
        assert_eq!(luma(&plane).pixels, [76, 150, 29, 77]);
    }
}
