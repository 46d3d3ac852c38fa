//! A child at immediate risk: what a mark does at once, and how it is taken back.

use crate::deliveries::{PLATFORM, destination};
use crate::world::{Desk, Picture, Says as Decides, World, every_engine};
use scrim_model::{
    delivery::{Kind, Mode, Says, Subject},
    urgent::{NotLifted, UNDO, UrgentReason},
};
use scrim_store::{
    deliveries::DeliveryRow,
    leases::{LeaseRefused, Leased},
    urgent::{LiftRefused, NotMarked, UrgentCase},
};

/// Cases as they came in, the first of which somebody holds.
async fn held(world: &World, desk: Desk) -> Leased {
    for number in 1..=3 {
        world.entry(Picture::new(number)).await;
        world.upload(Picture::new(number)).await;
    }
    world.take_one(desk).await
}

async fn mark(world: &World, desk: Desk, leased: &Leased) -> Result<scrim_model::time::Time, NotMarked> {
    let (proof, case) = (desk.proof(leased.lease.id), leased.case.id);
    world.store.mark_urgent(proof, case, UrgentReason::Place).await
}

async fn urgent(world: &World) -> Vec<UrgentCase> {
    world.store.urgent_cases().await.expect("read")
}

async fn platform(world: &World) {
    let source = world.source;
    let new = destination(PLATFORM, Kind::Platform { source }, Mode::On);
    world.store.add_destination(None, new).await.expect("added");
}

async fn claimed(world: &World) -> Vec<DeliveryRow> {
    world.store.claim_deliveries(PLATFORM, 10).await.expect("claimed")
}

#[tokio::test]
async fn a_marked_case_is_the_leads_next_one_at_once_and_its_authors_no_more() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        let lead = world.lead("lead").await;
        let leased = held(&world, one).await;
        mark(&world, one, &leased).await.expect("marked");
        let open = urgent(&world).await;
        let [only] = open.as_slice() else {
            panic!("one case, not {open:?}")
        };
        assert_eq!(
            (only.case, only.reason, only.taken),
            (leased.case.id, UrgentReason::Place, false)
        );
        for desk in [one, two] {
            let others = world.take(desk, 3).await;
            assert!(others.iter().all(|other| other.case.id != leased.case.id));
        }
        let first = world.take_one(lead).await;
        assert_eq!(first.case.id, leased.case.id, "with no time in between");
        assert!(urgent(&world).await.iter().all(|case| case.taken));
        world.look(lead, &first, scrim_model::rung::Rung::Grey).await;
        world.give(lead, &first, Decides::Agrees).await.expect("taken");
    })
    .await;
}

#[tokio::test]
async fn only_whoever_holds_a_case_marks_it_and_once() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        let lead = world.lead("lead").await;
        let leased = held(&world, one).await;
        assert!(matches!(
            mark(&world, two, &leased).await,
            Err(NotMarked::Lease(LeaseRefused::Lost(_)))
        ));
        let until = mark(&world, one, &leased).await.expect("marked");
        let again = mark(&world, one, &leased).await.expect("the first answer was lost");
        assert_eq!(again, until, "the same mark");
        assert_eq!(urgent(&world).await.len(), 1);
        let leads = world
            .take_case(lead, leased.case.id)
            .await
            .expect("it waits for a lead");
        assert!(matches!(mark(&world, lead, &leads).await, Err(NotMarked::Before)));
    })
    .await;
}

#[tokio::test]
async fn a_mark_is_taken_back_by_its_author_within_the_moment_and_the_case_is_as_it_was() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        let leased = held(&world, one).await;
        let case = leased.case.id;
        let until = mark(&world, one, &leased).await.expect("marked");
        assert_eq!(until, world.now() + UNDO);
        let lift = async |by: Desk| world.store.lift_urgent(by.person, case).await;
        assert!(matches!(lift(two).await, Err(LiftRefused::Stays(NotLifted::NotTheirs))));
        world.step(UNDO);
        lift(one).await.expect("taken back");
        lift(one).await.expect("it is gone, as they want it");
        assert!(matches!(lift(two).await, Err(LiftRefused::NoSuch)));
        assert_eq!(urgent(&world).await, []);
        let again = world.take_one(one).await;
        assert_eq!(again.case.id, case, "theirs first");
        mark(&world, one, &again).await.expect("marked again");
        world.step(UNDO);
        world.step(scrim_model::time::Span(1));
        assert!(matches!(lift(one).await, Err(LiftRefused::Stays(NotLifted::TooLate))));
    })
    .await;
}

#[tokio::test]
async fn a_lead_who_has_the_case_keeps_it_when_the_mark_is_taken_back() {
    every_engine(async |world: World| {
        let (one, lead) = (world.moderator("one").await, world.lead("lead").await);
        let leased = held(&world, one).await;
        mark(&world, one, &leased).await.expect("marked");
        let leads = world.take_one(lead).await;
        world
            .store
            .lift_urgent(one.person, leased.case.id)
            .await
            .expect("taken back");
        assert_eq!(urgent(&world).await, []);
        world.look(lead, &leads, scrim_model::rung::Rung::Grey).await;
        world
            .give(lead, &leads, Decides::Agrees)
            .await
            .expect("it is theirs still");
    })
    .await;
}

#[tokio::test]
async fn its_platform_is_told_in_the_same_commit_and_told_again_where_that_was_taken_back() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        world.lead("lead").await;
        platform(&world).await;
        let leased = held(&world, one).await;
        let item = leased.case.item;
        mark(&world, one, &leased).await.expect("marked");
        let told = claimed(&world).await;
        let [urgent] = told.as_slice() else {
            panic!("one message, not {told:?}")
        };
        assert_eq!(
            (urgent.subject, urgent.says),
            (Subject::Danger { item }, Some(Says::Urgent(UrgentReason::Place)))
        );
        world
            .store
            .end_attempt((urgent.id, urgent.tries), Ok(None), 0)
            .await
            .expect("it arrived");
        world
            .store
            .lift_urgent(one.person, leased.case.id)
            .await
            .expect("taken back");
        let told = claimed(&world).await;
        let said: Vec<_> = told.iter().map(|row| (row.subject, row.says)).collect();
        assert_eq!(said, [(Subject::Danger { item }, None)]);
    })
    .await;
}

#[tokio::test]
async fn what_has_not_left_when_a_mark_is_taken_back_never_does() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        world.lead("lead").await;
        platform(&world).await;
        let leased = held(&world, one).await;
        mark(&world, one, &leased).await.expect("marked");
        world
            .store
            .lift_urgent(one.person, leased.case.id)
            .await
            .expect("taken back");
        assert!(claimed(&world).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn the_only_person_who_settles_is_given_again_what_they_marked() {
    every_engine(async |world: World| {
        let lead = world.lead("lead").await;
        let leased = held(&world, lead).await;
        mark(&world, lead, &leased).await.expect("marked");
        assert_eq!(world.take_one(lead).await.case.id, leased.case.id);
        let second = world.lead("second").await;
        let other = world.take_one(second).await;
        mark(&world, second, &other).await.expect("marked");
        let next = world.take(second, 3).await;
        assert!(
            next.iter().all(|next| next.case.id != other.case.id),
            "the first one is left"
        );
    })
    .await;
}
