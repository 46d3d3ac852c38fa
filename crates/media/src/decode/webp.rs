//! WebP by `image-webp`: lossy, lossless, animated.

use std::io::{Cursor, ErrorKind};

use image_webp::{DecodingError, WebPDecoder};

use super::channels::{Layout, split};
use super::{buffer_len, grey_buffer};
use crate::read::{Going, Profile, Source, Take};
use crate::{DecodeError, Format, Limits, Orientation, SourceTrait, SourceTraits, exif};

/// Output, an RGBA scratch picture, planes, and up to two RGB copies.
const BYTES_PER_PIXEL: u64 = 4 + 4 + 2 + 6;

type Reader<'a> = WebPDecoder<Cursor<&'a [u8]>>;

pub(super) fn read(bytes: &[u8], limits: &Limits, take: &mut Take<'_>) -> Result<Source, DecodeError> {
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(|error| fault(&error))?;
    decoder.set_memory_limit(usize::try_from(limits.max_memory_bytes).unwrap_or(usize::MAX));
    let (width, height) = decoder.dimensions();
    limits.admit_size(width, height, BYTES_PER_PIXEL)?;

    let layout = if decoder.has_alpha() { Layout::Rgba } else { Layout::Rgb };
    // A broken EXIF block or profile costs the orientation or the colours, not the picture.
    let block = decoder.exif_metadata().ok().flatten();
    let orientation = block.map_or(Orientation::Normal, |block| exif::orientation(&block));
    let profile = decoder.icc_profile().ok().flatten().and_then(Profile::of);
    let traits = SourceTraits::default().with_if(SourceTrait::Alpha, layout.has_alpha());
    let odd = if decoder.is_animated() {
        frames(&mut decoder, layout, take)?
    } else {
        let mut raw = grey_buffer(buffer_len(width, height, layout.channels())?)?;
        decoder.read_image(&mut raw).map_err(|error| fault(&error))?;
        split(raw, layout)?.give((width, height), orientation, take)?;
        None
    };
    Ok(Source {
        width,
        height,
        format: Format::WebP,
        orientation,
        traits: odd.map_or(traits, |odd| traits.with(odd)),
        profile,
    })
}

/// Every frame on its canvas; what was wrong with the last one, if anything.
fn frames(decoder: &mut Reader<'_>, layout: Layout, take: &mut Take<'_>) -> Result<Option<SourceTrait>, DecodeError> {
    let (width, height) = decoder.dimensions();
    for number in 0..decoder.num_frames() {
        let mut raw = grey_buffer(buffer_len(width, height, layout.channels())?)?;
        match decoder.read_frame(&mut raw).map_err(|error| fault(&error)) {
            Ok(_) => {}
            Err(error) if number == 0 => return Err(error),
            Err(_) => return Ok(Some(SourceTrait::Truncated)),
        }
        let going = split(raw, layout)?.give((width, height), Orientation::Normal, take)?;
        if going == Going::Enough && number + 1 < decoder.num_frames() {
            return Ok(Some(SourceTrait::FramesLeftOut));
        }
    }
    Ok(None)
}

fn fault(error: &DecodingError) -> DecodeError {
    match error {
        DecodingError::IoError(error) if error.kind() == ErrorKind::UnexpectedEof => DecodeError::Truncated,
        DecodingError::NotEnoughInitData => DecodeError::Truncated,
        DecodingError::ImageTooLarge | DecodingError::MemoryLimitExceeded => DecodeError::TooMuchMemory,
        DecodingError::UnsupportedFeature(_) => DecodeError::UnsupportedVariant,
        _ => DecodeError::Corrupt,
    }
}
