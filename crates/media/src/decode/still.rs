//! BMP and ICO by `image`: rare, old, and never large. An icon file shows its best picture.

use std::io::{Cursor, ErrorKind};

use image::codecs::{bmp::BmpDecoder, ico::IcoDecoder};
use image::error::ImageError;
use image::{ColorType, ImageDecoder};

use super::channels::{Layout, split};
use super::{buffer_len, grey_buffer};
use crate::read::{Source, Take};
use crate::{DecodeError, Format, Limits, Orientation, SourceTrait, SourceTraits};

pub(super) fn read_bmp(bytes: &[u8], limits: &Limits, take: &mut Take<'_>) -> Result<Source, DecodeError> {
    let decoder = BmpDecoder::new(Cursor::new(bytes)).map_err(|error| fault(&error))?;
    read(decoder, Format::Bmp, limits, take)
}

pub(super) fn read_ico(bytes: &[u8], limits: &Limits, take: &mut Take<'_>) -> Result<Source, DecodeError> {
    let decoder = IcoDecoder::new(Cursor::new(bytes)).map_err(|error| fault(&error))?;
    read(decoder, Format::Ico, limits, take)
}

fn read(
    mut decoder: impl ImageDecoder,
    format: Format,
    limits: &Limits,
    take: &mut Take<'_>,
) -> Result<Source, DecodeError> {
    let (width, height) = decoder.dimensions();
    let layout = layout(decoder.color_type())?;
    limits.admit_size(width, height, layout.bytes_per_pixel())?;
    decoder
        .set_limits(bounds(limits))
        .map_err(|_beyond| DecodeError::TooMuchMemory)?;
    let mut raw = grey_buffer(buffer_len(width, height, layout.channels())?)?;
    decoder.read_image(&mut raw).map_err(|error| fault(&error))?;
    split(raw, layout)?.give((width, height), Orientation::Normal, take)?;
    Ok(Source {
        width,
        height,
        format,
        orientation: Orientation::Normal,
        traits: SourceTraits::default().with_if(SourceTrait::Alpha, layout.has_alpha()),
        profile: None,
    })
}

fn layout(colour: ColorType) -> Result<Layout, DecodeError> {
    match colour {
        ColorType::L8 => Ok(Layout::Grey),
        ColorType::La8 => Ok(Layout::GreyAlpha),
        ColorType::Rgb8 => Ok(Layout::Rgb),
        ColorType::Rgba8 => Ok(Layout::Rgba),
        _ => Err(DecodeError::UnsupportedVariant),
    }
}

fn bounds(limits: &Limits) -> image::Limits {
    let mut bounds = image::Limits::default();
    bounds.max_image_width = Some(limits.max_width);
    bounds.max_image_height = Some(limits.max_height);
    bounds.max_alloc = Some(limits.max_memory_bytes);
    bounds
}

fn fault(error: &ImageError) -> DecodeError {
    match error {
        ImageError::IoError(error) if error.kind() == ErrorKind::UnexpectedEof => DecodeError::Truncated,
        ImageError::Unsupported(_) => DecodeError::UnsupportedVariant,
        ImageError::Limits(_) => DecodeError::TooMuchMemory,
        _ => DecodeError::Corrupt,
    }
}
