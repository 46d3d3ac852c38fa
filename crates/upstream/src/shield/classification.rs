//! As what something is known: two names that are documented, "no known match", and whatever else may come.

use crate::call::Failure;
use serde::Deserialize;
use std::fmt;

/// As what something is known. Shield says that more may be added, so one that is not known here is kept by its name; it
/// is never "no match".
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClassName(String);

/// A text that is no classification of something known.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no classification of something known: small letters, digits, - and _, as in csam")]
pub struct NoClassName(String);

/// A classification as Shield writes it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub enum Classification {
    /// Nothing known is like it.
    NoKnownMatch,
    /// It is known as this.
    Known(ClassName),
}

/// What Shield writes where nothing known is like it.
const NO_KNOWN_MATCH: &str = "no-known-match";

impl ClassName {
    /// The documented ones: child sexual abuse material, and other material that is harmful to children.
    pub const DOCUMENTED: [&'static str; 2] = ["csam", "harmful-abusive-material"];

    /// The longest that is taken.
    const MOST: usize = 64;

    /// The name itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether Shield documents it.
    pub fn is_documented(&self) -> bool {
        Self::DOCUMENTED.contains(&self.as_str())
    }
}

impl TryFrom<String> for ClassName {
    type Error = NoClassName;

    fn try_from(text: String) -> Result<Self, NoClassName> {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'_';
        let fits = (1..=Self::MOST).contains(&text.len()) && text.bytes().all(fits);
        if fits && text != NO_KNOWN_MATCH {
            Ok(Self(text))
        } else {
            Err(NoClassName(text))
        }
    }
}

impl TryFrom<String> for Classification {
    type Error = Failure;

    fn try_from(text: String) -> Result<Self, Failure> {
        if text == NO_KNOWN_MATCH {
            return Ok(Self::NoKnownMatch);
        }
        let class = ClassName::try_from(text);
        class.map(Self::Known).map_err(|_no_name| Failure::Unintelligible)
    }
}

impl fmt::Display for ClassName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_not_documented_is_kept_and_no_match_is_no_name() {
        for good in ["csam", "harmful-abusive-material", "something_new-2"] {
            let read = Classification::try_from(good.to_owned());
            let class = ClassName::try_from(good.to_owned()).expect("a name");
            assert_eq!(class.as_str(), good);
            assert_eq!(read, Ok(Classification::Known(class)));
        }
        let nothing = Classification::try_from("no-known-match".to_owned());
        assert_eq!(nothing, Ok(Classification::NoKnownMatch));
        for bad in ["", "no-known-match", "CSAM", "a b", "a\n", &"a".repeat(65)] {
            assert!(ClassName::try_from(bad.to_owned()).is_err(), "{bad}");
        }
        let bad = Classification::try_from("a page of a proxy".to_owned());
        assert_eq!(bad, Err(Failure::Unintelligible));
    }
}
