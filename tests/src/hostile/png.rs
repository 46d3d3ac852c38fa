//! PNG: cut at every chunk, with headers that lie, with chunks that swell or never end.

use super::{
    Made,
    bytes::{crc32, lying_exif, noise, patched, scene, zeros, zlib},
    icc,
    outcome::{ANY_PICTURE, BROKEN, CORRUPT, CUT, PICTURE, UNREAD},
};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";
const WIDTH: u32 = 48;
const HEIGHT: u32 = 32;
/// What 32 MiB of zeros come to when packed: 32 kB.
const SWOLLEN: usize = 32 * 1024 * 1024;

pub(super) type Chunk = (&'static [u8; 4], Vec<u8>);

pub(super) fn add(made: &mut Made) {
    let whole = picture(&[]);
    made.cut("cut-png", "png", &whole, &places(&whole));
    claims(made);
    headers(made);
    order(made);
    palettes(made);
    data(made);
    swollen(made);
    metadata(made);
}

/// A file of these chunks, their sums right.
pub(super) fn file(chunks: &[Chunk]) -> Vec<u8> {
    let mut file = SIGNATURE.to_vec();
    for (name, body) in chunks {
        file.extend(u32::try_from(body.len()).expect("a chunk is short").to_be_bytes());
        let named = [&name[..], body].concat();
        file.extend(&named);
        file.extend(crc32(&named).to_be_bytes());
    }
    file
}

pub(super) fn header(width: u32, height: u32, kind: [u8; 5]) -> Chunk {
    (
        b"IHDR",
        [&width.to_be_bytes()[..], &height.to_be_bytes(), &kind].concat(),
    )
}

/// 8-bit colour, not interlaced.
pub(super) const RGB: [u8; 5] = [8, 2, 0, 0, 0];
const GREY: [u8; 5] = [8, 0, 0, 0, 0];
const BILEVEL: [u8; 5] = [1, 0, 0, 0, 0];
const PALETTE: [u8; 5] = [8, 3, 0, 0, 0];

pub(super) fn data_of_scene() -> Chunk {
    let pixels = scene(WIDTH as usize, HEIGHT as usize);
    let rows = pixels.chunks(WIDTH as usize * 3);
    (
        b"IDAT",
        zlib(&rows.flat_map(|row| [&[0], row].concat()).collect::<Vec<u8>>()),
    )
}

pub(super) fn end() -> Chunk {
    (b"IEND", Vec::new())
}

/// A sound picture with chunks put before its data.
pub(super) fn picture(between: &[Chunk]) -> Vec<u8> {
    let chunks = [&[header(WIDTH, HEIGHT, RGB)], between, &[data_of_scene(), end()]].concat();
    file(&chunks)
}

fn of_kind(width: u32, height: u32, kind: [u8; 5], data: Vec<u8>) -> Vec<u8> {
    file(&[header(width, height, kind), (b"IDAT", data), end()])
}

/// Where chunks begin, their names, their bodies, their sums.
fn places(whole: &[u8]) -> Vec<usize> {
    let mut places = vec![4];
    let mut at = SIGNATURE.len();
    while let Some(length) = whole.get(at..).and_then(|rest| rest.first_chunk::<4>()) {
        let body = u32::from_be_bytes(*length) as usize;
        places.extend([at, at + 4, at + 8, at + 8 + body / 2, at + 8 + body]);
        at += body + 12;
    }
    // Without its last 12 bytes all pixels are there: whether that is whole is asked elsewhere.
    places.retain(|place| *place < whole.len() - 12);
    places.dedup();
    places
}

fn claims(made: &mut Made) {
    let claim = |width, height| file(&[header(width, height, RGB), data_of_scene(), end()]);
    made.add("claims-60000-squared.png", claim(60_000, 60_000), &["too_large_side"]);
    made.add("claims-20000-squared.png", claim(20_000, 20_000), &["too_many_pixels"]);
    made.add(
        "claims-4-billion-squared.png",
        claim(u32::MAX, u32::MAX),
        &["too_large_side", "corrupt"],
    );
    made.add("claims-81-megapixels.png", claim(9_000, 9_000), CUT);
    made.add("zero-wide.png", claim(0, 32), CORRUPT);
    made.add("zero-high.png", claim(48, 0), CORRUPT);
    made.add("claims-twice-the-rows.png", claim(48, 64), CUT);
    made.add("claims-half-the-rows.png", claim(48, 16), BROKEN);
    made.add(
        "strip-65535-wide.png",
        of_kind(65_535, 1, GREY, zeros(65_536)),
        &["too_large_side"],
    );
    made.add(
        "strip-65535-high.png",
        of_kind(1, 65_535, GREY, zeros(131_070)),
        &["too_large_side"],
    );
    made.add("strip-32000-wide.png", of_kind(32_000, 1, GREY, zeros(32_001)), PICTURE);
    made.add("strip-32000-high.png", of_kind(1, 32_000, GREY, zeros(64_000)), PICTURE);
    made.add(
        "strip-interlaced.png",
        of_kind(1, 32_000, [8, 0, 0, 0, 1], zeros(64_000)),
        PICTURE,
    );
    made.add(
        "flat-12000-squared.png",
        of_kind(12_000, 12_000, BILEVEL, zeros(12_000 * 1_501)),
        &["too_many_pixels"],
    );
    made.add(
        "flat-4000-squared.png",
        of_kind(4_000, 4_000, BILEVEL, zeros(4_000 * 501)),
        PICTURE,
    );
}

fn headers(made: &mut Made) {
    let with = |kind| file(&[header(WIDTH, HEIGHT, kind), data_of_scene(), end()]);
    made.add("3-bit.png", with([3, 0, 0, 0, 0]), UNREAD);
    made.add("0-bit.png", with([0, 2, 0, 0, 0]), UNREAD);
    made.add("colour-type-1.png", with([8, 1, 0, 0, 0]), UNREAD);
    made.add("colour-type-255.png", with([8, 255, 0, 0, 0]), UNREAD);
    made.add("compression-1.png", with([8, 2, 1, 0, 0]), UNREAD);
    made.add("filter-method-1.png", with([8, 2, 0, 1, 0]), UNREAD);
    made.add("interlace-2.png", with([8, 2, 0, 0, 2]), UNREAD);
    made.add("16-bit-with-8-bit-data.png", with([16, 2, 0, 0, 0]), CUT);
    let whole = picture(&[]);
    made.add("header-sum-wrong.png", patched(&whole, 29, &[0; 4]), BROKEN);
    made.add("header-of-length-0.png", patched(&whole, 8, &[0; 4]), CORRUPT);
    made.add(
        "header-of-length-4-billion.png",
        patched(&whole, 8, &[0xFF; 4]),
        CORRUPT,
    );
    made.add(
        "header-of-length-2-billion.png",
        patched(&whole, 8, &[0x7F, 0xFF, 0xFF, 0xFF]),
        CORRUPT,
    );
    let at = super::bytes::place_of(&whole, b"IDAT") - 4;
    made.add(
        "data-of-length-2-billion.png",
        patched(&whole, at, &[0x7F, 0xFF, 0xFF, 0xFF]),
        BROKEN,
    );
    made.add("data-of-length-0.png", patched(&whole, at, &[0; 4]), BROKEN);
}

fn order(made: &mut Made) {
    let head = header(WIDTH, HEIGHT, RGB);
    made.add("no-header.png", file(&[data_of_scene(), end()]), CORRUPT);
    made.add(
        "two-headers.png",
        file(&[head.clone(), header(9_000, 9_000, RGB), data_of_scene(), end()]),
        BROKEN,
    );
    made.add("end-first.png", file(&[head.clone(), end(), data_of_scene()]), CORRUPT);
    made.add("no-data.png", file(&[head.clone(), end()]), CORRUPT);
    made.add("no-end.png", file(&[head.clone(), data_of_scene()]), ANY_PICTURE);
    made.add(
        "end-twice.png",
        [picture(&[]), file(&[end()]).split_off(8)].concat(),
        PICTURE,
    );
    let critical: Chunk = (b"BOMB", vec![1, 2, 3]);
    made.add("unknown-critical-chunk.png", picture(&[critical]), BROKEN);
    let (_, stream) = data_of_scene();
    let split: Vec<Chunk> = stream.chunks(1).map(|byte| (b"IDAT", byte.to_vec())).collect();
    made.add(
        "data-in-single-bytes.png",
        file(&[std::slice::from_ref(&head), &split[..], &[end()]].concat()),
        PICTURE,
    );
    let apart = [
        head,
        (b"IDAT", stream[..60].to_vec()),
        (b"tEXt", b"a\0b".to_vec()),
        (b"IDAT", stream[60..].to_vec()),
        end(),
    ];
    made.add("data-interrupted.png", file(&apart), BROKEN);
}

fn palettes(made: &mut Made) {
    let indexed = |palette: &[Chunk], data: Vec<u8>| {
        file(&[&[header(16, 16, PALETTE)], palette, &[(b"IDAT", zlib(&data)), end()]].concat())
    };
    let high: Vec<u8> = (0..16).flat_map(|_| [&[0][..], &[200; 16]].concat()).collect();
    made.add("palette-missing.png", indexed(&[], high.clone()), CORRUPT);
    made.add("palette-empty.png", indexed(&[(b"PLTE", vec![])], high.clone()), BROKEN);
    made.add(
        "palette-of-257.png",
        indexed(&[(b"PLTE", vec![9; 771])], high.clone()),
        BROKEN,
    );
    made.add(
        "palette-of-no-whole-colours.png",
        indexed(&[(b"PLTE", vec![9; 31])], high.clone()),
        BROKEN,
    );
    made.add(
        "palette-index-outside.png",
        indexed(&[(b"PLTE", vec![9; 6])], high.clone()),
        ANY_PICTURE,
    );
    made.add(
        "palette-after-data.png",
        file(&[
            header(16, 16, PALETTE),
            (b"IDAT", zlib(&high)),
            (b"PLTE", vec![9; 768]),
            end(),
        ]),
        CORRUPT,
    );
    let clear: [Chunk; 2] = [(b"PLTE", vec![9; 6]), (b"tRNS", vec![0; 300])];
    made.add("transparency-longer-than-palette.png", indexed(&clear, high), BROKEN);
    made.add("transparency-too-short.png", picture(&[(b"tRNS", vec![0])]), BROKEN);
}

fn data(made: &mut Made) {
    let with = |stream: Vec<u8>| of_kind(WIDTH, HEIGHT, RGB, stream);
    made.add("data-of-noise.png", with(noise(2_000)), CUT);
    made.add("data-empty.png", with(vec![]), CUT);
    made.add("data-only-a-zlib-header.png", with(vec![0x78, 0x9C]), CUT);
    made.add("filter-9.png", with(zlib(&[9; 32 * 145])), CUT);
    made.add("data-swollen.png", with(zeros(SWOLLEN)), BROKEN);
    let (_, stream) = data_of_scene();
    made.add(
        "data-sum-wrong.png",
        with(patched(&stream, stream.len() - 4, &[0; 4])),
        BROKEN,
    );
    let empty: Vec<Chunk> = vec![(b"IDAT", vec![]); 5_000];
    made.add(
        "empty-data-5000.png",
        file(&[&[header(WIDTH, HEIGHT, RGB)], &empty[..], &[end()]].concat()),
        CUT,
    );
}

fn swollen(made: &mut Made) {
    let packed = zeros(SWOLLEN);
    let named = |prefix: &[u8]| [prefix, &packed].concat();
    made.add("profile-swollen.png", picture(&[(b"iCCP", named(b"x\0\0"))]), PICTURE);
    made.add("text-swollen.png", picture(&[(b"zTXt", named(b"x\0\0"))]), PICTURE);
    made.add(
        "international-text-swollen.png",
        picture(&[(b"iTXt", named(b"x\0\x01\0\0\0"))]),
        PICTURE,
    );
    made.add("texts-5000.png", picture(&vec![(b"tEXt", vec![]); 4_800]), PICTURE);
    made.add(
        "unknown-chunks-5000.png",
        picture(&vec![(b"zzZz", vec![]); 4_800]),
        PICTURE,
    );
}

fn metadata(made: &mut Made) {
    for (name, block) in lying_exif() {
        made.add(&format!("{name}.png"), picture(&[(b"eXIf", block)]), PICTURE);
    }
    for (name, profile) in icc::bad() {
        let body = [&b"x\0\0"[..], &zlib(&profile)].concat();
        made.add(&format!("{name}.png"), picture(&[(b"iCCP", body)]), PICTURE);
    }
    made.add(
        "icc-not-packed.png",
        picture(&[(b"iCCP", [&b"x\0\0"[..], &noise(90)].concat())]),
        PICTURE,
    );
    made.add("gamma-0.png", picture(&[(b"gAMA", vec![0; 4])]), PICTURE);
    made.add("chromaticities-0.png", picture(&[(b"cHRM", vec![0; 32])]), PICTURE);
}
