//! Taking back the last verdict, also before the hub has acknowledged it.
//!
//! Knows nothing of delivery: a verdict that was sent is sooner or later taken or refused.

use crate::{
    ids::{CaseId, VerdictId},
    session::view::UndoView,
    time::Time,
};

/// The verdicts that can still change.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Undo {
    /// Sent and not yet acknowledged, oldest first.
    sent: Vec<Sent>,
    /// The last one, unless it was taken back.
    last: Option<Last>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Sent {
    case: CaseId,
    /// The person wants it back as soon as it has an id.
    take_back: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    Sent { case: CaseId },
    Taken { verdict: VerdictId, until: Time },
}

impl Undo {
    /// A verdict went out.
    pub(super) fn sent(&mut self, case: CaseId) {
        self.sent.push(Sent { case, take_back: false });
        self.last = Some(Last::Sent { case });
    }

    /// The person wants the last one back: its id, where it has one and its grace is not over.
    pub(super) fn wanted(&mut self, now: Time) -> Option<VerdictId> {
        match self.last.take()? {
            Last::Taken { verdict, until } => (now < until).then_some(verdict),
            Last::Sent { case } => {
                let sent = self.sent.iter_mut().rev().find(|sent| sent.case == case);
                if let Some(sent) = sent {
                    sent.take_back = true;
                }
                None
            }
        }
    }

    /// The hub took one: its id, where the person already wants it back.
    pub(super) fn taken(&mut self, case: CaseId, verdict: VerdictId, until: Time) -> Option<VerdictId> {
        let sent = self.settle(case)?;
        if self.last == Some(Last::Sent { case }) {
            self.last = Some(Last::Taken { verdict, until });
        }
        sent.take_back.then_some(verdict)
    }

    /// The hub refused one for good: there is nothing to take back.
    pub(super) fn refused(&mut self, case: CaseId) {
        self.settle(case);
        self.last.take_if(|last| *last == Last::Sent { case });
    }

    /// The last verdict, where it can be taken back now.
    pub(super) fn view(&self, now: Time) -> Option<UndoView> {
        match self.last? {
            Last::Taken { verdict, until } if now < until => Some(UndoView { verdict, until }),
            Last::Taken { .. } | Last::Sent { .. } => None,
        }
    }

    fn settle(&mut self, case: CaseId) -> Option<Sent> {
        let at = self.sent.iter().position(|sent| sent.case == case)?;
        Some(self.sent.remove(at))
    }
}
