//! JPEG: profiles, EXIF blocks and Adobe's marks that lie. The picture itself is sound.

use super::{
    Made,
    bytes::{entry, exif, lying_exif},
    icc, jpeg,
    outcome::PICTURE,
};

pub(super) fn add(made: &mut Made) {
    for (name, block) in lying_exif() {
        let body = [&b"Exif\0\0"[..], &block].concat();
        made.add(&format!("{name}.jpg"), with(&[(0xE1, body)]), PICTURE);
    }
    for (name, profile) in icc::bad() {
        made.add(&format!("{name}.jpg"), with(&[part(1, 1, &profile)]), PICTURE);
    }
    icc_parts(made);
    let thumbnail = [
        exif(&[entry(0x0201, 4, 1, 26), entry(0x0202, 4, 1, 900)], 2, 0),
        jpeg::baseline(),
    ]
    .concat();
    made.add(
        "exif-thumbnail-is-a-picture.jpg",
        with(&[(0xE1, [&b"Exif\0\0"[..], &thumbnail].concat())]),
        PICTURE,
    );
    let many = vec![(0xE1, b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0".to_vec()); 2_000];
    made.add("exif-2000-blocks.jpg", with(&many), PICTURE);
    for transform in [0, 1, 2, 255] {
        let mark = (0xEE, [&b"Adobe\0\x64\0\0\0\0"[..], &[transform]].concat());
        made.add(&format!("adobe-transform-{transform}.jpg"), with(&[mark]), PICTURE);
    }
    made.add("adobe-cut.jpg", with(&[(0xEE, b"Adobe".to_vec())]), PICTURE);
}

fn icc_parts(made: &mut Made) {
    let body = [7; 100];
    made.add("icc-part-0-of-0.jpg", with(&[part(0, 0, &body)]), PICTURE);
    made.add("icc-part-9-of-3.jpg", with(&[part(9, 3, &body)]), PICTURE);
    made.add("icc-1-of-255-parts.jpg", with(&[part(1, 255, &body)]), PICTURE);
    made.add(
        "icc-part-twice.jpg",
        with(&[part(1, 2, &body), part(1, 2, &body)]),
        PICTURE,
    );
    let all: Vec<(u8, Vec<u8>)> = (1..=255).map(|number| part(number, 255, &[0; 200])).collect();
    made.add("icc-255-parts.jpg", with(&all), PICTURE);
}

fn part(number: u8, of: u8, body: &[u8]) -> (u8, Vec<u8>) {
    (0xE2, [&b"ICC_PROFILE\0"[..], &[number, of], body].concat())
}

/// A sound file with segments put behind its beginning.
fn with(segments: &[(u8, Vec<u8>)]) -> Vec<u8> {
    let file = jpeg::baseline();
    let mut whole = file[..2].to_vec();
    for (marker, body) in segments {
        let length = u16::try_from(body.len() + 2).expect("a segment is short");
        whole.extend([0xFF, *marker]);
        whole.extend(length.to_be_bytes());
        whole.extend(body);
    }
    whole.extend(&file[2..]);
    whole
}
