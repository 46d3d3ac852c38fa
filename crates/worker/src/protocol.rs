//! The three messages between parent and worker, as fixed-size bytes. Knows no sockets.
//!
//! Little-endian, no padding. A request travels with two descriptors: the picture (`inbox`), and a memory
//! file for what was made of it: the shown pixels, followed by the hashes of its frames and by what is where
//! on its sheet.

use scrim_media::{DecodeError, Facts, Format, Limits, Orientation, PixelLayout, Sheet, SourceTraits, Want};

use crate::reading::upright_px;
use crate::{LandlockState, ProtocolError, SandboxState};

mod records;

use records::{CELL_BYTES, HASH_BYTES};
#[cfg_attr(
    not(any(target_os = "linux", feature = "fuzz")),
    expect(unused_imports, reason = "as with all of the protocol")
)]
pub(crate) use records::{read_cells, read_hashes, write_cells, write_hashes};

const MARK: [u8; 4] = *b"SCRM";
const VERSION: u8 = 4;

/// Length of a hello.
pub(crate) const HELLO_BYTES: usize = 9;
/// Length of a request.
pub(crate) const REQUEST_BYTES: usize = 66;
/// Length of an answer.
pub(crate) const ANSWER_BYTES: usize = 36;

/// What a worker says once, after it locked itself down.
pub(crate) fn write_hello(state: SandboxState) -> Vec<u8> {
    let flags = [
        state.landlock.code(),
        state.seccomp.into(),
        state.rlimits.into(),
        state.no_new_privs.into(),
    ];
    [&MARK[..], &[VERSION], &flags].concat()
}

/// Reads a hello; `None` if it is none of ours.
pub(crate) fn read_hello(bytes: &[u8]) -> Option<SandboxState> {
    let mut rest = Fields::behind_mark(bytes, HELLO_BYTES)?;
    Some(SandboxState {
        landlock: LandlockState::from_code(rest.u8()?)?,
        seccomp: rest.flag()?,
        rlimits: rest.flag()?,
        no_new_privs: rest.flag()?,
    })
}

/// The parent's request.
pub(crate) fn write_request(limits: &Limits, want: Want) -> Vec<u8> {
    let (kind, sides) = match want {
        Want::Reduced { long_edge } => (0, [long_edge, 0, 0, 0]),
        Want::Tile {
            left,
            top,
            width,
            height,
        } => (1, [left, top, width, height]),
    };
    let sides = sides.map(u32::to_le_bytes);
    [
        &MARK[..],
        &[VERSION],
        &limits.max_bytes.to_le_bytes(),
        &limits.max_pixels.to_le_bytes(),
        &limits.max_memory_bytes.to_le_bytes(),
        &limits.max_frame_pixels.to_le_bytes(),
        &limits.max_width.to_le_bytes(),
        &limits.max_height.to_le_bytes(),
        &limits.max_frames.to_le_bytes(),
        &[kind],
        sides.as_flattened(),
    ]
    .concat()
}

/// Reads a request; `None` if it is none of ours.
pub(crate) fn read_request(bytes: &[u8]) -> Option<(Limits, Want)> {
    let mut rest = Fields::behind_mark(bytes, REQUEST_BYTES)?;
    let limits = Limits {
        max_bytes: rest.u64()?,
        max_pixels: rest.u64()?,
        max_memory_bytes: rest.u64()?,
        max_frame_pixels: rest.u64()?,
        max_width: rest.u32()?,
        max_height: rest.u32()?,
        max_frames: rest.u32()?,
    };
    let (kind, sides) = (rest.u8()?, [rest.u32()?, rest.u32()?, rest.u32()?, rest.u32()?]);
    let want = match (kind, sides) {
        (0, [long_edge, 0, 0, 0]) => Want::Reduced { long_edge },
        (1, [left, top, width, height]) => Want::Tile {
            left,
            top,
            width,
            height,
        },
        _ => return None,
    };
    Some((limits, want))
}

/// What a worker says of one picture; pixels and hashes are in the memory file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) facts: Facts,
    /// Width and height of the shown pixels.
    pub(crate) shown: (u32, u32),
    /// How they lie.
    pub(crate) layout: PixelLayout,
    /// How many hashes follow them.
    pub(crate) hashes: u32,
    /// How many cells follow those.
    pub(crate) cells: u8,
}

impl Header {
    /// How many bytes of the memory file are pixels. `None` on overflow, and where there are none.
    pub(crate) fn pixel_bytes(&self) -> Option<usize> {
        self.layout.bytes(self.shown.0, self.shown.1)
    }

    /// How many bytes of it are hashes. `None` on overflow.
    pub(crate) fn hash_bytes(&self) -> Option<usize> {
        usize::try_from(self.hashes).ok()?.checked_mul(HASH_BYTES)
    }

    /// How many bytes of it are cells.
    pub(crate) fn cell_bytes(&self) -> usize {
        usize::from(self.cells) * CELL_BYTES
    }

    /// Whether a worker that was given these limits may answer this.
    pub(crate) fn within(&self, limits: &Limits, want: Want) -> bool {
        let Facts {
            width, height, frames, ..
        } = self.facts;
        let fits = match want {
            Want::Reduced { long_edge } => self.shown.0 <= long_edge && self.shown.1 <= long_edge,
            Want::Tile {
                left,
                top,
                width,
                height,
            } => {
                let (whole_width, whole_height) = upright_px(&self.facts);
                let cut = |whole: u32, from: u32, length: u32| whole.saturating_sub(from).min(length);
                self.shown == (cut(whole_width, left, width), cut(whole_height, top, height))
                    && (self.hashes, self.cells) == (0, 0)
            }
        };
        fits && self.pixel_bytes().is_some()
            && limits.admit_size(width, height, 1).is_ok()
            && (1..=limits.max_frames.max(1)).contains(&frames)
            && self.hashes <= frames
            && usize::from(self.cells) <= Sheet::MOST_CELLS
            && u32::from(self.cells) <= frames
            && self.cells != 1
    }
}

/// A worker's answer.
pub(crate) fn write_answer(answer: &Result<Header, DecodeError>) -> Vec<u8> {
    let (status, fields, codes, traits) = match answer {
        Err(error) => (error.code(), [0; 6], [0; 4], 0),
        Ok(Header {
            facts,
            shown,
            layout,
            hashes,
            cells,
        }) => (
            0,
            [facts.width, facts.height, facts.frames, shown.0, shown.1, *hashes],
            [
                *cells,
                layout_code(*layout),
                facts.format.code(),
                facts.orientation.exif(),
            ],
            facts.traits.bits(),
        ),
    };
    let fields = fields.map(u32::to_le_bytes);
    [
        &MARK[..],
        &[VERSION, status],
        fields.as_flattened(),
        &codes,
        &traits.to_le_bytes(),
    ]
    .concat()
}

/// Reads an answer, trusting nothing in it.
pub(crate) fn read_answer(bytes: &[u8]) -> Result<Result<Header, DecodeError>, ProtocolError> {
    let mut rest = Fields::behind_mark(bytes, ANSWER_BYTES).ok_or(ProtocolError::Shape)?;
    read_fields(&mut rest).ok_or(ProtocolError::UnknownValue)
}

fn read_fields(rest: &mut Fields<'_>) -> Option<Result<Header, DecodeError>> {
    let code = rest.u8()?;
    if code != 0 {
        return DecodeError::from_code(code).map(Err);
    }
    let (width, height, frames) = (rest.u32()?, rest.u32()?, rest.u32()?);
    let (shown, hashes, cells) = ((rest.u32()?, rest.u32()?), rest.u32()?, rest.u8()?);
    let layout = layout_of_code(rest.u8()?)?;
    let facts = Facts {
        width,
        height,
        frames,
        format: Format::from_code(rest.u8()?)?,
        orientation: Orientation::from_exif(rest.u8()?)?,
        traits: SourceTraits::from_bits(rest.u16()?)?,
    };
    Some(Ok(Header {
        facts,
        shown,
        layout,
        hashes,
        cells,
    }))
}

const fn layout_code(layout: PixelLayout) -> u8 {
    match layout {
        PixelLayout::Rgb => 0,
        PixelLayout::Ycc => 1,
    }
}

const fn layout_of_code(code: u8) -> Option<PixelLayout> {
    match code {
        0 => Some(PixelLayout::Rgb),
        1 => Some(PixelLayout::Ycc),
        _ => None,
    }
}

/// A reader of fixed fields.
struct Fields<'a>(&'a [u8]);

impl<'a> Fields<'a> {
    fn behind_mark(bytes: &'a [u8], length: usize) -> Option<Self> {
        let rest = bytes.strip_prefix(&MARK)?.strip_prefix(&[VERSION])?;
        (bytes.len() == length).then_some(Self(rest))
    }

    fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (field, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*field)
    }

    fn u8(&mut self) -> Option<u8> {
        self.take().map(u8::from_le_bytes)
    }

    fn u16(&mut self) -> Option<u16> {
        self.take().map(u16::from_le_bytes)
    }

    fn u32(&mut self) -> Option<u32> {
        self.take().map(u32::from_le_bytes)
    }

    fn u64(&mut self) -> Option<u64> {
        self.take().map(u64::from_le_bytes)
    }

    fn flag(&mut self) -> Option<bool> {
        match self.u8()? {
            0 => Some(false),
            1 => Some(true),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests;
