//! Every case is in exactly one state, and where that is not so it is found.

use crate::{
    raw::change,
    world::{Picture, Says, World, every_engine},
};
use scrim_model::{redirect::Destination, rung::Rung, time::Span};
use scrim_store::{leases::GivenBack, queues::Sender, soundness::Soundness};

/// Cases in every state there is: waiting, in hand, run out, held back, escalated, first seen, split, decided.
async fn history(world: &World) {
    let (one, two, lead) = (
        world.moderator("one").await,
        world.moderator("two").await,
        world.lead("lead").await,
    );
    for seed in 0..8 {
        world.entry(Picture::new(seed)).await;
        world.upload(Picture::new(seed)).await;
        world.step(Span::seconds(1));
    }
    let mut held = world.take(one, 5).await;
    for says in [Says::Settles, Says::Different] {
        let leased = held.remove(0);
        world.look(one, &leased, Rung::Grey).await;
        world.give(one, &leased, says).await.expect("taken");
    }
    let leased = held.remove(0);
    let sender = Sender::Holder(one.proof(leased.lease.id));
    let sent = world
        .store
        .redirect(leased.case.id, sender, Destination::Leads, None)
        .await;
    sent.expect("escalated");
    let leased = held.remove(0);
    let until = world.now() + Span::hours(1);
    let later = Destination::Hold { until };
    let sent = world
        .store
        .redirect(leased.case.id, Sender::Lead(lead.person), later, None)
        .await;
    sent.expect("held back");
    world.skip(one, &held.remove(0)).await;
    world.take(two, 1).await;
    world.step(Span::minutes(5));
    world.past_grace().await;
    let leased = world.take_one(two).await;
    let back = world
        .store
        .release_lease(two.proof(leased.lease.id), GivenBack::Unseen)
        .await;
    back.expect("given back");
    world.take(two, 2).await;
}

async fn found(world: &World) -> Soundness {
    world.store.soundness().await.expect("looked through")
}

#[tokio::test]
async fn a_long_history_leaves_every_case_in_exactly_one_state() {
    every_engine(async |world: World| {
        history(&world).await;
        let whole = Soundness {
            cases: 8,
            ..Soundness::default()
        };
        assert_eq!(found(&world).await, whole);
    })
    .await;
}

#[tokio::test]
async fn a_case_in_two_states_or_in_none_is_found() {
    every_engine(async |world: World| {
        history(&world).await;
        for (what, sql) in [
            (
                "cases in nobody's hand that name a lease",
                "UPDATE review_case SET lease = id WHERE state = 'decided'",
            ),
            (
                "open leases whose case is not in hand by them",
                "UPDATE lease SET ended_at = NULL WHERE ended_at IS NOT NULL",
            ),
            (
                "cases in hand by no open lease of theirs",
                "UPDATE review_case SET fence = fence + 1 WHERE state = 'leased'",
            ),
            (
                "cases whose state and decision contradict each other",
                "UPDATE review_case SET state = 'waiting' WHERE state = 'decided'",
            ),
            (
                "uploads under review in no case",
                "UPDATE item SET case_id = NULL WHERE folded IS NULL",
            ),
        ] {
            let before = found(&world).await.faults;
            assert!(before.iter().all(|(fault, _)| *fault != what), "{what} before it is so");
            change(&world, sql);
            let faults = found(&world).await.faults;
            assert!(
                faults.iter().any(|(fault, many)| *fault == what && *many > 0),
                "{what}: {faults:?}"
            );
        }
    })
    .await;
}
