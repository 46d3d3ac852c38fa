//! The picture through the lens: the light veil everywhere, one round region clear in grey.
//!
//! Works on the grey rendition, which our own hub has made. Does not count how much was shown, nor know
//! who may see it. Clear pixels are zeroed when they are dropped.

use super::plane::Plane;
use super::{RenditionError, RenditionSettings, scale, veil};
use jpeg_encoder::{ColorType, Encoder};
use zeroize::{Zeroize, Zeroizing};
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;

/// Width of the light ring around the region, as a share of the radius.
const RING_SHARE: f32 = 0.03;
const RING: u8 = 235;

/// A grey rendition opened for the lens.
pub struct LensPlate {
    clear: Plane<u8>,
    veiled: Plane<u8>,
    quality: u8,
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
        let mut stored = decode(grey, settings.look_long_edge_px)?;
        let light = veil::veil(&stored, settings.light);
        // Small pictures are enlarged, so that their region is as smooth as their veil.
        let long_edge = stored.width.max(stored.height).max(settings.light.long_edge_px);
        let clear = scale::to_long_edge(&stored, long_edge);
        stored.pixels.zeroize();
        let (mut light, clear) = (light?, clear?);
        let veiled = scale::to_size(&light, (clear.width, clear.height));
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
    pub fn through(&self, place: LensPlace) -> Result<Zeroizing<Vec<u8>>, RenditionError> {
        let mut drawn = Plane {
            width: self.clear.width,
            height: self.clear.height,
            pixels: self.veiled.pixels.clone(),
        };
        let stride = drawn.stride();
        let rows = drawn.pixels.chunks_exact_mut(stride);
        let circle = Circle::of(place, self.width(), self.height());
        for ((row, clear), y) in rows.zip(self.clear.pixels.chunks_exact(stride)).zip(0_u16..) {
            circle.open_row(row, clear, y);
        }
        let file = grey_jpeg(&drawn, self.quality);
        drawn.pixels.zeroize();
        file.map(Zeroizing::new)
    }
}

impl Drop for LensPlate {
    fn drop(&mut self) {
        self.clear.pixels.zeroize();
        self.veiled.pixels.zeroize();
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

fn grey_jpeg(plane: &Plane<u8>, quality: u8) -> Result<Vec<u8>, RenditionError> {
    let side = |pixels: u32| u16::try_from(pixels).map_err(|_too_long| RenditionError::WrongSize);
    let mut file = Vec::new();
    let encoder = Encoder::new(&mut file, quality);
    let done = encoder.encode(&plane.pixels, side(plane.width)?, side(plane.height)?, ColorType::Luma);
    done.map_err(|_refused| RenditionError::Encode)?;
    Ok(file)
}

/// Our own JPEG, refused where it is larger than ours are.
fn decode(grey: &[u8], longest: u32) -> Result<Plane<u8>, RenditionError> {
    let longest = usize::try_from(longest).unwrap_or(usize::MAX);
    let options = DecoderOptions::default()
        .set_max_width(longest)
        .set_max_height(longest)
        .jpeg_set_out_colorspace(ColorSpace::Luma);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(grey), options);
    let pixels = decoder.decode().map_err(|_broken| RenditionError::Unreadable)?;
    let (width, height) = decoder.dimensions().ok_or(RenditionError::Unreadable)?;
    let side = |side: usize| u32::try_from(side).map_err(|_too_long| RenditionError::Unreadable);
    let plane = Plane {
        width: side(width)?,
        height: side(height)?,
        pixels,
    };
    if width * height != plane.pixels.len() || plane.pixels.is_empty() {
        return Err(RenditionError::Unreadable);
    }
    Ok(plane)
}

#[cfg(test)]
mod tests {
    use super::*;

    const SETTINGS: RenditionSettings = RenditionSettings::recommended();

    /// A fine chequerboard, which no veil keeps.
    fn chequered(width: u32, height: u32) -> Vec<u8> {
        let pixels = (0..height).flat_map(|y| (0..width).map(move |x| if (x / 4 + y / 4) % 2 == 0 { 40 } else { 210 }));
        let plane = Plane {
            width,
            height,
            pixels: pixels.collect(),
        };
        grey_jpeg(&plane, 90).unwrap()
    }

    /// Mean difference of neighbours in a square around a place: high where detail is clear.
    fn detail(plane: &Plane<u8>, (x, y): (usize, usize)) -> u32 {
        let stride = plane.stride();
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
