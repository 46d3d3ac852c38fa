//! How far first and blind second reviewers agree beyond chance: Cohen's κ over what they said of the same pairs.
//!
//! J. Cohen, "A Coefficient of Agreement for Nominal Scales", Educational and Psychological Measurement 20 (1960),
//! 37–46. All arithmetic is on whole numbers; what is told is in thousandths. Knows nothing of people: what goes in are
//! two ratings of one pair, and never whose.

use crate::{
    disclosure::{FEWEST, WEEK, last_settled, week_of},
    queue::choice,
    session::view::Choice,
    time::{Span, Time},
    verdict::{Content, Verdict},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How many weeks one figure is of.
pub const WEEKS: u8 = 4;

/// What one person said of one pair: two ratings are equal where they come to the same effects.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rating {
    choice: Choice,
    content: Content,
}

/// Counts of pairs of ratings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Crossed<R> {
    n: u64,
    agreed: u64,
    first: BTreeMap<R, u64>,
    second: BTreeMap<R, u64>,
}

/// What may be told of a queue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(utoipa::ToSchema, ts_rs::TS))]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum Agreement {
    /// Figures over everybody who reviewed there.
    Told {
        /// Pairs of upload and entry that two people judged, the second one blind.
        n: u64,
        /// Of how many they said the same, in thousandths, rounded down.
        agreed_permille: u64,
        /// κ in thousandths, rounded toward zero, -1000 to 1000; nothing where it is not defined: there was no pair, or
        /// chance alone would have had everybody agree.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[cfg_attr(feature = "schema", ts(optional))]
        kappa_permille: Option<i64>,
    },
    /// Nothing: fewer than five people had a part in it.
    TooFew,
}

/// The whole weeks that a figure is of: the last stretch of so many that is settled at `now`. Stretches do not overlap, so
/// that no two figures can be subtracted down to a week in which few took part.
pub fn weeks(now: Time, many: u8) -> [Time; 2] {
    let stretch = Span(WEEK.0 * i64::from(many.max(1)));
    let settled = last_settled(now) + WEEK;
    let to = settled - Span(settled.since(week_of(Time(0))).0.rem_euclid(stretch.0));
    [to - stretch, to]
}

/// What may be told of these, given how many people had a part in them.
pub fn told(crossed: &Crossed<Rating>, people: usize) -> Agreement {
    if people < FEWEST {
        return Agreement::TooFew;
    }
    Agreement::Told {
        n: crossed.n,
        agreed_permille: crossed.agreed_permille(),
        kappa_permille: crossed.kappa_permille(),
    }
}

/// What two people said of each pair that both judged.
pub fn ratings(first: &Verdict, second: &Verdict) -> Vec<(Rating, Rating)> {
    let of = |verdict: &Verdict, pair| Rating {
        choice: choice(pair, verdict.content),
        content: verdict.content,
    };
    let both = first.pairs.iter().filter_map(|one| {
        let same = second.pairs.iter().find(|o| o.item == one.item && o.entry == one.entry);
        same.map(|other| (of(first, one), of(second, other)))
    });
    both.collect()
}

impl<R> Default for Crossed<R> {
    fn default() -> Self {
        Self {
            n: 0,
            agreed: 0,
            first: BTreeMap::new(),
            second: BTreeMap::new(),
        }
    }
}

impl<R: Ord> Crossed<R> {
    /// Adds as many pairs of these ratings.
    pub fn add(&mut self, first: R, second: R, many: u32) {
        let many = u64::from(many);
        self.n += many;
        self.agreed += if first == second { many } else { 0 };
        *self.first.entry(first).or_default() += many;
        *self.second.entry(second).or_default() += many;
    }

    /// On how many of them both said the same, in thousandths.
    pub fn agreed_permille(&self) -> u64 {
        let agreed = u128::from(self.agreed) * 1_000;
        agreed
            .checked_div(u128::from(self.n))
            .and_then(|permille| u64::try_from(permille).ok())
            .unwrap_or_default()
    }

    /// κ in thousandths: (n·agreed - chance) / (n² - chance), where chance is the sum, over what can be said, of how
    /// often each side said it, multiplied. Nothing where n² = chance.
    pub fn kappa_permille(&self) -> Option<i64> {
        let (n, agreed) = (i128::from(self.n), i128::from(self.agreed));
        let both = self
            .first
            .iter()
            .filter_map(|(said, one)| Some((one, self.second.get(said)?)));
        let chance: i128 = both.map(|(one, other)| i128::from(*one) * i128::from(*other)).sum();
        let kappa = ((n * agreed - chance) * 1_000).checked_div(n * n - chance);
        kappa.and_then(|kappa| i64::try_from(kappa).ok())
    }
}

#[cfg(test)]
mod tests;
