//! The luma that a JPEG stores, hashed as it is, against the RGB that libjpeg-turbo makes of the same file:
//! that is what Pillow sees, and so HMA. The two differ by the rounding of each pixel to RGB. What is next to the
//! median anyhow may change sides by that, together with another: of 1,455 drawn files with colour four in five
//! hash the same, one in five two bits apart, and one in a hundred four bits, with grain half as many.
//!
//! That holds for pictures with something in them everywhere, as photographs have. In one colour, a slope or a
//! disc on plain ground most frequencies are nothing, and their signs are the rounding's: there the two hashes
//! may have nothing in common. Such files are small for their pixels, and are decoded to RGB.

use std::collections::BTreeMap;

use scrim_hashing::pdq::{Pdq, hash_grey, hash_rgb};
use scrim_media::{Limits, Want};
use scrim_worker::PictureReader;
use turbojpeg::{Compressor, Image, PixelFormat, Subsamp};

mod drawn;
use drawn::{Sample, draw, has_grain};

/// Files by how many bits their two hashes are apart.
type Counts = BTreeMap<u32, u32>;

/// The most that any was apart. Both sides are the same library's, so there is nothing to leave room for.
const MOST_BITS: u32 = 4;

/// Both sides of where a filter's window changes, odd ones, and shapes that are far from square. None is below
/// 60 pixels: what is enlarged to be hashed has frequencies of nothing, whose signs are the rounding's alone.
const SIDES: [(usize, usize); 8] = [
    (63, 65),
    (64, 64),
    (129, 97),
    (200, 133),
    (241, 322),
    (313, 187),
    (97, 401),
    (512, 384),
];
const LARGE: [(usize, usize); 3] = [(1_601, 1_003), (1_280, 960), (2_003, 1_501)];
const QUALITIES: [i32; 4] = [25, 60, 85, 97];
const SAMPLINGS: [Subsamp; 6] = [
    Subsamp::None,
    Subsamp::Sub2x1,
    Subsamp::Sub2x2,
    Subsamp::Sub1x2,
    Subsamp::Sub4x1,
    Subsamp::Gray,
];

fn encoded(sample: &Sample, quality: i32, sampling: Subsamp, progressive: bool) -> Vec<u8> {
    let mut encoder = Compressor::new().expect("an encoder");
    encoder.set_quality(quality).expect("a quality");
    encoder.set_subsamp(sampling).expect("a sampling");
    encoder.set_progressive(progressive).expect("a kind");
    let image = Image {
        pixels: sample.rgb.as_slice(),
        width: sample.width,
        pitch: sample.width * 3,
        height: sample.height,
        format: PixelFormat::RGB,
    };
    encoder.compress_to_vec(image).expect("a picture")
}

fn by_pixels(file: &[u8]) -> Pdq {
    let image = turbojpeg::decompress(file, PixelFormat::RGB).expect("pixels");
    let side = |pixels: usize| u32::try_from(pixels).expect("small");
    let rows = image.pixels.chunks(image.pitch);
    let rows = rows.flat_map(|row| row.iter().take(image.width * 3));
    let rgb: Vec<u8> = rows.copied().collect();
    hash_rgb(side(image.width), side(image.height), &rgb).expect("a hash")
}

fn by_luma(reader: &mut PictureReader, file: &[u8]) -> Pdq {
    let want = Want::Reduced { long_edge: 64 };
    let reading = reader.read(file, &Limits::recommended(), want).expect("a picture");
    reading.hashes.first().expect("a hash").pdq
}

/// How many bits apart luma and pixels of one file are.
fn apart(reader: &mut PictureReader, sample: &Sample, (sampling, quality): (Subsamp, i32)) -> u32 {
    let file = encoded(sample, quality, sampling, sample.width.is_multiple_of(2));
    let (pixels, luma) = (by_pixels(&file), by_luma(reader, &file));
    let told = format!("{}x{} of quality {quality}, {sampling:?}", sample.width, sample.height);
    assert!(
        sampling != Subsamp::Gray || pixels == luma,
        "{told}: grey has nothing to round"
    );
    let qualities = (pixels.quality, luma.quality);
    assert!(qualities.0.abs_diff(qualities.1) <= 1, "{told}: {qualities:?}");
    pixels.hash.distance(luma.hash)
}

/// Every sampling and quality of small pictures, every sampling of large ones; grey, which is equal, is not counted.
fn counted(numbers: impl Fn(u32) -> bool) -> Counts {
    let (mut reader, mut counts) = (PictureReader::new(), Counts::default());
    let small = (0..72)
        .zip(SIDES.iter().cycle())
        .map(|(number, size)| (number, *size, QUALITIES.as_slice()));
    let large = (90..).zip(LARGE).map(|(number, size)| (number, size, &[85][..]));
    for (number, size, qualities) in small.chain(large).filter(|(number, ..)| numbers(*number)) {
        let sample = draw(number, size, if number % 4 < 2 { 60 } else { 100 });
        for how in SAMPLINGS
            .iter()
            .flat_map(|sampling| qualities.iter().map(|quality| (*sampling, *quality)))
        {
            let bits = apart(&mut reader, &sample, how);
            if how.0 != Subsamp::Gray {
                *counts.entry(bits).or_default() += 1;
            }
        }
    }
    counts
}

fn most(counts: &Counts) -> u32 {
    counts.keys().copied().max().expect("files")
}

fn share_within(counts: &Counts, bits: u32) -> f64 {
    let within: u32 = counts.range(..=bits).map(|(_, files)| files).sum();
    f64::from(within) / f64::from(counts.values().sum::<u32>())
}

#[test]
fn luma_of_a_picture_with_grain_hashes_as_its_pixels_do_but_for_two_bits_and_seldom_four() {
    let counts = counted(has_grain);
    println!("files with grain by bits apart: {counts:?}");
    assert!(
        share_within(&counts, 2) > 0.99 && most(&counts) <= MOST_BITS,
        "{counts:?}"
    );
}

#[test]
fn luma_of_a_picture_without_grain_hashes_as_its_pixels_do_but_for_two_bits_and_seldom_four() {
    let counts = counted(|number| !has_grain(number));
    println!("files without grain by bits apart: {counts:?}");
    assert!(
        share_within(&counts, 2) > 0.98 && most(&counts) <= MOST_BITS,
        "{counts:?}"
    );
}

#[test]
fn what_has_plain_grounds_hashes_as_its_pixels_do_to_the_bit() {
    type Colour = fn(usize, usize) -> [u8; 3];
    let motifs: [Colour; 4] = [
        |_, _| [201, 33, 90],
        |x, y| {
            if (x.abs_diff(160).pow(2) + y.abs_diff(120).pow(2)) < 3_600 {
                [220, 40, 40]
            } else {
                [30, 90, 160]
            }
        },
        |x, _| if x < 150 { [250, 240, 60] } else { [20, 20, 90] },
        |x, y| [x, y, 320 - x].map(|value| u8::try_from(value / 2).unwrap_or(u8::MAX)),
    ];
    let mut reader = PictureReader::new();
    for (number, motif) in motifs.iter().enumerate() {
        let places = (0..240).flat_map(|y| (0..320).map(move |x| (x, y)));
        let rgb = places.flat_map(|(x, y)| motif(x, y)).collect();
        let sample = Sample {
            width: 320,
            height: 240,
            rgb,
        };
        for how in SAMPLINGS
            .iter()
            .flat_map(|sampling| [60, 85].map(|quality| (*sampling, quality)))
        {
            assert_eq!(apart(&mut reader, &sample, how), 0, "motif {number}, {how:?}");
        }
    }
}

/// The test above can fail: luma that is not the picture's is further away.
#[test]
fn one_channel_instead_of_luma_is_further_away() {
    let Sample { width, height, rgb } = draw(7, (313, 187), 100);
    let side = |pixels: usize| u32::try_from(pixels).expect("small");
    let green: Vec<u8> = rgb.as_chunks::<3>().0.iter().map(|pixel| pixel[1]).collect();
    let one = hash_grey(side(width), side(height), &green).expect("a hash");
    let all = hash_rgb(side(width), side(height), &rgb).expect("a hash");
    assert!(one.hash.distance(all.hash) > MOST_BITS);
}
