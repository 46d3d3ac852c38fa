//! `scrim-hub source …`: programs that send uploads.

use super::{DataFolder, json_line};
use crate::sources;
use anyhow::Context;
use clap::{Args, Subcommand};
use scrim_model::ids::PersonId;
use scrim_store::Store;
use std::process::ExitCode;

/// Programs that send uploads.
#[derive(Subcommand)]
pub(super) enum Source {
    /// Every source, one JSON line each; never a key
    List {
        #[command(flatten)]
        data: DataFolder,
    },
    /// Add a source and print its key, once
    Add(One),
    /// Give a source another key and print it, once; the one before ends at once
    Key {
        #[command(flatten)]
        one: One,
        /// For how many hours the one before is taken beside it, at most 720
        #[arg(long, value_name = "HOURS", default_value_t = 0)]
        old_lasts: u16,
    },
    /// Take nothing from a source any more
    Off(One),
    /// Take from a source again what it sends with its key
    On(One),
}

/// One source.
#[derive(Args)]
pub(super) struct One {
    #[command(flatten)]
    data: DataFolder,
    /// Its name
    name: String,
}

impl Source {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::List { data } => {
                for source in sources::all(&data.store()?).await? {
                    json_line(&source)?;
                }
            }
            Self::Add(one) => json_line(&sources::add(&one.data.store()?, None, &one.name).await?)?,
            Self::Key { one, old_lasts } => {
                let store = one.data.store()?;
                let source = named(&store, &one.name).await?;
                json_line(&sources::make_key(&store, None, (source, old_lasts)).await?)?;
            }
            Self::Off(one) => one.switch(true).await?,
            Self::On(one) => one.switch(false).await?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl One {
    async fn switch(self, off: bool) -> anyhow::Result<()> {
        let store = self.data.store()?;
        let source = named(&store, &self.name).await?;
        json_line(&sources::switch(&store, None, (source, off)).await?)?;
        Ok(())
    }
}

async fn named(store: &Store, name: &str) -> anyhow::Result<PersonId> {
    let all = sources::all(store).await?.into_iter();
    let found = all
        .map(|source| (source.id, source.name))
        .find(|(_id, known)| known == name);
    let (id, _name) =
        found.with_context(|| format!("there is no source of the name {name:?}: see `scrim-hub source list`"))?;
    Ok(id)
}
