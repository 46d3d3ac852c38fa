//! What somebody leaves out is never given to them, whichever way they ask; and a lead sees when nobody is left.

use crate::world::{Desk, Picture, World, every_engine};
use scrim_model::{
    ids::{CaseId, ItemId},
    opt_out::OptOuts,
    redirect::Destination,
    routing::MediaKind,
    sharing::WINDOW,
    time::Span,
};
use scrim_store::{
    items::Accepted,
    leases::LeaseRefused,
    queues::{RedirectRefused, Sender},
};
use std::collections::BTreeSet;

fn without(category: &str) -> OptOuts {
    OptOuts {
        categories: BTreeSet::from([category.to_owned()]),
        ..OptOuts::default()
    }
}

async fn leave_out(world: &World, desk: Desk, wanted: OptOuts) {
    world.store.set_opt_outs(desk.person, wanted).await.expect("kept");
}

/// An upload that matches an entry of a category, by equal bytes.
async fn about(world: &World, seed: u8, category: Option<&str>) -> Accepted {
    world.step(Span(1));
    world.entry_of(&world.bank, Picture::new(seed), category).await;
    world.upload(Picture::new(seed)).await
}

fn case(accepted: &Accepted) -> CaseId {
    accepted.case.expect("it is queued")
}

async fn waiting(world: &World, desk: Desk) -> u32 {
    let rows = world.store.queues(desk.person, desk.role).await.expect("queues");
    rows.iter().map(|row| row.waiting).sum()
}

async fn stranded(world: &World) -> u64 {
    let all = world.store.all_queues().await.expect("queues");
    all.iter().map(|queue| queue.counts.stranded).sum()
}

#[tokio::test]
async fn somebody_is_given_only_what_they_take_and_what_nobody_can_tell_is_left_out() {
    every_engine(async |world: World| {
        let (choosy, other) = (world.moderator("choosy").await, world.moderator("other").await);
        let hard = about(&world, 1, Some("b2")).await;
        let unknown = about(&world, 2, None).await;
        let plain = about(&world, 3, Some("A1")).await;
        leave_out(&world, choosy, without("B2")).await;
        assert_eq!(waiting(&world, choosy).await, 1, "what waits for them is counted so");
        assert_eq!(waiting(&world, other).await, 3);
        for refused in [&hard, &unknown] {
            assert_eq!(world.take_case(choosy, case(refused)).await, None, "nor by its name");
        }
        let given = world.take(choosy, 4).await;
        let given: Vec<ItemId> = given.iter().map(|leased| leased.case.item).collect();
        assert_eq!(given, [plain.item]);
        let rest = world.take(other, 4).await;
        let rest: BTreeSet<ItemId> = rest.iter().map(|leased| leased.case.item).collect();
        assert_eq!(rest, BTreeSet::from([hard.item, unknown.item]));
    })
    .await;
}

#[tokio::test]
async fn what_moves_is_left_out_by_whoever_says_so() {
    every_engine(async |world: World| {
        let choosy = world.moderator("choosy").await;
        world.entry(Picture::new(1)).await;
        world.upload_animation(&[Picture::new(1), Picture::new(2)]).await;
        let media = BTreeSet::from([MediaKind::Animation]);
        leave_out(
            &world,
            choosy,
            OptOuts {
                media,
                ..OptOuts::default()
            },
        )
        .await;
        assert!(world.take(choosy, 1).await.is_empty());
        leave_out(&world, choosy, OptOuts::default()).await;
        assert_eq!(world.take(choosy, 1).await.len(), 1, "and takes it again when they do");
    })
    .await;
}

#[tokio::test]
async fn nobody_is_idle_because_what_they_leave_out_comes_first() {
    every_engine(async |world: World| {
        let choosy = world.moderator("choosy").await;
        leave_out(&world, choosy, without("B2")).await;
        let many = u8::try_from(WINDOW + 8).expect("a small window");
        for seed in 0..many {
            about(&world, seed, Some("B2")).await;
        }
        let late = [
            about(&world, 200, Some("A1")).await,
            about(&world, 201, Some("C3")).await,
        ];
        let given = world.take(choosy, 4).await;
        let given: Vec<ItemId> = given.iter().map(|leased| leased.case.item).collect();
        assert_eq!(given, late.map(|accepted| accepted.item));
    })
    .await;
}

#[tokio::test]
async fn what_they_hold_goes_back_when_they_leave_it_out_or_when_it_becomes_that() {
    every_engine(async |world: World| {
        let (choosy, other) = (world.moderator("choosy").await, world.moderator("other").await);
        let first = about(&world, 1, Some("B2")).await;
        let held = world.take_one(choosy).await;
        leave_out(&world, choosy, without("B2")).await;
        let lost = world.store.renew_lease(choosy.proof(held.lease.id)).await;
        assert!(matches!(lost, Err(LeaseRefused::Lost(_))), "{lost:?}");
        assert_eq!(world.take_one(other).await.case.item, first.item);

        let second = about(&world, 2, Some("A1")).await;
        let held = world.take_one(choosy).await;
        assert_eq!(held.case.item, second.item);
        world.entry_of(&world.vetted().await, Picture::new(2), Some("B2")).await;
        let copy = world.upload(Picture::new(2)).await;
        assert_eq!(copy.case, second.case, "it is one more upload of the same case");
        let lost = world.store.renew_lease(choosy.proof(held.lease.id)).await;
        assert!(matches!(lost, Err(LeaseRefused::Lost(_))), "{lost:?}");
        assert!(world.take(choosy, 1).await.is_empty());
        assert_eq!(world.take_one(other).await.case.item, second.item);
    })
    .await;
}

#[tokio::test]
async fn nobody_is_handed_what_they_leave_out() {
    every_engine(async |world: World| {
        let (lead, choosy) = (world.lead("lead").await, world.moderator("choosy").await);
        let hard = about(&world, 1, Some("B2")).await;
        let hand_over = async || {
            let (sender, to) = (Sender::Lead(lead.person), Destination::Person { person: choosy.person });
            world.store.redirect(case(&hard), sender, to, None).await
        };
        leave_out(&world, choosy, without("B2")).await;
        assert!(matches!(hand_over().await, Err(RedirectRefused::NotForThem)));
        leave_out(&world, choosy, OptOuts::default()).await;
        hand_over().await.expect("handed over");
        leave_out(&world, choosy, without("B2")).await;
        assert!(
            world.take(choosy, 1).await.is_empty(),
            "nor what was handed to them before"
        );
    })
    .await;
}

#[tokio::test]
async fn a_case_that_everybody_leaves_out_is_told_of() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        about(&world, 1, Some("B2")).await;
        about(&world, 2, Some("A1")).await;
        leave_out(&world, one, without("B2")).await;
        assert_eq!(stranded(&world).await, 0, "somebody else takes it");
        leave_out(&world, two, without("B2")).await;
        assert_eq!(stranded(&world).await, 1);
        world.moderator("three").await;
        assert_eq!(stranded(&world).await, 0);
    })
    .await;
}

#[tokio::test]
async fn leads_are_told_once_that_nobody_is_left_and_again_only_after_somebody_was() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        about(&world, 1, Some("B2")).await;
        let told = async || {
            let rows = world.store.chain_rows(0, 1_000).await.expect("the chain");
            rows.iter().filter(|row| row.kind == "queue_untaken").count()
        };
        let note = async || world.store.note_untaken().await.expect("looked");
        leave_out(&world, one, without("B2")).await;
        assert_eq!((note().await, told().await), (0, 0), "somebody is left");
        leave_out(&world, two, without("B2")).await;
        assert_eq!(
            told().await,
            0,
            "nothing is told when somebody leaves something out, or it would say who"
        );
        assert_eq!((note().await, told().await), (1, 1));
        assert_eq!((note().await, told().await), (0, 1), "once");
        leave_out(&world, two, OptOuts::default()).await;
        assert_eq!((note().await, told().await), (0, 1), "somebody is back");
        leave_out(&world, two, without("B2")).await;
        assert_eq!((note().await, told().await), (1, 2), "and gone again");
    })
    .await;
}
