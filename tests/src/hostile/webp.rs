//! WebP: cut at every chunk, with canvases that lie, with frames outside or without end.

use super::{
    Made,
    bytes::{lying_exif, noise, patched, scene},
    icc,
    outcome::{BROKEN, BROKEN_OR_VAST, CUT, PICTURE, UNREAD},
};
use image::{ExtendedColorType, ImageEncoder as _, codecs::webp::WebPEncoder};

type Chunk = (&'static [u8; 4], Vec<u8>);

const LYING: &[&str] = &[
    "too_large_side",
    "too_many_pixels",
    "too_much_memory",
    "corrupt",
    "truncated",
    "unsupported_variant",
    "picture truncated",
];

pub(super) fn add(made: &mut Made) {
    let still = riff(&[lossless()]);
    made.cut(
        "cut-lossless",
        "webp",
        &still,
        &[11, 13, 17, 21, 25, still.len() / 2, still.len() - 8],
    );
    let lossy = riff(&[noisy(64, 48)]);
    made.cut("cut-lossy", "webp", &lossy, &[12, 16, 20, 26, 30]);
    let extended = riff(&[canvas(0, 48, 32), (b"ICCP", noise(40)), lossless()]);
    made.cut("cut-extended", "webp", &extended, &[21, 30, 34, 60, 90]);
    containers(made, &still);
    streams(made);
    canvases(made);
    animations(made);
    metadata(made);
}

fn riff(chunks: &[Chunk]) -> Vec<u8> {
    let mut body = b"WEBP".to_vec();
    for (name, content) in chunks {
        body.extend(*name);
        body.extend(le32(content.len()));
        body.extend(content);
        if content.len() % 2 == 1 {
            body.push(0);
        }
    }
    [&b"RIFF"[..], &le32(body.len()), &body].concat()
}

fn le32(value: usize) -> [u8; 4] {
    u32::try_from(value).expect("a chunk is short").to_le_bytes()
}

fn le24(value: u32) -> [u8; 3] {
    let [low, middle, high, _] = value.to_le_bytes();
    [low, middle, high]
}

/// A sound lossless picture of 48 × 32.
fn lossless() -> Chunk {
    let mut file = Vec::new();
    WebPEncoder::new_lossless(&mut file)
        .write_image(&scene(48, 32), 48, 32, ExtendedColorType::Rgb8)
        .expect("a small scene encodes");
    (b"VP8L", file[20..].to_vec())
}

/// A lossy picture whose header is sound and whose data are noise: any bits mean something there.
fn noisy(width: u16, height: u16) -> Chunk {
    let body = noise(2_000);
    // Key frame, shown, first partition of 1,000 bytes.
    let tag = le24(0x10 | (1_000 << 5));
    let sides = [width.to_le_bytes(), height.to_le_bytes()].concat();
    (
        b"VP8 ",
        [&tag[..], &[0x9D, 0x01, 0x2A], &sides, &[0, 0], &body].concat(),
    )
}

fn canvas(flags: u8, width: u32, height: u32) -> Chunk {
    let sides = [le24(width.wrapping_sub(1)), le24(height.wrapping_sub(1))];
    (b"VP8X", [&[flags, 0, 0, 0], sides.as_flattened()].concat())
}

fn containers(made: &mut Made, still: &[u8]) {
    made.add("riff-of-length-0.webp", patched(still, 4, &[0; 4]), BROKEN);
    made.add("riff-of-length-4-billion.webp", patched(still, 4, &[0xFF; 4]), BROKEN);
    made.add("chunk-of-length-4-billion.webp", patched(still, 16, &[0xFF; 4]), BROKEN);
    made.add("chunk-of-length-0.webp", patched(still, 16, &[0; 4]), CUT);
    made.add("no-chunk.webp", riff(&[]), UNREAD);
    made.add("unknown-chunk-only.webp", riff(&[(b"ZZZZ", noise(40))]), UNREAD);
    made.add("two-pictures.webp", riff(&[lossless(), lossless()]), PICTURE);
    let flood: Vec<Chunk> = vec![(b"ZZZZ", vec![]); 7_000];
    made.add(
        "unknown-chunks-7000.webp",
        riff(&[&[canvas(0, 48, 32)], &flood[..], &[lossless()]].concat()),
        PICTURE,
    );
}

fn streams(made: &mut Made) {
    made.add("lossy-of-noise.webp", riff(&[noisy(64, 48)]), BROKEN);
    made.add("lossy-of-no-width.webp", riff(&[noisy(0, 48)]), UNREAD);
    made.add("lossy-of-no-height.webp", riff(&[noisy(64, 0)]), UNREAD);
    made.add("lossy-16383-squared.webp", riff(&[noisy(16_383, 16_383)]), LYING);
    made.add("lossy-9000-squared.webp", riff(&[noisy(9_000, 9_000)]), LYING);
    let (_, body) = noisy(64, 48);
    made.add(
        "lossy-no-key-frame.webp",
        riff(&[(b"VP8 ", patched(&body, 0, &[0x11]))]),
        UNREAD,
    );
    made.add(
        "lossy-partition-outside.webp",
        riff(&[(b"VP8 ", patched(&body, 0, &[0xF0, 0xFF, 0xFF]))]),
        BROKEN,
    );
    let (_, body) = lossless();
    let claim = |sides: u32| (b"VP8L", patched(&body, 1, &sides.to_le_bytes())) as Chunk;
    made.add("lossless-16384-squared.webp", riff(&[claim(0x0FFF_FFFF)]), LYING);
    made.add(
        "lossless-version-7.webp",
        riff(&[claim(0xE000_0000 | 0x2F | 0x1F << 14)]),
        UNREAD,
    );
    made.add(
        "lossless-of-noise.webp",
        riff(&[(b"VP8L", patched(&noise(900), 0, &[0x2F, 47, 0xC0, 7, 0]))]),
        BROKEN,
    );
    made.add(
        "lossless-mark-wrong.webp",
        riff(&[(b"VP8L", patched(&body, 0, &[0]))]),
        UNREAD,
    );
    made.add("lossless-strip.webp", riff(&[claim(16_383)]), LYING);
}

fn canvases(made: &mut Made) {
    let on = |flags, width, height| riff(&[canvas(flags, width, height), lossless()]);
    made.add("canvas-16-million-squared.webp", on(0, 1 << 24, 1 << 24), LYING);
    made.add("canvas-12000-squared.webp", on(0, 12_000, 12_000), LYING);
    made.add("canvas-smaller-than-picture.webp", on(0, 8, 8), BROKEN);
    made.add("canvas-larger-than-picture.webp", on(0, 480, 320), BROKEN);
    made.add("canvas-says-animated.webp", on(2, 48, 32), BROKEN);
    made.add(
        "canvas-twice.webp",
        riff(&[canvas(0, 48, 32), canvas(0, 9_000, 9_000), lossless()]),
        BROKEN,
    );
    made.add("canvas-alone.webp", riff(&[canvas(0, 48, 32)]), UNREAD);
    let alpha: Chunk = (b"ALPH", noise(300));
    made.add(
        "alpha-of-noise.webp",
        riff(&[canvas(0x10, 64, 48), alpha, noisy(64, 48)]),
        BROKEN,
    );
    made.add(
        "alpha-alone.webp",
        riff(&[canvas(0x10, 64, 48), (b"ALPH", vec![0; 4])]),
        UNREAD,
    );
}

fn animations(made: &mut Made) {
    let (name, body) = lossless();
    let inner = [&name[..], &le32(body.len()), &body].concat();
    let frame = |at: u32, width: u32, height: u32| {
        let sides = [at, at, width.wrapping_sub(1), height.wrapping_sub(1), 40].map(le24);
        (b"ANMF", [sides.as_flattened(), &[0], &inner].concat()) as Chunk
    };
    let control: Chunk = (b"ANIM", vec![0; 6]);
    let of = |frames: &[Chunk]| riff(&[&[canvas(2, 48, 32), control.clone()], frames].concat());
    made.add("animation-of-no-frames.webp", of(&[]), UNREAD);
    made.add(
        "frame-outside.webp",
        of(&[frame(0, 48, 32), frame(400, 48, 32)]),
        BROKEN,
    );
    made.add("frame-of-other-size.webp", of(&[frame(0, 9, 9)]), BROKEN);
    made.add("frame-16-million-squared.webp", of(&[frame(0, 0, 0)]), BROKEN_OR_VAST);
    made.add("frame-cut.webp", of(&[(b"ANMF", vec![0; 15])]), UNREAD);
    let tiny = 60_000 / (inner.len() + 24);
    made.add(
        "frames-many.webp",
        of(&vec![frame(0, 48, 32); tiny]),
        &["picture animated"],
    );
    let vast = [canvas(2, 9_000, 9_000), control.clone()];
    made.add(
        "frames-on-a-vast-canvas.webp",
        riff(&[&vast[..], &vec![frame(0, 48, 32); tiny]].concat()),
        VAST,
    );
}

/// Every frame of such a picture costs what the canvas costs: refused, or shown in part.
const VAST: &[&str] = &[
    "too_many_pixels",
    "too_much_memory",
    "picture animated",
    "picture animated truncated",
    "picture animated frames_beyond_limit",
];

fn metadata(made: &mut Made) {
    for (name, block) in lying_exif() {
        let chunks = [canvas(0x08, 48, 32), lossless(), (b"EXIF", block)];
        made.add(&format!("{name}.webp"), riff(&chunks), PICTURE);
    }
    for (name, profile) in icc::bad() {
        let chunks = [canvas(0x20, 48, 32), (b"ICCP", profile), lossless()];
        made.add(&format!("{name}.webp"), riff(&chunks), PICTURE);
    }
}
