//! `scrim-hub import DIR --bank B`: known content into a list.

use super::{Places, WorkerArguments, json_line, pictures, say};
use crate::{
    hub::{GRACE, Hub, HubSettings},
    intake,
};
use clap::{Args, ValueEnum};
use scrim_media::Limits;
use scrim_model::matching::HarmType;
use scrim_store::banks::{NewBank, NewEntry};
use std::{
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
};

/// Known content from a folder into a bank. Only hashes are kept; the pictures are not.
#[derive(Args)]
pub(super) struct Import {
    #[command(flatten)]
    places: Places,
    #[command(flatten)]
    worker: WorkerArguments,
    /// The folder of pictures
    folder: PathBuf,
    /// The bank, made when missing
    #[arg(long)]
    bank: String,
    /// What the bank is about, when it is made
    #[arg(long, value_enum, default_value_t = Harm::Csam)]
    harm: Harm,
    /// Call the bank vetted, with the reason, when it is made
    #[arg(long, value_name = "REASON")]
    vetted: Option<String>,
    /// The list's category code of these pictures
    #[arg(long)]
    category: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
pub(super) enum Harm {
    Csam,
    Ncii,
    Terrorism,
    Other,
}

/// What became of the files.
#[derive(Default, serde::Serialize)]
struct Count {
    imported: u64,
    known: u64,
    refused: u64,
}

impl Import {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let settings = HubSettings {
            grace: GRACE,
            limits: Limits::recommended(),
            passwords: true,
            identity: None,
            fetcher: None,
        };
        let workers = pictures::workers(&self.worker)?;
        let hub = Arc::new(Hub::start(self.places.data.store()?, self.places.all()?, workers, settings).await?);
        let bank = NewBank {
            name: self.bank.clone(),
            harm: self.harm.into(),
            vetted_reason: self.vetted.clone(),
        };
        let bank = hub.store.bank(bank).await?;
        let files = pictures::files(&self.folder)?;
        let mut count = Count::default();
        for (done, file) in files.iter().enumerate() {
            if done > 0 && done % 100 == 0 {
                say(&format!("{done} of {}", files.len()));
            }
            match entry(&hub, file, bank.id, self.category.clone()).await {
                Ok(entry) if hub.store.add_entry(entry.clone()).await?.1 => count.imported += 1,
                Ok(_known) => count.known += 1,
                Err(error) => {
                    count.refused += 1;
                    say(&format!("{}: {error:#}", file.display()));
                }
            }
        }
        json_line(
            &serde_json::json!({"bank": bank.name, "imported": count.imported, "known": count.known, "refused": count.refused}),
        )?;
        Ok(if count.refused == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::from(2)
        })
    }
}

/// Reads one file as an entry. One bad file never stops the rest.
async fn entry(
    hub: &Arc<Hub>,
    file: &Path,
    bank: scrim_model::ids::BankId,
    category: Option<String>,
) -> anyhow::Result<NewEntry> {
    let bytes = fs::read(file)?;
    let hub = Arc::clone(hub);
    let read = tokio::task::spawn_blocking(move || intake::read(&hub, &bytes)).await??;
    if let Err(reason) = read.picture {
        anyhow::bail!("the picture cannot be decoded ({reason})");
    }
    Ok(NewEntry {
        bank,
        category,
        provenance: None,
        votes: None,
        digests: read.digests.into(),
        hashes: read.hashes.iter().map(|frame| frame.perceptual).collect(),
    })
}

impl From<Harm> for HarmType {
    fn from(harm: Harm) -> Self {
        match harm {
            Harm::Csam => Self::Csam,
            Harm::Ncii => Self::Ncii,
            Harm::Terrorism => Self::Terrorism,
            Harm::Other => Self::Other,
        }
    }
}
