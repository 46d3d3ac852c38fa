//! JPEGs on their way as planes: colour apart, buffers kept, decoded smaller where nobody hashes.

use scrim_media::{Limits, PixelLayout, Reader, SourceTrait, Want};

use crate::files::{jpeg_file, scene};
use crate::open::read;
use jpeg_encoder::ColorType;

const LIMITS: Limits = Limits::recommended();

fn jpeg(width: u16, height: u16) -> Vec<u8> {
    jpeg_file(width, height, ColorType::Rgb, &scene(width.into(), height.into()))
}

/// Mean difference of bytes.
fn apart(one: &[u8], other: &[u8]) -> f64 {
    assert_eq!(one.len(), other.len());
    let sum: u64 = one.iter().zip(other).map(|(a, b)| u64::from(a.abs_diff(*b))).sum();
    sum as f64 / one.len() as f64
}

#[test]
fn colour_stays_apart_where_sides_are_even_and_is_joined_where_they_are_not() {
    for (width, height, layout) in [
        (96, 64, PixelLayout::Ycc),
        (97, 64, PixelLayout::Rgb),
        (96, 63, PixelLayout::Rgb),
    ] {
        let opened = read(&jpeg(width, height), &LIMITS).unwrap();
        let rgb = scene(width.into(), height.into());
        assert_eq!(opened.came.layout, layout, "{width}×{height}");
        assert_eq!((opened.shown.width, opened.shown.height), (width.into(), height.into()));
        assert!(
            apart(&opened.shown.rgb, &rgb) < 4.0,
            "{}",
            apart(&opened.shown.rgb, &rgb)
        );
    }
}

/// A reader keeps the planes of the picture before: none of it may show where the next one is cut off.
#[test]
fn what_is_missing_of_a_picture_is_grey_and_not_the_picture_before_it() {
    let want = Want::Reduced { long_edge: 1_600 };
    let bright = jpeg_file(320, 240, ColorType::Rgb, &vec![250; 320 * 240 * 3]);
    let dark = jpeg(320, 240);
    let mut reader = Reader::new();
    reader.read(&bright, &LIMITS, want, &mut |_| {}).unwrap();
    let cut = &dark[..dark.len() / 2];
    let after = reader.read(cut, &LIMITS, want, &mut |_| {}).unwrap();
    assert!(after.facts.traits.contains(SourceTrait::Truncated));
    assert_eq!(after, Reader::new().read(cut, &LIMITS, want, &mut |_| {}).unwrap());
}

#[test]
fn what_is_only_shown_is_decoded_smaller_and_looks_the_same() {
    for (width, height) in [(1_200, 900), (1_203, 901), (640, 2_000)] {
        let file = jpeg(width, height);
        for long_edge in [100, 200, 450, 800, 4_000] {
            let want = Want::Reduced { long_edge };
            let mut reader = Reader::new();
            let read = reader.read(&file, &LIMITS, want, &mut |_| {}).unwrap();
            let shown = reader.show(&file, &LIMITS, want).unwrap();
            assert_eq!(read.facts, shown.facts);
            let (read, shown) = (read.shown, shown.shown);
            assert_eq!((read.width, read.height), (shown.width, shown.height));
            let apart = apart(&read.to_rgb().unwrap(), &shown.to_rgb().unwrap());
            assert!(apart < 3.0, "{width}×{height} at {long_edge}: {apart}");
        }
    }
}
