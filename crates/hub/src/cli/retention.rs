//! `scrim-hub retention …`: for how long pictures are kept.

use super::{DataFolder, json_line, say};
use clap::{Args, Subcommand};
use scrim_model::retention::{Keeping, RetentionPolicy};
use scrim_store::retention::Retention;
use std::process::ExitCode;

/// For how long pictures are kept.
#[derive(Subcommand)]
pub(super) enum RetentionCommand {
    /// What is set, and until when nothing is destroyed by time
    Show {
        #[command(flatten)]
        data: DataFolder,
    },
    /// Set it, for each reason by which a picture is kept; what is not named stays as it is. Nothing is destroyed by time
    /// within a day after
    Set(Set),
}

#[derive(Args)]
pub(super) struct Set {
    #[command(flatten)]
    data: DataFolder,
    /// Pictures that people confirmed: `keep`, or days since that was decided. In many countries a provider has to
    /// preserve them for a time
    #[arg(long, value_name = "keep|DAYS", value_parser = keeping)]
    confirmed: Option<Keeping>,
    /// Pictures that people cleared: `keep`, or days since
    #[arg(long, value_name = "keep|DAYS", value_parser = keeping)]
    cleared: Option<Keeping>,
    /// Pictures that were stopped at the door: `keep`, or days since. What stopped one may be taken back; then nobody can
    /// look at it
    #[arg(long, value_name = "keep|DAYS", value_parser = keeping)]
    stopped: Option<Keeping>,
    /// Uploads that could not be read: `keep`, or days since
    #[arg(long, value_name = "keep|DAYS", value_parser = keeping)]
    unreadable: Option<Keeping>,
}

impl RetentionCommand {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let set = match self {
            Self::Show { data } => data.store()?.retention().await?,
            Self::Set(wanted) => wanted.run().await?,
        };
        json_line(&serde_json::json!({
            "policy": set.policy, "revision": set.revision, "rests_until": set.watch.rests_until,
        }))?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Set {
    async fn run(self) -> anyhow::Result<Retention> {
        let store = self.data.store()?;
        let Retention { policy, revision, .. } = store.retention().await?;
        let wanted = RetentionPolicy {
            confirmed: self.confirmed.unwrap_or(policy.confirmed),
            cleared: self.cleared.unwrap_or(policy.cleared),
            stopped: self.stopped.unwrap_or(policy.stopped),
            unreadable: self.unreadable.unwrap_or(policy.unreadable),
        };
        let set = store.set_retention(None, wanted, revision).await?;
        if wanted.soonest().is_some() {
            say("scrim-hub: nothing is destroyed by time for a day; what is destroyed then cannot be brought back");
        }
        Ok(set)
    }
}

fn keeping(text: &str) -> Result<Keeping, String> {
    if text == "keep" {
        return Ok(Keeping::Keep);
    }
    let days = text.parse();
    days.map(|after_days| Keeping::Destroy { after_days })
        .map_err(|_error| "say `keep`, or a number of days from 1 to 3650".to_owned())
}
