//! Which format bytes are in, told by content alone. File names and claimed types are not known here.

use crate::DecodeError;

/// A picture format this crate decodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// JPEG, baseline or progressive.
    Jpeg,
    /// PNG, with or without animation.
    Png,
    /// WebP, lossy, lossless or animated.
    WebP,
    /// GIF.
    Gif,
    /// TIFF; every page is a frame.
    Tiff,
    /// BMP.
    Bmp,
    /// ICO; the best of its pictures.
    Ico,
}

impl Format {
    /// Every format.
    pub const ALL: [Self; 7] = [
        Self::Jpeg,
        Self::Png,
        Self::WebP,
        Self::Gif,
        Self::Tiff,
        Self::Bmp,
        Self::Ico,
    ];

    /// The media type, such as `image/jpeg`.
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::WebP => "image/webp",
            Self::Gif => "image/gif",
            Self::Tiff => "image/tiff",
            Self::Bmp => "image/bmp",
            Self::Ico => "image/vnd.microsoft.icon",
        }
    }

    /// The number it has between worker and parent; never 0.
    pub const fn code(self) -> u8 {
        match self {
            Self::Jpeg => 1,
            Self::Png => 2,
            Self::WebP => 3,
            Self::Gif => 4,
            Self::Tiff => 5,
            Self::Bmp => 6,
            Self::Ico => 7,
        }
    }

    /// The format with this number, if there is one.
    pub fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.code() == code)
    }
}

/// The format of a file by its first bytes, `None` when it is none of ours.
pub fn sniff(bytes: &[u8]) -> Option<Format> {
    if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        return Some(Format::Jpeg);
    }
    if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Some(Format::Png);
    }
    if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        return Some(Format::Gif);
    }
    if bytes.starts_with(b"II*\0") || bytes.starts_with(b"MM\0*") {
        return Some(Format::Tiff);
    }
    if is_bmp(bytes) {
        return Some(Format::Bmp);
    }
    if is_ico(bytes) {
        return Some(Format::Ico);
    }
    let riff = bytes.strip_prefix(b"RIFF").and_then(|rest| rest.get(4..))?;
    riff.starts_with(b"WEBP").then_some(Format::WebP)
}

/// Two letters are too little: the size of the header behind them must be one that exists.
fn is_bmp(bytes: &[u8]) -> bool {
    let header = bytes.get(14..18).and_then(|size| size.first_chunk::<4>());
    let known = header.map(|size| matches!(u32::from_le_bytes(*size), 12 | 16 | 40 | 52 | 56 | 64 | 108 | 124));
    bytes.starts_with(b"BM") && known == Some(true)
}

/// Four bytes that are nearly nothing; the first picture must have its reserved byte and lie in the file.
fn is_ico(bytes: &[u8]) -> bool {
    let entry = bytes.strip_prefix(&[0, 0, 1, 0]).and_then(|rest| rest.get(2..18));
    let offset = entry.and_then(|entry| entry.get(12..)?.first_chunk::<4>());
    let inside =
        |at: &[u8; 4]| usize::try_from(u32::from_le_bytes(*at)).is_ok_and(|at| (22..bytes.len()).contains(&at));
    entry.is_some_and(|entry| entry.get(3) == Some(&0)) && offset.is_some_and(inside)
}

/// Why a file that [`sniff`] does not know is refused: what is well known and not read here is named.
pub fn refused(bytes: &[u8]) -> DecodeError {
    let brand = bytes.get(4..).and_then(|rest| rest.strip_prefix(b"ftyp"));
    match brand.and_then(|rest| rest.first_chunk::<4>()) {
        Some(b"avif" | b"avis") => return DecodeError::UnsupportedAvif,
        Some(b"heic" | b"heix" | b"hevc" | b"heim" | b"heis" | b"mif1" | b"msf1") => {
            return DecodeError::UnsupportedHeic;
        }
        Some(_) => return DecodeError::UnsupportedVideo,
        None => {}
    }
    let matroska = bytes.starts_with(&[0x1A, 0x45, 0xDF, 0xA3]);
    let avi = bytes.starts_with(b"RIFF") && bytes.get(8..).is_some_and(|rest| rest.starts_with(b"AVI "));
    if matroska || avi {
        DecodeError::UnsupportedVideo
    } else {
        DecodeError::UnsupportedFormat
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_told_by_content() {
        assert_eq!(sniff(b"\xFF\xD8\xFF\xE0"), Some(Format::Jpeg));
        assert_eq!(sniff(b"\x89PNG\r\n\x1a\n...."), Some(Format::Png));
        assert_eq!(sniff(b"GIF89a"), Some(Format::Gif));
        assert_eq!(sniff(b"RIFF\x01\x02\x03\x04WEBPVP8 "), Some(Format::WebP));
        assert_eq!(sniff(b"RIFF\x01\x02\x03\x04WAVE"), None);
        assert_eq!(sniff(b"RIFF"), None);
        assert_eq!(sniff(b""), None);
        assert_eq!(sniff(b"<svg xmlns="), None);
        assert_eq!(sniff(b"II*\0\x08\0\0\0"), Some(Format::Tiff));
        assert_eq!(sniff(b"BM................"), None);
        assert_eq!(sniff(b"\0\0\x01\0\x01\0"), None);
    }

    #[test]
    fn what_is_well_known_and_not_read_is_named() {
        let file = |brand: &[u8; 4]| [b"\0\0\0\x1cftyp", &brand[..], b"...."].concat();
        assert_eq!(refused(&file(b"avif")), DecodeError::UnsupportedAvif);
        assert_eq!(refused(&file(b"heic")), DecodeError::UnsupportedHeic);
        assert_eq!(refused(&file(b"isom")), DecodeError::UnsupportedVideo);
        assert_eq!(refused(b"\x1A\x45\xDF\xA3...."), DecodeError::UnsupportedVideo);
        assert_eq!(refused(b"RIFF....AVI LIST"), DecodeError::UnsupportedVideo);
        assert_eq!(refused(b"plain words"), DecodeError::UnsupportedFormat);
    }
}
