//! Where a hub keeps things, as commands are told.

use crate::{
    hub::{HubPlaces, open_store},
    keys::KeyPlace,
    media::{BadPlace, MediaPlace},
};
use clap::Args;
use scrim_store::{Store, StoreError};
use std::{env, path::PathBuf};

/// Where a hub keeps its data.
#[derive(Args, Debug, Clone)]
pub(super) struct DataFolder {
    /// The hub's data folder
    #[arg(long, env = "SCRIM_HUB_DATA", value_name = "DIR")]
    pub(super) data: PathBuf,
    /// A PostgreSQL database to keep everything but media in, instead of the data folder:
    /// `postgres://PERSON@HOST/NAME`. Hubs that share one share the media and the master key too
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

/// Where a hub keeps sealed media.
#[derive(Args, Debug, Clone)]
pub(super) struct MediaHome {
    /// Where sealed media are kept: a folder, or `s3://BUCKET/PREFIX` at a service that speaks S3, whose address
    /// and keys are in `AWS_ENDPOINT_URL`, `AWS_REGION`, `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`
    /// [default: the folder `media` in the data folder]
    #[arg(long, env = "SCRIM_HUB_MEDIA", hide_env_values = true, value_name = "URL")]
    media: Option<String>,
}

/// Everything a hub keeps, and where.
#[derive(Args, Debug, Clone)]
pub(super) struct Places {
    #[command(flatten)]
    pub(super) data: DataFolder,
    #[command(flatten)]
    pub(super) media: MediaHome,
    #[command(flatten)]
    pub(super) key: KeyFile,
}

impl Places {
    pub(super) fn media(&self) -> Result<MediaPlace, BadPlace> {
        match &self.media.media {
            None => Ok(MediaPlace::in_data(&self.data.data)),
            Some(text) => MediaPlace::parse(text, |variable| env::var(variable).ok()),
        }
    }

    pub(super) fn all(&self) -> Result<HubPlaces, BadPlace> {
        Ok(HubPlaces {
            data: self.data.data.clone(),
            media: self.media()?,
            key: self.key.place(),
        })
    }
}
