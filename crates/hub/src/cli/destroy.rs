//! `scrim-hub destroy ITEM`: a picture goes, with a receipt.

use super::{Places, hold::words, json_line, say};
use crate::{hub::find_keys, keys::HubKeys, media::Media, proof, retention};
use anyhow::Context;
use clap::Args;
use scrim_model::ids::ItemId;
use scrim_store::{
    Store,
    retention::{Cause, NotDestroyed},
};
use scrim_wire::http::retention::DestructionReceipt;
use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Destroy a picture for good, and print the receipt to keep elsewhere: its keys go, then its sealed media.
#[derive(Args)]
pub(super) struct Destroy {
    #[command(flatten)]
    places: Places,
    /// The upload's id
    #[arg(value_name = "ITEM", required_unless_present = "again", requires = "reason")]
    item: Option<ItemId>,
    /// Why, in one line
    #[arg(long, value_name = "WORDS", value_parser = words)]
    reason: Option<String>,
    /// After a backup was brought back: destroy once more what these receipts say was destroyed
    #[arg(long, value_name = "RECEIPT", num_args = 1.., conflicts_with_all = ["item", "reason"])]
    again: Vec<PathBuf>,
}

/// What it takes to destroy.
struct Tools {
    store: Store,
    keys: HubKeys,
    media: Media,
}

impl Destroy {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let store = self.places.data.store()?;
        // Before anything is gone: without the key nobody could sign that it is.
        let keys = find_keys(&store, &self.places.data.data, self.places.key.place()).await?;
        let media = Media::open(&self.places.media()?)?;
        let tools = Tools { store, keys, media };
        let hub = tools.store.hub_id().await?;
        let again: Result<Vec<_>, _> = self.again.iter().map(|file| tools.told_by(&hub, file)).collect();
        let mut refused = 0_u32;
        for (item, reason) in self.item.zip(self.reason).into_iter().chain(again?) {
            match tools.destroy(item, reason).await {
                // An upload that came in after the backup: nothing of it came back.
                Err(NotDestroyed::NoSuch) if self.item.is_none() => {
                    say(&format!(
                        "scrim-hub: there is no upload {item} here: nothing of it is left to destroy"
                    ));
                }
                Err(why) => {
                    refused += 1;
                    say(&format!("scrim-hub: the picture of {item} is not destroyed: {why}"));
                }
                Ok(proof) => json_line(&proof)?,
            }
        }
        tools.store.forget_log().await?;
        Ok(if refused == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}

impl Tools {
    /// What a receipt says was destroyed, if this hub signed it.
    fn told_by(&self, hub: &str, file: &Path) -> anyhow::Result<(ItemId, String)> {
        let name = || format!("the receipt {}", file.display());
        let text = fs::read_to_string(file).with_context(name)?;
        let proof: DestructionReceipt = serde_json::from_str(&text).with_context(name)?;
        proof::is_signed(hub, &self.keys.signing().verifying_key(), &proof).with_context(name)?;
        let reason = format!(
            "destroyed before: row {} of the log, which this data did not have",
            proof.seq
        );
        Ok((proof.item_id, reason))
    }

    async fn destroy(&self, item: ItemId, reason: String) -> Result<DestructionReceipt, NotDestroyed> {
        let asked = Cause::Requested { by: None, reason };
        let destroyed = self.store.destroy(item, asked).await?;
        retention::remove_media(&self.store, &self.media, item).await?;
        let destroyed = self.store.destruction(item).await?.unwrap_or(destroyed);
        if destroyed.media_gone_at.is_none() {
            say(
                "scrim-hub: its keys are gone; its sealed media are left for now, and a hub that serves goes on trying",
            );
        }
        Ok(proof::of(&self.store, &self.keys, &destroyed).await?)
    }
}
