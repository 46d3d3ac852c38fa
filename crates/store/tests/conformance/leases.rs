//! Holding cases.

use crate::world::{Picture, Says, World, every_engine};
use scrim_model::{
    lease::{LEASE_LIFE, LEASE_MAX_AGE, LeaseLost, MAX_HELD},
    time::Span,
};
use scrim_store::leases::{GivenBack, LeaseRefused, Taker};
use std::collections::BTreeSet;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn many_takers_at_once_never_hold_the_same_case() {
    every_engine(async |world: World| {
        for seed in 0..40 {
            let picture = Picture::new(seed);
            world.entry(picture).await;
            world.upload(picture).await;
        }
        let mut tasks = Vec::new();
        for taker in 0..8 {
            let desk = world.moderator(&format!("person {taker}")).await;
            for _try in 0..4 {
                let (store, token) = (world.store.clone(), world.token());
                let taker = Taker {
                    dice: scrim_model::look_alike::Dice::NEVER,
                    person: desk.person,
                    session: desk.session,
                    role: desk.role,
                    may_settle: false,
                };
                tasks.push(tokio::spawn(async move {
                    store.take_leases(taker, None, vec![token; 2]).await
                }));
            }
        }
        let mut held = Vec::new();
        for task in tasks {
            held.extend(task.await.expect("joins").expect("may take cases"));
        }
        let cases: BTreeSet<_> = held.iter().map(|leased| leased.case.id).collect();
        assert_eq!(held.len(), 40, "everything that waits is handed out");
        assert_eq!(cases.len(), 40, "and each case once");
    })
    .await;
}

#[tokio::test]
async fn nobody_holds_more_than_eight() {
    every_engine(async |world: World| {
        for seed in 0..12 {
            world.entry(Picture::new(seed)).await;
            world.upload(Picture::new(seed)).await;
        }
        let desk = world.moderator("one").await;
        assert_eq!(world.take(desk, 5).await.len(), 5);
        assert_eq!(world.take(desk, 8).await.len(), MAX_HELD - 5);
        assert!(world.take(desk, 8).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_oldest_case_comes_first_whichever_queue_it_waits_in() {
    every_engine(async |world: World| {
        let vetted = world.vetted().await;
        let mut opened = Vec::new();
        for seed in 0..4 {
            let bank = if seed % 2 == 0 { &vetted } else { &world.bank };
            world.entry_on(bank, Picture::new(seed)).await;
            opened.push(world.upload(Picture::new(seed)).await.case);
            world.step(Span::seconds(1));
        }
        let desk = world.moderator("one").await;
        let taken = world.take(desk, 4).await;
        assert_eq!(
            taken.iter().map(|leased| Some(leased.case.id)).collect::<Vec<_>>(),
            opened
        );
    })
    .await;
}

#[tokio::test]
async fn a_lease_runs_out_by_time_alone_and_the_fence_grows() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        world.entry(Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        let first = world.take_one(one).await;
        assert!(world.take(two, 1).await.is_empty(), "it is held");
        world.step(LEASE_LIFE);
        let late = world.store.usable_lease(one.proof(first.lease.id)).await;
        assert!(matches!(late, Err(LeaseRefused::Lost(LeaseLost::Expired))));
        let second = world.take_one(two).await;
        assert_eq!(second.case.id, first.case.id);
        assert!(second.lease.fence > first.lease.fence);
        let fenced = world.store.renew_lease(one.proof(first.lease.id)).await;
        assert!(matches!(fenced, Err(LeaseRefused::Lost(LeaseLost::Fenced))));
    })
    .await;
}

#[tokio::test]
async fn a_case_whose_lease_ran_out_counts_as_waiting_without_anybody_taking_it() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        world.entry(Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        world.take_one(one).await;
        let waiting = async || {
            let queues = world.store.queues(two.person, two.role).await.expect("queues");
            queues.iter().map(|queue| queue.waiting).sum::<u32>()
        };
        assert_eq!(waiting().await, 0);
        world.step(LEASE_LIFE);
        assert_eq!(waiting().await, 1);
    })
    .await;
}

#[tokio::test]
async fn heartbeats_keep_a_lease_for_an_hour_and_no_longer() {
    every_engine(async |world: World| {
        let desk = world.moderator("one").await;
        world.entry(Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        let leased = world.take_one(desk).await;
        let proof = desk.proof(leased.lease.id);
        let longest = leased.lease.taken_at + LEASE_MAX_AGE;
        let mut expires = leased.lease.expires_at;
        while world.now() + Span::seconds(60) < expires {
            world.step(Span::seconds(60));
            match world.store.renew_lease(proof).await {
                Ok(renewed) => expires = renewed.lease.expires_at,
                // The block is over before the hour: nothing is renewed on a break.
                Err(LeaseRefused::Wellness(_)) => break,
                Err(other) => panic!("{other}"),
            }
            assert!(expires <= longest);
        }
        assert!(world.now() >= leased.lease.taken_at + Span::minutes(50));
        world.step(LEASE_LIFE);
        assert!(world.store.usable_lease(proof).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn a_skipped_case_is_not_given_to_the_same_person_again() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        world.entry(Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        let leased = world.take_one(one).await;
        let skip = world
            .store
            .release_lease(one.proof(leased.lease.id), GivenBack::Skipped);
        skip.await.expect("given back");
        assert!(world.take(one, 1).await.is_empty());
        assert_eq!(world.take_one(two).await.case.id, leased.case.id);
    })
    .await;
}

#[tokio::test]
async fn a_case_given_back_unseen_may_come_back() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        world.entry(Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        let leased = world.take_one(one).await;
        let back = world.store.release_lease(one.proof(leased.lease.id), GivenBack::Unseen);
        back.await.expect("given back");
        assert_eq!(world.take_one(one).await.case.id, leased.case.id);
        let given_up = world.give(one, &leased, Says::Settles).await;
        assert!(given_up.is_err(), "its verdict was given up with the lease");
    })
    .await;
}

#[tokio::test]
async fn a_lease_is_nobody_elses_unless_its_token_is_shown() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        world.entry(Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        let token = world.token();
        let taker = Taker {
            dice: scrim_model::look_alike::Dice::NEVER,
            person: one.person,
            session: one.session,
            role: one.role,
            may_settle: false,
        };
        let leased = world.store.take_leases(taker, None, vec![token]).await.expect("taken");
        let lease = leased[0].lease.id;
        let not_theirs = |answer| matches!(answer, Err(LeaseRefused::Lost(LeaseLost::NotYours)));
        assert!(not_theirs(world.store.usable_lease(two.proof(lease)).await));
        let mut other_device = one.proof(lease);
        other_device.session = world.sign_in(one.person).await;
        assert!(not_theirs(world.store.usable_lease(other_device).await));
        other_device.token = Some([0; 32]);
        assert!(not_theirs(world.store.usable_lease(other_device).await));
        other_device.token = Some(token);
        assert!(world.store.usable_lease(other_device).await.is_ok());
        let mut stolen = two.proof(lease);
        stolen.token = Some(token);
        assert!(not_theirs(world.store.usable_lease(stolen).await));
    })
    .await;
}
