//! Animated PNG: frames outside, without size, out of order, too many.

use super::{
    Made,
    bytes::zlib,
    outcome::BROKEN,
    png::{Chunk, RGB, data_of_scene, end, file, header},
};

const ANIMATED: &[&str] = &["picture animated", "picture animated truncated", "corrupt", "truncated"];

pub(super) fn add(made: &mut Made) {
    made.add(
        "animation-of-4-billion-frames.png",
        animation(u32::MAX, &[frame(1, [8, 8], [0, 0])]),
        BROKEN,
    );
    made.add("animation-of-no-frames.png", animation(0, &[]), BROKEN);
    made.add("frame-outside.png", animation(2, &[frame(1, [8, 8], [44, 30])]), BROKEN);
    made.add(
        "frame-far-outside.png",
        animation(2, &[frame(1, [8, 8], [u32::MAX, u32::MAX])]),
        BROKEN,
    );
    made.add(
        "frame-of-no-size.png",
        animation(2, &[frame(1, [0, 0], [0, 0])]),
        BROKEN,
    );
    made.add(
        "frame-of-4-billion-squared.png",
        animation(2, &[frame(1, [u32::MAX, u32::MAX], [0, 0])]),
        BROKEN,
    );
    made.add(
        "frames-out-of-order.png",
        animation(3, &[frame(7, [8, 8], [0, 0]), frame(1, [8, 8], [0, 0])]),
        BROKEN,
    );
    made.add(
        "frame-without-control.png",
        animation(
            2,
            &frame(1, [8, 8], [0, 0])[1..]
                .to_vec()
                .into_iter()
                .map(|chunk| vec![chunk])
                .collect::<Vec<_>>(),
        ),
        BROKEN,
    );
    let many: Vec<Vec<Chunk>> = (0..500).map(|number| frame(1 + 2 * number, [4, 4], [0, 0])).collect();
    made.add("frames-500.png", animation(501, &many), ANIMATED);
    let fewer: Vec<Vec<Chunk>> = many.into_iter().take(3).collect();
    made.add("frames-fewer-than-said.png", animation(400, &fewer), ANIMATED);
}

/// The first frame is the picture; `more` follow it.
fn animation(claimed: u32, more: &[Vec<Chunk>]) -> Vec<u8> {
    let count = [claimed.to_be_bytes(), [0; 4]].concat();
    let mut chunks: Vec<Chunk> = vec![
        header(48, 32, RGB),
        (b"acTL", count),
        control(0, [48, 32], [0, 0]),
        data_of_scene(),
    ];
    chunks.extend(more.iter().flatten().cloned());
    chunks.push(end());
    file(&chunks)
}

fn frame(sequence: u32, size: [u32; 2], at: [u32; 2]) -> Vec<Chunk> {
    let pixels = size.map(|side| side.min(48) as usize);
    let rows = vec![0x55; pixels[1] * (pixels[0] * 3 + 1)];
    let plain: Vec<u8> = rows.iter().map(|value| value & 1).collect();
    let body = [&(sequence + 1).to_be_bytes()[..], &zlib(&plain)].concat();
    vec![control(sequence, size, at), (b"fdAT", body)]
}

fn control(sequence: u32, size: [u32; 2], at: [u32; 2]) -> Chunk {
    let fields = [sequence, size[0], size[1], at[0], at[1]].map(u32::to_be_bytes);
    (b"fcTL", [fields.as_flattened(), &[0, 1, 0, 10, 0, 0]].concat())
}
