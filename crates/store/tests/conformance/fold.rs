//! The one property over everything: whatever comes in, is decided, taken back, reversed, listed and delivered or not, in
//! any order, the lists are what the decisions that stand make of them, and outside was told each once, and nothing for
//! nothing.

mod actors;
mod anew;
mod late;
mod mixed;
mod outside;
mod seen;

use crate::{engines, world::World};
use actors::{Act, Actors, NEAR, Outcome};
use proptest::{
    prelude::*,
    test_runner::{Config, TestRunner},
};
use seen::Seen;
use std::sync::Mutex;

/// Sequences for each engine; with `SCRIM_TEST_FULL` the second many.
const SEQUENCES: [u32; 2] = [40, 1_000];
/// The longest of them.
const LONGEST: usize = 90;

fn act() -> impl Strategy<Value = Act> {
    let picture = 0_u8..3;
    let altered = prop_oneof![Just(0_usize), Just(3), Just(12), Just(25)];
    // Settles, agrees, another picture, disputes, clears, new material, could not be told.
    let said = prop_oneof![2 => 0_usize..6, 1 => 0_usize..7];
    let ended = prop_oneof![
        4 => Just(Outcome::Arrived),
        3 => Just(Outcome::Doubt),
        1 => Just(Outcome::Refused),
        2 => Just(Outcome::Dies),
    ];
    prop_oneof![
        2 => prop_oneof![picture.clone(), (NEAR..NEAR + 3)].prop_map(Act::List),
        3 => picture.clone().prop_map(Act::Late),
        6 => (picture.clone(), altered.clone()).prop_map(|(picture, bits)| Act::Upload(picture, bits)),
        4 => (picture, altered).prop_map(|(picture, bits)| Act::UploadUnverified(picture, bits)),
        3 => Just(Act::Answer),
        6 => (0_usize..3, prop::bool::weighted(0.7)).prop_map(|(who, answers)| Act::Hold(who, answers)),
        3 => said.clone().prop_map(Act::Speak),
        6 => (0_usize..3, said.clone()).prop_map(|(who, says)| Act::Say(who, says)),
        6 => said.prop_map(Act::Agree),
        2 => Just(Act::Undo),
        3 => Just(Act::Grace),
        3 => any::<usize>().prop_map(Act::Reverse),
        6 => ended.prop_map(Act::Deliver),
        1 => Just(Act::SendAgain),
        4 => Just(Act::MatchAgain),
        4 => (0_usize..3, 0_usize..7).prop_map(|(who, says)| Act::LookAlike(who, says)),
    ]
}

#[test]
fn the_lists_are_the_fold_of_the_decisions_and_nothing_is_told_twice_or_for_nothing() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .expect("a runtime");
    let [short, long] = SEQUENCES;
    for engine in engines::all() {
        eprintln!("engine: {}", engine.name);
        let config = Config {
            cases: if std::env::var_os("SCRIM_TEST_FULL").is_some() {
                long
            } else {
                short
            },
            failure_persistence: None,
            ..Config::default()
        };
        let sequences = prop::collection::vec(act(), 30..LONGEST);
        let seen = Mutex::new(Seen::default());
        let ran = TestRunner::new(config).run(&sequences, |acts| {
            runtime.block_on(async {
                let mut actors = Actors::new(World::new(engine).await).await;
                for act in &acts {
                    actors.act(act).await;
                }
                actors.hear_all().await;
                actors.settle().await;
                actors.what_waits_is_what_the_door_says().await;
                actors.lists_are_the_fold().await;
                actors.outside_was_told_once().await;
                actors.matcher_was_told();
                seen.lock().expect("one at a time").add(actors.seen());
            });
            Ok(())
        });
        ran.expect("holds");
        let seen = seen.into_inner().expect("one at a time");
        assert!(seen.everything(), "{seen:?}");
        eprintln!("{seen:?}");
    }
}
