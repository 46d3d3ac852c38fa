//! Whole verdicts by one word each.

use scrim_model::verdict::{Content, DisputeReason, Listing, MatchAxis, PairVerdict, Verdict};
use scrim_store::leases::Leased;

/// What a verdict says, the same of every pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Says {
    /// The same picture; nothing more.
    Settles,
    /// The same picture, and rightly listed.
    Agrees,
    /// Another picture.
    Different,
    /// The same picture, harmless, wrongly listed.
    Disputes,
    /// Another picture, and harmless.
    Clears,
    /// Another picture, and abusive.
    New,
    /// Could not be told.
    Undetermined,
}

impl Says {
    pub(crate) fn about(self, leased: &Leased) -> Verdict {
        let (content, matched, listing) = match self {
            Self::Settles => (Content::NotAssessed, MatchAxis::SameAltered, Listing::NotAssessed),
            Self::Agrees => (Content::Abusive, MatchAxis::SameAltered, Listing::Agrees),
            Self::Different => (Content::NotAssessed, MatchAxis::Different, Listing::NotAssessed),
            Self::Disputes => (
                Content::NotAbusive,
                MatchAxis::SameAltered,
                Listing::Disputes {
                    reason: DisputeReason::NoSexualContent,
                },
            ),
            Self::Clears => (Content::NotAbusive, MatchAxis::Different, Listing::NotAssessed),
            Self::New => (Content::Abusive, MatchAxis::Different, Listing::NotAssessed),
            Self::Undetermined => (Content::NotAssessed, MatchAxis::Undetermined, Listing::NotAssessed),
        };
        let pairs = leased.case.pairs.iter().map(|pair| PairVerdict {
            item: leased.case.item,
            entry: pair.entry,
            matched,
            listing: listing.clone(),
        });
        Verdict {
            content,
            classification: None,
            pairs: pairs.collect(),
        }
    }
}
