//! `scrim-hub matcher …`: services outside that are asked about uploads.

mod names;

use self::names::{KindName, ModeName, SendsName};
use super::{DataFolder, KeyFile, json_line, say};
use crate::{
    hub::find_keys,
    matchers::{change, check, prepare, told_of},
    reconciling,
};
use anyhow::Context;
use clap::{Args, Subcommand};
use scrim_model::{
    ids::BankId,
    matcher::{MatcherKind, Mode, Sends},
};
use scrim_store::{
    Store,
    matchers::{MatcherChange, MatcherRow},
};
use scrim_wire::http::matchers::{AddMatcher, ChangeMatcher, MatcherCredential, MatcherSecret};
use std::{collections::BTreeMap, io::BufRead, path::PathBuf, process::ExitCode};

/// Where a credential is read from, where it is not read from standard input.
const SECRET_VARIABLE: &str = "SCRIM_MATCHER_SECRET";

/// Services outside that are asked whether they list an upload's hash.
#[derive(Subcommand)]
pub(super) enum MatcherCommand {
    /// Add one; it is not asked until `matcher change --mode on` says so
    Add {
        #[command(flatten)]
        of: Named,
        /// What it is
        #[arg(long, value_enum, default_value = "hma")]
        kind: KindName,
        /// Where it is: `https://host/path`, or `http://` on this machine. A path comes before that of every call
        #[arg(long, value_name = "URL")]
        address: String,
        #[command(flatten)]
        lists: Lists,
        #[command(flatten)]
        leaves: Leaves,
        #[command(flatten)]
        shows: Shows,
    },
    /// Every matcher, one JSON line each
    List {
        #[command(flatten)]
        data: DataFolder,
    },
    /// Change whether one is asked, which of its lists count, what is sent to it, its credential, or where it is
    Change {
        #[command(flatten)]
        of: Named,
        /// Where the same service is from now on; its credential is given anew with it, or `--no-credential`. Another
        /// service is another matcher
        #[arg(long, value_name = "URL")]
        address: Option<String>,
        /// Whether it is asked. Once it is off, what it has still to answer is settled without it
        #[arg(long, value_enum)]
        mode: Option<ModeName>,
        #[command(flatten)]
        lists: Lists,
        #[command(flatten)]
        leaves: Leaves,
        #[command(flatten)]
        shows: Shows,
        /// It asks for no credential any more
        #[arg(long, conflicts_with_all = ["bearer", "basic", "header", "certificate"])]
        no_credential: bool,
    },
    /// Reach one, on or off, and say how it stands, which lists it has, and which of them count
    Check {
        #[command(flatten)]
        of: Named,
    },
    /// Look now at everything that one lists: what people here had disabled there and is back is told again, what is gone
    /// there brings nobody a case. A hub does so once a day
    Reconcile {
        #[command(flatten)]
        of: Named,
    },
    /// Remove one with its credential; what was learned from it stays listed
    Remove {
        #[command(flatten)]
        data: DataFolder,
        /// Its name
        name: String,
    },
}

/// One matcher.
#[derive(Args)]
pub(super) struct Named {
    #[command(flatten)]
    data: DataFolder,
    #[command(flatten)]
    key: KeyFile,
    /// What people call it
    name: String,
}

/// Which of its lists count.
#[derive(Args)]
pub(super) struct Lists {
    /// A list there and the hub's list that takes in what it lists, by their names, as often as needed; other lists are
    /// left out
    #[arg(long, value_name = "THEIRS=OURS", value_parser = pair)]
    list: Vec<(String, String)>,
}

/// What is sent to it.
#[derive(Args)]
pub(super) struct Leaves {
    /// What leaves for it: hashes, unless it says otherwise. With `uploads`, Shield is handed the uploads themselves too
    #[arg(long, value_enum, value_name = "WHAT")]
    sends: Option<SendsName>,
}

/// How the hub shows who it is. Secrets are read from standard input, a line each, or from the environment.
#[derive(Args)]
pub(super) struct Shows {
    /// By a bearer token, read from standard input or from `SCRIM_MATCHER_SECRET`
    #[arg(long, conflicts_with_all = ["basic", "header"])]
    bearer: bool,
    /// By HTTP Basic with this name; the password is read as above
    #[arg(long, value_name = "NAME", conflicts_with = "header")]
    basic: Option<String>,
    /// By this header, as often as needed; each value is read as above, in their order
    #[arg(long, value_name = "NAME")]
    header: Vec<String>,
    /// By a client certificate: a PEM file with its key and its certificates
    #[arg(long, value_name = "FILE")]
    certificate: Option<PathBuf>,
}

impl MatcherCommand {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Add {
                of,
                kind,
                address,
                lists,
                leaves,
                shows,
            } => of.add((kind.into(), address), &lists, &leaves, &shows).await?,
            Self::List { data } => {
                let store = data.store()?;
                let open = store.open_questions().await?;
                for row in store.matchers().await? {
                    let open = open.get(&row.id).copied();
                    json_line(&told_of(row, open))?;
                }
            }
            Self::Change {
                of,
                address,
                mode,
                lists,
                leaves,
                shows,
                no_credential,
            } => {
                let secret = if no_credential {
                    Some(MatcherSecret::default())
                } else {
                    shows.secret()?
                };
                let wanted = ChangeMatcher {
                    mode: mode.map(Mode::from),
                    sends: leaves.sends.map(Sends::from),
                    lists: None,
                    secret,
                    address,
                };
                of.change(wanted, &lists).await?;
            }
            Self::Check { of } => of.check().await?,
            Self::Reconcile { of } => of.reconcile().await?,
            Self::Remove { data, name } => {
                let store = data.store()?;
                let found = named(&store, &name).await?;
                store.remove_matcher(None, found.id).await?;
                json_line(&serde_json::json!({"removed": name}))?;
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl Named {
    async fn add(
        self,
        (kind, address): (MatcherKind, String),
        lists: &Lists,
        leaves: &Leaves,
        shows: &Shows,
    ) -> anyhow::Result<()> {
        let store = self.data.store()?;
        let keys = find_keys(&store, &self.data.data, self.key.place()).await?;
        let wanted = AddMatcher {
            name: self.name.clone(),
            kind,
            address,
            lists: lists.of(&store).await?,
            sends: leaves.sends.map(Sends::from).unwrap_or_default(),
            mode: Mode::Off,
            secret: shows.secret()?.unwrap_or_default(),
        };
        if wanted.lists.is_empty() {
            say("no list of it is named with --list: nothing that it lists counts yet");
        }
        let new = prepare(&keys, wanted)?;
        let id = new.id;
        store.add_matcher(None, new).await?;
        json_line(&serde_json::json!({"id": id, "name": self.name, "mode": Mode::Off}))
    }

    async fn change(self, wanted: ChangeMatcher, lists: &Lists) -> anyhow::Result<()> {
        let store = self.data.store()?;
        let row = named(&store, &self.name).await?;
        let keys = find_keys(&store, &self.data.data, self.key.place()).await?;
        let lists = lists.of(&store).await?;
        let wanted = ChangeMatcher {
            lists: (!lists.is_empty()).then_some(lists),
            ..wanted
        };
        let change = change(&keys, &row, wanted)?;
        anyhow::ensure!(
            change != MatcherChange::default(),
            "say what changes: --mode, --list, --sends, a credential, or --address with one"
        );
        store.change_matcher(None, row.id, change).await?;
        let row = named(&store, &self.name).await?;
        json_line(&told_of(row, None))
    }

    async fn check(self) -> anyhow::Result<()> {
        let store = self.data.store()?;
        let row = named(&store, &self.name).await?;
        let keys = find_keys(&store, &self.data.data, self.key.place()).await?;
        let checked = check(&keys, &row).await;
        json_line(&checked.map_err(|why| anyhow::anyhow!("{}: {}", self.name, why.says()))?)
    }
}

impl Named {
    async fn reconcile(self) -> anyhow::Result<()> {
        let store = self.data.store()?;
        let row = named(&store, &self.name).await?;
        anyhow::ensure!(
            row.rule.kind == MatcherKind::Hma,
            "{} does not tell what it lists: there is nothing to look at",
            self.name
        );
        let keys = find_keys(&store, &self.data.data, self.key.place()).await?;
        let ended = reconciling::pass(&store, &keys, &row, true).await?;
        let ended = ended.context("a hub is at it, or has been within minutes: `GET /v1/matchers/{id}/reconciling`")?;
        json_line(&serde_json::json!({"matcher": self.name, "found": ended.found, "why": ended.broke_off}))?;
        match ended.broke_off {
            Some(why) => anyhow::bail!("{}: {}", self.name, why.says()),
            None => Ok(()),
        }
    }
}

impl Lists {
    /// By the ids of the hub's lists.
    async fn of(&self, store: &Store) -> anyhow::Result<BTreeMap<String, BankId>> {
        let known = store.banks().await?;
        let id = |(theirs, ours): &(String, String)| {
            let found = known.iter().find(|(bank, _entries)| bank.name == *ours);
            let (bank, _entries) = found.with_context(|| format!("there is no list named {ours}"))?;
            Ok((theirs.clone(), bank.id))
        };
        self.list.iter().map(id).collect()
    }
}

impl Shows {
    /// None where nothing is said of it.
    fn secret(&self) -> anyhow::Result<Option<MatcherSecret>> {
        let certificate = self.certificate.as_ref().map(std::fs::read_to_string).transpose();
        let certificate = certificate.context("the certificate's file cannot be read")?;
        let mut lines = Lines::open();
        let credential = if self.bearer {
            let token = lines.next()?;
            MatcherCredential::Bearer { token }
        } else if let Some(name) = &self.basic {
            let (name, password) = (name.clone(), lines.next()?);
            MatcherCredential::Basic { name, password }
        } else if self.header.is_empty() {
            MatcherCredential::None
        } else {
            let headers = self.header.iter().map(|name| Ok((name.clone(), lines.next()?)));
            let headers = headers.collect::<anyhow::Result<_>>()?;
            MatcherCredential::Headers { headers }
        };
        let said = credential != MatcherCredential::None || certificate.is_some();
        Ok(said.then_some(MatcherSecret {
            credential,
            certificate,
        }))
    }
}

/// Secrets, a line each: from the environment where they are there, else from standard input, and never from an
/// argument, which others on the machine can read.
struct Lines(Option<std::vec::IntoIter<String>>);

impl Lines {
    fn open() -> Self {
        let told = std::env::var(SECRET_VARIABLE).ok();
        Self(told.map(|text| text.lines().map(str::to_owned).collect::<Vec<_>>().into_iter()))
    }

    fn next(&mut self) -> anyhow::Result<String> {
        if let Some(told) = &mut self.0 {
            return told
                .next()
                .with_context(|| format!("{SECRET_VARIABLE} has too few lines"));
        }
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line)?;
        Ok(line.trim_end_matches(['\n', '\r']).to_owned())
    }
}

async fn named(store: &Store, name: &str) -> anyhow::Result<MatcherRow> {
    let all = store.matchers().await?;
    let found = all.into_iter().find(|row| row.name == name);
    found.with_context(|| format!("there is no matcher named {name}"))
}

/// `THEIRS=OURS`; a name of theirs has no `=`.
fn pair(text: &str) -> Result<(String, String), String> {
    let (theirs, ours) = text.split_once('=').unwrap_or_default();
    if theirs.is_empty() || ours.is_empty() {
        Err("give the list's name there and the hub's list, as in NCMEC_EX=NCMEC".into())
    } else {
        Ok((theirs.to_owned(), ours.to_owned()))
    }
}
