//! Cases sent elsewhere by hand: nothing that is sent is ever out of sight.

use crate::world::{Desk, Picture, Says, World, every_engine};
use scrim_model::{
    ids::CaseId,
    redirect::{Destination, HANDED_FOR, MAX_HOLD},
    rung::Rung,
    time::Span,
};
use scrim_store::{
    leases::{GivenBack, LeaseRefused, Leased},
    queues::{OpenCase, RedirectRefused, Sender},
    verdicts::VerdictRefused,
};

async fn one_case(world: &World) -> CaseId {
    world.entry(Picture::new(1)).await;
    world.upload(Picture::new(1)).await.case.expect("queued")
}

async fn send(world: &World, by: Desk, case: CaseId, to: Destination) -> Result<(), RedirectRefused> {
    let sender = Sender::Lead(by.person);
    world.store.redirect(case, sender, to, Some("because".into())).await
}

async fn escalate(world: &World, by: Desk, leased: &Leased, to: Destination) -> Result<(), RedirectRefused> {
    let sender = Sender::Holder(by.proof(leased.lease.id));
    let reason = Some("cannot tell the age".into());
    world.store.redirect(leased.case.id, sender, to, reason).await
}

async fn row(world: &World) -> OpenCase {
    let mut cases = world.store.open_cases(world.bank.queue, None, 10).await.expect("cases");
    cases.pop().expect("one case")
}

#[tokio::test]
async fn what_is_escalated_is_given_to_leads_alone_until_one_has_spoken() {
    every_engine(async |world: World| {
        let (lead, one, two) = (
            world.lead("lead").await,
            world.moderator("one").await,
            world.moderator("two").await,
        );
        one_case(&world).await;
        let leased = world.take_one(one).await;
        escalate(&world, one, &leased, Destination::Leads).await.expect("sent");
        assert!(row(&world).await.escalated);
        let asked = world.take_one(lead).await;
        assert_eq!(asked.case.asked.as_deref(), Some("cannot tell the age"));
        let seen = world
            .store
            .release_lease(lead.proof(asked.lease.id), GivenBack::Unseen)
            .await;
        seen.expect("given back");
        assert!(world.take(one, 1).await.is_empty() && world.take(two, 1).await.is_empty());
        let late = world.give(one, &leased, Says::Settles).await;
        assert!(
            matches!(late, Err(VerdictRefused::Lease(_))),
            "it is theirs no more: {late:?}"
        );
        world.decide(lead, Says::Different).await;
        world.past_grace().await;
        assert!(!row(&world).await.escalated);
        world.take_one(two).await;
    })
    .await;
}

#[tokio::test]
async fn whoever_holds_a_case_may_escalate_it_and_no_more() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        let case = one_case(&world).await;
        let leased = world.take_one(one).await;
        let until = world.now() + Span::hours(1);
        let (person, queue) = (two.person, world.bank.queue);
        for to in [
            Destination::Hold { until },
            Destination::Person { person },
            Destination::Queue { queue, priority: None },
            Destination::Back,
        ] {
            let refused = escalate(&world, one, &leased, to).await;
            assert!(matches!(refused, Err(RedirectRefused::ForLeads)), "{to:?}: {refused:?}");
        }
        let sender = Sender::Holder(two.proof(leased.lease.id));
        let refused = world.store.redirect(case, sender, Destination::Leads, None).await;
        assert!(
            matches!(refused, Err(RedirectRefused::Lease(LeaseRefused::Lost(_)))),
            "{refused:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_case_that_is_handed_over_is_theirs_first_and_comes_back_by_itself() {
    every_engine(async |world: World| {
        let (lead, one, two) = (
            world.lead("lead").await,
            world.moderator("one").await,
            world.moderator("two").await,
        );
        let case = one_case(&world).await;
        let leased = world.take_one(one).await;
        let to = Destination::Person { person: two.person };
        send(&world, lead, case, to).await.expect("sent");
        let lost = world.give(one, &leased, Says::Settles).await;
        assert!(matches!(lost, Err(VerdictRefused::Lease(_))), "{lost:?}");
        assert!(world.take(one, 1).await.is_empty(), "it waits for somebody");
        let handed = row(&world).await;
        assert_eq!(handed.handed_to, Some((two.person, world.now() + HANDED_FOR)));
        assert_eq!(world.take_one(two).await.case.id, case);
        send(&world, lead, case, to).await.expect("sent once more");
        world.step(HANDED_FOR);
        world.take_one(one).await;
    })
    .await;
}

#[tokio::test]
async fn nobody_is_handed_a_case_that_they_could_not_be_given() {
    every_engine(async |world: World| {
        let (lead, one) = (world.lead("lead").await, world.moderator("one").await);
        let case = one_case(&world).await;
        let refused = send(&world, lead, case, Destination::Person { person: world.source }).await;
        assert!(
            matches!(refused, Err(RedirectRefused::NotForThem)),
            "a source: {refused:?}"
        );
        let leased = world.take_one(one).await;
        world.skip(one, &leased).await;
        let refused = send(&world, lead, case, Destination::Person { person: one.person }).await;
        assert!(
            matches!(refused, Err(RedirectRefused::NotForThem)),
            "whoever passed it on: {refused:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_hold_keeps_a_case_back_until_its_end_or_until_it_is_lifted() {
    every_engine(async |world: World| {
        let (lead, one) = (world.lead("lead").await, world.moderator("one").await);
        let case = one_case(&world).await;
        let until = world.now() + Span::hours(5);
        send(&world, lead, case, Destination::Hold { until })
            .await
            .expect("sent");
        assert!(world.take(one, 1).await.is_empty());
        let held = row(&world).await;
        assert_eq!(held.not_before, Some(until));
        let sent = held.sent.expect("it was sent");
        assert_eq!((sent.by, sent.reason.as_deref()), (lead.person, Some("because")));
        send(&world, lead, case, Destination::Back).await.expect("lifted");
        let leased = world.take_one(one).await;
        send(&world, lead, case, Destination::Hold { until })
            .await
            .expect("sent");
        let lost = world.give(one, &leased, Says::Settles).await;
        assert!(matches!(lost, Err(VerdictRefused::Lease(_))), "{lost:?}");
        world.step(Span::hours(5));
        assert_eq!(row(&world).await.not_before, None, "it ends by time alone");
        world.take_one(one).await;
        for until in [world.now(), world.now() + MAX_HOLD + Span(1)] {
            let refused = send(&world, lead, case, Destination::Hold { until }).await;
            assert!(matches!(refused, Err(RedirectRefused::Untimely)), "{refused:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_decided_or_unknown_goes_nowhere() {
    every_engine(async |world: World| {
        let (lead, one) = (world.lead("lead").await, world.moderator("one").await);
        let case = one_case(&world).await;
        let leased = world.take_one(one).await;
        world.look(one, &leased, Rung::LightVeil).await;
        let taken = world.give(one, &leased, Says::Settles).await.expect("taken");
        assert!(taken.confirmed);
        let refused = send(&world, lead, case, Destination::Leads).await;
        assert!(matches!(refused, Err(RedirectRefused::NotOpen)), "{refused:?}");
        let refused = send(&world, lead, CaseId(uuid::Uuid::from_u128(5)), Destination::Back).await;
        assert!(matches!(refused, Err(RedirectRefused::NoSuch)), "{refused:?}");
    })
    .await;
}

#[tokio::test]
async fn a_case_is_taken_by_its_name_where_it_waits_for_that_person() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        let case = one_case(&world).await;
        let leased = world.take_case(one, case).await.expect("it waits");
        assert_eq!(leased.case.id, case);
        assert!(world.take_case(two, case).await.is_none(), "somebody has it");
        world.skip(one, &leased).await;
        assert!(world.take_case(one, case).await.is_none(), "they passed it on");
        assert!(world.take_case(two, case).await.is_some());
    })
    .await;
}
