//! Colour profiles that are none, or that lie. A picture is shown without its profile then.

/// Profiles by what is wrong with them.
pub(super) fn bad() -> Vec<(&'static str, Vec<u8>)> {
    vec![
        ("icc-empty", Vec::new()),
        ("icc-noise", super::bytes::noise(600)),
        ("icc-size-lies", header(u32::MAX, 1, &[])),
        ("icc-tags-4-billion", header(132, u32::MAX, &[])),
        ("icc-tag-outside", header(144, 1, &tag(*b"A2B0", u32::MAX, u32::MAX))),
        ("icc-tag-in-header", header(144, 1, &tag(*b"A2B0", 0, 144))),
        ("icc-table-of-255-to-the-15th", table()),
    ]
}

fn header(size: u32, tags: u32, directory: &[u8]) -> Vec<u8> {
    let mut profile = vec![0; 128];
    let places: [(usize, &[u8]); 5] = [
        (0, &size.to_be_bytes()),
        (8, &[4, 0x40, 0, 0]),
        (12, b"mntrRGB XYZ "),
        (36, b"acsp"),
        (68, &[0, 0, 0xF6, 0xD6, 0, 1, 0, 0, 0, 0, 0xD3, 0x2D]),
    ];
    for (at, bytes) in places {
        profile = super::bytes::patched(&profile, at, bytes);
    }
    profile.extend(tags.to_be_bytes());
    profile.extend(directory);
    profile
}

fn tag(name: [u8; 4], at: u32, length: u32) -> Vec<u8> {
    [&name[..], &at.to_be_bytes(), &length.to_be_bytes()].concat()
}

/// A lookup table of 15 inputs with 255 steps each: more cells than there are bytes anywhere.
fn table() -> Vec<u8> {
    let mut profile = header(244, 1, &tag(*b"A2B0", 144, 100));
    profile.extend(b"mft2\0\0\0\0\x0F\x0F\xFF\0");
    profile.resize(244, 0xFF);
    profile
}
