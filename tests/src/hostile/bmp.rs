//! BMP: headers that lie, palettes and runs that leave the picture.

use super::{
    Made,
    bytes::{noise, scene},
    outcome::{ANY_PICTURE, BROKEN, CUT, NAMELESS, PICTURE, UNREAD},
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
    let mut add = |name: &str, answers: &'static [&'static str], change: &dyn Fn(&mut Bitmap)| {
        let mut bitmap = Bitmap::default();
        change(&mut bitmap);
        made.add(&format!("{name}.bmp"), bitmap.file(), answers);
    };
    for bits in [0, 2, 3, 64, 65_535] {
        add(&format!("{bits}-bit"), BROKEN, &|bitmap| bitmap.bits = bits);
    }
    add("no-planes", BROKEN, &|bitmap| bitmap.planes = 0);
    add("compression-99", UNREAD, &|bitmap| bitmap.compression = 99);
    add("compression-jpeg", UNREAD, &|bitmap| bitmap.compression = 4);
    add("bit-fields-missing", BROKEN, &|bitmap| bitmap.compression = 3);
    add("palette-of-4-billion", BROKEN, &|bitmap| {
        (bitmap.bits, bitmap.colours) = (8, u32::MAX);
    });
    add("palette-missing", BROKEN, &|bitmap| {
        (bitmap.bits, bitmap.data) = (8, vec![200; 60]);
    });
    add("data-outside", CUT, &|bitmap| bitmap.data_at = u32::MAX);
    add("data-in-the-header", BROKEN, &|bitmap| bitmap.data_at = 2);
    for header in [0, 11, 41, u32::MAX] {
        add(&format!("header-of-{header}"), NAMELESS, &|bitmap| {
            bitmap.header = header;
        });
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
