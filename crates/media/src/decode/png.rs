//! PNG by `png`, row by row, so that a truncated file shows the rows it has.

use std::io::{Cursor, ErrorKind};

use png::{BitDepth, ColorType, Decoder, DecodingError, Info, InterlaceInfo, Reader, Transformations};

use super::channels::{Layout, split};
use super::{buffer_len, grey_buffer};
use crate::{DecodeError, Decoded, Format, Limits, Orientation, SourceTrait, SourceTraits, exif};

/// Deflate cannot expand further, so a header that claims more has no picture behind it.
const MAX_DEFLATE_RATIO: u64 = 1032;

type Source<'a> = Cursor<&'a [u8]>;

pub(super) fn decode(bytes: &[u8], limits: &Limits) -> Result<Decoded, DecodeError> {
    let mut reader = open(bytes, limits)?;
    let layout = layout(reader.output_color_type())?;
    let (width, height) = (reader.info().width, reader.info().height);
    // The raw buffer, and up to two RGB copies of it.
    let copies = if layout == Layout::Rgb { 0 } else { 6 };
    limits.admit_size(width, height, u64::from(layout.channels()) + copies)?;

    let mut raw = grey_buffer(buffer_len(width, height, layout.channels())?)?;
    let whole = read_rows(&mut reader, &mut raw, layout)?;
    let traits = source_traits(reader.info(), layout).with_if(SourceTrait::Truncated, !whole);
    let pixels = split(raw, layout)?;
    let info = reader.info();
    Ok(Decoded {
        width,
        height,
        rgb: pixels.rgb,
        hash_pixels: pixels.hash_pixels,
        orientation: info
            .exif_metadata
            .as_deref()
            .map_or(Orientation::Normal, exif::orientation),
        format: Format::Png,
        traits,
        frames: frames(info).min(limits.max_frames.max(1)),
    })
}

fn open<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Reader<Source<'a>>, DecodeError> {
    let budget = usize::try_from(limits.max_memory_bytes).unwrap_or(usize::MAX);
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), png::Limits { bytes: budget });
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    decoder.set_transformations(Transformations::EXPAND | Transformations::STRIP_16);
    let header = decoder.read_header_info().map_err(|error| fault(&error))?;
    limits.admit_size(header.width, header.height, 1)?;
    let raw = header.raw_row_length() as u64 * u64::from(header.height);
    if raw
        > u64::try_from(bytes.len())
            .unwrap_or(u64::MAX)
            .saturating_mul(MAX_DEFLATE_RATIO)
    {
        return Err(DecodeError::Truncated);
    }
    decoder.read_info().map_err(|error| fault(&error))
}

fn layout((colour, depth): (ColorType, BitDepth)) -> Result<Layout, DecodeError> {
    match (colour, depth) {
        (ColorType::Grayscale, BitDepth::Eight) => Ok(Layout::Grey),
        (ColorType::GrayscaleAlpha, BitDepth::Eight) => Ok(Layout::GreyAlpha),
        (ColorType::Rgb, BitDepth::Eight) => Ok(Layout::Rgb),
        (ColorType::Rgba, BitDepth::Eight) => Ok(Layout::Rgba),
        _ => Err(DecodeError::UnsupportedVariant),
    }
}

/// Reads rows until they end; `false` when the file ended first but some rows came.
fn read_rows(reader: &mut Reader<Source<'_>>, raw: &mut [u8], layout: Layout) -> Result<bool, DecodeError> {
    let stride = reader
        .output_line_size(reader.info().width)
        .ok_or(DecodeError::TooManyPixels)?;
    let mut rows: u64 = 0;
    let outcome = if reader.info().interlaced {
        interlaced(reader, raw, stride, layout, &mut rows)
    } else {
        raw.chunks_exact_mut(stride).try_for_each(|row| {
            reader.read_row(row)?;
            rows += 1;
            Ok(())
        })
    };
    match outcome.map_err(|error| fault(&error)) {
        Ok(()) => Ok(reader.info().animation_control.is_some() || ends(reader)),
        Err(DecodeError::Truncated) if rows > 0 => Ok(false),
        Err(error) => Err(error),
    }
}

fn interlaced(
    reader: &mut Reader<Source<'_>>,
    raw: &mut [u8],
    stride: usize,
    layout: Layout,
    rows: &mut u64,
) -> Result<(), DecodingError> {
    while let Some(row) = reader.next_interlaced_row()? {
        if let InterlaceInfo::Adam7(pass) = row.interlace() {
            png::expand_interlaced_row(raw, stride, row.data(), pass, layout.channels() * 8);
        }
        *rows += 1;
    }
    Ok(())
}

/// Whether the file goes on to its end. Rubbish behind the picture is nobody's concern.
fn ends(reader: &mut Reader<Source<'_>>) -> bool {
    !matches!(
        reader.finish().map_err(|error| fault(&error)),
        Err(DecodeError::Truncated)
    )
}

fn source_traits(info: &Info<'_>, layout: Layout) -> SourceTraits {
    let grey_bit = info.color_type == ColorType::Grayscale && info.bit_depth == BitDepth::One;
    SourceTraits::default()
        .with_if(SourceTrait::Palette, info.color_type == ColorType::Indexed)
        .with_if(SourceTrait::Bilevel, grey_bit)
        .with_if(SourceTrait::SixteenBit, info.bit_depth == BitDepth::Sixteen)
        .with_if(SourceTrait::Alpha, layout.has_alpha())
        .with_if(SourceTrait::Animated, frames(info) > 1)
}

fn frames(info: &Info<'_>) -> u32 {
    info.animation_control
        .map_or(1, |animation| animation.num_frames.max(1))
}

fn fault(error: &DecodingError) -> DecodeError {
    match error {
        DecodingError::IoError(error) if error.kind() == ErrorKind::UnexpectedEof => DecodeError::Truncated,
        DecodingError::IoError(_) | DecodingError::Format(_) | DecodingError::Parameter(_) => DecodeError::Corrupt,
        DecodingError::LimitsExceeded => DecodeError::TooMuchMemory,
    }
}
