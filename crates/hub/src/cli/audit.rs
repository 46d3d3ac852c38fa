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
use scrim_wire::http::{
    audit::Receipt, ledger::CaseExport, record::PersonExport, reports::HandedOver, retention::DestructionReceipt,
};
use serde_json::Value;
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
        /// A receipt kept elsewhere: of the log, of a destruction, or of an export of a case, a report or a person
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
    Record(Box<PersonExport>),
    /// What a desk wrote for its person: their record in parts, each with its proof.
    Parts {
        parts: Vec<PersonExport>,
    },
    Receipt(Receipt),
}

async fn verify(store: &Store, keys: &HubKeys, kept: Option<&Kept>) -> Result<Verified, NotProven> {
    let key = keys.signing().verifying_key();
    let receipt = kept.and_then(|kept| match kept {
        Kept::Destruction(proof) => Some(&proof.receipt),
        Kept::Export(export) => Some(&export.receipt),
        Kept::Report(handed) => Some(&handed.receipt),
        Kept::Record(export) => Some(&export.receipt),
        Kept::Parts { parts } => parts.last().map(|last| &last.receipt),
        Kept::Receipt(receipt) => Some(receipt),
    });
    let found = audit::verify(store, &key, receipt).await?;
    match kept {
        Some(Kept::Destruction(proof)) => proof::is_borne_out(store, &key, proof).await?,
        Some(Kept::Export(export)) => export::is_borne_out(store, export).await?,
        Some(Kept::Report(handed)) => report::is_borne_out(store, handed).await?,
        Some(Kept::Record(export)) => export::is_of_a_person(store, export).await?,
        Some(Kept::Parts { parts }) => {
            for part in parts {
                audit::verify(store, &key, Some(&part.receipt)).await?;
                export::is_of_a_person(store, part).await?;
            }
        }
        Some(Kept::Receipt(_)) | None => {}
    }
    Ok(found)
}

fn read(file: &PathBuf) -> anyhow::Result<Kept> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read the receipt {}", file.display()))?;
    let no_receipt = || format!("{} is not a receipt", file.display());
    let said: Value = serde_json::from_str(&text).with_context(no_receipt)?;
    let kept = serde_json::from_value(said.clone()).with_context(no_receipt)?;
    // A record holds what other answers hold too, of which more is passed over: here it would be vouched for.
    let (is_whole, what) = match &kept {
        Kept::Record(export) => (serde_json::to_value(export)? == said, "the record"),
        Kept::Parts { parts } => (Some(&serde_json::to_value(parts)?) == said.get("parts"), "a part"),
        _proven_by_its_own_type => (true, ""),
    };
    anyhow::ensure!(
        is_whole,
        "{what} in {} holds what no hub of this version exports",
        file.display()
    );
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn kept(said: &Value) -> anyhow::Result<Kept> {
        let folder = tempfile::tempdir()?;
        let file = folder.path().join("kept.json");
        fs::write(&file, serde_json::to_vec_pretty(said)?)?;
        read(&file)
    }

    fn export() -> Value {
        let id = "00000000-0000-0000-0000-000000000001";
        let row = json!({
            "grant_id": id, "case_id": id, "item_id": id, "rung": 5, "granted_at": 1, "until": 2, "charged": true,
            "presented": null, "counts_as": 5, "counts_ms": 3,
            "pair": {"entry": id, "kind": "near", "distance": 3}, "session_id": id,
        });
        json!({
            "export": {"person_id": id, "at": 1, "rows": [row]}, "sha256": "00",
            "receipt": {"hub": "h", "seq": 1, "head": "00", "at": 1, "signature": "00", "public_key": "00"},
        })
    }

    #[test]
    fn a_record_and_what_a_desk_wrote_of_it_are_read_as_what_they_are() {
        assert!(matches!(kept(&export()), Ok(Kept::Record(_))));
        let written = json!({"hub": "h", "name": "Robin", "parts": [export(), export()], "accesses": []});
        assert!(matches!(kept(&written), Ok(Kept::Parts { parts }) if parts.len() == 2));
        assert!(matches!(kept(&export()["receipt"]), Ok(Kept::Receipt(_))));
    }

    #[test]
    fn what_was_written_into_a_record_and_would_be_passed_over_is_not_vouched_for() {
        let mut said = export();
        said["export"]["rows"][0]["more"] = json!(1);
        assert!(kept(&said).is_err());
        assert!(kept(&json!({"parts": [said]})).is_err());
    }
}
