//! A question that a matcher could not answer, and when it is asked again.

use crate::{
    delivery::{LONGEST_WAIT, wait},
    time::Span,
};
use serde::{Deserialize, Serialize};

/// The longest wait between two tries: an upload waits for the answer, and whether a matcher can be asked at all is the
/// circuit's concern, so that many questions do not mean many calls.
pub const LONGEST_BETWEEN_TRIES: Span = Span::minutes(10);

/// Why a matcher did not answer. Neither of them is "it lists nothing like it".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum NoAnswer {
    /// No connection, or one that broke off.
    Silent,
    /// It takes longer than an upload can wait.
    TooLate,
    /// It answers more than is read: more bytes, or more matches.
    TooLong,
    /// It points elsewhere.
    Redirects,
    /// It refuses the credential.
    Credential,
    /// There is nothing at its address.
    Missing,
    /// It is asked too often.
    TooOften,
    /// It refuses the question.
    Refused,
    /// It fails.
    Fails,
    /// It answers something else than it should.
    Unintelligible,
    /// The hub cannot open or use what it knows of the matcher.
    NotSetUp,
    /// It has failed a moment ago, and is not asked for a while.
    Resting,
    /// It knows the picture as something of which nobody has said here which list takes it in.
    Unmapped,
    /// It knows the picture, and has not said yet as what.
    Undecided,
    /// It is to be sent the upload, which cannot be read here at this moment.
    Unread,
}

impl NoAnswer {
    /// Whether it says something of the matcher and not of this one question.
    pub fn is_the_matchers(self) -> bool {
        match self {
            Self::Silent
            | Self::TooLate
            | Self::Redirects
            | Self::Credential
            | Self::Missing
            | Self::TooOften
            | Self::Fails
            | Self::Unintelligible
            | Self::NotSetUp => true,
            Self::TooLong | Self::Refused | Self::Resting | Self::Unmapped | Self::Undecided | Self::Unread => false,
        }
    }

    /// The same in a sentence.
    pub fn says(self) -> &'static str {
        match self {
            Self::Silent => "it does not answer",
            Self::TooLate => "it does not answer in time",
            Self::TooLong => "it answers more than is read",
            Self::Redirects => "it redirects; set the address that it points to",
            Self::Credential => "it refuses the credential",
            Self::Missing => "there is nothing of the kind at its address",
            Self::TooOften => "it is asked too often",
            Self::Refused => "it refuses the question",
            Self::Fails => "it fails",
            Self::Unintelligible => "it answers something else than it should",
            Self::NotSetUp => "its address or its credential cannot be used",
            Self::Resting => "it has failed a moment ago",
            Self::Unmapped => "it knows it by a name that is mapped to no list here; map that name",
            Self::Undecided => "it has not said yet as what it knows it",
            Self::Unread => "the upload that it is to be sent cannot be read from where media are kept",
        }
    }
}

/// How long to wait after so many tries before the next; there always is one. `chance` is any number, evenly drawn.
pub fn again_after(tries: u32, chance: u64) -> Span {
    let wait = wait(tries.max(1), chance).unwrap_or(LONGEST_WAIT);
    wait.min(LONGEST_BETWEEN_TRIES)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn there_always_is_a_next_try_and_not_long_after(tries: u32, chance: u64) {
            let wait = again_after(tries, chance);
            prop_assert!(wait > Span::seconds(2) && wait <= LONGEST_BETWEEN_TRIES);
        }
    }

    #[test]
    fn the_first_waits_are_those_of_a_moment() {
        assert!(again_after(0, u64::MAX - 1) <= Span::seconds(5));
        assert!(again_after(1, u64::MAX - 1) <= Span::seconds(5));
        assert_eq!(again_after(u32::MAX, 0), LONGEST_BETWEEN_TRIES);
    }
}
