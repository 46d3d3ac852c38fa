//! Both ways side by side, in the common format: samples as they came, and notes.

use crate::{
    books::Balance,
    run::Outcome,
    spread::{Spread, over_all},
    world::{QUEUES, World},
};
use scrim_model::sharing::MOST_OVERTAKEN;
use serde_json::{Value, json};

const OURS: &str = "scrim";
const PEER: &str = "plain FIFO";

/// How many waiting times are told.
const MOST_SAMPLES: usize = 1_000;

/// Two weeks, once by the rule and once by age alone.
pub(crate) struct Both<'a> {
    pub(crate) name: &'a str,
    pub(crate) world: &'a World,
    pub(crate) fair: Outcome,
    pub(crate) fifo: Outcome,
}

impl Both<'_> {
    pub(crate) fn rows(&self) -> Vec<Value> {
        let mut rows = Vec::new();
        for (subject, outcome) in self.ways() {
            for (what, spread) in self.spreads(outcome) {
                rows.push(self.row(&format!("off the share, {what}"), subject, "%", &spread.off));
            }
            rows.push(self.row("waited", subject, "h", &thinned(outcome)));
        }
        rows
    }

    pub(crate) fn notes(&self) -> Vec<String> {
        let ours = self.spreads(&self.fair).into_iter();
        let mut notes: Vec<String> = ours
            .zip(self.spreads(&self.fifo))
            .map(|((what, ours), (_, fifo))| {
                let cell = |one: &Spread| {
                    let (off, ratio, variation) = (one.farthest_off(), one.most_to_least, one.variation);
                    format!("{off:.1} % off at most, most to least {ratio:.2}, variation {variation:.3}")
                };
                format!("{}, {what}: {}; {PEER}: {}", self.name, cell(&ours), cell(&fifo))
            })
            .collect();
        notes.extend(self.ways().map(|(subject, outcome)| self.others(subject, outcome)));
        notes
    }

    /// What is no spread.
    fn others(&self, subject: &str, outcome: &Outcome) -> String {
        let (idle, ends) = (outcome.idle.iter().map(|idle| idle.0).sum(), self.world.ends);
        let people = &self.world.people;
        let of_all = |balance: &&Balance| people[balance.person].opted_out.is_none();
        let all = over_all(self.world, outcome);
        let (those, others): (Vec<_>, Vec<_>) = all.iter().partition(of_all);
        let farthest = |some: Vec<&Balance>| Spread::of(&some.into_iter().copied().collect::<Vec<_>>()).farthest_off();
        let left = || {
            self.world
                .cases
                .iter()
                .zip(&outcome.waited)
                .filter(|(_, waited)| waited.is_none())
        };
        let oldest = left()
            .map(|(case, _)| ends.since(case.came).0)
            .max()
            .unwrap_or_default();
        let longest = outcome
            .waited
            .iter()
            .flatten()
            .map(|waited| waited.0)
            .max()
            .unwrap_or_default();
        format!(
            "{}, {subject}: over all queues {:.1} % off at most among who opted out of nothing, {:.1} % among who did; \
             idle {:.1} h in all; longest wait {:.1} h, {} left of {}, the oldest since {:.1} h; overtaken {} times at \
             most (of {MOST_OVERTAKEN}); {} cases with no look left",
            self.name,
            farthest(those),
            farthest(others),
            hours(idle),
            hours(longest),
            left().count(),
            self.world.cases.len(),
            hours(oldest),
            outcome.overtaken.iter().max().copied().unwrap_or_default(),
            outcome.spent,
        )
    }

    fn ways(&self) -> [(&'static str, &Outcome); 2] {
        [(OURS, &self.fair), (PEER, &self.fifo)]
    }

    fn spreads(&self, outcome: &Outcome) -> Vec<(&'static str, Spread)> {
        let queues = QUEUES.iter().zip(&outcome.books);
        let queues = queues.map(|(mix, books)| (mix.name, Spread::of(&books.balances(&self.world.people))));
        queues
            .chain([("all queues", Spread::of(&over_all(self.world, outcome)))])
            .collect()
    }

    fn row(&self, what: &str, subject: &str, unit: &str, samples: &[f64]) -> Value {
        json!({ "what": format!("{}: {what}", self.name), "subject": subject, "unit": unit, "samples": samples })
    }
}

/// How long cases waited: as many of them as make the same percentiles.
fn thinned(outcome: &Outcome) -> Vec<f64> {
    let mut waited: Vec<i64> = outcome.waited.iter().flatten().map(|waited| waited.0).collect();
    waited.sort_unstable();
    let every = (waited.len() / MOST_SAMPLES).max(1);
    waited.iter().step_by(every).map(|ms| hours(*ms)).collect()
}

fn hours(ms: i64) -> f64 {
    ms as f64 / 3_600_000.0
}
