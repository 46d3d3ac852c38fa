//! JPEG: cut at every marker, with headers that lie, with more scans than any camera writes.

use super::{
    Made,
    bytes::{noise, patched, place_of, scene},
    outcome::{ANY_PICTURE, BROKEN, CUT, PICTURE, UNREAD},
};
use jpeg_encoder::{ColorType, Encoder};

const SIDE: (u16, u16) = (64, 48);
const START_OF_FRAME: [u8; 2] = [0xFF, 0xC0];
const START_OF_SCAN: [u8; 2] = [0xFF, 0xDA];
const END: [u8; 2] = [0xFF, 0xD9];

pub(super) fn add(made: &mut Made) {
    cuts(made);
    sizes(made);
    frames(made);
    tables(made);
    scans(made);
    order(made);
}

/// A sound baseline file.
pub(super) fn baseline() -> Vec<u8> {
    encoded(|_| {})
}

fn progressive() -> Vec<u8> {
    encoded(|encoder| encoder.set_progressive(true))
}

fn encoded(more: impl FnOnce(&mut Encoder<&mut Vec<u8>>)) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = Encoder::new(&mut file, 80);
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_2);
    more(&mut encoder);
    let pixels = scene(SIDE.0.into(), SIDE.1.into());
    encoder
        .encode(&pixels, SIDE.0, SIDE.1, ColorType::Rgb)
        .expect("a small scene encodes");
    file
}

/// The header alone claims other sides.
fn claiming(width: u16, height: u16) -> Vec<u8> {
    let file = baseline();
    let at = place_of(&file, &START_OF_FRAME) + 5;
    patched(&file, at, &[height.to_be_bytes(), width.to_be_bytes()].concat())
}

/// Where markers begin, and a little inside their segments.
fn markers(file: &[u8]) -> Vec<usize> {
    let pairs = file.windows(2).enumerate();
    let starts = pairs.filter(|(_, pair)| matches!(pair, [0xFF, 0xC0..=0xFE]) && pair[1] != 0xD8);
    starts
        .flat_map(|(at, _)| [at, at + 3])
        .filter(|at| *at < file.len())
        .collect()
}

fn cuts(made: &mut Made) {
    let restarts = encoded(|encoder| encoder.set_restart_interval(3));
    for (stem, file) in [
        ("cut-baseline", baseline()),
        ("cut-progressive", progressive()),
        ("cut-restarts", restarts),
    ] {
        made.cut(stem, "jpg", &file, &markers(&file));
        let scan = place_of(&file, &START_OF_SCAN);
        let within: Vec<usize> = (1..6).map(|sixth| scan + (file.len() - scan) * sixth / 6).collect();
        made.cut(&format!("{stem}-in-its-data"), "jpg", &file, &within);
    }
    made.add("cut-to-its-magic.jpg", vec![0xFF, 0xD8, 0xFF], CUT);
}

fn sizes(made: &mut Made) {
    made.add(
        "claims-65500-squared.jpg",
        claiming(65_500, 65_500),
        &["too_large_side"],
    );
    made.add(
        "claims-12000-squared.jpg",
        claiming(12_000, 12_000),
        &["too_many_pixels"],
    );
    made.add("claims-96-megapixels.jpg", claiming(12_000, 8_000), CUT);
    made.add("claims-65535-wide.jpg", claiming(65_535, 1), &["too_large_side"]);
    made.add("claims-65535-high.jpg", claiming(1, 65_535), &["too_large_side"]);
    made.add("zero-wide.jpg", claiming(0, SIDE.1), UNREAD);
    made.add("zero-high.jpg", claiming(SIDE.0, 0), UNREAD);
    made.add("zero-both.jpg", claiming(0, 0), UNREAD);
    let mut strip = Vec::new();
    let pixels = vec![90; 65_535];
    Encoder::new(&mut strip, 50)
        .encode(&pixels, 65_535, 1, ColorType::Luma)
        .expect("a strip encodes");
    made.add("strip-65535-wide.jpg", strip, &["too_large_side"]);
    let mut strip = Vec::new();
    let pixels = vec![90; 32_000];
    Encoder::new(&mut strip, 50)
        .encode(&pixels, 32_000, 1, ColorType::Luma)
        .expect("a strip encodes");
    made.add("strip-32000-wide.jpg", strip, PICTURE);
}

fn frames(made: &mut Made) {
    let file = baseline();
    let at = place_of(&file, &START_OF_FRAME);
    let with = |offset: usize, value: &[u8]| patched(&file, at + offset, value);
    made.add("12-bit.jpg", with(4, &[12]), UNREAD);
    made.add("0-bit.jpg", with(4, &[0]), UNREAD);
    made.add("no-components.jpg", with(9, &[0]), UNREAD);
    made.add("255-components.jpg", with(9, &[255]), UNREAD);
    made.add("2-components.jpg", with(9, &[2]), UNREAD);
    made.add("sampling-0.jpg", with(11, &[0]), UNREAD);
    made.add("sampling-15.jpg", with(11, &[0xFF]), UNREAD);
    made.add("sampling-3-by-1.jpg", with(11, &[0x31]), BROKEN);
    made.add("same-component-thrice.jpg", with(13, &[1]), BROKEN);
    made.add("quantisation-table-9.jpg", with(12, &[9]), UNREAD);
    made.add("frame-shorter-than-said.jpg", with(2, &[0, 8]), BROKEN);
    made.add("frame-longer-than-file.jpg", with(2, &[0xFF, 0xFF]), CUT);
    made.add("segment-of-length-0.jpg", with(2, &[0, 0]), BROKEN);
    made.add("segment-of-length-1.jpg", with(2, &[0, 1]), BROKEN);
    made.add("arithmetic.jpg", with(1, &[0xC9]), BROKEN);
    made.add("arithmetic-progressive.jpg", with(1, &[0xCA]), BROKEN);
    made.add("lossless.jpg", with(1, &[0xC3]), UNREAD);
    made.add("hierarchical.jpg", with(1, &[0xC5]), UNREAD);
    made.add("baseline-called-progressive.jpg", with(1, &[0xC2]), BROKEN);
}

fn tables(made: &mut Made) {
    let file = baseline();
    let (huffman, quantisation) = (place_of(&file, &[0xFF, 0xC4]), place_of(&file, &[0xFF, 0xDB]));
    let with = |at: usize, value: &[u8]| patched(&file, at, value);
    made.add("huffman-of-4080-codes.jpg", with(huffman + 5, &[255; 16]), UNREAD);
    made.add("huffman-of-no-codes.jpg", with(huffman + 5, &[0; 16]), BROKEN);
    made.add("huffman-table-9.jpg", with(huffman + 4, &[9]), BROKEN);
    made.add("huffman-tables-missing.jpg", without(&file, 0xC4), BROKEN);
    made.add("quantisation-by-zero.jpg", with(quantisation + 5, &[0; 64]), BROKEN);
    made.add("quantisation-tables-missing.jpg", without(&file, 0xDB), UNREAD);
}

/// The file without its segments of one marker.
fn without(file: &[u8], marker: u8) -> Vec<u8> {
    let mut rest = file.to_vec();
    while let Some(at) = rest.windows(2).position(|pair| pair == [0xFF, marker]) {
        let length = usize::from(u16::from_be_bytes([rest[at + 2], rest[at + 3]]));
        rest.drain(at..at + 2 + length);
    }
    rest
}

fn scans(made: &mut Made) {
    let file = baseline();
    let at = place_of(&file, &START_OF_SCAN);
    made.add("scan-of-no-components.jpg", patched(&file, at + 4, &[0]), BROKEN);
    made.add("scan-of-9-components.jpg", patched(&file, at + 4, &[9]), BROKEN);
    made.add("scan-of-unknown-component.jpg", patched(&file, at + 5, &[77]), BROKEN);
    made.add("scan-with-tables-15.jpg", patched(&file, at + 6, &[0xFF]), BROKEN);
    let mut noisy = file[..at + 14].to_vec();
    noisy.extend(noise(3_000).into_iter().filter(|byte| *byte != 0xFF));
    noisy.extend(END);
    made.add("scan-of-noise.jpg", noisy, BROKEN);
    made.add("scans-3000.jpg", with_scans(3_000), &["too_many_scans"]);
    made.add("scans-5500-baseline.jpg", with_baseline_scans(), &["too_many_scans"]);
    made.add("scans-90.jpg", with_scans(80), BROKEN);
}

fn with_scans(count: usize) -> Vec<u8> {
    let mut file = progressive();
    file.truncate(file.len() - 2);
    for _ in 0..count {
        file.extend([0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x55]);
    }
    file.extend(END);
    file
}

fn with_baseline_scans() -> Vec<u8> {
    let mut file = baseline();
    file.truncate(file.len() - 2);
    for _ in 0..5_500 {
        file.extend([0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x55]);
    }
    file.extend(END);
    file
}

fn order(made: &mut Made) {
    let file = baseline();
    let at = place_of(&file, &START_OF_FRAME);
    let frame = &file[at..at + 19];
    let second = patched(frame, 5, &[0x7D, 0, 0x7D, 0]);
    let twice = [&file[..at + 19], &second, &file[at + 19..]].concat();
    made.add("two-frames-of-other-size.jpg", twice, BROKEN);
    made.add("two-beginnings.jpg", [&file[..2], &file[..]].concat(), BROKEN);
    made.add("two-pictures.jpg", [&file[..], &file[..]].concat(), ANY_PICTURE);
    made.add(
        "fill-of-60000.jpg",
        [&file[..2], &vec![0xFF; 60_000], &file[2..]].concat(),
        PICTURE,
    );
    made.add("end-and-nothing.jpg", [&file[..2], &END].concat(), UNREAD);
    made.add(
        "scan-without-frame.jpg",
        [&file[..at], &file[at + 19..]].concat(),
        UNREAD,
    );
    let mut restarts = file[..file.len() - 2].to_vec();
    restarts.extend([0xFF, 0xD0].repeat(20_000));
    restarts.extend(END);
    made.add("restarts-20000.jpg", restarts, ANY_PICTURE);
    let comments = [0xFF, 0xFE, 0, 2].repeat(12_000);
    made.add(
        "comments-12000.jpg",
        [&file[..2], &comments, &file[2..]].concat(),
        PICTURE,
    );
}
