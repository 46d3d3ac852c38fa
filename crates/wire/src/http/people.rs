//! People and sources, for admins.

use scrim_model::{ids::PersonId, person::Role, time::Time};
use serde::{Deserialize, Serialize};

/// One person or source.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct Person {
    /// Who.
    pub id: PersonId,
    /// The name to sign in with.
    pub name: String,
    /// What for.
    pub role: Role,
    /// Since when.
    pub added_at: Time,
    /// Whether signing in is switched off.
    pub disabled: bool,
}

/// `POST /v1/people`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddPerson {
    /// The name to sign in with.
    pub name: String,
    /// Not `source`: sources have keys, not passwords.
    pub role: Role,
    /// At least 12 characters.
    pub password: String,
}
