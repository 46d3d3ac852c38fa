//! The two budgets of looking per rolling day: how often and how long.
//!
//! Knows nothing of blocks or breaks.

use super::{
    record::{DAY, LookFact, Record},
    settings::Settings,
};
use crate::time::{Span, Time};
use std::cmp::Reverse;

/// What is left of both budgets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Budget {
    /// Looks left.
    pub(super) looks_left: u32,
    /// Looking time left.
    pub(super) looking_left: Span,
    /// When both have something left again; nothing where they have, or where a limit is zero.
    pub(super) frees_at: Option<Time>,
}

impl Budget {
    /// What is left at `now`. A look counts whole while its grant is younger than 24 h.
    pub(super) fn at(record: &Record, settings: &Settings, now: Time) -> Self {
        let oldest = now - DAY;
        let mut recent: Vec<&LookFact> = record.looks.iter().filter(|look| look.at > oldest).collect();
        recent.sort_unstable_by_key(|look| Reverse(look.at));
        let charged = u32::try_from(recent.iter().filter(|look| look.charged).count()).unwrap_or(u32::MAX);
        let looking: Span = recent.iter().map(|look| shown(look)).sum();
        let mut budget = Self {
            looks_left: settings.looks_per_day.saturating_sub(charged),
            looking_left: settings.looking_per_day - looking,
            frees_at: None,
        };
        if budget.spent() {
            budget.frees_at = frees_at(&recent, settings);
        }
        budget
    }

    /// Whether no look is left.
    pub(super) fn spent(self) -> bool {
        self.looks_left == 0 || self.looking_left == Span::ZERO
    }
}

/// When enough of `recent`, latest first, has left the window: the earliest look that must go is the
/// one with which the later ones reach a limit.
fn frees_at(recent: &[&LookFact], settings: &Settings) -> Option<Time> {
    if settings.looks_per_day == 0 || settings.looking_per_day <= Span::ZERO {
        return None;
    }
    let (mut charged, mut looking) = (0_u32, Span::ZERO);
    let reaches = |look: &&&LookFact| {
        charged = charged.saturating_add(u32::from(look.charged));
        looking = looking + shown(look);
        charged >= settings.looks_per_day || looking >= settings.looking_per_day
    };
    recent.iter().find(reaches).map(|look| look.at + DAY)
}

fn shown(look: &LookFact) -> Span {
    look.shown.max(Span::ZERO)
}
