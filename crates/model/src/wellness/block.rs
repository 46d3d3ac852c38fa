//! The work block: what was done since the last full break, and when it is over.
//!
//! Knows nothing of breaks taken on purpose: only continuous time off counts, whatever it was for.

use super::{
    floor::Effective,
    record::{Interval, Record},
    settings::Settings,
};
use crate::time::{Span, Time};
use serde::{Deserialize, Serialize};

/// How long the current case may still be decided, veiled, once a limit is reached. Never longer than
/// a block.
pub const DECIDE_GRACE: Span = Span::seconds(60);

/// The block a person is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct Block {
    /// Its first activity; now, where it has none yet.
    pub started_at: Time,
    /// Work in it so far; pauses shorter than a break do not count.
    pub worked: Span,
    /// When it ran out, or will if the work goes on without a pause.
    pub ends_at: Time,
    /// Looks charged in it.
    pub looks: u32,
}

/// The block at `now`. A fresh one where nothing was done since the last full break.
pub fn block(record: &Record, effective: &Effective, now: Time) -> Block {
    let run = Run::current(&record.activity(), &effective.settings, now);
    block_of(run, record, &effective.settings, now)
}

pub(super) fn block_of(run: Option<Run>, record: &Record, settings: &Settings, now: Time) -> Block {
    let Some(run) = run else {
        return Block {
            started_at: now,
            worked: Span::ZERO,
            ends_at: now + settings.block,
            looks: 0,
        };
    };
    let running_out = || now.max(run.last) + (settings.block - run.worked);
    let charged = record
        .looks
        .iter()
        .filter(|look| look.charged && look.at >= run.started_at)
        .count();
    Block {
        started_at: run.started_at,
        worked: run.worked,
        ends_at: run.over_at.unwrap_or_else(running_out),
        looks: u32::try_from(charged).unwrap_or(u32::MAX),
    }
}

/// Work without a full break in between.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Run {
    /// Its first activity.
    pub(super) started_at: Time,
    /// Its last activity.
    pub(super) last: Time,
    /// How much of it was work.
    pub(super) worked: Span,
    /// When the work in it reached a block's length.
    pub(super) over_at: Option<Time>,
}

impl Run {
    /// The run that `now` is still part of.
    pub(super) fn current(activity: &[Interval], settings: &Settings, now: Time) -> Option<Self> {
        let mut latest: Option<Self> = None;
        for stretch in activity {
            let run = latest.filter(|run| stretch.start < settings.rested_at(run.last));
            let run = run.unwrap_or_else(|| Self::starting(stretch.start));
            latest = Some(run.with(*stretch, settings.block));
        }
        latest.filter(|run| now < settings.rested_at(run.last))
    }

    fn starting(at: Time) -> Self {
        Self {
            started_at: at,
            last: at,
            worked: Span::ZERO,
            over_at: None,
        }
    }

    fn with(self, stretch: Interval, block: Span) -> Self {
        let worked = self.worked + stretch.length();
        let over = (worked >= block).then(|| stretch.end - (worked - block));
        Self {
            last: stretch.end,
            worked,
            over_at: self.over_at.or(over),
            ..self
        }
    }
}

/// How long after a limit the current case may still be decided. Bound by the block and not by the
/// break: a longer break is stricter and must not lengthen it.
pub(super) fn grace(settings: &Settings) -> Span {
    DECIDE_GRACE.min(settings.block)
}
