//! From a frame to the size that is shown: each plane is reduced by itself, and colour stays apart.

use super::frame::{Chroma, Frame, Pixels};
use crate::DecodeError;
use crate::rendition::{Plane, Ycc, fitted, join, resized, resized_plane};
use fast_image_resize::PixelType;

/// Pixels of the shown size, in the colours of their source.
pub(super) enum Reduced {
    Ycc(Ycc),
    Mixed(Mixed),
}

/// The same, all of a pixel in one place.
pub(super) enum Mixed {
    Rgb(Plane<[u8; 3]>),
    Inks(Plane<[u8; 4]>),
}

impl Reduced {
    pub(super) fn of_rgb(plane: Plane<[u8; 3]>) -> Self {
        Self::Mixed(Mixed::Rgb(plane))
    }

    fn of_inks(plane: Plane<[u8; 4]>) -> Self {
        Self::Mixed(Mixed::Inks(plane))
    }
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
    let full = (frame.width, frame.height);
    let size = fitted(full.0, full.1, long_edge);
    let whole = (f64::from(full.0), f64::from(full.1));
    match frame.pixels {
        Pixels::Planes { luma, stride, chroma } => {
            // Colour of half the size wants even sides; a pixel of a thousand does not show.
            let size = if size == full { size } else { even(size) };
            let reduced = plane(luma, (stride, full.1), whole, size)?;
            coloured(Plane::of(size, reduced), chroma.as_ref(), full)
        }
        Pixels::Rgb { shown, .. } => {
            let bytes = interleaved(shown, full, PixelType::U8x3, size)?;
            Ok(Reduced::of_rgb(Plane::of(size, bytes.as_chunks::<3>().0.to_vec())))
        }
        Pixels::Inks { inks, .. } => {
            let bytes = interleaved(inks, full, PixelType::U8x4, size)?;
            Ok(Reduced::of_inks(Plane::of(size, bytes.as_chunks::<4>().0.to_vec())))
        }
    }
}

/// One region at full size. Planes are not cut: who wants a tile decodes to pixels.
pub(super) fn cut(frame: &Frame<'_>, region: Region) -> Result<Reduced, DecodeError> {
    let size = (region.width, region.height);
    match frame.pixels {
        Pixels::Rgb { shown, .. } => Ok(Reduced::of_rgb(Plane::of(size, rows(shown, frame.width, region)))),
        Pixels::Inks { inks, .. } => Ok(Reduced::of_inks(Plane::of(size, rows(inks, frame.width, region)))),
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

fn interleaved(bytes: &[u8], full: (u32, u32), kind: PixelType, to: (u32, u32)) -> Result<Vec<u8>, DecodeError> {
    let bytes = exactly(bytes, full.0, full.1, kind).ok_or(DecodeError::Corrupt)?;
    let whole = (f64::from(full.0), f64::from(full.1));
    resized(full, bytes, kind, whole, to).map_err(|_wrong_size| DecodeError::Corrupt)
}

/// A part of a plane that begins at its corner, brought to another size.
fn plane(bytes: &[u8], (width, height): (u32, u32), part: (f64, f64), to: (u32, u32)) -> Result<Vec<u8>, DecodeError> {
    let bytes = exactly(bytes, width, height, PixelType::U8).ok_or(DecodeError::Corrupt)?;
    resized_plane((width, height), bytes, part, to).map_err(|_wrong_size| DecodeError::Corrupt)
}

fn even((width, height): (u32, u32)) -> (u32, u32) {
    let even = |side: u32| (side - side % 2).max(2);
    (even(width), even(height))
}

/// As many bytes as the size needs: a reused buffer may be longer.
fn exactly(bytes: &[u8], width: u32, height: u32, kind: PixelType) -> Option<&[u8]> {
    let pixels = usize::try_from(u64::from(width) * u64::from(height)).ok()?;
    bytes.get(..pixels.checked_mul(kind.size())?)
}

/// Brightness with its colour: at half the size where that can be, at its own where it cannot.
fn coloured(luma: Plane<u8>, chroma: Option<&Chroma<'_>>, full: (u32, u32)) -> Result<Reduced, DecodeError> {
    let size = (luma.width, luma.height);
    let halves = size.0.is_multiple_of(2) && size.1.is_multiple_of(2);
    let to = if halves { (size.0 / 2, size.1 / 2) } else { size };
    let (blue, red) = match chroma {
        Some(chroma) => (
            of_chroma(chroma, chroma.blue, full, to)?,
            of_chroma(chroma, chroma.red, full, to)?,
        ),
        None => (neutral(to), neutral(to)),
    };
    Ok(if halves {
        Reduced::Ycc(Ycc { luma, blue, red })
    } else {
        Reduced::of_rgb(join(&luma, &blue, &red))
    })
}

fn of_chroma(chroma: &Chroma<'_>, bytes: &[u8], full: (u32, u32), to: (u32, u32)) -> Result<Plane<u8>, DecodeError> {
    // The last sample of a row may stand for pixels beyond the picture.
    let part = (
        f64::from(full.0) / f64::from(chroma.across.max(1)),
        f64::from(full.1) / f64::from(chroma.down.max(1)),
    );
    Ok(Plane::of(to, plane(bytes, (chroma.width, chroma.height), part, to)?))
}

/// No colour.
fn neutral(size: (u32, u32)) -> Plane<u8> {
    let pixels = usize::try_from(u64::from(size.0) * u64::from(size.1)).unwrap_or(usize::MAX);
    Plane::of(size, vec![128; pixels])
}

#[cfg(test)]
mod tests {
    use super::*;

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
