//! Where a hub keeps things, as commands are told.

use crate::{hub::open_store, keys::KeyPlace};
use clap::Args;
use scrim_store::{Store, StoreError};
use std::path::PathBuf;

/// Where a hub keeps its data.
#[derive(Args, Debug, Clone)]
pub(super) struct DataFolder {
    /// The hub's data folder
    #[arg(long, env = "SCRIM_HUB_DATA", value_name = "DIR")]
    pub(super) data: PathBuf,
    /// A PostgreSQL database to keep everything but media in, instead of the data folder:
    /// `postgres://PERSON@HOST/NAME`. Hubs that share one share the data folder and the master key too
    #[arg(long, env = "SCRIM_HUB_DATABASE", hide_env_values = true, value_name = "URL")]
    pub(super) database: Option<String>,
    /// Who vouches for the database's server, as certificates in a PEM file [default: whom the system trusts]. To another
    /// machine everything is encrypted in any case
    #[arg(long, env = "SCRIM_HUB_DATABASE_CA", value_name = "FILE", requires = "database")]
    pub(super) database_ca: Option<PathBuf>,
}

impl DataFolder {
    pub(super) fn store(&self) -> Result<Store, StoreError> {
        open_store(&self.data, self.database.as_deref(), self.database_ca.as_deref())
    }
}

/// Where a hub keeps its master key.
#[derive(Args, Debug, Clone)]
pub(super) struct KeyFile {
    /// The master key's file, made when missing; never in the data folder [default: the system's keyring,
    /// or without one a file in the configuration folder]
    #[arg(long, env = "SCRIM_HUB_KEY_FILE", value_name = "FILE")]
    key_file: Option<PathBuf>,
}

impl KeyFile {
    pub(super) fn place(&self) -> Option<KeyPlace> {
        self.key_file.clone().map(KeyPlace::File)
    }
}
