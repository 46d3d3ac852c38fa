//! Shifts: whether one is on, since when only veils are shown in it, and when the next one begins.
//!
//! Knows no calendar: [`super::WeeklyHours`] makes these stretches of time. Without any, nothing is limited by them.

use super::{
    record::{Interval, Record},
    settings::Settings,
};
use crate::time::Time;

/// Where somebody stands with their shifts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shift {
    /// No hours are set for them.
    Unset,
    /// One is on.
    On {
        /// Since when only veils are shown in it, or will be.
        veiled_from: Time,
        /// When it ends.
        ends_at: Time,
        /// Whether its last part has begun.
        ending: bool,
    },
    /// None is on.
    Off {
        /// When the last one ended, as far as is known.
        ended_at: Option<Time>,
        /// When the next one begins, as far as is known.
        next: Option<Time>,
    },
}

impl Shift {
    /// At `now`, and at the latest thing done too: a clock that went back into a shift does not bring it back.
    pub(super) fn at(record: &Record, activity: &[Interval], settings: &Settings, now: Time) -> Self {
        let Some(shifts) = &record.shifts else {
            return Self::Unset;
        };
        let shifts = Interval::merged(shifts.iter().copied());
        let done = activity.last().map(|last| last.end);
        let rested = record.rest.map(|rest| rest.started_at);
        let seen = done.into_iter().chain(rested).fold(now, Time::max);
        let (latest, current) = (on(&shifts, settings, seen), on(&shifts, settings, now));
        match (latest, current) {
            (Self::On { .. }, Self::Off { .. }) => current,
            _ => latest,
        }
    }

    /// When the next one begins.
    pub(super) fn next(self) -> Option<Time> {
        match self {
            Self::Off { next, .. } => next,
            Self::Unset | Self::On { .. } => None,
        }
    }

    /// When the one that is on ends.
    pub(super) fn ends_at(self) -> Option<Time> {
        match self {
            Self::On { ends_at, .. } => Some(ends_at),
            Self::Unset | Self::Off { .. } => None,
        }
    }

    /// Since when only veils are shown in the one that is on.
    pub(super) fn veiled_from(self) -> Option<Time> {
        match self {
            Self::On { veiled_from, .. } => Some(veiled_from),
            Self::Unset | Self::Off { .. } => None,
        }
    }

    /// When the one that is on ends, if its last part has begun.
    pub(super) fn ending(self) -> Option<Time> {
        match self {
            Self::On {
                ends_at, ending: true, ..
            } => Some(ends_at),
            Self::Unset | Self::On { .. } | Self::Off { .. } => None,
        }
    }
}

fn on(shifts: &[Interval], settings: &Settings, at: Time) -> Shift {
    let current = shifts.iter().find(|shift| shift.start <= at && at < shift.end);
    match current {
        Some(shift) => {
            let veiled_from = shift.end - settings.veiled_end;
            Shift::On {
                veiled_from,
                ends_at: shift.end,
                ending: at >= veiled_from,
            }
        }
        None => Shift::Off {
            ended_at: shifts.iter().rev().map(|shift| shift.end).find(|end| *end <= at),
            next: shifts.iter().map(|shift| shift.start).find(|start| *start > at),
        },
    }
}
