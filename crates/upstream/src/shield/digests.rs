//! Digests of a file as Shield writes them.

use crate::call::Failure;
use data_encoding::{BASE32, HEXLOWER_PERMISSIVE};

/// What is told of a file's bytes; a hub's front door leaves out what its list does not know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Digests {
    /// SHA-1.
    pub sha1: Option<[u8; 20]>,
    /// SHA-256.
    pub sha256: Option<[u8; 32]>,
}

impl Digests {
    /// From base32 and hex, each of which may be empty.
    pub(super) fn read(sha1_base32: &str, sha256_hex: &str) -> Result<Self, Failure> {
        let sha1 = bytes(sha1_base32, |text| BASE32.decode(text.to_ascii_uppercase().as_bytes()))?;
        let sha256 = bytes(sha256_hex, |text| HEXLOWER_PERMISSIVE.decode(text.as_bytes()))?;
        Ok(Self { sha1, sha256 })
    }
}

fn bytes<const N: usize>(
    text: &str,
    decode: impl Fn(&str) -> Result<Vec<u8>, data_encoding::DecodeError>,
) -> Result<Option<[u8; N]>, Failure> {
    if text.is_empty() {
        return Ok(None);
    }
    let bytes = decode(text).ok().and_then(|bytes| bytes.try_into().ok());
    bytes.map(Some).ok_or(Failure::Unintelligible)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_read_in_either_case_left_out_where_it_is_empty_and_refused_where_it_is_none() {
        let upper = "2DB0DA447137B17D49988EEEFC5AD73A58EF9F28215078D1D2F4263423BC4508";
        let read = Digests::read("ABCDEFGHIJKLMNOPQRSTUVWXYZ723456", upper).expect("digests");
        assert_eq!(
            Digests::read("abcdefghijklmnopqrstuvwxyz723456", &upper.to_lowercase()),
            Ok(read)
        );
        assert!(read.sha1.is_some() && read.sha256.is_some_and(|sha256| sha256[0] == 0x2d));
        assert_eq!(Digests::read("", ""), Ok(Digests::default()));
        for (sha1, sha256) in [("ABC", ""), ("", "2db0"), ("", "no hex")] {
            assert_eq!(Digests::read(sha1, sha256), Err(Failure::Unintelligible));
        }
    }
}
