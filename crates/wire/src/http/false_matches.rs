//! How often lists are wrong, by how close what they recognised was.

use scrim_model::{
    distance::{Closeness, Judged},
    ids::BankId,
    matching::HarmType,
    time::Time,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `200` of `GET /v1/false-matches`: decisions that stand, over all time up to the end of the last week that is told of.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct FalseMatches {
    /// The first moment that is not in it any more: a Monday, midnight UTC.
    pub until: Time,
    /// Each list, in the order of their names.
    pub lists: Vec<ListFalseMatches>,
}

/// What was decided of one list's matches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct ListFalseMatches {
    /// Which list.
    pub id: BankId,
    /// Its name.
    pub name: String,
    /// What it is about.
    pub harm: HarmType,
    /// By how close the matches were, closest first; bands in which nothing was decided are left out.
    pub bands: Vec<BandCount>,
}

/// What was decided of matches that were about as close.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct BandCount {
    /// How close.
    pub band: Closeness,
    /// Matches decided to be the same picture.
    pub same: u64,
    /// Matches decided to be another picture.
    pub different: u64,
    /// `different` among both, in thousandths; nothing where neither was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub false_match_permille: Option<u16>,
}

impl BandCount {
    /// Bands as they are told, closest first.
    pub fn each(bands: BTreeMap<Closeness, Judged>) -> Vec<Self> {
        let told = bands.into_iter().map(|(band, judged)| Self {
            band,
            same: judged.same,
            different: judged.different,
            false_match_permille: judged.false_permille(),
        });
        told.collect()
    }
}
