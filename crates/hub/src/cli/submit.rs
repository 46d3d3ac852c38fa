//! `scrim-hub submit DIR --source S`: uploads into review, through the same door as everybody's.

use super::{Places, WorkerArguments, json_line, pictures, say};
use crate::{
    hub::{GRACE, Hub, HubSettings},
    intake::{self, Arrived},
};
use anyhow::Context;
use clap::Args;
use scrim_media::Limits;
use scrim_model::person::Role;
use std::{collections::BTreeMap, fs, path::PathBuf, process::ExitCode, sync::Arc};

/// Uploads from a folder into review. Works beside a running hub on the same data.
#[derive(Args)]
pub(super) struct Submit {
    #[command(flatten)]
    places: Places,
    #[command(flatten)]
    worker: WorkerArguments,
    /// The folder of uploads
    folder: PathBuf,
    /// The source they come from
    #[arg(long)]
    source: String,
}

impl Submit {
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
        let source = hub
            .store
            .person_named(self.source.clone())
            .await?
            .filter(|person| person.role == Role::Source);
        let source = source
            .with_context(|| format!("there is no source {}: add it with `scrim-hub source add`", self.source))?
            .id;
        let files = pictures::files(&self.folder)?;
        let mut outcomes: BTreeMap<&str, u64> = BTreeMap::new();
        for (done, file) in files.iter().enumerate() {
            if done > 0 && done % 100 == 0 {
                say(&format!("{done} of {}", files.len()));
            }
            let bytes = fs::read(file).with_context(|| format!("cannot read {}", file.display()))?;
            let reference = file.file_name().map(|name| name.to_string_lossy().into_owned());
            match intake::take_in(
                &hub,
                Arrived {
                    source,
                    reference,
                    place: None,
                    bytes,
                },
            )
            .await
            {
                Ok(accepted) => *outcomes.entry(accepted.door.code()).or_default() += 1,
                Err(error) => {
                    *outcomes.entry("refused").or_default() += 1;
                    say(&format!("{}: {error}", file.display()));
                }
            }
        }
        json_line(&serde_json::json!({"submitted": files.len(), "outcomes": outcomes}))?;
        Ok(if outcomes.contains_key("refused") {
            ExitCode::from(2)
        } else {
            ExitCode::SUCCESS
        })
    }
}
