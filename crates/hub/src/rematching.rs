//! Matches what waits again when the lists have more than they had: one hub finds out what it may concern, a stretch at a
//! time, and every hub answers those uploads anew, as the door would.
//!
//! What is still to be done is in the database: a hub that is stopped over it leaves it to the next one. An import of a
//! million rows is fifty comparisons with what waits, each beside everybody who works.

use crate::{hub::Hub, intake::STOP_CHECK, retention::remove_unneeded};
use scrim_hashing::{index::NearIndex, pdq::MATCH_DISTANCE};
use scrim_model::{ids::ItemId, time::Span};
use scrim_store::{
    StoreError,
    questions::Answered,
    rematching::{ListChanges, Rematch, Waiting, Walked},
};
use std::{sync::Arc, time::Duration};
use tokio::time::sleep;
use uuid::Uuid;

/// Between two looks: what is learned of one upload is soon known of the others.
const EVERY: Duration = Duration::from_secs(2);

/// Changes compared at once: some megabytes.
const CHANGES: u32 = 20_000;

/// Cases, or uploads in none, read at once.
const STRETCH: u32 = 1_000;

/// Changes taken away in one unit of work, so that nobody waits long for the writer.
const AWAY_AT_ONCE: u32 = 1_000;

/// Uploads answered anew between two looks for more.
const ANSWERED_AT_ONCE: u32 = 100;

/// For how long one hub follows alone: a hub that died over it is missed that long.
const CLAIM_LASTS: Span = Span::minutes(2);

/// Runs until it is dropped. What fails is tried again; nothing that was to be looked at is lost.
pub(crate) async fn run(hub: Arc<Hub>) {
    let me = Uuid::now_v7();
    loop {
        if let Err(error) = round(&hub, me).await {
            tracing::error!(%error, "what waits could not be matched again; it is tried again");
        }
        sleep(EVERY).await;
    }
}

/// Follows what has changed, and answers what that may concern.
pub(crate) async fn round(hub: &Hub, me: Uuid) -> Result<(), StoreError> {
    while let Some(changes) = hub.store.list_changes(CHANGES).await? {
        if !hub.store.claim_rematching(me, CLAIM_LASTS).await? {
            break;
        }
        follow(hub, me, changes).await?;
    }
    answer(hub).await
}

/// Compares these changes with everything that waits. Who comes in meanwhile was answered by them.
async fn follow(hub: &Hub, me: Uuid, changes: ListChanges) -> Result<(), StoreError> {
    let last = changes.last;
    let compared = Arc::new(Compared::of(changes));
    let mut walked = Some(Walked::BEGIN);
    while let Some(from) = walked {
        let (waiting, next) = hub.store.waiting(from, STRETCH).await?;
        let concerned = concerned(&compared, waiting).await?;
        if !concerned.is_empty() {
            hub.store.note_rematches(concerned).await?;
        }
        if !hub.store.claim_rematching(me, CLAIM_LASTS).await? {
            return Ok(());
        }
        walked = next;
    }
    while hub.store.list_changes_followed(last, AWAY_AT_ONCE).await? > 0 {}
    Ok(())
}

/// Those of them that one of the changes may concern. Looking is work, and whoever waits for an answer comes first.
async fn concerned(compared: &Arc<Compared>, waiting: Vec<Waiting>) -> Result<Vec<ItemId>, StoreError> {
    let compared = Arc::clone(compared);
    let found = tokio::task::spawn_blocking(move || {
        let concerned = waiting.iter().filter(|one| compared.concern(one));
        concerned.map(|one| one.item).collect()
    });
    found.await.map_err(|_stopped| StoreError::BrokeOff)
}

/// Answers what is to be answered anew, a few at a time, as long as there is any that nobody holds.
async fn answer(hub: &Hub) -> Result<(), StoreError> {
    loop {
        let due = hub.store.rematches(ANSWERED_AT_ONCE).await?;
        let mut answered = false;
        for one in due {
            answered |= answer_anew(hub, one).await?;
        }
        if !answered {
            return Ok(());
        }
    }
}

async fn answer_anew(hub: &Hub, one: Rematch) -> Result<bool, StoreError> {
    let near = hub.index.near(&hub.store, &one.hashes).await?;
    let check = hub.keys.draw(STOP_CHECK, one.item.0);
    let Some(Answered { door, media_left }) = hub.store.answer_anew(one.item, near, check).await? else {
        return Ok(false);
    };
    tracing::info!(item = %one.item, outcome = door.code(), "an upload that waits was matched again");
    if media_left {
        remove_unneeded(hub, one.item).await?;
    }
    Ok(true)
}

/// Changes, ready to be compared with.
struct Compared {
    changes: ListChanges,
    near: NearIndex<()>,
}

impl Compared {
    fn of(mut changes: ListChanges) -> Self {
        let mut near = NearIndex::default();
        for hash in std::mem::take(&mut changes.hashes) {
            near.insert(hash, ());
        }
        Self { changes, near }
    }

    /// Whether one of them may concern this upload: what exactly follows is the door's to say.
    fn concern(&self, one: &Waiting) -> bool {
        let usable = one.hashes.iter().filter(|frame| frame.perceptual.usable());
        let mut near = usable.flat_map(|frame| self.near.within(frame.perceptual.hash, MATCH_DISTANCE));
        self.changes.name(&one.digests) || near.next().is_some()
    }
}
