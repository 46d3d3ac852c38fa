//! Figures, reports and what is handed over as files. A report is written by the hub; figures are put into lines here.

use crate::{
    account::{Account, Failed},
    export::{self, quoted},
};
use scrim_model::{agreement::Agreement, ids::CaseId, time::Time};
use scrim_wire::{
    http::{
        reports::HandedOver,
        transparency::{AskTransparency, ReportForm},
    },
    ipc::{
        oversight::{AgreementRow, FiguresView, SaveForm},
        record::Exported,
    },
};
use std::path::PathBuf;

const COLUMNS: &str = "figure,of,from,until,value";

/// Writes what is shown of figures.
pub(super) async fn figures(figures: &FiguresView, form: SaveForm, at: Time, folder: Option<PathBuf>) -> Exported {
    let (text, ending) = match form {
        SaveForm::Json => (serde_json::to_string_pretty(figures).map(|text| text + "\n"), "json"),
        SaveForm::Csv | SaveForm::Page => (Ok(lines(figures)), "csv"),
    };
    match text {
        Ok(text) => write(format!("scrim-figures-{}.{ending}", export::day(at)), text, folder).await,
        Err(_not_written) => Exported::NotWritten,
    }
}

/// Has the hub write a report, and keeps it.
pub(super) async fn report(account: &Account, of: AskTransparency, folder: Option<PathBuf>) -> Exported {
    let ending = match of.form {
        ReportForm::Json => "json",
        ReportForm::Csv => "csv",
        ReportForm::Page => "html",
    };
    let name = format!(
        "scrim-transparency-{}-{}.{ending}",
        export::day(Time(of.from)),
        export::day(Time(of.until))
    );
    let told: Result<String, Failed> = account.call(|hub| async move { hub.transparency_file(of).await }).await;
    match told {
        Ok(text) => write(name, text, folder).await,
        Err(_not_fetched) => Exported::NotFetched,
    }
}

/// Keeps a report as it was handed over: whole with its proof, and as XML, a file for the incident and one for each upload.
pub(super) async fn handed_over(handed: &HandedOver, at: Time, folder: Option<PathBuf>) -> Exported {
    let (Some(folder), Ok(whole)) = (folder, serde_json::to_string_pretty(handed)) else {
        return Exported::NotWritten;
    };
    let report = &handed.report;
    let xml = report
        .files
        .iter()
        .map(|file| (format!("{}.xml", file.item_id), file.xml.clone()));
    let files: Vec<_> = [
        ("report.json".to_owned(), whole + "\n"),
        ("report.xml".to_owned(), report.xml.clone()),
    ]
    .into_iter()
    .chain(xml)
    .collect();
    let name = format!("scrim-report-{}-{}", end_of(report.case_id), export::day(at));
    export::written(move || export::write_folder(&folder, &name, &files)).await
}

/// The end of a case's id, by which the window names it.
fn end_of(case: CaseId) -> String {
    let id = case.to_string();
    id.chars().skip(id.len().saturating_sub(8)).collect()
}

async fn write(name: String, text: String, folder: Option<PathBuf>) -> Exported {
    let Some(folder) = folder else {
        return Exported::NotWritten;
    };
    export::written(move || export::write(&folder, &name, &text)).await
}

/// A line a figure.
fn lines(figures: &FiguresView) -> String {
    let mut lines = vec![COLUMNS.to_owned()];
    lines.extend(figures.agreement.iter().flat_map(agreement));
    let sums = &figures.sums;
    for (outcome, uploads) in &sums.outcomes {
        lines.push(line("uploads", outcome, None, &uploads.to_string()));
    }
    for (said, pairs) in &sums.verdicts.matched {
        lines.push(line("matches_judged", said, None, &pairs.to_string()));
    }
    let until = Some((Time(0), figures.distances.until));
    for list in &figures.distances.lists {
        for band in &list.bands {
            let at = |figure: &str| format!("{figure}_at_{}", band.band.name());
            lines.push(line(&at("same_picture"), &list.name, until, &band.same.to_string()));
            lines.push(line(
                &at("another_picture"),
                &list.name,
                until,
                &band.different.to_string(),
            ));
        }
    }
    for month in figures.months.iter().flatten() {
        let over = Some((month.from, month.until));
        let stopped = month.outcomes.get("stopped").copied().unwrap_or_default();
        lines.push(line("stopped_with_nobody_looking", "", over, &stopped.to_string()));
        for list in &month.lists {
            lines.push(line("same_picture", &list.name, over, &list.same.to_string()));
            lines.push(line("another_picture", &list.name, over, &list.different.to_string()));
        }
    }
    lines.join("\r\n") + "\r\n"
}

/// What may be told of one queue: nothing is a word of its own, and never a nought.
fn agreement(AgreementRow { queue, agreement }: &AgreementRow) -> Vec<String> {
    let over = Some((agreement.from, agreement.to));
    let figure = |name, value: &str| line(name, &queue.name, over, value);
    match agreement.told {
        Agreement::TooFew => vec![figure("agreement", "fewer than five people")],
        Agreement::Told {
            n,
            agreed_permille,
            kappa_permille,
        } => vec![
            figure("pairs_judged_twice", &n.to_string()),
            figure("agreed_permille", &agreed_permille.to_string()),
            figure(
                "kappa_permille",
                &kappa_permille.map_or("not defined".to_owned(), |kappa| kappa.to_string()),
            ),
        ],
    }
}

fn line(figure: &str, of: &str, over: Option<(Time, Time)>, value: &str) -> String {
    let (from, until) = over.map_or_else(Default::default, |(from, until)| {
        (export::day(from), export::day(until))
    });
    format!("{figure},{},{from},{until},{value}", quoted(of))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stays_one_value_and_becomes_no_formula() {
        assert_eq!(quoted("a, \"b\""), "\"a, \"\"b\"\"\"");
        assert_eq!(quoted("=1+1"), "\"'=1+1\"");
        let text = line("same_picture", "x,y", Some((Time(0), Time(86_400_000))), "3");
        assert_eq!(text, "same_picture,\"x,y\",1970-01-01,1970-01-02,3");
    }
}
