//! What a person may do right now, and why not more: the one answer hub and desk share.
//!
//! Knows nothing of cases or queues. Looks and leases are refused here and nowhere else.

use super::{
    block::{Block, Run, block_of, grace},
    floor::Effective,
    looks::Budget,
    record::{Interval, Record, RestKind},
    refusal::{Refusal, Rule},
    rest::Held,
    review,
    settings::Settings,
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
    /// Looks left in the rolling day.
    pub looks_left: u32,
    /// Looking time left in the rolling day.
    pub looking_left: Span,
    /// When a spent budget has something left again; nothing where none is spent, or where it never has.
    pub looks_free_at: Option<Time>,
    /// When the block ran out, or will if work goes on; nothing where no block has begun, or no work is
    /// allowed.
    pub block_ends_at: Option<Time>,
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
        /// Which limit: [`Rule::BlockOver`] or [`Rule::DaySpent`].
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
    let settings = &effective.settings;
    let activity = record.activity();
    let run = Run::current(&activity, settings, now);
    let budget = Budget::at(record, settings, now);
    let state = state(settings, record, &activity, run, now);
    let block = block_of(run, record, settings, now);
    Allowance {
        state,
        max_rung: max_rung(state, budget, settings),
        looks_left: budget.looks_left,
        looking_left: budget.looking_left,
        looks_free_at: budget.frees_at,
        block_ends_at: run.filter(|_| state.shows_work()).map(|_| block.ends_at),
        notices: notices(state, budget, block, settings),
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
        if rung <= self.max_rung {
            return Ok(());
        }
        if rung.is_look() {
            self.may_lease()?;
            if self.looks_spent() {
                return Err(Refusal {
                    rule: Rule::BudgetSpent,
                    until: self.looks_free_at,
                });
            }
        }
        Err(Refusal {
            rule: Rule::RungNotAllowed,
            until: None,
        })
    }

    /// When a look granted at `now` has to end: by its own length, by the looking time left, or with
    /// the block, whichever is first.
    pub fn look_ends_at(&self, now: Time) -> Time {
        let full = now + LOOK_LIFE.min(self.looking_left);
        self.block_ends_at.map_or(full, |ends_at| full.min(ends_at).max(now))
    }

    fn looks_spent(&self) -> bool {
        self.looks_left == 0 || self.looking_left == Span::ZERO
    }
}

impl State {
    /// Whether a case may be on the screen, veiled at least.
    pub fn shows_work(self) -> bool {
        matches!(self, Self::Working | Self::DecideVeiled { .. })
    }
}

/// The strongest limit wins: the day, then a break, then what is left of a grace.
fn state(settings: &Settings, record: &Record, activity: &[Interval], run: Option<Run>, now: Time) -> State {
    let seen = activity.last().map_or(now, |last| now.max(last.end));
    let in_grace = |reached: Time| Some(reached + grace(settings)).filter(|until| seen < *until);
    let spent = review::spent(activity, settings.review_per_day, now);
    // The window may free some review before the grace is over: then work just goes on.
    let day_grace = spent.and_then(|spent| Some(in_grace(spent.reached_at?)?.min(spent.frees_at)));
    if let (Some(spent), None) = (spent, day_grace) {
        return State::DayDone { until: spent.frees_at };
    }
    if let Some(held) = Held::at(record, activity, run, settings, now) {
        return State::OnBreak {
            until: held.until,
            kind: held.kind,
        };
    }
    let block_grace = run.and_then(|run| run.over_at).and_then(in_grace);
    // Somebody idle may be rested before the grace is over: then a new block begins instead.
    let rested_at = run.map_or(now, |run| settings.rested_at(run.last));
    match (day_grace, block_grace) {
        (None, None) => State::Working,
        (None, Some(until)) => State::DecideVeiled {
            until: until.min(rested_at),
            rule: Rule::BlockOver,
        },
        (Some(until), block) => {
            let before_break = block.filter(|block| *block < rested_at);
            let until = before_break.map_or(until, |block| until.min(block));
            State::DecideVeiled {
                until,
                rule: Rule::DaySpent,
            }
        }
    }
}

fn max_rung(state: State, budget: Budget, settings: &Settings) -> Rung {
    match state {
        State::Working if !budget.spent() => settings.max_rung,
        State::Working | State::DecideVeiled { .. } => settings.max_rung.min(Rung::LightVeil),
        State::OnBreak { .. } | State::DayDone { .. } => Rung::Label,
    }
}

fn notices(state: State, budget: Budget, block: Block, settings: &Settings) -> Vec<Notice> {
    if state != State::Working {
        return Vec::new();
    }
    let may_look = !budget.spent() && settings.max_rung.is_look();
    let rules = [
        (may_look && block.looks == 0, Notice::FirstLook),
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
