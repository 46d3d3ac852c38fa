//! One's own record as files: what the hub gave of it, for a program, or as tables for a spreadsheet.
//!
//! `docs/desk.md` says what each column holds. Knows nothing of the hub, nor where files lie.

use crate::export::{moment, quoted};
use scrim_model::{grant::Presented, matching::MatchKind, viewed::SeenPair, wellness::RestKind};
use scrim_wire::http::{
    exposures::ExposureRow,
    ledger::AccessRow,
    record::{OwnFacts, PersonExport},
};
use serde::Serialize;

/// Whose record files hold, and all of it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub(crate) struct WholeRecord {
    pub(crate) hub: String,
    pub(crate) name: String,
    /// In parts, each with the hub's proof; none of a hub that is older than this desk.
    pub(crate) parts: Vec<PersonExport>,
    /// Looks of an older hub, which gives nothing else and proves nothing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) rows: Vec<ExposureRow>,
    pub(crate) accesses: Vec<AccessRow>,
}

impl WholeRecord {
    fn looks(&self) -> impl Iterator<Item = &ExposureRow> {
        let proven = self.parts.iter().flat_map(|part| &part.export.rows);
        proven.chain(&self.rows)
    }

    fn own(&self) -> Option<&OwnFacts> {
        self.parts.iter().find_map(|part| part.export.own.as_ref())
    }
}

/// For a program, as the hub gave it.
pub(crate) fn json(record: &WholeRecord) -> serde_json::Result<String> {
    serde_json::to_string_pretty(record).map(|text| text + "\n")
}

/// For a spreadsheet: a file for each table, by its name.
pub(crate) fn tables(record: &WholeRecord) -> Vec<(String, String)> {
    let mut files = vec![
        table("looks", LOOKS, record.looks().map(look)),
        table("accesses", "at,by,reason", record.accesses.iter().map(access)),
    ];
    if let Some(own) = record.own() {
        let worked = own.reviewed.iter();
        let breaks = own.breaks.iter().map(|rest| {
            let ended = rest.ends_at.map(moment).unwrap_or_default();
            let kind = match rest.kind {
                RestKind::Forced => "due",
                RestKind::Chosen => "chosen",
            };
            format!("{},{ended},{kind}", moment(rest.started_at))
        });
        files.extend([
            table(
                "reviewed",
                "from,to",
                worked.map(|work| format!("{},{}", moment(work.start), moment(work.end))),
            ),
            table("breaks", "from,to,kind", breaks),
            table("settings", "setting,value,from,until_the_block_is_over", settings(own)),
            table("left-out", "what,name", left_out(own)),
            table("hours", "zone,day,from,to", hours(own)),
        ]);
    }
    files
}

fn table(name: &str, columns: &str, lines: impl IntoIterator<Item = String>) -> (String, String) {
    let lines = std::iter::once(columns.to_owned()).chain(lines);
    let text = lines.map(|line| line + "\r\n").collect();
    (format!("{name}.csv"), text)
}

const LOOKS: &str = "granted_at,case,upload,rung,counts_as,counts_ms,own_look,shown_ms,region_permille,width_px,\
                     height_px,entry,match,distance,sign_in";

fn look(row: &ExposureRow) -> String {
    format!(
        "{},{},{},{},{},{},{},{},{},{}",
        moment(row.granted_at),
        row.case_id,
        row.item_id,
        u8::from(row.rung),
        u8::from(row.counts_as),
        row.counts_ms,
        row.charged,
        row.presented.map_or(",,,".to_owned(), shown),
        row.pair.map_or(",,".to_owned(), beside),
        row.session_id.map(|session| session.to_string()).unwrap_or_default(),
    )
}

fn shown(presented: Presented) -> String {
    format!(
        "{},{},{},{}",
        presented.shown_ms, presented.region_permille, presented.width_px, presented.height_px
    )
}

fn beside(pair: SeenPair) -> String {
    let (word, distance) = match pair.kind {
        MatchKind::Exact => ("exact", "0".to_owned()),
        MatchKind::Near { distance } => ("near", distance.to_string()),
        MatchKind::SaidNear => ("said_near", String::new()),
    };
    format!("{},{word},{distance}", pair.entry)
}

fn access(access: &AccessRow) -> String {
    let by = access.by.as_deref().unwrap_or_default();
    format!("{},{},{}", moment(access.at), quoted(by), quoted(&access.reason))
}

/// What holds, each with who decided it: times are in milliseconds, as the hub has them.
fn settings(own: &OwnFacts) -> Vec<String> {
    let values = serde_json::to_value(own.wellness.settings).unwrap_or_default();
    let line = |reason: &scrim_model::wellness::Reason| {
        let name = reason.setting.code();
        let value = values.get(name).map(ToString::to_string).unwrap_or_default();
        format!("{name},{value},{},{}", word(&reason.from), reason.passing)
    };
    own.wellness.reasons.iter().map(line).collect()
}

fn left_out(own: &OwnFacts) -> Vec<String> {
    let categories = own.opt_outs.categories.iter();
    let categories = categories.map(|category| format!("category,{}", quoted(category)));
    let media = own.opt_outs.media.iter().map(|kind| format!("media,{}", word(kind)));
    categories.chain(media).collect()
}

fn hours(own: &OwnFacts) -> Vec<String> {
    let Some(hours) = &own.hours else {
        return Vec::new();
    };
    let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
    let line = |window: &scrim_model::wellness::Window| {
        let (from, to) = (clock(window.from), clock(window.to));
        format!("{},{},{from},{to}", quoted(&hours.zone), word(&window.day))
    };
    hours.windows.iter().map(line).collect()
}

/// A word of the contract, as it is sent.
fn word(value: &impl Serialize) -> String {
    let said = serde_json::to_value(value).unwrap_or_default();
    said.as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests;
