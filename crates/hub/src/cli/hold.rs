//! `scrim-hub hold …`: legal holds.

use super::{DataFolder, json_line};
use crate::retention::told_of;
use clap::{ArgGroup, Args, Subcommand};
use scrim_model::{
    ids::{CaseId, ItemId},
    retention::{MOST_WORDS, explains},
};
use scrim_store::holds::Subject;
use std::process::ExitCode;

/// Holds read at once.
const PAGE: u32 = 500;

/// Legal holds.
#[derive(Subcommand)]
pub(super) enum HoldCommand {
    /// Keep a picture, or all of a case, whatever its days and whoever asks
    Add {
        #[command(flatten)]
        data: DataFolder,
        #[command(flatten)]
        on: On,
        /// Why, in one line
        #[arg(long, value_name = "WORDS", value_parser = words)]
        reason: String,
    },
    /// Lift a hold
    Remove {
        #[command(flatten)]
        data: DataFolder,
        #[command(flatten)]
        on: On,
    },
    /// Every hold, one JSON line each
    List {
        #[command(flatten)]
        data: DataFolder,
    },
}

/// What a hold is on.
#[derive(Args)]
#[command(group = ArgGroup::new("subject").required(true))]
pub(super) struct On {
    /// An upload
    #[arg(group = "subject", value_name = "ITEM")]
    item: Option<ItemId>,
    /// A case with every upload that is folded into it, now or later
    #[arg(long, group = "subject", value_name = "CASE")]
    case: Option<CaseId>,
}

impl On {
    fn subject(&self) -> anyhow::Result<Subject> {
        let item = self.item.map(Subject::Item);
        let subject = item.or(self.case.map(Subject::Case));
        subject.ok_or_else(|| anyhow::anyhow!("name an upload, or a case with --case"))
    }
}

impl HoldCommand {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Add { data, on, reason } => {
                let hold = data.store()?.hold(None, on.subject()?, reason).await?;
                json_line(&told_of(hold))?;
            }
            Self::Remove { data, on } => {
                let subject = on.subject()?;
                data.store()?.lift_hold(None, subject).await?;
                json_line(&serde_json::json!({"lifted": subject.id()}))?;
            }
            Self::List { data } => list(&data).await?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

async fn list(data: &DataFolder) -> anyhow::Result<()> {
    let store = data.store()?;
    let mut before = None;
    loop {
        let page = store.holds(before, PAGE).await?;
        before = page.holds.last().map(|hold| hold.subject.id());
        for hold in page.holds {
            json_line(&told_of(hold))?;
        }
        if !page.more {
            return Ok(());
        }
    }
}

/// One line that says why.
pub(super) fn words(text: &str) -> Result<String, String> {
    let text = text.trim();
    if explains(text) {
        Ok(text.to_owned())
    } else {
        Err(format!("say why, in one line of 1 to {MOST_WORDS} characters"))
    }
}
