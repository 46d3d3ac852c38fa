//! Reading a page: what it is made of, as far as whoever asks may see it.

use super::{
    alarms, decisions, figures,
    job::{Asker, Wanted, months_as},
    services,
};
use crate::account::{Account, Failed};
use scrim_model::{
    check::StopChecks, ids::QueueId, person::Permission, second_looks::Permille, session::view::Allowed,
};
use scrim_wire::{
    http::{queues::Directory, settling::Split, transparency::ReportForm},
    ipc::oversight::{ChecksView, PageContent, QueueName, SplitsView, TransparencyView},
};

pub(super) async fn read(account: &Account, asker: &Asker, wanted: Wanted) -> Result<PageContent, Failed> {
    Ok(match wanted {
        Wanted::Splits => PageContent::Splits(splits(account, asker, |_any| true).await?),
        Wanted::Decisions { queue, case } => {
            PageContent::Decisions(decisions::read(account, asker, (queue, case)).await?)
        }
        Wanted::Figures => PageContent::Figures(figures::read(account, asker).await?),
        Wanted::Alarms { all } => PageContent::Alarms(alarms::read(account, asker, all).await?),
        Wanted::Checks => PageContent::Checks(checks(account, asker).await?),
        Wanted::Services => PageContent::Services(services::read(account, asker).await?),
        Wanted::Transparency { from, until } => {
            let of = months_as(from, until, ReportForm::Json);
            let report = account.call(|hub| async move { hub.transparency(of).await }).await?;
            PageContent::Transparency(TransparencyView { report })
        }
    })
}

/// Cases that a lead settles, those that wait longest first.
async fn splits(account: &Account, asker: &Asker, shown: fn(&Split) -> bool) -> Result<SplitsView, Failed> {
    let mut splits = account.call(|hub| async move { hub.splits().await }).await?;
    splits.retain(shown);
    splits.sort_by_key(|split| split.since);
    Ok(SplitsView {
        splits,
        queues: queues(account, asker).await?,
        // What may be done now is said when the view is made.
        start: Allowed::Yes,
    })
}

async fn checks(account: &Account, asker: &Asker) -> Result<ChecksView, Failed> {
    let (mut share, mut sums, mut open) = (None, None, None);
    if asker.may(Permission::ManageBanks) {
        let set = account.call(|hub| async move { hub.stop_checks().await }).await?;
        share = Some(set.share);
    }
    if asker.may(Permission::SeeMetrics) {
        sums = Some(account.call(|hub| async move { hub.metrics().await }).await?);
    }
    if asker.may(Permission::Settle) {
        open = Some(splits(account, asker, |split| split.check).await?);
    }
    Ok(ChecksView {
        share,
        sums,
        splits: open,
    })
}

pub(super) async fn set_checks(account: &Account, share: Permille) -> Result<(), Failed> {
    let wanted = &StopChecks { share };
    account
        .call(|hub| async move { hub.set_stop_checks(wanted).await })
        .await
}

/// Queues by name: all for whoever runs them, one's own for anybody else.
pub(super) async fn queues(account: &Account, asker: &Asker) -> Result<Vec<QueueName>, Failed> {
    let named = |(id, name): (QueueId, String)| QueueName { id, name };
    if !asker.may(Permission::ManageQueues) {
        return Ok(asker.queues.iter().cloned().map(named).collect());
    }
    let all = account.call(|hub| async move { hub.all_queues().await }).await?;
    Ok(all.into_iter().map(|queue| named((queue.id, queue.name))).collect())
}

/// People, sources and lists by name; nobody for whoever may not see names.
pub(super) async fn directory(account: &Account, asker: &Asker) -> Result<Directory, Failed> {
    if asker.may(Permission::ManageQueues) {
        account.call(|hub| async move { hub.directory().await }).await
    } else {
        Ok(Directory::default())
    }
}
