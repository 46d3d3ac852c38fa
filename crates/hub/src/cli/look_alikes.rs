//! `scrim-hub look-alikes …`: harmless pictures of the organisation's own, mixed into the work.

use super::{DataFolder, Places, WorkerArguments, json_line, pictures, say};
use crate::{
    hub::{GRACE, Hub, HubSettings},
    look_alikes::{Mixed, mix_in},
};
use anyhow::Context;
use clap::{Args, Subcommand};
use scrim_media::Limits;
use scrim_model::{
    ids::{EntryId, ItemId},
    look_alike::{LookAlikeShare, MOST},
};
use scrim_store::look_alikes::{LookAlike, Removed};
use std::{fs, path::PathBuf, process::ExitCode, sync::Arc};

/// Harmless pictures that look like something listed. Whoever is given one among their cases is told afterwards, and they
/// alone, whether they told it apart.
#[derive(Subcommand)]
pub(super) enum LookAlikesCommand {
    /// Mix pictures into a queue; refused ones are told with what to do, and end it with 2
    Add(Box<Add>),
    /// All that are or were mixed in, one JSON line each
    List {
        #[command(flatten)]
        data: DataFolder,
    },
    /// Give one to nobody any more, and forget its keys
    Remove {
        #[command(flatten)]
        data: DataFolder,
        /// Which, as `look-alikes list` names it
        item: ItemId,
    },
    /// Set of how many cases of a queue one is a look-alike; leads set it in the queue's settings too
    Share {
        #[command(flatten)]
        data: DataFolder,
        /// The queue
        #[arg(long)]
        queue: String,
        /// In thousandths, 0 to 50
        #[arg(long, value_name = "N", value_parser = share)]
        thousandths: LookAlikeShare,
    },
}

/// Pictures to be mixed in.
#[derive(Args)]
pub(super) struct Add {
    #[command(flatten)]
    places: Places,
    #[command(flatten)]
    worker: WorkerArguments,
    /// The pictures, each of the organisation's own and known to be harmless
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The queue they are mixed into
    #[arg(long)]
    queue: String,
    /// The list of what they look like
    #[arg(long)]
    list: String,
    /// The entry they look like [default: the closest of the list, for each]
    #[arg(long, value_name = "ENTRY")]
    entry: Option<EntryId>,
}

impl LookAlikesCommand {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Add(add) => return add.run().await,
            Self::List { data } => {
                for one in data.store()?.look_alikes().await? {
                    json_line(&told(&one))?;
                }
            }
            Self::Remove { data, item } => {
                let removed = data.store()?.remove_look_alike(item).await?;
                if removed == Removed::InHand {
                    say("somebody has it in hand; remove it again, later, to forget its keys");
                }
                let gone = removed == Removed::Gone;
                json_line(&serde_json::json!({"removed": item, "keys_forgotten": gone}))?;
            }
            Self::Share {
                data,
                queue,
                thousandths,
            } => {
                data.store()?.set_look_alike_share(queue.clone(), thousandths).await?;
                json_line(&serde_json::json!({"queue": queue, "look_alikes": thousandths}))?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Add {
    async fn run(self) -> anyhow::Result<ExitCode> {
        let settings = HubSettings {
            grace: GRACE,
            limits: Limits::recommended(),
            passwords: true,
            identity: None,
            fetcher: None,
        };
        let workers = pictures::workers(&self.worker)?;
        let hub = Arc::new(Hub::start(self.places.data.store()?, self.places.all()?, workers, settings).await?);
        let mut refused = false;
        for file in &self.files {
            let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
            let into = Mixed {
                queue: self.queue.clone(),
                list: self.list.clone(),
                entry: self.entry,
            };
            match mix_in(&hub, bytes, into).await {
                Ok((item, miss)) => json_line(&serde_json::json!({
                    "look_alike": item, "entry": miss.entry, "distance": miss.distance,
                }))?,
                Err(not) => {
                    refused = true;
                    say(&format!("{}: {not}", file.display()));
                }
            }
        }
        Ok(if refused { ExitCode::from(2) } else { ExitCode::SUCCESS })
    }
}

fn told(one: &LookAlike) -> serde_json::Value {
    serde_json::json!({
        "look_alike": one.item, "queue": one.queue, "list": one.list, "entry": one.miss.entry,
        "distance": one.miss.distance, "added_at": one.added_at, "removed_at": one.removed_at, "given": one.given,
    })
}

fn share(text: &str) -> Result<LookAlikeShare, String> {
    let share = text.parse::<u16>().ok().and_then(|share| share.try_into().ok());
    share.ok_or_else(|| format!("say a number of thousandths from 0 to {MOST}"))
}
