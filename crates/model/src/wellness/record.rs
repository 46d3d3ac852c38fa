//! The facts the rules work on: when a person worked, looked and rested, over all devices.
//!
//! Knows nothing of cases: what was looked at is the ledger's, not this record's. Facts may come in any
//! order and overlap; a fact later than "now" (a clock that went back) counts like any other.

use super::experience::Experience;
use crate::{
    grant::Grant,
    rung::Rung,
    time::{Span, Time},
};
use serde::{Deserialize, Serialize};

/// The window that daily limits roll over.
pub const DAY: Span = Span::hours(24);

/// How far back a record has to reach: two windows, since when a limit was reached in the last one
/// depends on what was still inside it then.
pub const REACH: Span = Span::hours(48);

/// What is known of one person's last [`REACH`].
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct Record {
    /// When they worked: a case was leased and something was done.
    pub work: Vec<Interval>,
    /// What was granted, unclosed grants counted in full.
    pub looks: Vec<LookFact>,
    /// The break they are on, or the last one.
    pub rest: Option<Rest>,
    /// Their shifts around now, those of [`REACH`] before included; none where no hours are set for them.
    pub shifts: Option<Vec<Interval>>,
    /// How used to the work they are.
    pub experience: Experience,
}

/// A stretch of work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct Interval {
    /// The first activity.
    pub start: Time,
    /// The last activity; equal to the start for a single one.
    pub end: Time,
}

/// One grant of rung 3 or more, as far as limits go.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct LookFact {
    /// When it was granted.
    pub at: Time,
    /// Whether it is a look of its own.
    pub charged: bool,
    /// The rung it counts as.
    pub rung: Rung,
    /// How long it counts for.
    pub shown: Span,
    /// When it ended by the hub's clock, or will at the latest.
    pub ends_at: Time,
    /// Whether it was at a case of a category that the organisation calls severe, when it was granted.
    pub severe: bool,
}

/// A break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct Rest {
    /// When the time off began.
    pub started_at: Time,
    /// When it ends or ended; nothing while a chosen one is open.
    pub ends_at: Option<Time>,
    /// Whose idea it was.
    pub kind: RestKind,
}

/// Whose idea a break is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum RestKind {
    /// A block's end. Runs for all of [`super::Settings::rest`]; nobody can end it early.
    Forced,
    /// The person's. As long as they like, ended by them alone, never counted; a new block begins only
    /// if the time off reached [`super::Settings::rest`].
    Chosen,
}

impl Record {
    /// Everything done, as disjoint stretches in order. A look is work even where nothing else was
    /// recorded, so that none falls outside every block.
    pub(super) fn activity(&self) -> Vec<Interval> {
        let looks = self.looks.iter().map(LookFact::interval);
        Interval::merged(self.work.iter().copied().chain(looks))
    }

    /// The record without what no rule reaches any more, its work merged.
    #[must_use]
    pub fn trimmed(mut self, now: Time) -> Self {
        let oldest = now - REACH;
        self.work = Interval::merged(self.work.into_iter().filter(|work| work.end >= oldest));
        self.looks.retain(|look| look.at >= oldest);
        self
    }
}

impl Interval {
    /// The same time as disjoint stretches in order; those that touch become one, an end before its
    /// start becomes a single moment.
    pub fn merged(intervals: impl IntoIterator<Item = Self>) -> Vec<Self> {
        let mut sorted: Vec<Self> = intervals.into_iter().map(Self::forwards).collect();
        sorted.sort_unstable();
        let mut merged: Vec<Self> = Vec::with_capacity(sorted.len());
        for next in sorted {
            match merged.last_mut() {
                Some(last) if next.start <= last.end => last.end = last.end.max(next.end),
                _ => merged.push(next),
            }
        }
        merged
    }

    /// How long it is.
    pub fn length(self) -> Span {
        self.end.since(self.start)
    }

    fn forwards(self) -> Self {
        Self {
            start: self.start,
            end: self.end.max(self.start),
        }
    }
}

impl LookFact {
    /// What a grant counts as.
    pub fn of(grant: &Grant) -> Self {
        let exposure = grant.exposure();
        Self {
            at: grant.granted_at,
            charged: grant.charged,
            rung: exposure.rung,
            shown: exposure.shown,
            ends_at: grant.ended_at.unwrap_or(grant.until),
            severe: grant.severe,
        }
    }

    fn interval(&self) -> Interval {
        Interval {
            start: self.at,
            end: self.at + self.shown,
        }
    }
}
