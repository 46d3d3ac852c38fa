//! One's own verdicts, as the window draws them: one page at a time, however many there are.

use super::{oversight::QueueName, record::Exported};
use crate::http::history::{ListHistory, OwnVerdict};
use scrim_model::{
    history::Fate,
    ids::{QueueId, VerdictId},
    time::Time,
    verdict::Content,
};
use serde::{Deserialize, Serialize};

/// One's own verdicts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
pub struct HistoryView {
    /// Which are wanted.
    pub filter: HistoryFilter,
    /// Those of this page, the newest first.
    pub verdicts: Vec<OwnVerdict>,
    /// How many pages lie before it.
    pub newer: u32,
    /// There are older ones.
    pub older: bool,
    /// Queues by which can be filtered, by their names: one's own, and those of verdicts that were on the screen.
    pub queues: Vec<QueueName>,
    /// Whether the page is what was asked for.
    pub reading: Reading,
    /// How many verdicts have been fetched for the file that is being made; none where none is.
    pub saving: Option<u32>,
    /// What became of the last file.
    pub exported: Option<Exported>,
}

/// How far the hub's answer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
#[serde(rename_all = "snake_case")]
pub enum Reading {
    /// It is being asked; what is on the screen is what was there before.
    #[default]
    Asked,
    /// It has answered.
    Answered,
    /// It did not answer, or refused.
    Failed,
}

/// Which verdicts are wanted; all where nothing is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, ts_rs::TS)]
pub struct HistoryFilter {
    /// Given then or later.
    pub from: Option<Time>,
    /// Given before.
    pub to: Option<Time>,
    /// In this queue.
    pub queue: Option<QueueId>,
    /// That said this of the content.
    pub content: Option<Content>,
    /// Given without a look, or with one.
    pub without_look: Option<bool>,
    /// Of which this became.
    pub fate: Option<Fate>,
}

impl HistoryFilter {
    /// The question for those of them that were given before one, so many at most.
    pub fn asks(self, before: Option<VerdictId>, most: u32) -> ListHistory {
        let Self {
            from,
            to,
            queue,
            content,
            without_look,
            fate,
        } = self;
        ListHistory {
            before,
            most: Some(most),
            from,
            to,
            queue,
            content,
            without_look,
            fate,
        }
    }
}

/// What a person does on the screen of their own verdicts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ts_rs::TS)]
#[serde(tag = "does", rename_all = "snake_case")]
pub enum HistoryAct {
    /// Shows only some of them, from the newest on.
    Filter {
        /// Which; all of it.
        filter: HistoryFilter,
    },
    /// Goes on to older ones.
    Older,
    /// Goes back to newer ones.
    Newer,
    /// Asks for the same page again.
    Again,
    /// Writes all that the filter lets through into a file, for a spreadsheet.
    Save,
    /// Makes no file after all.
    StopSaving,
    /// Takes a verdict back that can still be taken back.
    TakeBack {
        /// Which.
        verdict: VerdictId,
    },
}
