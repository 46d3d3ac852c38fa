//! Which of the first cases that wait somebody is given.

use std::cmp::Reverse;

/// Among how many of each queue's first cases is chosen. In the simulation (`cargo xtask bench fairness`) everybody came
/// within 10 % of their share over all of their queues with 64; with 32 and with 16 not in every run.
pub const WINDOW: usize = 64;

/// How often a case is overtaken at most, by people who might have had it: then the next of them is given it.
pub const MOST_OVERTAKEN: u32 = 256;

/// What being overtaken once adds to the pull of a case. A [`super::Lean`] of 1,000 outweighs a hundred times for a case of
/// the mean; whoever stands as they should is given what was overtaken most, and so keeps light and heavy cases in the
/// window for those who do not. With 40 the simulation is less even, with less cases wait longer.
const PULL_OF_AGE: i64 = 10;

/// A case that waits, and that whoever asks may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Waiting {
    /// How much it should be theirs: [`super::Lean::pull`].
    pub pull: i64,
    /// How often somebody who might have had it was given one that came later.
    pub overtaken: u32,
    /// Fewer than [`WINDOW`] wait with it in its queue. Where others wait in longer ones, it is left to whoever has no
    /// other queue and would soon have nothing.
    pub scarce: bool,
}

/// The place of the case to give, among the first [`WINDOW`] of each queue of theirs, all in the order they are taken
/// in: priority, then age. Nothing only where none waits. Of equals the first is given, so everything follows from what
/// is handed in.
pub fn choose(waiting: &[Waiting]) -> Option<usize> {
    let overdue = waiting.iter().position(|case| case.overtaken >= MOST_OVERTAKEN);
    overdue.or_else(|| {
        let best = waiting
            .iter()
            .enumerate()
            .max_by_key(|(place, case)| (case.rank(), Reverse(*place)));
        best.map(|(place, _case)| place)
    })
}

impl Waiting {
    fn rank(&self) -> (bool, i64) {
        let age = i64::from(self.overtaken).saturating_mul(PULL_OF_AGE);
        (!self.scarce, self.pull.saturating_add(age))
    }
}
