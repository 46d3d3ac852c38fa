//! Sums over the hub, for leads and admins. Never per person.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `GET /v1/metrics`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct Metrics {
    /// Uploads accepted.
    pub submitted: u64,
    /// Uploads that any list recognised.
    pub matched: u64,
    /// Uploads by outcome at the door.
    pub outcomes: BTreeMap<String, u64>,
    /// Cases about uploads opened; checks of what was stopped are counted apart.
    pub cases: u64,
    /// Cases decided.
    pub cases_decided: u64,
    /// Cases waiting.
    pub cases_waiting: u64,
    /// Cases whose picture could not be decoded.
    pub cases_unreadable: u64,
    /// Cases a lead has to settle, checks among them.
    pub cases_split: u64,
    /// Checks of what was stopped that were opened.
    #[serde(default)]
    pub checks: u64,
    /// Checks decided.
    #[serde(default)]
    pub checks_decided: u64,
    /// Checks a lead has to settle: whoever looked did not say that it is the same picture.
    #[serde(default)]
    pub checks_split: u64,
    /// Charged looks; only for whoever reads the audit. For leads there are whole weeks at `/v1/team/wellness`: of two
    /// answers of this one, with one person at work in between, the difference would be that person's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub looks: Option<u64>,
    /// Milliseconds on the screen by rung number; for the same.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub exposure_ms_by_rung: Option<BTreeMap<u8, u64>>,
    /// Verdicts by what they say on each axis.
    pub verdicts: VerdictCounts,
    /// Entries of our own made by verdicts.
    pub entries_added: u64,
    /// Entries confirmed by people.
    pub entries_confirmed: u64,
    /// Variants made by verdicts.
    pub variants_added: u64,
    /// Pairs excluded by verdicts.
    pub pairs_excluded: u64,
    /// Entries suspended by verdicts.
    pub entries_suspended: u64,
    /// Uploads stopped with nobody looking.
    pub stopped_without_looking: u64,
    /// Uploads that their platforms say they have taken down.
    pub removals: u64,
    /// From an upload to its removal, milliseconds, summed over those.
    pub removals_waited_ms: u64,
}

/// How many verdicts said what.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct VerdictCounts {
    /// By the match axis, per pair.
    #[serde(rename = "match")]
    pub matched: BTreeMap<String, u64>,
    /// By the listing axis, per pair.
    pub listing: BTreeMap<String, u64>,
    /// By content, per verdict.
    pub content: BTreeMap<String, u64>,
}
