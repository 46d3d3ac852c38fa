//! Whether somebody's clearings or disputes have risen so sharply that a lead should ask how they are and what they
//! see: against their own past, and against everybody else in the same queue and time.
//!
//! The rule is Fisher's exact test, one-sided, twice: R. A. Fisher, "The Logic of Inductive Inference", Journal of the
//! Royal Statistical Society 98 (1935), 39–82. It holds for small numbers too, and its false alarms are at most as many
//! as its level says. An alarm says what rose and over which time, and neither how much nor how fast anybody works.

use crate::{
    queue::choice,
    session::view::Choice,
    time::{Span, Time},
    verdict::{Content, Verdict},
    wellness::DAY,
};
use serde::{Deserialize, Serialize};

/// What is looked at.
pub const RECENT: Span = Span::hours(7 * 24);

/// What it is compared with, before that.
pub const PAST: Span = Span::hours(56 * 24);

/// Of so many verdicts of somebody's at least: below that a rise says nothing.
pub const FEWEST_RECENT: u32 = 20;

/// The same of what it is compared with.
pub const FEWEST_BEFORE: u32 = 40;

/// How likely one look at somebody who did not change raises an alarm, at most. It is one look a day and queue for each
/// of two things: for nothing, somebody is alarmed about once in a year and four months or less.
pub const LEVEL: f64 = 0.001;

/// A rise is sharp where the share is at least so many times the other.
pub const TIMES: u64 = 2;

/// What may rise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(rename_all = "snake_case")]
pub enum Rise {
    /// Verdicts that let an upload through, or clear it.
    Clearings,
    /// Verdicts that an entry should not be listed.
    Disputes,
}

/// How many verdicts there were, and of how many this is true.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// All.
    pub all: u32,
    /// Those that this is about.
    pub of: u32,
}

/// Whole days that are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Periods {
    /// The past begins.
    pub from: Time,
    /// The past ends, and what is looked at begins.
    pub since: Time,
    /// It ends: midnight UTC.
    pub to: Time,
}

impl Rise {
    /// Both.
    pub const ALL: [Self; 2] = [Self::Clearings, Self::Disputes];

    /// What a verdict counts as, if it does. A dispute that clears the picture too is a dispute.
    pub fn of(verdict: &Verdict) -> Option<Self> {
        let mut choices = verdict.pairs.iter().map(|pair| choice(pair, verdict.content));
        if choices.clone().any(|choice| choice == Choice::Dispute) {
            return Some(Self::Disputes);
        }
        let clears = matches!(verdict.content, Content::NotAbusive | Content::OtherPolicy);
        (clears || choices.any(|choice| choice == Choice::Different)).then_some(Self::Clearings)
    }
}

impl Periods {
    /// Those that are looked at on the day of `now`: the last one is over.
    pub fn at(now: Time) -> Self {
        let to = Time(now.0.saturating_sub(now.0.rem_euclid(DAY.0)));
        let since = to - RECENT;
        Self {
            from: since - PAST,
            since,
            to,
        }
    }
}

impl Tally {
    /// One verdict more.
    pub fn count(&mut self, is: bool) {
        self.all += 1;
        self.of += u32::from(is);
    }

    /// The two together.
    #[must_use]
    pub fn with(self, other: Self) -> Self {
        Self {
            all: self.all.saturating_add(other.all),
            of: self.of.saturating_add(other.of),
        }
    }
}

/// Whether it rose sharply: beside their own past and beside the others, each by itself.
pub fn rose(recent: Tally, past: Tally, others: Tally) -> bool {
    recent.all >= FEWEST_RECENT && [past, others].into_iter().all(|before| stands_out(recent, before))
}

fn stands_out(recent: Tally, before: Tally) -> bool {
    let share = |one: Tally, other: Tally| u64::from(one.of) * u64::from(other.all);
    before.all >= FEWEST_BEFORE
        && share(recent, before) >= TIMES * share(before, recent)
        && by_chance(recent, before) <= LEVEL
}

/// How likely so many or more of all would have fallen among `one`, had it fallen on `one` and `other` alike: the upper
/// tail of the hypergeometric distribution.
pub fn by_chance(one: Tally, other: Tally) -> f64 {
    let both = one.with(other);
    let ln = logs_of_factorials(both.all);
    let choose = |n: u32, k: u32| ln(n) - ln(k) - ln(n.saturating_sub(k));
    let ways = choose(both.all, both.of);
    let tail = one.of..=both.of.min(one.all);
    // More of the others than there are cannot be it.
    let possible = tail.filter(|among| both.of.saturating_sub(*among) <= other.all);
    let each = possible.map(|among| (choose(one.all, among) + choose(other.all, both.of - among) - ways).exp());
    each.sum::<f64>().min(1.0)
}

/// ln n! up to `most`.
fn logs_of_factorials(most: u32) -> impl Fn(u32) -> f64 {
    let sums = (1..=most).scan(0.0, |sum, n| {
        *sum += f64::from(n).ln();
        Some(*sum)
    });
    let table: Vec<f64> = std::iter::once(0.0).chain(sums).collect();
    move |n| {
        let place = usize::try_from(n).ok();
        place.and_then(|place| table.get(place)).copied().unwrap_or(f64::NAN)
    }
}

#[cfg(test)]
mod tests;
