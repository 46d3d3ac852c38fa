//! `scrim-hub destroy ITEM`: a picture goes, with a receipt.

use super::{Places, hold::words, json_line, say};
use crate::{audit, hub::find_keys, media::Media, retention};
use clap::Args;
use scrim_model::ids::ItemId;
use scrim_store::retention::Cause;
use std::process::ExitCode;

/// Destroy a picture for good, and print the receipt to keep elsewhere: its keys go, then its sealed media.
#[derive(Args)]
pub(super) struct Destroy {
    #[command(flatten)]
    places: Places,
    /// The upload's id
    #[arg(value_name = "ITEM")]
    item: ItemId,
    /// Why, in one line
    #[arg(long, value_name = "WORDS", value_parser = words)]
    reason: String,
}

impl Destroy {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let store = self.places.data.store()?;
        // Before anything is gone: without the key nobody could sign that it is.
        let keys = find_keys(&store, &self.places.data.data, self.places.key.place()).await?;
        let media = Media::open(&self.places.media()?)?;
        let cause = Cause::Requested {
            by: None,
            reason: self.reason,
        };
        let destroyed = store.destroy(self.item, cause).await?;
        retention::remove_media(&store, &media, self.item).await?;
        store.forget_log().await?;
        let destroyed = store.destruction(self.item).await?.unwrap_or(destroyed);
        json_line(&audit::proof(&store, &keys, &destroyed).await?)?;
        if destroyed.media_gone_at.is_none() {
            say(
                "scrim-hub: its keys are gone; its sealed media could not be taken away yet, a hub that serves goes on trying",
            );
        }
        Ok(ExitCode::SUCCESS)
    }
}
