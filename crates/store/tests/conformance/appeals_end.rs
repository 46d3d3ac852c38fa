//! Appeals that a reversal by hand has settled, and appeals of what was stopped at the door.

use crate::{
    appeals::{appeal, confirmed, decided, platform, told},
    transparency,
    world::{Picture, Says as Decides, World, every_engine},
};
use scrim_model::{
    appeal::AppealOutcome,
    delivery::{Says, Subject},
    ids::ItemId,
    rung::Rung,
};
use scrim_store::{
    appeals::NotAppealed,
    items::Door,
    leases::LeaseRefused,
    verdicts::{FenceLost, Taken, VerdictRefused},
};

const OVERTURNED: Option<Says> = Some(Says::Appeal(AppealOutcome::Overturned));

/// What a platform was told of appeals, among all it was told.
fn closed(said: &[(Subject, Option<Says>)]) -> Vec<Option<Says>> {
    let appeals = said
        .iter()
        .filter(|(subject, _says)| matches!(subject, Subject::Appeal { .. }));
    appeals.map(|(_subject, says)| *says).collect()
}

/// What decided on the upload, reversed by hand.
async fn reversed_by_hand(world: &World, taken: Taken) {
    let lead = world.lead("lead").await;
    let reversed = world.store.reverse_verdict(taken.verdict, lead.person).await;
    reversed.expect("reversed");
}

#[tokio::test]
async fn a_reversal_by_hand_is_what_an_open_appeal_asked_for() {
    every_engine(async |world: World| {
        platform(&world).await;
        let (item, _desks, taken) = decided(&world).await;
        told(&world).await;
        appeal(&world, item).await.expect("made");
        let (three, four) = (world.moderator("three").await, world.moderator("four").await);
        world.decide(three, Decides::Different).await;
        world.past_grace().await;
        let held = world.take_one(four).await;
        world.look(four, &held, Rung::Grey).await;
        reversed_by_hand(&world, taken).await;
        let said = told(&world).await;
        assert_eq!(closed(&said), [OVERTURNED]);
        let late = world.give(four, &held, Decides::Different).await;
        assert!(
            matches!(
                late,
                Err(VerdictRefused::Lease(LeaseRefused::Fence(FenceLost::Decided { .. })))
            ),
            "{late:?}"
        );
        world.past_grace().await;
        assert_eq!(told(&world).await, [], "told once");
        let nobody = world.moderator("five").await;
        assert!(world.take(nobody, 8).await.is_empty(), "nobody looks for it any more");
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn an_appeal_that_is_decided_and_not_told_yet_is_closed_once_by_a_reversal() {
    every_engine(async |world: World| {
        platform(&world).await;
        let (item, _desks, taken) = decided(&world).await;
        appeal(&world, item).await.expect("made");
        let (three, four) = (world.moderator("three").await, world.moderator("four").await);
        world.decide(three, Decides::Agrees).await;
        world.past_grace().await;
        assert!(world.decide(four, Decides::Agrees).await.confirmed);
        told(&world).await;
        reversed_by_hand(&world, taken).await;
        world.past_grace().await;
        let said = told(&world).await;
        assert_eq!(closed(&said), [OVERTURNED]);
        world.is_sound().await;
    })
    .await;
}

/// A copy that was stopped with nobody looking, and the person whose word that was.
async fn stopped(world: &World) -> ItemId {
    let one = world.moderator("one").await;
    world.confirmed(one, Picture::new(1)).await;
    let copy = world.upload(Picture::new(1).altered(4)).await;
    assert_eq!(copy.door, Door::Stopped);
    copy.item
}

#[tokio::test]
async fn what_was_stopped_with_nobody_looking_can_be_appealed_once_and_is_a_case_for_others() {
    every_engine(async |world: World| {
        let item = stopped(&world).await;
        let first = appeal(&world, item).await.expect("made");
        assert_eq!((first.item, first.outcome), (item, None));
        let again = world.upload(Picture::new(1).altered(4)).await.item;
        let twin = appeal(&world, again).await.expect("known");
        assert_eq!((twin.item, twin.asked_at), (again, first.asked_at));
        let two = world.moderator("two").await;
        let taken = world.take(two, 8).await;
        let cases: Vec<_> = taken
            .iter()
            .map(|leased| (leased.case.item, leased.case.uploads))
            .collect();
        assert_eq!(cases, [(item, 1)], "nobody looks twice");
        assert_eq!(world.stands(item).await, Door::Stopped, "as long as nobody has decided");
        assert!(world.destroy(item).await.is_err(), "somebody has to look");
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn a_stop_that_is_right_is_upheld_and_one_that_is_not_is_a_leads_and_changes_no_list() {
    for (says, outcome) in [
        (Decides::Settles, AppealOutcome::Upheld),
        (Decides::Different, AppealOutcome::Overturned),
    ] {
        every_engine(async |world: World| {
            platform(&world).await;
            transparency::to_december(&world);
            let item = stopped(&world).await;
            told(&world).await;
            let lists = world.store.sums().await.expect("sums").pairs_excluded;
            appeal(&world, item).await.expect("made");
            for name in ["two", "three"] {
                let desk = world.moderator(name).await;
                for leased in world.take(desk, 1).await {
                    world.look(desk, &leased, Rung::Grey).await;
                    world.give(desk, &leased, says).await.expect("taken");
                }
                world.past_grace().await;
            }
            let said = told(&world).await;
            assert_eq!(closed(&said), [Some(Says::Appeal(outcome))], "{says:?}");
            assert_eq!(world.store.sums().await.expect("sums").pairs_excluded, lists);
            let sums = transparency::of(&world, transparency::MONTH).await.appeals;
            assert_eq!((sums.asked, sums.upheld + sums.overturned), (1, 1));
            world.match_again().await;
            let row = world.settled(item).await;
            let waits = outcome == AppealOutcome::Overturned;
            assert_eq!((row.door == Door::Queued, row.in_review), (waits, waits), "{says:?}");
            let lead = world.lead("lead").await;
            let leads = world.take(lead, 8).await;
            assert_eq!(
                leads.iter().filter(|leased| leased.case.item == item).count(),
                usize::from(waits)
            );
            world.is_sound().await;
        })
        .await;
    }
}

#[tokio::test]
async fn a_stop_whose_picture_was_destroyed_cannot_be_appealed() {
    every_engine(async |world: World| {
        let item = stopped(&world).await;
        world.destroy(item).await.expect("destroyed");
        assert!(matches!(appeal(&world, item).await, Err(NotAppealed::PictureDestroyed)));
    })
    .await;
}

#[tokio::test]
async fn an_appeal_that_was_overturned_is_told_once_though_it_reverses_what_it_appealed() {
    every_engine(async |world: World| {
        platform(&world).await;
        let (item, _desks) = confirmed(&world).await;
        let others = [world.moderator("three").await, world.moderator("four").await];
        told(&world).await;
        appeal(&world, item).await.expect("made");
        world.both(others, Decides::Different).await;
        let said = told(&world).await;
        assert_eq!(closed(&said).len(), 1, "{said:?}");
        let facts = world.store.chain_rows(0, 10_000).await.expect("read");
        assert_eq!(facts.iter().filter(|row| row.kind == "appeal_closed").count(), 1);
    })
    .await;
}
