//! How much must have been seen for a verdict: the table of required rungs.
//!
//! Enforced by the hub and shown by the desk, by the same functions. Knows nothing of grants; it is
//! told the highest rung that was presented.

use crate::{
    matching::{ListTrust, MatchKind},
    rung::Rung,
    verdict::{Content, Listing, MatchAxis, PairVerdict, Verdict},
};

/// A verdict given on less than it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this verdict needs rung {} to have been seen, and {} was", u8::from(*.needed), u8::from(*.seen))]
pub struct BelowRequiredRung {
    /// The rung it needs.
    pub needed: Rung,
    /// The highest that was seen.
    pub seen: Rung,
}

/// The column of the table: what the match is, on what kind of list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Ground {
    /// Equal bytes, on a vetted list.
    ExactVetted,
    /// Equal bytes, on any other list.
    ExactOther,
    /// A near hash on any list, also one that a service outside calls near.
    Near,
}

impl Ground {
    /// The column for a match.
    pub fn of(kind: MatchKind, trust: ListTrust) -> Self {
        match (kind, trust) {
            (MatchKind::Near { .. } | MatchKind::SaidNear, _) => Self::Near,
            (MatchKind::Exact, ListTrust::Vetted) => Self::ExactVetted,
            (MatchKind::Exact, ListTrust::Other) => Self::ExactOther,
        }
    }

    /// What settling the item without a vote needs: rung 0, 1 or 2.
    fn settling(self) -> Rung {
        match self {
            Self::ExactVetted => Rung::Label,
            Self::ExactOther => Rung::HeavyVeil,
            Self::Near => Rung::LightVeil,
        }
    }
}

/// The rung one pair's verdict needs.
///
/// `different` on equal bytes of a vetted list has no cell in the table, since equal bytes are the
/// same picture; it is asked for the whole picture, so that a claim against arithmetic is looked at.
pub fn required_for_pair(pair: &PairVerdict, ground: Ground) -> Rung {
    match (&pair.listing, pair.matched) {
        (Listing::Agrees | Listing::Disputes { .. }, _) => Rung::Grey,
        (Listing::NotAssessed, MatchAxis::Different) if ground == Ground::ExactVetted => Rung::Grey,
        (Listing::NotAssessed, MatchAxis::Different) => Rung::LightVeil,
        (Listing::NotAssessed, MatchAxis::SameExact | MatchAxis::SameAltered) => ground.settling(),
        (Listing::NotAssessed, MatchAxis::Undetermined) => Rung::Label,
    }
}

/// The rung a whole verdict needs: the highest over its pairs, its content and its classification.
/// `ground` gives the column of each pair.
pub fn required(verdict: &Verdict, ground: impl Fn(&PairVerdict) -> Ground) -> Rung {
    let pairs = verdict.pairs.iter().map(|pair| required_for_pair(pair, ground(pair)));
    pairs.chain([required_for_content(verdict)]).max().unwrap_or(Rung::Grey)
}

fn required_for_content(verdict: &Verdict) -> Rung {
    let same = verdict.pairs.iter().any(|p| p.matched.is_same());
    match verdict.content {
        _ if verdict.classification.is_some() => Rung::Grey,
        Content::NotAbusive | Content::OtherPolicy => Rung::Grey,
        // On a picture that is the entry's, "abusive" repeats what the list says; on any other it is
        // a statement of its own.
        Content::Abusive if !same => Rung::Grey,
        Content::Abusive | Content::NotAssessed => Rung::Label,
    }
}

/// Refuses a verdict that was given on less than it needs.
///
/// # Errors
/// [`BelowRequiredRung`] with the rung it needs.
pub fn check(verdict: &Verdict, seen: Rung, ground: impl Fn(&PairVerdict) -> Ground) -> Result<(), BelowRequiredRung> {
    let needed = required(verdict, ground);
    if seen < needed {
        Err(BelowRequiredRung { needed, seen })
    } else {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        scheme::IndustryClass,
        verdict::{DisputeReason, on_one_pair as verdict},
    };

    fn needs(v: &Verdict) -> [u8; 3] {
        [Ground::ExactVetted, Ground::ExactOther, Ground::Near].map(|g| u8::from(required(v, |_| g)))
    }

    #[test]
    fn settling_without_a_vote_needs_rungs_0_1_and_2() {
        let same = verdict(Content::NotAssessed, MatchAxis::SameExact, Listing::NotAssessed);
        assert_eq!(needs(&same), [0, 1, 2]);
        let altered = verdict(Content::Abusive, MatchAxis::SameAltered, Listing::NotAssessed);
        assert_eq!(needs(&altered), [0, 1, 2]);
    }

    #[test]
    fn agreeing_with_the_list_needs_the_whole_picture_everywhere() {
        let agrees = verdict(Content::Abusive, MatchAxis::SameExact, Listing::Agrees);
        assert_eq!(needs(&agrees), [5, 5, 5]);
    }

    #[test]
    fn a_different_picture_needs_the_light_veil() {
        let different = verdict(Content::NotAssessed, MatchAxis::Different, Listing::NotAssessed);
        assert_eq!(needs(&different), [5, 2, 2]);
    }

    #[test]
    fn a_classification_needs_the_whole_picture() {
        let mut classed = verdict(Content::Abusive, MatchAxis::SameExact, Listing::NotAssessed);
        classed.classification = Some(IndustryClass::B2.into());
        assert_eq!(needs(&classed), [5, 5, 5]);
    }

    #[test]
    fn disputes_clearings_and_new_material_need_the_whole_picture() {
        let disputes = Listing::Disputes {
            reason: DisputeReason::Adult,
        };
        for v in [
            verdict(Content::NotAbusive, MatchAxis::SameExact, disputes),
            verdict(Content::NotAbusive, MatchAxis::Different, Listing::NotAssessed),
            verdict(Content::OtherPolicy, MatchAxis::Different, Listing::NotAssessed),
            verdict(Content::Abusive, MatchAxis::Different, Listing::NotAssessed),
        ] {
            assert_eq!(needs(&v), [5, 5, 5], "{v:?}");
        }
    }

    #[test]
    fn what_is_only_said_to_be_near_needs_what_near_needs() {
        for trust in [ListTrust::Vetted, ListTrust::Other] {
            assert_eq!(Ground::of(MatchKind::SaidNear, trust), Ground::Near);
        }
    }

    #[test]
    fn a_refusal_names_the_rung_it_needs() {
        let agrees = verdict(Content::Abusive, MatchAxis::SameExact, Listing::Agrees);
        let refused = check(&agrees, Rung::LightVeil, |_| Ground::Near);
        assert_eq!(
            refused,
            Err(BelowRequiredRung {
                needed: Rung::Grey,
                seen: Rung::LightVeil
            })
        );
        assert_eq!(check(&agrees, Rung::Colour, |_| Ground::Near), Ok(()));
    }
}
