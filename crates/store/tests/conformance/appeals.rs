//! Appeals of platforms: once for each decision, for somebody else, and what follows.

use crate::deliveries::{PLATFORM, destination};
use crate::world::{Desk, Picture, Says as Decides, World, every_engine};
use scrim_model::{
    appeal::AppealOutcome,
    case::Stage,
    delivery::{Kind, Mode, Outcome, Says, Subject},
    ids::ItemId,
};
use scrim_store::{
    appeals::{Appeal, NotAppealed},
    items::DecidedItem,
    verdicts::{Taken, UndoRefused},
};
use std::collections::BTreeSet;

pub(crate) async fn appeal(world: &World, item: ItemId) -> Result<Appeal, NotAppealed> {
    world.store.appeal(world.source, item, "ticket 7".to_owned()).await
}

/// An upload that two people confirmed, and those two.
pub(crate) async fn confirmed(world: &World) -> (ItemId, [Desk; 2]) {
    let (item, desks, _taken) = decided(world).await;
    (item, desks)
}

/// The same with the verdict that decided.
pub(crate) async fn decided(world: &World) -> (ItemId, [Desk; 2], Taken) {
    let desks = [world.moderator("one").await, world.moderator("two").await];
    world.entry(Picture::new(1)).await;
    let item = world.upload(Picture::new(1).altered(20)).await.item;
    let taken = world.both(desks, Decides::Agrees).await;
    (item, desks, taken)
}

/// What the platform has not been told yet, which arrives with this.
pub(crate) async fn told(world: &World) -> Vec<(Subject, Option<Says>)> {
    let claimed = world.store.claim_deliveries(PLATFORM, 10).await.expect("claimed");
    let mut said = Vec::new();
    for row in claimed {
        world
            .store
            .end_attempt((row.id, row.tries), Ok(None), 0)
            .await
            .expect("it arrived");
        said.push((row.subject, row.says));
    }
    said
}

pub(crate) async fn platform(world: &World) {
    let source = world.source;
    let new = destination(PLATFORM, Kind::Platform { source }, Mode::On);
    world.store.add_destination(None, new).await.expect("added");
}

#[tokio::test]
async fn an_appeal_is_a_case_for_people_who_had_no_part_in_the_decision() {
    every_engine(async |world: World| {
        let (item, desks) = confirmed(&world).await;
        let third = world.moderator("three").await;
        let made = appeal(&world, item).await.expect("made");
        assert_eq!((made.item, made.outcome), (item, None));
        for desk in desks {
            assert!(world.take(desk, 1).await.is_empty());
        }
        let leased = world.take_one(third).await;
        assert_eq!(
            (leased.case.item, leased.case.stage, leased.case.uploads),
            (item, Stage::Review, 1)
        );
        assert_eq!(leased.case.asked, None, "nothing says that it is one");
    })
    .await;
}

#[tokio::test]
async fn an_appeal_that_comes_to_the_same_is_upheld_and_changes_nothing() {
    every_engine(async |world: World| {
        platform(&world).await;
        let (item, _desks) = confirmed(&world).await;
        let others = [world.moderator("three").await, world.moderator("four").await];
        told(&world).await;
        appeal(&world, item).await.expect("made");
        let taken = world.both(others, Decides::Agrees).await;
        let said = told(&world).await;
        assert!(
            matches!(
                said.as_slice(),
                [(Subject::Appeal { .. }, Some(Says::Appeal(AppealOutcome::Upheld)))]
            ),
            "{said:?}"
        );
        assert_eq!(world.settled(item).await.decided, Some(DecidedItem::Remove));
        let again = appeal(&world, item).await.expect("known");
        assert_eq!(again.outcome, Some(AppealOutcome::Upheld));
        assert!(world.take(others[0], 1).await.is_empty(), "one for each decision");
        let lead = world.lead("lead").await;
        let reversed = world.store.reverse_verdict(taken.verdict, lead.person).await;
        assert!(
            matches!(reversed, Err(UndoRefused::NotConfirmed)),
            "nothing was done that could be undone"
        );
    })
    .await;
}

#[tokio::test]
async fn an_appeal_that_is_overturned_reverses_the_decision_and_a_lead_settles_it() {
    every_engine(async |world: World| {
        platform(&world).await;
        let (item, _desks) = confirmed(&world).await;
        let others = [world.moderator("three").await, world.moderator("four").await];
        let lead = world.lead("lead").await;
        assert_eq!(
            told(&world).await,
            [(Subject::Item { item }, Some(Says::Outcome(Outcome::Confirmed)))]
        );
        appeal(&world, item).await.expect("made");
        world.both(others, Decides::Different).await;
        let said = told(&world).await;
        let outcome = said
            .iter()
            .find(|(subject, _says)| matches!(subject, Subject::Appeal { .. }));
        assert!(
            matches!(outcome, Some((_, Some(Says::Appeal(AppealOutcome::Overturned))))),
            "{said:?}"
        );
        assert!(said.contains(&(Subject::Item { item }, None)), "it is looked at again");
        let row = world.settled(item).await;
        assert!(row.in_review && row.decided.is_none());
        let leased = world.take_one(lead).await;
        assert_eq!(leased.case.stage, Stage::Settle);
        world.look(lead, &leased, scrim_model::rung::Rung::Grey).await;
        world.give(lead, &leased, Decides::Different).await.expect("settled");
        world.past_grace().await;
        assert_eq!(world.settled(item).await.decided, Some(DecidedItem::Keep));
        assert_eq!(
            told(&world).await,
            [(Subject::Item { item }, Some(Says::Outcome(Outcome::Cleared)))]
        );
        // What was decided anew is another decision.
        assert_eq!(appeal(&world, item).await.expect("made").outcome, None);
    })
    .await;
}

#[tokio::test]
async fn the_verdict_on_an_appeal_can_be_taken_back_and_then_nothing_follows() {
    every_engine(async |world: World| {
        let (item, _desks) = confirmed(&world).await;
        let others = [world.moderator("three").await, world.moderator("four").await];
        let [three, four] = others;
        appeal(&world, item).await.expect("made");
        world.decide(three, Decides::Different).await;
        world.past_grace().await;
        let taken = world.decide(four, Decides::Different).await;
        world
            .store
            .undo_verdict(taken.verdict, four.person)
            .await
            .expect("taken back");
        world.past_grace().await;
        assert_eq!(appeal(&world, item).await.expect("known").outcome, None);
        assert_eq!(world.settled(item).await.decided, Some(DecidedItem::Remove));
    })
    .await;
}

#[tokio::test]
async fn what_nobody_has_decided_for_good_cannot_be_appealed() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        world.entry_on(&world.vetted().await, Picture::new(1)).await;
        let item = world.upload(Picture::new(1)).await.item;
        assert!(matches!(appeal(&world, item).await, Err(NotAppealed::NotDecided)));
        world.decide(one, Decides::Agrees).await;
        assert!(
            matches!(appeal(&world, item).await, Err(NotAppealed::NotDecided)),
            "it may be taken back"
        );
        world.past_grace().await;
        let nobody = world.store.appeal(one.person, item, "x".to_owned()).await;
        assert!(matches!(nobody, Err(NotAppealed::NoSuch)), "another's upload");
        let unknown = world.upload(Picture::new(5)).await.item;
        assert!(matches!(appeal(&world, unknown).await, Err(NotAppealed::NotDecided)));
        world.destroy(item).await.expect("destroyed");
        assert!(matches!(appeal(&world, item).await, Err(NotAppealed::PictureDestroyed)));
    })
    .await;
}

#[tokio::test]
async fn new_uploads_do_not_join_the_case_of_an_appeal() {
    every_engine(async |world: World| {
        let desks = [world.moderator("one").await, world.moderator("two").await];
        let three = world.moderator("three").await;
        world.entry(Picture::new(1)).await;
        let item = world.upload(Picture::new(1).altered(20)).await.item;
        world.both(desks, Decides::Different).await;
        appeal(&world, item).await.expect("made");
        let twin = world.upload(Picture::new(1).altered(25)).await;
        let leased = world.take(three, 8).await;
        let cases: BTreeSet<_> = leased
            .iter()
            .map(|leased| (leased.case.item, leased.case.uploads))
            .collect();
        assert_eq!(cases, BTreeSet::from([(item, 1), (twin.item, 1)]));
    })
    .await;
}

#[tokio::test]
async fn appeals_of_equal_bytes_and_one_decision_are_one_case() {
    every_engine(async |world: World| {
        let desks = [world.moderator("one").await, world.moderator("two").await];
        let three = world.moderator("three").await;
        world.entry(Picture::new(1)).await;
        let picture = Picture::new(1).altered(20);
        let (item, twin) = (world.upload(picture).await.item, world.upload(picture).await.item);
        world.both(desks, Decides::Agrees).await;
        let first = appeal(&world, item).await.expect("made");
        let other = world.store.appeal(world.source, twin, "ticket 8".to_owned()).await;
        let other = other.expect("known");
        assert_eq!(
            (other.item, other.asked_at, other.outcome),
            (twin, first.asked_at, None)
        );
        assert_eq!(
            other.reference, "ticket 8",
            "what another source calls its own stays there"
        );
        assert_eq!(world.take(three, 8).await.len(), 1, "nobody looks twice");
    })
    .await;
}
