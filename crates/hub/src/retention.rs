//! Destroying pictures: on request, and by time. Keys first, in the database; sealed media after that.
//!
//! A hub that is killed in between leaves sealed bytes that nothing opens, and a row that says so: the next look takes
//! them away. Several hubs on one database may look at the same time; each picture is destroyed once.

use crate::{hub::Hub, media::Media};
use scrim_model::{ids::ItemId, time::Time};
use scrim_store::{
    Store, StoreError,
    holds::{Hold, Subject},
    retention::{Cause, Destruction, NotDestroyed, Retention, Stretch},
};
use scrim_wire::http::retention::LegalHold;
use std::{sync::Arc, time::Duration};
use tokio::time::{Instant, timeout};

/// How often what is left of destroyed pictures is taken away.
const EVERY: Duration = Duration::from_mins(1);

/// After a round that could not empty the log, since somebody was reading.
const SOON: Duration = Duration::from_secs(5);

/// How often everything that is kept is looked through: days are what it goes by.
const WALK_EVERY: Duration = Duration::from_hours(1);

/// Pictures looked at with one read.
const STRETCH: u32 = 500;

/// Destroyed uploads whose media are taken away in one round, so that a walk is not kept waiting.
const LEFT: u32 = 200;

/// What one hub knows of its rounds.
struct Rounds {
    walk_at: Instant,
    /// Keys that were destroyed may be in the database's log of changes; at the start nobody knows.
    log_is_old: bool,
}

/// Runs until it is dropped. What a round does not get done, the next one does.
pub async fn run(hub: Arc<Hub>) {
    let mut rounds = Rounds {
        walk_at: Instant::now(),
        log_is_old: true,
    };
    loop {
        if let Err(error) = rounds.one(&hub).await {
            tracing::error!(%error, "what is due could not be destroyed; it is tried again");
        }
        let wait = if rounds.log_is_old { SOON } else { EVERY };
        // Woken by a destruction on request, or by time.
        rounds.log_is_old |= timeout(wait, hub.destroyed.notified()).await.is_ok();
    }
}

impl Rounds {
    async fn one(&mut self, hub: &Hub) -> Result<(), StoreError> {
        for item in hub.store.media_left(LEFT).await? {
            self.log_is_old = true;
            remove_media(&hub.store, &hub.media, item).await?;
        }
        if Instant::now() >= self.walk_at {
            self.walk(hub).await?;
            self.walk_at = Instant::now() + WALK_EVERY;
        }
        if self.log_is_old {
            self.log_is_old = !hub.store.forget_log().await?;
        }
        Ok(())
    }

    /// Looks through everything that is kept and old enough, a stretch at a time.
    async fn walk(&mut self, hub: &Hub) -> Result<(), StoreError> {
        let looked = hub.store.look_for_due().await?;
        let (mut reached, mut left) = (None, 0);
        loop {
            let Stretch { due, reached: next } = hub.store.due(looked, reached, STRETCH).await?;
            for item in due {
                if self.destroy_due(hub, item).await? {
                    remove_media(&hub.store, &hub.media, item).await?;
                } else {
                    left += 1;
                }
            }
            reached = next;
            if reached.is_none() {
                hub.meters.pictures_due(left);
                return Ok(());
            }
        }
    }

    /// Answers whether it is destroyed; not so what was held or opened again since it was found.
    async fn destroy_due(&mut self, hub: &Hub, item: ItemId) -> Result<bool, StoreError> {
        match hub.store.destroy(item, Cause::ByTime).await {
            Ok(destroyed) => {
                self.log_is_old = true;
                told(hub, &destroyed);
                Ok(true)
            }
            Err(NotDestroyed::Store(error)) => Err(error),
            // Another hub was there first, or it is not due any more.
            Err(NotDestroyed::NothingKept) => Ok(true),
            Err(NotDestroyed::NoSuch | NotDestroyed::Stays(_) | NotDestroyed::NotDue) => Ok(false),
        }
    }
}

/// Destroys a picture because somebody asks for it, and takes its media away. Goes on to its end when nobody waits for it
/// any more.
///
/// # Errors
/// [`NotDestroyed`].
pub async fn destroy(hub: &Arc<Hub>, item: ItemId, cause: Cause) -> Result<Destruction, NotDestroyed> {
    let known = hub.store.destruction(item).await?;
    if let Some(before) = known.filter(|before| before.media_gone_at.is_some()) {
        return Ok(before);
    }
    let (hub, under_way) = (Arc::clone(hub), hub.keeping.clone());
    let destroying = under_way.spawn(async move {
        let destroyed = hub.store.destroy(item, cause).await?;
        told(&hub, &destroyed);
        let done = remove_media(&hub.store, &hub.media, item).await;
        hub.destroyed.notify_one();
        done?;
        Ok(hub.store.destruction(item).await?.unwrap_or(destroyed))
    });
    destroying
        .await
        .unwrap_or(Err(NotDestroyed::Store(StoreError::BrokeOff)))
}

/// Takes the sealed parts of a destroyed upload away, and says so. What cannot be taken away now is left to the next
/// round.
///
/// # Errors
/// [`StoreError`].
pub async fn remove_media(store: &Store, media: &Media, item: ItemId) -> Result<(), StoreError> {
    match media.remove(item).await {
        Ok(()) => store.media_gone(item).await,
        Err(error) => {
            tracing::warn!(item = %item.0, cause = %error, "sealed media of a destroyed picture are left for now: nothing opens them");
            Ok(())
        }
    }
}

/// Takes away the media of an upload that turned out not to be needed; their keys are forgotten already.
///
/// # Errors
/// [`StoreError`].
pub(crate) async fn remove_unneeded(hub: &Hub, item: ItemId) -> Result<(), StoreError> {
    remove_media(&hub.store, &hub.media, item).await?;
    // Keys are in the database's log of changes until it is emptied.
    hub.destroyed.notify_one();
    Ok(())
}

/// Whether anything is destroyed by time at a moment.
pub fn is_awake(retention: &Retention, now: Time) -> bool {
    retention.policy.soonest().is_some() && retention.watch.is_awake(now)
}

/// A hold in the words of the wire.
pub fn told_of(hold: Hold) -> LegalHold {
    let (item_id, case_id) = match hold.subject {
        Subject::Item(item) => (Some(item), None),
        Subject::Case(case) => (None, Some(case)),
    };
    LegalHold {
        item_id,
        case_id,
        at: hold.at,
        by: hold.by,
        reason: hold.reason,
    }
}

fn told(hub: &Hub, destroyed: &Destruction) {
    let kept_for = destroyed.kept_for.code();
    hub.meters.destroyed(destroyed.requested);
    tracing::info!(item = %destroyed.item.0, kept_for, requested = destroyed.requested, "a picture was destroyed");
}
