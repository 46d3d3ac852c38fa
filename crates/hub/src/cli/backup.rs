//! `scrim-hub backup` and `scrim-hub restore`: data and media a second time, never the master key.

use super::{Places, doctor, json_line, say};
use crate::{
    backup,
    keys::{KeyPlace, default_place, outside},
    media::MediaPlace,
};
use clap::Args;
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Keep data and media a second time, in a folder, while the hub works. A second backup there copies only what is new.
/// The master key is never in it: it is kept apart.
#[derive(Args)]
pub(super) struct Backup {
    #[command(flatten)]
    places: Places,
    /// The backup's folder, made when missing
    #[arg(long, value_name = "FOLDER")]
    to: PathBuf,
}

/// Bring a backup back into a folder that is empty, or not there yet; says what the doctor says of it.
#[derive(Args)]
pub(super) struct Restore {
    #[command(flatten)]
    places: Places,
    /// The backup's folder
    #[arg(long, value_name = "FOLDER")]
    from: PathBuf,
}

impl Backup {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let media = media_folder(&self.places)?;
        let (data, to) = (self.places.data.data.clone(), self.to.clone());
        let key = self.places.key.place();
        if let Some(key) = &key {
            not_with_the_backup(key, &to)?;
        }
        let taking = tokio::task::spawn_blocking(move || {
            let taken = backup::take(&data, &media, &to)?;
            let key = key.unwrap_or_else(|| default_place(&taken.hub));
            not_with_the_backup(&key, &to)?;
            anyhow::Ok((taken, key))
        });
        let (taken, key) = taking.await??;
        json_line(&serde_json::json!({
            "backed_up": true, "hub": taken.hub, "media": taken.media, "copied": taken.copied, "bytes": taken.bytes,
        }))?;
        let place = match key {
            KeyPlace::Keyring => "the system's keyring".to_owned(),
            KeyPlace::File(path) => path.display().to_string(),
        };
        say(&format!(
            "The master key is not in the backup. It is in {place}: keep a copy of it apart from this backup, \
             without it no picture opens again."
        ));
        Ok(ExitCode::SUCCESS)
    }
}

impl Restore {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let media = media_folder(&self.places)?;
        let (data, from) = (self.places.data.data.clone(), self.from.clone());
        let restoring = tokio::task::spawn_blocking(move || backup::restore(&from, &data, &media));
        let restored = restoring.await??;
        json_line(&serde_json::json!({
            "restored": true, "hub": restored.hub, "media": restored.media, "bytes": restored.bytes,
        }))?;
        doctor::tell(doctor::of_data(&self.places).await)
    }
}

/// The folder of media; a refusal that says what to use where data or media are not in folders.
fn media_folder(places: &Places) -> anyhow::Result<PathBuf> {
    anyhow::ensure!(
        places.data.database.is_none(),
        "the data are in PostgreSQL: use pg_dump (or what your server offers) while the hub works, then copy the media \
         folder, or rely on the bucket; after pg_restore, `scrim-hub doctor` says whether all of it is sound"
    );
    match places.media()? {
        MediaPlace::Folder(folder) => Ok(folder),
        MediaPlace::Bucket(_) => anyhow::bail!(
            "media are in a bucket: use its versioning or its replication, and copy them to a folder (`aws s3 sync`) \
             to back them up here; `scrim-hub doctor` says afterwards whether data and bucket are well"
        ),
    }
}

fn not_with_the_backup(key: &KeyPlace, to: &Path) -> anyhow::Result<()> {
    let apart = outside(key, to).is_ok();
    anyhow::ensure!(
        apart,
        "the master key must not lie in the backup's folder: whoever has both opens every picture"
    );
    Ok(())
}
