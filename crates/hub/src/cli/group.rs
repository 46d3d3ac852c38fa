//! `scrim-hub group …`: what groups of the identity provider give here.

use super::{DataFolder, json_line, person::PersonRole};
use clap::Subcommand;
use scrim_model::{identity::GroupGives, ids::QueueId};
use scrim_store::{Store, identity::MOST_GROUPS};
use std::{collections::BTreeSet, process::ExitCode};

/// What groups of the identity provider give here.
#[derive(Subcommand)]
pub(super) enum Group {
    /// Say what a group gives: a role, and queues beside those that its people may take from anyway
    Set {
        #[command(flatten)]
        data: DataFolder,
        /// Its name, as the provider writes it
        name: String,
        /// What whoever is in it is here for
        #[arg(long, value_enum)]
        role: PersonRole,
        /// A queue by its name, as often as needed
        #[arg(long, value_name = "NAME")]
        queue: Vec<String>,
    },
    /// A group gives nothing any more; whoever is here by it alone is signed out
    Remove {
        #[command(flatten)]
        data: DataFolder,
        /// Its name, as the provider writes it
        name: String,
    },
    /// List what groups give
    List {
        #[command(flatten)]
        data: DataFolder,
    },
}

impl Group {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Set {
                data,
                name,
                role,
                queue,
            } => {
                let store = data.store()?;
                let gives = GroupGives {
                    role: role.into(),
                    queues: queues(&store, &queue).await?,
                };
                store.set_group(None, name.clone(), gives.clone()).await?;
                json_line(&serde_json::json!({"group": name, "gives": gives}))?;
            }
            Self::Remove { data, name } => {
                data.store()?.remove_group(None, name.clone()).await?;
                json_line(&serde_json::json!({"removed": name}))?;
            }
            Self::List { data } => {
                for group in data.store()?.groups(None, MOST_GROUPS).await? {
                    json_line(&serde_json::json!({
                        "group": group.name, "gives": group.gives, "people": group.people,
                    }))?;
                }
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

async fn queues(store: &Store, names: &[String]) -> anyhow::Result<BTreeSet<QueueId>> {
    let known = store.all_queues().await?;
    let id = |name: &String| {
        let found = known.iter().find(|queue| queue.name == *name);
        found
            .map(|queue| queue.id)
            .ok_or_else(|| anyhow::anyhow!("there is no queue named {name}"))
    };
    names.iter().map(id).collect()
}
