//! People and sources, for admins.

use scrim_model::{
    identity::GroupGives,
    ids::PersonId,
    person::{Permission, Role},
    time::Time,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How many groups one answer holds at most.
pub const MOST_GROUPS: u32 = 200;

/// One person or source.
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a fact of its own that an admin reads, and none follows from another"
)]
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
    /// Whether they are used to the work: then nothing is halved in their first days.
    #[serde(default)]
    pub experienced: bool,
    /// They come by an identity provider: they have no password here, and their role follows their groups there.
    #[serde(default)]
    pub provided: bool,
    /// Whether a session of theirs is open; it says nothing of what they do in it.
    #[serde(default)]
    pub signed_in: bool,
}

/// `POST /v1/people`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AddPerson {
    /// The name to sign in with.
    pub name: String,
    /// Not `source`: sources have keys, not passwords.
    pub role: Role,
    /// At least 12 characters. Whoever is added with it is to choose another one before anything else.
    pub password: String,
    /// Whether they are used to the work: then nothing is halved in their first days.
    #[serde(default)]
    pub experienced: bool,
}

/// `PUT /v1/people/{id}/password`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetPassword {
    /// At least 12 characters.
    pub password: String,
}

/// `PUT /v1/me/password`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChangePassword {
    /// The one that holds.
    pub current: String,
    /// The one that is to hold: at least 12 characters, and another one.
    pub new: String,
}

/// `PATCH /v1/people/{id}`: what is left out stays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ChangePerson {
    /// What for. Of people who come by an identity provider it follows from their groups.
    pub role: Option<Role>,
    /// Whether signing in is switched off; all sessions end with it.
    pub disabled: Option<bool>,
    /// Whether they are used to the work: then nothing is halved in their first days.
    pub experienced: Option<bool>,
}

/// The query of `GET /v1/groups`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListGroups {
    /// Only those after this one; from the first on where none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<String>,
    /// How many at most, 1 to 200; 50 where it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
}

/// `200` of `GET /v1/groups`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Groups {
    /// Those that were asked for, in the order of their names.
    pub groups: Vec<Group>,
    /// There are further ones: ask for what comes after the last.
    pub more: bool,
}

/// A group of the identity provider, and what it gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct Group {
    /// Its name, as the provider writes it.
    pub name: String,
    /// What whoever is in it becomes here.
    pub gives: GroupGives,
    /// How many people were in it when they signed in last.
    pub people: u64,
}

/// One row of `GET /v1/roles`, and what `PUT /v1/roles/{role}` answers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct RoleSet {
    /// Which.
    pub role: Role,
    /// What it allows.
    pub permissions: BTreeSet<Permission>,
}

/// `PUT /v1/roles/{role}`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetRole {
    /// All that it is to allow. What makes the role stays in it, and some is not for it: the refusal says what.
    pub permissions: BTreeSet<Permission>,
}
