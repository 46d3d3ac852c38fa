//! Sends what destinations are to be told: each destination by itself, so that none waits for another, and a few
//! messages at a time.
//!
//! What is sent when, and what becomes of an attempt, is the model's and the store's; several hubs do this beside each
//! other. A hub that ends, or dies, leaves what it was at to be sent again under the same id.

mod checked;
mod hma;
mod leaving;
mod reach;

pub(crate) use checked::checked;
pub(crate) use leaving::{Leaving, leaving, secret_of};
pub(crate) use reach::{Secrets, failure, make_bank, send};

use crate::{hub::Hub, tokens};
use scrim_model::{
    delivery::{Failure, Mode},
    ids::DestinationId,
};
use scrim_store::{StoreError, deliveries::DeliveryRow, destinations::DestinationRow};
use std::{collections::HashMap, sync::Arc, time::Duration};
use tokio::{task::JoinSet, time::timeout};
use tokio_util::task::AbortOnDropHandle;

/// Messages under way to one destination at a time.
const AT_ONCE: u32 = 8;

/// The longest that one attempt goes on, however many calls it takes. A delivery belongs to this hub for longer than that
/// by as much as its destination may take until it can tell whether it has arrived.
const LONGEST_ATTEMPT: Duration = Duration::from_mins(1);

/// The longest wait between two looks: another hub may have planned something.
const LONGEST_WAIT: Duration = Duration::from_secs(5);

/// Runs until it is dropped. What fails is tried again; nothing planned is lost.
pub(crate) async fn run(hub: Arc<Hub>) {
    let mut lanes: HashMap<DestinationId, AbortOnDropHandle<()>> = HashMap::new();
    loop {
        lanes.retain(|_destination, lane| !lane.is_finished());
        match hub.store.destinations().await {
            Ok(all) => {
                for destination in all.into_iter().filter(|row| row.rule.mode == Mode::On) {
                    let hub = Arc::clone(&hub);
                    lanes
                        .entry(destination.id)
                        .or_insert_with(|| AbortOnDropHandle::new(tokio::spawn(follow(hub, destination.id))));
                }
            }
            Err(error) => tracing::error!(%error, "destinations could not be read; it is tried again"),
        }
        let _woken = timeout(LONGEST_WAIT, hub.telling.notified()).await;
    }
}

/// Sends what is due for one destination, until nothing is.
async fn follow(hub: Arc<Hub>, id: DestinationId) {
    loop {
        match round(&hub, id).await {
            Ok(0) => return,
            Ok(_sent) => {}
            Err(error) => {
                tracing::error!(%error, destination = %id, "deliveries could not be taken on; it is tried again");
                return;
            }
        }
    }
}

/// Sends a few messages at once; answers how many.
pub(crate) async fn round(hub: &Arc<Hub>, id: DestinationId) -> Result<usize, StoreError> {
    // What somebody has said of it meanwhile holds from here on.
    let known = hub.store.destinations().await?.into_iter().find(|row| row.id == id);
    let Some(destination) = known.map(Arc::new) else {
        return Ok(0);
    };
    let rows = hub.store.claim_deliveries(id, AT_ONCE).await?;
    let many = rows.len();
    let mut attempts = JoinSet::new();
    for row in rows {
        attempts.spawn(attempt(Arc::clone(hub), Arc::clone(&destination), row));
    }
    while let Some(ended) = attempts.join_next().await {
        ended.map_err(|_panicked| StoreError::BrokeOff)??;
    }
    Ok(many)
}

async fn attempt(hub: Arc<Hub>, destination: Arc<DestinationRow>, row: DeliveryRow) -> Result<(), StoreError> {
    let sent = timeout(LONGEST_ATTEMPT, send(&hub.keys, &destination, &row)).await;
    let outcome = sent.unwrap_or(Err(Failure::TooLate));
    if let Err(why) = &outcome {
        let (delivery, destination) = (row.id, destination.id);
        tracing::warn!(%delivery, %destination, tries = row.tries, why = ?why, "a message was not delivered");
    }
    hub.store.end_attempt((row.id, row.tries), outcome, chance()).await?;
    Ok(())
}

/// Any number. Where the system gives no randomness, waits are their shortest.
fn chance() -> u64 {
    tokens::random::<8>().map_or(0, |bytes| u64::from_be_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::*;
    use scrim_model::delivery::Says;
    use scrim_store::deliveries::CLAIM_LASTS;
    use scrim_upstream::hma::tell::INDEX_LAG;

    #[test]
    fn whoever_takes_a_delivery_on_from_a_dead_hub_can_be_told_whether_it_has_arrived() {
        let lasts = u128::try_from(CLAIM_LASTS.0).expect("a length");
        assert!(LONGEST_ATTEMPT.as_millis() + INDEX_LAG.as_millis() <= lasts);
        let settles = u128::try_from(Says::Bank.settles_after().0).expect("a length");
        assert!(settles >= INDEX_LAG.as_millis());
    }
}
