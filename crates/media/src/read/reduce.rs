//! From a frame to the size that is shown: each plane is reduced by itself, colour is joined there.

use super::frame::{Chroma, Frame, Pixels};
use crate::DecodeError;
use crate::rendition::{Plane, fitted, resized};
use fast_image_resize::PixelType;

/// Pixels of the shown size, in the colours of their source.
pub(super) enum Reduced {
    Rgb(Plane<[u8; 3]>),
    Inks(Plane<[u8; 4]>),
}

/// A region of a picture, in whole pixels.
#[derive(Clone, Copy)]
pub(super) struct Region {
    pub(super) left: u32,
    pub(super) top: u32,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// The whole frame, no side longer than `long_edge`.
pub(super) fn reduced(frame: &Frame<'_>, long_edge: u32) -> Result<Reduced, DecodeError> {
    let size = fitted(frame.width, frame.height, long_edge);
    let whole = (f64::from(frame.width), f64::from(frame.height));
    match frame.pixels {
        Pixels::Planes { luma, stride, chroma } => {
            let luma = plane(luma, (stride, frame.height), PixelType::U8, whole, size)?;
            joined(luma, chroma.as_ref(), (frame.width, frame.height), size)
        }
        Pixels::Rgb { shown, .. } => {
            let bytes = plane(shown, (frame.width, frame.height), PixelType::U8x3, whole, size)?;
            Ok(Reduced::Rgb(Plane::of(size, bytes.as_chunks::<3>().0.to_vec())))
        }
        Pixels::Inks { inks, .. } => {
            let bytes = plane(inks, (frame.width, frame.height), PixelType::U8x4, whole, size)?;
            Ok(Reduced::Inks(Plane::of(size, bytes.as_chunks::<4>().0.to_vec())))
        }
    }
}

/// One region at full size. Planes are not cut: who wants a tile decodes to pixels.
pub(super) fn cut(frame: &Frame<'_>, region: Region) -> Result<Reduced, DecodeError> {
    let size = (region.width, region.height);
    match frame.pixels {
        Pixels::Rgb { shown, .. } => Ok(Reduced::Rgb(Plane::of(size, rows(shown, frame.width, region)))),
        Pixels::Inks { inks, .. } => Ok(Reduced::Inks(Plane::of(size, rows(inks, frame.width, region)))),
        Pixels::Planes { .. } => Err(DecodeError::UnsupportedVariant),
    }
}

fn rows<const N: usize>(bytes: &[u8], width: u32, region: Region) -> Vec<[u8; N]> {
    let index = |pixels: u32| usize::try_from(pixels).unwrap_or(usize::MAX);
    let lines = bytes.as_chunks::<N>().0.chunks_exact(index(width).max(1));
    let wanted = lines.skip(index(region.top)).take(index(region.height));
    let part = wanted.flat_map(|line| line.iter().skip(index(region.left)).take(index(region.width)));
    part.copied().collect()
}

fn plane(
    bytes: &[u8],
    (width, height): (u32, u32),
    kind: PixelType,
    part: (f64, f64),
    to: (u32, u32),
) -> Result<Vec<u8>, DecodeError> {
    let bytes = exactly(bytes, width, height, kind).ok_or(DecodeError::Corrupt)?;
    resized((width, height), bytes, kind, part, to).map_err(|_wrong_size| DecodeError::Corrupt)
}

/// As many bytes as the size needs: a reused buffer may be longer.
fn exactly(bytes: &[u8], width: u32, height: u32, kind: PixelType) -> Option<&[u8]> {
    let pixels = usize::try_from(u64::from(width) * u64::from(height)).ok()?;
    bytes.get(..pixels.checked_mul(kind.size())?)
}

/// Luma and colour of the same size, as JFIF defines them (BT.601, full range).
fn joined(
    luma: Vec<u8>,
    chroma: Option<&Chroma<'_>>,
    full: (u32, u32),
    size: (u32, u32),
) -> Result<Reduced, DecodeError> {
    let Some(chroma) = chroma else {
        return Ok(Reduced::Rgb(Plane::of(
            size,
            luma.into_iter().map(|grey| [grey; 3]).collect(),
        )));
    };
    // The last sample of a row may stand for pixels beyond the picture.
    let part = (
        f64::from(full.0) / f64::from(chroma.across.max(1)),
        f64::from(full.1) / f64::from(chroma.down.max(1)),
    );
    let stored = (chroma.width, chroma.height);
    let blue = plane(chroma.blue, stored, PixelType::U8, part, size)?;
    let red = plane(chroma.red, stored, PixelType::U8, part, size)?;
    let pixels = luma
        .iter()
        .zip(blue.iter().zip(&red))
        .map(|(y, (cb, cr))| rgb(*y, *cb, *cr));
    Ok(Reduced::Rgb(Plane::of(size, pixels.collect())))
}

/// 16 bits behind the point: 1.402, 0.344136, 0.714136, 1.772.
fn rgb(y: u8, cb: u8, cr: u8) -> [u8; 3] {
    let (y, cb, cr) = (
        (i32::from(y) << 16) + (1 << 15),
        i32::from(cb) - 128,
        i32::from(cr) - 128,
    );
    let byte = |value: i32| u8::try_from((value >> 16).clamp(0, 255)).unwrap_or_default();
    [
        byte(y + 91_881 * cr),
        byte(y - 22_554 * cb - 46_802 * cr),
        byte(y + 116_130 * cb),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colour_is_joined_as_jfif_defines_it() {
        assert_eq!(rgb(76, 85, 255), [254, 0, 0]);
        assert_eq!(rgb(150, 44, 21), [0, 255, 1]);
        assert_eq!(rgb(29, 255, 107), [0, 0, 254]);
        assert_eq!(rgb(200, 128, 128), [200; 3]);
    }

    #[test]
    fn a_region_is_cut_out_of_its_rows() {
        let bytes: Vec<u8> = (0..4 * 3 * 3).collect();
        let region = Region {
            left: 1,
            top: 1,
            width: 2,
            height: 2,
        };
        let cut: Vec<[u8; 3]> = rows(&bytes, 4, region);
        assert_eq!(cut, [[15, 16, 17], [18, 19, 20], [27, 28, 29], [30, 31, 32]]);
    }
}
