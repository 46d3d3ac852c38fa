//! Writing renditions: PNG for veils and outlines, JPEG by libjpeg-turbo for looks. No metadata is ever
//! written.
//!
//! It is C, and reads nothing here but pixels whose size was checked.

use super::plane::{Plane, index};
use super::{PixelLayout, RenditionError, Shown};
use turbojpeg::{Compressor, Image, PixelFormat, Subsamp, YuvImage};

/// A veil or an outline as 8-bit grey PNG.
pub(super) fn grey_png(plane: &Plane<u8>) -> Result<Vec<u8>, RenditionError> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, plane.width, plane.height);
    encoder.set_color(png::ColorType::Grayscale);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fast);
    let written = encoder.write_header().and_then(|mut writer| {
        writer.write_image_data(&plane.pixels)?;
        writer.finish()
    });
    written.map_err(|_refused| RenditionError::Encode)?;
    Ok(file)
}

/// Writes looks, all of one quality.
pub(super) struct Looks(Compressor);

impl Looks {
    pub(super) fn of_quality(quality: u8) -> Result<Self, RenditionError> {
        let mut compressor = Compressor::new().map_err(|_no_memory| RenditionError::Encode)?;
        let quality = i32::from(quality.clamp(1, 100));
        compressor
            .set_quality(quality)
            .map_err(|_refused| RenditionError::Encode)?;
        Ok(Self(compressor))
    }

    /// In grey: one component. Brightness is told from colour on the way.
    pub(super) fn grey(&mut self, shown: &Shown) -> Result<Vec<u8>, RenditionError> {
        self.written(shown, Subsamp::Gray)
    }

    /// In colour, which has half the size of brightness.
    pub(super) fn colour(&mut self, shown: &Shown) -> Result<Vec<u8>, RenditionError> {
        self.written(shown, Subsamp::Sub2x2)
    }

    fn written(&mut self, shown: &Shown, subsamp: Subsamp) -> Result<Vec<u8>, RenditionError> {
        let Shown {
            width, height, layout, ..
        } = shown.checked()?;
        let (width, height) = (index(*width), index(*height));
        let compressor = &mut self.0;
        let written = match layout {
            PixelLayout::Rgb => {
                let format = PixelFormat::RGB;
                let image = Image {
                    pixels: shown.bytes.as_slice(),
                    width,
                    pitch: width.saturating_mul(format.size()),
                    height,
                    format,
                };
                compressor
                    .set_subsamp(subsamp)
                    .and_then(|()| compressor.compress_to_vec(image))
            }
            // Without colour, what stands behind luma is not read.
            PixelLayout::Ycc => compressor.compress_yuv_to_vec(YuvImage {
                pixels: shown.bytes.as_slice(),
                width,
                align: 1,
                height,
                subsamp,
            }),
        };
        written.map_err(|_refused| RenditionError::Encode)
    }
}
