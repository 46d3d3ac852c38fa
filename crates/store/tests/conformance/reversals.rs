//! Reversing a confirmed verdict: the exact inverse of all it did, and nothing else.

use crate::world::{Desk, Picture, Says, World, every_engine};
use scrim_model::{
    case::Stage,
    delivery::Outcome,
    effect::Effect,
    ids::{CaseId, QueueId},
    time::Time,
};
use scrim_store::{
    decisions::Wanted,
    items::{Accepted, Door},
    metrics::Sums,
    verdicts::{Taken, UndoRefused},
};

/// What the lists hold and do, as far as verdicts change it.
async fn lists(world: &World) -> [u64; 5] {
    let Sums {
        entries_added,
        entries_confirmed,
        variants_added,
        pairs_excluded,
        entries_suspended,
        ..
    } = world.store.sums().await.expect("sums");
    [
        entries_added,
        entries_confirmed,
        variants_added,
        pairs_excluded,
        entries_suspended,
    ]
}

async fn reverse(world: &World, lead: Desk, taken: Taken) -> u64 {
    let reversed = world.store.reverse_verdict(taken.verdict, lead.person).await;
    let reversed = reversed.expect("reversed");
    assert_eq!(reversed.case, taken.case);
    reversed.reopened
}

async fn waits_again(world: &World, upload: &Accepted) -> bool {
    let row = world.settled(upload.item).await;
    row.door == Door::Queued && row.in_review && row.decided.is_none()
}

#[tokio::test]
async fn a_reversal_leaves_the_lists_as_they_were_and_the_case_to_a_lead() {
    for says in [Says::Agrees, Says::Different, Says::Disputes, Says::Clears, Says::New] {
        every_engine(async |world: World| {
            let desks = [world.moderator("one").await, world.moderator("two").await];
            let lead = world.lead("lead").await;
            let upload = Picture::new(1).altered(25);
            world.entry(Picture::new(1)).await;
            world.upload(upload).await;
            let before = lists(&world).await;
            let taken = world.both(desks, says).await;
            assert_ne!(lists(&world).await, before, "{says:?} did something");
            reverse(&world, lead, taken).await;
            assert_eq!(lists(&world).await, before, "{says:?}");
            for picture in [upload, upload.encoded_again(), Picture::new(1)] {
                assert_eq!(world.door(picture).await, Door::Queued, "{says:?}");
            }
            for desk in desks {
                let waiting = world.take(desk, 8).await;
                assert!(waiting.iter().all(|leased| leased.case.id != taken.case), "{says:?}");
            }
            let settled = world.take(lead, 8).await;
            let settled = settled.iter().find(|leased| leased.case.id == taken.case);
            assert_eq!(settled.map(|leased| leased.case.stage), Some(Stage::Settle), "{says:?}");
        })
        .await;
    }
}

#[tokio::test]
async fn only_a_confirmed_verdict_is_reversed_and_only_once() {
    every_engine(async |world: World| {
        let (one, lead) = (world.moderator("one").await, world.lead("lead").await);
        world.entry_on(&world.vetted().await, Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        let first = world.decide(one, Says::Different).await;
        let refused = world.store.reverse_verdict(first.verdict, lead.person).await;
        assert!(matches!(refused, Err(UndoRefused::NotConfirmed)));
        world
            .store
            .undo_verdict(first.verdict, one.person)
            .await
            .expect("in time");
        let taken = world.decide(one, Says::Agrees).await;
        world.past_grace().await;
        reverse(&world, lead, taken).await;
        let again = world.store.reverse_verdict(taken.verdict, lead.person).await;
        assert!(matches!(again, Err(UndoRefused::NotConfirmed)));
    })
    .await;
}

fn decisions_of(queue: Option<QueueId>, before: Option<(Time, CaseId)>, most: u32) -> Wanted {
    Wanted {
        case: None,
        queue,
        before,
        most,
    }
}

#[tokio::test]
async fn what_stands_is_listed_newest_first_page_by_page_until_it_is_reversed() {
    every_engine(async |world: World| {
        let (one, lead) = (world.moderator("one").await, world.lead("lead").await);
        let bank = world.vetted().await;
        let mut taken = Vec::new();
        for number in 1..=3 {
            world.entry_on(&bank, Picture::new(number)).await;
            world.upload(Picture::new(number)).await;
            taken.push(world.decide(one, Says::Agrees).await);
            let listed = world.store.decisions(decisions_of(None, None, 9)).await.expect("read");
            assert_eq!(
                listed.len(),
                taken.len() - 1,
                "what may be taken back is not among them"
            );
            world.past_grace().await;
        }
        let first = world.store.decisions(decisions_of(None, None, 2)).await.expect("read");
        let at = first.last().map(|last| (last.at, last.case));
        let rest = world.store.decisions(decisions_of(None, at, 2)).await.expect("read");
        let listed: Vec<_> = first.iter().chain(&rest).map(|one| (one.case, one.verdict)).collect();
        let newest_first: Vec<_> = taken.iter().rev().map(|taken| (taken.case, taken.verdict)).collect();
        assert_eq!(listed, newest_first);
        assert!(first.iter().all(|one| one.outcome == Outcome::Confirmed && !one.check));

        let elsewhere = decisions_of(Some(QueueId(uuid::Uuid::from_u128(77))), None, 9);
        assert_eq!(world.store.decisions(elsewhere).await.expect("read"), []);
        let here = decisions_of(first.first().map(|one| one.queue), None, 9);
        assert_eq!(world.store.decisions(here).await.expect("read").len(), 3);

        let [reversed, ..] = taken[..] else {
            unreachable!("three were decided")
        };
        reverse(&world, lead, reversed).await;
        let only = Wanted {
            case: Some(reversed.case),
            ..decisions_of(None, None, 9)
        };
        assert_eq!(world.store.decisions(only).await.expect("read"), []);
        let left = world.store.decisions(decisions_of(None, None, 9)).await.expect("read");
        assert_eq!(left.len(), 2);
    })
    .await;
}

#[tokio::test]
async fn what_was_planned_and_not_done_yet_is_forgotten() {
    every_engine(async |world: World| {
        let (one, lead) = (world.moderator("one").await, world.lead("lead").await);
        world.entry_on(&world.vetted().await, Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        let taken = world.decide(one, Says::Agrees).await;
        let reversed = world.store.reverse_verdict(taken.verdict, lead.person).await;
        assert_eq!(reversed.expect("reversed").reverted, Vec::<Effect>::new());
        world.past_grace().await;
        assert_eq!(world.door(Picture::new(1).altered(1)).await, Door::Queued);
    })
    .await;
}

#[tokio::test]
async fn another_cases_confirmation_of_the_same_entry_stands() {
    every_engine(async |world: World| {
        let vetted = world.vetted().await;
        let (one, lead) = (world.moderator("one").await, world.lead("lead").await);
        let listed = Picture::new(1);
        let entry = world.entry_on(&vetted, listed).await;
        // Two cases on one entry: equal bytes, and a poor copy that does not fold.
        world.upload(listed).await;
        let first = world.decide(one, Says::Agrees).await;
        world.past_grace().await;
        world.upload(listed.altered(3).with_quality(60)).await;
        let second = world.decide(one, Says::Agrees).await;
        assert!(second.confirmed, "no variant is made of a poor hash");
        world.past_grace().await;
        let stopped = world.upload(listed.altered(2)).await;
        let reversed = world.store.reverse_verdict(second.verdict, lead.person).await;
        let reversed = reversed.expect("reversed");
        assert_eq!(reversed.reverted, [Effect::ConfirmEntry { entry }]);
        assert_eq!(reversed.reopened, 0, "the first case still stops it");
        assert_eq!(world.door(listed).await, Door::Stopped);
        assert_eq!(reverse(&world, lead, first).await, 2, "both that it had stopped");
        assert!(waits_again(&world, &stopped).await);
        assert_ne!(world.door(listed).await, Door::Stopped);
    })
    .await;
}

#[tokio::test]
async fn only_what_a_variant_had_stopped_waits_again_when_it_goes() {
    every_engine(async |world: World| {
        let vetted = world.vetted().await;
        let desks = [world.moderator("one").await, world.moderator("two").await];
        let lead = world.lead("lead").await;
        let (listed, altered) = (Picture::new(1), Picture::new(1).altered(25));
        world.entry_on(&vetted, listed).await;
        world.upload(listed).await;
        world.decide(desks[0], Says::Agrees).await;
        world.past_grace().await;
        world.upload(altered).await;
        let taken = world.both(desks, Says::Agrees).await;
        let by_entry = world.upload(listed.altered(2)).await;
        let by_variant = world.upload(altered.encoded_again()).await;
        assert_eq!([by_entry.door, by_variant.door], [Door::Stopped; 2]);
        assert_eq!(reverse(&world, lead, taken).await, 1);
        assert!(waits_again(&world, &by_variant).await);
        let row = world.settled(by_entry.item).await;
        assert_eq!(row.door, Door::Stopped, "the entry's own hash still stops it");
        let settled = world.take_one(lead).await;
        assert_eq!(
            (settled.case.id, settled.case.uploads),
            (taken.case, 2),
            "a copy of the same picture"
        );
    })
    .await;
}

#[tokio::test]
async fn what_was_stopped_by_an_entry_of_our_own_waits_again_when_it_goes() {
    every_engine(async |world: World| {
        let desks = [world.moderator("one").await, world.moderator("two").await];
        let lead = world.lead("lead").await;
        let new = Picture::new(1).altered(30);
        world.entry(Picture::new(1)).await;
        world.upload(new).await;
        let taken = world.both(desks, Says::New).await;
        let stopped = world.upload(new.encoded_again()).await;
        assert_eq!(stopped.door, Door::Stopped);
        assert_eq!(reverse(&world, lead, taken).await, 1);
        assert!(waits_again(&world, &stopped).await);
        // Settled the same way again, its entry comes back and not a second one.
        let leased = world.take_one(lead).await;
        world.look(lead, &leased, scrim_model::rung::Rung::Grey).await;
        assert!(world.give(lead, &leased, Says::New).await.expect("taken").confirmed);
        world.past_grace().await;
        assert_eq!(world.store.sums().await.expect("sums").entries_added, 1);
        assert_eq!(world.door(new).await, Door::Stopped);
    })
    .await;
}

#[tokio::test]
async fn copies_that_passed_wait_again_when_the_clearing_is_reversed() {
    every_engine(async |world: World| {
        let desks = [world.moderator("one").await, world.moderator("two").await];
        let lead = world.lead("lead").await;
        let harmless = Picture::new(1).altered(12);
        world.entry(Picture::new(1)).await;
        world.upload(harmless).await;
        let taken = world.both(desks, Says::Clears).await;
        let passed = world.upload(harmless).await;
        assert_eq!(passed.door, Door::Passed);
        assert_eq!(reverse(&world, lead, taken).await, 1);
        assert!(waits_again(&world, &passed).await);
    })
    .await;
}

#[tokio::test]
async fn a_dispute_reversed_leaves_another_cases_dispute_alone() {
    every_engine(async |world: World| {
        let desks = [world.moderator("one").await, world.moderator("two").await];
        let lead = world.lead("lead").await;
        let listed = Picture::new(1);
        world.entry(listed).await;
        // Two cases on one entry, disputed one after the other by the same two people.
        world.upload(listed.altered(12)).await;
        world.decide(desks[0], Says::Disputes).await;
        world.past_grace().await;
        world.upload(listed.altered(31).with_quality(79)).await;
        world.decide(desks[0], Says::Disputes).await;
        world.past_grace().await;
        let first = world.decide(desks[1], Says::Disputes).await;
        world.past_grace().await;
        let second = world.decide(desks[1], Says::Disputes).await;
        world.past_grace().await;
        assert!(first.confirmed && second.confirmed);
        reverse(&world, lead, first).await;
        assert_eq!(world.door(listed).await, Door::NoMatch, "the second still suspends it");
        reverse(&world, lead, second).await;
        assert_eq!(world.door(listed).await, Door::Queued);
    })
    .await;
}

#[tokio::test]
async fn a_settlement_after_a_reversal_that_is_taken_back_leaves_the_case_to_a_lead() {
    every_engine(async |world: World| {
        let (one, two, lead) = (
            world.moderator("one").await,
            world.moderator("two").await,
            world.lead("lead").await,
        );
        world.entry_on(&world.vetted().await, Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        let taken = world.decide(one, Says::Agrees).await;
        world.past_grace().await;
        reverse(&world, lead, taken).await;
        let settled = world.decide(lead, Says::Different).await;
        let undone = world.store.undo_verdict(settled.verdict, lead.person).await;
        undone.expect("in time");
        assert!(
            world.take(two, 1).await.is_empty(),
            "no second reviewer builds on what was reversed"
        );
        let leased = world.take_one(lead).await;
        assert_eq!(leased.case.stage, scrim_model::case::Stage::Settle);
    })
    .await;
}
