//! What groups of the identity provider give here.

use super::job::Asker;
use crate::account::{Account, Failed};
use scrim_model::person::Permission;
use scrim_wire::ipc::{administration::GroupsView, oversight::QueueName};

/// All of them, with the queues that they can give where whoever asks may see those.
pub(super) async fn read(account: &Account, asker: &Asker) -> Result<GroupsView, Failed> {
    let groups = account.call(|hub| async move { hub.groups().await }).await?;
    let ways = account.call(|hub| async move { hub.ways().await }).await?;
    Ok(GroupsView {
        groups,
        queues: queues(account, asker).await?,
        provided: ways.organisation,
    })
}

async fn queues(account: &Account, asker: &Asker) -> Result<Vec<QueueName>, Failed> {
    if !asker.may(Permission::ManageQueues) {
        return Ok(Vec::new());
    }
    let all = account.call(|hub| async move { hub.all_queues().await }).await?;
    let named = all.into_iter().map(|queue| QueueName {
        id: queue.id,
        name: queue.name,
    });
    Ok(named.collect())
}
