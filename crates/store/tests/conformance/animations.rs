//! Every frame of an animation counts, and only the frame that somebody confirmed stops anything.

use crate::world::{Picture, Says, World, every_engine};
use scrim_model::{
    digests::FileDigests,
    matching::MatchKind,
    sheet::{Place, SheetCell},
};
use scrim_store::{
    banks::{NewEntry, OWN_BANK},
    items::Door,
};

const TITLE: u8 = 50;

/// An animation of a title card and two other pictures, the last of which is `last`.
fn frames(last: Picture) -> [Picture; 3] {
    [Picture::new(TITLE), Picture::new(51), last]
}

#[tokio::test]
async fn an_animation_is_recognised_by_any_of_its_frames_and_the_pair_says_which() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        let entry = world.entry(Picture::new(1)).await;
        let answer = world
            .upload_animation(&frames(Picture::new(1).altered(12).with_quality(83)))
            .await;
        assert_eq!(answer.door, Door::Queued);
        let leased = world.take_one(one).await;
        let pair = leased.case.pairs.first().expect("a pair");
        assert_eq!(
            (pair.entry, pair.kind, pair.frame, pair.quality),
            (entry, MatchKind::Near { distance: 12 }, Some(2), Some(83))
        );
        assert_eq!(
            world.upload_animation(&frames(Picture::new(2))).await.door,
            Door::NoMatch
        );
    })
    .await;
}

#[tokio::test]
async fn the_pair_says_where_on_the_sheet_its_frame_is_and_no_other_cell() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        world.entry(Picture::new(1)).await;
        let mut new = world.new_animation(&frames(Picture::new(1).altered(12))).await;
        let place = |left| Place::of([left, 0, 40, 40], (80, 80));
        let cell = |frame, left| SheetCell {
            frame,
            place: place(left),
        };
        new.cells = vec![(0, cell(0, 0)), (2, cell(1, 40))];
        world.store.accept(new).await.expect("accepted");
        let case = world.take_one(one).await.case;
        assert_eq!((case.frames, case.full_size_px), (Some(3), Some((4_000, 3_000))));
        let pair = &case.pairs[0];
        assert_eq!((pair.frame, pair.cell), (Some(2), Some(cell(1, 40))));
    })
    .await;
}

#[tokio::test]
async fn the_closest_frame_makes_the_pair_unless_a_better_hash_could_stop_it() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        world.entry(Picture::new(1)).await;
        let (far, near) = (Picture::new(1).altered(20), Picture::new(1).altered(14));
        world.upload_animation(&[far, near]).await;
        assert_eq!(world.take_one(one).await.case.pairs[0].frame, Some(1));
        let closer_but_poor = Picture::new(1).altered(2).with_quality(60);
        world
            .upload_animation(&[closer_but_poor, Picture::new(1).altered(9)])
            .await;
        let pair = world.take_one(one).await.case.pairs[0].clone();
        assert_eq!((pair.frame, pair.kind), (Some(1), MatchKind::Near { distance: 9 }));
    })
    .await;
}

#[tokio::test]
async fn a_variant_is_the_frame_that_came_near_and_stops_other_animations_with_it() {
    every_engine(async |world: World| {
        let desks = [world.moderator("one").await, world.moderator("two").await];
        let matched = Picture::new(1).altered(25);
        world.entry(Picture::new(1)).await;
        world.upload_animation(&frames(matched)).await;
        let taken = world.both(desks, Says::Agrees).await;
        let changes = world.store.hash_changes(0, 100).await.expect("the log");
        let variants: Vec<_> = changes.iter().filter(|change| change.variant).collect();
        assert_eq!(variants.len(), 1);
        assert_eq!(variants[0].hash, matched.perceptual.hash);
        assert_eq!(world.door(matched.encoded_again()).await, Door::Stopped);
        let other = [Picture::new(60), matched.altered(3)];
        assert_eq!(world.upload_animation(&other).await.door, Door::Stopped);
        assert_eq!(
            world.door(Picture::new(TITLE)).await,
            Door::NoMatch,
            "the title card is nobody's"
        );
        // Taken back, the very same hash goes again.
        let lead = world.lead("lead").await;
        let reversed = world
            .store
            .reverse_verdict(taken.verdict, lead.person)
            .await
            .expect("reversed");
        assert_eq!(reversed.reopened, 2);
        let last = world
            .store
            .hash_changes(0, 100)
            .await
            .expect("the log")
            .pop()
            .expect("a change");
        assert_eq!((last.added, last.hash), (false, matched.perceptual.hash));
    })
    .await;
}

#[tokio::test]
async fn animations_that_share_a_frame_are_cases_of_their_own_and_equal_ones_fold() {
    every_engine(async |world: World| {
        world.entry(Picture::new(1)).await;
        let first = frames(Picture::new(1).altered(12));
        let case = world.upload_animation(&first).await.case;
        let again = first.map(Picture::encoded_again);
        assert_eq!(
            world.upload_animation(&again).await.case,
            case,
            "every frame has its twin"
        );
        let other = [first[2].encoded_again(), Picture::new(61)];
        assert_ne!(
            world.upload_animation(&other).await.case,
            case,
            "what else it shows was not seen"
        );
        assert_ne!(world.upload(first[2].encoded_again()).await.case, case, "a still of it");
    })
    .await;
}

#[tokio::test]
async fn new_material_that_moves_is_listed_by_its_bytes_and_the_frame_that_was_judged() {
    every_engine(async |world: World| {
        let desks = [world.moderator("one").await, world.moderator("two").await];
        let judged = Picture::new(1).altered(30);
        world.entry(Picture::new(1)).await;
        let upload = frames(judged);
        world.upload_animation(&upload).await;
        world.both(desks, Says::New).await;
        let banks = world.store.banks().await.expect("lists");
        assert!(
            banks
                .iter()
                .any(|(bank, entries)| bank.name == OWN_BANK && *entries == 1)
        );
        assert_eq!(world.upload_animation(&upload).await.door, Door::Stopped, "equal bytes");
        assert_eq!(world.door(judged.encoded_again()).await, Door::Stopped);
        assert_eq!(world.door(Picture::new(TITLE).encoded_again()).await, Door::NoMatch);
    })
    .await;
}

#[tokio::test]
async fn of_a_listed_animation_every_frame_queues_and_only_a_confirmed_one_stops() {
    every_engine(async |world: World| {
        let desks = [world.moderator("one").await, world.moderator("two").await];
        let listed = frames(Picture::new(1));
        let new = NewEntry {
            bank: world.bank.id,
            category: None,
            provenance: None,
            votes: None,
            digests: FileDigests::of_sha256([7; 32]),
            hashes: listed.iter().map(|frame| frame.perceptual).collect(),
        };
        world.store.add_entry(new).await.expect("listed");
        let confirmed = listed[2].altered(4);
        assert_eq!(world.door(confirmed).await, Door::Queued);
        world.both(desks, Says::Agrees).await;
        assert_eq!(world.door(confirmed.encoded_again()).await, Door::Stopped);
        assert_eq!(
            world.door(Picture::new(TITLE).altered(1)).await,
            Door::Queued,
            "a title card"
        );
    })
    .await;
}
