//! `scrim-hub audit …`: the chain.

use super::{DataFolder, KeyFile, json_line, say};
use crate::{
    audit::{self, Verified},
    export,
    hub::find_keys,
    keys::HubKeys,
    proof::{self, NotProven},
    report,
};
use anyhow::Context;
use clap::Subcommand;
use scrim_store::Store;
use scrim_wire::http::{audit::Receipt, ledger::CaseExport, reports::HandedOver, retention::DestructionReceipt};
use std::{fs, path::PathBuf, process::ExitCode};

/// The audit chain.
#[derive(Subcommand)]
pub(super) enum Audit {
    /// Find an altered, missing, reordered, or truncated and rehashed log
    Verify {
        #[command(flatten)]
        data: DataFolder,
        #[command(flatten)]
        key: KeyFile,
        /// A receipt kept elsewhere: of the log, of a destruction, of an export of a case or of a report
        #[arg(long, value_name = "RECEIPT")]
        against: Option<PathBuf>,
    },
    /// Sign how far the chain has come, and print the receipt to keep elsewhere
    Receipt {
        #[command(flatten)]
        data: DataFolder,
        #[command(flatten)]
        key: KeyFile,
    },
}

impl Audit {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Verify { data, key, against } => {
                let kept = against.map(|file| read(&file)).transpose()?;
                let store = data.store()?;
                let keys = find_keys(&store, &data.data, key.place()).await?;
                match verify(&store, &keys, kept.as_ref()).await {
                    Ok(found) => json_line(&serde_json::json!({
                        "verified": true, "rows": found.rows, "checkpoints": found.checkpoints,
                    }))?,
                    Err(error) => {
                        json_line(&serde_json::json!({"verified": false, "reason": error.to_string()}))?;
                        say(&format!("scrim-hub: the audit chain does not verify: {error}"));
                        return Ok(ExitCode::FAILURE);
                    }
                }
            }
            Self::Receipt { data, key } => {
                let store = data.store()?;
                let keys = find_keys(&store, &data.data, key.place()).await?;
                json_line(&audit::checkpoint(&store, &keys).await?)?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// What may be kept elsewhere.
#[derive(serde::Deserialize)]
#[serde(untagged)]
enum Kept {
    Destruction(Box<DestructionReceipt>),
    Export(Box<CaseExport>),
    Report(Box<HandedOver>),
    Receipt(Receipt),
}

async fn verify(store: &Store, keys: &HubKeys, kept: Option<&Kept>) -> Result<Verified, NotProven> {
    let key = keys.signing().verifying_key();
    let receipt = kept.map(|kept| match kept {
        Kept::Destruction(proof) => &proof.receipt,
        Kept::Export(export) => &export.receipt,
        Kept::Report(handed) => &handed.receipt,
        Kept::Receipt(receipt) => receipt,
    });
    let found = audit::verify(store, &key, receipt).await?;
    match kept {
        Some(Kept::Destruction(proof)) => proof::is_borne_out(store, &key, proof).await?,
        Some(Kept::Export(export)) => export::is_borne_out(store, export).await?,
        Some(Kept::Report(handed)) => report::is_borne_out(store, handed).await?,
        Some(Kept::Receipt(_)) | None => {}
    }
    Ok(found)
}

fn read(file: &PathBuf) -> anyhow::Result<Kept> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read the receipt {}", file.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is not a receipt", file.display()))
}
