//! The audit: entries that a filter lets through, with the names of whom they are about, and its verification, step by
//! step.

use super::job::Asker;
use crate::account::{Account, Failed};
use scrim_model::person::Permission;
use scrim_wire::{
    http::audit::{AskAudit, AuditPage},
    ipc::keeping::{AuditFilter, AuditView, NameView},
};

/// Entries fetched at once.
const PAGE: u32 = 50;

/// How often the hub is asked for one page: what few entries a filter lets through may be far back, and the hub looks
/// through fifty thousand rows at a time.
const STRETCHES: u32 = 20;

pub(super) async fn read(account: &Account, asker: &Asker, filter: AuditFilter) -> Result<AuditView, Failed> {
    let page = page(account, filter, None).await?;
    Ok(AuditView {
        filter,
        entries: page.entries,
        go_on_before: page.go_on_before,
        people: people(account, asker).await?,
        things: things(account, asker).await?,
        // How far that is, is said when the view is made.
        verification: None,
    })
}

/// The next entries before a number.
pub(super) async fn page(account: &Account, filter: AuditFilter, before: Option<u64>) -> Result<AuditPage, Failed> {
    let mut before = before;
    let mut page = AuditPage::default();
    for _stretch in 0..STRETCHES {
        page = stretch(account, filter, (before, PAGE)).await?;
        before = page.go_on_before;
        if !page.entries.is_empty() || before.is_none() {
            break;
        }
    }
    Ok(page)
}

/// What the hub finds in one look.
pub(super) async fn stretch(
    account: &Account,
    filter: AuditFilter,
    (before, most): (Option<u64>, u32),
) -> Result<AuditPage, Failed> {
    let asked = AskAudit {
        before,
        most: Some(most),
        from: filter.from.map(|from| from.0),
        until: filter.until.map(|until| until.0),
        kind: filter.kind,
        actor: filter.actor,
        case: filter.case,
    };
    account.call(|hub| async move { hub.audit(asked).await }).await
}

/// People and sources by name, as far as whoever asks may know them.
pub(super) async fn people(account: &Account, asker: &Asker) -> Result<Vec<NameView>, Failed> {
    if asker.may(Permission::ManagePeople) {
        let people = account.call(|hub| async move { hub.people().await }).await?;
        return Ok(people.into_iter().map(|one| named(one.id, one.name)).collect());
    }
    if !asker.may(Permission::ManageQueues) {
        return Ok(Vec::new());
    }
    let known = account.call(|hub| async move { hub.directory().await }).await?;
    let people = known.people.into_iter().map(|one| named(one.id, one.name));
    let sources = known.sources.into_iter().map(|one| named(one.id, one.name));
    Ok(people.chain(sources).collect())
}

/// Queues and lists by name, as far as whoever asks may know them.
async fn things(account: &Account, asker: &Asker) -> Result<Vec<NameView>, Failed> {
    if !asker.may(Permission::ManageQueues) {
        return Ok(Vec::new());
    }
    let queues = account.call(|hub| async move { hub.all_queues().await }).await?;
    let known = account.call(|hub| async move { hub.directory().await }).await?;
    let queues = queues.into_iter().map(|queue| named(queue.id, queue.name));
    let lists = known.lists.into_iter().map(|list| named(list.id, list.name));
    Ok(queues.chain(lists).collect())
}

fn named(id: impl std::fmt::Display, name: String) -> NameView {
    NameView {
        id: id.to_string(),
        name,
    }
}
