//! From rulings to a verdict: what each key says on the three axes.
//!
//! | ruling | match | listing | content |
//! |---|---|---|---|
//! | settle | same | not assessed | says nothing |
//! | agree | same | agrees | abusive |
//! | different | different | not assessed | says nothing |
//! | dispute: adult, not sexual, drawn | same | disputes | not abusive |
//! | dispute: wrong category, artefact, other | same | disputes | says nothing |
//! | new material | different | not assessed | abusive, only with every pair different |
//! | undetermined | undetermined | not assessed | says nothing |
//!
//! "Same" is `same_exact` on equal bytes and `same_altered` on a near hash. A dispute over the category
//! or the file leaves open what the picture is, so it claims nothing about it. Knows nothing of what was
//! seen; [`required`] says what must have been.

use crate::{
    evidence::{self, Ground},
    matching::MatchKind,
    rung::Rung,
    session::view::{Choice, PairView, Ruling},
    verdict::{Classification, Content, DisputeReason, Listing, MatchAxis, PairVerdict, Verdict},
};

/// Why rulings make no verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum NoVerdict {
    /// A pair has no ruling.
    #[error("a pair has no ruling yet")]
    Undecided,
    /// The rulings contradict each other.
    #[error("the rulings contradict each other")]
    Contradiction,
}

impl Ruling {
    /// The key it was given by.
    pub fn choice(&self) -> Choice {
        match self {
            Self::Settle => Choice::Settle,
            Self::Agree => Choice::Agree,
            Self::Different => Choice::Different,
            Self::Dispute { .. } => Choice::Dispute,
            Self::NewMaterial => Choice::NewMaterial,
            Self::Undetermined => Choice::Undetermined,
        }
    }
}

impl Choice {
    /// Every choice, in the order of the keys.
    pub const ALL: [Self; 6] = [
        Self::Settle,
        Self::Agree,
        Self::Different,
        Self::Dispute,
        Self::NewMaterial,
        Self::Undetermined,
    ];

    /// The ruling it stands for; nothing where a dispute has no reason.
    pub fn ruling(self, reason: Option<DisputeReason>) -> Option<Ruling> {
        Some(match self {
            Self::Settle => Ruling::Settle,
            Self::Agree => Ruling::Agree,
            Self::Different => Ruling::Different,
            Self::Dispute => Ruling::Dispute { reason: reason? },
            Self::NewMaterial => Ruling::NewMaterial,
            Self::Undetermined => Ruling::Undetermined,
        })
    }
}

/// The verdict that the rulings make.
///
/// # Errors
/// [`NoVerdict`].
pub(super) fn verdict(pairs: &[PairView], classification: Option<Classification>) -> Result<Verdict, NoVerdict> {
    let ruled: Vec<(&PairView, &Ruling)> = pairs
        .iter()
        .map(|pair| Some((pair, pair.ruling.as_ref()?)))
        .collect::<Option<_>>()
        .ok_or(NoVerdict::Undecided)?;
    let verdict = Verdict {
        content: content(ruled.iter().map(|(_, ruling)| *ruling))?,
        classification,
        pairs: ruled
            .into_iter()
            .map(|(pair, ruling)| pair_verdict(pair, ruling))
            .collect(),
    };
    match verdict.consistent() {
        Ok(()) => Ok(verdict),
        Err(_) => Err(NoVerdict::Contradiction),
    }
}

/// The rung a verdict on these pairs needs.
pub(super) fn required(verdict: &Verdict, pairs: &[PairView]) -> Rung {
    evidence::required(verdict, |ruled| {
        let pair = pairs
            .iter()
            .find(|pair| pair.item == ruled.item && pair.entry == ruled.entry);
        // The verdict was made of these very pairs; of an unknown one nothing is taken for granted.
        pair.map_or(Ground::Near, ground)
    })
}

/// The rung one choice on one pair needs, whatever is said of the others.
pub(super) fn needs(pair: &PairView, choice: Choice) -> Rung {
    // Every reason needs the same; this one only fills the place.
    let Some(ruling) = choice.ruling(Some(DisputeReason::Artefact)) else {
        return Rung::Grey;
    };
    let alone = Verdict {
        content: claim(&ruling).unwrap_or(Content::NotAssessed),
        classification: None,
        pairs: vec![pair_verdict(pair, &ruling)],
    };
    evidence::required(&alone, |_| ground(pair))
}

/// What the rulings together say of the picture. They are about one picture, so all claims must be the
/// same; without any, nothing is said. New material is another picture than every entry's, so it allows
/// no pair that is not different.
fn content<'a>(rulings: impl Iterator<Item = &'a Ruling> + Clone) -> Result<Content, NoVerdict> {
    let is_new = |ruling: &Ruling| *ruling == Ruling::NewMaterial;
    let is_other = |ruling: &Ruling| is_new(ruling) || *ruling == Ruling::Different;
    if rulings.clone().any(is_new) && !rulings.clone().all(is_other) {
        return Err(NoVerdict::Contradiction);
    }
    let mut claims = rulings.filter_map(claim);
    let Some(first) = claims.next() else {
        return Ok(Content::NotAssessed);
    };
    if claims.all(|other| other == first) {
        Ok(first)
    } else {
        Err(NoVerdict::Contradiction)
    }
}

/// What one ruling says of the picture.
fn claim(ruling: &Ruling) -> Option<Content> {
    match ruling {
        Ruling::Agree | Ruling::NewMaterial => Some(Content::Abusive),
        Ruling::Dispute {
            reason: DisputeReason::Adult | DisputeReason::NoSexualContent | DisputeReason::DrawnOrGenerated,
        } => Some(Content::NotAbusive),
        Ruling::Dispute {
            reason: DisputeReason::WrongCategory | DisputeReason::Artefact | DisputeReason::Other { .. },
        }
        | Ruling::Settle
        | Ruling::Different
        | Ruling::Undetermined => None,
    }
}

fn pair_verdict(pair: &PairView, ruling: &Ruling) -> PairVerdict {
    let same = match pair.kind {
        MatchKind::Exact => MatchAxis::SameExact,
        MatchKind::Near { .. } | MatchKind::SaidNear => MatchAxis::SameAltered,
    };
    let (matched, listing) = match ruling {
        Ruling::Settle => (same, Listing::NotAssessed),
        Ruling::Agree => (same, Listing::Agrees),
        Ruling::Dispute { reason } => {
            let reason = reason.clone();
            (same, Listing::Disputes { reason })
        }
        Ruling::Different | Ruling::NewMaterial => (MatchAxis::Different, Listing::NotAssessed),
        Ruling::Undetermined => (MatchAxis::Undetermined, Listing::NotAssessed),
    };
    PairVerdict {
        item: pair.item,
        entry: pair.entry,
        matched,
        listing,
    }
}

fn ground(pair: &PairView) -> Ground {
    Ground::of(pair.kind, pair.trust)
}
