//! Cases handed to somebody by name: whom they can be handed to, what that person is told, and what became of it.

use crate::world::{Desk, Picture, Says, World, every_engine};
use scrim_model::{
    ids::CaseId,
    opt_out::OptOuts,
    person::Role,
    queue::{Audience, QueueSettings},
    redirect::{Destination, HANDED_FOR},
    time::Span,
};
use scrim_store::queues::{Handed, OpenCase, Sender};
use std::collections::BTreeSet;

async fn one_case(world: &World) -> CaseId {
    world.entry(Picture::new(1)).await;
    world.upload(Picture::new(1)).await.case.expect("queued")
}

async fn hand(world: &World, by: Desk, case: CaseId, to: Desk) {
    let destination = Destination::Person { person: to.person };
    let note = Some("you know this kind".into());
    let sent = world.store.redirect(case, Sender::Lead(by.person), destination, note);
    sent.await.expect("handed over");
}

async fn handed(world: &World, to: Desk) -> Vec<Handed> {
    world.store.handed_to(to.person).await.expect("read")
}

async fn row(world: &World) -> OpenCase {
    let mut cases = world.store.open_cases(world.bank.queue, None, 10).await.expect("cases");
    cases.pop().expect("one case")
}

/// Names, and whether they take from the case's queue.
async fn recipients(world: &World, case: CaseId) -> Vec<(String, bool)> {
    let found = world.store.recipients(case).await.expect("read").expect("an open case");
    found.into_iter().map(|one| (one.name, one.of_queue)).collect()
}

/// From now on leads alone take from the queue.
async fn for_leads(world: &World, lead: Desk) {
    let settings = QueueSettings {
        audience: Audience {
            roles: BTreeSet::from([Role::Lead]),
            people: BTreeSet::new(),
        },
        ..QueueSettings::default()
    };
    let set = world.store.set_queue(lead.person, world.bank.queue, settings);
    set.await.expect("set");
}

#[tokio::test]
async fn whoever_is_handed_a_case_reads_by_whom_why_and_until_when_until_they_take_it() {
    every_engine(async |world: World| {
        let (lead, one) = (world.lead("lead").await, world.moderator("one").await);
        let other = world.moderator("other").await;
        let case = one_case(&world).await;
        hand(&world, lead, case, one).await;
        let [told]: [Handed; 1] = handed(&world, one).await.try_into().expect("one");
        assert_eq!((told.case, told.by.as_str()), (case, "lead"));
        assert_eq!(told.reason.as_deref(), Some("you know this kind"));
        assert_eq!(told.until, world.now() + HANDED_FOR);
        assert!(handed(&world, other).await.is_empty() && handed(&world, lead).await.is_empty());
        let taken = world.take_case(one, case).await.expect("theirs");
        assert_eq!(taken.case.asked.as_deref(), Some("you know this kind"));
        assert!(handed(&world, one).await.is_empty(), "they have it");
    })
    .await;
}

#[tokio::test]
async fn what_became_of_a_hand_over_is_told_until_somebody_has_spoken() {
    every_engine(async |world: World| {
        let (lead, one) = (world.lead("lead").await, world.moderator("one").await);
        let case = one_case(&world).await;
        hand(&world, lead, case, one).await;
        let to = async |world: &World| row(world).await.sent.and_then(|sent| sent.to);
        assert_eq!(
            (row(&world).await.handed_to.is_some(), to(&world).await),
            (true, Some(one.person))
        );
        let leased = world.take_case(one, case).await.expect("theirs");
        assert_eq!(
            (row(&world).await.with, to(&world).await),
            (Some(one.person), Some(one.person))
        );
        world.give_back(one, &leased).await;
        let back = row(&world).await;
        assert_eq!(
            (back.with, back.handed_to),
            (None, None),
            "it waits for everybody again"
        );
        assert_eq!(to(&world).await, Some(one.person), "and was theirs");
        hand(&world, lead, case, one).await;
        world.step(HANDED_FOR + Span::ms(1));
        assert_eq!(
            (row(&world).await.handed_to, to(&world).await),
            (None, Some(one.person))
        );
        assert!(handed(&world, one).await.is_empty());
        world.decide(one, Says::Different).await;
        world.past_grace().await;
        assert_eq!(to(&world).await, None, "somebody has spoken");
    })
    .await;
}

#[tokio::test]
async fn whoever_was_handed_a_case_and_passed_it_on_is_named_to_nobody() {
    every_engine(async |world: World| {
        let (lead, one) = (world.lead("lead").await, world.moderator("one").await);
        let case = one_case(&world).await;
        hand(&world, lead, case, one).await;
        let leased = world.take_case(one, case).await.expect("theirs");
        world.skip(one, &leased).await;
        let passed = row(&world).await;
        assert_eq!((passed.passed_on, passed.handed_to), (1, None));
        assert_eq!(passed.sent.and_then(|sent| sent.to), None);
    })
    .await;
}

#[tokio::test]
async fn an_undone_verdict_is_nothing_that_was_handed_over() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        one_case(&world).await;
        let taken = world.decide(one, Says::Settles).await;
        world
            .store
            .undo_verdict(taken.verdict, one.person)
            .await
            .expect("undone");
        assert!(handed(&world, one).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn whom_a_case_can_be_handed_to_tells_nothing_of_what_anybody_leaves_out_or_has_said() {
    every_engine(async |world: World| {
        let (lead, choosy) = (world.lead("a lead").await, world.moderator("b choosy").await);
        let (spoke, passed) = (world.moderator("c spoke").await, world.moderator("d passed").await);
        let case = one_case(&world).await;
        let everybody = ["a lead", "b choosy", "c spoke", "d passed"].map(|name| (name.to_owned(), true));
        assert_eq!(recipients(&world, case).await, everybody);
        // What is of no known category may be of that one.
        let left_out = OptOuts {
            categories: BTreeSet::from(["B2".to_owned()]),
            ..OptOuts::default()
        };
        world.store.set_opt_outs(choosy.person, left_out).await.expect("kept");
        world.decide(spoke, Says::Different).await;
        world.past_grace().await;
        let leased = world.take_one(passed).await;
        world.skip(passed, &leased).await;
        assert_eq!(recipients(&world, case).await, everybody);
        for_leads(&world, lead).await;
        let of_queue: Vec<bool> = recipients(&world, case)
            .await
            .into_iter()
            .map(|(_name, of)| of)
            .collect();
        assert_eq!(of_queue, [true, false, false, false]);
        let destination = Destination::Leads;
        let sent = world.store.redirect(case, Sender::Lead(lead.person), destination, None);
        sent.await.expect("sent");
        assert_eq!(
            recipients(&world, case).await,
            [("a lead".to_owned(), true)],
            "who may settle it"
        );
    })
    .await;
}

#[tokio::test]
async fn a_case_of_a_queue_that_is_not_theirs_is_opened_by_whoever_it_was_handed_to_and_by_nobody_else() {
    every_engine(async |world: World| {
        let (lead, one) = (world.lead("lead").await, world.moderator("one").await);
        let other = world.moderator("other").await;
        let case = one_case(&world).await;
        for_leads(&world, lead).await;
        assert!(world.take_case(one, case).await.is_none());
        hand(&world, lead, case, one).await;
        assert!(world.take_case(other, case).await.is_none());
        assert!(world.take_case(one, case).await.is_some());
    })
    .await;
}

#[tokio::test]
async fn a_case_that_is_not_open_can_be_handed_to_nobody() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        let case = one_case(&world).await;
        world.decide(one, Says::Settles).await;
        assert_eq!(world.store.recipients(case).await.expect("read"), None);
    })
    .await;
}
