//! What is kept and for how long, what is held, and what a change would destroy.

use super::{audit, job::Asker};
use crate::account::{Account, Failed};
use scrim_hub_client::ClientError;
use scrim_model::{person::Permission, retention::RetentionPolicy};
use scrim_wire::{
    http::retention::{HoldList, ListHolds, TryRetention},
    ipc::keeping::{StorageView, TriedTold},
};
use uuid::Uuid;

/// Holds fetched at once.
const PAGE: u32 = 50;

pub(super) async fn read(account: &Account, asker: &Asker) -> Result<StorageView, Failed> {
    let holds = holds(account, None).await?;
    Ok(StorageView {
        retention: account.call(|hub| async move { hub.retention().await }).await?,
        sums: account.call(|hub| async move { hub.storage().await }).await?,
        more: holds.more,
        holds: holds.holds,
        people: audit::people(account, asker).await?,
        may_destroy: asker.may(Permission::Destroy),
        // What was asked here is said when the view is made.
        tried: None,
    })
}

/// The last holds, or those before one.
pub(super) async fn holds(account: &Account, before: Option<Uuid>) -> Result<HoldList, Failed> {
    let wanted = ListHolds {
        before,
        most: Some(PAGE),
    };
    account.call(|hub| async move { hub.holds(wanted).await }).await
}

/// What a policy would destroy.
pub(super) async fn try_out(account: &Account, policy: RetentionPolicy) -> TriedTold {
    let wanted = TryRetention { policy };
    match account.call(|hub| async move { hub.try_retention(wanted).await }).await {
        Ok(would) => TriedTold::Would { would },
        Err(Failed::Call(ClientError::Refused(problem))) => TriedTold::Failed {
            says: Some(problem.message),
        },
        Err(Failed::Call(_) | Failed::SessionEnded(_)) => TriedTold::Failed { says: None },
    }
}
