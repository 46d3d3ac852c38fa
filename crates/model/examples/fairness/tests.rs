//! The simulation in short: what must be so whatever the seed.

use crate::{
    run::{Outcome, Way, run},
    spread::{Spread, over_all},
    world::{Assumed, World},
};
use scrim_model::sharing::MOST_OVERTAKEN;

const SEEDS: [u64; 5] = [1, 2, 3, 4, 5];
const DAYS: i64 = 4;

fn spread(world: &World, outcome: &Outcome) -> Spread {
    Spread::of(&over_all(world, outcome))
}

#[test]
fn a_fair_share_is_less_than_half_as_uneven_as_age_alone() {
    for seed in SEEDS {
        let world = World::draw(Assumed::USUAL, seed, DAYS);
        let [fair, fifo] = [Way::Fair, Way::Fifo].map(|way| run(&world, way));
        let overtaken = fair.overtaken.iter().max().copied().unwrap_or_default();
        assert!((1..=MOST_OVERTAKEN).contains(&overtaken), "overtaken {overtaken} times");
        assert_eq!(fifo.overtaken.iter().max(), Some(&0));
        let [fair, fifo] = [fair, fifo].map(|outcome| spread(&world, &outcome).variation);
        assert!(fair * 2.0 < fifo, "seed {seed}: {fair:.3} beside {fifo:.3}");
    }
}

#[test]
fn the_same_seed_is_the_same_two_weeks() {
    let waited = |seed| {
        let world = World::draw(Assumed::HARD, seed, 2);
        run(&world, Way::Fair).waited
    };
    assert_eq!(waited(7), waited(7));
    assert_ne!(waited(7), waited(8));
}
