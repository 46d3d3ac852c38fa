//! TIFF pages whose colours are indices. The decoder refuses those by their mark alone, though it reads the
//! same samples as grey: in a copy of the file the mark says grey, and here it is kept which pages it was.
//! Knows no samples and no colours.

use super::empty_buffer;
use crate::DecodeError;

const PHOTOMETRIC: u16 = 262;
const SHORT: u16 = 3;
const BLACK_IS_ZERO: u16 = 1;
const PALETTE: u16 = 3;
/// As many entries and pages as are looked at; an honest page has some twenty entries.
const MAX_ENTRIES: u16 = 4_096;
const MAX_PAGES: usize = 4_096;

/// A file that calls its indices grey.
pub(super) struct Relabelled {
    pub(super) bytes: Vec<u8>,
    pages: Vec<bool>,
}

impl Relabelled {
    /// `None` where no page has a palette.
    pub(super) fn of(bytes: &[u8]) -> Result<Option<Self>, DecodeError> {
        let Some(endian) = Endian::of(bytes) else {
            return Ok(None);
        };
        let marks = marks(bytes, endian);
        if marks.iter().all(Option::is_none) {
            return Ok(None);
        }
        let mut copy = empty_buffer(bytes.len())?;
        copy.extend(bytes);
        for at in marks.iter().flatten() {
            let place = copy.get_mut(*at..).and_then(|rest| rest.first_chunk_mut::<2>());
            if let Some(place) = place {
                *place = endian.bytes(BLACK_IS_ZERO);
            }
        }
        let pages = marks.iter().map(Option::is_some).collect();
        Ok(Some(Self { bytes: copy, pages }))
    }

    /// Whether this page, counted from 0, had a palette.
    pub(super) fn has_palette(&self, page: usize) -> bool {
        self.pages.get(page) == Some(&true)
    }
}

/// For each page in its order, where the mark of its palette stands.
fn marks(bytes: &[u8], endian: Endian) -> Vec<Option<usize>> {
    let mut marks = Vec::new();
    let mut next = endian.long(bytes, 4);
    // A chain that loops ends at the bound; the decoder notices it earlier.
    while let Some(at) = next.filter(|at| *at != 0 && marks.len() < MAX_PAGES) {
        let Some(entries) = endian.short(bytes, at) else { break };
        let mut places =
            (0..entries.min(MAX_ENTRIES)).filter_map(|number| at.checked_add(2 + 12 * usize::from(number)));
        marks.push(places.find_map(|entry| mark(bytes, endian, entry)));
        next = at
            .checked_add(2 + 12 * usize::from(entries))
            .and_then(|end| endian.long(bytes, end));
    }
    marks
}

/// Where the value stands, if this entry is the mark of a palette.
fn mark(bytes: &[u8], endian: Endian, entry: usize) -> Option<usize> {
    let value = entry.checked_add(8)?;
    let is_mark = endian.short(bytes, entry) == Some(PHOTOMETRIC)
        && endian.short(bytes, entry.checked_add(2)?) == Some(SHORT)
        && endian.short(bytes, value) == Some(PALETTE);
    is_mark.then_some(value)
}

#[derive(Clone, Copy)]
enum Endian {
    Little,
    Big,
}

impl Endian {
    fn of(bytes: &[u8]) -> Option<Self> {
        match bytes.first_chunk::<4>()? {
            b"II*\0" => Some(Self::Little),
            b"MM\0*" => Some(Self::Big),
            _ => None,
        }
    }

    fn short(self, bytes: &[u8], at: usize) -> Option<u16> {
        let raw = *bytes.get(at..)?.first_chunk::<2>()?;
        Some(match self {
            Self::Little => u16::from_le_bytes(raw),
            Self::Big => u16::from_be_bytes(raw),
        })
    }

    fn long(self, bytes: &[u8], at: usize) -> Option<usize> {
        let raw = *bytes.get(at..)?.first_chunk::<4>()?;
        let value = match self {
            Self::Little => u32::from_le_bytes(raw),
            Self::Big => u32::from_be_bytes(raw),
        };
        usize::try_from(value).ok()
    }

    fn bytes(self, value: u16) -> [u8; 2] {
        match self {
            Self::Little => value.to_le_bytes(),
            Self::Big => value.to_be_bytes(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two big-endian pages of one entry each: a palette, then plain grey.
    fn two_pages() -> Vec<u8> {
        let entry = |value: u8| [1, 6, 0, 3, 0, 0, 0, 1, 0, value, 0, 0];
        let first = [&[0, 1][..], &entry(3), &[0, 0, 0, 26]].concat();
        let second = [&[0, 1][..], &entry(1), &[0, 0, 0, 0]].concat();
        [&b"MM\0*\0\0\0\x08"[..], &first, &second].concat()
    }

    #[test]
    fn a_palette_is_called_grey_and_remembered() {
        let file = two_pages();
        let found = Relabelled::of(&file).unwrap().unwrap();
        assert_eq!((found.has_palette(0), found.has_palette(1)), (true, false));
        let changed: Vec<usize> = (0..file.len()).filter(|at| file[*at] != found.bytes[*at]).collect();
        assert_eq!((changed, found.bytes[19]), (vec![19], 1));
    }

    #[test]
    fn a_file_without_palettes_is_not_copied_and_a_loop_ends() {
        let mut file = two_pages();
        file[19] = 2;
        assert!(Relabelled::of(&file).unwrap().is_none());
        let end = file.len() - 1;
        file[end] = 8;
        file[19] = 3;
        assert!(Relabelled::of(&file).unwrap().unwrap().has_palette(2));
        for length in 0..file.len() {
            let _ = Relabelled::of(&file[..length]).unwrap();
        }
    }
}
