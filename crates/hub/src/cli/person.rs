//! `scrim-hub person …`: people who sign in.

use super::{DataFolder, hours::Hours, json_line, say};
use crate::passwords;
use anyhow::Context;
use clap::{Subcommand, ValueEnum};
use scrim_model::person::Role;
use scrim_store::{
    Store,
    people::{self as store, Change, Credential, NewPerson},
};
use std::{io::BufRead, process::ExitCode};
use zeroize::Zeroizing;

/// People who sign in.
#[derive(Subcommand)]
pub(super) enum Person {
    /// Add a person; the password is asked for, or read with --password-stdin
    Add {
        #[command(flatten)]
        data: DataFolder,
        /// The name to sign in with
        name: String,
        /// What for
        #[arg(long, value_enum)]
        role: PersonRole,
        /// They are used to the work: nothing is halved in their first days
        #[arg(long)]
        experienced: bool,
        /// Read the password from the first line of standard input
        #[arg(long)]
        password_stdin: bool,
    },
    /// Give somebody another role, or switch a person or a source off or on; whoever is switched off is out at once
    Change {
        #[command(flatten)]
        data: DataFolder,
        /// The name
        name: String,
        /// What for from now on
        #[arg(long, value_enum)]
        role: Option<PersonRole>,
        /// Switch off
        #[arg(long, conflicts_with = "enable")]
        disable: bool,
        /// Switch on again
        #[arg(long)]
        enable: bool,
        /// They are used to the work: nothing is halved in their first days
        #[arg(long, conflicts_with = "newcomer")]
        experienced: bool,
        /// They are new to it after all
        #[arg(long)]
        newcomer: bool,
    },
    /// Give somebody who has lost theirs another password; they are signed out everywhere. It is asked for, or read with
    /// --password-stdin
    Password {
        #[command(flatten)]
        data: DataFolder,
        /// The name
        name: String,
        /// Read the password from the first line of standard input
        #[arg(long)]
        password_stdin: bool,
    },
    /// Take away everything that says who somebody is; nothing brings it back. What they did stays in the ledger, under
    /// an id that leads to nobody
    Erase {
        #[command(flatten)]
        data: DataFolder,
        /// The name
        name: String,
    },
    /// Show when somebody works, or set it
    Hours(Hours),
    /// List everybody, sources included
    List {
        #[command(flatten)]
        data: DataFolder,
    },
}

/// A person's role; sources are added by `source add`.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum PersonRole {
    Moderator,
    Lead,
    Admin,
}

impl Person {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        match self {
            Self::Add {
                data,
                name,
                role,
                experienced,
                password_stdin,
            } => {
                let credential = Credential::Password(passwords::hash(&password(password_stdin)?)?);
                let role = Role::from(role);
                let new = NewPerson {
                    name: name.clone(),
                    role,
                    credential,
                    experienced,
                };
                let id = data.store()?.add_person(new).await?;
                json_line(&serde_json::json!({"id": id, "name": name, "role": role}))?;
            }
            Self::Change {
                data,
                name,
                role,
                disable,
                enable,
                experienced,
                newcomer,
            } => {
                let store = data.store()?;
                let person = named(&store, name).await?;
                let change = Change {
                    role: role.map(Role::from),
                    disabled: (disable || enable).then_some(disable),
                    experienced: (experienced || newcomer).then_some(experienced),
                };
                told(&store.change_person(None, person.id, change).await?)?;
            }
            Self::Password {
                data,
                name,
                password_stdin,
            } => set_password(&data.store()?, name, &password(password_stdin)?).await?,
            Self::Erase { data, name } => erase(&data.store()?, name).await?,
            Self::Hours(hours) => hours.run().await?,
            Self::List { data } => {
                for person in data.store()?.people().await? {
                    told(&person)?;
                }
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}

async fn named(store: &Store, name: String) -> anyhow::Result<store::Person> {
    let person = store.person_named(name).await?;
    person.context("there is nobody of that name")
}

async fn erase(store: &Store, name: String) -> anyhow::Result<()> {
    let person = named(store, name).await?;
    if !store.erase_person(None, person.id).await? {
        say("scrim-hub: somebody was reading: what the database's own log holds of it goes with its next checkpoint");
    }
    json_line(&serde_json::json!({"id": person.id, "erased": true}))
}

async fn set_password(store: &Store, name: String, password: &str) -> anyhow::Result<()> {
    let hashed = passwords::hash(password)?;
    let person = named(store, name).await?;
    store.set_password(None, person.id, hashed).await?;
    json_line(&serde_json::json!({"id": person.id, "password": "set"}))
}

fn told(person: &store::Person) -> anyhow::Result<()> {
    json_line(&serde_json::json!({
        "id": person.id, "name": person.name, "role": person.role, "disabled": person.disabled,
        "experienced": person.experienced,
    }))
}

fn password(from_stdin: bool) -> anyhow::Result<Zeroizing<String>> {
    if !from_stdin {
        return rpassword::prompt_password("Password: ")
            .map(Zeroizing::new)
            .context("the password cannot be asked for here: use --password-stdin");
    }
    let mut line = Zeroizing::new(String::new());
    std::io::stdin().lock().read_line(&mut line)?;
    Ok(Zeroizing::new(line.trim_end_matches(['\n', '\r']).to_owned()))
}

impl From<PersonRole> for Role {
    fn from(role: PersonRole) -> Self {
        match role {
            PersonRole::Moderator => Self::Moderator,
            PersonRole::Lead => Self::Lead,
            PersonRole::Admin => Self::Admin,
        }
    }
}
