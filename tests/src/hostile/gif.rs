//! GIF: cut at every block, with screens and frames that lie, with frames without end.

use super::{
    Made,
    bytes::{noise, patched},
    outcome::{ANY_PICTURE, BROKEN, BROKEN_OR_VAST, CUT, UNREAD},
};

const SIDE: u16 = 32;
const TRAILER: u8 = 0x3B;
const ANIMATED: &[&str] = &["picture animated", "picture animated truncated"];
/// Every frame on such a screen costs what the screen costs: refused, or shown in part.
const VAST: &[&str] = &[
    "too_many_pixels",
    "too_much_memory",
    "picture animated",
    "picture animated truncated",
    "picture animated frames_beyond_limit",
];

pub(super) fn add(made: &mut Made) {
    let whole = file(SIDE, SIDE, &[frame([0, 0, SIDE, SIDE]), frame([4, 4, 8, 8])]);
    let data = 13 + 12 + 10;
    made.cut(
        "cut-gif",
        "gif",
        &whole,
        &[5, 6, 9, 13, 20, 25, 28, data, data + 1, data + 2, data + 60],
    );
    screens(made);
    frames(made);
    data_blocks(made);
    floods(made);
}

/// A screen with four colours, and what stands on it.
fn file(width: u16, height: u16, blocks: &[Vec<u8>]) -> Vec<u8> {
    let mut file = b"GIF89a".to_vec();
    file.extend(width.to_le_bytes());
    file.extend(height.to_le_bytes());
    file.extend([0xF1, 0, 0]);
    file.extend([255, 0, 0, 0, 255, 0, 0, 0, 255, 9, 8, 7]);
    file.extend(blocks.concat());
    file.push(TRAILER);
    file
}

/// A frame at left, top, of width, height, its pixels never compressed.
fn frame([left, top, width, height]: [u16; 4]) -> Vec<u8> {
    let pixels = usize::from(width) * usize::from(height);
    descriptor([left, top, width, height], &codes(pixels.min(2_000)))
}

fn descriptor(places: [u16; 4], data: &[u8]) -> Vec<u8> {
    let mut frame = vec![0x2C];
    frame.extend(places.map(u16::to_le_bytes).as_flattened());
    frame.push(0);
    frame.extend(data);
    frame
}

/// Codes of three bits with the table cleared before it grows, in blocks of at most 255 bytes.
fn codes(pixels: usize) -> Vec<u8> {
    let mut bits: Vec<bool> = Vec::new();
    let mut push = |code: u8| bits.extend((0..3).map(|bit| code >> bit & 1 == 1));
    for pixel in 0..pixels {
        if pixel % 2 == 0 {
            push(4);
        }
        push(u8::try_from(pixel % 4).expect("below 4"));
    }
    push(5);
    let bytes: Vec<u8> = bits
        .chunks(8)
        .map(|eight| eight.iter().rev().fold(0, |byte, bit| byte << 1 | u8::from(*bit)))
        .collect();
    let mut data = vec![2];
    for block in bytes.chunks(255) {
        data.push(u8::try_from(block.len()).expect("at most 255"));
        data.extend(block);
    }
    data.push(0);
    data
}

fn screens(made: &mut Made) {
    let one = [frame([0, 0, 8, 8])];
    made.add("zero-screen.gif", file(0, 0, &one), BROKEN);
    made.add(
        "screen-65535-squared.gif",
        file(65_535, 65_535, &one),
        &["too_large_side"],
    );
    made.add(
        "screen-12000-squared.gif",
        file(12_000, 12_000, &one),
        &["too_many_pixels"],
    );
    made.add("screen-65535-wide.gif", file(65_535, 1, &one), &["too_large_side"]);
    made.add("screen-32000-wide.gif", file(32_000, 2, &one), BROKEN);
    made.add("no-frame.gif", file(SIDE, SIDE, &[]), UNREAD);
    let colourless = patched(&file(8, 8, &one), 10, &[0]);
    made.add("no-palette.gif", colourless, BROKEN);
}

fn frames(made: &mut Made) {
    let with = |places| file(SIDE, SIDE, &[frame(places)]);
    made.add("frame-of-no-width.gif", with([0, 0, 0, 8]), BROKEN);
    made.add("frame-of-no-size.gif", with([0, 0, 0, 0]), BROKEN);
    made.add("frame-outside.gif", with([40, 40, 8, 8]), BROKEN);
    made.add("frame-half-outside.gif", with([28, 28, 8, 8]), BROKEN);
    made.add("frame-far-outside.gif", with([65_535, 65_535, 8, 8]), BROKEN_OR_VAST);
    let lying: &[&str] = &[
        "too_large_side",
        "too_many_pixels",
        "too_much_memory",
        "corrupt",
        "truncated",
        "picture truncated",
    ];
    made.add("frame-65535-squared.gif", with([0, 0, 65_535, 65_535]), lying);
    made.add("frame-larger-than-its-data.gif", with([0, 0, 2_000, 2_000]), lying);
}

fn data_blocks(made: &mut Made) {
    let with = |data: &[u8]| file(SIDE, SIDE, &[descriptor([0, 0, SIDE, SIDE], data)]);
    for bits in [0, 1, 12, 13, 255] {
        made.add(
            &format!("codes-of-{bits}-bits.gif"),
            with(&[bits, 2, 0x44, 0x01, 0]),
            BROKEN,
        );
    }
    let noisy = [&[8, 255][..], &noise(255), &[0]].concat();
    made.add("codes-of-noise.gif", with(&noisy), BROKEN);
    made.add(
        "codes-all-ones.gif",
        with(&[&[2, 255][..], &[0xFF; 255], &[0]].concat()),
        BROKEN,
    );
    made.add("codes-none.gif", with(&[2, 0]), BROKEN);
    made.add("block-longer-than-file.gif", with(&[2, 255, 1]), BROKEN);
    let mut endless = codes(2_000);
    endless.pop();
    endless.extend([&[255][..], &[0x24; 255]].concat().repeat(200));
    endless.push(0);
    made.add("codes-past-the-end.gif", with(&endless), BROKEN);
}

fn floods(made: &mut Made) {
    let tiny = frame([0, 0, 1, 1]);
    made.add("frames-900.gif", file(64, 64, &vec![tiny.clone(); 900]), ANIMATED);
    made.add("frames-3500.gif", file(64, 64, &vec![tiny.clone(); 3_500]), VAST);
    made.add(
        "frames-on-a-vast-screen.gif",
        file(9_000, 9_000, &vec![tiny.clone(); 900]),
        VAST,
    );
    let extension = vec![0x21, 0xFE, 0];
    let mut blocks = vec![extension; 18_000];
    blocks.push(frame([0, 0, SIDE, SIDE]));
    made.add("comments-18000.gif", file(SIDE, SIDE, &blocks), ANY_PICTURE);
    let control = vec![0x21, 0xF9, 4, 0xFF, 0xFF, 0xFF, 0xFF, 0];
    made.add(
        "control-alone.gif",
        file(SIDE, SIDE, &vec![control.clone(); 50]),
        UNREAD,
    );
    made.add(
        "control-all-ones.gif",
        file(SIDE, SIDE, &[control, frame([0, 0, 8, 8])]),
        BROKEN,
    );
    let mut endless = file(SIDE, SIDE, &[tiny]);
    endless.pop();
    made.add("no-trailer.gif", endless, ANY_PICTURE);
    made.add("unknown-block.gif", file(SIDE, SIDE, &[vec![0x99, 1, 2]]), CUT);
}
