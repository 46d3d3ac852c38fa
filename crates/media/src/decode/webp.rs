//! WebP by `image-webp`: lossy, lossless, and the first frame of an animation.

use std::io::{Cursor, ErrorKind};

use image_webp::{DecodingError, WebPDecoder};

use super::channels::{Layout, split};
use super::{buffer_len, grey_buffer};
use crate::{DecodeError, Decoded, Format, Limits, Orientation, SourceTrait, SourceTraits, exif};

/// Output, an RGBA scratch picture, planes, and up to two RGB copies.
const BYTES_PER_PIXEL: u64 = 4 + 4 + 2 + 6;

pub(super) fn decode(bytes: &[u8], limits: &Limits) -> Result<Decoded, DecodeError> {
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(|error| fault(&error))?;
    decoder.set_memory_limit(usize::try_from(limits.max_memory_bytes).unwrap_or(usize::MAX));
    let (width, height) = decoder.dimensions();
    limits.admit_size(width, height, BYTES_PER_PIXEL)?;

    let layout = if decoder.has_alpha() { Layout::Rgba } else { Layout::Rgb };
    let mut raw = grey_buffer(buffer_len(width, height, layout.channels())?)?;
    decoder.read_image(&mut raw).map_err(|error| fault(&error))?;
    let pixels = split(raw, layout)?;
    // A broken EXIF block costs the orientation, not the picture.
    let block = decoder.exif_metadata().ok().flatten();
    Ok(Decoded {
        width,
        height,
        rgb: pixels.rgb,
        hash_pixels: pixels.hash_pixels,
        orientation: block.map_or(Orientation::Normal, |block| exif::orientation(&block)),
        format: Format::WebP,
        traits: SourceTraits::default()
            .with_if(SourceTrait::Alpha, layout.has_alpha())
            .with_if(SourceTrait::Animated, decoder.is_animated()),
        frames: decoder.num_frames().clamp(1, limits.max_frames.max(1)),
    })
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
