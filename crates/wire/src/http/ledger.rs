//! The ledger as it is told: one's own days, who opened one's record, and how clearly a case was seen.

use crate::http::audit::Receipt;
use scrim_model::{
    ids::{CaseId, GrantId, ItemId},
    time::Time,
    viewed::Facts,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// How many accesses one answer holds, where it is not said and at most.
pub const MOST_ACCESSES: u32 = 100;

/// The query of `GET /v1/me/days`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListDays {
    /// A time of the first day, in milliseconds since 1970.
    pub from: i64,
    /// How many days, 1 to 35; 7 where it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<u8>,
    /// How many minutes my clock is ahead of UTC, -840 to 840; it says where midnight is.
    #[serde(default)]
    pub offset_minutes: i32,
}

/// One day of mine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct DayRow {
    /// Its midnight.
    pub starts: Time,
    /// Milliseconds of reviewing.
    pub reviewing_ms: i64,
    /// Looks charged.
    pub looks: u32,
    /// Milliseconds on the screen by the number of the rung they count as.
    pub looking_ms_by_rung: BTreeMap<u8, i64>,
}

/// The query of `GET /v1/me/accesses`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct ListAccesses {
    /// Only those before this one; the newest where none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<Uuid>,
    /// How many at most, 1 to 100; 100 where it is not said. An answer with fewer is the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
}

/// That somebody else opened my record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct AccessRow {
    /// Its id.
    #[ts(type = "string")]
    pub id: Uuid,
    /// When.
    pub at: Time,
    /// Who; none where it was opened at the hub's own machine.
    pub by: Option<String>,
    /// Why, in their words.
    pub reason: String,
}

/// `POST /v1/people/{id}/exposures`: opens somebody else's record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpenRecord {
    /// Why, in one line of at most 500 characters. The person is told of it.
    pub reason: String,
    /// Only rows before this grant of theirs; the newest where none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<GrantId>,
    /// How many at most, 1 to 1,000; 1,000 where it is not said. An answer with fewer is the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
}

/// How clearly a case was seen by people, with nobody's name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseExposures {
    /// Which case.
    pub case_id: CaseId,
    /// Each of its uploads.
    pub items: Vec<ItemExposure>,
}

/// How clearly one upload was seen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ItemExposure {
    /// Which upload.
    pub item_id: ItemId,
    /// What the ledger bears out.
    pub facts: Facts,
    /// Whether a report would say that the file was viewed: proposed from the facts, for somebody authorised to confirm.
    pub proposes_viewed: bool,
    /// When its platform took it down, by the platform's clock; none where it has not said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub removed_at: Option<Time>,
}

/// `200` of `POST /v1/cases/{id}/exposures`: an export, and the proof of it. `scrim-hub audit verify --against` takes it
/// as a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CaseExport {
    /// What is exported.
    pub export: CaseExposures,
    /// SHA-256 of it as compact JSON, hex. A row of the log before the receipt's names it.
    pub sha256: String,
    /// How far the log had come, signed: at least as far as that row.
    pub receipt: Receipt,
}
