//! Writing renditions: PNG for veils, JPEG for looks. No metadata is ever written.

use jpeg_encoder::{ColorType, Encoder};

use super::RenditionError;
use super::plane::Plane;

/// A veil as 8-bit grey PNG.
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

/// A look in grey: one component.
pub(super) fn grey_jpeg(plane: &Plane<u8>, quality: u8) -> Result<Vec<u8>, RenditionError> {
    jpeg((plane.width, plane.height), &plane.pixels, quality, ColorType::Luma)
}

/// A look in colour.
pub(super) fn rgb_jpeg(plane: &Plane<[u8; 3]>, quality: u8) -> Result<Vec<u8>, RenditionError> {
    jpeg(
        (plane.width, plane.height),
        plane.pixels.as_flattened(),
        quality,
        ColorType::Rgb,
    )
}

fn jpeg((width, height): (u32, u32), bytes: &[u8], quality: u8, kind: ColorType) -> Result<Vec<u8>, RenditionError> {
    let side = |pixels: u32| u16::try_from(pixels).map_err(|_too_long| RenditionError::WrongSize);
    let mut file = Vec::new();
    let done = Encoder::new(&mut file, quality).encode(bytes, side(width)?, side(height)?, kind);
    done.map_err(|_refused| RenditionError::Encode)?;
    Ok(file)
}
