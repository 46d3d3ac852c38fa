//! What has become, at a matcher, of content that the hub knows from it, and what that means here.
//!
//! A list outside goes on without us: content is deleted there, disabled by somebody, and added again. An entry that was
//! learned from there and is listed nowhere else brings nobody a case for nothing while it is gone there. What people
//! here have decided outweighs it, always.

use crate::{
    delivery::{Failure, Letter, Says, State},
    time::{Span, Time},
};
use serde::{Deserialize, Serialize};

/// Between two passes over what a matcher lists: what comes back is disabled again within a day.
pub const RECONCILED_EVERY: Span = Span::hours(24);

/// After a pass that a failure ended, before the next attempt.
pub const RECONCILED_AGAIN_AFTER: Span = Span::minutes(10);

/// How long a hub has a pass to itself from each page on. Longer than a page can take.
pub const PASS_LASTS: Span = Span::minutes(10);

/// What content is at the matcher that lists it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum There {
    /// It matches.
    Matches,
    /// It is not there any more.
    Gone,
    /// Somebody there has it match nothing.
    Disabled,
}

/// What the hub's own word on an entry has come to at a matcher.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OwnWord {
    /// Nothing stands.
    None,
    /// Something is still to arrive there, or cannot.
    UnderWay,
    /// The entry was disabled there, as people here decided.
    Disabled,
}

/// What a pass has found so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct Reconciled {
    /// Entries that were asked about.
    pub looked_at: u64,
    /// Of these, content that is newly not there any more.
    pub gone: u64,
    /// Content that somebody there has newly disabled.
    pub disabled: u64,
    /// Content that was gone or disabled, and matches again.
    pub back: u64,
    /// Content that people here had disabled, that came back under another number, and is told of again.
    pub told_again: u64,
    /// Content that people here had disabled, and that somebody there has enabled: theirs to decide.
    pub overruled: u64,
    /// Entries that were left for the next pass: something of ours is still under way there, or the number is another
    /// entry's, or the matcher failed at it.
    pub left: u64,
    /// Of these, entries at which the matcher failed while it answered about others.
    #[serde(default)]
    pub unanswered: u64,
}

/// When the next pass is due, after one that came to its end or was ended by a failure.
pub fn next_pass(now: Time, failed: bool) -> Time {
    now + if failed {
        RECONCILED_AGAIN_AFTER
    } else {
        RECONCILED_EVERY
    }
}

/// Whether a failure over one entry is the matcher's, so that a pass breaks off and goes on later. Any other is that
/// entry's: it is left, so that it does not keep the others from being looked at.
pub fn breaks_off(why: Failure) -> bool {
    match why {
        Failure::Silent
        | Failure::TooLate
        | Failure::TooOften
        | Failure::Redirects
        | Failure::Credential
        | Failure::Missing
        | Failure::Secret
        | Failure::NotSetUp => true,
        Failure::TooLong
        | Failure::Unintelligible
        | Failure::Fails
        | Failure::Refused
        | Failure::NoReason
        | Failure::ReasonGone
        | Failure::NoOrigin
        | Failure::NoHash
        | Failure::NoListing
        | Failure::NoBank
        | Failure::CannotTakeBack => false,
    }
}

/// Whether an entry counts here, by what its content is there: it does where it is listed elsewhere too, and where a
/// person here has confirmed it. What a person here disputed is not asked of this.
pub fn counts(there: There, listed_only_there: bool, is_confirmed: bool) -> bool {
    there == There::Matches || !listed_only_there || is_confirmed
}

/// What the hub's own word on an entry has come to, by the letters of that thread and by what should be known.
pub fn own_word(letters: &[Letter], wanted: Option<Says>) -> OwnWord {
    let withdrawn = |letter: &&Letter| matches!(letter.delivery.state, State::Withdrawn { .. });
    let last = letters.iter().rfind(|letter| !withdrawn(letter));
    let Some(last) = last else {
        return if wanted.is_some() {
            OwnWord::UnderWay
        } else {
            OwnWord::None
        };
    };
    let arrived = matches!(last.delivery.state, State::Delivered { .. });
    match (arrived && last.says == wanted, wanted) {
        (true, Some(_disabled)) => OwnWord::Disabled,
        (true, None) => OwnWord::None,
        (false, _) => OwnWord::UnderWay,
    }
}

impl OwnWord {
    /// Of two words at the same matcher, the one to go by.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::UnderWay, _) | (_, Self::UnderWay) => Self::UnderWay,
            (Self::Disabled, _) | (_, Self::Disabled) => Self::Disabled,
            (Self::None, Self::None) => Self::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::delivery::Delivery;

    const DISABLE: Option<Says> = Some(Says::Disable);

    fn letter(says: Option<Says>, end: impl Fn(Delivery) -> Delivery) -> Letter {
        let sending = Delivery::PLANNED.claimed(Time(0), Span::minutes(3)).expect("it is due");
        let delivery = end(sending);
        Letter { says, delivery }
    }

    fn taken(delivery: Delivery) -> Delivery {
        delivery.taken(Time(1)).expect("it was under way")
    }

    fn dead(delivery: Delivery) -> Delivery {
        let failed = delivery.failed(Time(1), Failure::Credential, 0, Span::ZERO);
        failed.expect("it was under way")
    }

    #[test]
    fn only_what_arrived_and_still_holds_is_the_hubs_word() {
        assert_eq!(own_word(&[], None), OwnWord::None);
        assert_eq!(own_word(&[], DISABLE), OwnWord::UnderWay);
        let disabled = letter(DISABLE, taken);
        assert_eq!(own_word(&[disabled], DISABLE), OwnWord::Disabled);
        assert_eq!(own_word(&[disabled], None), OwnWord::UnderWay);
        for end in [dead, |delivery| delivery] {
            assert_eq!(own_word(&[letter(DISABLE, end)], DISABLE), OwnWord::UnderWay);
            assert_eq!(own_word(&[disabled, letter(None, end)], None), OwnWord::UnderWay);
        }
        assert_eq!(own_word(&[disabled, letter(None, taken)], None), OwnWord::None);
    }

    #[test]
    fn what_is_wrong_with_one_entry_ends_no_pass() {
        for why in [
            Failure::TooLong,
            Failure::Unintelligible,
            Failure::Fails,
            Failure::Refused,
        ] {
            assert!(!breaks_off(why), "{why:?}");
        }
        for why in [
            Failure::Silent,
            Failure::TooLate,
            Failure::Credential,
            Failure::Redirects,
            Failure::TooOften,
        ] {
            assert!(breaks_off(why), "{why:?}");
        }
    }

    #[test]
    fn what_is_kept_of_a_pass_from_before_is_still_read() {
        let before = r#"{"looked_at":1,"gone":0,"disabled":0,"back":0,"told_again":0,"overruled":0,"left":1}"#;
        let read: Reconciled = serde_json::from_str(before).expect("as it was written");
        assert_eq!((read.left, read.unanswered), (1, 0));
    }

    #[test]
    fn what_a_person_here_confirmed_counts_whatever_becomes_of_it_there() {
        for there in [There::Matches, There::Gone, There::Disabled] {
            assert!(counts(there, true, true) && counts(there, false, false));
            assert_eq!(counts(there, true, false), there == There::Matches);
        }
    }
}
