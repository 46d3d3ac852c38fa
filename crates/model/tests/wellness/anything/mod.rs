//! Whatever happens, in any order: floors that go up and down, teams, shifts, severe cases, newcomers, two desks that
//! start again, a hub that does, and clocks that jump. Each sequence is judged by every rule, after every event, by
//! sums over plain lists that know nothing of the rules' own code.

mod checks;
mod dice;
mod event;
mod world;

use crate::sequences::{Least, Met, expect, many};
use dice::Dice;
use event::Event;
use world::World;

const SEQUENCES: u32 = 20_000;

/// Events of one sequence.
const EVENTS: std::ops::Range<u64> = 50..90;

const EXPECTED: &Least = &[
    ("working", 40_000),
    ("deciding: block_over", 500),
    ("deciding: day_spent", 500),
    ("deciding: shift_over", 300),
    ("on a chosen break", 5_000),
    ("on a forced break", 5_000),
    ("the day done", 5_000),
    ("off shift", 10_000),
    ("refused: on_break", 1_000),
    ("refused: budget_spent", 1_000),
    ("refused: day_spent", 1_000),
    ("refused: block_over", 100),
    ("refused: rung_not_allowed", 1_000),
    ("refused: shift_over", 1_000),
    ("refused: shift_ending", 300),
    ("refused: cool_down", 300),
    ("granted", 10_000),
    ("granted to a newcomer", 1_000),
    ("granted, severe", 1_000),
    ("granted after a cool-down", 300),
    ("leased", 10_000),
    ("a floor loosened in a block", 1_000),
    ("a team loosened in a block", 1_000),
    ("own settings loosened in a block", 1_000),
    ("a loosening that has come into force", 1_000),
    ("a setting by a team", 5_000),
    ("a hub that started again", 5_000),
    ("a desk that started again", 5_000),
    ("a clock that went back", 5_000),
    ("a second desk at work", 5_000),
];

#[test]
fn no_order_of_events_breaks_a_rule_and_every_state_is_reached() {
    let mut met = Met::new();
    for seed in 0..u64::from(many(SEQUENCES)) {
        let mut dice = Dice(seed);
        let mut world = World::new(&mut dice);
        let mut told: Vec<Event> = Vec::new();
        for _ in 0..dice.within(EVENTS) {
            let event = Event::any(&mut dice);
            told.push(event.clone());
            world.take(event, &mut met);
            if let Err(broken) = checks::all(&world, &mut met) {
                panic!("sequence {seed}: {broken}\nafter {told:#?}\nin {world:#?}");
            }
        }
    }
    expect(&met, EXPECTED);
}
