//! In which queue a case waits: ordered rules, of which the first that fits decides.
//!
//! Knows nothing of people: who may take what waits in a queue is [`crate::queue`]'s.

use crate::{
    ids::{BankId, PersonId, QueueId},
    matching::{HarmType, MatchKind},
};
use serde::{Deserialize, Serialize};

mod came;

pub use came::{Came, CameBy, FirstFit, Met, could_come};

/// How many rules a hub has at most: they are walked for every upload, and read by people.
pub const MAX_RULES: usize = 200;

/// The longest name of a rule, characters.
pub const MAX_NAME: usize = 80;

/// The greatest distance a match can have, bits.
const FARTHEST: u32 = 31;

/// One rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
// A rule that refuses is another one, and the contract has one name for each.
#[cfg_attr(feature = "schema", schema(as = RoutingRule))]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// What people call it.
    pub name: String,
    /// When it fits; without any condition it fits everything.
    #[serde(default)]
    pub when: Conditions,
    /// Where the case then waits.
    pub queue: QueueId,
    /// Higher is taken first within the queue.
    #[serde(default)]
    pub priority: i16,
}

/// What must be true of an upload. A condition that is left out is met by everything. Those on the match
/// (list, harm type, signal, distance, category) must be met by one and the same match.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(default, deny_unknown_fields)]
pub struct Conditions {
    /// Recognised by one of these lists.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", ts(as = "Option<Vec<BankId>>", optional))]
    pub banks: Vec<BankId>,
    /// By a list about one of these.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", ts(as = "Option<Vec<HarmType>>", optional))]
    pub harms: Vec<HarmType>,
    /// In this way.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", ts(optional))]
    pub signal: Option<Signal>,
    /// At such a distance; met by no equal bytes, which have none, and by nothing whose distance is not told.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", ts(optional))]
    pub distance: Option<DistanceBand>,
    /// As an entry of one of these categories, compared without regard to case.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", ts(as = "Option<Vec<String>>", optional))]
    pub categories: Vec<String>,
    /// Sent by one of these sources.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", ts(as = "Option<Vec<PersonId>>", optional))]
    pub sources: Vec<PersonId>,
    /// Of this kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", ts(optional))]
    pub media: Option<MediaKind>,
}

/// By what an upload was recognised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Signal {
    /// Equal bytes.
    Digest,
    /// A near PDQ hash, or what a service outside calls near.
    Pdq,
}

/// Distances from `from` to `to` bits, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(deny_unknown_fields)]
pub struct DistanceBand {
    /// The least, bits.
    pub from: u32,
    /// The greatest, bits, at most 31.
    pub to: u32,
}

/// What kind of picture an upload is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum MediaKind {
    /// One frame.
    Still,
    /// Several, or several pages.
    Animation,
}

/// What is known of an upload when it is routed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// Who sent it.
    pub source: PersonId,
    /// Its kind.
    pub media: MediaKind,
    /// Its matches, closest first.
    pub matches: Vec<MatchFacts>,
}

/// What is known of one match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatchFacts {
    /// The list.
    pub bank: BankId,
    /// What the list is about.
    pub harm: HarmType,
    /// Equal bytes, or how near.
    pub kind: MatchKind,
    /// The entry's category.
    pub category: Option<String>,
}

/// Where a case waits, and by which rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Routed {
    /// The place of the rule that decided; none where no rule fits.
    pub rule: Option<usize>,
    /// The queue.
    pub queue: QueueId,
    /// Higher is taken first.
    pub priority: i16,
}

/// What is wrong with a list of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum RuleProblem {
    /// Too many.
    #[error("there are more than {MAX_RULES} rules")]
    TooMany,
    /// A name is missing or too long.
    #[error("rule {at} needs a name of 1 to {MAX_NAME} characters")]
    Name {
        /// Its place, counted from 1.
        at: usize,
    },
    /// A band of distances that nothing can be in.
    #[error("rule {at}: distances go from 0 to {FARTHEST}, the least first")]
    Band {
        /// Its place, counted from 1.
        at: usize,
    },
    /// Conditions that nothing can meet together.
    #[error("rule {at}: equal bytes have no distance, so it fits nothing")]
    Never {
        /// Its place, counted from 1.
        at: usize,
    },
}

/// Where an upload waits: by the first rule that fits, else in `otherwise`.
pub fn route(rules: &[Rule], facts: &Facts, otherwise: QueueId) -> Routed {
    let first = rules.iter().enumerate().find(|(_, rule)| rule.when.fit(facts));
    first.map_or(
        Routed {
            rule: None,
            queue: otherwise,
            priority: 0,
        },
        |(at, rule)| Routed {
            rule: Some(at),
            queue: rule.queue,
            priority: rule.priority,
        },
    )
}

/// Checks that rules can be meant.
///
/// # Errors
/// The first [`RuleProblem`].
pub fn check(rules: &[Rule]) -> Result<(), RuleProblem> {
    if rules.len() > MAX_RULES {
        return Err(RuleProblem::TooMany);
    }
    rules
        .iter()
        .zip(1..)
        .try_for_each(|(rule, at)| rule.problem(at).map_or(Ok(()), Err))
}

impl Rule {
    fn problem(&self, at: usize) -> Option<RuleProblem> {
        let named = !self.name.trim().is_empty() && self.name.chars().count() <= MAX_NAME;
        let band = self.when.distance;
        let possible = band.is_none_or(|band| band.from <= band.to && band.to <= FARTHEST);
        let never = band.is_some() && self.when.signal == Some(Signal::Digest);
        if !named {
            Some(RuleProblem::Name { at })
        } else if !possible {
            Some(RuleProblem::Band { at })
        } else {
            never.then_some(RuleProblem::Never { at })
        }
    }
}

impl Conditions {
    /// Whether an upload meets all of them.
    pub fn fit(&self, facts: &Facts) -> bool {
        let sent = self.sources.is_empty() || self.sources.contains(&facts.source);
        let kind = self.media.is_none_or(|media| media == facts.media);
        sent && kind && (self.ask_nothing_of_the_match() || facts.matches.iter().any(|m| self.fit_match(m)))
    }

    fn ask_nothing_of_the_match(&self) -> bool {
        self.banks.is_empty()
            && self.harms.is_empty()
            && self.signal.is_none()
            && self.distance.is_none()
            && self.categories.is_empty()
    }

    fn fit_match(&self, m: &MatchFacts) -> bool {
        let is = |wanted: &String| m.category.as_ref().is_some_and(|c| c.eq_ignore_ascii_case(wanted));
        (self.banks.is_empty() || self.banks.contains(&m.bank))
            && (self.harms.is_empty() || self.harms.contains(&m.harm))
            && self.signal.is_none_or(|signal| signal == Signal::of(m.kind))
            && self.distance.is_none_or(|band| band.holds(m.kind))
            && (self.categories.is_empty() || self.categories.iter().any(is))
    }
}

impl Facts {
    /// Of an upload of which nothing is known.
    pub fn none() -> Self {
        Self {
            source: PersonId(uuid::Uuid::nil()),
            media: MediaKind::Still,
            matches: Vec::new(),
        }
    }
}

impl Signal {
    /// The signal of a match.
    pub fn of(kind: MatchKind) -> Self {
        match kind {
            MatchKind::Exact => Self::Digest,
            MatchKind::Near { .. } | MatchKind::SaidNear => Self::Pdq,
        }
    }
}

impl DistanceBand {
    fn holds(self, kind: MatchKind) -> bool {
        match kind {
            MatchKind::Exact | MatchKind::SaidNear => false,
            MatchKind::Near { distance } => (self.from..=self.to).contains(&distance),
        }
    }
}

impl MediaKind {
    /// Of an upload with so many frames; one whose frames were not counted is still.
    pub fn of(frames: Option<u32>) -> Self {
        match frames {
            Some(2..) => Self::Animation,
            _ => Self::Still,
        }
    }
}

#[cfg(test)]
mod tests;
