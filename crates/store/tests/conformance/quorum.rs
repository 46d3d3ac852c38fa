//! A blind second look, and disagreements.

use crate::world::{Picture, Says, World, every_engine};
use scrim_model::{case::Stage, rung::Rung};
use scrim_store::items::{DecidedItem, Door};

#[tokio::test]
async fn the_second_reviewer_is_somebody_else_and_sees_nothing_of_the_first() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        world.entry(Picture::new(1)).await;
        world.upload(Picture::new(1).altered(20)).await;
        let leased = world.take_one(one).await;
        world.look(one, &leased, Rung::Grey).await;
        let taken = world.give(one, &leased, Says::Different).await.expect("taken");
        assert!(!taken.confirmed, "a second look is needed");
        assert!(world.take(two, 1).await.is_empty(), "not before the grace time is over");
        world.past_grace().await;
        assert!(world.take(one, 1).await.is_empty(), "never the first again");
        let blind = world.take_one(two).await;
        assert_eq!(blind.case, leased.case, "the very card the first one had");
    })
    .await;
}

#[tokio::test]
async fn two_people_who_agree_confirm() {
    every_engine(async |world: World| {
        let desks = [world.moderator("one").await, world.moderator("two").await];
        world.entry(Picture::new(1)).await;
        let item = world.upload(Picture::new(1).altered(20)).await.item;
        world.both(desks, Says::Different).await;
        let row = world.settled(item).await;
        assert_eq!(row.decided, Some(DecidedItem::Keep));
        assert!(!row.in_review);
    })
    .await;
}

#[tokio::test]
async fn a_disagreement_is_settled_by_a_lead_who_has_not_spoken() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        let (lead, third) = (world.lead("lead").await, world.moderator("three").await);
        world.entry(Picture::new(1)).await;
        let item = world.upload(Picture::new(1)).await.item;
        world.decide(one, Says::Agrees).await;
        world.past_grace().await;
        let split = world.decide(two, Says::Different).await;
        assert!(!split.confirmed);
        world.past_grace().await;
        for desk in [one, two, third] {
            assert!(world.take(desk, 1).await.is_empty());
        }
        let leased = world.take_one(lead).await;
        assert_eq!(leased.case.stage, Stage::Settle);
        world.look(lead, &leased, Rung::Grey).await;
        assert!(world.give(lead, &leased, Says::Agrees).await.expect("taken").confirmed);
        let row = world.settled(item).await;
        assert_eq!(row.decided, Some(DecidedItem::Remove));
    })
    .await;
}

#[tokio::test]
async fn what_nobody_could_tell_goes_to_a_lead_and_changes_nothing() {
    every_engine(async |world: World| {
        let (one, lead) = (world.moderator("one").await, world.lead("lead").await);
        world.entry(Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        let taken = world.decide(one, Says::Undetermined).await;
        assert!(!taken.confirmed);
        world.past_grace().await;
        assert_eq!(world.door(Picture::new(1)).await, Door::Queued);
        assert_eq!(world.take_one(lead).await.case.stage, Stage::Settle);
    })
    .await;
}

#[tokio::test]
async fn one_person_alone_never_clears_disputes_or_adds() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        for (seed, says) in [
            (1, Says::Clears),
            (2, Says::Disputes),
            (3, Says::New),
            (4, Says::Different),
        ] {
            world.entry(Picture::new(seed)).await;
            let item = world.upload(Picture::new(seed)).await.item;
            assert!(!world.decide(one, says).await.confirmed, "{says:?}");
            world.past_grace().await;
            let row = world.settled(item).await;
            assert_eq!(row.decided, None, "{says:?}");
            assert_eq!(world.door(Picture::new(seed)).await, Door::Queued, "{says:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_source_is_not_told_what_can_still_be_taken_back() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        world.entry(Picture::new(1)).await;
        let item = world.upload(Picture::new(1)).await.item;
        assert!(world.decide(one, Says::Settles).await.confirmed);
        let told = world.store.item(item, world.now()).await.expect("read").expect("there");
        assert!(told.decided.is_none() && told.in_review);
        assert_eq!(world.settled(item).await.decided, Some(DecidedItem::Remove));
    })
    .await;
}
