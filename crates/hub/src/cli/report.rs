//! `scrim-hub report CASE`: a decided case, handed over for a report to a hotline.

use super::{DataFolder, KeyFile, json_line};
use crate::{clock, hub::find_keys, report};
use anyhow::{Context, bail};
use clap::Args;
use scrim_model::{
    ids::{CaseId, ItemId},
    report::{Annotation, Confirmed, IncidentType},
};
use scrim_wire::http::reports::{ConfirmReport, HandedOver};
use serde::de::DeserializeOwned;
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Print what a report needs of a decided case, with the proof of it; the platform files it. `ledger export --case` proposes
/// which uploads count as viewed.
#[derive(Args)]
pub(super) struct Report {
    #[command(flatten)]
    data: DataFolder,
    #[command(flatten)]
    key: KeyFile,
    /// The case's id
    #[arg(value_name = "CASE")]
    case: CaseId,
    /// An upload that somebody viewed as a whole; the ledger has to bear it out
    #[arg(long, value_name = "ITEM")]
    viewed: Vec<ItemId>,
    /// An upload that nobody viewed as a whole
    #[arg(long, value_name = "ITEM")]
    not_viewed: Vec<ItemId>,
    /// What is beside the class of an upload, as `ITEM=viral`; may be said several times
    #[arg(long, value_name = "ITEM=WHAT", value_parser = annotation)]
    annotate: Vec<(ItemId, Annotation)>,
    /// What happened
    #[arg(long, value_name = "TYPE", value_parser = code::<IncidentType>, default_value = "abuse_material")]
    incident: IncidentType,
    /// Why the report is to be read first
    #[arg(long, value_name = "WORDS")]
    urgent: Option<String>,
    /// Also write NCMEC's XML into this folder: `report.xml`, and a file for each upload
    #[arg(long, value_name = "FOLDER")]
    xml: Option<PathBuf>,
}

impl Report {
    pub(super) async fn run(self) -> anyhow::Result<ExitCode> {
        let store = self.data.store()?;
        let keys = find_keys(&store, &self.data.data, self.key.place()).await?;
        let (case, xml) = (self.case, self.xml.clone());
        let handed = report::hand_over(&store, &keys, (case, None), self.confirmed()?, clock::now()).await?;
        if let Some(folder) = xml {
            write(&folder, &handed)?;
        }
        json_line(&handed)?;
        Ok(ExitCode::SUCCESS)
    }

    fn confirmed(self) -> anyhow::Result<ConfirmReport> {
        let named: BTreeSet<ItemId> = self.viewed.iter().chain(&self.not_viewed).copied().collect();
        if let Some((item, _what)) = self.annotate.iter().find(|(item, _what)| !named.contains(item)) {
            bail!("say of upload {item} whether it was viewed, too: --viewed or --not-viewed");
        }
        let of = |item: ItemId, viewed| Confirmed {
            item_id: item,
            viewed,
            annotations: self
                .annotate
                .iter()
                .filter(|(about, _what)| *about == item)
                .map(|(_item, what)| *what)
                .collect(),
        };
        let viewed = self.viewed.iter().map(|item| of(*item, true));
        let not = self.not_viewed.iter().map(|item| of(*item, false));
        Ok(ConfirmReport {
            files: viewed.chain(not).collect(),
            incident_type: self.incident,
            urgent: self.urgent,
        })
    }
}

fn write(folder: &Path, handed: &HandedOver) -> anyhow::Result<()> {
    fs::create_dir_all(folder).with_context(|| format!("the folder {} cannot be made", folder.display()))?;
    let put = |name: String, text: &str| {
        let file = folder.join(name);
        fs::write(&file, text).with_context(|| format!("{} cannot be written", file.display()))
    };
    put("report.xml".to_owned(), &handed.report.xml)?;
    for file in &handed.report.files {
        put(format!("{}.xml", file.item_id), &file.xml)?;
    }
    Ok(())
}

/// A value by its name in the contract.
fn code<T: DeserializeOwned>(text: &str) -> Result<T, String> {
    serde_json::from_value(serde_json::Value::String(text.to_owned())).map_err(|error| error.to_string())
}

fn annotation(text: &str) -> Result<(ItemId, Annotation), String> {
    let (item, what) = text
        .split_once('=')
        .ok_or("it is an upload's id, `=`, and what is beside its class")?;
    let item = item.parse().map_err(|_no_id| format!("`{item}` is no upload's id"))?;
    Ok((item, code(what)?))
}
