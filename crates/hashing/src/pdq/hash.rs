//! The hash as a value: 256 bits, their text, their distance.
//!
//! It deliberately does not know how a hash comes about, nor whether its picture was good
//! enough to have one.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// Hashes at most this far apart match (HMA's fixed threshold).
pub const MATCH_DISTANCE: u32 = 31;

/// Hashes at most this far apart are the same picture re-encoded (the reference's own
/// tolerance for two decoders of one file, at quality 80 and above).
pub const TWIN_DISTANCE: u32 = 10;

/// A PDQ hash, most significant byte first: the order of its 64 hex digits everywhere.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PdqHash(pub [u8; 32]);

/// A text that is not a PDQ hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ParseHashError {
    /// Not 64 characters.
    #[error("a PDQ hash has 64 hex digits, this text has {0} bytes")]
    Length(usize),
    /// Something other than `0-9a-f`; upper case is refused, as HMA refuses it.
    #[error("a PDQ hash has only the digits 0-9 and a-f, not what is at byte {0}")]
    Digit(usize),
}

impl PdqHash {
    /// How many of the 256 bits differ.
    ///
    /// ```
    /// use scrim_hashing::pdq::PdqHash;
    /// assert_eq!(PdqHash([0; 32]).distance(PdqHash([3; 32])), 64);
    /// ```
    #[inline(always)]
    pub fn distance(self, other: Self) -> u32 {
        let ours = self.0.as_chunks::<8>().0.iter();
        let theirs = other.0.as_chunks::<8>().0.iter();
        ours.zip(theirs)
            .map(|(a, b)| (u64::from_ne_bytes(*a) ^ u64::from_ne_bytes(*b)).count_ones())
            .sum()
    }
}

impl fmt::Display for PdqHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for PdqHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PdqHash({self})")
    }
}

impl FromStr for PdqHash {
    type Err = ParseHashError;

    fn from_str(text: &str) -> Result<Self, ParseHashError> {
        let is_digit = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
        if let Some(at) = text.bytes().position(|b| !is_digit(b)) {
            return Err(ParseHashError::Digit(at));
        }
        let mut bytes = [0; 32];
        match hex::decode_to_slice(text, &mut bytes) {
            Ok(()) => Ok(Self(bytes)),
            Err(_only_the_length_is_left) => Err(ParseHashError::Length(text.len())),
        }
    }
}

impl Serialize for PdqHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for PdqHash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl de::Visitor<'_> for Text {
            type Value = PdqHash;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a PDQ hash as 64 lower-case hex digits")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<PdqHash, E> {
                text.parse().map_err(E::custom)
            }
        }
        deserializer.deserialize_str(Text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hashes() -> impl Strategy<Value = PdqHash> {
        any::<[u8; 32]>().prop_map(PdqHash)
    }

    proptest! {
        #[test]
        fn distance_is_a_metric(a in hashes(), b in hashes(), c in hashes()) {
            prop_assert_eq!(a.distance(a), 0);
            prop_assert_eq!(a.distance(b), b.distance(a));
            prop_assert_eq!(a.distance(b) == 0, a == b);
            prop_assert!(a.distance(c) <= a.distance(b) + b.distance(c));
            prop_assert!(a.distance(b) <= 256);
        }

        #[test]
        fn distance_is_the_number_of_flipped_bits(a in hashes(), flips in prop::collection::btree_set(0usize..256, 0..256)) {
            let mut b = a;
            for bit in &flips {
                b.0[bit / 8] ^= 1 << (bit % 8);
            }
            prop_assert_eq!(a.distance(b) as usize, flips.len());
        }

        #[test]
        fn text_and_json_come_back_as_the_same_hash(a in hashes()) {
            prop_assert_eq!(a.to_string().parse(), Ok(a));
            let json = serde_json::to_string(&a).unwrap();
            prop_assert_eq!(&json, &format!("\"{a}\""));
            prop_assert_eq!(serde_json::from_str::<PdqHash>(&json).unwrap(), a);
        }

        #[test]
        fn hashes_sort_as_their_text_does(a in hashes(), b in hashes()) {
            prop_assert_eq!(a.cmp(&b), a.to_string().cmp(&b.to_string()));
        }

        #[test]
        fn any_other_text_is_refused_without_a_panic(text in ".{0,80}") {
            let good = text.len() == 64 && text.bytes().all(|b| b"0123456789abcdef".contains(&b));
            prop_assert_eq!(text.parse::<PdqHash>().is_ok(), good);
        }
    }

    #[test]
    fn a_refused_text_says_why() {
        assert_eq!("".parse::<PdqHash>(), Err(ParseHashError::Length(0)));
        assert_eq!("a".repeat(66).parse::<PdqHash>(), Err(ParseHashError::Length(66)));
        assert_eq!("A".repeat(64).parse::<PdqHash>(), Err(ParseHashError::Digit(0)));
        assert_eq!(
            format!("{}é", "0".repeat(62)).parse::<PdqHash>(),
            Err(ParseHashError::Digit(62))
        );
    }
}
