//! How many people a verdict takes: provisional → confirmed | split → (lead) → confirmed.
//!
//! Nothing leaves and no list changes before *confirmed*. Knows nothing of leases or storage.

use crate::{
    ids::{PersonId, VerdictId},
    matching::ListTrust,
    second_looks::{Draw, SecondLooks},
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

/// What the rules rest on beside what is said of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairTerms {
    /// How far its list is trusted.
    pub trust: ListTrust,
    /// A confirmed `same + agrees` would give the list a new variant.
    pub altered_copy: bool,
    /// What its list asks for beyond the rules.
    pub second_looks: SecondLooks,
}

/// Who must agree before `verdict` is confirmed. `terms` gives what each pair's list asks for; `draw` is this case's
/// throw of the dice, where a list has only a share looked at twice.
pub fn quorum(verdict: &Verdict, terms: impl Fn(&PairVerdict) -> PairTerms, draw: Draw) -> Quorum {
    if verdict.is_undetermined() {
        return Quorum::Lead;
    }
    if matches!(verdict.content, Content::NotAbusive | Content::OtherPolicy) || verdict.is_new_material() {
        return Quorum::Two;
    }
    let alone = verdict.pairs.iter().all(|pair| {
        let terms = terms(pair);
        let asked = terms.second_looks.share(pair, verdict.content).takes(draw);
        !asked && may_stand_alone(pair, terms)
    });
    if alone { Quorum::One } else { Quorum::Two }
}

/// Whether the rules let one person confirm it, whatever its list asks for.
fn may_stand_alone(pair: &PairVerdict, terms: PairTerms) -> bool {
    match &pair.listing {
        Listing::NotAssessed => true,
        Listing::Agrees => terms.trust == ListTrust::Vetted && !terms.altered_copy,
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
mod tests;
