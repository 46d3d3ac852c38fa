//! One picture read: what is known of its file, pixels for eyes, and the perceptual hash of its frames.
//!
//! The same code runs in the sandbox and, for whoever measures, without one. It does not know what the
//! hashes are compared with, nor what becomes of the pixels.

use std::collections::BTreeSet;

use scrim_hashing::pdq::{Hasher, LumaView, Pdq, PdqHash};
use scrim_media::{Cell, DecodeError, Facts, HashView, Limits, Reader, Sheet, Shown, Want};

/// What was read of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What is known of its file.
    pub facts: Facts,
    /// What was wanted of it.
    pub shown: Shown,
    /// The hash of every frame that is unlike those before it, in their order. Empty where the picture
    /// is too small for one, and for a tile.
    pub hashes: Vec<FramePdq>,
    /// What is where on the sheet of an animation. Empty where one picture is shown by itself.
    pub cells: Vec<Cell>,
}

impl Reading {
    /// The cell that shows a frame, or one that looks like it, where that is known.
    pub fn cell_of(&self, frame: u32) -> Option<Cell> {
        let hash = self.hashes.iter().find(|hash| hash.frame == frame)?;
        self.cells.get(usize::from(hash.cell?)).copied()
    }

    /// Width and height of the whole picture for eyes, in pixels.
    pub fn upright_px(&self) -> (u32, u32) {
        upright_px(&self.facts)
    }
}

/// The hash of one frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FramePdq {
    /// Which frame, counted from 0.
    pub frame: u32,
    /// Its hash.
    pub pdq: Pdq,
    /// The cell of the sheet that stands for it, an index into the reading's cells.
    pub cell: Option<u8>,
}

/// Reads pictures one after the other, and keeps its buffers from one to the next.
#[derive(Default)]
pub struct PictureReader {
    media: Reader,
    hasher: Hasher,
}

impl PictureReader {
    /// A reader with empty buffers.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads a picture **in this process**: for measuring, and for pictures of one's own.
    ///
    /// # Errors
    /// [`DecodeError`].
    pub fn read(&mut self, bytes: &[u8], limits: &Limits, want: Want) -> Result<Reading, DecodeError> {
        let Self { media, hasher } = self;
        let mut frames = Frames::default();
        let whole = matches!(want, Want::Reduced { .. });
        let picture = media.read(bytes, limits, want, &mut |view| {
            if whole {
                frames.push(hash(hasher, view));
            }
        })?;
        Ok(Reading {
            facts: picture.facts,
            shown: picture.shown,
            hashes: frames.on(&picture.sheet),
            cells: picture.sheet.cells,
        })
    }
}

pub(crate) fn upright_px(facts: &Facts) -> (u32, u32) {
    if facts.orientation.swaps_sides() {
        (facts.height, facts.width)
    } else {
        (facts.width, facts.height)
    }
}

#[derive(Default)]
struct Frames {
    next: u32,
    known: BTreeSet<PdqHash>,
    hashes: Vec<(u32, Pdq)>,
}

impl Frames {
    fn push(&mut self, pdq: Option<Pdq>) {
        if let Some(pdq) = pdq.filter(|pdq| self.known.insert(pdq.hash)) {
            self.hashes.push((self.next, pdq));
        }
        self.next = self.next.saturating_add(1);
    }

    /// The hashes, each with what stands for its frame on the sheet, which is known once all are read.
    fn on(self, sheet: &Sheet) -> Vec<FramePdq> {
        let hashes = self.hashes.into_iter().map(|(frame, pdq)| FramePdq {
            frame,
            pdq,
            cell: sheet.cell_of(frame),
        });
        hashes.collect()
    }
}

/// For palette, CMYK and bilevel files the reference hashes other numbers than the picture's colours,
/// which match nothing made from the same picture in RGB; here they are hashed by what a person would
/// see (DESIGN.md).
fn hash(hasher: &mut Hasher, view: HashView<'_>) -> Option<Pdq> {
    let found = match view {
        HashView::Luma {
            width,
            height,
            stride,
            samples,
        } => LumaView::new(width, height, stride, samples).and_then(|view| hasher.hash_luma(&view)),
        HashView::Rgb { width, height, samples } => hasher.hash_rgb(width, height, samples),
    };
    found.ok()
}
