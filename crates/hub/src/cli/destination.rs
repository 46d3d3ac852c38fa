//! `scrim-hub destination …`: whom confirmed verdicts are told to.

mod adding;

use super::{DataFolder, KeyFile, json_line, say};
use crate::{
    deliver::{checked, make_bank},
    destinations::told_of,
    hub::find_keys,
};
use adding::Add;
use anyhow::Context;
use clap::{Subcommand, ValueEnum};
use scrim_model::{
    delivery::{Ground, Mode},
    ids::EntryId,
};
use scrim_store::{
    Store,
    destinations::{DestinationRow, EntryOrigin},
};
use scrim_upstream::ncmec::{FingerprintType, Target};
use scrim_wire::http::destinations::CheckedBank;
use std::process::ExitCode;

/// Whom confirmed verdicts are told to. Nothing leaves before a destination's mode is `on`.
#[derive(Subcommand)]
pub(super) enum DestinationCommand {
    /// Add one; it is off until `destination mode` says otherwise
    #[command(subcommand)]
    Add(Add),
    /// Every destination, one JSON line each
    List {
        #[command(flatten)]
        data: DataFolder,
    },
    /// Turn one on, off, or to where what would leave is only shown (`GET /v1/deliveries?state=waiting`)
    Mode {
        #[command(flatten)]
        data: DataFolder,
        /// Its name
        name: String,
        /// What goes there
        #[arg(value_enum)]
        mode: ModeName,
    },
    /// See whether one answers: a platform is sent a `ping`, NCMEC is asked for its reasons, which are printed, and HMA
    /// whether it has the bank of confirmed content
    Check {
        #[command(flatten)]
        data: DataFolder,
        #[command(flatten)]
        key: KeyFile,
        /// Its name
        name: String,
    },
    /// Make HMA's bank of confirmed content, where it is not there yet: nothing else makes one
    Bank {
        #[command(flatten)]
        data: DataFolder,
        #[command(flatten)]
        key: KeyFile,
        /// Its name
        name: String,
    },
    /// Choose a destination's word for one of the hub's reasons: for NCMEC the GUID that `destination check` prints
    Reason {
        #[command(flatten)]
        data: DataFolder,
        /// Its name
        name: String,
        /// The hub's reason
        #[arg(value_enum)]
        ground: GroundName,
        /// The destination's word
        #[arg(value_parser = word)]
        word: String,
    },
    /// Say by which name NCMEC knows an entry, so that feedback can be given on it
    Origin {
        #[command(flatten)]
        data: DataFolder,
        /// The entry
        entry: EntryId,
        /// The number of the member who listed it
        member: String,
        /// The name it has with that member
        entry_id: String,
    },
    /// Remove one with its secret; what has not left for it never does
    Remove {
        #[command(flatten)]
        data: DataFolder,
        /// Its name
        name: String,
    },
}

/// A mode, as the command line has it.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum ModeName {
    Off,
    DryRun,
    On,
}

/// A reason of the hub's, as the command line has it.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum GroundName {
    Collision,
    Adult,
    NoSexualContent,
    DrawnOrGenerated,
    WrongCategory,
    Artefact,
    Other,
}

impl DestinationCommand {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Add(add) => add.run().await?,
            Self::List { data } => {
                let store = data.store()?;
                let open = store.open_deliveries().await?;
                for row in store.destinations().await? {
                    let open = open.get(&row.id).copied().unwrap_or_default();
                    json_line(&told_of(row, open))?;
                }
            }
            Self::Mode { data, name, mode } => {
                let store = data.store()?;
                let (found, mode) = (named(&store, &name).await?, Mode::from(mode));
                store.set_destination_mode(None, found.id, mode).await?;
                json_line(&serde_json::json!({"destination": name, "mode": mode}))?;
            }
            Self::Check { data, key, name } => say_check(&data, &key, &name).await?,
            Self::Bank { data, key, name } => {
                let store = data.store()?;
                let found = named(&store, &name).await?;
                let keys = find_keys(&store, &data.data, key.place()).await?;
                let made = make_bank(&keys, &found).await;
                let bank = made.map_err(|why| anyhow::anyhow!("{}", why.says()))?;
                json_line(&serde_json::json!({"destination": name, "bank": bank.name}))?;
            }
            Self::Reason {
                data,
                name,
                ground,
                word,
            } => {
                let store = data.store()?;
                let (found, ground) = (named(&store, &name).await?, Ground::from(ground));
                store
                    .set_destination_reason(None, found.id, (ground, word.clone()))
                    .await?;
                json_line(&serde_json::json!({"destination": name, "reason": ground, "word": word}))?;
            }
            Self::Origin {
                data,
                entry,
                member,
                entry_id,
            } => {
                let plain = Target::of(&member, &entry_id, FingerprintType::Pdq);
                plain.context("a member and an entry are named by letters, digits, `-`, `.`, `_` and `~`")?;
                let origin = EntryOrigin { member, entry_id };
                data.store()?.set_ncmec_origin(entry, origin).await?;
                json_line(&serde_json::json!({"entry": entry}))?;
            }
            Self::Remove { data, name } => {
                let store = data.store()?;
                let found = named(&store, &name).await?;
                store.remove_destination(None, found.id).await?;
                json_line(&serde_json::json!({"removed": name}))?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

async fn say_check(data: &DataFolder, key: &KeyFile, name: &str) -> anyhow::Result<()> {
    let store = data.store()?;
    let found = named(&store, name).await?;
    let keys = find_keys(&store, &data.data, key.place()).await?;
    let checked = checked(&keys, &found).await;
    let checked = checked.map_err(|why| anyhow::anyhow!("{}", why.says()))?;
    json_line(&serde_json::json!({"destination": name, "answers": true}))?;
    for reason in &checked.reasons {
        json_line(reason)?;
    }
    if let Some(CheckedBank {
        name: confirmed,
        found,
        share,
    }) = &checked.bank
    {
        json_line(&serde_json::json!({"bank": confirmed, "there": found, "ratio": share}))?;
        if !found {
            say(&format!(
                "`scrim-hub destination bank {name}` makes the bank {confirmed}"
            ));
        }
    }
    for sentence in &checked.says {
        say(sentence);
    }
    Ok(())
}

async fn named(store: &Store, name: &str) -> anyhow::Result<DestinationRow> {
    let all = store.destinations().await?;
    let found = all.into_iter().find(|row| row.name == name);
    found.with_context(|| format!("there is no destination named {name}"))
}

/// A word of a destination's: letters, digits and `-`, as GUIDs have them.
fn word(text: &str) -> Result<String, String> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if (1..=64).contains(&text.len()) && text.bytes().all(plain) {
        Ok(text.to_owned())
    } else {
        Err("give the GUID as `scrim-hub destination check` prints it".into())
    }
}

impl From<ModeName> for Mode {
    fn from(name: ModeName) -> Self {
        match name {
            ModeName::Off => Self::Off,
            ModeName::DryRun => Self::DryRun,
            ModeName::On => Self::On,
        }
    }
}

impl From<GroundName> for Ground {
    fn from(name: GroundName) -> Self {
        match name {
            GroundName::Collision => Self::Collision,
            GroundName::Adult => Self::Adult,
            GroundName::NoSexualContent => Self::NoSexualContent,
            GroundName::DrawnOrGenerated => Self::DrawnOrGenerated,
            GroundName::WrongCategory => Self::WrongCategory,
            GroundName::Artefact => Self::Artefact,
            GroundName::Other => Self::Other,
        }
    }
}
