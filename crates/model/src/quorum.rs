//! How many people a verdict takes: provisional → confirmed | split → (lead) → confirmed.
//!
//! Nothing leaves and no list changes before *confirmed*. Knows nothing of leases or storage.

use crate::{
    ids::{PersonId, VerdictId},
    matching::ListTrust,
    verdict::{Content, Listing, MatchAxis, PairVerdict, Verdict},
};
use serde::{Deserialize, Serialize};

/// Who must agree before a verdict is confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Quorum {
    /// Its author alone.
    One,
    /// A blind second reviewer.
    Two,
    /// A lead, always: nobody could tell.
    Lead,
}

/// A verdict with its author, as the quorum sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Given {
    /// Its id.
    pub id: VerdictId,
    /// Who gave it.
    pub by: PersonId,
    /// What it says.
    pub verdict: Verdict,
}

/// Where the decision of a case stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum Decision {
    /// Nobody has said anything.
    Open,
    /// One person has; a second, blind, is needed.
    Provisional {
        /// The first verdict.
        first: Given,
    },
    /// Two people disagree, or nobody could tell: a lead decides.
    Split {
        /// What was said, in order.
        given: Vec<Given>,
    },
    /// Decided.
    Confirmed {
        /// The verdict that took effect.
        deciding: Given,
        /// Who else it rests on.
        with: Vec<Given>,
        /// Who had said otherwise, where a lead settled it.
        #[serde(default)]
        against: Vec<Given>,
    },
}

/// Why somebody's verdict cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotTaken {
    /// The same person twice.
    #[error("a second reviewer is never the first one")]
    SamePerson,
    /// Only a lead settles a split.
    #[error("a split is settled by a lead")]
    NeedsLead,
    /// It is decided.
    #[error("the case is already decided")]
    AlreadyDecided,
}

/// Who must agree before `verdict` is confirmed. `trust` gives how far each pair's list is trusted;
/// `altered_copy` says whether a confirmed pair would give the list a new variant.
pub fn quorum(
    verdict: &Verdict,
    trust: impl Fn(&PairVerdict) -> ListTrust,
    altered_copy: impl Fn(&PairVerdict) -> bool,
) -> Quorum {
    if verdict.is_undetermined() {
        return Quorum::Lead;
    }
    if matches!(verdict.content, Content::NotAbusive | Content::OtherPolicy) || verdict.is_new_material() {
        return Quorum::Two;
    }
    let alone = verdict
        .pairs
        .iter()
        .all(|pair| confirmed_by_one(pair, trust(pair), altered_copy(pair)));
    if alone { Quorum::One } else { Quorum::Two }
}

fn confirmed_by_one(pair: &PairVerdict, trust: ListTrust, altered_copy: bool) -> bool {
    match &pair.listing {
        Listing::NotAssessed => pair.matched.is_same(),
        Listing::Agrees => trust == ListTrust::Vetted && !altered_copy,
        Listing::Disputes { .. } => false,
    }
}

impl Decision {
    /// Takes one more verdict.
    ///
    /// # Errors
    /// [`NotTaken`] where this person may not decide, or nobody may any more.
    pub fn take(self, given: Given, needs: Quorum, is_lead: bool) -> Result<Self, NotTaken> {
        match self {
            Self::Open => Ok(Self::first(given, needs)),
            Self::Provisional { first } if first.by == given.by => Err(NotTaken::SamePerson),
            Self::Provisional { first } if given.verdict.agrees_with(&first.verdict) => Ok(Self::Confirmed {
                deciding: first,
                with: vec![given],
                against: Vec::new(),
            }),
            Self::Provisional { first } => Ok(Self::Split {
                given: vec![first, given],
            }),
            Self::Split { .. } if !is_lead => Err(NotTaken::NeedsLead),
            Self::Split { given: before } if before.iter().any(|g| g.by == given.by) => Err(NotTaken::SamePerson),
            Self::Split { given: before } if given.verdict.is_undetermined() => Ok(Self::Split {
                given: before.into_iter().chain([given]).collect(),
            }),
            Self::Split { given: before } => {
                let agrees = |g: &Given| g.verdict.agrees_with(&given.verdict);
                let (with, against) = before.into_iter().partition(agrees);
                Ok(Self::Confirmed {
                    deciding: given,
                    with,
                    against,
                })
            }
            Self::Confirmed { .. } => Err(NotTaken::AlreadyDecided),
        }
    }

    fn first(given: Given, needs: Quorum) -> Self {
        match needs {
            Quorum::One => Self::Confirmed {
                deciding: given,
                with: Vec::new(),
                against: Vec::new(),
            },
            Quorum::Two => Self::Provisional { first: given },
            Quorum::Lead => Self::Split { given: vec![given] },
        }
    }

    /// The decision as it stood before the newest verdict, if that is `id`. Nothing where somebody has
    /// built on it since.
    pub fn without(self, id: VerdictId) -> Option<Self> {
        match self {
            Self::Provisional { first } if first.id == id => Some(Self::Open),
            Self::Confirmed {
                deciding,
                with,
                against,
            } if deciding.id == id && with.iter().chain(&against).all(|g| g.id < id) => {
                Some(Self::said(with.into_iter().chain(against).collect()))
            }
            Self::Confirmed {
                deciding,
                with,
                against,
            } if against.is_empty() && is_only(&with, id) => Some(Self::Provisional { first: deciding }),
            Self::Split { mut given } if given.last().is_some_and(|last| last.id == id) => {
                given.pop();
                Some(Self::said(given))
            }
            _ => None,
        }
    }

    /// What verdicts that did not come to a decision amount to, in the order they were given.
    fn said(mut given: Vec<Given>) -> Self {
        given.sort_by_key(|given| given.id);
        match (given.pop(), given.is_empty()) {
            (None, _) => Self::Open,
            (Some(only), true) if !only.verdict.is_undetermined() => Self::Provisional { first: only },
            (Some(last), _) => Self::Split {
                given: given.into_iter().chain([last]).collect(),
            },
        }
    }

    /// Whether `person` has already spoken, so that the case is never given to them again.
    pub fn has_spoken(&self, person: PersonId) -> bool {
        match self {
            Self::Open => false,
            Self::Provisional { first } => first.by == person,
            Self::Split { given } => given.iter().any(|g| g.by == person),
            Self::Confirmed {
                deciding,
                with,
                against,
            } => deciding.by == person || with.iter().chain(against).any(|g| g.by == person),
        }
    }
}

fn is_only(given: &[Given], id: VerdictId) -> bool {
    given.len() == 1 && given.iter().all(|given| given.id == id)
}

impl Verdict {
    /// Whether two verdicts come to the same effects. The classification is each person's own and
    /// settles nothing, and an exact or an altered copy are both the same picture.
    pub fn agrees_with(&self, other: &Self) -> bool {
        self.content == other.content
            && self.pairs.len() == other.pairs.len()
            && self
                .pairs
                .iter()
                .all(|pair| other.pairs.iter().any(|o| pair.agrees_with(o)))
    }
}

impl PairVerdict {
    fn agrees_with(&self, other: &Self) -> bool {
        self.item == other.item
            && self.entry == other.entry
            && same_side(self.matched, other.matched)
            && std::mem::discriminant(&self.listing) == std::mem::discriminant(&other.listing)
    }
}

fn same_side(one: MatchAxis, other: MatchAxis) -> bool {
    one == other || (one.is_same() && other.is_same())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        ids::{EntryId, ItemId},
        verdict::DisputeReason,
    };
    use uuid::Uuid;

    fn verdict(content: Content, matched: MatchAxis, listing: Listing) -> Verdict {
        let pair = PairVerdict {
            item: ItemId(Uuid::nil()),
            entry: EntryId(Uuid::nil()),
            matched,
            listing,
        };
        Verdict {
            content,
            classification: None,
            pairs: vec![pair],
        }
    }

    fn settle() -> Verdict {
        verdict(Content::NotAssessed, MatchAxis::SameAltered, Listing::NotAssessed)
    }

    fn agree() -> Verdict {
        verdict(Content::Abusive, MatchAxis::SameAltered, Listing::Agrees)
    }

    fn different() -> Verdict {
        verdict(Content::NotAssessed, MatchAxis::Different, Listing::NotAssessed)
    }

    fn given(number: u128, verdict: Verdict) -> Given {
        Given {
            id: VerdictId(Uuid::from_u128(number)),
            by: PersonId(Uuid::from_u128(number)),
            verdict,
        }
    }

    fn needs(verdict: &Verdict, trust: ListTrust, altered: bool) -> Quorum {
        quorum(verdict, |_| trust, |_| altered)
    }

    #[test]
    fn one_person_settles_and_agrees_with_a_vetted_list() {
        assert_eq!(needs(&settle(), ListTrust::Other, true), Quorum::One);
        assert_eq!(needs(&agree(), ListTrust::Vetted, false), Quorum::One);
    }

    #[test]
    fn clearings_disputes_new_entries_and_variants_need_a_second_person() {
        let disputes = Listing::Disputes {
            reason: DisputeReason::Adult,
        };
        for (verdict, trust) in [
            (different(), ListTrust::Vetted),
            (
                verdict(Content::NotAbusive, MatchAxis::SameExact, disputes),
                ListTrust::Vetted,
            ),
            (
                verdict(Content::NotAbusive, MatchAxis::Different, Listing::NotAssessed),
                ListTrust::Vetted,
            ),
            (
                verdict(Content::Abusive, MatchAxis::Different, Listing::NotAssessed),
                ListTrust::Vetted,
            ),
            (agree(), ListTrust::Other),
        ] {
            assert_eq!(needs(&verdict, trust, false), Quorum::Two, "{verdict:?}");
        }
        assert_eq!(needs(&agree(), ListTrust::Vetted, true), Quorum::Two);
    }

    #[test]
    fn the_second_reviewer_is_never_the_first() {
        let first = Decision::Open
            .take(given(1, agree()), Quorum::Two, false)
            .expect("the first verdict is taken");
        assert_eq!(
            first.clone().take(given(1, agree()), Quorum::Two, false),
            Err(NotTaken::SamePerson)
        );
        let confirmed = first
            .take(given(2, agree()), Quorum::Two, false)
            .expect("another person may");
        assert!(matches!(confirmed, Decision::Confirmed { .. }));
    }

    #[test]
    fn a_split_is_settled_by_a_lead_alone() {
        let split = Decision::Open
            .take(given(1, agree()), Quorum::Two, false)
            .and_then(|d| d.take(given(2, different()), Quorum::Two, false))
            .expect("two people may disagree");
        assert!(matches!(split, Decision::Split { .. }));
        assert_eq!(
            split.clone().take(given(3, agree()), Quorum::Two, false),
            Err(NotTaken::NeedsLead)
        );
        let settled = split
            .clone()
            .take(given(3, agree()), Quorum::Two, true)
            .expect("a lead may");
        assert!(matches!(&settled, Decision::Confirmed { with, against, .. } if with.len() == 1 && against.len() == 1));
        assert_eq!(settled.without(given(3, agree()).id), Some(split));
    }

    #[test]
    fn taking_a_verdict_back_leaves_what_was_before() {
        let first = Decision::Open
            .take(given(1, agree()), Quorum::Two, false)
            .expect("taken");
        assert_eq!(first.clone().without(given(1, agree()).id), Some(Decision::Open));
        let confirmed = first
            .clone()
            .take(given(2, agree()), Quorum::Two, false)
            .expect("taken");
        assert_eq!(confirmed.clone().without(given(2, agree()).id), Some(first));
        assert_eq!(confirmed.without(given(1, agree()).id), None);
    }
}
