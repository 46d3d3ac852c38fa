//! Why an attempt at a delivery brought nothing, and what that means for the next.

use serde::{Deserialize, Serialize};

/// Why an attempt brought nothing. A closed set: each has a sentence that says what to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Failure {
    // Of the way there.
    /// No connection, or one that broke off.
    Silent,
    /// It took longer than it may.
    TooLate,
    /// The answer is longer than is read.
    TooLong,
    /// The answer is something else than it should be.
    Unintelligible,
    /// The destination fails.
    Fails,
    /// It is told too often.
    TooOften,
    /// It points elsewhere.
    Redirects,
    /// It refuses the credential.
    Credential,
    /// It does not have what the message is about.
    Missing,
    /// It refuses the message.
    Refused,
    // Of what is sent.
    /// Nobody has chosen the destination's word for a reason.
    NoReason,
    /// The destination's word that was chosen for a reason is none of its words any more.
    ReasonGone,
    /// Nobody knows by which name the destination knows the entry.
    NoOrigin,
    /// There is no perceptual hash any more of what the message is about.
    NoHash,
    /// Nobody knows under which number the matcher lists the entry.
    NoListing,
    /// The matcher has no such bank of confirmed content.
    NoBank,
    /// The destination's secret does not open.
    Secret,
    /// The destination's address, or its secret, is none that it can be called by.
    NotSetUp,
    /// The destination cannot be told that something holds no more.
    CannotTakeBack,
}

impl Failure {
    /// Every way to fail.
    pub const ALL: [Self; 19] = [
        Self::Silent,
        Self::TooLate,
        Self::TooLong,
        Self::Unintelligible,
        Self::Fails,
        Self::TooOften,
        Self::Redirects,
        Self::Credential,
        Self::Missing,
        Self::Refused,
        Self::NoReason,
        Self::ReasonGone,
        Self::NoOrigin,
        Self::NoHash,
        Self::NoListing,
        Self::NoBank,
        Self::Secret,
        Self::NotSetUp,
        Self::CannotTakeBack,
    ];

    /// Whether the same attempt may succeed later with nobody changing anything.
    pub fn may_pass(self) -> bool {
        match self {
            Self::Silent | Self::TooLate | Self::TooLong | Self::Unintelligible | Self::Fails | Self::TooOften => true,
            Self::Redirects
            | Self::Credential
            | Self::Missing
            | Self::Refused
            | Self::NoReason
            | Self::ReasonGone
            | Self::NoOrigin
            | Self::NoHash
            | Self::NoListing
            | Self::NoBank
            | Self::Secret
            | Self::NotSetUp
            | Self::CannotTakeBack => false,
        }
    }

    /// Whether the destination may have taken it all the same.
    pub fn leaves_doubt(self) -> bool {
        match self {
            Self::Silent | Self::TooLate | Self::TooLong | Self::Unintelligible | Self::Fails => true,
            Self::TooOften
            | Self::Redirects
            | Self::Credential
            | Self::Missing
            | Self::Refused
            | Self::NoReason
            | Self::ReasonGone
            | Self::NoOrigin
            | Self::NoHash
            | Self::NoListing
            | Self::NoBank
            | Self::Secret
            | Self::NotSetUp
            | Self::CannotTakeBack => false,
        }
    }

    /// What is wrong and what to do, for whoever looks at what was not delivered.
    pub fn says(self) -> &'static str {
        match self {
            Self::Silent => {
                "the destination does not answer: see that it runs and that its address is right, then send again"
            }
            Self::TooLate => "the destination does not answer in time: see what holds it up, then send again",
            Self::TooLong => "the destination answers more than is read: have it answer briefly, then send again",
            Self::Unintelligible => {
                "something else answers at the destination's address: check the address, then send again"
            }
            Self::Fails => "the destination fails (status 500 or more): have whoever runs it look, then send again",
            Self::TooOften => "the destination says that it is told too often: wait, then send again",
            Self::Redirects => "the destination points elsewhere: add it again with the address it points to",
            Self::Credential => "the destination refuses the credential: add it again with one that it takes",
            Self::Missing => {
                "the destination does not have what this is about: it may have been taken off there; nothing to do, or check the address"
            }
            Self::Refused => "the destination refuses the message: have whoever runs it say why, then send again",
            Self::NoReason => {
                "no reason of the destination's is chosen for this: choose one with `scrim-hub destination reason`, then send again"
            }
            Self::ReasonGone => {
                "the reason that was chosen is none of the destination's any more: choose another with `scrim-hub destination reason`, then send again"
            }
            Self::NoOrigin => {
                "nobody knows by which name the destination knows this entry: say it with `scrim-hub destination origin`, then send again"
            }
            Self::NoHash => {
                "the hub has no hash any more of what this is about: there is nothing to tell, or tell whoever runs the destination by mail"
            }
            Self::NoListing => {
                "nobody knows under which number the destination lists this entry: let the matcher be reconciled, then send again"
            }
            Self::NoBank => {
                "the destination has no such bank of confirmed content: make it with `scrim-hub destination bank`, then send again"
            }
            Self::Secret => {
                "the destination's secret does not open with this hub's master key: add the destination again"
            }
            Self::NotSetUp => {
                "the destination's address or secret is none that it can be called by: add the destination again"
            }
            Self::CannotTakeBack => {
                "the destination cannot be told by machine that this holds no more: tell whoever runs it, by its own form or by mail"
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_to_fail_has_a_sentence_of_its_own() {
        let says: std::collections::BTreeSet<_> = Failure::ALL.into_iter().map(Failure::says).collect();
        assert_eq!(says.len(), Failure::ALL.len());
    }
}
