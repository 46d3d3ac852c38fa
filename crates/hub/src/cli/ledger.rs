//! `scrim-hub ledger export`: the chain's rows, to be kept or checked elsewhere; or what was seen of a case; or one
//! person's record, which that person is told of.

use super::{DataFolder, KeyFile, hold::words, json_line};
use crate::{export, hub::find_keys, keys::HubKeys};
use anyhow::Context;
use clap::{Args, Subcommand};
use scrim_model::ids::CaseId;
use scrim_store::{Store, ledger::Opening};
use scrim_wire::http::record::PersonExport;
use std::process::ExitCode;

/// Rows read at once.
const PAGE: u32 = 5_000;

/// The exposure ledger.
#[derive(Subcommand)]
pub(super) enum Ledger {
    /// Print every row of ledger and audit, one JSON line each, oldest first; or what of it is asked for
    Export(Export),
}

#[derive(Args)]
pub(super) struct Export {
    #[command(flatten)]
    data: DataFolder,
    #[command(flatten)]
    key: KeyFile,
    /// How clearly each upload of this case was seen, with nobody's name, and a proof for `audit verify --against`
    #[arg(long, value_name = "CASE", conflicts_with = "person")]
    case: Option<CaseId>,
    /// The looks of the person of this name, newest first, and a proof for `audit verify --against`; the person is told of it
    #[arg(long, value_name = "NAME", requires = "reason")]
    person: Option<String>,
    /// Why somebody's record is opened, in one line; they read it
    #[arg(long, value_name = "WORDS", value_parser = words, requires = "person")]
    reason: Option<String>,
}

impl Ledger {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let Self::Export(asked) = self;
        let store = asked.data.store()?;
        match (asked.case, asked.person) {
            (Some(case), _) => {
                let keys = find_keys(&store, &asked.data.data, asked.key.place()).await?;
                let found = export::case(&store, &keys, case, None).await?;
                json_line(&found.context("there is no such case")?)?;
            }
            (None, Some(name)) => {
                let keys = find_keys(&store, &asked.data.data, asked.key.place()).await?;
                let found = of_person(&store, &keys, (name, asked.reason.unwrap_or_default())).await?;
                json_line(&found)?;
            }
            (None, None) => all(&store).await?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

async fn of_person(store: &Store, keys: &HubKeys, (name, reason): (String, String)) -> anyhow::Result<PersonExport> {
    let person = store.person_named(name).await?;
    let person = person.context("there is nobody of that name")?.id;
    let opening = Opening {
        person,
        by: None,
        reason,
        before: None,
        most: PAGE,
    };
    let mut rows = store.open_record(opening).await?;
    let mut page = rows.len();
    while let Some(last) = rows.last().filter(|_| page > 0) {
        // The rest of what was opened is no opening of its own.
        let next = store.ledger(person, Some(last.grant.id), PAGE).await?;
        page = next.len();
        rows.extend(next);
    }
    Ok(export::opened(store, keys, (person, None), &rows).await?)
}

async fn all(store: &Store) -> anyhow::Result<()> {
    let mut seq = 0;
    loop {
        let rows = store.chain_rows(seq, PAGE).await?;
        let Some(last) = rows.last() else {
            return Ok(());
        };
        seq = last.seq;
        for row in &rows {
            let fact: serde_json::Value = serde_json::from_str(&row.body)?;
            json_line(&serde_json::json!({
                "seq": row.seq, "at": row.at, "kind": row.kind, "fact": fact, "hash": hex::encode(row.hash),
            }))?;
        }
    }
}
