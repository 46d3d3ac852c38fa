//! Queues, rules and open cases, for leads: no picture, no hash, no verdict.

use crate::known;
use scrim_model::{
    case::Stage,
    ids::{BankId, CaseId, LeaseId, PersonId, QueueId},
    matching::HarmType,
    person::Role,
    queue::QueueSettings,
    redirect::Destination,
    routing::{CameBy, Rule},
    time::Time,
};
use serde::{Deserialize, Serialize};

/// How many cases one answer holds at most.
pub const MOST_CASES: u32 = 200;

/// The longest time that a dry run of rules looks back, hours.
pub const MOST_HOURS: u32 = 24 * 7;

/// `POST /v1/queues`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MakeQueue {
    /// Its name, 1 to 80 characters.
    pub name: String,
}

/// One row of `GET /v1/queues/all`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct QueueInfo {
    /// Which.
    pub id: QueueId,
    /// Its name.
    pub name: String,
    /// What holds in it.
    pub settings: QueueSettings,
    /// The lists whose matches come here unless a rule says otherwise.
    pub lists: Vec<String>,
    /// Open cases that are given to whoever comes.
    pub waiting: u64,
    /// With somebody.
    pub leased: u64,
    /// Held back, or within the grace time of a first verdict.
    pub later: u64,
    /// Escalated, or split.
    pub for_leads: u64,
    /// That nobody may take.
    pub stranded: u64,
    /// Since when the oldest of all waits.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub oldest: Option<Time>,
}

/// `GET` and `PUT /v1/rules`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
#[serde(deny_unknown_fields)]
pub struct RuleBook {
    /// Grows by one with every change; sent back with a change, so that nobody overwrites another's.
    pub revision: u64,
    /// In their order: the first that fits decides.
    pub rules: Vec<Rule>,
}

/// `POST /v1/rules/dry-run`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TryRules {
    /// The rules to try.
    pub rules: Vec<Rule>,
    /// How many hours back, 1 to 168.
    pub hours: u32,
}

/// `200` of `POST /v1/rules/dry-run`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct DryRun {
    /// How many cases were opened in that time.
    pub cases: u64,
    /// There were more, of which only the newest were tried.
    pub capped: bool,
    /// For each rule in its order, how many it would have decided.
    pub by_rule: Vec<u64>,
    /// How many would have gone where, from where they are now.
    pub moves: Vec<Moved>,
}

/// Cases of a dry run that are in one queue and would have gone to one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct Moved {
    /// Where they are.
    pub from: QueueId,
    /// Where they would have gone; the same where they would have stayed.
    pub to: QueueId,
    /// How many.
    pub cases: u64,
}

/// `POST /v1/cases/{id}/redirect`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Redirect {
    /// Where to.
    pub destination: Destination,
    /// The lease of whoever holds it, who may escalate; a lead needs none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lease: Option<LeaseId>,
    /// Why, in at most 1,000 characters; they never leave the hub.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// The query of `GET /v1/queues/{id}/cases`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListCases {
    /// Only those after this one; from the first on where none is named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<CaseId>,
    /// How many at most, 1 to 200; 50 where it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
}

/// `200` of `GET /v1/queues/{id}/cases`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct OpenCases {
    /// Those that were asked for, oldest first.
    pub cases: Vec<OpenCase>,
    /// There are further ones: ask for what comes after the last.
    pub more: bool,
}

/// One open case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct OpenCase {
    /// Which.
    pub id: CaseId,
    /// A verdict, or a lead's settling.
    pub stage: Stage,
    /// Higher is taken first.
    pub priority: i16,
    /// Since when it waits.
    pub since: Time,
    /// Who has it now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub with: Option<Named>,
    /// Who is given it next, for a day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub handed_to: Option<Named>,
    /// Given to nobody before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub not_before: Option<Time>,
    /// Who has sent it there, and why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub sent: Option<SentBy>,
    /// By what it came there, as it was then; none of cases from before that was kept.
    #[serde(default, skip_serializing_if = "Option::is_none", deserialize_with = "known::note")]
    #[ts(optional)]
    pub came: Option<CameBy>,
    /// Asked of the leads.
    pub escalated: bool,
    /// How many people have passed it on.
    pub passed_on: u32,
    /// How many uploads are folded into it.
    pub uploads: u32,
    /// Nobody may take it.
    pub stranded: bool,
}

/// Somebody, by name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct Named {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
}

/// How a case came to be where it is, by hand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct SentBy {
    /// By whom.
    pub by: Named,
    /// When.
    pub at: Time,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub reason: Option<String>,
    /// Whom it was handed to, also when it is not theirs any more; nobody where they passed it on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[ts(optional)]
    pub to: Option<Named>,
}

/// One row of `GET /v1/cases/{id}/recipients`: somebody whom a case can be handed to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct Recipient {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// What they are here for.
    pub role: Role,
    /// They take cases from its queue.
    pub of_queue: bool,
}

/// `GET /v1/directory`: what rules and queues can name.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct Directory {
    /// Who reviews.
    pub people: Vec<Reviewer>,
    /// Who sends uploads.
    pub sources: Vec<Named>,
    /// The lists.
    pub lists: Vec<ListName>,
}

/// Somebody who reviews.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct Reviewer {
    /// Who.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// What they are here for.
    pub role: Role,
}

/// One list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct ListName {
    /// Which.
    pub id: BankId,
    /// Its name.
    pub name: String,
    /// What it is about.
    pub harm: HarmType,
}

/// `POST /v1/leases/{id}/notes`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LeaveNote {
    /// The words, 1 to 1,000 characters; they never leave the hub.
    pub text: String,
}

/// One row of `GET /v1/leases/{id}/notes`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema, ts_rs::TS)]
pub struct Note {
    /// When it was left.
    pub at: Time,
    /// By whoever reads it.
    pub own: bool,
    /// The words.
    pub text: String,
}
