//! The name of a bank, which becomes part of an address.

use serde::{Deserialize, Serialize};
use std::fmt;

/// A bank's name: capital letters, digits and underscores, beginning with no digit. HMA takes no other, and none
/// that it might answer reaches the path of a call.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BankName(String);

/// A text that is no bank's name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no name of a bank: capital letters, digits and _, beginning with no digit")]
pub struct NoBankName(String);

impl BankName {
    /// The longest that is taken.
    const MOST: usize = 255;

    /// The name itself.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl TryFrom<String> for BankName {
    type Error = NoBankName;

    fn try_from(text: String) -> Result<Self, NoBankName> {
        let fits = |byte: u8| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_';
        let first = text.bytes().next().is_some_and(|byte| !byte.is_ascii_digit());
        if first && text.len() <= Self::MOST && text.bytes().all(fits) {
            Ok(Self(text))
        } else {
            Err(NoBankName(text))
        }
    }
}

impl From<BankName> for String {
    fn from(name: BankName) -> Self {
        name.0
    }
}

impl fmt::Display for BankName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_would_lead_elsewhere_is_none() {
        for good in ["A", "_A9", "NCMEC_EX"] {
            assert!(BankName::try_from(good.to_owned()).is_ok(), "{good}");
        }
        for bad in ["", "a", "9A", "A/B", "..", "A?", "Ä", &"A".repeat(256)] {
            assert!(BankName::try_from(bad.to_owned()).is_err(), "{bad}");
        }
    }
}
