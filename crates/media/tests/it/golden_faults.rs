//! Faults planted on purpose, each of which the goldens must find: a tolerance that forgives a fault is none.

use scrim_media::{Limits, RenditionSettings, RungName, Shown, VeilSettings, renditions};
use std::io::Cursor;

use crate::golden::{WANT, is_shown, made, off, open, sheets, shown};
use crate::open::{Seen, read};
use crate::sheet::{Sheet, good, table};

/// Files of every format whose pictures have edges for a blur to be judged by.
const PLAIN: [&str; 6] = [
    "jpeg-420.jpg",
    "png-rgb.png",
    "webp-lossy.webp",
    "gif-still.gif",
    "tiff-lzw.tif",
    "bmp-palette.bmp",
];

/// What has tones. In colour the loss of the encoder hides more; what is wrong in colour alone is found before.
const TONES: [RungName; 3] = [RungName::HeavyVeil, RungName::LightVeil, RungName::Grey];

/// Whether these rungs are found to be wrong, whatever else is.
fn finds(sheet: &Sheet, wrong: &Shown, rungs: &[RungName]) -> bool {
    let found = off(sheet, made(wrong));
    rungs.iter().all(|rung| found.iter().any(|(off, _)| off == rung))
}

fn sheet(name: &str) -> Sheet {
    Sheet::of(name, &table())
}

fn each_pixel(shown: &Shown, colour: impl Fn([u8; 3]) -> [u8; 3]) -> Shown {
    let seen = Seen::of(shown);
    let pixels = seen.rgb.as_chunks::<3>().0.iter().flat_map(|pixel| colour(*pixel));
    Shown::of_rgb(seen.width, seen.height, pixels.collect())
}

fn mirrored(shown: &Shown) -> Shown {
    let seen = Seen::of(shown);
    let rows = seen.rgb.as_chunks::<3>().0.chunks(seen.width as usize);
    let rgb = rows.flat_map(|row| row.iter().rev()).flatten();
    Shown::of_rgb(seen.width, seen.height, rgb.copied().collect())
}

fn transposed(shown: &Shown) -> Shown {
    let seen = Seen::of(shown);
    let pixels = seen.rgb.as_chunks::<3>().0;
    let width = seen.width as usize;
    let columns = (0..width).flat_map(|x| pixels.iter().skip(x).step_by(width)).flatten();
    Shown::of_rgb(seen.height, seen.width, columns.copied().collect())
}

/// Mirroring and transposing by turns comes by all eight ways a picture can lie.
#[test]
fn a_turn_that_is_left_out_or_mistaken_is_found_on_every_rung() {
    for (name, sheet) in sheets(&table()).filter(|(name, _)| name.contains("turned")) {
        let mut lies = shown(name);
        for step in 1..8 {
            lies = if step % 2 == 1 {
                mirrored(&lies)
            } else {
                transposed(&lies)
            };
            assert!(finds(&sheet, &lies, &RungName::ALL), "{name}: {step}");
            assert!(!is_shown(&sheet, &lies), "{name}: {step}");
        }
    }
}

#[test]
fn a_profile_that_is_ignored_is_found() {
    // Of JPEG, PNG and WebP the name of what holds it; of TIFF its tag and kind.
    let marks: [&[u8]; 4] = [b"ICC_PROFILE", b"iCCP", b"ICCP", &[0x73, 0x87, 7, 0]];
    let has_profile = |name: &str| ["p3", "adobe-rgb", "profile"].iter().any(|kind| name.contains(kind));
    let mut tried = 0;
    for (name, sheet) in sheets(&table()).filter(|(name, _)| has_profile(name)) {
        let mut file = good(name);
        let place = |mark: &&[u8]| file.windows(mark.len()).position(|window| window == *mark);
        let at = marks.iter().find_map(place).unwrap();
        file[at] ^= 1;
        let plain = open(&file, WANT).1;
        assert!(finds(&sheet, &plain, &TONES), "{name}");
        assert!(!is_shown(&sheet, &plain), "{name}");
        tried += 1;
    }
    assert_eq!(tried, 7);
}

#[test]
fn a_veil_of_another_blur_is_found() {
    let recommended = RenditionSettings::recommended();
    for (name, times) in PLAIN
        .iter()
        .flat_map(|name| [0.5, 0.7, 1.35, 2.0].map(|times| (*name, times)))
    {
        let blurred = |veil: VeilSettings| VeilSettings {
            blur_share: veil.blur_share * times,
            ..veil
        };
        let settings = RenditionSettings {
            heavy: blurred(recommended.heavy),
            light: blurred(recommended.light),
            ..recommended
        };
        let found = off(&sheet(name), renditions(&shown(name), &settings).unwrap());
        let rungs: Vec<RungName> = found.iter().map(|(rung, _)| *rung).collect();
        assert_eq!(rungs, [RungName::HeavyVeil, RungName::LightVeil], "{name}: {times}");
    }
}

#[test]
fn another_ground_under_transparency_is_found() {
    let name = "png-alpha.png";
    let (rgba, (width, height)) = rgba(&good(name));
    let over = |ground: u32| {
        let blend = |channel: u8, alpha: u8| {
            let (channel, alpha) = (u32::from(channel), u32::from(alpha));
            ((channel * alpha + ground * (255 - alpha)) / 255) as u8
        };
        let pixels = rgba
            .iter()
            .flat_map(|[red, green, blue, alpha]| [*red, *green, *blue].map(|channel| blend(channel, *alpha)));
        Shown::of_rgb(width, height, pixels.collect())
    };
    let sheet = sheet(name);
    assert!(off(&sheet, made(&over(128))).is_empty() && is_shown(&sheet, &over(128)));
    for ground in [0, 118, 138, 255] {
        assert!(!is_shown(&sheet, &over(ground)), "{ground}");
    }
    for ground in [0, 255] {
        assert!(finds(&sheet, &over(ground), &TONES), "{ground}");
    }
}

/// What is hashed has its alpha dropped; shown instead, it is wrong on every rung with tones.
#[test]
fn transparency_that_is_dropped_is_found() {
    let transparent = |name: &str| name.contains("alpha") || name.contains("transparent") || name.contains("ico-");
    for (name, sheet) in sheets(&table()).filter(|(name, _)| transparent(name)) {
        let opened = read(&good(name), &Limits::recommended()).unwrap();
        let dropped = Shown::of_rgb(opened.shown.width, opened.shown.height, opened.hash_rgb().to_vec());
        assert!(finds(&sheet, &dropped, &TONES), "{name}");
        assert!(!is_shown(&sheet, &dropped), "{name}");
    }
}

#[test]
fn colours_that_are_mixed_up_and_grey_that_is_a_plain_mean_are_found() {
    for name in PLAIN.into_iter().chain(["tiff-cmyk.tif", "png-palette.png"]) {
        let (sheet, right) = (sheet(name), shown(name));
        let mean = |[red, green, blue]: [u8; 3]| [((u32::from(red) + u32::from(green) + u32::from(blue)) / 3) as u8; 3];
        for wrong in [
            each_pixel(&right, |[red, green, blue]| [blue, green, red]),
            each_pixel(&right, |[red, green, blue]| [green, red, blue]),
            each_pixel(&right, mean),
        ] {
            assert!(finds(&sheet, &wrong, &TONES), "{name}");
        }
        let negative = each_pixel(&right, |pixel| pixel.map(|value| 255 - value));
        assert!(finds(&sheet, &negative, &RungName::ALL), "{name}: negative");
    }
}

#[test]
fn an_outline_of_nothing_or_of_a_flatter_picture_is_found() {
    for name in PLAIN {
        let (sheet, right) = (sheet(name), shown(name));
        for share in [0, 50, 75] {
            let flat = |value: u8| ((u32::from(value) * share + 128 * (100 - share)) / 100) as u8;
            let flatter = each_pixel(&right, |pixel| pixel.map(flat));
            assert!(finds(&sheet, &flatter, &[RungName::Outline]), "{name}: {share} %");
        }
    }
}

/// By the plain decoder: four channels as they are stored.
fn rgba(file: &[u8]) -> (Vec<[u8; 4]>, (u32, u32)) {
    let mut reader = png::Decoder::new(Cursor::new(file)).read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let info = reader.next_frame(&mut pixels).unwrap();
    (pixels.as_chunks::<4>().0.to_vec(), (info.width, info.height))
}
