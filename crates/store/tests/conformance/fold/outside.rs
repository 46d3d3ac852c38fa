//! Everybody outside who is told: a platform, and a matcher of the HMA kind. What left is kept, with what is known of it.

use super::actors::{Actors, Outcome, is_the_matchers};
use crate::world::World;
use scrim_model::{
    delivery::{Banks, Destination, Failure, Kind, Mode, Outcome as Told, Says, Subject},
    effect::Effect,
    ids::{DeliveryId, DestinationId, EntryId, MatcherId},
    matching::HarmType,
    time::Span,
};
use scrim_store::{
    deliveries::{CLAIM_LASTS, DeliveryRow, ListedAt, Receipt, Which},
    destinations::NewDestination,
    items::DecidedItem,
};
use std::collections::{BTreeMap, HashSet};
use uuid::Uuid;

const PLATFORM: DestinationId = DestinationId(Uuid::from_u128(1));
const HMA: DestinationId = DestinationId(Uuid::from_u128(2));

/// What is known of a message in the end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fate {
    /// It never arrived.
    Refused,
    /// Nobody knows.
    Doubt,
    /// It arrived.
    Arrived,
}

/// A message that left.
pub(super) struct Sent {
    id: DeliveryId,
    pub(super) says: Option<Says>,
    fate: Fate,
}

/// Sets both up; answers the matcher.
pub(super) async fn listen(world: &World) -> MatcherId {
    let (source, matcher) = (world.source, world.matcher("HMA").await);
    let confirmed = "CONFIRMED".to_owned();
    let platform = (PLATFORM, Kind::Platform { source }, "https://platform.example/hooks");
    let hma = (HMA, Kind::Hma { matcher, confirmed }, "");
    for (id, kind, address) in [platform, hma] {
        let new = NewDestination {
            id,
            name: format!("outside {}", id.0.as_u128()),
            rule: Destination {
                kind,
                harm: HarmType::Csam,
                banks: Banks::All,
                mode: Mode::On,
            },
            address: address.to_owned(),
            secret: if address.is_empty() { Vec::new() } else { vec![1, 2, 3] },
        };
        world.store.add_destination(None, new).await.expect("added");
    }
    matcher
}

impl Actors {
    pub(super) async fn deliver(&mut self, ends: Outcome) {
        let mut due = self.world.store.claim_deliveries(PLATFORM, 10).await.expect("claimed");
        due.extend(self.world.store.claim_deliveries(HMA, 10).await.expect("claimed"));
        for row in due {
            self.note(&row, ends);
            let outcome = match ends {
                Outcome::Arrived => Ok(self.receipt(&row)),
                Outcome::Doubt => Err(Failure::TooLate),
                Outcome::Refused => Err(Failure::Refused),
                Outcome::Dies => continue,
            };
            let kept = self.world.store.end_attempt((row.id, row.tries), outcome, 0).await;
            assert!(kept.expect("kept"), "nobody else was at it");
        }
        if matches!(ends, Outcome::Dies) {
            self.world.step(CLAIM_LASTS);
        }
    }

    /// What an HMA answers to a banking: its number for it.
    fn receipt(&self, row: &DeliveryRow) -> Option<Receipt> {
        let number = self.sent.values().map(Vec::len).sum::<usize>() as u64 + 1_000;
        let list = "CONFIRMED".to_owned();
        let at = ListedAt { list, number };
        (row.says == Some(Says::Bank)).then_some(Receipt { at, is_ours: true })
    }

    /// What the matcher should be told in the end of entries that the list had from outside.
    fn matcher_holds(&self) -> BTreeMap<Subject, Says> {
        let effects = || {
            self.standing
                .values()
                .flat_map(|(_verdict, effects)| effects.iter().copied())
        };
        let disputed: HashSet<EntryId> = effects()
            .filter_map(|effect| match effect {
                Effect::SuspendEntry { entry } => Some(entry),
                _ => None,
            })
            .collect();
        let told = effects().filter_map(|effect| match effect {
            Effect::ConfirmEntry { entry } => Some((entry, Subject::Confirmed { entry, copy: None }, Says::Bank)),
            Effect::AddVariant { entry, item } => {
                let copy = Some(item);
                Some((entry, Subject::Confirmed { entry, copy }, Says::Bank))
            }
            Effect::SuspendEntry { entry } => Some((entry, Subject::Entry { entry }, Says::Disable)),
            _ => None,
        });
        let holds = told.filter(|(entry, _subject, says)| match says {
            Says::Disable => self.is_learned(*entry),
            _ => !disputed.contains(entry),
        });
        holds.map(|(_entry, subject, says)| (subject, says)).collect()
    }

    fn is_learned(&self, entry: EntryId) -> bool {
        self.listed
            .iter()
            .any(|(seed, known)| is_the_matchers(*seed) && *known == entry)
    }

    pub(super) fn matcher_was_told(&self) {
        let holds = self.matcher_holds();
        let about = |subject: &Subject| match subject {
            Subject::Confirmed { entry, .. } | Subject::Entry { entry } => {
                self.listed.values().any(|known| known == entry)
            }
            _ => false,
        };
        for subject in self.sent.keys().chain(holds.keys()).filter(|subject| about(subject)) {
            let told = self.sent.get(subject).map(Vec::as_slice).unwrap_or_default();
            let last = told
                .iter()
                .rfind(|sent| sent.fate == Fate::Arrived)
                .and_then(|sent| sent.says);
            assert_eq!(last, holds.get(subject).copied(), "what an HMA holds of {subject:?}");
        }
    }

    fn note(&mut self, row: &DeliveryRow, ends: Outcome) {
        let thread = self.sent.entry(row.subject).or_default();
        let fate = match ends {
            Outcome::Arrived => Fate::Arrived,
            Outcome::Doubt | Outcome::Dies => Fate::Doubt,
            Outcome::Refused => Fate::Refused,
        };
        match thread.iter_mut().find(|sent| sent.id == row.id) {
            Some(again) => {
                assert_eq!(again.says, row.says, "the same message under the same id");
                again.fate = again.fate.max(fate);
                self.seen.sent_again += 1;
            }
            None => thread.push(Sent {
                id: row.id,
                says: row.says,
                fate,
            }),
        }
    }

    /// Everything that was planned happens, and everything outside answers.
    pub(super) async fn settle(&mut self) {
        self.world.past_grace().await;
        for dead in self.world.store.deliveries(Which::Dead, None, 100).await.expect("read") {
            let _again = self.world.store.send_again(None, dead.id).await;
        }
        for _round in 0..200 {
            self.deliver(Outcome::Arrived).await;
            self.world.step(Span::minutes(10));
            if self
                .world
                .store
                .deliveries(Which::Waiting, None, 1)
                .await
                .expect("read")
                .is_empty()
            {
                return;
            }
        }
        unreachable!("something is never delivered");
    }

    pub(super) async fn outside_was_told_once(&self) {
        for (item, _picture) in &self.uploads {
            let subject = Subject::Item { item: *item };
            let told = self.sent.get(&subject).map(Vec::as_slice).unwrap_or_default();
            let row = self.world.settled(*item).await;
            let mut arrived = told.iter().filter(|sent| sent.fate == Fate::Arrived);
            let last = arrived.next_back().and_then(|sent| sent.says);
            let stands = row.decided.map(said);
            assert_eq!(last, stands, "what it was told last is what stands: {row:?}");
            // What it knows for certain; nothing is certain after a message that may have arrived.
            let mut known = Some(None);
            for sent in told.iter().filter(|sent| sent.fate != Fate::Refused) {
                assert_ne!(Some(sent.says), known, "told what it knew: {row:?}");
                known = (sent.fate == Fate::Arrived).then_some(sent.says);
            }
        }
    }
}

fn said(decided: DecidedItem) -> Says {
    Says::Outcome(match decided {
        DecidedItem::Remove => Told::Confirmed,
        DecidedItem::Keep => Told::Cleared,
    })
}
