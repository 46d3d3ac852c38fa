//! The one property over everything: whatever comes in, is decided, taken back, reversed, listed and delivered or not, in
//! any order, the lists are what the decisions that stand make of them, and outside was told each once, and nothing for
//! nothing.

use crate::{
    engines,
    fold_world::{Act, Actors, Outcome},
    world::World,
};
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};

/// Sequences, and the longest of them.
const SEQUENCES: u32 = 64;
const LONGEST: usize = 60;

fn act() -> impl Strategy<Value = Act> {
    let picture = 0_u8..3;
    let altered = prop_oneof![Just(0_usize), Just(3), Just(12), Just(25)];
    let said = 0_usize..7;
    let ended = prop_oneof![
        4 => Just(Outcome::Arrived),
        1 => Just(Outcome::Doubt),
        1 => Just(Outcome::Refused),
        1 => Just(Outcome::Dies),
    ];
    prop_oneof![
        2 => picture.clone().prop_map(Act::List),
        6 => (picture, altered).prop_map(|(picture, bits)| Act::Upload(picture, bits)),
        10 => (0_usize..3, said).prop_map(|(who, says)| Act::Say(who, says)),
        2 => Just(Act::Undo),
        5 => Just(Act::Grace),
        3 => any::<prop::sample::Index>().prop_map(Act::Reverse),
        4 => ended.prop_map(Act::Deliver),
        1 => Just(Act::SendAgain),
    ]
}

#[test]
fn the_lists_are_the_fold_of_the_decisions_and_nothing_is_told_twice_or_for_nothing() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    for engine in engines::all() {
        eprintln!("engine: {}", engine.name);
        let config = Config {
            cases: SEQUENCES,
            failure_persistence: None,
            ..Config::default()
        };
        let sequences = prop::collection::vec(act(), 20..LONGEST);
        let ran = TestRunner::new(config).run(&sequences, |acts| {
            runtime.block_on(async {
                let mut actors = Actors::new(World::new(engine).await).await;
                for act in &acts {
                    actors.act(act).await;
                }
                actors.settle().await;
                actors.lists_are_the_fold().await;
                actors.outside_was_told_once().await;
            });
            Ok(())
        });
        ran.expect("holds");
    }
}
