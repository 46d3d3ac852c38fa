//! JPEG by `zune-jpeg`: baseline and progressive, grey, YCbCr, RGB, CMYK and YCCK.
//!
//! Used directly rather than through `image`: one header pass instead of four, CMYK, and a
//! truncated file comes back as far as it goes.

use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;
use zune_jpeg::errors::DecodeErrors;

use super::channels::{Layout, split};
use super::jpeg_survey::{Survey, survey};
use super::{buffer_len, grey_buffer};
use crate::{DecodeError, Decoded, Format, Limits, Orientation, SourceTrait, SourceTraits, exif};

/// libjpeg's own scripts use 10; a bomb of 3,000 scans takes 3 s to decode elsewhere.
const MAX_SCANS: u32 = 100;

/// The most pixels one byte of a whole JPEG can stand for: the cheapest code is one bit for a
/// block, the coarsest sampling makes 1.5 blocks of 256 pixels, and 1,024 leaves a margin of
/// three. A file below that is a header with next to no picture behind it.
const MAX_PIXELS_PER_BYTE: u64 = 1024;

pub(super) fn decode(bytes: &[u8], limits: &Limits) -> Result<Decoded, DecodeError> {
    let survey = survey(bytes);
    if survey.scans > MAX_SCANS {
        return Err(DecodeError::TooManyScans);
    }
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options());
    decoder.decode_headers().map_err(|error| fault(&error, survey))?;
    let header = Header::read(&decoder, survey)?;
    header.admit(bytes, limits, survey)?;
    decoder.set_options(options().jpeg_set_out_colorspace(header.output));

    let layout = header.layout();
    let mut raw = grey_buffer(buffer_len(header.width, header.height, layout.channels())?)?;
    decoder.decode_into(&mut raw).map_err(|error| fault(&error, survey))?;
    let pixels = split(raw, layout)?;
    Ok(Decoded {
        width: header.width,
        height: header.height,
        rgb: pixels.rgb,
        hash_pixels: pixels.hash_pixels,
        orientation: decoder
            .exif()
            .map_or(Orientation::Normal, |block| exif::orientation(block)),
        format: Format::Jpeg,
        traits: SourceTraits::default()
            .with_if(SourceTrait::Cmyk, header.components == 4)
            .with_if(SourceTrait::Truncated, !survey.ended),
        frames: 1,
    })
}

fn options() -> DecoderOptions {
    // Sides are ours to limit, after the header and before any allocation.
    DecoderOptions::default()
        .set_strict_mode(false)
        .set_max_width(usize::MAX)
        .set_max_height(usize::MAX)
        .jpeg_set_max_scans(usize::try_from(MAX_SCANS).unwrap_or(usize::MAX))
}

struct Header {
    width: u32,
    height: u32,
    components: u8,
    output: ColorSpace,
}

impl Header {
    fn read(decoder: &JpegDecoder<ZCursor<&[u8]>>, survey: Survey) -> Result<Self, DecodeError> {
        let info = decoder.info().ok_or_else(|| cut_or_corrupt(survey))?;
        let output = match decoder.input_colorspace() {
            Some(ColorSpace::Luma) => ColorSpace::Luma,
            _ => ColorSpace::RGB,
        };
        Ok(Self {
            width: info.width.into(),
            height: info.height.into(),
            components: info.components,
            output,
        })
    }

    fn layout(&self) -> Layout {
        if self.output == ColorSpace::Luma {
            Layout::Grey
        } else {
            Layout::Rgb
        }
    }

    fn admit(&self, bytes: &[u8], limits: &Limits, survey: Survey) -> Result<(), DecodeError> {
        // Several scans mean that 16-bit coefficients of the whole picture are kept.
        let coefficients = if survey.progressive || survey.scans > 1 {
            2 * u64::from(self.components)
        } else {
            0
        };
        let grey_copy = u64::from(self.layout() == Layout::Grey);
        limits.admit_size(self.width, self.height, 3 + grey_copy + coefficients)?;
        let pixels = u64::from(self.width) * u64::from(self.height);
        let backed = u64::try_from(bytes.len())
            .unwrap_or(u64::MAX)
            .saturating_mul(MAX_PIXELS_PER_BYTE);
        if pixels > backed {
            Err(DecodeError::Truncated)
        } else {
            Ok(())
        }
    }
}

fn fault(error: &DecodeErrors, survey: Survey) -> DecodeError {
    match error {
        DecodeErrors::Unsupported(_) => DecodeError::UnsupportedVariant,
        DecodeErrors::ExhaustedData | DecodeErrors::IoErrors(_) => DecodeError::Truncated,
        _ => cut_or_corrupt(survey),
    }
}

fn cut_or_corrupt(survey: Survey) -> DecodeError {
    if survey.ended {
        DecodeError::Corrupt
    } else {
        DecodeError::Truncated
    }
}
