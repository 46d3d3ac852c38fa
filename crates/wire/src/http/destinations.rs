//! Whom confirmed verdicts are told to.

use scrim_model::{
    delivery::{Ground, Mode},
    ids::{BankId, DestinationId, MatcherId, PersonId},
    matching::HarmType,
    time::Time,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// `POST /v1/destinations`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct AddDestination {
    /// What people call it: one line of 1 to 60 characters.
    pub name: String,
    /// Where it is: `https://host/path`, or `http://` on the hub's own machine. Left out for a matcher, which is told
    /// where it is asked.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub address: String,
    /// What its lists are about: a verdict on a list of another type never goes there.
    pub harm: HarmType,
    /// Which lists it hears of; all of its harm type where none are named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub banks: Option<BTreeSet<BankId>>,
    /// Whether anything goes there; nothing where it is not said.
    #[serde(default)]
    pub mode: Mode,
    /// What it is, and how the hub shows who it is.
    pub to: AddDestinationTo,
}

/// What a destination is, and how the hub shows who it is. Secrets are sealed where they are kept, and never answered.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum AddDestinationTo {
    /// The platform that sent the uploads: it is told what became of its own.
    Platform {
        /// The source whose uploads it hears of.
        source_id: PersonId,
        /// What signs messages: `whsec_` and 24 to 64 bytes in Base64; one is made where it is not said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        secret: Option<String>,
    },
    /// NCMEC's hash sharing, version 2: feedback on fingerprints. Its address ends before `/v2`.
    Ncmec {
        /// Under which name the hub is known there.
        user: String,
        /// Its password.
        password: String,
    },
    /// A matcher of the HMA kind: what people confirmed is banked there, what they dispute is disabled. It is told where
    /// it is asked, by the same credential.
    Hma {
        /// The matcher.
        matcher_id: MatcherId,
        /// Its bank of confirmed content, by the name it has there: capital letters, digits and underscores.
        confirmed: String,
    },
}

/// `201` of `POST /v1/destinations`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DestinationAdded {
    /// Its id.
    pub destination_id: DestinationId,
    /// The secret that was made for it: it is shown this once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub secret: Option<String>,
}

/// `PUT /v1/destinations/{id}/mode`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SetMode {
    /// Whether anything goes there.
    pub mode: Mode,
}

/// `200` of `POST /v1/destinations/{id}/bank`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct BankThere {
    /// The name of the bank of confirmed content.
    pub name: String,
    /// Which share of look-ups it takes part in: from 1 on all, at 0 none.
    pub matching_enabled_ratio: f64,
}

/// `200` of `POST /v1/destinations/{id}/check`: what a destination says of itself, asked a moment ago.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct DestinationChecked {
    /// Whether it takes what it is to be told.
    pub ready: bool,
    /// What to know of it, in sentences; none where all is well.
    pub says: Vec<String>,
    /// Of NCMEC: its own words for reasons, as it has them now.
    pub reasons: Vec<OwnReason>,
    /// Of a matcher: its bank of confirmed content.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bank: Option<CheckedBank>,
}

/// A destination's own word for a reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct OwnReason {
    /// Of which kind of fingerprint it may be given.
    pub fingerprint: String,
    /// The word.
    pub word: String,
    /// What it means, in the destination's own words.
    pub reason: String,
}

/// A matcher's bank of confirmed content.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct CheckedBank {
    /// Its name there.
    pub name: String,
    /// Whether it is there.
    pub found: bool,
    /// In which share of look-ups it takes part there, 0 to 1; none where it is not there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub share: Option<f64>,
}

/// What a destination is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum DestinationKind {
    /// A platform that sends uploads.
    Platform,
    /// NCMEC's hash sharing.
    Ncmec,
    /// A matcher of the HMA kind.
    Hma,
}

/// A destination.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct DestinationInfo {
    /// Its id.
    pub id: DestinationId,
    /// What people call it.
    pub name: String,
    /// What it is.
    pub kind: DestinationKind,
    /// Of a platform: the source whose uploads it hears of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub source_id: Option<PersonId>,
    /// Of a matcher: which.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub matcher_id: Option<MatcherId>,
    /// Of a matcher: its bank of confirmed content.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub confirmed: Option<String>,
    /// Where it is; of a matcher: where that is.
    pub address: String,
    /// What its lists are about.
    pub harm: HarmType,
    /// Which lists it hears of; all of its harm type where none are named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub banks: Option<BTreeSet<BankId>>,
    /// Whether anything goes there.
    pub mode: Mode,
    /// Its own words for the hub's reasons.
    pub reasons: BTreeMap<Ground, String>,
    /// Since when it is known here.
    pub added_at: Time,
    /// Messages that are planned, under way, or tried again later.
    pub waiting: u64,
    /// Messages that a person has to look at.
    pub dead: u64,
}
