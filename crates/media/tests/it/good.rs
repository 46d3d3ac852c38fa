//! Files that decode: what comes out of each kind.

use jpeg_encoder::ColorType as Jpeg;
use png::{BitDepth, ColorType};
use scrim_media::{Format, Limits, Orientation, RenditionSettings, SourceTrait, renditions};

use crate::files::*;
use crate::open::{Opened, read};

fn open(bytes: &[u8]) -> Opened {
    read(bytes, &Limits::recommended()).unwrap()
}

fn traits(picture: &Opened) -> Vec<SourceTrait> {
    picture.facts.traits.iter().collect()
}

#[test]
fn a_png_comes_out_as_it_went_in() {
    let rgb = scene(61, 47);
    let picture = open(&png_file(61, 47, ColorType::Rgb, BitDepth::Eight, &rgb));
    assert_eq!(
        (
            picture.facts.width,
            picture.facts.height,
            picture.facts.format,
            picture.facts.frames
        ),
        (61, 47, Format::Png, 1)
    );
    assert_eq!(picture.shown.rgb, rgb);
    assert_eq!(picture.hash_rgb(), rgb);
    assert_eq!(traits(&picture), []);
}

#[test]
fn transparency_is_dropped_for_hashes_and_grey_for_eyes() {
    let picture = open(&png_file(
        2,
        1,
        ColorType::Rgba,
        BitDepth::Eight,
        &[250, 1, 2, 0, 9, 8, 7, 255],
    ));
    assert_eq!(picture.shown.rgb, [128, 128, 128, 9, 8, 7]);
    assert_eq!(picture.hash_rgb(), [250, 1, 2, 9, 8, 7]);
    assert_eq!(traits(&picture), [SourceTrait::Alpha]);
}

#[test]
fn sixteen_bits_keep_their_high_byte() {
    let raw = [0x12, 0xFF, 0x80, 0x00, 0xFF, 0x01];
    let picture = open(&png_file(1, 1, ColorType::Rgb, BitDepth::Sixteen, &raw));
    assert_eq!(picture.shown.rgb, [0x12, 0x80, 0xFF]);
    assert_eq!(traits(&picture), [SourceTrait::SixteenBit]);
}

#[test]
fn a_palette_gives_its_colours_and_its_transparency() {
    let file = png_with(
        (4, 1),
        (ColorType::Indexed, BitDepth::Two),
        &[0b00_01_10_01],
        |encoder| {
            encoder.set_palette(vec![1, 2, 3, 40, 50, 60, 7, 8, 9]);
            encoder.set_trns(vec![255, 255, 0]);
        },
    );
    let picture = open(&file);
    assert_eq!(picture.hash_rgb(), [1, 2, 3, 40, 50, 60, 7, 8, 9, 40, 50, 60]);
    assert_eq!(picture.shown.rgb, [1, 2, 3, 40, 50, 60, 128, 128, 128, 40, 50, 60]);
    assert_eq!(traits(&picture), [SourceTrait::Palette, SourceTrait::Alpha]);
}

#[test]
fn one_bit_and_grey_become_three_channels() {
    let picture = open(&png_file(8, 1, ColorType::Grayscale, BitDepth::One, &[0b1010_0001]));
    assert_eq!(picture.shown.rgb[..9], [255, 255, 255, 0, 0, 0, 255, 255, 255]);
    assert_eq!(traits(&picture), [SourceTrait::Bilevel]);
    let picture = open(&png_file(2, 1, ColorType::Grayscale, BitDepth::Eight, &[3, 200]));
    assert_eq!(picture.shown.rgb, [3, 3, 3, 200, 200, 200]);
    let grey = jpeg_file(16, 8, Jpeg::Luma, &[90; 128]);
    assert!(open(&grey).shown.rgb.iter().all(|value| value.abs_diff(90) <= 1));
}

#[test]
fn a_jpeg_keeps_its_colours_and_is_turned_upright_for_eyes_alone() {
    let rgb = scene(96, 64);
    for progressive in [false, true] {
        let file = |turn: u8| {
            jpeg_with(96, 64, Jpeg::Rgb, &rgb, |encoder| {
                encoder.set_progressive(progressive);
                encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::R_4_4_4);
                encoder.add_app_segment(1, exif_block(turn)).unwrap();
            })
        };
        let (stored, turned) = (open(&file(1)), open(&file(6)));
        let off: u64 = stored
            .shown
            .rgb
            .iter()
            .zip(&rgb)
            .map(|(a, b)| u64::from(a.abs_diff(*b)))
            .sum();
        // Colour comes at half the size, as it is in every rendition, and this scene has edges in blue alone.
        assert!(
            off < 4 * u64::try_from(rgb.len()).unwrap(),
            "mean error of 4 or more: {off}"
        );
        let facts = turned.facts;
        assert_eq!(
            (facts.width, facts.height, facts.orientation),
            (96, 64, Orientation::Turned90)
        );
        assert_eq!((turned.shown.width, turned.shown.height), (64, 96));
        assert_eq!(turned.hash_rgb(), stored.hash_rgb(), "hashes are taken as stored");
        assert_eq!(traits(&turned), []);
        let made = renditions(&turned.came, &RenditionSettings::recommended()).unwrap();
        assert_eq!((made.colour.width, made.colour.height), (64, 96));
        assert_eq!((made.heavy_veil.width, made.heavy_veil.height), (267, 400));
    }
}

/// Inks of Adobe's kind are stored inverted: no ink is 255.
#[test]
fn cmyk_is_white_where_there_is_no_ink() {
    for kind in [Jpeg::Cmyk, Jpeg::CmykAsYcck] {
        // Cyan, then black by key, then paper; 16 columns each.
        let ink = |x: usize| {
            if x < 16 {
                [255, 0, 0, 0]
            } else if x < 32 {
                [0, 0, 0, 255]
            } else {
                [0, 0, 0, 0]
            }
        };
        let raw: Vec<u8> = (0..16 * 48).flat_map(|i| ink(i % 48)).collect();
        let picture = open(&jpeg_file(48, 16, kind, &raw));
        let at = |x: usize| <[u8; 3]>::try_from(&picture.shown.rgb[x * 3..x * 3 + 3]).unwrap();
        let near = |a: [u8; 3], b: [u8; 3]| a.iter().zip(b).all(|(a, b)| a.abs_diff(b) <= 6);
        assert!(
            near(at(8), [0, 255, 255]) && near(at(24), [0; 3]) && near(at(40), [255; 3]),
            "{kind:?}: {:?}",
            [at(8), at(24), at(40)]
        );
        assert_eq!(traits(&picture), [SourceTrait::Cmyk]);
    }
}

#[test]
fn a_gif_gives_its_first_frame_on_its_canvas() {
    let picture = open(&gif_file((4, 2), (1, 1, 2, 1), 1, None));
    assert_eq!(
        (picture.facts.width, picture.facts.height, picture.facts.frames),
        (4, 2, 1)
    );
    let (grey, red, green) = ([128; 3], [255, 0, 0], [0, 255, 0]);
    let shown: Vec<[u8; 3]> = picture.shown.rgb.as_chunks::<3>().0.to_vec();
    assert_eq!(shown, [grey, grey, grey, grey, grey, red, green, grey]);
    assert_eq!(picture.hash_rgb()[..3], red);
    assert_eq!(traits(&picture), [SourceTrait::Palette]);
    let still = open(&gif_file((2, 2), (0, 0, 2, 2), 1, Some(3)));
    assert_eq!(traits(&still), [SourceTrait::Palette, SourceTrait::Alpha]);
    assert_eq!(still.hash_rgb()[9..], [9, 8, 7]);
    assert_eq!(still.shown.rgb[9..], [128; 3]);
}

#[test]
fn every_frame_is_handed_out_as_it_stands_on_its_canvas() {
    let film = open(&gif_file((4, 2), (1, 1, 2, 1), 3, None));
    assert_eq!((film.facts.frames, film.hashed.len()), (3, 3));
    assert_eq!(traits(&film), [SourceTrait::Palette, SourceTrait::Animated]);
    let second: Vec<[u8; 3]> = film.hashed[1].as_chunks::<3>().0.to_vec();
    assert_eq!(second[5..7], [[0, 255, 0], [0, 0, 255]]);
}

#[test]
fn frames_and_their_pixels_are_read_no_further_than_allowed_and_that_is_said() {
    let film = gif_file((2, 2), (0, 0, 2, 2), 9, None);
    let all = Limits::recommended();
    for limits in [
        Limits { max_frames: 5, ..all },
        Limits {
            max_frame_pixels: 20,
            ..all
        },
    ] {
        let read = read(&film, &limits).unwrap();
        assert_eq!(read.facts.frames, 5);
        assert!(traits(&read).contains(&SourceTrait::FramesLeftOut));
    }
    assert!(!traits(&read(&film, &Limits { max_frames: 9, ..all }).unwrap()).contains(&SourceTrait::FramesLeftOut));
}

#[test]
fn a_frame_larger_than_its_screen_makes_the_canvas_grow() {
    let picture = open(&gif_file((2, 2), (1, 0, 4, 3), 1, None));
    assert_eq!((picture.facts.width, picture.facts.height), (5, 3));
}

#[test]
fn webp_comes_out_as_it_went_in() {
    let rgb = scene(40, 30);
    let picture = open(&webp_file(40, 30, image_webp::ColorType::Rgb8, &rgb));
    assert_eq!((picture.shown.rgb, picture.facts.format), (rgb, Format::WebP));
    let picture = open(&webp_file(
        2,
        1,
        image_webp::ColorType::Rgba8,
        &[5, 6, 7, 255, 1, 2, 3, 0],
    ));
    assert_eq!(
        (picture.shown.rgb.as_slice(), picture.hash_rgb()),
        (&[5, 6, 7, 128, 128, 128][..], &[5, 6, 7, 1, 2, 3][..])
    );
}

#[test]
fn an_interlaced_png_equals_a_plain_one() {
    // The encoder writes no Adam7, so one is put together by hand: 2 × 2, grey, passes 1, 6 and 7.
    let plain = png_file(2, 2, ColorType::Grayscale, BitDepth::Eight, &[10, 20, 30, 40]);
    assert_eq!(open(&adam7_2x2([10, 20, 30, 40])).shown.rgb, open(&plain).shown.rgb);
}
