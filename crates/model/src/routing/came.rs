//! By what a case came to the queue where it waits. It is kept with the case, since rules change; lists are told by the
//! names they had.
//!
//! Of a rule's conditions only that is told which the case's own matches met: nobody learns of other lists, of sources, or
//! of what a lead calls a rule, where that is not theirs to know.

use super::{Conditions, DistanceBand, Facts, MatchFacts, MediaKind, Routed, Rule, Signal};
use crate::{
    ids::{BankId, PersonId, QueueId},
    matching::HarmType,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// By what, under which rules.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Came {
    /// The revision of the rules at that time.
    pub revision: u64,
    /// By what.
    pub by: CameBy,
}

/// By what a case came to its queue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum CameBy {
    /// By the first rule that fit.
    Rule(FirstFit),
    /// No rule fit: the cases of its closest list wait here.
    List,
    /// No list recognised it, and it could not be read.
    Unreadable,
    /// Somebody sent it here.
    Hand,
}

/// The first rule that fit, as it was then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct FirstFit {
    /// Its place, counted from 1.
    pub number: u32,
    /// What leads call it; told to those who run queues alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", ts(optional))]
    pub name: Option<String>,
    /// What of its conditions was met.
    pub met: Met,
}

/// What of a rule's conditions was met; nothing of it where the rule fits everything.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(default)]
pub struct Met {
    /// The names of the lists that it asks for, of those that recognised the upload.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", ts(as = "Option<Vec<String>>", optional))]
    pub lists: Vec<String>,
    /// What those lists are about, where it asks for that.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", ts(as = "Option<Vec<HarmType>>", optional))]
    pub harms: Vec<HarmType>,
    /// In which way.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", ts(optional))]
    pub signal: Option<Signal>,
    /// Within which distances.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", ts(optional))]
    pub distance: Option<DistanceBand>,
    /// Of which categories, as the rule writes them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "schema", ts(as = "Option<Vec<String>>", optional))]
    pub categories: Vec<String>,
    /// It asks for certain sources; which one it was is not told.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    #[cfg_attr(feature = "schema", ts(as = "Option<bool>", optional))]
    pub source: bool,
    /// Of which kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", ts(optional))]
    pub media: Option<MediaKind>,
}

impl CameBy {
    /// What became of a routing, with the names of lists as far as they are known.
    pub fn of(rules: &[Rule], routed: Routed, facts: &Facts, name: impl Fn(BankId) -> Option<String>) -> Self {
        let decided = routed.rule.and_then(|at| Some((at, rules.get(at)?)));
        decided.map_or(Self::List, |(at, rule)| {
            Self::Rule(FirstFit {
                number: u32::try_from(at).unwrap_or(u32::MAX).saturating_add(1),
                name: Some(rule.name.clone()),
                met: rule.when.met(facts, name),
            })
        })
    }

    /// The same without what leads call a rule: for whoever holds the case.
    #[must_use]
    pub fn unnamed(self) -> Self {
        match self {
            Self::Rule(rule) => Self::Rule(FirstFit { name: None, ..rule }),
            other => other,
        }
    }
}

impl Conditions {
    fn met(&self, facts: &Facts, name: impl Fn(BankId) -> Option<String>) -> Met {
        let fitting = || facts.matches.iter().filter(|m| self.fit_match(m));
        let lists = fitting().filter(|m| self.banks.contains(&m.bank));
        let names: BTreeSet<String> = lists.filter_map(|m| name(m.bank)).collect();
        let has_harm = |harm: &&HarmType| fitting().any(|m| m.harm == **harm);
        let has_category = |wanted: &&String| fitting().any(|m| is_of(m, wanted));
        Met {
            lists: names.into_iter().collect(),
            harms: self.harms.iter().filter(has_harm).copied().collect(),
            signal: self.signal,
            distance: self.distance,
            categories: self.categories.iter().filter(has_category).cloned().collect(),
            source: !self.sources.is_empty(),
            media: self.media,
        }
    }

    /// Whether an upload meets all of them, whoever has sent it.
    fn fit_whoever_sent(&self, facts: &Facts) -> bool {
        let of_anybody = Self {
            sources: Vec::new(),
            ..self.clone()
        };
        of_anybody.fit(facts)
    }
}

fn is_of(m: &MatchFacts, wanted: &str) -> bool {
    m.category
        .as_ref()
        .is_some_and(|category| category.eq_ignore_ascii_case(wanted))
}

/// How an upload of which this is known, but not who sent it, would come to a queue; nothing where no source's would.
/// What was never routed is told as if it had been, so that nothing about it is otherwise.
pub fn could_come(rules: &[Rule], facts: &Facts, to: QueueId, otherwise: QueueId) -> Option<Routed> {
    let mut gone: BTreeSet<PersonId> = BTreeSet::new();
    for (at, rule) in rules.iter().enumerate() {
        let sources = &rule.when.sources;
        let of_anybody = sources.is_empty();
        let of_somebody = of_anybody || sources.iter().any(|source| !gone.contains(source));
        if !of_somebody || !rule.when.fit_whoever_sent(facts) {
            continue;
        }
        if rule.queue == to {
            return Some(Routed {
                rule: Some(at),
                queue: to,
                priority: rule.priority,
            });
        }
        if of_anybody {
            return None;
        }
        gone.extend(sources);
    }
    (otherwise == to).then_some(Routed {
        rule: None,
        queue: to,
        priority: 0,
    })
}

#[cfg(test)]
mod tests;
