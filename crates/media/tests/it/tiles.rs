//! Tiles: a region at full size is the region of the upright picture, however the file is turned.

use jpeg_encoder::{ColorType as Jpeg, SamplingFactor};
use scrim_media::{DecodeError, Limits, Want};
use std::borrow::Cow;
use std::io::Cursor;
use tiff::encoder::{TiffEncoder, colortype};
use tiff::tags::Tag;

use crate::files::{exif_block, jpeg_with, scene};
use crate::open::{Seen, read, read_as};

/// Stored sides, both odd: no sampling divides them.
const SIZE: (u32, u32) = (61, 47);

/// Left, top, width, height in an upright picture, of which neither side is below 47.
const REGIONS: [(u32, u32, u32, u32); 9] = [
    (0, 0, 999, 999),
    (0, 0, 1, 1),
    (46, 46, 1, 1),
    (3, 5, 17, 11),
    (38, 4, 50, 7),
    (5, 40, 13, 90),
    (0, 46, 99, 1),
    (46, 0, 1, 99),
    (11, 12, 8, 16),
];

/// Where a pixel of the upright picture is stored, from what EXIF says of each value: at which side of
/// the picture the first row is, and at which the first column.
fn stored(turn: u8, (x, y): (u32, u32), (width, height): (u32, u32)) -> (u32, u32) {
    let (left, top, right, bottom) = (x, y, width - 1 - x, height - 1 - y);
    let (row, column) = match turn {
        2 => (top, right),
        3 => (bottom, right),
        4 => (bottom, left),
        5 => (left, top),
        6 => (right, top),
        7 => (right, bottom),
        8 => (left, bottom),
        _ => (top, left),
    };
    (column, row)
}

/// The drawn picture as eyes must see it.
fn upright(turn: u8) -> Seen {
    let drawn = scene(SIZE.0, SIZE.1);
    let (width, height) = if turn > 4 { (SIZE.1, SIZE.0) } else { SIZE };
    let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    let pixels = places.flat_map(|place| {
        let (x, y) = stored(turn, place, (width, height));
        drawn.as_chunks::<3>().0[(y * SIZE.0 + x) as usize]
    });
    Seen {
        rgb: pixels.collect(),
        width,
        height,
    }
}

fn part(whole: &Seen, (left, top, width, height): (u32, u32, u32, u32)) -> Seen {
    let (width, height) = (width.min(whole.width - left), height.min(whole.height - top));
    let rows = whole.rgb.chunks((whole.width * 3) as usize);
    let rows = rows.skip(top as usize).take(height as usize);
    let rgb = rows.flat_map(|row| &row[(left * 3) as usize..((left + width) * 3) as usize]);
    Seen {
        rgb: rgb.copied().collect(),
        width,
        height,
    }
}

fn tile(file: &[u8], (left, top, width, height): (u32, u32, u32, u32)) -> Result<Seen, DecodeError> {
    let want = Want::Tile {
        left,
        top,
        width,
        height,
    };
    read_as(file, &Limits::recommended(), want).map(|opened| opened.shown)
}

fn png(turn: u8) -> Vec<u8> {
    let mut info = png::Info::with_size(SIZE.0, SIZE.1);
    info.color_type = png::ColorType::Rgb;
    info.exif_metadata = Some(Cow::Owned(tiff_block(turn)));
    let mut file = Vec::new();
    let encoder = png::Encoder::with_info(&mut file, info).unwrap();
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&scene(SIZE.0, SIZE.1)).unwrap();
    writer.finish().unwrap();
    file
}

fn webp(turn: u8) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = image_webp::WebPEncoder::new(&mut file);
    encoder.set_exif_metadata(tiff_block(turn));
    let drawn = scene(SIZE.0, SIZE.1);
    encoder
        .encode(&drawn, SIZE.0, SIZE.1, image_webp::ColorType::Rgb8)
        .unwrap();
    file
}

fn tiff(turn: u8) -> Vec<u8> {
    let mut file = Cursor::new(Vec::new());
    let mut encoder = TiffEncoder::new(&mut file).unwrap();
    let mut image = encoder.new_image::<colortype::RGB8>(SIZE.0, SIZE.1).unwrap();
    image.encoder().write_tag(Tag::Orientation, u16::from(turn)).unwrap();
    image.write_data(&scene(SIZE.0, SIZE.1)).unwrap();
    file.into_inner()
}

fn jpeg(turn: u8, sampling: SamplingFactor) -> Vec<u8> {
    let drawn = scene(SIZE.0, SIZE.1);
    jpeg_with(SIZE.0 as u16, SIZE.1 as u16, Jpeg::Rgb, &drawn, |encoder| {
        encoder.set_sampling_factor(sampling);
        encoder.add_app_segment(1, exif_block(turn)).unwrap();
    })
}

fn grey_jpeg(turn: u8) -> Vec<u8> {
    let drawn: Vec<u8> = scene(SIZE.0, SIZE.1).as_chunks::<3>().0.iter().map(|p| p[0]).collect();
    jpeg_with(SIZE.0 as u16, SIZE.1 as u16, Jpeg::Luma, &drawn, |encoder| {
        encoder.add_app_segment(1, exif_block(turn)).unwrap();
    })
}

/// As PNG and WebP carry it: without the prefix.
fn tiff_block(turn: u8) -> Vec<u8> {
    exif_block(turn)[6..].to_vec()
}

/// The picture with its first column last.
fn moved(seen: &Seen) -> Seen {
    let rows = seen.rgb.chunks((seen.width * 3) as usize);
    let rgb = rows.flat_map(|row| row[3..].iter().chain(&row[..3])).copied();
    Seen {
        rgb: rgb.collect(),
        ..*seen
    }
}

/// Mean difference of two pictures of one size, in levels.
fn apart(one: &Seen, other: &Seen) -> f64 {
    assert_eq!((one.width, one.height), (other.width, other.height));
    let off: u32 = one
        .rgb
        .iter()
        .zip(&other.rgb)
        .map(|(a, b)| u32::from(a.abs_diff(*b)))
        .sum();
    f64::from(off) / one.rgb.len() as f64
}

#[test]
fn a_tile_without_loss_is_that_region_of_the_upright_picture_to_the_pixel() {
    for turn in 1..=8 {
        let upright = upright(turn);
        for (kind, file) in [("png", png(turn)), ("webp", webp(turn)), ("tiff", tiff(turn))] {
            assert_eq!(read(&file, &Limits::recommended()).unwrap().shown, upright);
            for region in REGIONS {
                let expected = part(&upright, region);
                assert_eq!(tile(&file, region), Ok(expected), "{kind} {turn} {region:?}");
            }
        }
    }
}

/// A tile of a JPEG is decoded to pixels, the whole picture to planes whose colour is enlarged by another
/// filter: the same to the pixel among tiles, and with the whole wherever there is no colour.
#[test]
fn a_tile_of_a_jpeg_is_that_region_of_the_whole() {
    for turn in 1..=8 {
        for sampling in [
            SamplingFactor::R_4_4_4,
            SamplingFactor::R_4_2_2,
            SamplingFactor::R_4_2_0,
            SamplingFactor::R_4_4_0,
        ] {
            let file = jpeg(turn, sampling);
            let whole = tile(&file, REGIONS[0]).unwrap();
            let reduced = read(&file, &Limits::recommended()).unwrap().shown;
            let (whole_off, drawn_off) = (apart(&whole, &reduced), apart(&whole, &upright(turn)));
            // A picture moved by one column is over 6 levels away from what it was; 3.3 and 6.6 are the most here.
            let told = format!("{sampling:?} {turn}: {whole_off} from the whole, {drawn_off} from what was drawn");
            assert!(whole_off < 4.5 && drawn_off < 8.0, "{told}");
            assert!(apart(&moved(&whole), &reduced) > 6.0, "{told}");
            for region in REGIONS {
                assert_eq!(
                    tile(&file, region),
                    Ok(part(&whole, region)),
                    "{sampling:?} {turn} {region:?}"
                );
            }
        }
        let grey = grey_jpeg(turn);
        let reduced = read(&grey, &Limits::recommended()).unwrap().shown;
        for region in REGIONS {
            assert_eq!(
                tile(&grey, region),
                Ok(part(&reduced, region)),
                "grey {turn} {region:?}"
            );
        }
    }
}

#[test]
fn there_is_no_tile_beyond_the_upright_picture() {
    for turn in 1..=8 {
        let Seen { width, height, .. } = upright(turn);
        for file in [png(turn), jpeg(turn, SamplingFactor::R_4_2_0)] {
            for region in [(width, 0, 5, 5), (0, height, 5, 5), (3, 3, 0, 5), (3, 3, 5, 0)] {
                assert_eq!(tile(&file, region), Err(DecodeError::NoSuchTile), "{turn} {region:?}");
            }
            let last = tile(&file, (width - 1, height - 1, 5, 5)).unwrap();
            assert_eq!((last.width, last.height), (1, 1));
        }
    }
}
