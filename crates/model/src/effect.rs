//! What a verdict does to the lists, once it is confirmed, and its inverse.
//!
//! Effects are values: the store commits them with the verdict, the outbox carries them out after the
//! grace time. Knows nothing of either.

use crate::{
    ids::{EntryId, ItemId},
    matching::{ListTrust, MatchKind},
    verdict::{Content, Listing, MatchAxis, PairVerdict, Verdict},
};
use serde::{Deserialize, Serialize};

/// One change to what is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(tag = "effect", rename_all = "snake_case")]
pub enum Effect {
    /// The entry is confirmed by a person.
    ConfirmEntry {
        /// Which.
        entry: EntryId,
    },
    /// The hash of the item's frame that came near becomes a variant of the entry.
    AddVariant {
        /// The entry it is a variant of.
        entry: EntryId,
        /// Where the hash comes from.
        item: ItemId,
    },
    /// This upload's bytes never match this entry again.
    ExcludePair {
        /// The upload.
        item: ItemId,
        /// The entry.
        entry: EntryId,
    },
    /// The entry only queues from now on.
    DowngradeEntry {
        /// Which.
        entry: EntryId,
    },
    /// The entry matches nothing from now on.
    SuspendEntry {
        /// Which.
        entry: EntryId,
    },
    /// Exact copies of the item pass from now on.
    PassContent {
        /// The upload.
        item: ItemId,
    },
    /// The item becomes an entry of our own bank.
    AddEntry {
        /// The upload.
        item: ItemId,
    },
}

/// Doing an effect, or undoing it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Do it.
    Apply,
    /// Undo it.
    Revert,
}

/// What the hub knows of a pair beside the verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PairFacts {
    /// Exact or near.
    pub kind: MatchKind,
    /// How far the list is trusted.
    pub trust: ListTrust,
    /// The hash that matched is itself a variant; a variant never breeds variants.
    pub via_variant: bool,
    /// The perceptual hash of the item's frame that came near is good enough to become a variant.
    pub hash_trusted: bool,
}

impl PairFacts {
    /// Whether `same + agrees` on this pair would give the list a new variant.
    pub fn breeds_variant(self) -> bool {
        matches!(self.kind, MatchKind::Near { .. } | MatchKind::SaidNear) && !self.via_variant && self.hash_trusted
    }
}

/// What happens at once, before anybody else has looked: a disputed entry only queues.
pub fn provisional_effects(verdict: &Verdict) -> Vec<Effect> {
    disputed(verdict)
        .map(|entry| Effect::DowngradeEntry { entry })
        .collect()
}

/// What a confirmed verdict does. `facts` gives what the hub knows of each pair.
pub fn confirmed_effects(verdict: &Verdict, facts: impl Fn(&PairVerdict) -> PairFacts) -> Vec<Effect> {
    let mut effects: Vec<Effect> = verdict
        .pairs
        .iter()
        .flat_map(|pair| pair_effects(pair, facts(pair)))
        .collect();
    let mut items: Vec<ItemId> = verdict.pairs.iter().map(|p| p.item).collect();
    items.dedup();
    for item in items {
        if verdict.content == Content::NotAbusive {
            effects.push(Effect::PassContent { item });
        } else if verdict.is_new_material() {
            effects.push(Effect::AddEntry { item });
        }
    }
    effects
}

fn pair_effects(pair: &PairVerdict, facts: PairFacts) -> Vec<Effect> {
    let (item, entry) = (pair.item, pair.entry);
    match (&pair.listing, pair.matched) {
        (Listing::Agrees, _) if facts.breeds_variant() => {
            vec![Effect::ConfirmEntry { entry }, Effect::AddVariant { entry, item }]
        }
        (Listing::Agrees, _) => vec![Effect::ConfirmEntry { entry }],
        (Listing::Disputes { .. }, _) => vec![Effect::SuspendEntry { entry }],
        (Listing::NotAssessed, MatchAxis::Different) => vec![Effect::ExcludePair { item, entry }],
        (Listing::NotAssessed, _) => Vec::new(),
    }
}

fn disputed(verdict: &Verdict) -> impl Iterator<Item = EntryId> + '_ {
    let disputes = |pair: &&PairVerdict| matches!(pair.listing, Listing::Disputes { .. });
    verdict.pairs.iter().filter(disputes).map(|pair| pair.entry)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::verdict::DisputeReason;
    use uuid::Uuid;

    const ITEM: ItemId = ItemId(Uuid::nil());
    const ENTRY: EntryId = EntryId(Uuid::nil());
    const NEAR: PairFacts = PairFacts {
        kind: MatchKind::Near { distance: 12 },
        trust: ListTrust::Other,
        via_variant: false,
        hash_trusted: true,
    };

    fn verdict(content: Content, matched: MatchAxis, listing: Listing) -> Verdict {
        Verdict {
            content,
            classification: None,
            pairs: vec![PairVerdict {
                item: ITEM,
                entry: ENTRY,
                matched,
                listing,
            }],
        }
    }

    #[test]
    fn an_altered_copy_that_belongs_on_the_list_becomes_a_variant() {
        let v = verdict(Content::Abusive, MatchAxis::SameAltered, Listing::Agrees);
        let both = vec![
            Effect::ConfirmEntry { entry: ENTRY },
            Effect::AddVariant {
                entry: ENTRY,
                item: ITEM,
            },
        ];
        assert_eq!(confirmed_effects(&v, |_| NEAR), both);
    }

    #[test]
    fn a_variant_never_breeds_variants() {
        let v = verdict(Content::Abusive, MatchAxis::SameAltered, Listing::Agrees);
        let facts = PairFacts {
            via_variant: true,
            ..NEAR
        };
        assert_eq!(
            confirmed_effects(&v, |_| facts),
            vec![Effect::ConfirmEntry { entry: ENTRY }]
        );
    }

    #[test]
    fn settling_an_item_changes_no_list() {
        let v = verdict(Content::NotAssessed, MatchAxis::SameAltered, Listing::NotAssessed);
        assert_eq!(confirmed_effects(&v, |_| NEAR), vec![]);
    }

    #[test]
    fn a_wrong_match_leaves_the_entry_alone_and_a_wrong_entry_suspends_it() {
        let wrong_match = verdict(Content::NotAssessed, MatchAxis::Different, Listing::NotAssessed);
        let excluded = vec![Effect::ExcludePair {
            item: ITEM,
            entry: ENTRY,
        }];
        assert_eq!(confirmed_effects(&wrong_match, |_| NEAR), excluded);
        let disputes = Listing::Disputes {
            reason: DisputeReason::NoSexualContent,
        };
        let wrong_entry = verdict(Content::NotAbusive, MatchAxis::SameExact, disputes);
        assert_eq!(
            provisional_effects(&wrong_entry),
            vec![Effect::DowngradeEntry { entry: ENTRY }]
        );
        let suspended = vec![
            Effect::SuspendEntry { entry: ENTRY },
            Effect::PassContent { item: ITEM },
        ];
        assert_eq!(confirmed_effects(&wrong_entry, |_| NEAR), suspended);
    }

    #[test]
    fn new_material_proposes_an_entry() {
        let v = verdict(Content::Abusive, MatchAxis::Different, Listing::NotAssessed);
        let effects = confirmed_effects(&v, |_| NEAR);
        assert!(effects.contains(&Effect::AddEntry { item: ITEM }));
    }
}
