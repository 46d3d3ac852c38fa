//! PNG by `png`, row by row, so that a truncated file shows the rows it has; animations frame by frame.

use std::io::{Cursor, ErrorKind};

use png::{
    BitDepth, BlendOp, ColorType, Decoder, DecodingError, DisposeOp, Info, InterlaceInfo, Reader, Transformations,
};

use super::canvas::{Canvas, Disposal, Place, over};
use super::channels::{Layout, split, split_rgba};
use super::{buffer_len, grey_buffer};
use crate::read::{Going, Profile, Source as Told, Take};
use crate::{DecodeError, Format, Limits, Orientation, SourceTrait, SourceTraits, exif};

/// What the decoder may hold beside our buffers: two rows, a palette, a profile.
const MAX_ASIDE: usize = 8 * 1024 * 1024;

/// Deflate cannot expand further, so a header that claims more has no picture behind it.
const MAX_DEFLATE_RATIO: u64 = 1032;

type Source<'a> = Cursor<&'a [u8]>;

pub(super) fn read(bytes: &[u8], limits: &Limits, take: &mut Take<'_>) -> Result<Told, DecodeError> {
    let mut reader = open(bytes, limits)?;
    let layout = layout(reader.output_color_type())?;
    let (width, height) = (reader.info().width, reader.info().height);
    let animated = reader.info().animation_control.is_some();
    // The raw buffer, up to two RGB copies of it, and for an animation a canvas and one to come back to.
    let canvases = if animated { 8 } else { 0 };
    limits.admit_size(width, height, layout.bytes_per_pixel() + canvases)?;

    let info = reader.info();
    // The decoder takes three bytes a colour out of whatever is there, and panics where they end early.
    if info.palette.as_ref().is_some_and(|palette| palette.len() % 3 != 0) {
        return Err(DecodeError::Corrupt);
    }
    let block = info.exif_metadata.as_deref();
    let orientation = block.map_or(Orientation::Normal, exif::orientation);
    let profile = info
        .icc_profile
        .as_deref()
        .and_then(|profile| Profile::of(profile.to_vec()));
    let traits = source_traits(info, layout);
    let odd = if animated {
        frames(&mut reader, layout, orientation, take)?
    } else {
        let mut raw = grey_buffer(buffer_len(width, height, layout.channels())?)?;
        let whole = read_rows(&mut reader, &mut raw, layout)?;
        split(raw, layout)?.give((width, height), orientation, take)?;
        (!whole).then_some(SourceTrait::Truncated)
    };
    Ok(Told {
        width,
        height,
        format: Format::Png,
        orientation,
        traits: odd.map_or(traits, |odd| traits.with(odd)),
        profile,
    })
}

/// Every frame on its canvas; what was wrong with the last one, if anything. A picture that only stands in
/// for the animation is handed over like a frame: some viewers show nothing else.
fn frames(
    reader: &mut Reader<Source<'_>>,
    layout: Layout,
    orientation: Orientation,
    take: &mut Take<'_>,
) -> Result<Option<SourceTrait>, DecodeError> {
    let size = (reader.info().width, reader.info().height);
    let mut canvas = Canvas::new(size.0, size.1, [0; 3])?;
    let mut buffer = grey_buffer(reader.output_buffer_size().ok_or(DecodeError::TooManyPixels)?)?;
    let mut number: u32 = 0;
    loop {
        match reader.next_frame(&mut buffer) {
            Ok(_) => {}
            Err(error) if number == 0 => return Err(fault(&error)),
            Err(DecodingError::Parameter(_)) => return Ok(None),
            Err(_) => return Ok(Some(SourceTrait::Truncated)),
        }
        let stands_in = reader.info().frame_control.is_none();
        let (place, disposal, blends) = laid_out(reader.info());
        let raw = buffer.get(..buffer_len(place.width, place.height, layout.channels())?);
        let pixels = layout.rgba(raw.ok_or(DecodeError::Corrupt)?)?;
        canvas.paint(place, disposal, &pixels, |to, from| {
            if blends { over(to, from) } else { *to = from }
        });
        let going = split_rgba(canvas.pixels())?.give(size, orientation, take)?;
        canvas.dispose(place, if stands_in { Disposal::Clear } else { disposal });
        number += 1;
        if going == Going::Enough && number < frame_count(reader.info()) {
            return Ok(Some(SourceTrait::FramesLeftOut));
        }
    }
}

/// Where the current frame lies, what becomes of it, and whether it is blended with what is there.
fn laid_out(info: &Info<'_>) -> (Place, Disposal, bool) {
    let Some(frame) = info.frame_control else {
        let place = Place {
            left: 0,
            top: 0,
            width: info.width,
            height: info.height,
        };
        return (place, Disposal::Clear, false);
    };
    let place = Place {
        left: frame.x_offset,
        top: frame.y_offset,
        width: frame.width,
        height: frame.height,
    };
    let disposal = match frame.dispose_op {
        DisposeOp::None => Disposal::Keep,
        DisposeOp::Background => Disposal::Clear,
        DisposeOp::Previous => Disposal::Restore,
    };
    (place, disposal, frame.blend_op == BlendOp::Over)
}

fn open<'a>(bytes: &'a [u8], limits: &Limits) -> Result<Reader<Source<'a>>, DecodeError> {
    let memory = usize::try_from(limits.max_memory_bytes).unwrap_or(usize::MAX);
    let bounds = png::Limits {
        bytes: memory.min(MAX_ASIDE),
    };
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), bounds);
    decoder.set_ignore_text_chunk(true);
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
        Ok(()) => Ok(ends(reader)),
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
}

fn frame_count(info: &Info<'_>) -> u32 {
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
