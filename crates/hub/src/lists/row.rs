//! One row of a list, whatever it was read from, and what is wrong with those that are none.

use scrim_hashing::pdq::PdqHash;
use scrim_model::{
    digests::FileDigests,
    matching::{HarmType, Perceptual},
    votes::MemberVotes,
};

/// The longest category and the longest id that are kept, characters.
const MOST_TEXT: usize = 200;

/// The most hashes that one file's frames may have.
const MOST_HASHES: usize = 1_000;

/// Known content as a list ships it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Row {
    /// Digests of its bytes.
    pub digests: FileDigests,
    /// Its perceptual hashes, of an animation one a frame.
    pub hashes: Vec<Perceptual>,
    /// The list's category code.
    pub category: Option<String>,
    /// What it is about, where the row says so itself.
    pub harm: Option<HarmType>,
    /// Where it comes from: mostly the list's own id of it.
    pub provenance: Option<String>,
    /// How members have voted on it, where the list says so.
    pub votes: Option<MemberVotes>,
}

/// Why a line is no row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadRow {
    /// More than is read of one line.
    #[error("the line is longer than 64 KiB")]
    TooLong,
    /// Not UTF-8.
    #[error("the line is no text: it has to be UTF-8")]
    NotText,
    /// A character that no text has.
    #[error("the line holds a control character")]
    Control,
    /// No object of JSON, or one with other fields.
    #[error("the line is not the JSON it must be")]
    NotJson,
    /// A column that is not known, or twice there, or none that matters.
    #[error(
        "the head has to name columns among md5, sha1, sha256, pdq, quality, category, harm_type, id, votes_up and \
         votes_down, each once, and one of the first four"
    )]
    Head,
    /// As many fields as the head has.
    #[error("the row has another number of fields than the head")]
    Fields,
    /// A digest of another length, or of no hexadecimal digits.
    #[error("its {0} is no {0}, written in hexadecimal digits")]
    Hash(&'static str),
    /// A quality beyond its bounds, or one too many.
    #[error("its quality is no number from 0 to 100 for each hash")]
    Quality,
    /// Votes that are no number.
    #[error("its votes are no number from 0 to 4294967295")]
    Votes,
    /// A harm that has no name here.
    #[error("its harm type is none of csam, ncii, terrorism and other")]
    Harm,
    /// A harm that the bank is not about.
    #[error("it is about another harm than the bank: import it into a bank of that harm")]
    OtherHarm,
    /// A kind of indicator that is not matched here.
    #[error("its type is none of HASH_MD5, HASH_SHA1, HASH_SHA256 and HASH_PDQ")]
    Kind,
    /// Withdrawn by whoever listed it.
    #[error("it says of itself that it is expired or not malicious")]
    Withdrawn,
    /// A text that is longer than is kept.
    #[error("its category or its id has more than 200 characters")]
    LongText,
    /// Neither a digest nor a hash that can be matched.
    #[error("it has nothing to be matched by: no digest, and no hash of a quality above 49")]
    Nothing,
}

impl Row {
    /// The row, if it can be kept.
    pub(super) fn checked(self) -> Result<Self, BadRow> {
        let texts = [&self.category, &self.provenance];
        if texts.into_iter().flatten().any(|text| text.chars().count() > MOST_TEXT) {
            return Err(BadRow::LongText);
        }
        if texts
            .into_iter()
            .flatten()
            .any(|text| text.chars().any(char::is_control))
        {
            return Err(BadRow::Control);
        }
        if self.hashes.len() > MOST_HASHES {
            return Err(BadRow::Hash("pdq"));
        }
        let usable = self.hashes.iter().any(|hash| hash.usable());
        if self.digests.is_empty() && !usable {
            return Err(BadRow::Nothing);
        }
        Ok(self)
    }
}

/// A digest of `N` bytes.
pub(super) fn digest<const N: usize>(text: &str, name: &'static str) -> Result<[u8; N], BadRow> {
    let mut bytes = [0_u8; N];
    let read = hex::decode_to_slice(text.trim(), &mut bytes);
    read.map(|()| bytes).map_err(|_not_it| BadRow::Hash(name))
}

/// A perceptual hash.
pub(super) fn pdq(text: &str) -> Result<PdqHash, BadRow> {
    digest::<32>(text, "pdq").map(PdqHash)
}

/// Nothing, where a field is empty.
pub(super) fn said(text: &str) -> Option<&str> {
    (!text.is_empty()).then_some(text)
}

/// What a list is about, by its name.
pub(super) fn harm(name: &str) -> Result<HarmType, BadRow> {
    [HarmType::Csam, HarmType::Ncii, HarmType::Terrorism, HarmType::Other]
        .into_iter()
        .find(|harm| harm_name(*harm).eq_ignore_ascii_case(name.trim()))
        .ok_or(BadRow::Harm)
}

/// Its name.
pub(super) fn harm_name(harm: HarmType) -> &'static str {
    match harm {
        HarmType::Csam => "csam",
        HarmType::Ncii => "ncii",
        HarmType::Terrorism => "terrorism",
        HarmType::Other => "other",
    }
}
