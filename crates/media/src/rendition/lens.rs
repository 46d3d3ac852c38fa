//! The picture through the lens: the light veil everywhere, one round region clear in grey.
//!
//! Works on the grey rendition, which our own hub has made. Does not count how much was shown, nor know
//! who may see it. Pixels that stay are [`ClearBytes`]; those on the way between two sizes are zeroed.

use super::plane::Plane;
use super::{RenditionError, RenditionSettings, scale, veil};
use crate::clear::ClearBytes;
use jpeg_encoder::{ColorType, Encoder};
use zeroize::Zeroize;
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

/// Width of the light ring around the region, as a share of the radius.
const RING_SHARE: f32 = 0.03;
const RING: u8 = 235;

/// A grey rendition opened for the lens.
pub struct LensPlate {
    clear: ClearPlane,
    veiled: ClearPlane,
    quality: u8,
}

/// Rows of grey pixels from the top.
struct ClearPlane {
    width: u32,
    height: u32,
    pixels: ClearBytes,
}

/// Where the lens is: shares of the picture's width and height, and of its long edge.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LensPlace {
    /// From the left, 0 to 1.
    pub x: f32,
    /// From the top, 0 to 1.
    pub y: f32,
    /// Radius as a share of the long edge.
    pub radius: f32,
}

impl LensPlate {
    /// Opens a grey rendition, a JPEG no longer than the settings allow.
    ///
    /// # Errors
    /// [`RenditionError::Unreadable`] for anything else.
    pub fn open(grey: &[u8], settings: &RenditionSettings) -> Result<Self, RenditionError> {
        let stored = decode(grey, settings.look_long_edge_px)?;
        // Small pictures are enlarged, so that their region is as smooth as their veil.
        let long_edge = stored.width.max(stored.height).max(settings.light.long_edge_px);
        let clear = stored.to_long_edge(long_edge)?;
        let mut small = stored.worked_on(settings.light.long_edge_px)?;
        let light = veil::veil(&small, settings.light);
        small.pixels.zeroize();
        let mut light = light?;
        let veiled = scale::to_size(&light, (clear.width, clear.height)).map(ClearPlane::from);
        light.pixels.zeroize();
        Ok(Self {
            clear,
            veiled: veiled?,
            quality: settings.jpeg_quality.clamp(1, 100),
        })
    }

    /// Width of what is drawn, in pixels.
    pub fn width(&self) -> u32 {
        self.clear.width
    }

    /// Height of what is drawn, in pixels.
    pub fn height(&self) -> u32 {
        self.clear.height
    }

    /// The picture with its region clear there, as JPEG.
    ///
    /// # Errors
    /// [`RenditionError::Encode`].
    pub fn through(&self, place: LensPlace) -> Result<ClearBytes, RenditionError> {
        let mut drawn = ClearBytes::copy_of(&self.veiled.pixels)?;
        let stride = usize::try_from(self.width()).unwrap_or(usize::MAX).max(1);
        let rows = drawn.chunks_exact_mut(stride);
        let circle = Circle::of(place, self.width(), self.height());
        for ((row, clear), y) in rows.zip(self.clear.pixels.chunks_exact(stride)).zip(0_u16..) {
            circle.open_row(row, clear, y);
        }
        let file = grey_jpeg((self.width(), self.height()), &drawn, self.quality);
        file.map(ClearBytes::from)
    }
}

impl std::fmt::Debug for LensPlate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "LensPlate({}×{})", self.clear.width, self.clear.height)
    }
}

/// The region in pixels.
struct Circle {
    x: f32,
    y: f32,
    radius: f32,
}

impl Circle {
    #[expect(
        clippy::cast_precision_loss,
        reason = "sides are below 2^24, and a fraction of a pixel does not matter"
    )]
    fn of(place: LensPlace, width: u32, height: u32) -> Self {
        Self {
            x: place.x.clamp(0.0, 1.0) * width as f32,
            y: place.y.clamp(0.0, 1.0) * height as f32,
            radius: place.radius.clamp(0.0, 1.0) * width.max(height) as f32,
        }
    }

    /// Puts the clear pixels of one row in, and the ring around them.
    fn open_row(&self, row: &mut [u8], clear: &[u8], y: u16) {
        let down = f32::from(y) + 0.5 - self.y;
        if down.abs() > self.radius {
            return;
        }
        let inside = self.radius * (1.0 - RING_SHARE);
        for ((pixel, clear), x) in row.iter_mut().zip(clear).zip(0_u16..) {
            let far = (f32::from(x) + 0.5 - self.x).hypot(down);
            if far <= inside {
                *pixel = *clear;
            } else if far <= self.radius {
                *pixel = RING;
            }
        }
    }
}

impl ClearPlane {
    /// Brought to a long edge of exactly so many pixels.
    fn to_long_edge(&self, long_edge_px: u32) -> Result<Self, RenditionError> {
        let (width, height) = scale::scaled(self.width, self.height, long_edge_px.max(1));
        let pixels = if (width, height) == (self.width, self.height) {
            ClearBytes::copy_of(&self.pixels)?
        } else {
            self.worked_on(long_edge_px)?.pixels.into()
        };
        Ok(Self { width, height, pixels })
    }

    /// The same to be worked on; whoever asks zeroes it.
    fn worked_on(&self, long_edge_px: u32) -> Result<Plane<u8>, RenditionError> {
        let to = scale::scaled(self.width, self.height, long_edge_px.max(1));
        let whole = (f64::from(self.width), f64::from(self.height));
        let pixels = scale::resized_plane((self.width, self.height), &self.pixels, whole, to)?;
        Ok(Plane::of(to, pixels))
    }
}

impl From<Plane<u8>> for ClearPlane {
    fn from(plane: Plane<u8>) -> Self {
        Self {
            width: plane.width,
            height: plane.height,
            pixels: plane.pixels.into(),
        }
    }
}

fn grey_jpeg((width, height): (u32, u32), pixels: &[u8], quality: u8) -> Result<Vec<u8>, RenditionError> {
    let side = |pixels: u32| u16::try_from(pixels).map_err(|_too_long| RenditionError::WrongSize);
    let mut file = Vec::new();
    let encoder = Encoder::new(&mut file, quality);
    let done = encoder.encode(pixels, side(width)?, side(height)?, ColorType::Luma);
    done.map_err(|_refused| RenditionError::Encode)?;
    Ok(file)
}

/// Our own JPEG, refused where it is larger than ours are.
fn decode(grey: &[u8], longest: u32) -> Result<ClearPlane, RenditionError> {
    let longest = usize::try_from(longest).unwrap_or(usize::MAX);
    let options = DecoderOptions::default()
        .set_max_width(longest)
        .set_max_height(longest)
        .jpeg_set_out_colorspace(ColorSpace::Luma);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(grey), options);
    decoder.decode_headers().map_err(|_broken| RenditionError::Unreadable)?;
    let (width, height) = decoder.dimensions().ok_or(RenditionError::Unreadable)?;
    if width == 0 || height == 0 || decoder.output_buffer_size() != Some(width * height) {
        return Err(RenditionError::Unreadable);
    }
    let mut pixels = ClearBytes::zeroed(width * height)?;
    let done = decoder.decode_into(&mut pixels);
    done.map_err(|_broken| RenditionError::Unreadable)?;
    let side = |side: usize| u32::try_from(side).map_err(|_too_long| RenditionError::Unreadable);
    Ok(ClearPlane {
        width: side(width)?,
        height: side(height)?,
        pixels,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTINGS: RenditionSettings = RenditionSettings::recommended();

    /// A fine chequerboard, which no veil keeps.
    fn chequered(width: u32, height: u32) -> Vec<u8> {
        let pixels = (0..height).flat_map(|y| (0..width).map(move |x| if (x / 4 + y / 4) % 2 == 0 { 40 } else { 210 }));
        grey_jpeg((width, height), &pixels.collect::<Vec<u8>>(), 90).unwrap()
    }

    /// Mean difference of neighbours in a square around a place: high where detail is clear.
    fn detail(plane: &ClearPlane, (x, y): (usize, usize)) -> u32 {
        let stride = usize::try_from(plane.width).unwrap();
        let rows = plane.pixels.chunks_exact(stride).skip(y - 20).take(40);
        let steps = rows.flat_map(|row| row[x - 20..x + 20].windows(2));
        steps.map(|pair| u32::from(pair[0].abs_diff(pair[1]))).sum::<u32>() / (40 * 39)
    }

    #[test]
    fn the_region_is_clear_and_nothing_else_is() {
        let opened = LensPlate::open(&chequered(1200, 900), &SETTINGS).unwrap();
        let place = LensPlace {
            x: 0.25,
            y: 0.5,
            radius: 0.09,
        };
        let drawn = decode(&opened.through(place).unwrap(), 1600).unwrap();
        assert_eq!((drawn.width, drawn.height), (1200, 900));
        assert!(detail(&drawn, (300, 450)) > 20, "clear in the middle of the lens");
        for beside in [(300, 250), (300, 650), (500, 450), (900, 450), (60, 60)] {
            assert!(detail(&drawn, beside) < 3, "veiled at {beside:?}");
        }
    }

    #[test]
    fn a_small_picture_is_enlarged_as_its_veil_is() {
        let plate = LensPlate::open(&chequered(64, 48), &SETTINGS).unwrap();
        assert_eq!((plate.width(), plate.height()), (800, 600));
    }

    #[test]
    fn what_is_no_rendition_of_ours_is_refused() {
        for bytes in [&b""[..], b"\xFF\xD8\xFF", &chequered(1700, 40)] {
            let opened = LensPlate::open(bytes, &SETTINGS);
            assert_eq!(opened.err(), Some(RenditionError::Unreadable));
        }
    }
}
