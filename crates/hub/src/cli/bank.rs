//! `scrim-hub bank …`: the lists, and how much of what is said of their entries two people look at.

use super::{DataFolder, json_line};
use anyhow::Context;
use clap::{Args, Subcommand};
use scrim_model::second_looks::{Permille, SecondLooks};
use scrim_store::{Store, banks::Bank};
use std::process::ExitCode;

/// Lists.
#[derive(Subcommand)]
pub(super) enum BankCommand {
    /// Every list with its trust and its entries
    List {
        #[command(flatten)]
        data: DataFolder,
    },
    /// For how many verdicts on a list's entries a second reviewer is asked for, in thousandths; what is not named stays
    /// as it is, and without any option it is shown. Disputes, clearings of content, new entries, variants and agreement
    /// with a list that is not vetted always take two people
    SecondLooks(SetSecondLooks),
}

#[derive(Args)]
pub(super) struct SetSecondLooks {
    #[command(flatten)]
    data: DataFolder,
    /// The list's name
    bank: String,
    /// Of verdicts that it is another picture [default at first: 1000]
    #[arg(long, value_name = "THOUSANDTHS", value_parser = permille)]
    different: Option<Permille>,
    /// Of verdicts that agree with a vetted list [default at first: 0]
    #[arg(long, value_name = "THOUSANDTHS", value_parser = permille)]
    agree: Option<Permille>,
    /// Of verdicts that settle the upload without a vote [default at first: 0]
    #[arg(long, value_name = "THOUSANDTHS", value_parser = permille)]
    settle: Option<Permille>,
}

impl BankCommand {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::List { data } => list(&data.store()?).await?,
            Self::SecondLooks(wanted) => wanted.run().await?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

async fn list(store: &Store) -> anyhow::Result<()> {
    for (bank, entries) in store.banks().await? {
        json_line(&serde_json::json!({
            "id": bank.id, "name": bank.name, "harm": bank.harm, "trust": bank.trust,
            "vetted_reason": bank.vetted_reason, "entries": entries,
        }))?;
    }
    Ok(())
}

impl SetSecondLooks {
    async fn run(self) -> anyhow::Result<()> {
        let store = self.data.store()?;
        let bank = named(&store, &self.bank).await?;
        let before = store.second_looks(bank.id).await?.unwrap_or_default();
        let wanted = SecondLooks {
            different: self.different.unwrap_or(before.different),
            agree: self.agree.unwrap_or(before.agree),
            settle: self.settle.unwrap_or(before.settle),
        };
        if wanted != before {
            store.set_second_looks(None, bank.id, wanted).await?;
        }
        json_line(&serde_json::json!({"bank": bank.name, "second_looks": wanted}))?;
        Ok(())
    }
}

async fn named(store: &Store, name: &str) -> anyhow::Result<Bank> {
    let all = store.banks().await?.into_iter();
    let found = all.map(|(bank, _entries)| bank).find(|bank| bank.name == name);
    found.with_context(|| format!("there is no list of the name {name:?}: see `scrim-hub bank list`"))
}

pub(super) fn permille(text: &str) -> Result<Permille, String> {
    let share = text.parse::<u16>().ok().and_then(|share| share.try_into().ok());
    share.ok_or_else(|| "say a number of thousandths from 0 to 1000".to_owned())
}
