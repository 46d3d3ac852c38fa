//! The audit chain, for admins.

use scrim_model::{
    audit::{Entry, EntryKind},
    ids::{CaseId, PersonId},
    time::Time,
};
use serde::{Deserialize, Deserializer, Serialize, de::Error};

/// A signed checkpoint: proof, kept elsewhere, of how far the chain had come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct Receipt {
    /// The hub that signed.
    pub hub: String,
    /// The number of the last row covered.
    pub seq: u64,
    /// The chain's hash after that row, hex.
    pub head: String,
    /// When.
    pub at: Time,
    /// Ed25519 over the above, hex.
    pub signature: String,
    /// The key to check it with, hex.
    pub public_key: String,
}

/// How many entries one answer holds at most.
pub const MOST_ENTRIES: u32 = 500;

/// The query of `GET /v1/audit`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub struct AskAudit {
    /// Only entries before the one of this number; from the last on where none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<u64>,
    /// How many at most, 1 to 500; 50 where it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
    /// Not before this time, milliseconds since 1970.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<i64>,
    /// Before this time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<i64>,
    /// Of this kind alone.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "asked_for")]
    #[param(inline)]
    pub kind: Option<EntryKind>,
    /// By this person or source, as far as it is told who did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub actor: Option<PersonId>,
    /// About this case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub case: Option<CaseId>,
}

/// A word that nobody knows is a slip of whoever asks, and not what a later version wrote.
fn asked_for<'de, D: Deserializer<'de>>(kind: D) -> Result<Option<EntryKind>, D::Error> {
    match Option::<EntryKind>::deserialize(kind)? {
        Some(EntryKind::Other) => Err(D::Error::custom("there is no such kind of entry")),
        kind => Ok(kind),
    }
}

/// `200` of `GET /v1/audit`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema)]
pub struct AuditPage {
    /// The newest first. There may be none though there are further ones: 50,000 rows of the log are looked through at
    /// once.
    pub entries: Vec<Entry>,
    /// Go on `before` this number; none at the end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub go_on_before: Option<u64>,
}

/// `POST /v1/audit/verification`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct VerifyAudit {
    /// Go on after this; from the first row on where it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<VerifiedTo>,
}

/// How far a verification has come.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct VerifiedTo {
    /// The last row that was looked at; 0 for none.
    pub seq: u64,
    /// The log's hash after that row, hex.
    pub head: String,
}

/// `200` of `POST /v1/audit/verification`: what 100,000 rows of the log come to, or as many as are left.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct AuditVerification {
    /// How many rows there are.
    pub length: u64,
    /// What was found.
    pub found: VerificationFound,
}

/// What a step of a verification found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum VerificationFound {
    /// It holds so far: ask again, `after` this.
    GoesOn {
        /// How far it has come.
        to: VerifiedTo,
        /// Signed checkpoints that fit what was looked at.
        checkpoints: u64,
    },
    /// It holds to its end.
    Holds {
        /// How far it has come: all of it.
        to: VerifiedTo,
        /// Signed checkpoints that fit what was looked at.
        checkpoints: u64,
    },
    /// It does not hold.
    Broken {
        /// At which row.
        row: u64,
        /// How.
        how: BrokenHow,
    },
}

/// How a log does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum BrokenHow {
    /// The row is not there, or not where it was.
    Missing,
    /// The row was changed, or the one before it.
    Altered,
    /// A checkpoint covers this row, and the log ends before it.
    Truncated,
    /// A checkpoint saw another log here.
    Rewritten,
    /// The checkpoint here is not signed by this hub.
    NotSigned,
}
