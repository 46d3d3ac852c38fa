//! What follows from a check where few people are there, or two cases say the same of an upload.

use crate::world::{Desk, Picture, Says, World, every_engine};
use scrim_model::{check, queue::QueueSettings, rung::Rung, second_looks::Draw, session::view::Choice};
use scrim_store::{items::Door, verdicts::Taken};

/// A copy that is stopped, and checked.
async fn checked_stop(world: &World) -> Picture {
    let confirming = world.moderator("confirms").await;
    world.confirmed(confirming, Picture::new(1)).await;
    let copy = Picture::new(1).altered(4);
    let mut new = world.new_item(copy).await;
    new.check = Draw::of(0);
    assert_eq!(world.store.accept(new).await.expect("accepted").door, Door::Stopped);
    copy
}

async fn says(world: &World, desk: Desk, rung: Rung, says: Says) -> Taken {
    let leased = world.take_one(desk).await;
    world.look(desk, &leased, rung).await;
    let taken = world.give(desk, &leased, says).await.expect("taken");
    world.past_grace().await;
    taken
}

#[tokio::test]
async fn a_check_that_only_its_author_could_settle_is_told_of_until_somebody_else_can() {
    every_engine(async |world: World| {
        checked_stop(&world).await;
        let lead = world.lead("the only one").await;
        says(&world, lead, Rung::LightVeil, Says::Different).await;
        assert!(
            world.take(lead, 8).await.is_empty(),
            "nobody settles what they have spoken on"
        );
        let stranded = async || world.store.soundness().await.expect("read").stranded;
        assert_eq!(stranded().await, 1);
        let other = world.lead("another").await;
        assert_eq!(stranded().await, 0);
        assert_eq!(world.take(other, 8).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_queue_hides_answers_from_reviews_and_appeals_and_none_from_a_check() {
    every_engine(async |world: World| {
        let lead = world.lead("lead").await;
        let two = world.moderator("two").await;
        checked_stop(&world).await;
        world.entry_on(&world.vetted().await, Picture::new(2)).await;
        let reviewed = world.upload(Picture::new(2)).await;
        let appealed = world.upload(Picture::new(1).altered(7)).await;
        world
            .store
            .appeal(world.source, appealed.item, "ticket".into())
            .await
            .expect("made");
        let mut settings = QueueSettings::default();
        settings.policy.text = "What to go by".into();
        settings.policy.hidden.insert(Choice::Agree);
        settings.policy.explained.insert(Choice::Different);
        let queue = world.vetted().await.queue;
        world
            .store
            .set_queue(lead.person, queue, settings.clone())
            .await
            .expect("set");
        let taken = world.take(two, 8).await;
        assert_eq!(taken.len(), 3);
        for leased in taken {
            let policy = leased.case.policy;
            if [reviewed.item, appealed.item].contains(&leased.case.item) {
                assert_eq!(policy, settings.policy);
            } else {
                assert_eq!(policy, check::policy(settings.policy.clone()));
                assert!(policy.hidden.is_empty() && policy.explained.is_empty());
            }
        }
    })
    .await;
}

#[tokio::test]
async fn content_that_two_cases_clear_passes_as_long_as_one_of_them_does() {
    every_engine(async |world: World| {
        let copy = checked_stop(&world).await;
        let (lead, other) = (world.lead("lead").await, world.lead("other").await);
        let desks = [world.moderator("two").await, world.moderator("three").await];
        let checks = world.moderator("checks").await;
        says(&world, checks, Rung::LightVeil, Says::Different).await;
        let check = says(&world, lead, Rung::Grey, Says::Different).await;
        let cleared = world.both(desks, Says::Clears).await;
        assert_eq!(world.door(copy).await, Door::Passed);
        let reversed = world.store.reverse_verdict(check.verdict, other.person).await;
        reversed.expect("reversed");
        let again = world.take_case(other, check.case).await.expect("theirs");
        world.look(other, &again, Rung::Grey).await;
        world.give(other, &again, Says::Clears).await.expect("taken");
        world.past_grace().await;
        let reversed = world.store.reverse_verdict(cleared.verdict, lead.person).await;
        reversed.expect("reversed");
        assert_eq!(world.door(copy).await, Door::Passed, "the check says so still");
    })
    .await;
}
