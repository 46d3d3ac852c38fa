//! What waits, matched again as a hub does it: what changed is compared with everything that waits, a stretch at a time.

use super::World;
use scrim_model::{ids::ItemId, second_looks::Draw, time::Span};
use scrim_store::rematching::{ListChanges, Rematch, Waiting, Walked};
use uuid::Uuid;

/// Small, so that a walk has several stretches.
const MOST: u32 = 2;

impl World {
    /// Everything that lists have more is followed, and what that concerns is answered anew, as far as nobody holds it.
    pub(crate) async fn match_again(&self) {
        while let Some(changes) = self.store.list_changes(MOST).await.expect("read") {
            assert!(
                self.claims_rematching(Uuid::from_u128(1)).await,
                "no other hub is at it"
            );
            let concerned = self.concerned(&changes).await;
            self.store.note_rematches(concerned).await.expect("noted");
            while self
                .store
                .list_changes_followed(changes.last, 1)
                .await
                .expect("taken away")
                > 0
            {}
        }
        self.answer_anew().await;
    }

    pub(crate) async fn claims_rematching(&self, hub: Uuid) -> bool {
        let claimed = self.store.claim_rematching(hub, Span::minutes(2)).await;
        claimed.expect("asked")
    }

    /// What waits of which one of these may be.
    pub(crate) async fn concerned(&self, changes: &ListChanges) -> Vec<ItemId> {
        let mut concerned = Vec::new();
        let mut walked = Some(Walked::BEGIN);
        while let Some(from) = walked {
            let (waiting, next) = self.store.waiting(from, MOST).await.expect("read");
            concerned.extend(waiting.iter().filter(|one| concerns(changes, one)).map(|one| one.item));
            walked = next;
        }
        concerned
    }

    async fn answer_anew(&self) {
        loop {
            let mut answered = false;
            for Rematch { item, hashes } in self.store.rematches(MOST).await.expect("read") {
                let near = self.near_frames(&hashes).await;
                let anew = self.store.answer_anew(item, near, Draw::of(999)).await;
                answered |= anew.expect("answered").is_some();
            }
            if !answered {
                return;
            }
        }
    }
}

fn concerns(changes: &ListChanges, one: &Waiting) -> bool {
    let mut usable = one.hashes.iter().filter(|frame| frame.perceptual.usable());
    let near = |hash| changes.hashes.iter().any(|known| known.distance(hash) <= 31);
    changes.name(&one.digests) || usable.any(|frame| near(frame.perceptual.hash))
}
