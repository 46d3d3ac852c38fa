//! GIF by `gif`: the first frame on its canvas, laid out as Pillow does.

use std::io::{Cursor, ErrorKind};

use gif::{ColorOutput, DecodeOptions, Decoder, DecodingError};

use super::channels::{Layout, split};
use super::{buffer_len, empty_buffer, grey_buffer};
use crate::{DecodeError, Decoded, Format, Limits, Orientation, SourceTrait, SourceTraits};

/// Indices of the frame, an RGBA canvas, and up to two RGB copies.
const BYTES_PER_PIXEL: u64 = 1 + 4 + 6;

pub(super) fn decode(bytes: &[u8], limits: &Limits) -> Result<Decoded, DecodeError> {
    let mut decoder = options(limits, false)
        .read_info(Cursor::new(bytes))
        .map_err(|error| fault(&error))?;
    let frame = Frame::next(&mut decoder)?;
    // A frame that sticks out of its screen makes the canvas grow.
    let width = u32::from(decoder.width()).max(frame.left + frame.width);
    let height = u32::from(decoder.height()).max(frame.top + frame.height);
    limits.admit_size(width, height, BYTES_PER_PIXEL)?;

    let (indices, whole) = indices(&mut decoder, &frame)?;
    let canvas = frame.paint(&indices, width, height)?;
    let pixels = split(canvas, Layout::Rgba)?;
    let frames = count_frames(bytes, limits);
    let traits = SourceTraits::default().with(SourceTrait::Palette);
    Ok(Decoded {
        width,
        height,
        rgb: pixels.rgb,
        hash_pixels: pixels.hash_pixels,
        orientation: Orientation::Normal,
        format: Format::Gif,
        traits: traits
            .with_if(SourceTrait::Alpha, frame.transparent.is_some())
            .with_if(SourceTrait::Animated, frames > 1)
            .with_if(SourceTrait::Truncated, !whole),
        frames,
    })
}

fn options(limits: &Limits, skip_pixels: bool) -> DecodeOptions {
    let mut options = DecodeOptions::new();
    options.set_color_output(ColorOutput::Indexed);
    options.allow_unknown_blocks(true);
    options.skip_frame_decoding(skip_pixels);
    let bytes = std::num::NonZeroU64::new(limits.max_memory_bytes).unwrap_or(std::num::NonZeroU64::MIN);
    options.set_memory_limit(gif::MemoryLimit::Bytes(bytes));
    options
}

/// The first frame's header, sides widened.
struct Frame {
    left: u32,
    top: u32,
    width: u32,
    height: u32,
    transparent: Option<u8>,
    palette: Vec<[u8; 3]>,
}

impl Frame {
    fn next(decoder: &mut Decoder<Cursor<&[u8]>>) -> Result<Self, DecodeError> {
        let Some(frame) = decoder.next_frame_info().map_err(|error| fault(&error))? else {
            return Err(DecodeError::Truncated);
        };
        let (left, top, width, height) = (frame.left, frame.top, frame.width, frame.height);
        let transparent = frame.transparent;
        let palette = decoder
            .palette()
            .map_err(|error| fault(&error))?
            .as_chunks::<3>()
            .0
            .to_vec();
        Ok(Self {
            left: left.into(),
            top: top.into(),
            width: width.into(),
            height: height.into(),
            transparent,
            palette,
        })
    }

    /// The colour of an index; one outside the palette is black, as elsewhere.
    fn colour(&self, index: u8) -> [u8; 4] {
        let [red, green, blue] = self.palette.get(usize::from(index)).copied().unwrap_or_default();
        let alpha = if self.transparent == Some(index) { 0 } else { u8::MAX };
        [red, green, blue, alpha]
    }

    fn paint(&self, indices: &[u8], width: u32, height: u32) -> Result<Vec<u8>, DecodeError> {
        let len = buffer_len(width, height, 4)?;
        let mut canvas = empty_buffer(len)?;
        // What no frame covers is transparent, over the colour Pillow fills with.
        let [red, green, blue, _] = self.colour(self.transparent.unwrap_or(0));
        canvas.resize(len, 0);
        for pixel in canvas.as_chunks_mut::<4>().0 {
            *pixel = [red, green, blue, 0];
        }
        let side = |pixels: u32| usize::try_from(pixels).map_err(|_too_wide| DecodeError::TooManyPixels);
        let (left, top, columns) = (side(self.left)?, side(self.top)?, side(self.width)?);
        let lines = canvas.chunks_exact_mut(side(width)?.saturating_mul(4)).skip(top);
        for (line, row) in lines.zip(indices.chunks_exact(columns.max(1))) {
            let places = line.as_chunks_mut::<4>().0.iter_mut().skip(left);
            places.zip(row).for_each(|(place, index)| *place = self.colour(*index));
        }
        Ok(canvas)
    }
}

/// The frame's palette indices, and whether all of them came.
fn indices(decoder: &mut Decoder<Cursor<&[u8]>>, frame: &Frame) -> Result<(Vec<u8>, bool), DecodeError> {
    let mut buffer = grey_buffer(buffer_len(frame.width, frame.height, 1)?)?;
    buffer.fill(frame.transparent.unwrap_or(0));
    if buffer.is_empty() {
        return Err(DecodeError::Corrupt);
    }
    match decoder.read_into_buffer(&mut buffer).map_err(|error| fault(&error)) {
        Ok(()) => Ok((buffer, true)),
        Err(DecodeError::Truncated) => Ok((buffer, false)),
        Err(error) => Err(error),
    }
}

/// Frames by their headers alone, up to the limit or to where the file breaks.
fn count_frames(bytes: &[u8], limits: &Limits) -> u32 {
    let Ok(mut decoder) = options(limits, true).read_info(Cursor::new(bytes)) else {
        return 1;
    };
    let mut frames = 0;
    while frames < limits.max_frames && matches!(decoder.next_frame_info(), Ok(Some(_))) {
        frames += 1;
    }
    frames.max(1)
}

fn fault(error: &DecodingError) -> DecodeError {
    match error {
        DecodingError::UnexpectedEof => DecodeError::Truncated,
        DecodingError::Io(error) if error.kind() == ErrorKind::UnexpectedEof => DecodeError::Truncated,
        DecodingError::OutOfMemory => DecodeError::OutOfMemory,
        DecodingError::MemoryLimit => DecodeError::TooMuchMemory,
        _ => DecodeError::Corrupt,
    }
}
