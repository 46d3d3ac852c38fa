//! Lists, for admins.

use scrim_model::{
    ids::{BankId, EntryId},
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

/// `POST /v1/banks`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MakeBank {
    /// Its name: one line of 1 to 60 characters that no other list has.
    pub name: String,
    /// What it is about.
    pub harm: HarmType,
    /// Why it is trusted as vetted, in up to 500 characters; left out for any other list.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub vetted_reason: Option<String>,
}

/// `201` and `200` of `POST /v1/banks/{id}/entries`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Listed {
    /// The entry.
    pub entry: EntryId,
    /// It was not on the list before.
    pub is_new: bool,
}
