//! What an organisation tells the outside of a stretch of time. Never per person.

use super::false_matches::BandCount;
use scrim_model::{matching::HarmType, time::Time, transparency::Waits};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The query of `GET /v1/transparency`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct AskTransparency {
    /// Its first moment: the first midnight of a month in UTC, in milliseconds since 1970.
    pub from: i64,
    /// The first moment after it, the same of a later month: 1 to 13 months, and not in the future.
    pub until: i64,
    /// As what it is answered.
    #[serde(default, rename = "as")]
    #[param(inline)]
    pub form: ReportForm,
}

/// As what a transparency report is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ReportForm {
    /// Whole, for programs.
    #[default]
    Json,
    /// A line a figure, for spreadsheets.
    Csv,
    /// A page with charts, to be printed.
    Page,
}

/// `200` of `GET /v1/transparency`: a period, as things stand now. What was reversed since counts as it is now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct Transparency {
    /// Its first moment.
    pub from: Time,
    /// The first moment after it.
    pub until: Time,
    /// Uploads that came in.
    pub received: u64,
    /// Those by what stands of them: `stopped` with nobody looking, `queued`, `passed`, `no_match`, `unreadable`.
    pub outcomes: BTreeMap<String, u64>,
    /// Uploads that any list recognised.
    pub matched: u64,
    /// Cases opened.
    pub opened: u64,
    /// Cases decided that stand so.
    pub decided: u64,
    /// Those confirmed: what a list holds, or abusive.
    pub confirmed: u64,
    /// Those against another policy.
    pub other_policy: u64,
    /// Those cleared: harmless, or recognised wrongly.
    pub cleared: u64,
    /// Those decided behind a veil: nobody was granted a look.
    pub without_a_look: u64,
    /// From a case's opening to its decision.
    pub decision: Waits,
    /// From an upload to its removal by the platform, of the removals in the period.
    pub removal: Waits,
    /// Decisions reversed.
    pub reversed: u64,
    /// Appeals that platforms made.
    pub appeals: u64,
    /// Appeals answered in the period that left the decision as it was.
    pub appeals_upheld: u64,
    /// Appeals answered in the period that overturned it.
    pub appeals_overturned: u64,
    /// Entries that verdicts put on the organisation's own list and that stand.
    pub entries_added: u64,
    /// Each list, in the order of their names.
    pub lists: Vec<ListTransparency>,
}

/// What became of one list's matches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct ListTransparency {
    /// Its name.
    pub name: String,
    /// What it is about.
    pub harm: HarmType,
    /// Uploads that it recognised.
    pub matched: u64,
    /// Matches decided to be the same picture.
    pub same: u64,
    /// Those of them whose entry was disputed.
    pub disputed: u64,
    /// Matches decided to be another picture.
    pub different: u64,
    /// `different` among all that were decided, in thousandths; nothing where none were.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub false_match_permille: Option<u16>,
    /// The same by how close the matches were, closest first; bands in which nothing was decided are left out.
    #[serde(default)]
    pub bands: Vec<BandCount>,
}
