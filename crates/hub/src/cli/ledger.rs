//! `scrim-hub ledger export`: the chain's rows, to be kept or checked elsewhere.

use super::{DataFolder, json_line};
use clap::Subcommand;
use std::process::ExitCode;

/// Rows read at once.
const PAGE: u32 = 5_000;

/// The exposure ledger.
#[derive(Subcommand)]
pub(super) enum Ledger {
    /// Print every row of ledger and audit, one JSON line each, oldest first
    Export {
        #[command(flatten)]
        data: DataFolder,
    },
}

impl Ledger {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let Self::Export { data } = self;
        let store = data.store()?;
        let mut seq = 0;
        loop {
            let rows = store.chain_rows(seq, PAGE).await?;
            let Some(last) = rows.last() else {
                return Ok(ExitCode::SUCCESS);
            };
            seq = last.seq;
            for row in &rows {
                let fact: serde_json::Value = serde_json::from_str(&row.body)?;
                json_line(&serde_json::json!({
                    "seq": row.seq, "at": row.at, "kind": row.kind, "fact": fact, "hash": hex::encode(row.hash),
                }))?;
            }
        }
    }
}
