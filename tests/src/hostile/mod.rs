//! Files made to do harm: cut, lying, swollen, looping, of two kinds at once. Each knows what must
//! come of it.
//!
//! They are written by `scrim-bad-files` to `tests/fixtures/bad` and committed, so that every
//! decoder is tried with the same bytes whatever the encoders of the day make. Knows no decoder.

#![expect(
    clippy::indexing_slicing,
    reason = "a file is a constant: what breaks here breaks before anything is tested"
)]

mod bmp;
mod bytes;
mod folder;
mod gif;
mod icc;
mod ico;
mod jpeg;
mod jpeg_metadata;
mod other;
mod outcome;
mod png;
mod png_animated;
mod tiff;
mod webp;

pub use folder::{FOLDER, committed, drift, write};
pub use outcome::{Expected, Seen};

/// A file and what must come of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadFile {
    /// Its name, with what is wrong in it.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// What must come of it.
    pub expected: Expected,
}

/// Below this many bytes a file need not be known for what it was.
const HEADER_BYTES: usize = 32;

/// The largest file that may be committed, bytes.
pub const MAX_FILE_BYTES: usize = 64 * 1024;

/// Every file, made anew.
pub fn files() -> Vec<BadFile> {
    let mut made = Made::default();
    jpeg::add(&mut made);
    jpeg_metadata::add(&mut made);
    png::add(&mut made);
    png_animated::add(&mut made);
    webp::add(&mut made);
    gif::add(&mut made);
    tiff::add(&mut made);
    bmp::add(&mut made);
    ico::add(&mut made);
    other::add(&mut made);
    made.0
}

/// The files made so far.
#[derive(Default)]
struct Made(Vec<BadFile>);

impl Made {
    fn add(&mut self, name: &str, bytes: Vec<u8>, one_of: &'static [&'static str]) {
        assert!(bytes.len() <= MAX_FILE_BYTES, "{name} has {} bytes", bytes.len());
        self.0.push(BadFile {
            name: name.to_owned(),
            bytes,
            expected: Expected(one_of.iter().map(|answer| (*answer).to_owned()).collect()),
        });
    }

    /// The file cut at each of these places: truncated in any case, never whole.
    fn cut(&mut self, stem: &str, extension: &str, whole: &[u8], places: &[usize]) {
        for (number, place) in places.iter().enumerate() {
            let kept = whole.get(..*place).expect("a cut lies within the file");
            let one_of = if kept.len() < HEADER_BYTES {
                outcome::CUT_SHORT
            } else {
                outcome::CUT
            };
            self.add(&format!("{stem}-{number:02}.{extension}"), kept.to_vec(), one_of);
        }
    }
}
