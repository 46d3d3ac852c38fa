//! GIF by `gif`: frames on their canvas, laid out as Pillow does.

use std::io::{Cursor, ErrorKind};

use gif::{ColorOutput, DecodeOptions, Decoder, DecodingError, DisposalMethod};

use super::canvas::{Canvas, Disposal, Place};
use super::channels::split_rgba;
use super::{buffer_len, grey_buffer};
use crate::read::{Going, Source, Take};
use crate::{DecodeError, Format, Limits, Orientation, SourceTrait, SourceTraits};

/// Indices of the frame, an RGBA canvas and one to come back to, and up to two RGB copies.
const BYTES_PER_PIXEL: u64 = 1 + 4 + 4 + 6;

pub(super) fn read(bytes: &[u8], limits: &Limits, take: &mut Take<'_>) -> Result<Source, DecodeError> {
    let mut decoder = options(limits)
        .read_info(Cursor::new(bytes))
        .map_err(|error| fault(&error))?;
    let mut frame = Frame::next(&mut decoder)?.ok_or(DecodeError::Truncated)?;
    // A first frame that sticks out of its screen makes the canvas grow.
    let width = u32::from(decoder.width()).max(frame.place.left + frame.place.width);
    let height = u32::from(decoder.height()).max(frame.place.top + frame.place.height);
    limits.admit_size(width, height, BYTES_PER_PIXEL)?;

    let [red, green, blue, _] = frame.colour(frame.transparent.unwrap_or(0));
    let mut canvas = Canvas::new(width, height, [red, green, blue])?;
    let mut traits = SourceTraits::default().with(SourceTrait::Palette);
    loop {
        let (indices, whole) = indices(&mut decoder, &frame, limits)?;
        frame.paint(&mut canvas, &indices);
        traits = traits.with_if(SourceTrait::Alpha, frame.transparent.is_some());
        let going = split_rgba(canvas.pixels())?.give((width, height), Orientation::Normal, take)?;
        canvas.dispose(frame.place, frame.disposal);
        if !whole {
            traits = traits.with(SourceTrait::Truncated);
            break;
        }
        // Where the file breaks between two frames, what came before is the picture.
        let Ok(Some(next)) = Frame::next(&mut decoder) else {
            break;
        };
        if going == Going::Enough {
            traits = traits.with(SourceTrait::FramesLeftOut);
            break;
        }
        frame = next;
    }
    Ok(Source {
        width,
        height,
        format: Format::Gif,
        orientation: Orientation::Normal,
        traits,
        profile: None,
    })
}

fn options(limits: &Limits) -> DecodeOptions {
    let mut options = DecodeOptions::new();
    options.set_color_output(ColorOutput::Indexed);
    options.allow_unknown_blocks(true);
    let bytes = std::num::NonZeroU64::new(limits.max_memory_bytes).unwrap_or(std::num::NonZeroU64::MIN);
    options.set_memory_limit(gif::MemoryLimit::Bytes(bytes));
    options
}

/// One frame's header, sides widened.
struct Frame {
    place: Place,
    disposal: Disposal,
    transparent: Option<u8>,
    palette: Vec<[u8; 3]>,
}

impl Frame {
    fn next(decoder: &mut Decoder<Cursor<&[u8]>>) -> Result<Option<Self>, DecodeError> {
        let Some(frame) = decoder.next_frame_info().map_err(|error| fault(&error))? else {
            return Ok(None);
        };
        let place = Place {
            left: frame.left.into(),
            top: frame.top.into(),
            width: frame.width.into(),
            height: frame.height.into(),
        };
        let disposal = match frame.dispose {
            DisposalMethod::Any | DisposalMethod::Keep => Disposal::Keep,
            DisposalMethod::Background => Disposal::Clear,
            DisposalMethod::Previous => Disposal::Restore,
        };
        let transparent = frame.transparent;
        let palette = decoder.palette().map_err(|error| fault(&error))?;
        Ok(Some(Self {
            place,
            disposal,
            transparent,
            palette: palette.as_chunks::<3>().0.to_vec(),
        }))
    }

    /// The colour of an index; one outside the palette is black, as elsewhere.
    fn colour(&self, index: u8) -> [u8; 4] {
        let [red, green, blue] = self.palette.get(usize::from(index)).copied().unwrap_or_default();
        let alpha = if self.transparent == Some(index) { 0 } else { u8::MAX };
        [red, green, blue, alpha]
    }

    /// A transparent index lets through what is there; on a bare canvas its colour is kept for hashing.
    fn paint(&self, canvas: &mut Canvas, indices: &[u8]) {
        canvas.paint(self.place, self.disposal, indices, |to, index| {
            let colour = self.colour(index);
            if colour[3] != 0 || to[3] == 0 {
                *to = colour;
            }
        });
    }
}

/// The frame's palette indices, and whether all of them came.
fn indices(
    decoder: &mut Decoder<Cursor<&[u8]>>,
    frame: &Frame,
    limits: &Limits,
) -> Result<(Vec<u8>, bool), DecodeError> {
    limits.admit_size(frame.place.width, frame.place.height, BYTES_PER_PIXEL)?;
    let mut buffer = grey_buffer(buffer_len(frame.place.width, frame.place.height, 1)?)?;
    buffer.fill(frame.transparent.unwrap_or(0));
    match decoder.read_into_buffer(&mut buffer).map_err(|error| fault(&error)) {
        Ok(()) => Ok((buffer, true)),
        Err(DecodeError::Truncated) => Ok((buffer, false)),
        Err(error) => Err(error),
    }
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
