//! What a person may do right now, and why not more: the one answer hub and desk share.
//!
//! Knows nothing of cases or queues. Looks and leases are refused here and nowhere else.

use super::{
    block::{Block, Run, block_of},
    cooling::Cooling,
    experience::halved,
    floor::Effective,
    looks::Budget,
    phase::Grounds,
    record::{Record, RestKind},
    refusal::{Refusal, Rule},
    review,
    rungs::{Moment, RungLimit, RungReason},
    settings::Settings,
    shift::Shift,
};
use crate::{
    grant::LOOK_LIFE,
    rung::Rung,
    time::{Span, Time},
};
use serde::{Deserialize, Serialize};

/// What may be done at one moment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
pub struct Allowance {
    /// Whether there is work, and if not, why.
    pub state: State,
    /// The highest rung that may be shown; label where there is no work.
    pub max_rung: Rung,
    /// Why it is not higher.
    pub rung_reason: RungReason,
    /// When that is over; nothing where time alone changes nothing.
    pub rung_until: Option<Time>,
    /// Until when no look begins because of a severe one: also while that one is still open.
    pub cooling_until: Option<Time>,
    /// Looks left in the rolling day.
    pub looks_left: u32,
    /// Looking time left in the rolling day.
    pub looking_left: Span,
    /// When a spent budget has something left again; nothing where none is spent, or where it never has.
    pub looks_free_at: Option<Time>,
    /// When the block ran out, or will if work goes on; nothing where no block has begun, or no work is
    /// allowed.
    pub block_ends_at: Option<Time>,
    /// When the day's review will be used up, if work goes on; nothing where no work is allowed, or where a hub of before
    /// does not say.
    #[serde(default)]
    pub day_ends_at: Option<Time>,
    /// When a limit will end every look, if work goes on: the block's end, the day's, or the last part of the shift.
    /// Nothing where no work is allowed.
    pub looks_end_at: Option<Time>,
    /// When the shift ends that is on; nothing where none is, or no hours are set.
    pub shift_ends_at: Option<Time>,
    /// When the next shift begins, where none is on and one is known.
    pub next_shift_at: Option<Time>,
    /// Until when both budgets are halved, for somebody new.
    pub newcomer_until: Option<Time>,
    /// What the person is told.
    pub notices: Vec<Notice>,
}

/// Whether there is work.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(tag = "state", rename_all = "snake_case")]
pub enum State {
    /// There is.
    Working,
    /// A limit was just reached: the current case may be decided, veiled; nothing new.
    DecideVeiled {
        /// How long for.
        until: Time,
        /// Which limit: [`Rule::BlockOver`], [`Rule::DaySpent`] or [`Rule::ShiftOver`].
        rule: Rule,
    },
    /// On a break: nothing is shown.
    OnBreak {
        /// When it ends; nothing while that is up to the person.
        until: Option<Time>,
        /// Whose idea it was.
        kind: RestKind,
    },
    /// The day's review is used up: nothing is shown.
    DayDone {
        /// When the rolling window has some again.
        until: Time,
    },
    /// No shift is on: nothing is shown.
    OffShift {
        /// When the next one begins; nothing where none is known.
        until: Option<Time>,
    },
}

/// Something to tell, one calm line each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Notice {
    /// The next look is the block's first: where a regulation prompt belongs.
    FirstLook,
    /// As many looks in this block as [`Settings::looks_notice`], or more.
    ManyLooks,
    /// No look is left today.
    LooksSpent,
    /// No looking time is left today.
    LookingTimeSpent,
}

/// What `effective` allows at `now`, given what was done.
///
/// A clock that went back loosens nothing: what is recorded as later counts as done.
pub fn assess(effective: &Effective, record: &Record, now: Time) -> Allowance {
    let newcomer_until = record.experience.newcomer_until(&effective.settings, now);
    let settings = match newcomer_until {
        Some(_) => halved(&effective.settings),
        None => effective.settings,
    };
    let settings = &settings;
    let activity = record.activity();
    let run = Run::current(&activity, settings, now);
    let shift = Shift::at(record, &activity, settings, now);
    let grounds = Grounds {
        settings,
        record,
        activity: &activity,
        run,
        shift,
        now,
    };
    let moment = Moment {
        effective,
        state: grounds.state(),
        budget: Budget::at(record, settings, now),
        shift,
        cooling: Cooling::at(record, settings, now),
    };
    let block = block_of(run, record, settings, now);
    let day_ends_at = review::ends_at(&activity, settings.review_per_day, now);
    let (state, budget, limit) = (moment.state, moment.budget, moment.limit());
    let looks_end_at = shift
        .veiled_from()
        .map_or(block.ends_at, |from| from.min(block.ends_at));
    Allowance {
        state,
        max_rung: limit.max_rung,
        rung_reason: limit.reason,
        rung_until: limit.until,
        cooling_until: moment.cooling.map(|cooling| cooling.until),
        looks_left: budget.looks_left,
        looking_left: budget.looking_left,
        looks_free_at: budget.frees_at,
        block_ends_at: run.filter(|_| state.shows_work()).map(|_| block.ends_at),
        day_ends_at: state.shows_work().then_some(day_ends_at),
        looks_end_at: state.shows_work().then(|| looks_end_at.min(day_ends_at)),
        shift_ends_at: shift.ends_at(),
        next_shift_at: shift.next(),
        newcomer_until,
        notices: notices(state, budget, block, limit.max_rung, settings),
    }
}

impl Allowance {
    /// Whether a case may be leased.
    ///
    /// # Errors
    /// [`Refusal`] with the rule that is against it.
    pub fn may_lease(&self) -> Result<(), Refusal> {
        match self.state {
            State::Working => Ok(()),
            State::DecideVeiled {
                rule: Rule::ShiftOver, ..
            }
            | State::OffShift { .. } => Err(Refusal {
                rule: Rule::ShiftOver,
                until: self.next_shift_at,
            }),
            State::DecideVeiled { until, rule } => Err(Refusal {
                rule,
                until: Some(until),
            }),
            State::OnBreak { until, .. } => Err(Refusal {
                rule: Rule::OnBreak,
                until,
            }),
            State::DayDone { until } => Err(Refusal {
                rule: Rule::DaySpent,
                until: Some(until),
            }),
        }
    }

    /// Whether `rung` may be shown. With the budget spent, not even a press that would be the same
    /// look as the last one.
    ///
    /// # Errors
    /// [`Refusal`] with the rule that is against it.
    pub fn may_look(&self, rung: Rung) -> Result<(), Refusal> {
        if !matches!(self.state, State::DecideVeiled { .. }) {
            self.may_lease()?;
        }
        if rung.is_look() {
            self.may_begin_look()?;
        }
        if rung <= self.max_rung {
            return Ok(());
        }
        Err(Refusal {
            rule: Rule::RungNotAllowed,
            until: None,
        })
    }

    /// The limits that any look meets, whatever its rung.
    fn may_begin_look(&self) -> Result<(), Refusal> {
        let set = matches!(self.rung_reason, RungReason::Setting { .. });
        if set && !self.max_rung.is_look() {
            return Err(Refusal {
                rule: Rule::RungNotAllowed,
                until: None,
            });
        }
        self.may_lease()?;
        let until = self.rung_until;
        match self.rung_reason {
            RungReason::Budget => Err(Refusal {
                rule: Rule::BudgetSpent,
                until: self.looks_free_at,
            }),
            RungReason::ShiftEnding => Err(Refusal {
                rule: Rule::ShiftEnding,
                until,
            }),
            RungReason::CoolDown => Err(Refusal {
                rule: Rule::CoolDown,
                until,
            }),
            RungReason::Setting { .. } | RungReason::LimitReached | RungReason::NoWork | RungReason::Check => {
                self.cooling()
            }
        }
    }

    fn cooling(&self) -> Result<(), Refusal> {
        match self.cooling_until {
            None => Ok(()),
            Some(until) => Err(Refusal {
                rule: Rule::CoolDown,
                until: Some(until),
            }),
        }
    }

    /// When work ends by itself, if it goes on, and by which rule: [`Rule::ShiftOver`], [`Rule::DaySpent`] or
    /// [`Rule::BlockOver`], whichever comes first, and in this order where they come at once.
    pub fn work_ends(&self) -> Option<(Time, Rule)> {
        let ends = [
            (self.shift_ends_at, Rule::ShiftOver),
            (self.day_ends_at, Rule::DaySpent),
            (self.block_ends_at, Rule::BlockOver),
        ];
        let ends = ends.into_iter().filter_map(|(ends_at, rule)| Some((ends_at?, rule)));
        ends.min_by_key(|(ends_at, _rule)| *ends_at)
            .filter(|_| self.state.shows_work())
    }

    /// The highest rung, with its reason.
    pub fn rung_limit(&self) -> RungLimit {
        RungLimit {
            max_rung: self.max_rung,
            reason: self.rung_reason,
            until: self.rung_until,
        }
    }

    /// When a look granted at `now` has to end: by its own length, by the looking time left, or by the
    /// limit that comes next, whichever is first.
    pub fn look_ends_at(&self, now: Time) -> Time {
        let full = now + LOOK_LIFE.min(self.looking_left);
        self.looks_end_at.map_or(full, |ends_at| full.min(ends_at).max(now))
    }
}

impl State {
    /// Whether a case may be on the screen, veiled at least.
    pub fn shows_work(self) -> bool {
        matches!(self, Self::Working | Self::DecideVeiled { .. })
    }
}

fn notices(state: State, budget: Budget, block: Block, max_rung: Rung, settings: &Settings) -> Vec<Notice> {
    if state != State::Working {
        return Vec::new();
    }
    let rules = [
        (max_rung.is_look() && block.looks == 0, Notice::FirstLook),
        (block.looks >= settings.looks_notice, Notice::ManyLooks),
        (budget.looks_left == 0, Notice::LooksSpent),
        (budget.looking_left == Span::ZERO, Notice::LookingTimeSpent),
    ];
    rules
        .into_iter()
        .filter(|(holds, _)| *holds)
        .map(|(_, notice)| notice)
        .collect()
}
