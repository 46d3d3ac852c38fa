//! A decided case on its way to a report, as the window draws it: no picture, no hash and nobody's name.

use super::record::Exported;
use crate::error::Code;
use scrim_model::{
    ids::{CaseId, ItemId},
    report::{Confirmed, IncidentType},
    time::Time,
    viewed::Viewed,
};
use serde::{Deserialize, Serialize};

/// A case that is being handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct HandoffView {
    /// Which case.
    pub case: CaseId,
    /// How far it is.
    pub stage: HandoffStage,
}

/// How far a hand-off is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum HandoffStage {
    /// The hub is asked what there is to report.
    Asked,
    /// It did not say.
    NotProposed {
        /// Why.
        why: NotHandedOver,
    },
    /// Somebody says what the report is to say.
    Proposed {
        /// Each upload that it is about.
        files: Vec<HandoffFile>,
        /// It is being handed over.
        under_way: bool,
        /// Why the last try was in vain.
        refused: Option<NotHandedOver>,
    },
    /// It is handed over: the log has that.
    HandedOver {
        /// What became of its files.
        written: Exported,
    },
}

/// One upload of a report, as the ledger has it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct HandoffFile {
    /// Which upload.
    pub item: ItemId,
    /// The platform's own id of it.
    pub reference: Option<String>,
    /// When it came in.
    pub received_at: Time,
    /// What the ledger bears out.
    pub viewed: Viewed,
    /// Whether it may be said that it was viewed, which is then proposed.
    pub may_be_viewed: bool,
}

/// Why nothing was handed over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct NotHandedOver {
    /// By which code; none where the hub did not answer.
    pub code: Option<Code>,
    /// When it may work.
    pub until: Option<Time>,
    /// Why, in the hub's words.
    pub says: Option<String>,
}

/// Something that is done about a hand-off.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "wants", rename_all = "snake_case")]
pub enum HandoffAct {
    /// Ask what there is to report of a case.
    Prepare {
        /// Which.
        case: CaseId,
    },
    /// Hand it over, as somebody confirms it.
    HandOver {
        /// What happened.
        incident: IncidentType,
        /// Why it is to be read first; none where it is not.
        urgent: Option<String>,
        /// Each upload, once.
        files: Vec<Confirmed>,
    },
    /// Write what was handed over into files once more.
    WriteAgain,
    /// Leave it. What is being handed over cannot be left.
    Leave,
}
