//! TIFF: directories that loop and lie, strips outside, pages without end.

use super::{
    Made,
    bytes::{entry, noise, patched, scene, zeros},
    icc,
    outcome::{ANY_PICTURE, BROKEN, BROKEN_OR_VAST, CUT, NAMELESS, PICTURE, UNREAD},
};

const SIDE: u32 = 32;
const SHORT: u16 = 3;
const LONG: u16 = 4;
const LYING: &[&str] = &[
    "too_large_side",
    "too_many_pixels",
    "too_much_memory",
    "unsupported_variant",
    "corrupt",
    "truncated",
    "picture truncated",
];

pub(super) fn add(made: &mut Made) {
    let whole = Page::default().file();
    let directory = place(&whole);
    let cuts = [
        3,
        6,
        8,
        9,
        directory / 2,
        directory,
        directory + 1,
        directory + 2,
        directory + 20,
        directory + 100,
    ];
    made.cut("cut-tiff", "tif", &whole, &cuts);
    sizes(made);
    fields(made);
    packed(made);
    directories(made);
    for (name, profile) in icc::bad() {
        let page = Page {
            profile: Some(profile),
            ..Page::default()
        };
        made.add(&format!("{name}.tif"), page.file(), PICTURE);
    }
}

/// One page, with whatever is wrong with it.
struct Page {
    data: Vec<u8>,
    profile: Option<Vec<u8>>,
    wrong: Vec<[u8; 12]>,
    next: u32,
}

impl Default for Page {
    fn default() -> Self {
        Self {
            data: scene(SIDE as usize, SIDE as usize),
            profile: None,
            wrong: Vec::new(),
            next: 0,
        }
    }
}

impl Page {
    fn with(wrong: &[[u8; 12]]) -> Self {
        Self {
            wrong: wrong.to_vec(),
            ..Self::default()
        }
    }

    /// Header, bits a sample, data, profile, directory.
    fn file(&self) -> Vec<u8> {
        let profile = self.profile.clone().unwrap_or_default();
        let data_at = 8 + 6;
        let profile_at = data_at + self.data.len();
        let directory = (profile_at + profile.len()).next_multiple_of(2);
        let mut file = [&b"II*\0"[..], &le(directory), &[8, 0, 8, 0, 8, 0], &self.data, &profile].concat();
        file.resize(directory, 0);
        let entries = self.entries(profile_at, profile.len());
        file.extend(u16::try_from(entries.len()).expect("few").to_le_bytes());
        file.extend(entries.as_flattened());
        file.extend(self.next.to_le_bytes());
        file
    }

    fn entries(&self, profile_at: usize, profile: usize) -> Vec<[u8; 12]> {
        let number = |value: usize| u32::try_from(value).expect("small");
        let mut entries = vec![
            entry(256, LONG, 1, SIDE),
            entry(257, LONG, 1, SIDE),
            entry(258, SHORT, 3, 8),
            entry(259, SHORT, 1, 1),
            entry(262, SHORT, 1, 2),
            entry(273, LONG, 1, 14),
            entry(277, SHORT, 1, 3),
            entry(278, LONG, 1, SIDE),
            entry(279, LONG, 1, number(self.data.len())),
        ];
        if self.profile.is_some() {
            entries.push(entry(34_675, 7, number(profile), number(profile_at)));
        }
        for wrong in &self.wrong {
            match entries.iter_mut().find(|right| right[..2] == wrong[..2]) {
                Some(right) => *right = *wrong,
                None => entries.push(*wrong),
            }
        }
        entries.sort_by_key(|one| u16::from_le_bytes([one[0], one[1]]));
        entries
    }
}

fn le(value: usize) -> [u8; 4] {
    u32::try_from(value).expect("small").to_le_bytes()
}

fn place(file: &[u8]) -> usize {
    let at = file.get(4..8).and_then(|at| at.first_chunk::<4>()).expect("a header");
    u32::from_le_bytes(*at) as usize
}

fn sizes(made: &mut Made) {
    let sides = |width, height| {
        Page::with(&[
            entry(256, LONG, 1, width),
            entry(257, LONG, 1, height),
            entry(278, LONG, 1, height),
        ])
        .file()
    };
    made.add("claims-60000-squared.tif", sides(60_000, 60_000), &["too_large_side"]);
    made.add("claims-4-billion-squared.tif", sides(u32::MAX, u32::MAX), LYING);
    made.add("claims-20000-squared.tif", sides(20_000, 20_000), &["too_many_pixels"]);
    made.add("claims-81-megapixels.tif", sides(9_000, 9_000), LYING);
    made.add("zero-wide.tif", sides(0, SIDE), UNREAD);
    made.add("zero-high.tif", sides(SIDE, 0), UNREAD);
    made.add("strip-65535-wide.tif", sides(65_535, 1), &["too_large_side"]);
    made.add("strip-1024-wide.tif", sides(SIDE * SIDE, 1), PICTURE);
}

fn fields(made: &mut Made) {
    let mut add = |name: &str, wrong: [u8; 12], answers| {
        made.add(&format!("{name}.tif"), Page::with(&[wrong]).file(), answers);
    };
    add("3-bit", entry(258, SHORT, 1, 3), UNREAD);
    add("0-bit", entry(258, SHORT, 1, 0), UNREAD);
    add("65535-bit", entry(258, SHORT, 1, 65_535), UNREAD);
    add("bits-outside", entry(258, SHORT, 3, u32::MAX), UNREAD);
    add(
        "bits-of-4-billion-samples",
        entry(258, SHORT, u32::MAX, 8),
        BROKEN_OR_VAST,
    );
    add("0-samples", entry(277, SHORT, 1, 0), BROKEN);
    add("65535-samples", entry(277, SHORT, 1, 65_535), LYING);
    add("compression-unknown", entry(259, SHORT, 1, 4_242), UNREAD);
    add("compression-fax", entry(259, SHORT, 1, 4), BROKEN);
    add("compression-jpeg-without-jpeg", entry(259, SHORT, 1, 7), BROKEN);
    add("colour-space-unknown", entry(262, SHORT, 1, 99), UNREAD);
    add("palette-missing", entry(262, SHORT, 1, 3), BROKEN);
    add("strip-outside", entry(273, LONG, 1, u32::MAX - 4), CUT);
    add("strips-4-billion", entry(273, LONG, u32::MAX, 14), LYING);
    add(
        "strip-of-4-billion-bytes",
        entry(279, LONG, 1, u32::MAX),
        BROKEN_OR_VAST,
    );
    add("strip-of-0-bytes", entry(279, LONG, 1, 0), BROKEN);
    add("0-rows-a-strip", entry(278, LONG, 1, 0), BROKEN);
    add("planar", entry(284, SHORT, 1, 2), BROKEN);
    add("predictor-9", entry(317, SHORT, 1, 9), BROKEN);
    add("tile-of-no-size", entry(322, LONG, 1, 0), BROKEN);
    add("orientation-9", entry(274, SHORT, 1, 9), PICTURE);
    add("inner-directory-is-itself", entry(330, LONG, 1, 8), ANY_PICTURE);
    add("type-99", entry(256, 99, 1, SIDE), UNREAD);
}

fn packed(made: &mut Made) {
    let of = |compression: u32, data: Vec<u8>, side: u32| {
        let length = u32::try_from(data.len()).expect("small");
        Page {
            data,
            ..Page::with(&[
                entry(259, SHORT, 1, compression),
                entry(256, LONG, 1, side),
                entry(257, LONG, 1, side),
                entry(278, LONG, 1, side),
                entry(279, LONG, 1, length),
            ])
        }
        .file()
    };
    made.add("lzw-of-noise.tif", of(5, noise(900), SIDE), BROKEN);
    made.add("deflate-of-noise.tif", of(8, noise(900), SIDE), BROKEN);
    made.add("packbits-of-noise.tif", of(32_773, noise(900), SIDE), BROKEN);
    made.add("packbits-past-the-end.tif", of(32_773, vec![0x7F; 3], SIDE), CUT);
    made.add("deflate-swollen.tif", of(8, zeros(32 * 1024 * 1024), SIDE), BROKEN);
    made.add(
        "deflate-flat-12000-squared.tif",
        of(8, zeros(1024), 12_000),
        &["too_many_pixels"],
    );
    made.add(
        "deflate-flat-3000-squared.tif",
        of(8, zeros(27_000_000), 3_000),
        PICTURE,
    );
}

fn directories(made: &mut Made) {
    let whole = Page::default().file();
    let at = u32::try_from(place(&whole)).expect("small");
    made.add(
        "next-directory-is-itself.tif",
        Page {
            next: at,
            ..Page::default()
        }
        .file(),
        BROKEN,
    );
    made.add(
        "next-directory-is-the-header.tif",
        Page {
            next: 1,
            ..Page::default()
        }
        .file(),
        BROKEN,
    );
    made.add(
        "next-directory-outside.tif",
        Page {
            next: u32::MAX,
            ..Page::default()
        }
        .file(),
        BROKEN,
    );
    made.add("directory-outside.tif", patched(&whole, 4, &[0xFF; 4]), UNREAD);
    made.add("directory-at-0.tif", patched(&whole, 4, &[0; 4]), UNREAD);
    made.add(
        "directory-of-65535-entries.tif",
        patched(&whole, place(&whole), &[0xFF, 0xFF]),
        BROKEN,
    );
    made.add(
        "directory-of-no-entries.tif",
        patched(&whole, place(&whole), &[0, 0]),
        UNREAD,
    );
    made.add("big-endian-by-name-only.tif", patched(&whole, 0, b"MM\0*"), UNREAD);
    made.add("version-43.tif", patched(&whole, 2, &[43]), NAMELESS);
    made.add(
        "pages-450.tif",
        pages(450),
        &["picture", "picture animated", "too_many_pixels"],
    );
}

/// Pages that all show the same strip, each with a directory of its own.
fn pages(count: usize) -> Vec<u8> {
    let mut file = Page::default().file();
    let first = place(&file);
    let directory = file.split_off(first);
    for number in 0..count {
        let next = if number + 1 == count {
            0
        } else {
            file.len() + directory.len()
        };
        let last = directory.len() - 4;
        file.extend(patched(&directory, last, &le(next)));
    }
    file
}
