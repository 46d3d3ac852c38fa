//! What is asked of the hub and of the disk for this screen, and what came of it.

use super::saving;
use crate::account::{Account, Failed};
use scrim_model::time::Time;
use scrim_wire::{
    http::history::{History, ListHistory, OwnVerdict},
    ipc::record::Exported,
};
use std::path::PathBuf;

/// Something to do.
pub(crate) enum HistoryJob {
    /// A page for the screen.
    Page(ListHistory),
    /// A part of what goes into a file.
    Part(ListHistory),
    /// The file of all that was fetched.
    Write { verdicts: Vec<OwnVerdict>, at: Time },
}

/// What came of it.
pub(crate) enum HistoryOutcome {
    Page(ListHistory, Result<History, Failed>),
    Part(ListHistory, Result<History, Failed>),
    Written(Exported),
}

/// Asks the hub; a file goes into `downloads`.
pub(crate) async fn ask(account: &Account, job: HistoryJob, downloads: Option<PathBuf>) -> HistoryOutcome {
    match job {
        HistoryJob::Page(wanted) => HistoryOutcome::Page(wanted, fetch(account, wanted).await),
        HistoryJob::Part(wanted) => HistoryOutcome::Part(wanted, fetch(account, wanted).await),
        HistoryJob::Write { verdicts, at } => HistoryOutcome::Written(saving::write(verdicts, at, downloads).await),
    }
}

async fn fetch(account: &Account, wanted: ListHistory) -> Result<History, Failed> {
    account.call(|hub| async move { hub.history(wanted).await }).await
}
