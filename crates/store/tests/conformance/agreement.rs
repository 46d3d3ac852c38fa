//! How far reviewers agree in a queue: which verdicts count, and of how many people it is told.

use crate::world::{Desk, Picture, Says, World, every_engine};
use scrim_model::{
    agreement::Agreement,
    disclosure::{SETTLES, WEEK},
    ids::QueueId,
};
use uuid::Uuid;

/// One case of its own, on which both speak, the second one blind.
async fn both(world: &World, number: u8, [one, two]: [Desk; 2], [first, second]: [Says; 2]) {
    world.entry(Picture::new(number)).await;
    world.upload(Picture::new(number).altered(20)).await;
    world.decide(one, first).await;
    world.past_grace().await;
    world.decide(two, second).await;
    // Else a split would be somebody's next case.
    world.past_grace().await;
}

async fn told(world: &World, weeks: u8) -> Agreement {
    let found = world.store.agreement(world.bank.queue, weeks, world.now()).await;
    found.expect("read").expect("a queue").told
}

#[tokio::test]
async fn agreement_is_worked_out_over_first_and_second_verdicts_of_weeks_that_are_over() {
    every_engine(async |world: World| {
        let mut desks = Vec::new();
        for name in ["one", "two", "three", "four", "five"] {
            desks.push(world.moderator(name).await);
        }
        let [one, two, three, four, five] = desks.try_into().expect("five people");
        both(&world, 1, [one, two], [Says::Different, Says::Different]).await;
        both(&world, 2, [three, four], [Says::Agrees, Says::Agrees]).await;
        both(&world, 3, [five, one], [Says::Different, Says::Agrees]).await;
        both(&world, 4, [two, three], [Says::Agrees, Says::Different]).await;
        assert_eq!(told(&world, 1).await, Agreement::TooFew, "the week is not over");
        world.step(WEEK + SETTLES);
        let half = Agreement::Told {
            n: 4,
            agreed_permille: 500,
            kappa_permille: Some(0),
        };
        assert_eq!(told(&world, 1).await, half);
        world.step(WEEK);
        assert_eq!(told(&world, 1).await, Agreement::TooFew, "another week");
        assert_eq!(told(&world, 2).await, half);
    })
    .await;
}

#[tokio::test]
async fn what_four_people_said_is_not_told_nor_what_a_lead_settled() {
    every_engine(async |world: World| {
        let (a, b) = (world.moderator("a").await, world.moderator("b").await);
        let (c, lead) = (world.moderator("c").await, world.lead("lead").await);
        let d = world.moderator("d").await;
        both(&world, 1, [a, b], [Says::Different, Says::Agrees]).await;
        world.decide(lead, Says::Agrees).await;
        both(&world, 2, [c, d], [Says::Different, Says::Different]).await;
        world.step(WEEK + SETTLES);
        assert_eq!(
            told(&world, 1).await,
            Agreement::TooFew,
            "the lead is no reviewer of theirs"
        );
    })
    .await;
}

#[tokio::test]
async fn a_queue_that_is_none_has_no_agreement() {
    every_engine(async |world: World| {
        let found = world.store.agreement(QueueId(Uuid::nil()), 4, world.now()).await;
        assert_eq!(found.expect("read"), None);
    })
    .await;
}
