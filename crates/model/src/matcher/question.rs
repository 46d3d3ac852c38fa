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
    /// Whether it says something of the matcher and not of this one question. One that was `heard` has answered other
    /// calls of the same question: what it breaks off at after that is what was asked, and if it went down since, the next
    /// question tells.
    pub fn is_the_matchers(self, heard: bool) -> bool {
        match self {
            Self::Redirects | Self::Credential | Self::TooOften | Self::NotSetUp => true,
            Self::Silent | Self::TooLate | Self::Missing | Self::Fails | Self::Unintelligible => !heard,
            Self::TooLong | Self::Refused | Self::Resting | Self::Unmapped | Self::Undecided | Self::Unread => false,
        }
    }

    /// Whether it says something of this one question and not of the matcher. What waits for somebody is neither: an admin
    /// who maps a name, a person elsewhere who decides, media that come back.
    pub fn is_the_questions(self, heard: bool) -> bool {
        let waits = matches!(self, Self::Resting | Self::Unmapped | Self::Undecided | Self::Unread);
        !waits && !self.is_the_matchers(heard)
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

/// After so many tries a question is given up that has failed twice in one way for what was asked: a list that answers
/// more than is read goes on doing so. Most of half an hour by then.
pub const MOST_TRIES: u32 = 9;

/// Whether a question is given up, and its upload is for a person to know of: after so many tries, by why the last had no
/// answer and why this one has none. What is the matcher's is waited for, however long, and so is one that is slow: what it
/// has told by then is known, and each try has less to ask.
pub fn gives_up(tries: u32, last: NoAnswer, why: NoAnswer, heard: bool) -> bool {
    let may_end = why != NoAnswer::TooLate && why.is_the_questions(heard);
    tries >= MOST_TRIES && last == why && may_end
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
    fn what_a_matcher_breaks_off_at_after_it_has_answered_is_the_questions() {
        for why in [
            NoAnswer::Silent,
            NoAnswer::TooLate,
            NoAnswer::Fails,
            NoAnswer::Unintelligible,
        ] {
            assert!(why.is_the_matchers(false) && !why.is_the_matchers(true), "{why:?}");
            assert!(!why.is_the_questions(false) && why.is_the_questions(true), "{why:?}");
        }
        for why in [
            NoAnswer::Credential,
            NoAnswer::Redirects,
            NoAnswer::TooOften,
            NoAnswer::NotSetUp,
        ] {
            assert!(why.is_the_matchers(true) && !why.is_the_questions(true), "{why:?}");
        }
        for heard in [false, true] {
            assert!(NoAnswer::TooLong.is_the_questions(heard) && !NoAnswer::TooLong.is_the_matchers(heard));
            assert!(!NoAnswer::Resting.is_the_questions(heard), "nobody asked");
            for why in [NoAnswer::Unmapped, NoAnswer::Undecided, NoAnswer::Unread] {
                assert!(!why.is_the_questions(heard) && !why.is_the_matchers(heard), "{why:?}");
            }
        }
    }

    #[test]
    fn only_what_fails_again_and_again_for_what_was_asked_is_given_up() {
        let (long, fails) = (NoAnswer::TooLong, NoAnswer::Fails);
        assert!(gives_up(MOST_TRIES, long, long, false));
        assert!(
            !gives_up(MOST_TRIES - 1, long, long, false),
            "it may have been a bad moment"
        );
        assert!(
            !gives_up(MOST_TRIES, fails, long, false),
            "a matcher that was down for long"
        );
        assert!(gives_up(MOST_TRIES, fails, fails, true));
        assert!(!gives_up(u32::MAX, fails, fails, false), "a matcher is waited for");
        assert!(
            !gives_up(u32::MAX, NoAnswer::TooLate, NoAnswer::TooLate, true),
            "it gets on"
        );
    }

    #[test]
    fn the_first_waits_are_those_of_a_moment() {
        assert!(again_after(0, u64::MAX - 1) <= Span::seconds(5));
        assert!(again_after(1, u64::MAX - 1) <= Span::seconds(5));
        assert_eq!(again_after(u32::MAX, 0), LONGEST_BETWEEN_TRIES);
    }
}
