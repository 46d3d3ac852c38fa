//! Verdicts as people mean them, in the words of the wire.

use scrim_model::{
    matching::MatchKind,
    verdict::{Content, DisputeReason, Listing, MatchAxis, PairVerdict, Verdict},
};
use scrim_wire::http::leases::CaseCard;

/// What a person says of a whole case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ruling {
    /// The same picture; the list is taken at its word.
    Settle,
    /// The same picture, and it belongs on the list.
    Agree,
    /// Another picture.
    Different,
    /// The same picture, and it should not be listed.
    Dispute,
    /// Another picture, and abusive itself.
    NewMaterial,
    /// Cannot be told.
    Undetermined,
}

impl Ruling {
    /// The verdict on every pair of a case.
    pub fn on(self, case: &CaseCard) -> Verdict {
        let same = |kind: MatchKind| match kind {
            MatchKind::Exact => MatchAxis::SameExact,
            MatchKind::Near { .. } | MatchKind::SaidNear => MatchAxis::SameAltered,
        };
        let pairs = case.pairs.iter().map(|pair| PairVerdict {
            item: pair.item,
            entry: pair.entry,
            matched: match self {
                Self::Settle | Self::Agree | Self::Dispute => same(pair.kind),
                Self::Different | Self::NewMaterial => MatchAxis::Different,
                Self::Undetermined => MatchAxis::Undetermined,
            },
            listing: self.listing(),
        });
        Verdict {
            content: self.content(),
            classification: None,
            pairs: pairs.collect(),
        }
    }

    fn listing(self) -> Listing {
        match self {
            Self::Agree => Listing::Agrees,
            Self::Dispute => Listing::Disputes {
                reason: DisputeReason::NoSexualContent,
            },
            _ => Listing::NotAssessed,
        }
    }

    fn content(self) -> Content {
        match self {
            Self::Agree | Self::NewMaterial => Content::Abusive,
            Self::Dispute => Content::NotAbusive,
            _ => Content::NotAssessed,
        }
    }
}
