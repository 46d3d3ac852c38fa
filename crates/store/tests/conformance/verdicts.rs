//! Giving verdicts and taking them back.

use crate::world::{GRACE, Picture, Says, World, every_engine};
use scrim_model::{
    lease::{LEASE_LIFE, LeaseLost},
    quorum::NotTaken,
    rung::Rung,
    time::Span,
};
use scrim_store::{
    leases::LeaseRefused,
    verdicts::{FenceLost, HELD_AFTER_UNDO, UndoRefused, VerdictRefused},
};

#[tokio::test]
async fn the_same_verdict_sent_twice_answers_the_same_and_counts_once() {
    every_engine(async |world: World| {
        let desk = world.moderator("one").await;
        world.entry(Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        let leased = world.take_one(desk).await;
        let new = world.new_verdict(desk, &leased, Says::Settles);
        let first = world.store.give_verdict(new.clone()).await.expect("taken");
        world.step(Span::hours(1));
        let again = world.store.give_verdict(new.clone()).await.expect("taken");
        assert_eq!(first, again);
        let mut other = new;
        other.request_hash = world.token();
        let refused = world.store.give_verdict(other).await;
        assert!(matches!(refused, Err(VerdictRefused::IdempotencyConflict)));
        let sums = world.store.sums().await.expect("sums");
        assert_eq!(sums.by_content.values().sum::<u64>(), 1);
    })
    .await;
}

#[tokio::test]
async fn an_idempotency_key_is_its_owners_alone() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        for seed in [1, 2] {
            world.entry(Picture::new(seed)).await;
            world.upload(Picture::new(seed)).await;
        }
        let (first, second) = (world.take_one(one).await, world.take_one(two).await);
        let new = world.new_verdict(one, &first, Says::Settles);
        let mut other = world.new_verdict(two, &second, Says::Settles);
        other.idempotency_key.clone_from(&new.idempotency_key);
        let one = world.store.give_verdict(new).await.expect("taken");
        let two = world.store.give_verdict(other).await.expect("taken");
        assert_ne!(one.verdict, two.verdict);
    })
    .await;
}

#[tokio::test]
async fn a_verdict_on_too_little_is_refused_with_the_rung_it_needs() {
    every_engine(async |world: World| {
        let desk = world.moderator("one").await;
        world.entry(Picture::new(1)).await;
        world.upload(Picture::new(1).altered(20)).await;
        let leased = world.take_one(desk).await;
        let needed = async |says| match world.give(desk, &leased, says).await {
            Err(VerdictRefused::Evidence(below)) => below.needed,
            other => panic!("{says:?}: {other:?}"),
        };
        for (says, rung) in [
            (Says::Settles, Rung::LightVeil),
            (Says::Different, Rung::LightVeil),
            (Says::Agrees, Rung::Grey),
            (Says::Disputes, Rung::Grey),
            (Says::Clears, Rung::Grey),
            (Says::New, Rung::Grey),
        ] {
            assert_eq!(needed(says).await, rung, "{says:?}");
        }
        world.look(desk, &leased, Rung::LightVeil).await;
        assert_eq!(needed(Says::Agrees).await, Rung::Grey);
        assert!(world.give(desk, &leased, Says::Different).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn a_look_that_was_never_closed_or_never_came_up_carries_no_verdict() {
    every_engine(async |world: World| {
        let desk = world.moderator("one").await;
        world.entry(Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        let leased = world.take_one(desk).await;
        let open = world.grant(desk, leased.lease.id, Rung::Grey).await.expect("granted");
        let refused = world.give(desk, &leased, Says::Agrees).await;
        assert!(matches!(refused, Err(VerdictRefused::Evidence(_))), "not closed");
        world.close(desk, open.grant.id, 0).await;
        let refused = world.give(desk, &leased, Says::Agrees).await;
        assert!(matches!(refused, Err(VerdictRefused::Evidence(_))), "never came up");
        world.look(desk, &leased, Rung::Grey).await;
        assert!(world.give(desk, &leased, Says::Agrees).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn a_look_of_somebody_else_carries_no_verdict() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        world.entry(Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        world.decide(one, Says::Agrees).await;
        world.past_grace().await;
        let leased = world.take_one(two).await;
        let refused = world.give(two, &leased, Says::Agrees).await;
        assert!(matches!(refused, Err(VerdictRefused::Evidence(below)) if below.needed == Rung::Grey));
    })
    .await;
}

#[tokio::test]
async fn a_verdict_names_each_pair_of_its_case_and_no_other() {
    every_engine(async |world: World| {
        let desk = world.moderator("one").await;
        world.entry(Picture::new(1)).await;
        world.entry_on(&world.vetted().await, Picture::new(1).altered(4)).await;
        world.upload(Picture::new(1)).await;
        let leased = world.take_one(desk).await;
        assert_eq!(leased.case.pairs.len(), 2);
        world.look(desk, &leased, Rung::Grey).await;
        let mut partial = world.new_verdict(desk, &leased, Says::Settles);
        partial.verdict.pairs.pop();
        let refused = world.store.give_verdict(partial).await;
        assert!(matches!(refused, Err(VerdictRefused::OtherPairs)));
        let mut twice = world.new_verdict(desk, &leased, Says::Settles);
        twice.verdict.pairs[1] = twice.verdict.pairs[0].clone();
        assert!(matches!(
            world.store.give_verdict(twice).await,
            Err(VerdictRefused::Contradiction(_))
        ));
        assert!(world.give(desk, &leased, Says::Settles).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn nobody_decides_under_somebody_elses_lease() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        world.entry(Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        let leased = world.take_one(one).await;
        let refused = world.give(two, &leased, Says::Settles).await;
        assert!(matches!(
            refused,
            Err(VerdictRefused::Lease(LeaseRefused::Lost(LeaseLost::NotYours)))
        ));
    })
    .await;
}

#[tokio::test]
async fn a_late_verdict_is_taken_while_nobody_else_was_given_the_case() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        for seed in [1, 2] {
            world.entry(Picture::new(seed)).await;
            world.upload(Picture::new(seed)).await;
            world.step(Span::seconds(1));
        }
        let both = world.take(one, 2).await;
        world.step(LEASE_LIFE);
        let again = world.take_one(two).await;
        assert_eq!(again.case.id, both[0].case.id);
        let fenced = world.give(one, &both[0], Says::Settles).await;
        assert!(matches!(
            fenced,
            Err(VerdictRefused::Lease(LeaseRefused::Fence(FenceLost::LeasedAgain { winner }))) if winner == again.lease.fence
        ));
        world
            .give(one, &both[1], Says::Settles)
            .await
            .expect("late, and single");
        world.give(two, &again, Says::Settles).await.expect("taken");
        let decided = world.give(one, &both[0], Says::Settles).await;
        assert!(matches!(
            decided,
            Err(VerdictRefused::Lease(LeaseRefused::Fence(FenceLost::Decided { winner }))) if winner == again.lease.fence
        ));
    })
    .await;
}

#[tokio::test]
async fn a_wrong_fence_is_refused_even_under_ones_own_lease() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        world.entry(Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        let leased = world.take_one(one).await;
        let mut new = world.new_verdict(one, &leased, Says::Settles);
        new.fence += 1;
        let refused = world.store.give_verdict(new).await;
        assert!(matches!(
            refused,
            Err(VerdictRefused::Lease(LeaseRefused::Fence(
                FenceLost::LeasedAgain { .. }
            )))
        ));
    })
    .await;
}

#[tokio::test]
async fn a_verdict_taken_back_brings_the_case_to_its_author_first() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        world.entry(Picture::new(1)).await;
        let copy = Picture::new(1);
        world.upload(copy).await;
        let taken = world.decide(one, Says::Settles).await;
        assert!(taken.confirmed);
        world.step(GRACE - Span::ms(1));
        let case = world
            .store
            .undo_verdict(taken.verdict, one.person)
            .await
            .expect("in time");
        world
            .store
            .undo_verdict(taken.verdict, one.person)
            .await
            .expect("twice is harmless");
        assert!(world.take(two, 1).await.is_empty(), "its author comes first");
        assert_eq!(world.take_one(one).await.case.id, case);
    })
    .await;
}

#[tokio::test]
async fn a_case_taken_back_and_left_alone_goes_to_others_after_a_while() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        world.entry(Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        let taken = world.decide(one, Says::Agrees).await;
        let case = world
            .store
            .undo_verdict(taken.verdict, one.person)
            .await
            .expect("in time");
        world.step(HELD_AFTER_UNDO);
        assert_eq!(world.take_one(two).await.case.id, case);
    })
    .await;
}

#[tokio::test]
async fn only_its_author_takes_a_verdict_back_and_only_within_the_grace_time() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        world.entry(Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        let taken = world.decide(one, Says::Agrees).await;
        let stranger = world.store.undo_verdict(taken.verdict, two.person).await;
        assert!(matches!(stranger, Err(UndoRefused::NoSuch)));
        world.step(GRACE);
        let late = world.store.undo_verdict(taken.verdict, one.person).await;
        assert!(matches!(late, Err(UndoRefused::GraceOver)));
    })
    .await;
}

#[tokio::test]
async fn nothing_of_a_verdict_that_was_taken_back_ever_happens() {
    every_engine(async |world: World| {
        let vetted = world.vetted().await;
        let one = world.moderator("one").await;
        world.entry_on(&vetted, Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        let taken = world.decide(one, Says::Agrees).await;
        assert!(taken.confirmed);
        world
            .store
            .undo_verdict(taken.verdict, one.person)
            .await
            .expect("in time");
        world.past_grace().await;
        let sums = world.store.sums().await.expect("sums");
        assert_eq!(sums.entries_confirmed, 0);
        let leased = world.take_one(one).await;
        let looked = world.give(one, &leased, Says::Agrees).await;
        assert!(looked.is_ok(), "what was seen was seen");
    })
    .await;
}

#[tokio::test]
async fn the_first_reviewer_never_decides_again() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        world.entry(Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        let leased = world.take_one(one).await;
        world.look(one, &leased, Rung::Grey).await;
        world.give(one, &leased, Says::Different).await.expect("taken");
        world.past_grace().await;
        assert!(world.take(one, 1).await.is_empty());
        let again = world.give(one, &leased, Says::Different).await;
        assert!(
            matches!(
                again,
                Err(VerdictRefused::Lease(_) | VerdictRefused::NotTaken(NotTaken::SamePerson))
            ),
            "{again:?}"
        );
    })
    .await;
}
