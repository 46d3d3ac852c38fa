//! One reading of a file: every frame to whoever hashes it, and what eyes get, reduced and upright.
//!
//! The picture is held once, as its decoder leaves it; colour joins luma and profiles are applied only at
//! the size that is shown. Knows no hash, no rung and no sandbox.

mod colour;
mod frame;
mod reduce;
mod strip;
mod take;

pub(crate) use colour::{Profile, filtered};
pub use frame::HashView;
pub(crate) use frame::{Chroma, Frame, Pixels};
pub use strip::{Cell, Sheet};
pub(crate) use take::{Going, Take};

use crate::{DecodeError, Format, Limits, Orientation, Shown, SourceTraits, decode};

/// What of a picture is to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Want {
    /// All of it, no side longer than this, in pixels; never enlarged.
    Reduced {
        /// The long edge at most.
        long_edge: u32,
    },
    /// One region at full size, in pixels of the upright picture, cut to it.
    Tile {
        /// From the left.
        left: u32,
        /// From the top.
        top: u32,
        /// Width.
        width: u32,
        /// Height.
        height: u32,
    },
}

/// What is known of a file without its pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Width as stored, in pixels.
    pub width: u32,
    /// Height as stored, in pixels.
    pub height: u32,
    /// What the file is.
    pub format: Format,
    /// How it is to be turned for eyes; already done in what is shown.
    pub orientation: Orientation,
    /// What of the source does not show in 8-bit RGB.
    pub traits: SourceTraits,
    /// Frames that were read, each of them handed out for hashing.
    pub frames: u32,
}

/// A picture that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// What is known of its file.
    pub facts: Facts,
    /// What was wanted of it. Of an animation, its visually different frames side by side.
    pub shown: Shown,
    /// What is where on it, where it is a sheet.
    pub sheet: Sheet,
}

/// Reads pictures one after the other and keeps its buffers from one to the next.
///
/// Memory beside the file: the decoded planes (1.5 to 4 bytes a pixel; 2 to 8 more while a progressive
/// JPEG is decoded), a scratch copy where there is transparency (6 bytes a pixel), and what is shown.
#[derive(Default)]
pub struct Reader {
    buffers: Buffers,
}

/// What is kept from picture to picture.
#[derive(Default)]
pub(crate) struct Buffers {
    pub(crate) jpeg: Option<turbojpeg::Decompressor>,
    pub(crate) raw: Vec<u8>,
}

impl Reader {
    /// A reader with empty buffers.
    pub fn new() -> Self {
        Self::default()
    }

    /// Reads a file. `each_frame` gets the pixels hashes are taken over, frame by frame.
    ///
    /// # Errors
    /// [`DecodeError`], sorted by whose fault. A file that ends early but shows something is none; it has
    /// [`SourceTrait::Truncated`](crate::SourceTrait::Truncated).
    pub fn read(
        &mut self,
        bytes: &[u8],
        limits: &Limits,
        want: Want,
        each_frame: &mut dyn FnMut(HashView<'_>),
    ) -> Result<Picture, DecodeError> {
        self.take(bytes, limits, Take::new(*limits, want, Some(each_frame)))
    }

    /// Reads a file whose hashes are known, for its renditions alone. What needs no pixel at full size is
    /// decoded smaller.
    ///
    /// # Errors
    /// As [`read`](Self::read).
    pub fn show(&mut self, bytes: &[u8], limits: &Limits, want: Want) -> Result<Picture, DecodeError> {
        self.take(bytes, limits, Take::new(*limits, want, None))
    }

    fn take(&mut self, bytes: &[u8], limits: &Limits, mut take: Take<'_>) -> Result<Picture, DecodeError> {
        let source = decode::read(bytes, limits, &mut self.buffers, &mut take)?;
        take.finish(&source)
    }
}

/// What a decoder says of a file when it has handed over its frames.
pub(crate) struct Source {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) format: Format,
    pub(crate) orientation: Orientation,
    pub(crate) traits: SourceTraits,
    pub(crate) profile: Option<Profile>,
}
