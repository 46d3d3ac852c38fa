//! Pixels that come from whoever read a picture, checked before they are used.

use super::RenditionError;
use super::ycc::Ycc;

/// Pixels for eyes: upright, sRGB, alpha over neutral grey (128).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Width, in pixels.
    pub width: u32,
    /// Height, in pixels.
    pub height: u32,
    /// How the bytes lie.
    pub layout: PixelLayout,
    /// As many as the layout needs.
    pub bytes: Vec<u8>,
}

/// How pixels for eyes lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PixelLayout {
    /// Red, green and blue of each pixel, rows from the top.
    Rgb,
    /// As JFIF has them (BT.601, full range): luma of every pixel, then blue and red, each of half the width
    /// and height. Both sides are even. What a JPEG without a profile stores is never made into RGB and back.
    Ycc,
}

impl PixelLayout {
    /// How many bytes a picture of this size has; `None` where there is none of this size.
    pub fn bytes(self, width: u32, height: u32) -> Option<usize> {
        let pixels = u64::from(width)
            .checked_mul(u64::from(height))
            .filter(|pixels| *pixels > 0)?;
        let bytes = match self {
            Self::Rgb => pixels.checked_mul(3)?,
            Self::Ycc if width.is_multiple_of(2) && height.is_multiple_of(2) => pixels.checked_add(pixels / 2)?,
            Self::Ycc => return None,
        };
        usize::try_from(bytes).ok()
    }
}

impl Shown {
    /// Pixels in RGB.
    pub fn of_rgb(width: u32, height: u32, bytes: Vec<u8>) -> Self {
        let layout = PixelLayout::Rgb;
        Self {
            width,
            height,
            layout,
            bytes,
        }
    }

    /// The pixels as RGB, `width × height × 3` bytes; colour at half the size is enlarged.
    ///
    /// # Errors
    /// [`RenditionError::WrongSize`] where there are more or fewer bytes than the size needs.
    pub fn to_rgb(&self) -> Result<Vec<u8>, RenditionError> {
        self.checked()?;
        match self.layout {
            PixelLayout::Rgb => Ok(self.bytes.clone()),
            PixelLayout::Ycc => {
                let ycc = Ycc::of_bytes((self.width, self.height), &self.bytes).ok_or(RenditionError::WrongSize)?;
                Ok(ycc.joined()?.pixels.into_flattened())
            }
        }
    }

    /// Itself, where there are as many bytes as the size needs.
    pub(super) fn checked(&self) -> Result<&Self, RenditionError> {
        if self.layout.bytes(self.width, self.height) == Some(self.bytes.len()) {
            Ok(self)
        } else {
            Err(RenditionError::WrongSize)
        }
    }
}
