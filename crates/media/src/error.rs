//! Why a picture could not be decoded, sorted by whose fault. Says nothing about its content.

/// Why bytes did not become pixels.
///
/// A closed list without free text: it travels from the sandboxed worker as a number and is kept
/// as a case's "unreadable" reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum DecodeError {
    // The bytes.
    /// No byte at all.
    #[error("the file is empty")]
    Empty,
    /// None of the formats read here, by its content.
    #[error("the file is of no supported format")]
    UnsupportedFormat,
    /// AVIF: no maintained decoder that is memory-safe reads it within the sandbox.
    #[error("AVIF is not supported")]
    UnsupportedAvif,
    /// HEIC: its codec is patented, and its decoders are C++ of a size no sandbox makes small.
    #[error("HEIC is not supported")]
    UnsupportedHeic,
    /// A video: its frames are not looked at.
    #[error("videos are not supported")]
    UnsupportedVideo,
    /// A supported format in a variant no decoder here reads (arithmetic coding, lossless JPEG).
    #[error("the file uses a variant of its format that is not supported")]
    UnsupportedVariant,
    /// The file ends before enough of the picture was there to show any.
    #[error("the file ends before the picture")]
    Truncated,
    /// The file breaks its format's rules.
    #[error("the file is corrupt")]
    Corrupt,
    // Policy.
    /// The file is larger than [`Limits::max_bytes`](crate::Limits::max_bytes).
    #[error("the file has more bytes than allowed")]
    TooManyBytes,
    /// The header claims more than [`Limits::max_pixels`](crate::Limits::max_pixels).
    #[error("the picture has more pixels than allowed")]
    TooManyPixels,
    /// The header claims a side above [`Limits::max_width`](crate::Limits::max_width) or
    /// [`Limits::max_height`](crate::Limits::max_height).
    #[error("the picture is wider or higher than allowed")]
    TooLargeSide,
    /// Decoding would need more than [`Limits::max_memory_bytes`](crate::Limits::max_memory_bytes).
    #[error("the picture needs more memory than allowed")]
    TooMuchMemory,
    /// A progressive JPEG with so many scans that only their number can be the point.
    #[error("the picture has more scans than allowed")]
    TooManyScans,
    // The question.
    /// A tile that lies outside the picture.
    #[error("there is no such part of the picture")]
    NoSuchTile,
    // The world.
    /// The system refused memory that the limits would have allowed.
    #[error("out of memory")]
    OutOfMemory,
}

impl DecodeError {
    /// Every reason; the place of one in this list is its [`code`](Self::code) minus one.
    pub const ALL: [Self; 15] = [
        Self::Empty,
        Self::UnsupportedFormat,
        Self::UnsupportedVariant,
        Self::Truncated,
        Self::Corrupt,
        Self::TooManyBytes,
        Self::TooManyPixels,
        Self::TooLargeSide,
        Self::TooMuchMemory,
        Self::TooManyScans,
        Self::OutOfMemory,
        Self::UnsupportedAvif,
        Self::UnsupportedHeic,
        Self::UnsupportedVideo,
        Self::NoSuchTile,
    ];

    /// The stable name kept with a case and sent to clients.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::UnsupportedFormat => "unsupported_format",
            Self::UnsupportedVariant => "unsupported_variant",
            Self::Truncated => "truncated",
            Self::Corrupt => "corrupt",
            Self::TooManyBytes => "too_many_bytes",
            Self::TooManyPixels => "too_many_pixels",
            Self::TooLargeSide => "too_large_side",
            Self::TooMuchMemory => "too_much_memory",
            Self::TooManyScans => "too_many_scans",
            Self::OutOfMemory => "out_of_memory",
            Self::UnsupportedAvif => "unsupported_avif",
            Self::UnsupportedHeic => "unsupported_heic",
            Self::UnsupportedVideo => "unsupported_video",
            Self::NoSuchTile => "no_such_tile",
        }
    }

    /// The number it has between worker and parent; never 0.
    pub const fn code(self) -> u8 {
        match self {
            Self::Empty => 1,
            Self::UnsupportedFormat => 2,
            Self::UnsupportedVariant => 3,
            Self::Truncated => 4,
            Self::Corrupt => 5,
            Self::TooManyBytes => 6,
            Self::TooManyPixels => 7,
            Self::TooLargeSide => 8,
            Self::TooMuchMemory => 9,
            Self::TooManyScans => 10,
            Self::OutOfMemory => 11,
            Self::UnsupportedAvif => 12,
            Self::UnsupportedHeic => 13,
            Self::UnsupportedVideo => 14,
            Self::NoSuchTile => 15,
        }
    }

    /// The reason with this number, if there is one.
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|error| error.code() == code)
    }
}

#[cfg(test)]
mod tests {
    use super::DecodeError;

    #[test]
    fn every_reason_has_its_own_code_and_name() {
        for (place, error) in (1_u8..).zip(DecodeError::ALL) {
            assert_eq!(error.code(), place);
            assert_eq!(DecodeError::from_code(place), Some(error));
        }
        let names: std::collections::BTreeSet<_> = DecodeError::ALL.into_iter().map(DecodeError::reason).collect();
        assert_eq!(names.len(), DecodeError::ALL.len());
        assert_eq!(DecodeError::from_code(0), None);
        assert_eq!(DecodeError::from_code(16), None);
    }
}
