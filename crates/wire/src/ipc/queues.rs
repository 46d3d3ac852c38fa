//! The screen of those who run queues: what is shown of them, of the open cases of one and of how it does.

use super::{oversight::SaveForm, record::Exported};
use crate::http::{
    flow::QueueFlow,
    queues::{Directory, DryRun, OpenCase, QueueInfo, Recipient, RuleBook},
    team::TeamWeek,
};
use scrim_model::ids::{CaseId, QueueId};
use serde::{Deserialize, Serialize};

/// Queues, for those who run them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ts_rs::TS)]
pub struct QueuesView {
    /// Every queue.
    pub queues: Vec<QueueInfo>,
    /// The rules.
    pub book: RuleBook,
    /// What rules and queues can name.
    pub directory: Directory,
    /// What came of the last dry run.
    pub tried: Option<DryRun>,
    /// What may be told of the team's last weeks, the newest first; nothing for whom that is not.
    pub weeks: Vec<TeamWeek>,
    /// The open cases of one queue, where they were asked for.
    pub cases: Option<QueueCases>,
    /// How cases come to one queue and leave it, where that was asked for.
    pub flow: Option<FlowView>,
    /// The hub is being asked.
    pub busy: bool,
}

/// How cases come to a queue and leave it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct FlowView {
    /// Which queue.
    pub queue: QueueId,
    /// What is told of it, once it has come.
    pub told: Option<QueueFlow>,
    /// What became of writing it into a file.
    pub exported: Option<Exported>,
}

/// Open cases of one queue, as far as they have been fetched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct QueueCases {
    /// Which queue.
    pub queue: QueueId,
    /// Oldest first.
    pub cases: Vec<OpenCase>,
    /// There are further ones.
    pub more: bool,
    /// The one that is being sent elsewhere.
    pub sending: Option<SendingView>,
}

/// A case that is being sent elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct SendingView {
    /// Which.
    pub case: CaseId,
    /// Whom it can be handed to, once they have come.
    pub recipients: Option<Vec<Recipient>>,
}

/// What is looked at there, or put away.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "does", rename_all = "snake_case")]
pub enum QueuesAct {
    /// See how cases come to a queue and leave it.
    ShowFlow {
        /// Which.
        queue: QueueId,
    },
    /// Put that away.
    HideFlow,
    /// Write it into a file.
    SaveFlow {
        /// Of which kind; it is no page.
        form: SaveForm,
    },
    /// Put the list of open cases away.
    HideCases,
    /// Fetch further ones of them.
    MoreCases,
    /// Choose where a case of the list is sent.
    ChooseWhere {
        /// Which.
        case: CaseId,
    },
    /// Send it nowhere after all.
    Keep,
}
