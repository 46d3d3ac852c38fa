//! What befalls whom, and for how long: the same for the same seed.

use scrim_tests::pictures::dice::Dice;
use std::time::Duration;

/// One thing that goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    /// A hub is killed, and started again after a while.
    HubKilled(usize),
    /// A hub stands still; meanwhile its leases run out and are given away.
    HubStopped(usize),
    /// A hub's connections to the database end, and none can be made.
    CutOff(usize),
    /// A hub's connections to the database stay, and nothing comes through.
    Silent(usize),
    /// A process of the database server is killed; the server restarts itself from its log.
    DatabaseCrashed,
    /// The database server stands still.
    DatabaseStopped,
    /// Every lease runs out at once.
    LeasesOver,
}

/// A fault, how long it lasts, and how long all is well after it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Step {
    pub(crate) fault: Fault,
    pub(crate) lasts: Duration,
    pub(crate) then: Duration,
}

/// How many hubs there are.
pub(crate) const HUBS: usize = 2;

/// Every kind of fault, each at least so often as there are rounds, in an order by the dice.
pub(crate) fn of(seed: u64, rounds: usize) -> Vec<Step> {
    let mut dice = Dice::new(seed, 0);
    (0..rounds).flat_map(|_| round(&mut dice)).collect()
}

fn round(dice: &mut Dice) -> Vec<Step> {
    let hub = |dice: &mut Dice| below(dice, HUBS);
    let mut faults = vec![
        Fault::HubKilled(hub(dice)),
        Fault::HubStopped(hub(dice)),
        Fault::CutOff(hub(dice)),
        Fault::Silent(hub(dice)),
        Fault::DatabaseCrashed,
        Fault::DatabaseStopped,
    ];
    // What lets people be overtaken, and so what the fence is for.
    faults.extend([Fault::LeasesOver; 5]);
    let mut steps = Vec::with_capacity(faults.len());
    while !faults.is_empty() {
        steps.push(Step {
            fault: faults.swap_remove(below(dice, faults.len())),
            lasts: millis(dice.count(300, 1_800)),
            then: millis(dice.count(400, 1_200)),
        });
    }
    steps
}

fn below(dice: &mut Dice, count: usize) -> usize {
    let highest = u32::try_from(count).unwrap_or(u32::MAX).saturating_sub(1);
    usize::try_from(dice.count(0, highest)).unwrap_or_default()
}

fn millis(count: u32) -> Duration {
    Duration::from_millis(count.into())
}
