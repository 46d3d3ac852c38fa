//! Breaks: which one holds, starting one at any time, ending a chosen one.
//!
//! Knows nothing of what is shown during a break. A block's end forces a break even if nobody records
//! it; a recorded one also holds when the settings change meanwhile.

use super::{
    block::{Run, grace},
    floor::Effective,
    record::{Interval, Record, Rest, RestKind},
    refusal::{Refusal, Rule},
    settings::Settings,
};
use crate::time::Time;

/// The break to record when one starts at `now`. One may start at any time.
///
/// A forced break that holds already is answered as it is: asking again neither shortens nor restarts
/// it. The same goes for asking for a chosen one during a chosen one, unless that was ended: it may still hold, where
/// it was begun and ended during a look that nobody closed.
pub fn start_rest(record: &Record, effective: &Effective, now: Time, kind: RestKind) -> Rest {
    let settings = &effective.settings;
    let activity = record.activity();
    let run = Run::current(&activity, settings, now);
    let off_since = activity.last().map_or(now, |last| now.max(last.end));
    match Held::at(record, &activity, run, settings, now) {
        Some(held) if held.kind == RestKind::Forced || (kind == RestKind::Chosen && held.until.is_none()) => {
            held.rest()
        }
        _ => Rest {
            started_at: off_since,
            ends_at: planned_end(kind, settings, off_since),
            kind,
        },
    }
}

/// The recorded break once the person ends it at `now`; nothing where none is recorded.
///
/// # Errors
/// [`Rule::OnBreak`] while a forced break holds: it cannot be ended early.
pub fn end_rest(record: &Record, effective: &Effective, now: Time) -> Result<Option<Rest>, Refusal> {
    let settings = &effective.settings;
    let activity = record.activity();
    let run = Run::current(&activity, settings, now);
    match Held::at(record, &activity, run, settings, now) {
        Some(Held {
            kind: RestKind::Forced,
            until,
            ..
        }) => Err(Refusal {
            rule: Rule::OnBreak,
            until,
        }),
        _ => Ok(record.rest.map(|rest| ended(rest, now))),
    }
}

/// A break that holds now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Held {
    pub(super) started_at: Time,
    /// When it ends; nothing while that is up to the person.
    pub(super) until: Option<Time>,
    pub(super) kind: RestKind,
}

impl Held {
    /// The break at `now`. A forced one hides a chosen one until it is over.
    pub(super) fn at(
        record: &Record,
        activity: &[Interval],
        run: Option<Run>,
        settings: &Settings,
        now: Time,
    ) -> Option<Self> {
        let recorded = record
            .rest
            .and_then(|rest| Self::recorded(rest, activity, settings, now));
        let derived = run.and_then(|run| Self::after_block(run, settings, now));
        match (recorded, derived) {
            (Some(recorded), Some(derived)) if recorded.kind == RestKind::Forced => Some(Self {
                until: recorded.until.max(derived.until),
                ..recorded
            }),
            (recorded, derived) => derived.or(recorded),
        }
    }

    /// A block that is over, its grace too, forces a break until the time off since the last activity
    /// is long enough.
    fn after_block(run: Run, settings: &Settings, now: Time) -> Option<Self> {
        let decided_by = run.over_at? + grace(settings);
        // What was done later than now, by a clock that went back, used up the grace as well.
        (now.max(run.last) >= decided_by).then(|| Self {
            started_at: run.last,
            until: Some(settings.rested_at(run.last)),
            kind: RestKind::Forced,
        })
    }

    fn recorded(rest: Rest, activity: &[Interval], settings: &Settings, now: Time) -> Option<Self> {
        let until = match rest.kind {
            RestKind::Chosen => rest.ends_at,
            RestKind::Forced => Some(forced_until(rest, activity, settings)),
        };
        until.is_none_or(|until| now < until).then_some(Self {
            started_at: rest.started_at,
            until,
            kind: rest.kind,
        })
    }

    fn rest(self) -> Rest {
        Rest {
            started_at: self.started_at,
            ends_at: self.until,
            kind: self.kind,
        }
    }
}

fn planned_end(kind: RestKind, settings: &Settings, started_at: Time) -> Option<Time> {
    match kind {
        RestKind::Forced => Some(settings.rested_at(started_at)),
        RestKind::Chosen => None,
    }
}

/// When a forced break is over: at its end, or later where something was done during it, since only
/// continuous time off counts.
fn forced_until(rest: Rest, activity: &[Interval], settings: &Settings) -> Time {
    let planned = rest.ends_at.unwrap_or_else(|| settings.rested_at(rest.started_at));
    let during = activity.iter().filter(|stretch| stretch.end > rest.started_at);
    during.fold(planned, |until, stretch| {
        if stretch.start < until {
            until.max(settings.rested_at(stretch.end))
        } else {
            until
        }
    })
}

fn ended(rest: Rest, now: Time) -> Rest {
    match (rest.kind, rest.ends_at) {
        (RestKind::Chosen, None) => Rest {
            ends_at: Some(now.max(rest.started_at)),
            ..rest
        },
        _ => rest,
    }
}
