//! One decoded frame, as its decoder holds it.

/// Pixels as hashes are taken over them: as stored, unrotated, alpha dropped, no colour profile applied,
/// which is what Pillow's `convert("RGB")` gives and hence what HMA hashes.
#[derive(Clone, Copy, Debug)]
pub enum HashView<'a> {
    /// Luma of a JPEG, as its file stores it.
    Luma {
        /// Width, in pixels.
        width: u32,
        /// Height, in pixels.
        height: u32,
        /// From one row to the next, in bytes; at least the width.
        stride: usize,
        /// Rows from the top.
        samples: &'a [u8],
    },
    /// Three bytes a pixel without gaps.
    Rgb {
        /// Width, in pixels.
        width: u32,
        /// Height, in pixels.
        height: u32,
        /// Rows from the top.
        samples: &'a [u8],
    },
}

/// A frame on its way to being hashed and shown.
#[derive(Clone, Copy)]
pub(crate) struct Frame<'a> {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) pixels: Pixels<'a>,
}

/// How a decoder holds a frame.
#[derive(Clone, Copy)]
pub(crate) enum Pixels<'a> {
    /// Luma at full size; colour as the file stores it.
    Planes {
        luma: &'a [u8],
        stride: u32,
        chroma: Option<Chroma<'a>>,
    },
    /// Interleaved: what eyes get, and what is hashed where that differs.
    Rgb { shown: &'a [u8], hashed: &'a [u8] },
    /// Four inks, 255 for none; `hashed` is the plain product of them.
    Inks { inks: &'a [u8], hashed: &'a [u8] },
}

/// Colour of a JPEG: two planes of the same size, reduced against luma.
#[derive(Clone, Copy)]
pub(crate) struct Chroma<'a> {
    pub(crate) blue: &'a [u8],
    pub(crate) red: &'a [u8],
    /// Samples in a row, and rows.
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// How many pixels of luma one sample stands for, across and down.
    pub(crate) across: u32,
    pub(crate) down: u32,
}

impl<'a> Frame<'a> {
    pub(crate) fn hash_view(&self) -> HashView<'a> {
        let (width, height) = (self.width, self.height);
        match self.pixels {
            Pixels::Planes { luma, stride, .. } => HashView::Luma {
                width,
                height,
                stride: usize::try_from(stride).unwrap_or(usize::MAX),
                samples: luma,
            },
            Pixels::Rgb { hashed, .. } | Pixels::Inks { hashed, .. } => HashView::Rgb {
                width,
                height,
                samples: hashed,
            },
        }
    }
}
