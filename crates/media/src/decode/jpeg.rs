//! JPEG by libjpeg-turbo: baseline and progressive, grey, YCbCr, RGB, CMYK and YCCK.
//!
//! What is nearly always there (YCbCr or grey) is decoded to the planes its file stores: luma is what is
//! hashed, colour is only needed at the size that is shown. Runs in the sandboxed worker, since it is C.

use turbojpeg::{Colorspace, DecompressHeader, Decompressor, Image, PixelFormat, ScalingFactor, Subsamp, YuvImage};

use super::jpeg_survey::{Survey, survey, without_profile};
use super::{GROUND, buffer_len, empty_buffer, lengthen, refill};
use crate::read::{Buffers, Chroma, Frame, Pixels, Source, Take, filtered};
use crate::rendition::index;
use crate::{DecodeError, Format, Limits, Orientation, SourceTrait, SourceTraits, exif};

/// libjpeg's own scripts use 10; a bomb of 3,000 scans takes 3 s to decode elsewhere.
const MAX_SCANS: u32 = 100;

/// The most pixels one byte of a whole JPEG can stand for: the cheapest code is one bit for a
/// block, the coarsest sampling makes 1.5 blocks of 256 pixels, and 1,024 leaves a margin of
/// three. A file below that is a header with next to no picture behind it.
const MAX_PIXELS_PER_BYTE: u64 = 1024;

pub(super) fn read(
    bytes: &[u8],
    limits: &Limits,
    buffers: &mut Buffers,
    take: &mut Take<'_>,
) -> Result<Source, DecodeError> {
    let survey = survey(bytes);
    if survey.scans > MAX_SCANS {
        return Err(DecodeError::TooManyScans);
    }
    if survey.is_unusual() {
        return Err(DecodeError::UnsupportedVariant);
    }
    // The decoder calls a side of more than 65,500 corrupt.
    limits.admit_sides(survey.size.0.into(), survey.size.1.into())?;
    let Buffers { jpeg, raw } = buffers;
    // Kept only after a file that was read to its end: after any other it may hold on to what that file
    // said.
    let mut decoder = match jpeg.take() {
        Some(decoder) => decoder,
        None => Decompressor::new().map_err(|_no_memory| DecodeError::OutOfMemory)?,
    };
    let stripped;
    let (bytes, header) = match decoder.read_header(bytes) {
        Ok(header) => (bytes, header),
        // The decoder refuses a file for parts of a profile that do not fit, though its picture is sound.
        Err(_) if survey.has_profile() => {
            stripped = without_profile(bytes)?;
            (stripped.as_slice(), header(&mut decoder, &stripped, &survey)?)
        }
        Err(error) => return Err(unread(&error, &survey)),
    };
    let size = sides(&header)?;
    admit(bytes, limits, &survey, &header, size)?;
    let orientation = survey.exif.map_or(Orientation::Normal, exif::orientation);
    let inks = matches!(header.colorspace, Colorspace::CMYK | Colorspace::YCCK);
    let hashed_as_rgb = take.shows_only().is_none() && header.colorspace != Colorspace::Gray && is_plain(bytes, size);
    let layout = PlaneLayout::of(&header, size).filter(|_| !take.wants_tile() && !hashed_as_rgb);
    let shrunk = layout.is_some().then(|| take.shows_only()).flatten();
    let scale = shrunk.map_or(ScalingFactor::ONE, |long_edge| reducing(size, long_edge));
    decoder
        .set_scaling_factor(scale)
        .map_err(|_unknown| DecodeError::UnsupportedVariant)?;
    let job = Job {
        bytes,
        survey: &survey,
        size: scaled(size, scale)?,
        orientation,
    };
    let whole = if inks {
        job.inks(&mut decoder, raw, take)?
    } else if let Some(layout) = layout.and_then(|_| PlaneLayout::of(&header, job.size)) {
        job.planes(&mut decoder, (header.subsamp, &layout), raw, take)?
    } else {
        job.pixels(&mut decoder, raw, take)?
    };
    if whole {
        *jpeg = Some(decoder);
    }
    Ok(Source {
        width: size.0,
        height: size.1,
        format: Format::Jpeg,
        orientation,
        traits: SourceTraits::default()
            .with_if(SourceTrait::Cmyk, inks)
            .with_if(SourceTrait::Truncated, !whole),
        profile: survey.profile(),
    })
}

/// How much a decoder may reduce what is only shown: to no less than what is shown.
fn reducing((width, height): (u32, u32), long_edge: u32) -> ScalingFactor {
    let room = width.max(height) / long_edge.max(1);
    match room {
        0..2 => ScalingFactor::ONE,
        2..4 => ScalingFactor::ONE_HALF,
        4..8 => ScalingFactor::ONE_QUARTER,
        _ => ScalingFactor::ONE_EIGHTH,
    }
}

fn scaled((width, height): (u32, u32), scale: ScalingFactor) -> Result<(u32, u32), DecodeError> {
    let side = |side: u32| u32::try_from(scale.scale(index(side))).map_err(|_too_large| DecodeError::TooLargeSide);
    Ok((side(width)?, side(height)?))
}

fn header(decoder: &mut Decompressor, bytes: &[u8], survey: &Survey<'_>) -> Result<DecompressHeader, DecodeError> {
    decoder.read_header(bytes).map_err(|error| unread(&error, survey))
}

fn unread(error: &turbojpeg::Error, survey: &Survey<'_>) -> DecodeError {
    refused(error).unwrap_or_else(|| survey.cut_or_corrupt())
}

fn sides(header: &DecompressHeader) -> Result<(u32, u32), DecodeError> {
    let side = |pixels: usize| u32::try_from(pixels).map_err(|_too_large| DecodeError::TooLargeSide);
    Ok((side(header.width)?, side(header.height)?))
}

fn admit(
    bytes: &[u8],
    limits: &Limits,
    survey: &Survey<'_>,
    header: &DecompressHeader,
    (width, height): (u32, u32),
) -> Result<(), DecodeError> {
    let channels = match header.colorspace {
        Colorspace::Gray => 1,
        Colorspace::CMYK | Colorspace::YCCK => 4,
        _ => 3,
    };
    // Several scans mean that 16-bit coefficients of the whole picture are kept; inks are also hashed as RGB.
    let coefficients = if survey.progressive || survey.scans > 1 {
        2 * channels
    } else {
        0
    };
    let product = if channels == 4 { 3 } else { 0 };
    limits.admit_size(width, height, channels + product + coefficients)?;
    let pixels = u64::from(width) * u64::from(height);
    let backed = u64::try_from(bytes.len())
        .unwrap_or(u64::MAX)
        .saturating_mul(MAX_PIXELS_PER_BYTE);
    if pixels > backed {
        Err(DecodeError::Truncated)
    } else {
        Ok(())
    }
}

/// Fewer bytes than a pixel's eighth part mean plain grounds. There the rounding on the way through RGB goes
/// the same way for pixel after pixel, and a hash of luma as stored may have nothing to do with that of RGB: a
/// disc on a ground came out 36 bits apart. So such a file is decoded to RGB, as HMA does; it is quickly done.
const PLAIN_PIXELS_PER_BYTE: u64 = 8;

fn is_plain(bytes: &[u8], (width, height): (u32, u32)) -> bool {
    let bytes = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    u64::from(width) * u64::from(height) > bytes.saturating_mul(PLAIN_PIXELS_PER_BYTE)
}

/// One file whose header is known.
struct Job<'a> {
    bytes: &'a [u8],
    survey: &'a Survey<'a>,
    size: (u32, u32),
    orientation: Orientation,
}

impl Job<'_> {
    fn planes(
        &self,
        decoder: &mut Decompressor,
        (sampling, layout): (Subsamp, &PlaneLayout),
        raw: &mut Vec<u8>,
        take: &mut Take<'_>,
    ) -> Result<bool, DecodeError> {
        let (width, height) = self.size;
        let whole = self.decoded(raw, layout.bytes()?, |pixels| {
            let image = YuvImage {
                pixels,
                width: index(width),
                align: 1,
                height: index(height),
                subsamp: sampling,
            };
            decoder.decompress_to_yuv(self.bytes, image)
        })?;
        let frame = Frame {
            width,
            height,
            pixels: layout.pixels(raw).ok_or(DecodeError::Corrupt)?,
        };
        take.frame(&frame, self.orientation)?;
        Ok(whole)
    }

    fn pixels(&self, decoder: &mut Decompressor, raw: &mut Vec<u8>, take: &mut Take<'_>) -> Result<bool, DecodeError> {
        let whole = self.interleaved(decoder, PixelFormat::RGB, raw)?;
        let frame = Frame {
            width: self.size.0,
            height: self.size.1,
            pixels: Pixels::Rgb {
                shown: raw,
                hashed: raw,
            },
        };
        take.frame(&frame, self.orientation)?;
        Ok(whole)
    }

    fn inks(&self, decoder: &mut Decompressor, raw: &mut Vec<u8>, take: &mut Take<'_>) -> Result<bool, DecodeError> {
        let whole = self.interleaved(decoder, PixelFormat::CMYK, raw)?;
        if !self.survey.adobe {
            // Adobe's files count what is left of the paper, all others ink.
            for ink in raw.iter_mut() {
                *ink = 255 - *ink;
            }
        }
        let inks = raw.as_chunks::<4>().0;
        let mut hashed = empty_buffer(inks.len().saturating_mul(3))?;
        hashed.extend(inks.iter().flat_map(|inks| filtered(*inks)));
        let frame = Frame {
            width: self.size.0,
            height: self.size.1,
            pixels: Pixels::Inks {
                inks: raw,
                hashed: &hashed,
            },
        };
        take.frame(&frame, self.orientation)?;
        Ok(whole)
    }

    fn interleaved(
        &self,
        decoder: &mut Decompressor,
        format: PixelFormat,
        raw: &mut Vec<u8>,
    ) -> Result<bool, DecodeError> {
        let (width, height) = self.size;
        let channels = u8::try_from(format.size()).unwrap_or(4);
        self.decoded(raw, buffer_len(width, height, channels)?, |pixels| {
            let image = Image {
                pixels,
                width: index(width),
                pitch: index(width).saturating_mul(format.size()),
                height: index(height),
                format,
            };
            decoder.decompress(self.bytes, image)
        })
    }

    /// Whether all of the picture came. The decoder complains of a file that ends early and of damage it
    /// could get over in the same way; where nothing came at all, there is no picture.
    ///
    /// A decoder without complaints has written every byte. After any other, what an earlier picture left
    /// would show where this one is missing, so it is decoded once more, over grey.
    fn decoded(
        &self,
        raw: &mut Vec<u8>,
        len: usize,
        mut decode: impl FnMut(&mut [u8]) -> Result<(), turbojpeg::Error>,
    ) -> Result<bool, DecodeError> {
        lengthen(raw, len)?;
        if content(decode(raw))? {
            return Ok(self.survey.ended);
        }
        refill(raw, len)?;
        content(decode(raw))?;
        if raw.iter().all(|byte| *byte == GROUND) {
            return Err(self.survey.cut_or_corrupt());
        }
        Ok(false)
    }
}

/// Whether the decoder had nothing to complain of; no memory is no fault of the file's.
fn content(decoded: Result<(), turbojpeg::Error>) -> Result<bool, DecodeError> {
    match decoded {
        Ok(()) => Ok(true),
        Err(error) => refused(&error).map_or(Ok(false), Err),
    }
}

/// What the decoder says when the system refuses memory: it has words for it, and no code.
fn refused(error: &turbojpeg::Error) -> Option<DecodeError> {
    let words = error.to_string().to_lowercase();
    let memory = words.contains("insufficient memory") || words.contains("memory allocation");
    memory.then_some(DecodeError::OutOfMemory)
}

/// How planes lie in one buffer: luma, then both of colour.
struct PlaneLayout {
    stride: u32,
    rows: u32,
    height: u32,
    chroma: Option<(u32, u32, u32, u32)>,
}

impl PlaneLayout {
    /// The layout of luma and colour in a sampling that has a name; none for anything else. Sides are filled
    /// up to whole samples of colour.
    fn of(header: &DecompressHeader, (width, height): (u32, u32)) -> Option<Self> {
        let (across, down) = match (header.colorspace, header.subsamp) {
            (Colorspace::Gray, _) => {
                return Some(Self {
                    stride: width,
                    rows: height,
                    height,
                    chroma: None,
                });
            }
            (Colorspace::YCbCr, Subsamp::None) => (1, 1),
            (Colorspace::YCbCr, Subsamp::Sub2x1) => (2, 1),
            (Colorspace::YCbCr, Subsamp::Sub2x2) => (2, 2),
            (Colorspace::YCbCr, Subsamp::Sub1x2) => (1, 2),
            (Colorspace::YCbCr, Subsamp::Sub4x1) => (4, 1),
            (Colorspace::YCbCr, Subsamp::Sub1x4) => (1, 4),
            _ => return None,
        };
        let (columns, rows) = (width.div_ceil(across), height.div_ceil(down));
        Some(Self {
            stride: columns * across,
            rows: rows * down,
            height,
            chroma: Some((across, down, columns, rows)),
        })
    }

    fn bytes(&self) -> Result<usize, DecodeError> {
        let luma = buffer_len(self.stride, self.rows, 1)?;
        let colour = match self.chroma {
            Some((_, _, columns, rows)) => buffer_len(columns, rows, 2)?,
            None => 0,
        };
        luma.checked_add(colour).ok_or(DecodeError::TooManyPixels)
    }

    fn pixels<'a>(&self, raw: &'a [u8]) -> Option<Pixels<'a>> {
        let (luma, colour) = raw.split_at_checked(index(self.stride).checked_mul(index(self.rows))?)?;
        let chroma = match self.chroma {
            None => None,
            Some((across, down, width, height)) => {
                let (blue, red) = colour.split_at_checked(colour.len() / 2)?;
                Some(Chroma {
                    blue,
                    red,
                    width,
                    height,
                    across,
                    down,
                })
            }
        };
        let shown = index(self.stride).checked_mul(index(self.height))?;
        Some(Pixels::Planes {
            luma: luma.get(..shown)?,
            stride: self.stride,
            chroma,
        })
    }
}
