//! A walk over a JPEG's markers without decoding: how many scans, whether it ends, where its orientation
//! and its profile are. Pixels are not known here.

use super::empty_buffer;
use crate::DecodeError;
use crate::read::Profile;

/// Parts of a profile at most: their number is one byte.
const MAX_PROFILE_PARTS: usize = 255;

/// What the markers of a JPEG say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Survey<'a> {
    /// Start-of-scan markers seen.
    pub(super) scans: u32,
    /// Whether the frame is of a progressive kind.
    pub(super) progressive: bool,
    /// Whether an end-of-image marker follows the last scan.
    pub(super) ended: bool,
    /// Whether Adobe's marker is there, which says how inks are counted.
    pub(super) adobe: bool,
    /// The first EXIF block.
    pub(super) exif: Option<&'a [u8]>,
    /// Width and height as the first frame says, pixels; nought where there is none.
    pub(super) size: (u16, u16),
    /// The kind of the frame, as its marker.
    frame: u8,
    /// Parts of the colour profile, as they come.
    profile: Vec<&'a [u8]>,
}

const END_OF_IMAGE: u8 = 0xD9;
const START_OF_SCAN: u8 = 0xDA;
const PROFILE: u8 = 0xE2;

impl Survey<'_> {
    /// Whether the frame is lossless, hierarchical or arithmetically coded: no camera or site writes those.
    pub(super) fn is_unusual(&self) -> bool {
        !matches!(self.frame, 0 | 0xC0..=0xC2)
    }

    /// Whether any part of a colour profile is there, sound or not.
    pub(super) fn has_profile(&self) -> bool {
        !self.profile.is_empty()
    }

    /// The error of a file without a picture in it.
    pub(super) fn cut_or_corrupt(&self) -> DecodeError {
        if self.ended {
            DecodeError::Corrupt
        } else {
            DecodeError::Truncated
        }
    }

    /// The colour profile, put together in the order its parts name.
    pub(super) fn profile(&self) -> Option<Profile> {
        let mut parts = self.profile.clone();
        parts.sort_by_key(|part| part.first().copied());
        Profile::of(parts.iter().flat_map(|part| part.iter().skip(2)).copied().collect())
    }
}

/// Walks the markers. Stops at the first end of image, or where the bytes or their sense end.
pub(super) fn survey(bytes: &[u8]) -> Survey<'_> {
    let mut found = Survey::default();
    let mut rest = bytes.get(2..).unwrap_or_default();
    while let Some((marker, after)) = next_marker(rest) {
        let Some((segment, next)) = segment(after) else {
            found.ended |= marker == END_OF_IMAGE;
            return found;
        };
        match marker {
            END_OF_IMAGE => {
                found.ended = true;
                return found;
            }
            START_OF_SCAN => found.scans = found.scans.saturating_add(1),
            // Tables of codes share the range.
            0xC0..=0xCF if !matches!(marker, 0xC4 | 0xC8 | 0xCC) => {
                found.frame = marker;
                found.progressive |= marker == 0xC2;
                if let (0, Some([_, high, low, wide, narrow])) = (found.size.0, segment.first_chunk()) {
                    found.size = (u16::from_be_bytes([*wide, *narrow]), u16::from_be_bytes([*high, *low]));
                }
            }
            0xE1 if found.exif.is_none() => found.exif = segment.strip_prefix(b"Exif\0\0"),
            PROFILE if found.profile.len() < MAX_PROFILE_PARTS => {
                found.profile.extend(segment.strip_prefix(b"ICC_PROFILE\0"));
            }
            0xEE => found.adobe |= segment.starts_with(b"Adobe"),
            _ => {}
        }
        rest = next;
    }
    found
}

/// The file without its profile: what is between the beginning and the first scan, less every segment that
/// could hold a part.
pub(super) fn without_profile(bytes: &[u8]) -> Result<Vec<u8>, DecodeError> {
    let mut kept = empty_buffer(bytes.len())?;
    let (magic, mut rest) = bytes.split_at_checked(2).unwrap_or((bytes, &[]));
    kept.extend(magic);
    while let Some((marker, after)) = next_marker(rest) {
        let Some((_, next)) = segment(after).filter(|_| marker != START_OF_SCAN) else {
            break;
        };
        if marker != PROFILE {
            kept.extend(rest.get(..rest.len() - next.len()).unwrap_or_default());
        }
        rest = next;
    }
    kept.extend(rest);
    Ok(kept)
}

/// The next marker and what follows it; stuffed bytes, restarts and fill are passed over.
fn next_marker(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let mut rest = bytes;
    loop {
        let at = memchr::memchr(0xFF, rest)?;
        let (marker, after) = rest.get(at + 1..)?.split_first()?;
        match marker {
            0x00 | 0x01 | 0xD0..=0xD8 => rest = after,
            0xFF => rest = rest.get(at + 1..)?,
            _ => return Some((*marker, after)),
        }
    }
}

/// A marker's segment and what follows it; the length counts itself.
fn segment(after_marker: &[u8]) -> Option<(&[u8], &[u8])> {
    let length = u16::from_be_bytes(*after_marker.first_chunk::<2>()?);
    let (segment, rest) = after_marker.split_at_checked(usize::from(length))?;
    Some((segment.get(2..).unwrap_or_default(), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scans_are_counted_and_the_end_is_seen() {
        let file = [
            0xFF, 0xD8, 0xFF, 0xC2, 0, 3, 9, 0xFF, 0xDA, 0, 2, 1, 0xFF, 0, 0xFF, 0xD1, 5, 0xFF, 0xDA, 0, 2, 3, 0xFF,
            0xD9, 7,
        ];
        let found = survey(&file);
        assert_eq!((found.scans, found.progressive, found.ended), (2, true, true));
        assert!(!survey(&file[..22]).ended);
    }

    #[test]
    fn the_end_of_an_embedded_thumbnail_is_not_the_end_of_the_picture() {
        let file = [
            0xFF, 0xD8, 0xFF, 0xE1, 0, 6, 0xFF, 0xD8, 0xFF, 0xD9, 0xFF, 0xDA, 0, 2, 1, 2,
        ];
        let found = survey(&file);
        assert_eq!((found.scans, found.ended), (1, false));
    }

    #[test]
    fn a_file_without_its_profile_is_the_same_otherwise() {
        let part = [0xFF, 0xE2, 0, 4, 1, 2];
        let (before, after) = (
            [0xFF, 0xD8, 0xFF, 0xE0, 0, 3, 9],
            [0xFF, 0xDA, 0, 2, 0xFF, 0xE2, 0, 4, 1, 2],
        );
        let file = [&before[..], &part, &part, &after].concat();
        assert_eq!(without_profile(&file), Ok([&before[..], &after].concat()));
        assert_eq!(without_profile(&file[..9]), Ok(file[..9].to_vec()));
        assert_eq!(without_profile(&[0xFF]), Ok(vec![0xFF]));
    }

    #[test]
    fn orientation_profile_and_adobes_marker_are_found() {
        let mut file = vec![0xFF, 0xD8];
        for (marker, body) in [
            (0xE1, &b"Exif\0\0II"[..]),
            (0xE2, b"ICC_PROFILE\0\x02\x02bc"),
            (0xE2, b"ICC_PROFILE\0\x01\x02a"),
            (0xEE, b"Adobe\0"),
            (0xC3, b""),
        ] {
            file.extend([0xFF, marker]);
            file.extend(u16::try_from(body.len() + 2).unwrap().to_be_bytes());
            file.extend(body);
        }
        let found = survey(&file);
        assert_eq!((found.exif, found.adobe), (Some(&b"II"[..]), true));
        assert!(found.is_unusual() && found.profile().is_some());
        assert_eq!(found.profile.len(), 2);
    }
}
