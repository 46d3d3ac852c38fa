//! Copies of one picture are one case.

use crate::world::{Picture, Says, World, every_engine};
use scrim_store::items::DecidedItem;

#[tokio::test]
async fn equal_bytes_and_close_copies_join_the_open_case_and_others_do_not() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        let first = Picture::new(1).altered(11);
        world.entry(Picture::new(1)).await;
        let case = world.upload(first).await.case;
        assert_eq!(world.upload(first).await.case, case, "equal bytes");
        assert_eq!(world.upload(first.encoded_again()).await.case, case, "the same hash");
        let leased = world.take_one(one).await;
        assert_eq!(leased.case.uploads, 3);
        assert_eq!(world.upload(first).await.case, case, "while somebody holds it too");
        let poor = first.encoded_again().with_quality(79);
        assert_ne!(world.upload(poor).await.case, case, "a hash that is not trusted");
        assert_ne!(
            world.upload(Picture::new(1).altered(31)).await.case,
            case,
            "20 bits off"
        );
    })
    .await;
}

#[tokio::test]
async fn folded_copies_inherit_that_they_are_the_same() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        let first = Picture::new(1);
        world.entry(first).await;
        let (opened, exact) = (world.upload(first).await, world.upload(first).await);
        let near = world.upload(first.altered(3)).await;
        assert_eq!(near.case, opened.case);
        world.decide(one, Says::Settles).await;
        world.past_grace().await;
        for item in [opened.item, exact.item, near.item] {
            let row = world.settled(item).await;
            assert_eq!(row.decided, Some(DecidedItem::Remove));
        }
    })
    .await;
}

#[tokio::test]
async fn near_copies_inherit_no_clearing_and_wait_together_in_a_case_of_their_own() {
    for says in [Says::Clears, Says::Different] {
        every_engine(async |world: World| {
            let desks = [world.moderator("one").await, world.moderator("two").await];
            let first = Picture::new(1).altered(12);
            world.entry(Picture::new(1)).await;
            let (opened, exact) = (world.upload(first).await, world.upload(first).await);
            let near = [
                world.upload(first.encoded_again()).await,
                world.upload(first.encoded_again()).await,
            ];
            assert!(near.iter().all(|copy| copy.case == opened.case));
            world.both(desks, says).await;
            for item in [opened.item, exact.item] {
                let row = world.settled(item).await;
                assert_eq!(row.decided, Some(DecidedItem::Keep), "{says:?}");
            }
            for copy in &near {
                let row = world.settled(copy.item).await;
                assert_eq!((row.decided, row.in_review), (None, true), "{says:?}");
            }
            let leased = world.take_one(desks[0]).await;
            assert_ne!(Some(leased.case.id), opened.case);
            assert_eq!(leased.case.uploads, 2, "one case for both copies");
        })
        .await;
    }
}

#[tokio::test]
async fn near_copies_stay_with_a_case_that_is_abusive_though_another_picture() {
    every_engine(async |world: World| {
        let desks = [world.moderator("one").await, world.moderator("two").await];
        let first = Picture::new(1).altered(12);
        world.entry(Picture::new(1)).await;
        world.upload(first).await;
        let near = world.upload(first.encoded_again()).await;
        world.both(desks, Says::New).await;
        let row = world.settled(near.item).await;
        assert_eq!(row.decided, Some(DecidedItem::Remove));
        assert!(!row.in_review);
    })
    .await;
}
