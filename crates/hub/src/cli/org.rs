//! `scrim-hub org …`: whom people can turn to, what desks have to be and may do, and how many stops are checked.

use super::{DataFolder, bank::permille, json_line};
use clap::Subcommand;
use scrim_model::{
    check::StopChecks,
    second_looks::Permille,
    support::{Contact, Support},
    update::DeskUpdates,
};
use scrim_store::org::DeskPolicy;
use std::process::ExitCode;

/// What holds for the whole organisation beside its floor.
#[derive(Subcommand)]
pub(super) enum OrgCommand {
    /// What is set
    Show {
        #[command(flatten)]
        data: DataFolder,
    },
    /// Set whom people can turn to, one key away on every screen of the desk; what is not named is taken away
    Support {
        #[command(flatten)]
        data: DataFolder,
        /// Who, how to reach them, and perhaps when, as `NAME|REACH|NOTE`; up to eight times, in the order they are shown
        #[arg(long, value_name = "NAME|REACH|NOTE", value_parser = contact)]
        contact: Vec<Contact>,
    },
    /// Set what a desk has to be for looks to be granted, and whether it may ask for updates of itself; what is not named
    /// stays
    Desks {
        #[command(flatten)]
        data: DataFolder,
        /// Its window has to be left out of screen captures, which no Linux desktop offers; the hub takes the desk's word
        #[arg(long, value_name = "true|false", action = clap::ArgAction::Set, required_unless_present = "updates")]
        looks_need_capture_protection: Option<bool>,
        /// Forbidden unless it is offered; then each person turns it on at their own desk
        #[arg(long, value_name = "forbidden|offered", value_parser = updates)]
        updates: Option<DeskUpdates>,
    },
    /// Set of how many stops somebody checks behind a veil whether they are right
    StopChecks {
        #[command(flatten)]
        data: DataFolder,
        /// In thousandths, 5 unless it is set; 0 for none
        #[arg(long, value_name = "PERMILLE", value_parser = permille)]
        share: Permille,
    },
}

impl OrgCommand {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let store = match self {
            Self::Show { data } => data.store()?,
            Self::Support { data, contact } => {
                let support = Support { contacts: contact }.checked()?;
                let store = data.store()?;
                store.set_support(None, support).await?;
                store
            }
            Self::Desks {
                data,
                looks_need_capture_protection,
                updates,
            } => {
                let store = data.store()?;
                let now = store.org().await?.desks;
                let policy = DeskPolicy {
                    looks_need_capture_protection: looks_need_capture_protection
                        .unwrap_or(now.looks_need_capture_protection),
                    updates: updates.unwrap_or(now.updates),
                };
                store.set_desk_policy(None, policy).await?;
                store
            }
            Self::StopChecks { data, share } => {
                let store = data.store()?;
                store.set_stop_checks(None, StopChecks { share }).await?;
                store
            }
        };
        let org = store.org().await?;
        json_line(&serde_json::json!({"support": org.support, "desks": org.desks, "stop_checks": org.stop_checks}))?;
        Ok(ExitCode::SUCCESS)
    }
}

fn updates(text: &str) -> Result<DeskUpdates, &'static str> {
    match text {
        "forbidden" => Ok(DeskUpdates::Forbidden),
        "offered" => Ok(DeskUpdates::Offered),
        _ => Err("say forbidden or offered"),
    }
}

fn contact(text: &str) -> Result<Contact, String> {
    let mut lines = text.splitn(3, '|').map(|line| line.trim().to_owned());
    match (lines.next(), lines.next()) {
        (Some(name), Some(reach)) => Ok(Contact {
            name,
            reach,
            note: lines.next().unwrap_or_default(),
        }),
        _ => Err("say who and how to reach them, as NAME|REACH or NAME|REACH|NOTE".into()),
    }
}
