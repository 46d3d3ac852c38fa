//! Splits as leads see them, and what the others are told once one is settled.

use crate::world::{Desk, Picture, Says, World, every_engine};
use scrim_model::{
    feedback::Lesson,
    ids::{PersonId, VerdictId},
    rung::Rung,
};
use scrim_store::{feedback::Feedback, splits::Split};

/// One case on which two people disagree.
async fn split(world: &World, [one, two]: [Desk; 2]) {
    world.entry(Picture::new(1)).await;
    world.upload(Picture::new(1)).await;
    world.decide(one, Says::Agrees).await;
    world.past_grace().await;
    assert!(!world.decide(two, Says::Different).await.confirmed);
    world.past_grace().await;
}

async fn splits(world: &World, lead: Desk) -> Vec<Split> {
    world.store.splits(lead.person, None, 500).await.expect("read")
}

async fn told(world: &World, person: PersonId, before: Option<VerdictId>) -> Vec<Feedback> {
    world
        .store
        .feedback(person, before, 100, world.now())
        .await
        .expect("read")
}

#[tokio::test]
async fn a_lead_sees_what_was_said_and_settles_by_a_lease_as_any_other() {
    every_engine(async |world: World| {
        let desks = [world.moderator("one").await, world.moderator("two").await];
        let lead = world.lead("lead").await;
        assert_eq!(splits(&world, lead).await, []);
        split(&world, desks).await;
        let open = splits(&world, lead).await;
        let [only] = open.as_slice() else {
            panic!("one split, not {open:?}")
        };
        assert_eq!((only.said.len(), only.taken, only.for_others), (2, false, false));
        assert!(!only.check, "it is about an upload that waits");
        assert_eq!(world.store.sums().await.expect("sums").checks_split, 0);
        let leased = world.take_case(lead, only.case).await.expect("it waits for a lead");
        assert!(splits(&world, lead).await.iter().all(|split| split.taken));
        world.look(lead, &leased, Rung::Grey).await;
        assert!(world.give(lead, &leased, Says::Agrees).await.expect("taken").confirmed);
        assert_eq!(splits(&world, lead).await, []);
    })
    .await;
}

#[tokio::test]
async fn what_can_still_be_taken_back_is_no_split_yet() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        let lead = world.lead("lead").await;
        world.entry(Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        world.decide(one, Says::Agrees).await;
        world.past_grace().await;
        let said = world.decide(two, Says::Different).await;
        assert_eq!(splits(&world, lead).await, [], "it may be taken back");
        world
            .store
            .undo_verdict(said.verdict, two.person)
            .await
            .expect("in time");
        world.past_grace().await;
        assert_eq!(splits(&world, lead).await, []);
        world.decide(two, Says::Different).await;
        world.past_grace().await;
        assert_eq!(splits(&world, lead).await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_lead_who_had_a_part_in_it_leaves_it_to_another() {
    every_engine(async |world: World| {
        let (one, lead) = (world.moderator("one").await, world.lead("lead").await);
        let other = world.lead("other").await;
        split(&world, [one, lead]).await;
        assert!(splits(&world, lead).await.iter().all(|split| split.for_others));
        assert!(splits(&world, other).await.iter().all(|split| !split.for_others));
        assert!(world.take(lead, 1).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn both_are_told_what_was_decided_once_it_can_be_taken_back_no_more() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        let lead = world.lead("lead").await;
        split(&world, [one, two]).await;
        world.decide(lead, Says::Agrees).await;
        assert_eq!(
            told(&world, one.person, None).await,
            [],
            "the lead may still take it back"
        );
        world.past_grace().await;
        let (first, second) = (
            told(&world, one.person, None).await,
            told(&world, two.person, None).await,
        );
        let lessons = [&first, &second].map(|told| told.iter().map(|told| told.lesson).collect::<Vec<_>>());
        assert_eq!(lessons, [vec![Lesson::Agreed], vec![Lesson::Match]]);
        assert_eq!(told(&world, lead.person, None).await, [], "who settles is told nothing");
        let last = second.first().expect("told").verdict;
        assert_eq!(told(&world, two.person, Some(last)).await, [], "nothing before it");
    })
    .await;
}

#[tokio::test]
async fn who_was_only_agreed_with_is_told_nothing() {
    every_engine(async |world: World| {
        let (one, lead) = (world.moderator("one").await, world.lead("lead").await);
        world.entry(Picture::new(1)).await;
        world.upload(Picture::new(1).altered(20)).await;
        // A lead as the second reviewer settles nothing.
        world.both([one, lead], Says::Different).await;
        assert_eq!(told(&world, one.person, None).await, []);
    })
    .await;
}

#[tokio::test]
async fn a_reversal_takes_feedback_back_until_it_is_settled_anew() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        let (lead, other) = (world.lead("lead").await, world.lead("other").await);
        split(&world, [one, two]).await;
        let settled = world.decide(lead, Says::Agrees).await;
        world.past_grace().await;
        world
            .store
            .reverse_verdict(settled.verdict, other.person)
            .await
            .expect("reversed");
        assert_eq!(told(&world, two.person, None).await, []);
        world.decide(other, Says::Different).await;
        world.past_grace().await;
        let lessons = [one, two].map(|desk| desk.person);
        let mut all = Vec::new();
        for person in lessons {
            all.extend(told(&world, person, None).await.into_iter().map(|told| told.lesson));
        }
        assert_eq!(all, [Lesson::Match, Lesson::Agreed]);
    })
    .await;
}
