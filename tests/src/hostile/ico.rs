//! ICO: directories that lie about what is inside, and insides that lie about themselves.

use super::{
    Made,
    bytes::{noise, patched},
    outcome::{BROKEN, BROKEN_OR_VAST, CUT, NAMELESS, PICTURE, UNREAD},
    png,
};

pub(super) fn add(made: &mut Made) {
    let inner = png::picture(&[]);
    let whole = file(&[icon(48, 32, &inner)], 1);
    made.cut("cut-ico", "ico", &whole, &[4, 6, 9, 21, 22, 30, 60, whole.len() / 2]);
    made.add("no-icons.ico", file(&[], 0), NAMELESS);
    made.add("65535-icons-claimed.ico", file(&[icon(48, 32, &inner)], 65_535), BROKEN);
    made.add("size-other-than-inside.ico", file(&[icon(16, 16, &inner)], 1), BROKEN);
    made.add("inside-of-noise.ico", file(&[icon(16, 16, &noise(400))], 1), BROKEN);
    made.add("inside-empty.ico", file(&[icon(16, 16, &[])], 1), NAMELESS);
    let vast = png::file(&[png::header(12_000, 12_000, png::RGB), png::data_of_scene(), png::end()]);
    made.add(
        "inside-12000-squared.ico",
        file(&[icon(0, 0, &vast)], 1),
        &["too_many_pixels"],
    );
    let wide = png::file(&[png::header(65_535, 1, png::RGB), png::data_of_scene(), png::end()]);
    made.add(
        "inside-65535-wide.ico",
        file(&[icon(0, 0, &wide)], 1),
        &["too_large_side"],
    );
    let cut = inner.get(..inner.len() / 2).expect("half");
    made.add("inside-cut.ico", file(&[icon(48, 32, cut)], 1), CUT);
    made.add("inside-outside.ico", patched(&whole, 18, &[0xFF; 4]), NAMELESS);
    made.add("inside-is-the-directory.ico", patched(&whole, 18, &[0; 4]), NAMELESS);
    made.add("inside-of-4-billion-bytes.ico", patched(&whole, 14, &[0xFF; 4]), BROKEN);
    made.add("inside-an-ico.ico", file(&[icon(48, 32, &whole)], 1), BROKEN);
    bitmaps(made);
    let many = vec![icon(1, 1, &bitmap(1, 2, 24)); 700];
    made.add("700-icons.ico", file(&many, 700), PICTURE);
}

fn bitmaps(made: &mut Made) {
    let of = |width, height, bits| file(&[icon(16, 16, &bitmap(width, height, bits))], 1);
    made.add("bitmap-sound.ico", of(16, 32, 24), PICTURE);
    made.add("bitmap-of-no-height.ico", of(16, 0, 24), UNREAD);
    made.add("bitmap-of-odd-height.ico", of(16, 33, 24), BROKEN);
    made.add(
        "bitmap-2-billion-squared.ico",
        of(i32::MAX, i32::MAX, 24),
        &["too_large_side", "corrupt", "truncated"],
    );
    made.add("bitmap-without-mask.ico", of(16, 16, 24), BROKEN);
    made.add("bitmap-of-3-bits.ico", of(16, 32, 3), BROKEN);
    made.add("bitmap-9000-squared.ico", of(9_000, 18_000, 32), BROKEN_OR_VAST);
}

type Icon = ([u8; 8], Vec<u8>);

fn icon(width: u8, height: u8, inside: &[u8]) -> Icon {
    ([width, height, 0, 0, 1, 0, 32, 0], inside.to_vec())
}

fn file(icons: &[Icon], claimed: u16) -> Vec<u8> {
    let mut file = [&[0, 0, 1, 0][..], &claimed.to_le_bytes()].concat();
    let mut at = 6 + 16 * icons.len();
    for (fields, inside) in icons {
        file.extend(fields);
        for number in [inside.len(), at] {
            file.extend(u32::try_from(number).expect("small").to_le_bytes());
        }
        at += inside.len();
    }
    for (_, inside) in icons {
        file.extend(inside);
    }
    file
}

/// A bitmap without its file header, as icons hold it: colours, then a mask of one bit.
fn bitmap(width: i32, height: i32, bits: u16) -> Vec<u8> {
    let mut inside = 40_u32.to_le_bytes().to_vec();
    inside.extend(width.to_le_bytes());
    inside.extend(height.to_le_bytes());
    inside.extend([1, 0]);
    inside.extend(bits.to_le_bytes());
    inside.extend([0; 24]);
    if (0..=64).contains(&width) && (0..=64).contains(&height) {
        let rows = usize::try_from(height / 2).expect("not negative");
        let columns = usize::try_from(width).expect("not negative");
        inside.resize(40 + rows * ((columns * 3).next_multiple_of(4) + 4), 0x60);
    }
    inside
}
