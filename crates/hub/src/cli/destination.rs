//! `scrim-hub destination …`: whom confirmed verdicts are told to.

use super::{DataFolder, KeyFile, json_line};
use crate::{
    deliver::check,
    destinations::{prepare, told_of},
    hub::find_keys,
};
use anyhow::Context;
use clap::{Args, Subcommand, ValueEnum};
use scrim_model::{
    delivery::{Ground, Mode},
    ids::{BankId, EntryId},
    matching::HarmType,
};
use scrim_store::{
    Store,
    destinations::{DestinationRow, EntryOrigin},
};
use scrim_upstream::ncmec::{FingerprintType, Target};
use scrim_wire::http::destinations::{AddDestination, AddDestinationTo};
use std::{collections::BTreeSet, io::BufRead, process::ExitCode};

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
    /// See whether one answers: a platform is sent a `ping`, NCMEC is asked for its reasons, which are printed
    Check {
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

/// What is added.
#[derive(Subcommand)]
pub(super) enum Add {
    /// A platform, which is told what became of its uploads, by Standard Webhooks
    Platform {
        #[command(flatten)]
        of: Of,
        /// The source whose uploads it hears of, by its name
        #[arg(long, value_name = "NAME")]
        source: String,
        /// Read what signs messages, `whsec_…`, from standard input; otherwise one is made, and printed once
        #[arg(long)]
        secret_stdin: bool,
    },
    /// NCMEC's hash sharing, version 2, which is given feedback on fingerprints; its address ends before `/v2`
    Ncmec {
        #[command(flatten)]
        of: Of,
        /// Under which name the hub is known there; its password is read from standard input
        #[arg(long, value_name = "NAME")]
        user: String,
    },
}

/// What every destination has.
#[derive(Args)]
pub(super) struct Of {
    #[command(flatten)]
    data: DataFolder,
    #[command(flatten)]
    key: KeyFile,
    /// What people call it
    name: String,
    /// Where it is: `https://host/path`, or `http://` on this machine
    #[arg(long, value_name = "URL")]
    address: String,
    /// What its lists are about; a verdict on a list of another type never goes there
    #[arg(long, value_enum, default_value = "csam")]
    harm: HarmName,
    /// A list it hears of, by its name, as often as needed [default: all of its type of harm]
    #[arg(long, value_name = "NAME")]
    bank: Vec<String>,
}

/// A type of harm, as the command line has it.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum HarmName {
    Csam,
    Ncii,
    Terrorism,
    Other,
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

impl Add {
    async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Platform {
                of,
                source,
                secret_stdin,
            } => {
                let secret = secret_stdin.then(secret_line).transpose()?;
                let found = of.data.store()?.source_named(source).await?;
                let source_id = found.context("there is no source of that name: `scrim-hub source add` makes one")?;
                of.add(AddDestinationTo::Platform { source_id, secret }).await
            }
            Self::Ncmec { of, user } => {
                let password = secret_line()?;
                of.add(AddDestinationTo::Ncmec { user, password }).await
            }
        }
    }
}

impl Of {
    async fn add(self, to: AddDestinationTo) -> anyhow::Result<()> {
        let store = self.data.store()?;
        let keys = find_keys(&store, &self.data.data, self.key.place()).await?;
        let banks = banks(&store, &self.bank).await?;
        let wanted = AddDestination {
            name: self.name.clone(),
            address: self.address,
            harm: self.harm.into(),
            banks: (!banks.is_empty()).then_some(banks),
            mode: Mode::Off,
            to,
        };
        let (new, made) = prepare(&keys, wanted)?;
        let id = new.id;
        store.add_destination(None, new).await?;
        let mut told = serde_json::json!({"id": id, "name": self.name, "mode": Mode::Off});
        if let (Some(secret), Some(told)) = (made, told.as_object_mut()) {
            told.insert("secret".to_owned(), secret.as_str().into());
        }
        json_line(&told)
    }
}

async fn say_check(data: &DataFolder, key: &KeyFile, name: &str) -> anyhow::Result<()> {
    let store = data.store()?;
    let found = named(&store, name).await?;
    let keys = find_keys(&store, &data.data, key.place()).await?;
    let offers = check(&keys, &found).await;
    let offers = offers.map_err(|why| anyhow::anyhow!("{}", why.says()))?;
    json_line(&serde_json::json!({"destination": name, "answers": true}))?;
    for (fingerprint, reasons) in offers {
        for reason in reasons {
            json_line(&serde_json::json!({"fingerprint": fingerprint, "word": reason.guid, "reason": reason.name}))?;
        }
    }
    Ok(())
}

async fn named(store: &Store, name: &str) -> anyhow::Result<DestinationRow> {
    let all = store.destinations().await?;
    let found = all.into_iter().find(|row| row.name == name);
    found.with_context(|| format!("there is no destination named {name}"))
}

async fn banks(store: &Store, names: &[String]) -> anyhow::Result<BTreeSet<BankId>> {
    let known = store.banks().await?;
    let id = |name: &String| {
        let found = known.iter().find(|(bank, _entries)| bank.name == *name);
        found
            .map(|(bank, _entries)| bank.id)
            .with_context(|| format!("there is no list named {name}"))
    };
    names.iter().map(id).collect()
}

/// A secret, from standard input and never from an argument, which others on the machine can read.
fn secret_line() -> anyhow::Result<String> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line)?;
    Ok(line.trim_end_matches(['\n', '\r']).to_owned())
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

impl From<HarmName> for HarmType {
    fn from(name: HarmName) -> Self {
        match name {
            HarmName::Csam => Self::Csam,
            HarmName::Ncii => Self::Ncii,
            HarmName::Terrorism => Self::Terrorism,
            HarmName::Other => Self::Other,
        }
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
