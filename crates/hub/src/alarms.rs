//! Looks once a day whether somebody's clearings or disputes rose sharply, and four times an hour whether cases wait that
//! nobody may take. The rules are the model's; several hubs on one database may look, and one of them raises what is found.

use crate::{clock, hub::Hub};
use std::{sync::Arc, time::Duration};
use tokio::time::sleep;

/// How often it is asked whether a day is over.
const EVERY: Duration = Duration::from_mins(15);

/// Runs until it is dropped. A day that was missed is not made up for: the next one looks at the same weeks.
pub(crate) async fn run(hub: Arc<Hub>) {
    loop {
        match hub.store.raise_alarms(clock::now()).await {
            Ok(0) => {}
            Ok(raised) => tracing::info!(raised, "alarms were raised"),
            Err(error) => tracing::warn!(%error, "whether anything rose could not be looked at; it is tried again"),
        }
        match hub.store.note_untaken().await {
            Ok(0) => {}
            Ok(queues) => tracing::info!(queues, "cases wait that nobody may take"),
            Err(error) => tracing::warn!(%error, "whether anybody is left could not be looked at; it is tried again"),
        }
        sleep(EVERY).await;
    }
}
