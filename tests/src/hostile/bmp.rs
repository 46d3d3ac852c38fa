//! BMP: headers that lie, palettes and runs that leave the picture.

use super::{
    Made,
    bytes::{noise, scene},
    outcome::{ANY_PICTURE, BROKEN, CUT, PICTURE, UNREAD},
};

const SIDE: i32 = 32;

pub(super) fn add(made: &mut Made) {
    let whole = Bitmap::default().file();
    made.cut(
        "cut-bmp",
        "bmp",
        &whole,
        &[3, 14, 18, 26, 30, 53, 54, 60, whole.len() / 2, whole.len() - 40],
    );
    sizes(made);
    fields(made);
    runs(made);
}

/// The header's fields, and the bytes behind it.
struct Bitmap {
    width: i32,
    height: i32,
    planes: u16,
    bits: u16,
    compression: u32,
    colours: u32,
    data_at: u32,
    header: u32,
    data: Vec<u8>,
}

impl Default for Bitmap {
    fn default() -> Self {
        Self {
            width: SIDE,
            height: SIDE,
            planes: 1,
            bits: 24,
            compression: 0,
            colours: 0,
            data_at: 54,
            header: 40,
            data: scene(32, 32),
        }
    }
}

impl Bitmap {
    fn file(&self) -> Vec<u8> {
        let mut file = b"BM".to_vec();
        file.extend(u32::try_from(54 + self.data.len()).expect("small").to_le_bytes());
        file.extend([0; 4]);
        file.extend(self.data_at.to_le_bytes());
        file.extend(self.header.to_le_bytes());
        file.extend(self.width.to_le_bytes());
        file.extend(self.height.to_le_bytes());
        file.extend(self.planes.to_le_bytes());
        file.extend(self.bits.to_le_bytes());
        file.extend(self.compression.to_le_bytes());
        file.extend([0; 12]);
        file.extend(self.colours.to_le_bytes());
        file.extend([0; 4]);
        file.extend(&self.data);
        file
    }
}

fn sizes(made: &mut Made) {
    let sides = |width, height| {
        Bitmap {
            width,
            height,
            ..Bitmap::default()
        }
        .file()
    };
    made.add(
        "claims-60000-squared.bmp",
        sides(60_000, 60_000),
        &["too_large_side", "corrupt"],
    );
    made.add(
        "claims-2-billion-squared.bmp",
        sides(i32::MAX, i32::MAX),
        &["too_large_side", "corrupt"],
    );
    made.add("claims-20000-squared.bmp", sides(20_000, 20_000), &["too_many_pixels"]);
    made.add("claims-81-megapixels.bmp", sides(9_000, 9_000), CUT);
    made.add("zero-wide.bmp", sides(0, SIDE), UNREAD);
    made.add("zero-high.bmp", sides(SIDE, 0), UNREAD);
    made.add("width-below-zero.bmp", sides(-SIDE, SIDE), UNREAD);
    made.add("height-below-zero.bmp", sides(SIDE, -SIDE), PICTURE);
    made.add(
        "height-least.bmp",
        sides(SIDE, i32::MIN),
        &["too_large_side", "corrupt", "unsupported_variant"],
    );
    let strip = |width| Bitmap {
        width,
        height: 1,
        bits: 1,
        colours: 2,
        data_at: 62,
        data: vec![0xAA; 8 + 8_192],
        ..Bitmap::default()
    };
    made.add("strip-65535-wide.bmp", strip(65_535).file(), &["too_large_side"]);
    made.add("strip-32000-wide.bmp", strip(32_000).file(), PICTURE);
}

fn fields(made: &mut Made) {
    for bits in [0, 2, 3, 64, 65_535] {
        made.add(
            &format!("{bits}-bit.bmp"),
            Bitmap {
                bits,
                ..Bitmap::default()
            }
            .file(),
            BROKEN,
        );
    }
    made.add(
        "no-planes.bmp",
        Bitmap {
            planes: 0,
            ..Bitmap::default()
        }
        .file(),
        BROKEN,
    );
    made.add(
        "compression-99.bmp",
        Bitmap {
            compression: 99,
            ..Bitmap::default()
        }
        .file(),
        UNREAD,
    );
    made.add(
        "compression-jpeg.bmp",
        Bitmap {
            compression: 4,
            ..Bitmap::default()
        }
        .file(),
        UNREAD,
    );
    made.add(
        "bit-fields-missing.bmp",
        Bitmap {
            compression: 3,
            ..Bitmap::default()
        }
        .file(),
        BROKEN,
    );
    made.add(
        "palette-of-4-billion.bmp",
        Bitmap {
            bits: 8,
            colours: u32::MAX,
            ..Bitmap::default()
        }
        .file(),
        BROKEN,
    );
    made.add(
        "palette-missing.bmp",
        Bitmap {
            bits: 8,
            data: vec![200; 60],
            ..Bitmap::default()
        }
        .file(),
        BROKEN,
    );
    made.add(
        "data-outside.bmp",
        Bitmap {
            data_at: u32::MAX,
            ..Bitmap::default()
        }
        .file(),
        CUT,
    );
    made.add(
        "data-in-the-header.bmp",
        Bitmap {
            data_at: 2,
            ..Bitmap::default()
        }
        .file(),
        BROKEN,
    );
    for header in [0, 11, 41, u32::MAX] {
        made.add(
            &format!("header-of-{header}.bmp"),
            Bitmap {
                header,
                ..Bitmap::default()
            }
            .file(),
            BROKEN,
        );
    }
}

fn runs(made: &mut Made) {
    let of = |bits: u16, compression: u32, runs: &[u8]| {
        let palette = [9, 9, 9, 0].repeat(1 << bits);
        Bitmap {
            bits,
            compression,
            colours: 1 << bits,
            data_at: 54 + (4 << bits),
            data: [&palette[..], runs].concat(),
            ..Bitmap::default()
        }
        .file()
    };
    for (bits, compression) in [(8, 1), (4, 2)] {
        let mut add = |name: &str, runs: &[u8], answers| {
            made.add(
                &format!("runs-of-{bits}-bits-{name}.bmp"),
                of(bits, compression, runs),
                answers,
            );
        };
        add("past-the-row", &[255, 7].repeat(90), BROKEN);
        add("jumping-outside", &[0, 2, 255, 255].repeat(90), BROKEN);
        add(
            "jumping-nowhere",
            &[[0, 2, 0, 0].repeat(9_000), vec![0, 1]].concat(),
            ANY_PICTURE,
        );
        add("without-end", &[1, 1], BROKEN);
        add("row-ends-only", &[0, 0].repeat(20_000), BROKEN);
        add("literal-longer-than-file", &[0, 255, 1, 2], BROKEN);
        add("of-noise", &noise(700), BROKEN);
    }
}
