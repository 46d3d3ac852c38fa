//! From bytes to frames within limits. One file per format; this one picks and shares the small parts.
//!
//! Every format checks size and memory on its header before it allocates for pixels.

mod canvas;
mod channels;
mod gif;
mod jpeg;
mod jpeg_survey;
mod png;
mod still;
mod tiff;
mod tiff_palette;
mod webp;

use crate::read::{Buffers, Source, Take};
use crate::{DecodeError, Format, Limits, refused, sniff};

/// Neutral grey: the ground under transparency and the filling of what a truncated file lacks.
pub(crate) const GROUND: u8 = 128;

/// Hands the frames of a file over.
pub(crate) fn read(
    bytes: &[u8],
    limits: &Limits,
    buffers: &mut Buffers,
    take: &mut Take<'_>,
) -> Result<Source, DecodeError> {
    if bytes.is_empty() {
        return Err(DecodeError::Empty);
    }
    limits.admit_bytes(bytes.len())?;
    match sniff(bytes).ok_or_else(|| refused(bytes))? {
        Format::Jpeg => jpeg::read(bytes, limits, buffers, take),
        Format::Png => png::read(bytes, limits, take),
        Format::WebP => webp::read(bytes, limits, take),
        Format::Gif => gif::read(bytes, limits, take),
        Format::Tiff => tiff::read(bytes, limits, take),
        Format::Bmp => still::read_bmp(bytes, limits, take),
        Format::Ico => still::read_ico(bytes, limits, take),
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
    let mut buffer = Vec::new();
    refill(&mut buffer, len)?;
    Ok(buffer)
}

/// A used buffer made one of `len` grey bytes.
fn refill(buffer: &mut Vec<u8>, len: usize) -> Result<(), DecodeError> {
    buffer.clear();
    lengthen(buffer, len)
}

/// A used buffer made one of `len` bytes, of which those that were there stay as they were.
fn lengthen(buffer: &mut Vec<u8>, len: usize) -> Result<(), DecodeError> {
    if buffer.try_reserve_exact(len.saturating_sub(buffer.len())).is_err() {
        return Err(DecodeError::OutOfMemory);
    }
    buffer.resize(len, GROUND);
    Ok(())
}

/// An empty buffer with room for `capacity` bytes, or the error if the system refuses.
fn empty_buffer(capacity: usize) -> Result<Vec<u8>, DecodeError> {
    let mut buffer = Vec::new();
    if buffer.try_reserve_exact(capacity).is_err() {
        return Err(DecodeError::OutOfMemory);
    }
    Ok(buffer)
}
