//! `scrim-hub destination add …`.

use super::super::{DataFolder, KeyFile, json_line};
use crate::{destinations::prepare, hub::find_keys};
use anyhow::Context;
use clap::{Args, Subcommand, ValueEnum};
use scrim_model::{delivery::Mode, ids::BankId, matching::HarmType};
use scrim_store::Store;
use scrim_wire::http::destinations::{AddDestination, AddDestinationTo};
use std::{collections::BTreeSet, io::BufRead};

/// What is added.
#[derive(Subcommand)]
pub(in crate::cli) enum Add {
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
        #[command(flatten)]
        at: At,
    },
    /// NCMEC's hash sharing, version 2, which is given feedback on fingerprints; its address ends before `/v2`
    Ncmec {
        #[command(flatten)]
        of: Of,
        /// Under which name the hub is known there; its password is read from standard input
        #[arg(long, value_name = "NAME")]
        user: String,
        #[command(flatten)]
        at: At,
    },
    /// An HMA that is a matcher here, which is told what people confirmed and what they dispute, where it is asked and by
    /// the same credential
    Hma {
        #[command(flatten)]
        of: Of,
        /// The matcher, by its name
        #[arg(long, value_name = "NAME")]
        matcher: String,
        /// Its bank of confirmed content, by the name it has there; `destination bank` makes it
        #[arg(long, value_name = "NAME")]
        confirmed: String,
    },
}

/// Where one is that is no matcher.
#[derive(Args)]
pub(in crate::cli) struct At {
    /// Where it is: `https://host/path`, or `http://` on this machine
    #[arg(long, value_name = "URL")]
    address: String,
}

/// What every destination has.
#[derive(Args)]
pub(in crate::cli) struct Of {
    #[command(flatten)]
    data: DataFolder,
    #[command(flatten)]
    key: KeyFile,
    /// What people call it
    name: String,
    /// What its lists are about; a verdict on a list of another type never goes there
    #[arg(long, value_enum, default_value = "csam")]
    harm: HarmName,
    /// A list it hears of, by its name, as often as needed [default: all of its type of harm]
    #[arg(long, value_name = "NAME")]
    bank: Vec<String>,
}

/// A type of harm, as the command line has it.
#[derive(Clone, Copy, ValueEnum)]
pub(in crate::cli) enum HarmName {
    Csam,
    Ncii,
    Terrorism,
    Other,
}

impl Add {
    pub(super) async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Platform {
                of,
                source,
                secret_stdin,
                at,
            } => {
                let secret = secret_stdin.then(secret_line).transpose()?;
                let found = of.data.store()?.source_named(source).await?;
                let source_id = found.context("there is no source of that name: `scrim-hub source add` makes one")?;
                of.add(at.address, AddDestinationTo::Platform { source_id, secret })
                    .await
            }
            Self::Ncmec { of, user, at } => {
                let password = secret_line()?;
                of.add(at.address, AddDestinationTo::Ncmec { user, password }).await
            }
            Self::Hma { of, matcher, confirmed } => {
                let known = of.data.store()?.matchers().await?;
                let found = known.into_iter().find(|row| row.name == matcher);
                let found = found.with_context(|| format!("there is no matcher named {matcher}"))?;
                let matcher_id = found.id;
                of.add(String::new(), AddDestinationTo::Hma { matcher_id, confirmed })
                    .await
            }
        }
    }
}

impl Of {
    async fn add(self, address: String, to: AddDestinationTo) -> anyhow::Result<()> {
        let store = self.data.store()?;
        let keys = find_keys(&store, &self.data.data, self.key.place()).await?;
        let banks = banks(&store, &self.bank).await?;
        let wanted = AddDestination {
            name: self.name.clone(),
            address,
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
