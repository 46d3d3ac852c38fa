//! When the hub is asked for cases: a few are always held ahead, so that the next one is there at once.
//!
//! Knows nothing of what a case is; it counts them.

use crate::{
    ids::CaseId,
    session::view::{Blocked, WaitingFor},
    time::{Span, Time},
};

/// Cases held at once: one on the screen and three ahead.
pub(super) const HELD: usize = 4;

/// How long an answer without cases is taken to hold.
pub(super) const ASK_AGAIN: Span = Span::seconds(5);

/// The asking.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Supply {
    asking: Asking,
    /// A case taken back, which the hub hands out first and which re-opens at the label.
    reopened: Option<CaseId>,
    /// Whether a case taken back has still to be asked for, however many are held.
    owed: bool,
    /// A case that the review was opened for: asked for by its name, before any other.
    named: Option<CaseId>,
}

/// What to ask the hub for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ask {
    /// This case and no other.
    pub(super) case: Option<CaseId>,
    /// How many.
    pub(super) want: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Asking {
    #[default]
    Idle,
    Asked,
    Empty {
        at: Time,
    },
    Refused {
        at: Time,
        why: Blocked,
    },
}

impl Supply {
    /// Of a review that begins with a case, if one is named.
    pub(super) fn beginning_with(named: Option<CaseId>) -> Self {
        Self {
            named,
            ..Self::default()
        }
    }

    /// What to ask for now, with `held` in hand; notes that it was asked for.
    pub(super) fn ask(&mut self, held: usize) -> Option<Ask> {
        if self.named.is_some() && self.asking == Asking::Idle {
            self.asking = Asking::Asked;
            return Some(Ask {
                case: self.named,
                want: 1,
            });
        }
        let missing = HELD.saturating_sub(held).max(usize::from(self.owed));
        if self.asking != Asking::Idle || missing == 0 {
            return None;
        }
        self.asking = Asking::Asked;
        self.owed = false;
        let want = u32::try_from(missing).ok()?;
        Some(Ask { case: None, want })
    }

    /// The hub answered; `cases` are those that were not held yet. Whether a case was asked for by its name and is not
    /// to be had.
    pub(super) fn answered(&mut self, cases: &[CaseId], now: Time) -> bool {
        if let Some(named) = self.named.take() {
            self.asking = Asking::Idle;
            return !cases.contains(&named);
        }
        self.asking = match cases {
            [] => Asking::Empty { at: now },
            _ => Asking::Idle,
        };
        if self.owed && !self.reopened.is_some_and(|case| cases.contains(&case)) {
            self.asking = Asking::Idle;
        } else {
            self.owed = false;
        }
        false
    }

    /// The hub refused.
    pub(super) fn refused(&mut self, why: Blocked, now: Time) {
        self.asking = Asking::Refused { at: now, why };
    }

    /// Time passed: an answer without cases grows old. So it does when the clock went back.
    pub(super) fn tick(&mut self, now: Time) {
        let (Asking::Empty { at } | Asking::Refused { at, .. }) = self.asking else {
            return;
        };
        if now < at || now.since(at) >= ASK_AGAIN {
            self.asking = Asking::Idle;
        }
    }

    /// The hub can be reached again: what it said before no longer counts.
    pub(super) fn reconnected(&mut self) {
        if self.asking != Asking::Asked {
            self.asking = Asking::Idle;
        }
    }

    /// A case was taken back and is wanted first.
    pub(super) fn reopen(&mut self, case: CaseId) {
        self.reopened = Some(case);
        self.owed = true;
        self.reconnected();
    }

    /// Whether this is the case that was taken back; asks once.
    pub(super) fn is_reopened(&mut self, case: CaseId) -> bool {
        self.reopened.take_if(|reopened| *reopened == case).is_some()
    }

    /// What an empty screen waits for.
    pub(super) fn waiting_for(&self, online: bool) -> WaitingFor {
        match self.asking {
            _ if !online => WaitingFor::Connection,
            Asking::Refused {
                why: Blocked::Offline, ..
            } => WaitingFor::Connection,
            Asking::Empty { .. } => WaitingFor::EmptyQueue,
            Asking::Idle | Asking::Asked | Asking::Refused { .. } => WaitingFor::Hub,
        }
    }
}
