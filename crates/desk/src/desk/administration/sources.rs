//! Sources: who sends uploads, and the key that is made for one.

use super::job::Made;
use crate::account::{Account, Failed};
use scrim_wire::{http::sources::SourceWithKey, ipc::keeping::SourcesView};
use zeroize::Zeroizing;

pub(super) async fn read(account: &Account) -> Result<SourcesView, Failed> {
    let sources = account.call(|hub| async move { hub.sources().await }).await?;
    Ok(SourcesView { sources })
}

/// A key that is shown once.
pub(super) fn made(with_key: SourceWithKey) -> Made {
    Made {
        of: with_key.source.name,
        secret: Zeroizing::new(with_key.key),
    }
}
