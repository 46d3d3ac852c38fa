//! Small makers of bytes that several formats share.

use std::io::Write as _;

/// `bytes` with others written over from `at` on.
pub(super) fn patched(bytes: &[u8], at: usize, over: &[u8]) -> Vec<u8> {
    let mut patched = bytes.to_vec();
    patched.splice(at..at + over.len(), over.iter().copied());
    patched
}

/// Where `needle` first stands.
pub(super) fn place_of(bytes: &[u8], needle: &[u8]) -> usize {
    let found = bytes.windows(needle.len()).position(|window| window == needle);
    found.expect("the file holds what is looked for")
}

/// The first `length` bytes of an endless stream of noise.
pub(super) fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x2545_F491_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    (0..length).map(|_| next()).collect()
}

/// Soft ramps with a few hard shapes, 3 bytes a pixel.
pub(super) fn scene(width: usize, height: usize) -> Vec<u8> {
    let ramp = |at: usize, of: usize| u8::try_from(at * 200 / of.max(1) + 20).expect("below 256");
    let pixel = |x: usize, y: usize| {
        let inside = (x * 7 / width + y * 5 / height).is_multiple_of(3);
        [ramp(x, width), ramp(y, height), if inside { 210 } else { 60 }]
    };
    (0..height)
        .flat_map(|y| (0..width).flat_map(move |x| pixel(x, y)))
        .collect()
}

/// A zlib stream of these bytes, as small as it gets.
pub(super) fn zlib(bytes: &[u8]) -> Vec<u8> {
    let mut stream = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    stream.write_all(bytes).expect("memory takes everything");
    stream.finish().expect("memory takes everything")
}

/// A zlib stream that unpacks to `length` zeros.
pub(super) fn zeros(length: usize) -> Vec<u8> {
    zlib(&vec![0; length])
}

/// The sum that PNG wants.
pub(super) fn crc32(bytes: &[u8]) -> u32 {
    let mut sum = flate2::Crc::new();
    sum.update(bytes);
    sum.sum()
}

/// A TIFF-shaped EXIF block of one directory with these raw entries, and where the next one is.
pub(super) fn exif(entries: &[[u8; 12]], claimed: u16, next: u32) -> Vec<u8> {
    let mut block = b"II*\0\x08\0\0\0".to_vec();
    block.extend(claimed.to_le_bytes());
    block.extend(entries.as_flattened());
    block.extend(next.to_le_bytes());
    block
}

/// One entry of a little-endian directory.
pub(super) fn entry(tag: u16, kind: u16, count: u32, value: u32) -> [u8; 12] {
    let mut entry = [0; 12];
    let fields = tag
        .to_le_bytes()
        .into_iter()
        .chain(kind.to_le_bytes())
        .chain(count.to_le_bytes())
        .chain(value.to_le_bytes());
    for (place, byte) in entry.iter_mut().zip(fields) {
        *place = byte;
    }
    entry
}

/// EXIF blocks that loop, lie and point outside; orientation is all that is read of any.
pub(super) fn lying_exif() -> Vec<(&'static str, Vec<u8>)> {
    let turned = entry(0x0112, 3, 1, 6);
    vec![
        ("exif-next-is-itself", exif(&[turned], 1, 8)),
        ("exif-inner-is-itself", exif(&[entry(0x8769, 4, 1, 8), turned], 2, 8)),
        ("exif-65535-entries", exif(&[turned], u16::MAX, 0)),
        (
            "exif-directory-outside",
            patched(&exif(&[turned], 1, 0), 4, &u32::MAX.to_le_bytes()),
        ),
        (
            "exif-value-of-4-billion",
            exif(&[entry(0x0112, 3, u32::MAX, u32::MAX)], 1, 0),
        ),
        ("exif-orientation-9", exif(&[entry(0x0112, 3, 1, 9)], 1, 0)),
        (
            "exif-thumbnail-outside",
            exif(&[entry(0x0201, 4, 1, u32::MAX), entry(0x0202, 4, 1, u32::MAX)], 2, 0),
        ),
        ("exif-cut", b"II*\0\x08\0\0\0\x01".to_vec()),
    ]
}
