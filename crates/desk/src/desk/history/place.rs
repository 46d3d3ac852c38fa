//! The screen: which page of which verdicts, and how far a file of them is.

use scrim_model::{
    ids::{QueueId, VerdictId},
    time::Time,
};
use scrim_wire::{
    http::{
        history::{History, ListHistory, MOST_HISTORY, OwnVerdict},
        me::Queue,
    },
    ipc::{
        history::{HistoryFilter, HistoryView, Reading},
        oversight::QueueName,
        record::Exported,
    },
};
use std::collections::BTreeMap;

/// Rows on the screen at once: with more of them, the slowest machines take longer than a frame or two to draw a page.
const PAGE: u32 = 50;

/// The screen.
#[derive(Debug, Default)]
pub(crate) struct HistoryPlace {
    pub(super) filter: HistoryFilter,
    /// Before which verdict each page after the first begins, as far as one has gone.
    pages: Vec<VerdictId>,
    verdicts: Vec<OwnVerdict>,
    older: bool,
    queues: BTreeMap<QueueId, String>,
    pub(super) reading: Reading,
    pub(super) saving: Option<Saving>,
    pub(super) exported: Option<Exported>,
}

/// A file on its way: it stays what was asked for, whatever is filtered by meanwhile.
#[derive(Debug)]
pub(crate) struct Saving {
    filter: HistoryFilter,
    verdicts: Vec<OwnVerdict>,
    pub(super) at: Time,
}

impl HistoryPlace {
    /// Before anything has come, for somebody who is in these queues.
    pub(super) fn new(queues: &[Queue]) -> Self {
        Self {
            queues: queues.iter().map(|queue| (queue.id, queue.name.clone())).collect(),
            ..Self::default()
        }
    }

    pub(crate) fn view(&self) -> HistoryView {
        let named = |(id, name): (&QueueId, &String)| QueueName {
            id: *id,
            name: name.clone(),
        };
        let mut queues: Vec<_> = self.queues.iter().map(named).collect();
        queues.sort_by(|one, other| one.name.cmp(&other.name));
        HistoryView {
            filter: self.filter,
            verdicts: self.verdicts.clone(),
            newer: count(self.pages.len()),
            older: self.older,
            queues,
            reading: self.reading,
            saving: self.saving.as_ref().map(|saving| count(saving.verdicts.len())),
            exported: self.exported.clone(),
        }
    }

    /// The question whose answer is the page.
    pub(super) fn asks(&self) -> ListHistory {
        self.filter.asks(self.pages.last().copied(), PAGE)
    }

    /// From the newest on.
    pub(super) fn begin(&mut self, filter: HistoryFilter) {
        self.filter = filter;
        self.pages.clear();
    }

    /// On to the next page; whether there is one.
    pub(super) fn go_older(&mut self) -> bool {
        let last = self.verdicts.last().filter(|_last| self.older && self.is_there());
        let last = last.map(|last| last.verdict_id);
        self.pages.extend(last);
        last.is_some()
    }

    /// Back to the page before; whether there is one.
    pub(super) fn go_newer(&mut self) -> bool {
        self.is_there() && self.pages.pop().is_some()
    }

    fn is_there(&self) -> bool {
        self.reading == Reading::Answered
    }

    /// Takes a page, unless something else has been asked for since. Whether the one before is to be asked for: all that
    /// was on this one was taken back.
    pub(super) fn came(&mut self, asked: &ListHistory, page: History) -> bool {
        if *asked != self.asks() {
            return false;
        }
        self.reading = Reading::Answered;
        self.older = page.more;
        let names = page.verdicts.iter().map(|own| (own.queue_id, own.queue.clone()));
        self.queues.extend(names);
        self.verdicts = page.verdicts;
        self.verdicts.is_empty() && self.pages.pop().is_some()
    }

    /// The page did not come. What was there before would be taken for it.
    pub(super) fn failed(&mut self, asked: &ListHistory) {
        if *asked == self.asks() {
            self.reading = Reading::Failed;
            self.verdicts.clear();
            self.older = false;
        }
    }
}

impl Saving {
    pub(super) fn begin(filter: HistoryFilter, at: Time) -> Self {
        Self {
            filter,
            verdicts: Vec::new(),
            at,
        }
    }

    /// The question for what is still to be fetched.
    pub(super) fn asks(&self) -> ListHistory {
        let last = self.verdicts.last().map(|last| last.verdict_id);
        self.filter.asks(last, MOST_HISTORY)
    }

    /// Takes what came; whether more is to be fetched.
    pub(super) fn came(&mut self, page: History) -> bool {
        let more = page.more && !page.verdicts.is_empty();
        self.verdicts.extend(page.verdicts);
        more
    }

    pub(super) fn into_verdicts(self) -> Vec<OwnVerdict> {
        self.verdicts
    }
}

fn count(many: usize) -> u32 {
    u32::try_from(many).unwrap_or(u32::MAX)
}
