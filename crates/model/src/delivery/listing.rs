//! What a confirmed verdict changes at a matcher that keeps lists of its own, and can be told by content alone.
//!
//! It follows from what the verdict does here ([`confirmed_effects`]), so that the two never say different things. What
//! is confirmed is banked by its hash: an entry's own, or an altered copy's. What is disputed is disabled where that
//! very matcher lists it, and taken off what was banked for it. Another picture tells nothing, since a pair cannot be
//! kept apart there.

use super::{Destination, Message, Says, Settled, SettledPair, Subject, leaving::heard};
use crate::{
    effect::{Effect, PairFacts, confirmed_effects},
    ids::{EntryId, ItemId, MatcherId},
    matching::{ListTrust, MatchKind},
};

/// Of an entry that the destination does not hear of: it breeds nothing.
const UNHEARD: PairFacts = PairFacts {
    kind: MatchKind::Exact,
    trust: ListTrust::Other,
    via_variant: false,
    hash_trusted: false,
};

pub(super) fn list_changes(settled: &Settled, destination: &Destination, matcher: MatcherId) -> Vec<Message> {
    let heard: Vec<&SettledPair> = heard(settled, destination).collect();
    if heard.is_empty() {
        return Vec::new();
    }
    let pair = |entry: EntryId| heard.iter().copied().find(|pair| pair.entry == entry);
    let facts = |entry| pair(entry).map_or(UNHEARD, |pair| pair.facts);
    let mut messages: Vec<Message> = Vec::new();
    for effect in confirmed_effects(&settled.verdict, |said| facts(said.entry)) {
        let told = match effect {
            Effect::ConfirmEntry { entry } => {
                let hashed = pair(entry).filter(|pair| pair.hashed);
                hashed.map(|_pair| banked(entry, None)).into_iter().collect()
            }
            Effect::AddVariant { entry, item } => {
                pair(entry).map(|_pair| banked(entry, Some(item))).into_iter().collect()
            }
            Effect::AddEntry { item } => {
                let made = settled.items.iter().find(|known| known.item == item);
                // That a list the upload came near is heard of says nothing of the list that its own entry lies on.
                made.and_then(|known| known.made)
                    .filter(|made| destination.hears_of(made.bank, made.harm))
                    .map(|made| banked(made.entry, None))
                    .into_iter()
                    .collect()
            }
            Effect::SuspendEntry { entry } => pair(entry).map_or(Vec::new(), |pair| disputed(pair, matcher)),
            // A pair is kept apart here alone, a provisional dispute has not been looked at twice, and what passes
            // passes by its bytes.
            Effect::ExcludePair { .. } | Effect::DowngradeEntry { .. } | Effect::PassContent { .. } => Vec::new(),
        };
        // Two uploads of the case may say the same of one entry.
        for message in told {
            if !messages.contains(&message) {
                messages.push(message);
            }
        }
    }
    messages
}

fn banked(entry: EntryId, copy: Option<ItemId>) -> Message {
    Message {
        subject: Subject::Confirmed { entry, copy },
        says: Some(Says::Bank),
    }
}

/// An entry that another matcher lists is not disabled at this one. What was banked for it here goes all the same.
fn disputed(pair: &SettledPair, matcher: MatcherId) -> Vec<Message> {
    let entry = pair.entry;
    let disable = Message {
        subject: Subject::Entry { entry },
        says: Some(Says::Disable),
    };
    let keep_off = Message {
        subject: Subject::Confirmed { entry, copy: None },
        says: None,
    };
    let listed = (pair.listed == Some(matcher)).then_some(disable);
    listed.into_iter().chain([keep_off]).collect()
}
