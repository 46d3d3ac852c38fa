//! Programs that send uploads, and their keys, for admins.
//!
//! A key is in two answers, each given once: when a source is added, and when it is given a new one.

use scrim_model::{ids::PersonId, person::Permission, time::Time};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, fmt};

/// One source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct Source {
    /// Which.
    pub id: PersonId,
    /// Its name.
    pub name: String,
    /// Since when.
    pub added_at: Time,
    /// Whether it is switched off: whoever sends its key is refused.
    pub disabled: bool,
    /// Since when it has the key that it has.
    pub key_made_at: Time,
    /// Until when the key before is taken beside it; none where it is not any more.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub old_key_ends_at: Option<Time>,
    /// What its key allows.
    pub may: BTreeSet<Permission>,
}

/// `POST /v1/sources`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddSource {
    /// Its name: one line of 1 to 60 characters that nobody else has.
    pub name: String,
}

/// `POST /v1/sources/{id}/key`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct MakeKey {
    /// For how many hours the key before is taken beside the new one, 0 to 720; 0, where it is not said, ends it at once.
    pub old_key_lasts_hours: u16,
}

/// `PATCH /v1/sources/{id}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangeSource {
    /// Whether it is switched off.
    pub disabled: bool,
}

/// `201` of `POST /v1/sources` and of `POST /v1/sources/{id}/key`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct SourceWithKey {
    /// The source.
    #[serde(flatten)]
    pub source: Source,
    /// What it sends as its bearer token. It is kept as a hash alone, and shown this once.
    pub key: String,
}

/// A key is no line of a log.
impl fmt::Debug for SourceWithKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SourceWithKey")
            .field("source", &self.source)
            .finish_non_exhaustive()
    }
}
