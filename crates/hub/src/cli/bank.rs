//! `scrim-hub bank list`: the lists.

use super::{DataFolder, json_line};
use clap::Subcommand;
use std::process::ExitCode;

/// Lists.
#[derive(Subcommand)]
pub(super) enum BankCommand {
    /// Every list with its trust and its entries
    List {
        #[command(flatten)]
        data: DataFolder,
    },
}

impl BankCommand {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let Self::List { data } = self;
        for (bank, entries) in data.store()?.banks().await? {
            json_line(&serde_json::json!({
                "id": bank.id, "name": bank.name, "harm": bank.harm, "trust": bank.trust,
                "vetted_reason": bank.vetted_reason, "entries": entries,
            }))?;
        }
        Ok(ExitCode::SUCCESS)
    }
}
