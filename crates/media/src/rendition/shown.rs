//! Pixels that come from whoever read a picture, checked before they are used.

use super::{Plane, RenditionError};

/// Pixels for eyes: upright, sRGB, alpha over neutral grey (128).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Width, in pixels.
    pub width: u32,
    /// Height, in pixels.
    pub height: u32,
    /// `width × height × 3` bytes, rows from the top.
    pub rgb: Vec<u8>,
}

/// The pixels, where there are as many as the size needs.
pub(super) fn plane_of(shown: &Shown) -> Result<Plane<[u8; 3]>, RenditionError> {
    let (pixels, rest) = shown.rgb.as_chunks::<3>();
    let wanted = u64::from(shown.width) * u64::from(shown.height);
    if wanted == 0 || !rest.is_empty() || u64::try_from(pixels.len()) != Ok(wanted) {
        return Err(RenditionError::WrongSize);
    }
    Ok(Plane::of((shown.width, shown.height), pixels.to_vec()))
}
