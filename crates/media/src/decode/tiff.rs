//! TIFF by `tiff`: grey, RGB, palette, CMYK, 1 to 16 bits; every page is a frame.

use std::io::{Cursor, ErrorKind};

use tiff::decoder::{Decoder, DecodingResult};
use tiff::tags::Tag;
use tiff::{ColorType, TiffError};

use super::channels::{Layout, split};
use super::empty_buffer;
use super::tiff_palette::Relabelled;
use crate::read::{Frame, Going, Pixels, Profile, Source, Take, filtered};
use crate::{DecodeError, Format, Limits, Orientation, SourceTrait, SourceTraits};

/// Samples at 16 bits, the same at 8, and up to two RGB copies.
const BYTES_PER_PIXEL: u64 = 8 + 4 + 6;

type Reader<'a> = Decoder<Cursor<&'a [u8]>>;

pub(super) fn read(bytes: &[u8], limits: &Limits, take: &mut Take<'_>) -> Result<Source, DecodeError> {
    let relabelled = Relabelled::of(bytes)?;
    let has_palette = |page: usize| relabelled.as_ref().is_some_and(|file| file.has_palette(page));
    let bytes = relabelled.as_ref().map_or(bytes, |file| file.bytes.as_slice());
    let mut decoder = Decoder::new(Cursor::new(bytes))
        .map_err(|error| fault(&error))?
        .with_limits(bounds(limits));
    let mut page = Page::read(&mut decoder, has_palette(0), limits)?;
    let (width, height, orientation) = (page.width, page.height, orientation(&mut decoder));
    let profile = decoder.find_tag(Tag::IccProfile).ok().flatten();
    let profile = profile.and_then(|value| value.into_u8_vec().ok()).and_then(Profile::of);
    let mut traits = page.traits();
    for number in 1.. {
        let going = page.give(orientation, take)?;
        if !decoder.more_images() {
            break;
        }
        if going == Going::Enough {
            traits = traits.with(SourceTrait::FramesLeftOut);
            break;
        }
        // A page that cannot be read ends the file; what came before is the picture.
        let next = decoder.next_image().map_err(|error| fault(&error));
        let Ok(next) = next.and_then(|()| Page::read(&mut decoder, has_palette(number), limits)) else {
            traits = traits.with(SourceTrait::Truncated);
            break;
        };
        page = next;
    }
    Ok(Source {
        width,
        height,
        format: Format::Tiff,
        orientation,
        traits,
        profile,
    })
}

fn bounds(limits: &Limits) -> tiff::decoder::Limits {
    let most = usize::try_from(limits.max_memory_bytes).unwrap_or(usize::MAX);
    let mut bounds = tiff::decoder::Limits::default();
    bounds.decoding_buffer_size = most;
    bounds.intermediate_buffer_size = most;
    bounds
}

fn orientation(decoder: &mut Reader<'_>) -> Orientation {
    let stated = decoder.find_tag_unsigned::<u8>(Tag::Orientation).ok().flatten();
    stated.and_then(Orientation::from_exif).unwrap_or_default()
}

/// One page, 8 bits a sample.
struct Page {
    width: u32,
    height: u32,
    colour: ColorType,
    samples: Vec<u8>,
    palette: Vec<[u8; 3]>,
}

impl Page {
    fn read(decoder: &mut Reader<'_>, has_palette: bool, limits: &Limits) -> Result<Self, DecodeError> {
        let (width, height) = decoder.dimensions().map_err(|error| fault(&error))?;
        limits.admit_size(width, height, BYTES_PER_PIXEL)?;
        let colour = match decoder.colortype().map_err(|error| fault(&error))? {
            ColorType::Gray(bits) if has_palette => ColorType::Palette(bits),
            colour => colour,
        };
        let samples = match decoder.read_image().map_err(|error| fault(&error))? {
            DecodingResult::U8(samples) => samples,
            DecodingResult::U16(samples) => samples.into_iter().map(|sample| sample.to_be_bytes()[0]).collect(),
            _ => return Err(DecodeError::UnsupportedVariant),
        };
        let palette = if let ColorType::Palette(_) = colour {
            palette(decoder)?
        } else {
            Vec::new()
        };
        Ok(Self {
            width,
            height,
            colour,
            samples,
            palette,
        })
    }

    fn traits(&self) -> SourceTraits {
        SourceTraits::default()
            .with_if(SourceTrait::SixteenBit, self.colour.bit_depth() == 16)
            .with_if(SourceTrait::Bilevel, self.colour == ColorType::Gray(1))
            .with_if(SourceTrait::Palette, matches!(self.colour, ColorType::Palette(_)))
            .with_if(SourceTrait::Cmyk, matches!(self.colour, ColorType::CMYK(_)))
            .with_if(
                SourceTrait::Alpha,
                matches!(self.colour, ColorType::GrayA(_) | ColorType::RGBA(_)),
            )
    }

    fn give(self, orientation: Orientation, take: &mut Take<'_>) -> Result<Going, DecodeError> {
        let size = (self.width, self.height);
        let (raw, layout) = match self.colour {
            ColorType::Gray(8 | 16) => (self.samples, Layout::Grey),
            ColorType::GrayA(8 | 16) => (self.samples, Layout::GreyAlpha),
            ColorType::RGB(8 | 16) => (self.samples, Layout::Rgb),
            ColorType::RGBA(8 | 16) => (self.samples, Layout::Rgba),
            ColorType::CMYK(8 | 16) => return self.give_inks(orientation, take),
            ColorType::Gray(bits @ (1 | 2 | 4)) => (self.unpacked(bits, 255 / ((1 << bits) - 1))?, Layout::Grey),
            ColorType::Palette(bits @ (1 | 2 | 4 | 8)) => {
                let indices = self.unpacked(bits, 1)?;
                let colour = |index: &u8| self.palette.get(usize::from(*index)).copied().unwrap_or_default();
                (indices.iter().flat_map(colour).collect(), Layout::Rgb)
            }
            _ => return Err(DecodeError::UnsupportedVariant),
        };
        if raw.len() as u64 != u64::from(size.0) * u64::from(size.1) * u64::from(layout.channels()) {
            return Err(DecodeError::Corrupt);
        }
        split(raw, layout)?.give(size, orientation, take)
    }

    /// TIFF counts ink; inside, what is left of the paper is counted.
    fn give_inks(self, orientation: Orientation, take: &mut Take<'_>) -> Result<Going, DecodeError> {
        let inks: Vec<u8> = self.samples.iter().map(|ink| 255 - ink).collect();
        let pixels = inks.as_chunks::<4>().0;
        if pixels.len() as u64 != u64::from(self.width) * u64::from(self.height) {
            return Err(DecodeError::Corrupt);
        }
        let mut hashed = empty_buffer(pixels.len().saturating_mul(3))?;
        hashed.extend(pixels.iter().flat_map(|inks| filtered(*inks)));
        let frame = Frame {
            width: self.width,
            height: self.height,
            pixels: Pixels::Inks {
                inks: &inks,
                hashed: &hashed,
            },
        };
        take.frame(&frame, orientation)
    }

    /// One byte a sample, from rows that begin at a byte each.
    fn unpacked(&self, bits: u8, times: u8) -> Result<Vec<u8>, DecodeError> {
        let width = usize::try_from(self.width).unwrap_or(usize::MAX).max(1);
        if bits == 8 {
            return Ok(self.samples.clone());
        }
        let each = usize::from(8 / bits);
        let mut samples = empty_buffer(self.samples.len().saturating_mul(each))?;
        let mask = (1_u8 << bits) - 1;
        for row in self.samples.chunks(width.div_ceil(each)) {
            let parts = row
                .iter()
                .flat_map(|byte| (0..8 / bits).map(move |at| (byte >> (8 - bits - at * bits)) & mask));
            samples.extend(parts.take(width).map(|part| part * times));
        }
        Ok(samples)
    }
}

/// Red, green and blue of every index, 16 bits each of which the high byte is kept.
fn palette(decoder: &mut Reader<'_>) -> Result<Vec<[u8; 3]>, DecodeError> {
    let map = decoder.get_tag(Tag::ColorMap).map_err(|error| fault(&error))?;
    let map = map.into_u16_vec().map_err(|error| fault(&error))?;
    let third = map.len() / 3;
    let part = |number: usize| {
        map.iter()
            .skip(number * third)
            .take(third)
            .map(|value| value.to_be_bytes()[0])
    };
    let colours = part(0).zip(part(1)).zip(part(2));
    Ok(colours.map(|((red, green), blue)| [red, green, blue]).collect())
}

fn fault(error: &TiffError) -> DecodeError {
    match error {
        TiffError::IoError(error) if error.kind() == ErrorKind::UnexpectedEof => DecodeError::Truncated,
        TiffError::LimitsExceeded => DecodeError::TooMuchMemory,
        TiffError::UnsupportedError(_) => DecodeError::UnsupportedVariant,
        _ => DecodeError::Corrupt,
    }
}
