//! Reducing and enlarging, by `fast_image_resize`. Knows sizes, not rungs.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};

use super::RenditionError;
use super::plane::{Plane, index};

/// Sides of a picture of which none exceeds `long_edge`; never enlarged.
#[cfg(any(feature = "decode", feature = "render"))]
pub(crate) fn fitted(width: u32, height: u32, long_edge: u32) -> (u32, u32) {
    scaled(width, height, width.max(height).min(long_edge.max(1)))
}

/// A grey plane brought to a long edge of exactly `long_edge_px`.
pub(super) fn to_long_edge(plane: &Plane<u8>, long_edge_px: u32) -> Result<Plane<u8>, RenditionError> {
    to_size(plane, scaled(plane.width, plane.height, long_edge_px.max(1)))
}

/// A grey plane brought to this size.
pub(super) fn to_size(plane: &Plane<u8>, to: (u32, u32)) -> Result<Plane<u8>, RenditionError> {
    let size = (plane.width, plane.height);
    let whole = (f64::from(size.0), f64::from(size.1));
    Ok(Plane::of(to, resized_plane(size, &plane.pixels, whole, to)?))
}

/// Sides for a long edge of `target`, the short one rounded and at least 1.
pub(super) fn scaled(width: u32, height: u32, target: u32) -> (u32, u32) {
    let long_edge = u64::from(width.max(height).max(1));
    let side = |from: u32| {
        let rounded = (u64::from(from) * u64::from(target) + long_edge / 2) / long_edge;
        u32::try_from(rounded).unwrap_or(target).clamp(1, target)
    };
    (side(width), side(height))
}

/// The part of a picture that begins at its top left corner, brought to another size.
pub(crate) fn resized(
    (width, height): (u32, u32),
    bytes: &[u8],
    kind: PixelType,
    part: (f64, f64),
    to: (u32, u32),
) -> Result<Vec<u8>, RenditionError> {
    if to == (width, height) && part == (f64::from(width), f64::from(height)) {
        return Ok(bytes.to_vec());
    }
    let source = ImageRef::new(width, height, bytes, kind).map_err(|_wrong_length| RenditionError::WrongSize)?;
    let mut target = Image::new(to.0, to.1, kind);
    // Hamming: as sharp as bicubic when reducing at the cost of bilinear, and without ringing.
    let options = ResizeOptions::new()
        .resize_alg(ResizeAlg::Convolution(FilterType::Hamming))
        .use_alpha(false)
        .crop(0.0, 0.0, part.0, part.1);
    let done = Resizer::new().resize(&source, &mut target, &options);
    done.map_err(|_unlike_types| RenditionError::WrongSize)?;
    Ok(target.into_vec())
}

/// A grey plane's part that begins at its top left corner, brought to another size. As long as that is half
/// or less, means of two by two come first: they cost a fifth of a filter that is as wide.
pub(crate) fn resized_plane(
    (width, height): (u32, u32),
    bytes: &[u8],
    part: (f64, f64),
    to: (u32, u32),
) -> Result<Vec<u8>, RenditionError> {
    if part.0 < 2.0 * f64::from(to.0) || part.1 < 2.0 * f64::from(to.1) {
        return down_and_along((width, height), bytes, part, to);
    }
    let half = (width / 2, height / 2);
    let halved = halved(bytes, index(width));
    let part = ((part.0 / 2.0).min(half.0.into()), (part.1 / 2.0).min(half.1.into()));
    resized_plane(half, &halved, part, to)
}

/// How many rows a processor filters along at once: the bytes of a pixel of four.
const ABREAST: usize = 4;

/// The same by a filter alone. Along a row of single bytes a filter finds nothing to do side by side; of four
/// rows, taken for the four channels of one, it does each step at once, in a third of the time.
fn down_and_along(size: (u32, u32), bytes: &[u8], part: (f64, f64), to: (u32, u32)) -> Result<Vec<u8>, RenditionError> {
    let down = resized(size, bytes, PixelType::U8, (size.0.into(), part.1), (size.0, to.1))?;
    if (to.0, part.0) == (size.0, f64::from(size.0)) {
        return Ok(down);
    }
    let groups = to.1.div_ceil(4);
    let joined = abreast(&down, index(size.0));
    let part = (part.0, f64::from(groups));
    let narrow = resized((size.0, groups), &joined, PixelType::U8x4, part, (to.0, groups))?;
    Ok(apart(&narrow, (index(to.0), index(to.1))))
}

/// Every four rows as one of pixels of four; what is missing of the last four is nought.
fn abreast(bytes: &[u8], stride: usize) -> Vec<u8> {
    let mut joined = Vec::with_capacity(bytes.len().next_multiple_of(ABREAST * stride));
    let nought = vec![0; stride];
    for rows in bytes.chunks(ABREAST * stride) {
        let row = |number: usize| rows.get(number * stride..(number + 1) * stride).unwrap_or(&nought);
        let pairs = (row(0).iter().zip(row(1))).zip(row(2).iter().zip(row(3)));
        joined.extend(pairs.map(|((a, b), (c, d))| [*a, *b, *c, *d]));
    }
    joined.into_flattened()
}

/// The rows one below the other again.
fn apart(joined: &[u8], (width, height): (usize, usize)) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(joined.len());
    for group in joined.as_chunks::<ABREAST>().0.chunks_exact(width) {
        for shift in [0, 8, 16, 24] {
            // Shifting and cutting is done for many at once, picking a byte is not.
            let row = group.iter().map(|four| u32::from_le_bytes(*four) >> shift);
            bytes.extend(row.map(|shifted| shifted.to_le_bytes()[0]));
        }
    }
    bytes.truncate(width * height);
    bytes
}

/// Means of two by two; a last odd column or row is left out.
fn halved(bytes: &[u8], stride: usize) -> Vec<u8> {
    let mut half = Vec::with_capacity(bytes.len() / 4);
    for pair in bytes.chunks_exact(2 * stride.max(1)) {
        let (upper, lower) = pair.split_at(stride);
        let columns = upper.as_chunks::<2>().0.iter().zip(lower.as_chunks::<2>().0);
        half.extend(columns.map(|(above, below)| ((sum(*above) + sum(*below) + 2) >> 2).to_le_bytes()[0]));
    }
    half
}

/// The sum of neighbours, in a form that every processor does for many at once.
fn sum(two: [u8; 2]) -> u16 {
    let both = u16::from_le_bytes(two);
    (both & 0xFF) + (both >> 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_keep_their_ratio_and_never_vanish() {
        assert_eq!(scaled(4000, 3000, 1600), (1600, 1200));
        assert_eq!(scaled(1, 5000, 400), (1, 400));
        assert_eq!(scaled(8, 8, 400), (400, 400));
        assert_eq!(scaled(3, 2, 800), (800, 533));
    }

    fn waves(width: u32, height: u32) -> Vec<u8> {
        let wave = |at: u32, length: u32| (at % (2 * length)).abs_diff(length) * 120 / length;
        let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
        places
            .map(|(x, y)| (wave(x, 23) + wave(y, 61)).to_le_bytes()[0])
            .collect()
    }

    #[test]
    fn means_of_two_by_two_change_nothing_that_shows() {
        let (from, to) = ((1_001, 777), (200, 156));
        let bytes = waves(from.0, from.1);
        let part = (1_000.5, 777.0);
        let stepwise = resized_plane(from, &bytes, part, to).unwrap();
        let at_once = resized(from, &bytes, PixelType::U8, part, to).unwrap();
        let apart: u32 = stepwise
            .iter()
            .zip(&at_once)
            .map(|(a, b)| u32::from(a.abs_diff(*b)))
            .sum();
        assert!(
            apart < 2 * 200 * 156,
            "{} of 255 on average",
            f64::from(apart) / f64::from(200 * 156)
        );
    }

    #[test]
    fn rows_abreast_give_what_rows_alone_give_whatever_their_number() {
        for (from, to) in [
            ((97, 61), (61, 38)),
            ((40, 7), (40, 5)),
            ((9, 3), (80, 26)),
            ((5, 1), (3, 1)),
        ] {
            let bytes = waves(from.0, from.1);
            let part = (f64::from(from.0) - 0.5, f64::from(from.1));
            let abreast = down_and_along(from, &bytes, part, to).unwrap();
            let at_once = resized(from, &bytes, PixelType::U8, part, to).unwrap();
            assert_eq!(abreast.len(), at_once.len());
            // Either rounds once in between, along first or down first.
            let mut pairs = abreast.iter().zip(&at_once);
            assert!(
                pairs.all(|(one, other)| one.abs_diff(*other) <= 2),
                "{from:?} to {to:?}"
            );
        }
    }

    #[test]
    fn rows_abreast_come_apart_as_they_were() {
        let bytes: Vec<u8> = (0..5 * 6).collect();
        assert_eq!(abreast(&bytes, 5)[..5], [0, 5, 10, 15, 1]);
        assert_eq!(apart(&abreast(&bytes, 5), (5, 6)), bytes);
    }

    #[test]
    fn what_is_odd_is_left_out_of_halves() {
        let bytes = [10, 20, 99, 30, 40, 99, 98, 98, 98];
        assert_eq!(halved(&bytes, 3), [25]);
        assert_eq!(halved(&[1], 1), [] as [u8; 0]);
    }
}
