//! The person's own page: roles, settings with their reasons, budget, break, queues.

use crate::known;
use scrim_model::{
    ids::{CaseId, PersonId, QueueId},
    opt_out::OptOuts,
    person::{Permission, Preferences, Role},
    scheme::Scheme,
    support::Support,
    time::Time,
    update::DeskUpdates,
    wellness::{Allowance, Effective, Settings, SettingsChange, WeeklyHours},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// Whether somebody has a password at the hub.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum PasswordKept {
    /// They come in otherwise: by an identity provider, or by a source's key.
    #[default]
    None,
    /// They have one that nobody else was told.
    Own,
    /// Somebody gave it to them: all there is to do is to choose another one.
    Given,
}

/// `GET /v1/me`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct Me {
    /// Who I am.
    pub id: PersonId,
    /// My name.
    pub name: String,
    /// What I am here for.
    pub role: Role,
    /// What that allows.
    #[serde(deserialize_with = "known::each")]
    pub permissions: Vec<Permission>,
    /// Whether a password of mine is kept here.
    #[serde(default)]
    pub password: PasswordKept,
    /// My settings as they hold, each with who set it.
    pub wellness: Effective,
    /// What I may do now.
    pub allowance: Allowance,
    /// When I work; null where no hours are set for me, and no shift limits me.
    #[serde(default)]
    pub hours: Option<WeeklyHours>,
    /// The break that is on, or the last one.
    pub looks_today: u32,
    /// Milliseconds of looking in the rolling 24 hours.
    pub looking_today_ms: i64,
    /// Milliseconds of reviewing in the rolling 24 hours.
    pub reviewing_today_ms: i64,
    /// When this block began, and how many looks it has had.
    pub block_looks: u32,
    /// My queues.
    pub queues: Vec<Queue>,
    /// What was handed to me and waits for me before anybody else, what is given up soonest first; 50 at most.
    #[serde(default)]
    pub handed: Vec<Handed>,
    /// What the whole team achieved.
    pub team: TeamEffect,
    /// What I like, where it limits nothing.
    #[serde(default)]
    pub preferences: Preferences,
    /// What I leave out: it is never given to me.
    #[serde(default)]
    pub opt_outs: OptOuts,
    /// The categories that cases here were about so far, in order.
    #[serde(default)]
    pub categories: BTreeSet<String>,
    /// How many uploads could not be read, where I may know.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub unreadable: Option<u64>,
    /// Whom I can turn to.
    #[serde(default)]
    pub support: Support,
    /// The classes that verdicts can give.
    #[serde(default)]
    pub scheme: Scheme,
    /// Whether looks are for desks alone that are left out of screen captures.
    #[serde(default)]
    pub looks_need_capture_protection: bool,
    /// Whether a desk may ask for updates of itself, where its person turns that on.
    #[serde(default)]
    pub desk_updates: DeskUpdates,
    /// The hub's time, to which all others in this answer relate.
    pub now: Time,
}

/// A case that a lead handed to me.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct Handed {
    /// Which.
    pub case: CaseId,
    /// The name of its queue, which need not be one of mine.
    pub queue: String,
    /// From when on it waits for everybody again.
    pub until: Time,
    /// The name of whoever handed it over.
    pub by: String,
    /// Why, in their words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub reason: Option<String>,
}

/// One queue, as its reviewers see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct Queue {
    /// Which.
    pub id: QueueId,
    /// Its name.
    pub name: String,
    /// How many cases wait that I could be given.
    pub waiting: u32,
    /// Since when the oldest of them waits.
    pub oldest: Option<Time>,
}

/// What the team's work achieved in all. Sums only, and of no one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct TeamEffect {
    /// Entries confirmed by people, variants included.
    pub confirmed_hashes: u64,
    /// Uploads stopped with nobody looking.
    pub stopped_without_looking: u64,
    /// Cases decided.
    pub cases_decided: u64,
}

/// `PUT /v1/me/wellness`: one's own settings, which may only be stricter than the floor.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct OwnWellness {
    /// Those that change; one that is left out stays as it is.
    pub settings: SettingsChange,
}

/// `PUT /v1/floors`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct SetFloor {
    /// Those that change; one that is left out stays as it is.
    pub settings: SettingsChange,
}

/// `GET /v1/floors`, and what setting it answers: the strictest common setting, and who must have a break.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct Floor {
    /// The floor of the whole hub.
    pub settings: Settings,
}
