//! The canvas of an animation: frames are painted on it one after the other, and what a frame leaves
//! behind is cleared as its file says. Knows no format.

use super::{buffer_len, empty_buffer};
use crate::DecodeError;
use crate::rendition::index;

/// Four bytes a pixel; wholly transparent where nothing was painted.
pub(super) struct Canvas {
    width: usize,
    pixels: Vec<[u8; 4]>,
    /// What lay under the last frame, where it has to come back.
    before: Option<Vec<[u8; 4]>>,
}

/// Where a frame lies, in pixels.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) left: u32,
    pub(super) top: u32,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// What becomes of a frame before the next is painted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Disposal {
    /// It stays.
    Keep,
    /// Its place becomes transparent.
    Clear,
    /// Its place becomes what it was.
    Restore,
}

impl Canvas {
    /// An empty canvas, `empty` being the colour below full transparency.
    pub(super) fn new(width: u32, height: u32, empty: [u8; 3]) -> Result<Self, DecodeError> {
        let bytes = buffer_len(width, height, 4)?;
        // Asked for as bytes, so that a refusal is an error and no abort.
        drop(empty_buffer(bytes)?);
        let [red, green, blue] = empty;
        Ok(Self {
            width: usize::try_from(width).unwrap_or(usize::MAX).max(1),
            pixels: vec![[red, green, blue, 0]; bytes / 4],
            before: None,
        })
    }

    /// All of it.
    pub(super) fn pixels(&self) -> &[[u8; 4]] {
        &self.pixels
    }

    /// Paints a frame's rows with `put`, which gets the pixel there and the frame's own.
    pub(super) fn paint<P: Copy>(
        &mut self,
        place: Place,
        disposal: Disposal,
        frame: &[P],
        mut put: impl FnMut(&mut [u8; 4], P),
    ) {
        self.before = (disposal == Disposal::Restore).then(|| self.pixels.clone());
        let columns = index(place.width).max(1);
        for (line, row) in self.rows(place).zip(frame.chunks(columns)) {
            line.zip(row).for_each(|(to, from)| put(to, *from));
        }
    }

    /// Makes room for the next frame.
    pub(super) fn dispose(&mut self, place: Place, disposal: Disposal) {
        match (disposal, self.before.take()) {
            (Disposal::Restore, Some(before)) => self.pixels = before,
            (Disposal::Clear, _) => self.rows(place).flatten().for_each(|pixel| *pixel = [0; 4]),
            (Disposal::Keep | Disposal::Restore, _) => {}
        }
    }

    fn rows(
        &mut self,
        place: Place,
    ) -> impl Iterator<Item = std::iter::Take<std::iter::Skip<std::slice::IterMut<'_, [u8; 4]>>>> {
        let lines = self.pixels.chunks_exact_mut(self.width);
        let lines = lines.skip(index(place.top)).take(index(place.height));
        lines.map(move |line| line.iter_mut().skip(index(place.left)).take(index(place.width)))
    }
}

/// One pixel over another, neither premultiplied.
pub(super) fn over(below: &mut [u8; 4], above: [u8; 4]) {
    match above[3] {
        u8::MAX => *below = above,
        0 => {}
        alpha => {
            let (above_share, rest) = (u32::from(alpha) * 255, u32::from(below[3]) * (255 - u32::from(alpha)));
            let whole = above_share + rest;
            for (to, from) in below.iter_mut().zip(above).take(3) {
                let sum = u32::from(from) * above_share + u32::from(*to) * rest;
                *to = u8::try_from((sum + whole / 2) / whole).unwrap_or(u8::MAX);
            }
            below[3] = u8::try_from((whole + 127) / 255).unwrap_or(u8::MAX);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CORNER: Place = Place {
        left: 1,
        top: 1,
        width: 1,
        height: 1,
    };

    fn painted(disposal: Disposal) -> Vec<[u8; 4]> {
        let mut canvas = Canvas::new(2, 2, [7; 3]).unwrap();
        let whole = Place {
            left: 0,
            top: 0,
            width: 2,
            height: 2,
        };
        canvas.paint(whole, Disposal::Keep, &[[9, 9, 9, 255]; 4], |to, from| *to = from);
        canvas.dispose(whole, Disposal::Keep);
        canvas.paint(CORNER, disposal, &[[1, 2, 3, 255]], |to, from| *to = from);
        assert_eq!(canvas.pixels()[3], [1, 2, 3, 255]);
        canvas.dispose(CORNER, disposal);
        canvas.pixels().to_vec()
    }

    #[test]
    fn a_frame_stays_goes_or_gives_back_what_was_there() {
        assert_eq!(painted(Disposal::Keep)[3], [1, 2, 3, 255]);
        assert_eq!(painted(Disposal::Clear)[3], [0; 4]);
        assert_eq!(painted(Disposal::Restore), [[9, 9, 9, 255]; 4]);
    }

    #[test]
    fn half_of_a_pixel_over_another_is_their_mean() {
        let mut below = [0, 100, 200, 255];
        over(&mut below, [200, 100, 0, 128]);
        assert_eq!(below, [100, 100, 100, 255]);
        let mut nothing = [9, 9, 9, 0];
        over(&mut nothing, [1, 2, 3, 40]);
        assert_eq!(nothing, [1, 2, 3, 40]);
    }

    #[test]
    fn a_frame_that_sticks_out_is_cut() {
        let mut canvas = Canvas::new(2, 1, [0; 3]).unwrap();
        let wide = Place {
            left: 1,
            top: 0,
            width: 9,
            height: 9,
        };
        canvas.paint(wide, Disposal::Keep, &[[5; 4]; 81], |to, from| *to = from);
        assert_eq!(canvas.pixels(), [[0; 4], [5; 4]]);
    }
}
