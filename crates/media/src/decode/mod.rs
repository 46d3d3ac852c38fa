//! From bytes to pixels within limits. One file per format; this one picks and shares the small parts.
//!
//! Every format checks size and memory on its header before it allocates for pixels.

mod channels;
mod gif;
mod jpeg;
mod jpeg_survey;
mod png;
mod webp;

use crate::{DecodeError, Decoded, Format, Limits, sniff};

/// Neutral grey: the ground under transparency and the filling of what a truncated file lacks.
pub(crate) const GROUND: u8 = 128;

/// Decodes the first frame of a picture.
///
/// # Errors
/// [`DecodeError`], sorted by whose fault; a file that ends early but shows something is no error
/// but has [`SourceTrait::Truncated`](crate::SourceTrait::Truncated).
pub fn decode(bytes: &[u8], limits: &Limits) -> Result<Decoded, DecodeError> {
    if bytes.is_empty() {
        return Err(DecodeError::Empty);
    }
    limits.admit_bytes(bytes.len())?;
    match sniff(bytes).ok_or(DecodeError::UnsupportedFormat)? {
        Format::Jpeg => jpeg::decode(bytes, limits),
        Format::Png => png::decode(bytes, limits),
        Format::WebP => webp::decode(bytes, limits),
        Format::Gif => gif::decode(bytes, limits),
    }
}

/// `width × height × channels` as a length, or the error of a picture no address space holds.
fn buffer_len(width: u32, height: u32, channels: u8) -> Result<usize, DecodeError> {
    let bytes = u64::from(width)
        .checked_mul(u64::from(height))
        .and_then(|pixels| pixels.checked_mul(u64::from(channels)));
    bytes
        .and_then(|bytes| usize::try_from(bytes).ok())
        .ok_or(DecodeError::TooManyPixels)
}

/// A buffer of `len` grey bytes, or the error if the system refuses.
fn grey_buffer(len: usize) -> Result<Vec<u8>, DecodeError> {
    let mut buffer = empty_buffer(len)?;
    buffer.resize(len, GROUND);
    Ok(buffer)
}

/// An empty buffer with room for `capacity` bytes, or the error if the system refuses.
fn empty_buffer(capacity: usize) -> Result<Vec<u8>, DecodeError> {
    let mut buffer = Vec::new();
    if buffer.try_reserve_exact(capacity).is_err() {
        return Err(DecodeError::OutOfMemory);
    }
    Ok(buffer)
}
