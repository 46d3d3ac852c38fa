//! A walk over a JPEG's markers without decoding: how many scans, whether it ends. Pixels are not known here.

/// What the markers of a JPEG say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Survey {
    /// Start-of-scan markers seen.
    pub(super) scans: u32,
    /// Whether the frame is of a progressive kind.
    pub(super) progressive: bool,
    /// Whether an end-of-image marker follows the last scan.
    pub(super) ended: bool,
}

const END_OF_IMAGE: u8 = 0xD9;
const START_OF_SCAN: u8 = 0xDA;

/// Walks the markers. Stops at the first end of image, or where the bytes or their sense end.
pub(super) fn survey(bytes: &[u8]) -> Survey {
    let mut found = Survey::default();
    let mut rest = bytes.get(2..).unwrap_or_default();
    while let Some((marker, after)) = next_marker(rest) {
        match marker {
            END_OF_IMAGE => {
                found.ended = true;
                return found;
            }
            START_OF_SCAN => found.scans = found.scans.saturating_add(1),
            0xC2 | 0xC6 | 0xCA | 0xCE => found.progressive = true,
            _ => {}
        }
        let Some(next) = skip_segment(after) else {
            return found;
        };
        rest = next;
    }
    found
}

/// The next marker and what follows it; stuffed bytes, restarts and fill are passed over.
fn next_marker(bytes: &[u8]) -> Option<(u8, &[u8])> {
    let mut rest = bytes;
    loop {
        let at = rest.iter().position(|byte| *byte == 0xFF)?;
        let (marker, after) = rest.get(at + 1..)?.split_first()?;
        match marker {
            0x00 | 0x01 | 0xD0..=0xD8 => rest = after,
            0xFF => rest = rest.get(at + 1..)?,
            _ => return Some((*marker, after)),
        }
    }
}

fn skip_segment(after_marker: &[u8]) -> Option<&[u8]> {
    let length = u16::from_be_bytes(*after_marker.first_chunk::<2>()?);
    after_marker.get(usize::from(length)..)
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
        assert_eq!(
            survey(&file),
            Survey {
                scans: 2,
                progressive: true,
                ended: true
            }
        );
        assert!(!survey(&file[..22]).ended);
    }

    #[test]
    fn the_end_of_an_embedded_thumbnail_is_not_the_end_of_the_picture() {
        let file = [
            0xFF, 0xD8, 0xFF, 0xE1, 0, 6, 0xFF, 0xD8, 0xFF, 0xD9, 0xFF, 0xDA, 0, 2, 1, 2,
        ];
        assert_eq!(
            survey(&file),
            Survey {
                scans: 1,
                progressive: false,
                ended: false
            }
        );
    }
}
