//! Reducing and enlarging, by `fast_image_resize`. Knows sizes, not rungs.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};

use super::RenditionError;
use super::plane::Plane;
use crate::Decoded;

/// The picture's shown pixels, reduced so that no side exceeds `long_edge_px`; never enlarged.
pub(super) fn fit_rgb(picture: &Decoded, long_edge_px: u32) -> Result<Plane<[u8; 3]>, RenditionError> {
    let (width, height) = (picture.width, picture.height);
    if width == 0 || height == 0 {
        return Err(RenditionError::WrongSize);
    }
    let long_edge = width.max(height);
    let target = long_edge.min(long_edge_px.max(1));
    if target == long_edge {
        let pixels = picture.rgb.as_chunks::<3>().0.to_vec();
        if u64::try_from(pixels.len()) != Ok(u64::from(width) * u64::from(height)) {
            return Err(RenditionError::WrongSize);
        }
        return Ok(Plane { width, height, pixels });
    }
    let (to_width, to_height) = scaled(width, height, target);
    let bytes = resize((width, height), &picture.rgb, PixelType::U8x3, (to_width, to_height))?;
    Ok(Plane {
        width: to_width,
        height: to_height,
        pixels: bytes.as_chunks::<3>().0.to_vec(),
    })
}

/// A grey plane brought to a long edge of exactly `long_edge_px`.
pub(super) fn to_long_edge(plane: &Plane<u8>, long_edge_px: u32) -> Result<Plane<u8>, RenditionError> {
    let (width, height) = scaled(plane.width, plane.height, long_edge_px.max(1));
    let pixels = resize(
        (plane.width, plane.height),
        &plane.pixels,
        PixelType::U8,
        (width, height),
    )?;
    Ok(Plane { width, height, pixels })
}

/// Sides for a long edge of `target`, the short one rounded and at least 1.
fn scaled(width: u32, height: u32, target: u32) -> (u32, u32) {
    let long_edge = u64::from(width.max(height).max(1));
    let side = |from: u32| {
        let rounded = (u64::from(from) * u64::from(target) + long_edge / 2) / long_edge;
        u32::try_from(rounded).unwrap_or(target).clamp(1, target)
    };
    (side(width), side(height))
}

fn resize(
    (width, height): (u32, u32),
    bytes: &[u8],
    kind: PixelType,
    (to_width, to_height): (u32, u32),
) -> Result<Vec<u8>, RenditionError> {
    let source = ImageRef::new(width, height, bytes, kind).map_err(|_wrong_length| RenditionError::WrongSize)?;
    let mut target = Image::new(to_width, to_height, kind);
    // Hamming: as sharp as bicubic when reducing at the cost of bilinear, and without ringing.
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Hamming));
    let done = Resizer::new().resize(&source, &mut target, &options);
    done.map_err(|_unlike_types| RenditionError::WrongSize)?;
    Ok(target.into_vec())
}

#[cfg(test)]
mod tests {
    use super::scaled;

    #[test]
    fn sides_keep_their_ratio_and_never_vanish() {
        assert_eq!(scaled(4000, 3000, 1600), (1600, 1200));
        assert_eq!(scaled(1, 5000, 400), (1, 400));
        assert_eq!(scaled(8, 8, 400), (400, 400));
        assert_eq!(scaled(3, 2, 800), (800, 533));
    }
}
