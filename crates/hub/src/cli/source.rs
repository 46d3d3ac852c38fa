//! `scrim-hub source add NAME`: programs that send uploads.

use super::{DataFolder, json_line};
use crate::tokens;
use clap::Subcommand;
use scrim_model::person::Role;
use scrim_store::people::{Credential, NewPerson};
use std::process::ExitCode;

/// Programs that send uploads.
#[derive(Subcommand)]
pub(super) enum Source {
    /// Add a source and print its key, once
    Add {
        #[command(flatten)]
        data: DataFolder,
        /// Its name
        name: String,
    },
}

impl Source {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let Self::Add { data, name } = self;
        let key = tokens::fresh()?;
        let credential = Credential::Key(tokens::hash(&key));
        let new = NewPerson {
            experienced: false,
            name: name.clone(),
            role: Role::Source,
            credential,
        };
        let id = data.store()?.add_person(new).await?;
        json_line(&serde_json::json!({"id": id, "name": name, "key": key.as_str()}))?;
        Ok(ExitCode::SUCCESS)
    }
}
