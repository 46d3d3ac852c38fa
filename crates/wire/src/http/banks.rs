//! Lists, for admins.

use scrim_model::{
    ids::BankId,
    matching::{HarmType, ListTrust},
};
use serde::{Deserialize, Serialize};

/// One list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct Bank {
    /// Which.
    pub id: BankId,
    /// Its name.
    pub name: String,
    /// What it is about.
    pub harm: HarmType,
    /// How far it is trusted.
    pub trust: ListTrust,
    /// Why, where it is vetted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vetted_reason: Option<String>,
    /// How many entries it has.
    pub entries: u64,
}
