//! How evenly something was spread: what people carried, each beside their fair part.

use crate::{books::Balance, run::Outcome, world::World};
use std::collections::BTreeMap;

/// How even it is.
pub(crate) struct Spread {
    /// By person: how far they are off their part, percent of it.
    pub(crate) off: Vec<f64>,
    /// The most that anybody carried of their part, beside the least.
    pub(crate) most_to_least: f64,
    /// Standard deviation by the mean.
    pub(crate) variation: f64,
}

impl Spread {
    pub(crate) fn of(balances: &[Balance]) -> Self {
        let parts: Vec<f64> = balances.iter().map(|one| one.carried / one.fair).collect();
        let mean = parts.iter().sum::<f64>() / parts.len() as f64;
        let square = parts.iter().map(|part| (part - mean).powi(2)).sum::<f64>() / parts.len() as f64;
        let (least, most) = parts.iter().fold((f64::MAX, 0.0_f64), |(least, most), part| {
            (least.min(*part), most.max(*part))
        });
        Self {
            off: parts.iter().map(|part| (part - 1.0).abs() * 100.0).collect(),
            most_to_least: most / least,
            variation: square.sqrt() / mean,
        }
    }

    pub(crate) fn farthest_off(&self) -> f64 {
        self.off.iter().copied().fold(0.0, f64::max)
    }
}

/// Everybody's balance over all of their queues.
pub(crate) fn over_all(world: &World, outcome: &Outcome) -> Vec<Balance> {
    let mut all: BTreeMap<usize, Balance> = BTreeMap::new();
    for one in outcome.books.iter().flat_map(|books| books.balances(&world.people)) {
        let none = Balance {
            carried: 0.0,
            fair: 0.0,
            ..one
        };
        let sum = all.entry(one.person).or_insert(none);
        (sum.carried, sum.fair) = (sum.carried + one.carried, sum.fair + one.fair);
    }
    all.into_values().collect()
}
