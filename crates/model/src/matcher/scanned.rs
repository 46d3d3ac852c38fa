//! What a service answers that names listed files by their digests, or by nothing, and tells no hash of theirs.
//!
//! Between an upload and such a file there is no distance. None is made up: what was asked is kept beside the answer, and
//! never becomes a hash of the file's entry, since others would then match it from twice as far away.

use crate::{digests::FileDigests, ids::BankId};
use scrim_hashing::pdq::PdqHash;

/// What a service was asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Asked {
    /// A perceptual hash.
    Hash(PdqHash),
    /// A file, sent whole: its SHA-256.
    File([u8; 32]),
}

impl Asked {
    /// By what an answer is found again.
    pub fn key(self) -> [u8; 32] {
        match self {
            Self::Hash(hash) => hash.0,
            Self::File(sha256) => sha256,
        }
    }
}

/// How something that was asked about is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Likeness {
    /// Its very bytes are listed.
    Exact,
    /// Something near it is listed; how near is not told.
    Near,
}

/// A listed file, as far as a service tells of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KnownFile {
    /// Which of the hub's lists takes it in.
    pub bank: BankId,
    /// As what it is known there.
    pub list: String,
    /// What is told of its bytes; may be nothing.
    pub digests: FileDigests,
    /// How what was asked about resembles it.
    pub likeness: Likeness,
}

/// A whole answer about one hash or file: all that it is known as on lists that are mapped, and nothing where it is known
/// as nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scanned {
    /// About what.
    pub asked: Asked,
    /// What it is known as.
    pub files: Vec<KnownFile>,
}

impl KnownFile {
    /// Where an entry that was learned from it comes from, in words.
    pub fn origin(&self, matcher: &str) -> String {
        format!("{matcher}: {}", self.list)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn an_origin_names_who_says_so_and_as_what() {
        let file = KnownFile {
            bank: BankId(Uuid::nil()),
            list: "csam".into(),
            digests: FileDigests::default(),
            likeness: Likeness::Near,
        };
        assert_eq!(file.origin("Shield"), "Shield: csam");
    }
}
