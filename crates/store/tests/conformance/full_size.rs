//! The full size of a picture: for a second look in colour, and only while it lasts.

use crate::world::{Desk, Picture, World, every_engine};
use scrim_model::{ids::LeaseId, rung::Rung, time::Span};
use scrim_store::{
    leases::{LeaseRefused, Leased},
    looks::{Asked, FullSizeRefused, Granted, LookRefused},
};

async fn ask(world: &World, desk: Desk, lease: LeaseId, rung: Rung) -> Result<Granted, LookRefused> {
    let asked = Asked { rung, full_size: true };
    world.store.grant_look(desk.proof(lease), asked).await
}

/// A case in hand whose picture has been looked at in colour.
async fn looked(world: &World, desk: Desk) -> Leased {
    world.entry(Picture::new(1)).await;
    world.upload(Picture::new(1)).await;
    let leased = world.take_one(desk).await;
    world.look(desk, &leased, Rung::Colour).await;
    leased
}

#[tokio::test]
async fn the_full_size_comes_after_a_look_in_colour_that_was_seen_and_is_closed() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        world.entry(Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        let leased = world.take_one(one).await;
        let lease = leased.lease.id;
        let too_soon = async || {
            matches!(
                ask(&world, one, lease, Rung::Colour).await,
                Err(LookRefused::ColourFirst)
            )
        };
        assert!(too_soon().await, "no look at all");
        world.look(one, &leased, Rung::Grey).await;
        assert!(too_soon().await, "a look in grey");
        let open = world.grant(one, lease, Rung::Colour).await.expect("granted");
        assert!(too_soon().await, "a look that is not closed");
        world.close(one, open.grant.id, 0).await;
        assert!(too_soon().await, "a look that never came up");
        world.look(one, &leased, Rung::Colour).await;
        let granted = ask(&world, one, lease, Rung::Colour).await.expect("granted");
        assert_eq!(granted.full_size_px, Some((4_000, 3_000)));
        assert_eq!((granted.rendition.rung, granted.grant.full_size), (Rung::Colour, true));
        let grey = ask(&world, one, lease, Rung::Grey).await;
        assert!(matches!(grey, Err(LookRefused::NoRendition)), "only in colour");
    })
    .await;
}

#[tokio::test]
async fn somebody_elses_look_in_colour_earns_nothing() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        let leased = looked(&world, one).await;
        world
            .store
            .release_lease(one.proof(leased.lease.id), scrim_store::leases::GivenBack::Unseen)
            .await
            .expect("back");
        let theirs = world.take_one(two).await;
        assert_eq!(theirs.case.id, leased.case.id);
        let refused = ask(&world, two, theirs.lease.id, Rung::Colour).await;
        assert!(matches!(refused, Err(LookRefused::ColourFirst)));
    })
    .await;
}

#[tokio::test]
async fn the_original_is_opened_to_its_looker_alone_and_until_the_look_is_over() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        let lease = looked(&world, one).await.lease.id;
        let plain = world.grant(one, lease, Rung::Colour).await.expect("granted").grant.id;
        let open = async |desk: Desk, grant| world.store.full_size(desk.proof(lease), grant).await;
        assert!(
            matches!(open(one, plain).await, Err(FullSizeRefused::NoSuch)),
            "not asked for"
        );
        let grant = ask(&world, one, lease, Rung::Colour).await.expect("granted").grant.id;
        let original = open(one, grant).await.expect("open");
        assert_eq!((original.bytes, original.wrapped_key), (1_000, vec![9; 8]));
        let stranger = open(two, grant).await;
        assert!(matches!(stranger, Err(FullSizeRefused::Lease(LeaseRefused::Lost(_)))));
        world.close(one, grant, 500).await;
        assert!(matches!(open(one, grant).await, Err(FullSizeRefused::Over)), "closed");
        let grant = ask(&world, one, lease, Rung::Colour).await.expect("granted").grant.id;
        world.step(Span::ms(9_999));
        assert!(open(one, grant).await.is_ok());
        world.step(Span::ms(1));
        assert!(
            matches!(open(one, grant).await, Err(FullSizeRefused::Over)),
            "out of time"
        );
    })
    .await;
}

#[tokio::test]
async fn a_break_ends_an_open_full_size_with_the_lease() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        let lease = looked(&world, one).await.lease.id;
        let grant = ask(&world, one, lease, Rung::Colour).await.expect("granted").grant.id;
        world.store.start_rest(one.person).await.expect("a break");
        let refused = world.store.full_size(one.proof(lease), grant).await;
        assert!(matches!(refused, Err(FullSizeRefused::Lease(LeaseRefused::Lost(_)))));
    })
    .await;
}
