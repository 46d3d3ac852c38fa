//! Carries out what verdicts planned, when it is due, and now and then signs a checkpoint and sums up what people
//! carried.

use crate::{audit, hub::Hub};
use scrim_store::outbox::Round;
use std::{sync::Arc, time::Duration};
use tokio::time::{Instant, timeout};

/// The longest wait between two rounds: another hub may have planned something.
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// How old those sums become: a desk asks for its next batch later than that.
const SUM_UP_EVERY: Duration = Duration::from_secs(5);

/// How often the chain's head is signed.
const CHECKPOINT_EVERY: Duration = Duration::from_mins(5);

/// Runs until it is dropped. A failed round is tried again; nothing planned is lost.
pub async fn run(hub: Arc<Hub>) {
    let mut sign_at = Instant::now();
    let mut sum_up_at = Instant::now();
    loop {
        let wait = match hub.store.deliver_due().await {
            Ok(round) => {
                if round.done > 0 {
                    hub.telling.notify_one();
                }
                until_next(round)
            }
            Err(error) => {
                tracing::error!(%error, "effects could not be carried out; they are tried again");
                LONGEST_WAIT
            }
        };
        if Instant::now() >= sign_at {
            if let Err(error) = audit::checkpoint(&hub.store, &hub.keys).await {
                tracing::error!(%error, "the chain could not be signed; it is tried again");
            }
            sign_at = Instant::now() + CHECKPOINT_EVERY;
        }
        if Instant::now() >= sum_up_at && hub.store.balances_are_behind() {
            if let Err(error) = hub.store.draw_balances().await {
                tracing::warn!(%error, "what people carried could not be summed up; shares go by older sums");
            }
            sum_up_at = Instant::now() + SUM_UP_EVERY;
        }
        // Woken by a verdict, or by time; either way the next round looks again.
        let _woken = timeout(wait, hub.planned.notified()).await;
    }
}

fn until_next(round: Round) -> Duration {
    let due = round
        .next
        .map(|next| Duration::from_millis(u64::try_from(next.since(round.now).0).unwrap_or_default()));
    due.map_or(LONGEST_WAIT, |due| due.min(LONGEST_WAIT))
}
