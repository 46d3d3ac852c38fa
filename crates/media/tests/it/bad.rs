//! Files that lie, end early or are rubbish: refused with the right reason, or shown as truncated.

use jpeg_encoder::ColorType as Jpeg;
use png::{BitDepth, ColorType};
use proptest::prelude::*;
use scrim_media::{DecodeError, Limits, SourceTrait};

use crate::files::*;
use crate::open::read;

fn reason(bytes: &[u8], limits: &Limits) -> DecodeError {
    read(bytes, limits).expect_err("must be refused")
}

/// One good file of each kind.
fn one_of_each() -> Vec<Vec<u8>> {
    let rgb = scene(80, 60);
    vec![
        jpeg_file(80, 60, Jpeg::Rgb, &rgb),
        jpeg_with(80, 60, Jpeg::Rgb, &rgb, |encoder| encoder.set_progressive(true)),
        png_file(80, 60, ColorType::Rgb, BitDepth::Eight, &rgb),
        webp_file(80, 60, image_webp::ColorType::Rgb8, &rgb),
        gif_file((80, 60), (0, 0, 80, 60), 2, None),
    ]
}

#[test]
fn no_bytes_and_no_picture_have_their_reasons() {
    let limits = Limits::recommended();
    assert_eq!(reason(b"", &limits), DecodeError::Empty);
    assert_eq!(reason(&[0; 4096], &limits), DecodeError::UnsupportedFormat);
    assert_eq!(reason(b"%PDF-1.7", &limits), DecodeError::UnsupportedFormat);
}

#[test]
fn every_limit_refuses_every_format_on_its_header() {
    let all = Limits::recommended();
    for file in one_of_each() {
        assert_eq!(
            reason(&file, &Limits { max_bytes: 100, ..all }),
            DecodeError::TooManyBytes
        );
        assert_eq!(
            reason(
                &file,
                &Limits {
                    max_pixels: 4799,
                    ..all
                }
            ),
            DecodeError::TooManyPixels
        );
        assert_eq!(
            reason(&file, &Limits { max_width: 79, ..all }),
            DecodeError::TooLargeSide
        );
        assert_eq!(
            reason(&file, &Limits { max_height: 59, ..all }),
            DecodeError::TooLargeSide
        );
        assert_eq!(
            reason(
                &file,
                &Limits {
                    max_memory_bytes: 4800,
                    ..all
                }
            ),
            DecodeError::TooMuchMemory
        );
        assert!(
            read(
                &file,
                &Limits {
                    max_pixels: 4800,
                    max_width: 80,
                    max_height: 60,
                    ..all
                }
            )
            .is_ok()
        );
    }
}

#[test]
fn a_small_jpeg_claiming_a_vast_picture_is_refused_before_it_costs_anything() {
    let small = jpeg_file(320, 240, Jpeg::Rgb, &scene(320, 240));
    assert!((10_000..60_000).contains(&small.len()), "{}", small.len());
    let limits = Limits::recommended();
    assert_eq!(
        reason(&lying_jpeg(small.clone(), 65_000, 65_000), &limits),
        DecodeError::TooLargeSide
    );
    assert_eq!(
        reason(&lying_jpeg(small.clone(), 12_000, 12_000), &limits),
        DecodeError::TooManyPixels
    );
    assert_eq!(
        reason(&lying_jpeg(small, 12_000, 8_000), &limits),
        DecodeError::Truncated
    );
}

#[test]
fn a_small_png_claiming_a_vast_picture_is_refused_before_it_costs_anything() {
    let small = png_file(8, 8, ColorType::Rgb, BitDepth::Eight, &[0; 192]);
    let limits = Limits::recommended();
    assert_eq!(
        reason(&lying_png(small.clone(), 60_000, 60_000), &limits),
        DecodeError::TooLargeSide
    );
    assert_eq!(
        reason(&lying_png(small.clone(), 20_000, 20_000), &limits),
        DecodeError::TooManyPixels
    );
    assert_eq!(reason(&lying_png(small, 9_000, 9_000), &limits), DecodeError::Truncated);
}

/// Real bombs: few bytes that honestly unpack to a vast flat picture.
#[test]
fn a_flat_picture_of_few_bytes_is_bounded_by_pixels() {
    let bomb = png_file(4_000, 4_000, ColorType::Grayscale, BitDepth::One, &vec![0; 500 * 4_000]);
    assert!(bomb.len() < 10_000, "{}", bomb.len());
    let limits = Limits {
        max_pixels: 15_999_999,
        ..Limits::recommended()
    };
    assert_eq!(reason(&bomb, &limits), DecodeError::TooManyPixels);
    assert_eq!(
        read(&bomb, &Limits::recommended()).map(|picture| picture.shown.rgb.len()),
        Ok(48_000_000)
    );
}

#[test]
fn a_jpeg_of_thousands_of_scans_is_refused() {
    let mut bomb = jpeg_with(64, 64, Jpeg::Rgb, &scene(64, 64), |encoder| {
        encoder.set_progressive(true);
    });
    bomb.truncate(bomb.len() - 2);
    for _ in 0..3_000 {
        bomb.extend([0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x55]);
    }
    bomb.extend([0xFF, 0xD9]);
    assert_eq!(reason(&bomb, &Limits::recommended()), DecodeError::TooManyScans);
}

#[test]
fn a_file_cut_in_its_data_shows_what_it_has() {
    let rgb = scene(320, 240);
    let files = [
        jpeg_file(320, 240, Jpeg::Rgb, &rgb),
        jpeg_with(320, 240, Jpeg::Rgb, &rgb, |encoder| encoder.set_progressive(true)),
        png_file(320, 240, ColorType::Rgb, BitDepth::Eight, &noisy(&rgb)),
        gif_file((320, 240), (0, 0, 320, 240), 1, None),
    ];
    for (kind, file) in files.iter().enumerate() {
        let whole = read(file, &Limits::recommended()).unwrap();
        assert!(!whole.facts.traits.contains(SourceTrait::Truncated));
        let cut = read(&file[..file.len() * 3 / 5], &Limits::recommended()).unwrap();
        assert!(cut.facts.traits.contains(SourceTrait::Truncated), "kind {kind}");
        assert_eq!(
            (cut.facts.width, cut.facts.height, cut.shown.rgb.len()),
            (320, 240, whole.shown.rgb.len())
        );
        let top = 320 * 3 * 40;
        let off = cut.shown.rgb[..top]
            .iter()
            .zip(&whole.shown.rgb[..top])
            .filter(|(a, b)| a.abs_diff(**b) > 60)
            .count();
        assert!(
            off * 10 < top,
            "kind {kind}: {off} of {top} values of the first 40 rows are off"
        );
    }
}

/// Enough noise that deflate cannot fold the picture into a few blocks.
fn noisy(rgb: &[u8]) -> Vec<u8> {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        u8::try_from(state >> 28).unwrap()
    };
    rgb.iter().map(|value| value ^ next()).collect()
}

#[test]
fn a_file_cut_anywhere_is_truncated_or_refused_but_never_whole() {
    for (kind, file) in one_of_each().into_iter().enumerate() {
        for share in 0..40 {
            let cut = &file[..file.len() * share / 40];
            match read(cut, &Limits::recommended()) {
                Ok(picture) => {
                    assert!(
                        picture.facts.traits.contains(SourceTrait::Truncated) || kind == 4,
                        "kind {kind} at {share}/40"
                    );
                    assert_eq!((picture.facts.width, picture.facts.height), (80, 60));
                }
                Err(error) => assert!(
                    [
                        DecodeError::Empty,
                        DecodeError::UnsupportedFormat,
                        DecodeError::Truncated,
                        DecodeError::Corrupt
                    ]
                    .contains(&error),
                    "kind {kind} at {share}/40: {error:?}"
                ),
            }
        }
    }
}

fn tight() -> Limits {
    Limits {
        max_pixels: 1_000_000,
        ..Limits::recommended()
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn rubbish_behind_any_magic_never_breaks_a_decoder(
        kind in 0usize..5,
        tail in proptest::collection::vec(any::<u8>(), 0..600),
    ) {
        let magic: [&[u8]; 5] = [b"\xFF\xD8\xFF", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"RIFF\xFF\0\0\0WEBPVP8L", b""];
        let bytes = [magic[kind], &tail].concat();
        if let Ok(picture) = read(&bytes, &tight()) {
            prop_assert_eq!(picture.shown.rgb.len() as u64, u64::from(picture.shown.width) * u64::from(picture.shown.height) * 3);
        }
    }

    #[test]
    fn a_good_file_with_bytes_changed_never_breaks_a_decoder(
        kind in 0usize..5,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
    ) {
        let mut bytes = one_of_each().swap_remove(kind);
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if let Ok(picture) = read(&bytes, &tight()) {
            prop_assert_eq!(picture.shown.rgb.len() as u64, u64::from(picture.shown.width) * u64::from(picture.shown.height) * 3);
            // An animation is shown as a sheet; what is hashed has the size of the file.
            let stored = u64::from(picture.facts.width) * u64::from(picture.facts.height) * 3;
            prop_assert_eq!(picture.hash_rgb().len() as u64, stored);
        }
    }
}
