//! Services outside that are asked about uploads.

use scrim_model::{
    ids::{BankId, MatcherId},
    matcher::{MatcherKind, Mode, NoAnswer, Sends},
    time::Time,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// `POST /v1/matchers`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct AddMatcher {
    /// What people call it: one line of 1 to 60 characters.
    pub name: String,
    /// What it is.
    pub kind: MatcherKind,
    /// Where it is: `https://host/path`, or `http://` on the hub's own machine. A path comes before that of every call.
    pub address: String,
    /// By the name that a list has there, which of the hub's lists takes in what it lists. Others are left out.
    #[serde(default)]
    pub lists: BTreeMap<String, BankId>,
    /// What leaves for it: hashes where it is not said. Only what speaks as Shield does can be sent uploads.
    #[serde(default)]
    pub sends: Sends,
    /// Whether it is asked; not where it is not said.
    #[serde(default)]
    pub mode: Mode,
    /// How the hub shows who it is.
    #[serde(default)]
    pub secret: MatcherSecret,
}

/// `PATCH /v1/matchers/{id}`: what is not said stays as it is.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct ChangeMatcher {
    /// Whether it is asked. Once it is not, what it has still to answer nobody answers, and is settled without it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub mode: Option<Mode>,
    /// Which of its lists become which of the hub's, all of them. What was learned before stays where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub lists: Option<BTreeMap<String, BankId>>,
    /// What leaves for it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub sends: Option<Sends>,
    /// How the hub shows who it is, all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub secret: Option<MatcherSecret>,
    /// Where the same service is from now on. A credential is never sent to another address by itself: `secret` has to be
    /// given anew with it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub address: Option<String>,
}

/// How the hub shows who it is. It is sealed where it is kept, and never answered.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct MatcherSecret {
    /// What every call carries.
    #[serde(default)]
    pub credential: MatcherCredential,
    /// A client certificate: its key and its certificates, PEM.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub certificate: Option<String>,
}

/// What every call carries.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum MatcherCredential {
    /// Nothing: it asks nobody, or knows the hub by its address or its certificate.
    #[default]
    None,
    /// `Authorization: Bearer …`.
    Bearer {
        /// The token.
        token: String,
    },
    /// HTTP Basic.
    Basic {
        /// The name.
        name: String,
        /// The password.
        password: String,
    },
    /// Headers as a proxy before it wants them.
    Headers {
        /// Values by names.
        headers: BTreeMap<String, String>,
    },
}

/// `201` of `POST /v1/matchers`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct MatcherAdded {
    /// Its id.
    pub matcher_id: MatcherId,
}

/// A matcher.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct MatcherInfo {
    /// Its id.
    pub id: MatcherId,
    /// What people call it.
    pub name: String,
    /// What it is.
    pub kind: MatcherKind,
    /// Where it is.
    pub address: String,
    /// What leaves for it.
    pub sends: Sends,
    /// Which of its lists become which of the hub's.
    pub lists: BTreeMap<String, BankId>,
    /// Whether it is asked.
    pub mode: Mode,
    /// Since when it is known here.
    pub added_at: Time,
    /// Questions that it has still to answer.
    pub unanswered: u64,
    /// Since when the oldest of them is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub unanswered_since: Option<Time>,
    /// Why the one that was asked most often has no answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub why: Option<NoAnswer>,
    /// The same in a sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub says: Option<String>,
}

/// What a matcher says of itself, asked a moment ago.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct MatcherChecked {
    /// Whether it answers look-ups as it should.
    pub ready: bool,
    /// What to know of it, in sentences; none where all is well.
    pub says: Vec<String>,
    /// Every list there, and those that are mapped and are not there.
    pub lists: Vec<CheckedList>,
}

/// A list of a matcher.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct CheckedList {
    /// Its name there.
    pub name: String,
    /// Whether it is there.
    pub found: bool,
    /// Which of the hub's lists takes in what it lists; none where it is left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub bank_id: Option<BankId>,
    /// In which share of look-ups it takes part there, 0 to 1.
    pub share: f64,
}
