//! The orientation in an EXIF block, and nothing else of it: thumbnails, places and names stay unread.

use crate::Orientation;

const ORIENTATION_TAG: u16 = 0x0112;
const SHORT: u16 = 3;
/// An honest first directory has some dozen entries; this bounds a lying count.
const MAX_ENTRIES: u16 = 512;

#[derive(Clone, Copy)]
enum Endian {
    Little,
    Big,
}

/// The orientation stated by a TIFF-shaped EXIF block (with or without the `Exif\0\0` prefix);
/// [`Orientation::Normal`] when it states none or makes no sense.
pub(crate) fn orientation(block: &[u8]) -> Orientation {
    let tiff = block.strip_prefix(b"Exif\0\0").unwrap_or(block);
    stated(tiff).unwrap_or_default()
}

fn stated(tiff: &[u8]) -> Option<Orientation> {
    let endian = match tiff.get(..4)? {
        b"II*\0" => Endian::Little,
        b"MM\0*" => Endian::Big,
        _ => return None,
    };
    let directory = tiff.get(usize::try_from(u32_at(tiff, 4, endian)?).ok()?..)?;
    let entries = u16_at(directory, 0, endian)?.min(MAX_ENTRIES);
    directory
        .get(2..)?
        .chunks_exact(12)
        .take(usize::from(entries))
        .find(|entry| u16_at(entry, 0, endian) == Some(ORIENTATION_TAG))
        .filter(|entry| u16_at(entry, 2, endian) == Some(SHORT))
        .and_then(|entry| u8::try_from(u16_at(entry, 8, endian)?).ok())
        .and_then(Orientation::from_exif)
}

fn u16_at(bytes: &[u8], at: usize, endian: Endian) -> Option<u16> {
    let raw = *bytes.get(at..)?.first_chunk::<2>()?;
    Some(match endian {
        Endian::Little => u16::from_le_bytes(raw),
        Endian::Big => u16::from_be_bytes(raw),
    })
}

fn u32_at(bytes: &[u8], at: usize, endian: Endian) -> Option<u32> {
    let raw = *bytes.get(at..)?.first_chunk::<4>()?;
    Some(match endian {
        Endian::Little => u32::from_le_bytes(raw),
        Endian::Big => u32::from_be_bytes(raw),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn little(value: u16) -> Vec<u8> {
        let mut block = b"Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
        block.extend(value.to_le_bytes());
        block.extend([0, 0, 0, 0, 0, 0]);
        block
    }

    #[test]
    fn both_byte_orders_are_read() {
        assert_eq!(orientation(&little(6)), Orientation::Turned90);
        let big = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x08\0\0\0\0\0\0";
        assert_eq!(orientation(big), Orientation::Turned270);
    }

    #[test]
    fn nonsense_means_as_stored() {
        assert_eq!(orientation(&little(9)), Orientation::Normal);
        assert_eq!(orientation(&little(0x0106)), Orientation::Normal);
        assert_eq!(orientation(b""), Orientation::Normal);
    }

    proptest! {
        #[test]
        fn no_block_breaks_it(tail in proptest::collection::vec(any::<u8>(), 0..200)) {
            let mut block = b"II*\0".to_vec();
            block.extend(tail);
            let _ = orientation(&block);
        }
    }
}
