//! The three messages between parent and worker, as fixed-size bytes. Knows no sockets.
//!
//! Little-endian, no padding. A request travels with two descriptors: the sealed bytes of the
//! picture, and a memory file for the pixels. Pixels are the shown RGB, followed by the
//! hashed RGB where the two differ.

use scrim_media::{DecodeError, Format, Limits, Orientation, SourceTraits};

use crate::{LandlockState, ProtocolError, SandboxState};

const MARK: [u8; 4] = *b"SCRM";
const VERSION: u8 = 1;

/// Length of a hello.
pub(crate) const HELLO_BYTES: usize = 9;
/// Length of a request.
pub(crate) const REQUEST_BYTES: usize = 41;
/// Length of an answer.
pub(crate) const ANSWER_BYTES: usize = 22;

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
pub(crate) fn write_request(limits: &Limits) -> Vec<u8> {
    [
        &MARK[..],
        &[VERSION],
        &limits.max_bytes.to_le_bytes(),
        &limits.max_pixels.to_le_bytes(),
        &limits.max_memory_bytes.to_le_bytes(),
        &limits.max_width.to_le_bytes(),
        &limits.max_height.to_le_bytes(),
        &limits.max_frames.to_le_bytes(),
    ]
    .concat()
}

/// Reads a request; `None` if it is none of ours.
pub(crate) fn read_request(bytes: &[u8]) -> Option<Limits> {
    let mut rest = Fields::behind_mark(bytes, REQUEST_BYTES)?;
    Some(Limits {
        max_bytes: rest.u64()?,
        max_pixels: rest.u64()?,
        max_memory_bytes: rest.u64()?,
        max_width: rest.u32()?,
        max_height: rest.u32()?,
        max_frames: rest.u32()?,
    })
}

/// What a worker says of one picture; the pixels are in the memory file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) frames: u32,
    pub(crate) format: Format,
    pub(crate) orientation: Orientation,
    pub(crate) traits: SourceTraits,
    /// Whether hashed pixels follow the shown ones.
    pub(crate) hash_apart: bool,
}

impl Header {
    /// How many bytes the memory file must hold: one picture of RGB or two. `None` on overflow.
    pub(crate) fn plane_bytes(&self) -> Option<usize> {
        let pixels = u64::from(self.width).checked_mul(u64::from(self.height))?;
        usize::try_from(pixels.checked_mul(3)?).ok()
    }

    /// Whether a worker that was given these limits may answer this.
    pub(crate) fn within(&self, limits: &Limits) -> bool {
        limits.admit_size(self.width, self.height, 3).is_ok() && (1..=limits.max_frames.max(1)).contains(&self.frames)
    }
}

/// A worker's answer.
pub(crate) fn write_answer(answer: &Result<Header, DecodeError>) -> Vec<u8> {
    let (status, fields, codes) = match answer {
        Err(error) => (error.code(), [0; 3], [0; 4]),
        Ok(header) => (
            0,
            [header.width, header.height, header.frames],
            [
                header.format.code(),
                header.orientation.exif(),
                header.traits.bits(),
                header.hash_apart.into(),
            ],
        ),
    };
    let fields = fields.map(u32::to_le_bytes);
    [&MARK[..], &[VERSION, status], fields.as_flattened(), &codes].concat()
}

/// Reads an answer, trusting nothing in it.
pub(crate) fn read_answer(bytes: &[u8]) -> Result<Result<Header, DecodeError>, ProtocolError> {
    let mut rest = Fields::behind_mark(bytes, ANSWER_BYTES).ok_or(ProtocolError::Shape)?;
    read_fields(&mut rest).ok_or(ProtocolError::UnknownValue)
}

fn read_fields(rest: &mut Fields<'_>) -> Option<Result<Header, DecodeError>> {
    match rest.u8()? {
        0 => Some(Ok(Header {
            width: rest.u32()?,
            height: rest.u32()?,
            frames: rest.u32()?,
            format: Format::from_code(rest.u8()?)?,
            orientation: Orientation::from_exif(rest.u8()?)?,
            traits: SourceTraits::from_bits(rest.u8()?)?,
            hash_apart: rest.flag()?,
        })),
        code => DecodeError::from_code(code).map(Err),
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
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn header() -> Header {
        Header {
            width: 640,
            height: 480,
            frames: 2,
            format: Format::Gif,
            orientation: Orientation::Turned90,
            traits: SourceTraits::from_bits(0x11).expect("known bits"),
            hash_apart: true,
        }
    }

    #[test]
    fn every_message_survives_its_bytes() {
        let limits = Limits {
            max_frames: 7,
            ..Limits::recommended()
        };
        let request = write_request(&limits);
        assert_eq!((request.len(), read_request(&request)), (REQUEST_BYTES, Some(limits)));
        for answer in DecodeError::ALL.map(Err).into_iter().chain([Ok(header())]) {
            let bytes = write_answer(&answer);
            assert_eq!((bytes.len(), read_answer(&bytes)), (ANSWER_BYTES, Ok(answer)));
        }
        let state = SandboxState {
            landlock: LandlockState::Partial,
            seccomp: true,
            rlimits: true,
            no_new_privs: false,
        };
        let hello = write_hello(state);
        assert_eq!((hello.len(), read_hello(&hello)), (HELLO_BYTES, Some(state)));
    }

    #[test]
    fn a_message_of_another_length_is_none() {
        let answer = write_answer(&Ok(header()));
        assert_eq!(read_answer(&answer[..ANSWER_BYTES - 1]), Err(ProtocolError::Shape));
        assert_eq!(read_answer(&[&answer[..], &[0]].concat()), Err(ProtocolError::Shape));
        assert_eq!(read_answer(b""), Err(ProtocolError::Shape));
    }

    proptest! {
        #[test]
        fn no_answer_breaks_the_reader(tail in proptest::collection::vec(any::<u8>(), ANSWER_BYTES - 5)) {
            let bytes = [&MARK[..], &[VERSION], &tail].concat();
            if let Ok(Ok(header)) = read_answer(&bytes) {
                prop_assert_eq!(write_answer(&Ok(header)), bytes);
            }
        }
    }
}
