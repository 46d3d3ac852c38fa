//! Whether there is work at one moment, and if not, why.
//!
//! Knows nothing of rungs and budgets.

use super::{
    allowance::State,
    block::{Run, grace},
    record::{Interval, Record},
    refusal::Rule,
    rest::Held,
    review,
    settings::Settings,
    shift::Shift,
};
use crate::time::Time;

/// What tells whether there is work.
pub(super) struct Grounds<'a> {
    pub(super) settings: &'a Settings,
    pub(super) record: &'a Record,
    pub(super) activity: &'a [Interval],
    pub(super) run: Option<Run>,
    pub(super) shift: Shift,
    pub(super) now: Time,
}

impl Grounds<'_> {
    /// The strongest limit wins: the shift, then the day, then a break, then what is left of a grace.
    pub(super) fn state(&self) -> State {
        let shift_grace = self.shift_grace();
        if let (Shift::Off { next, .. }, None) = (self.shift, shift_grace) {
            return State::OffShift { until: next };
        }
        let spent = review::spent(self.activity, self.settings.review_per_day, self.now);
        // The window may free some review before the grace is over: then work just goes on.
        let day_grace = spent.and_then(|spent| Some(self.in_grace(spent.reached_at?)?.min(spent.frees_at)));
        if let (Some(spent), None) = (spent, day_grace) {
            return State::DayDone { until: spent.frees_at };
        }
        if let Some(held) = Held::at(self.record, self.activity, self.run, self.settings, self.now) {
            return State::OnBreak {
                until: held.until,
                kind: held.kind,
            };
        }
        self.deciding(shift_grace, day_grace)
    }

    fn deciding(&self, shift: Option<Time>, day: Option<Time>) -> State {
        let block = self.run.and_then(|run| run.over_at);
        let block = block.and_then(|over_at| self.in_grace(over_at));
        // Somebody idle may be rested before the grace is over: then a new block begins instead.
        let rested_at = self.run.map_or(self.now, |run| self.settings.rested_at(run.last));
        let reached = [
            (Rule::ShiftOver, shift),
            (Rule::DaySpent, day),
            (Rule::BlockOver, block),
        ];
        let mut reached = reached.into_iter().filter_map(|(rule, until)| Some((rule, until?)));
        let Some((rule, until)) = reached.next() else {
            return State::Working;
        };
        let until = match rule {
            Rule::BlockOver => until.min(rested_at),
            _ => until,
        };
        // Of a weaker limit only the break counts that follows it.
        let sooner = reached.filter(|(rule, until)| *rule != Rule::BlockOver || *until < rested_at);
        State::DecideVeiled {
            until: sooner.map(|(_rule, until)| until).fold(until, Time::min),
            rule,
        }
    }

    fn in_grace(&self, reached: Time) -> Option<Time> {
        Some(reached + grace(self.settings)).filter(|until| self.seen() < *until)
    }

    /// After a shift the current case may be decided like after a block, unless the next one begins before.
    fn shift_grace(&self) -> Option<Time> {
        let Shift::Off { ended_at, next } = self.shift else {
            return None;
        };
        let until = self.in_grace(ended_at?)?;
        Some(next.map_or(until, |next| until.min(next)))
    }

    fn seen(&self) -> Time {
        self.activity.last().map_or(self.now, |last| self.now.max(last.end))
    }
}
