//! Reading a file whole, as the tests want it.

use scrim_media::{DecodeError, Facts, HashView, Limits, Picture, Reader, Shown, Want};

/// What came out of a file.
#[derive(Debug)]
pub(crate) struct Opened {
    pub(crate) facts: Facts,
    pub(crate) shown: Seen,
    /// The same as it came.
    pub(crate) came: Shown,
    /// Of every frame, three bytes a pixel; luma three times.
    pub(crate) hashed: Vec<Vec<u8>>,
}

/// What eyes get, in RGB.
#[derive(Debug, PartialEq)]
pub(crate) struct Seen {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) rgb: Vec<u8>,
}

impl Seen {
    pub(crate) fn of(shown: &Shown) -> Self {
        Self {
            width: shown.width,
            height: shown.height,
            rgb: shown.to_rgb().expect("as many bytes as its size needs"),
        }
    }
}

impl Opened {
    pub(crate) fn hash_rgb(&self) -> &[u8] {
        &self.hashed[0]
    }
}

/// The whole picture at full size.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Opened, DecodeError> {
    read_as(bytes, limits, Want::Reduced { long_edge: u32::MAX })
}

pub(crate) fn read_as(bytes: &[u8], limits: &Limits, want: Want) -> Result<Opened, DecodeError> {
    let mut hashed = Vec::new();
    let Picture { facts, shown, .. } = Reader::new().read(bytes, limits, want, &mut |view| hashed.push(rgb(view)))?;
    assert_eq!(hashed.len(), facts.frames as usize);
    Ok(Opened {
        facts,
        shown: Seen::of(&shown),
        came: shown,
        hashed,
    })
}

fn rgb(view: HashView<'_>) -> Vec<u8> {
    match view {
        HashView::Rgb { width, height, samples } => {
            assert_eq!(samples.len() as u64, u64::from(width) * u64::from(height) * 3);
            samples.to_vec()
        }
        HashView::Luma {
            width, stride, samples, ..
        } => {
            let rows = samples.chunks(stride).map(|row| &row[..width as usize]);
            rows.flatten().flat_map(|luma| [*luma; 3]).collect()
        }
    }
}
