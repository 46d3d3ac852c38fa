//! What waits and was confirmed meanwhile: nobody has to look any more, unless somebody does, has spoken, or asked for it.

use crate::{
    transparency,
    world::{Picture, Says, World, every_engine},
};
use scrim_hashing::pdq::PdqHash;
use scrim_model::{lease::LEASE_LIFE, rung::Rung, urgent::UrgentReason};
use scrim_store::{
    items::Door,
    leases::LeaseRefused,
    transparency::Decided,
    verdicts::{FenceLost, VerdictRefused},
};

#[tokio::test]
async fn what_a_person_has_confirmed_meanwhile_is_stopped_with_nobody_looking_and_its_case_is_nobodys() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        let upload = world.waits().await;
        world.is_confirmed(one).await;
        let before = world.store.team_effect().await.expect("sums");
        transparency::to_december(&world);
        world.match_again().await;
        assert_eq!(world.stands(upload.item).await, Door::Stopped);
        assert!(world.take(two, 8).await.is_empty(), "nobody looks");
        let row = world.settled(upload.item).await;
        assert_eq!((row.decided, row.in_review), (None, false));
        let after = world.store.team_effect().await.expect("sums");
        assert_eq!(after, [before[0], before[1] + 1, before[2]], "no verdict decided it");
        let told = transparency::of(&world, transparency::MONTH).await;
        assert_eq!(told.decided, Decided::default());
        assert_eq!(world.left().await, [0, 0]);
        assert_eq!(
            world.door(Picture::new(1).altered(8)).await,
            Door::Stopped,
            "as the door says"
        );
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn what_was_stopped_so_waits_again_when_that_confirmation_is_reversed() {
    every_engine(async |world: World| {
        let (one, lead) = (world.moderator("one").await, world.lead("lead").await);
        let upload = world.waits().await;
        let taken = world.is_confirmed(one).await;
        world.match_again().await;
        let reversed = world.store.reverse_verdict(taken.verdict, lead.person).await;
        assert_eq!(reversed.expect("reversed").reopened, 1);
        world.match_again().await;
        let row = world.settled(upload.item).await;
        assert_eq!(
            (row.door, row.in_review),
            (Door::Queued, true),
            "nothing stops it any more"
        );
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn what_one_entry_does_not_stop_any_more_is_stopped_by_another_that_does() {
    every_engine(async |world: World| {
        let (one, lead) = (world.moderator("one").await, world.lead("lead").await);
        world.entry_on(&world.vetted().await, Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        let first = world.decide(one, Says::Agrees).await;
        world.past_grace().await;
        let copy = world.upload(Picture::new(1).altered(8)).await;
        assert_eq!(copy.door, Door::Stopped);
        let second = world.entry_on(&world.vetted().await, Picture::new(1).altered(16)).await;
        let other = world.upload(Picture::new(1).altered(20)).await;
        let case = other.case.expect("it waits: 20 bits off the first");
        let leased = world.take_case(one, case).await.expect("theirs");
        assert!(leased.case.pairs.iter().any(|pair| pair.entry == second));
        world.look(one, &leased, Rung::Grey).await;
        world.give(one, &leased, Says::Agrees).await.expect("taken");
        world.past_grace().await;
        let two = world.moderator("two").await;
        world.decide(two, Says::Agrees).await;
        world.past_grace().await;
        world
            .store
            .reverse_verdict(first.verdict, lead.person)
            .await
            .expect("reversed");
        world.match_again().await;
        assert_eq!(world.stands(copy.item).await, Door::Stopped, "the second one stops it");
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn a_lease_that_merely_ran_out_is_over_too_and_carries_no_verdict_in() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        let upload = world.waits().await;
        let held = world.take_one(two).await;
        world.look(two, &held, Rung::Grey).await;
        world.is_confirmed(one).await;
        world.step(LEASE_LIFE);
        world.match_again().await;
        assert_eq!(world.stands(upload.item).await, Door::Stopped);
        let late = world.give(two, &held, Says::Different).await;
        assert!(
            matches!(
                late,
                Err(VerdictRefused::Lease(LeaseRefused::Fence(FenceLost::Decided { .. })))
            ),
            "{late:?}"
        );
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn what_somebody_has_said_stands_on_what_they_were_shown_until_they_take_it_back() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        world.entry(Picture::new(1).altered(36)).await;
        let upload = world.upload(Picture::new(1).altered(8)).await;
        let said = world.decide(two, Says::Different).await;
        let listed = world.entry_on(&world.vetted().await, Picture::new(1)).await;
        world.match_again().await;
        assert_eq!(world.left().await, [0, 1]);
        world
            .store
            .undo_verdict(said.verdict, two.person)
            .await
            .expect("in time");
        world.match_again().await;
        assert_eq!(world.left().await, [0, 0]);
        let leased = world.take_one(two).await;
        assert_eq!(Some(leased.case.id), upload.case);
        assert!(leased.case.pairs.iter().any(|pair| pair.entry == listed));
        world.give(two, &leased, Says::Different).await.expect("taken");
        world.past_grace().await;
        world.is_confirmed_by(one, Picture::new(1).with_quality(60)).await;
        world.match_again().await;
        assert_eq!(
            world.stands(upload.item).await,
            Door::Queued,
            "a second reviewer has it"
        );
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn a_case_that_was_marked_as_urgent_is_seen_by_a_person_all_the_same() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        let lead = world.lead("lead").await;
        let upload = world.waits().await;
        let held = world.take_one(two).await;
        world.look(two, &held, Rung::Grey).await;
        let (proof, case) = (two.proof(held.lease.id), held.case.id);
        world
            .store
            .mark_urgent(proof, case, UrgentReason::Place)
            .await
            .expect("marked");
        world.is_confirmed(one).await;
        world.match_again().await;
        assert_eq!(world.stands(upload.item).await, Door::Queued);
        let leased = world.take_one(lead).await;
        assert_eq!((Some(leased.case.id), leased.case.pairs.len()), (upload.case, 2));
    })
    .await;
}

#[tokio::test]
async fn of_folded_copies_those_that_are_confirmed_now_are_stopped_and_the_others_wait_on() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        world.entry(Picture::new(1).altered(36)).await;
        let opened = world.upload(Picture::new(1).altered(8)).await;
        let folded = world.upload(Picture::new(1).altered(14)).await;
        let equal = world.upload(Picture::new(1).altered(8)).await;
        assert_eq!([folded.case, equal.case], [opened.case; 2]);
        world.entry_on(&world.vetted().await, Picture::new(1)).await;
        world.is_confirmed(one).await;
        world.match_again().await;
        for item in [opened.item, equal.item] {
            assert_eq!(world.stands(item).await, Door::Stopped);
        }
        assert_eq!(world.stands(folded.item).await, Door::Queued, "14 bits off");
        let leased = world.take_one(two).await;
        assert_eq!((leased.case.item, leased.case.pairs.len()), (folded.item, 2));
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn what_was_seen_only_in_part_gains_matches_and_is_stopped_once_a_frame_of_it_is_confirmed() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        let mut new = world.new_item(Picture::new(1).altered(8)).await;
        new.partly = Some("truncated".into());
        if let Some(media) = &mut new.media {
            media.renditions.clear();
        }
        let part = world.store.accept(new).await.expect("accepted");
        assert_eq!(part.door, Door::Unreadable);
        world.entry_on(&world.vetted().await, Picture::new(1)).await;
        world.match_again().await;
        assert_eq!(world.stands(part.item).await, Door::Unreadable, "nobody can look at it");
        world.is_confirmed(one).await;
        world.match_again().await;
        assert_eq!(world.stands(part.item).await, Door::Stopped);
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn an_altered_copys_hash_that_a_verdict_adds_stops_what_waits_near_it_for_another_list() {
    every_engine(async |world: World| {
        let desks = [world.moderator("one").await, world.moderator("two").await];
        let copy = Picture::new(1);
        let waits = flipped(copy, 0, 4);
        world.entry(flipped(copy, 50, 28)).await;
        world.entry(flipped(waits, 100, 28)).await;
        let first = world.upload(copy).await;
        let second = world.upload(waits).await;
        assert_ne!(first.case, second.case, "no list in common");
        for desk in desks {
            let leased = world
                .take_case(desk, first.case.expect("it waits"))
                .await
                .expect("theirs");
            world.look(desk, &leased, Rung::Grey).await;
            world.give(desk, &leased, Says::Agrees).await.expect("taken");
            world.past_grace().await;
        }
        world.match_again().await;
        assert_eq!(world.stands(second.item).await, Door::Stopped);
        world.is_sound().await;
    })
    .await;
}

/// Other bytes whose hash has these bits the other way round.
fn flipped(picture: Picture, from: usize, bits: usize) -> Picture {
    let mut hash = picture.perceptual.hash.0;
    for bit in from..from + bits {
        let byte = hash.get_mut(bit / 8).expect("a hash has 256 bits");
        *byte ^= 1 << (bit % 8);
    }
    let mut other = picture.altered(from);
    other.perceptual.hash = PdqHash(hash);
    other
}
