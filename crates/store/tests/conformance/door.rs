//! The door: stopped, passed, queued, not recognised, unreadable.

use crate::world::{Picture, Says, World, every_engine};
use scrim_model::matching::MatchKind;
use scrim_store::items::{Door, NotAccepted};

/// A vetted list whose one entry a person has confirmed.
async fn confirmed(world: &World, picture: Picture) {
    let vetted = world.vetted().await;
    let one = world.moderator("one").await;
    world.entry_on(&vetted, picture).await;
    assert_eq!(world.door(picture).await, Door::Queued, "nobody has confirmed it yet");
    assert!(world.decide(one, Says::Agrees).await.confirmed);
    world.past_grace().await;
}

#[tokio::test]
async fn nothing_is_stopped_before_a_person_has_confirmed_it() {
    every_engine(async |world: World| {
        let vetted = world.vetted().await;
        world.entry_on(&vetted, Picture::new(1)).await;
        assert_eq!(world.door(Picture::new(1)).await, Door::Queued);
        assert_eq!(world.door(Picture::new(2)).await, Door::NoMatch);
    })
    .await;
}

#[tokio::test]
async fn a_confirmed_hash_stops_equal_bytes_and_close_copies_and_queues_the_rest() {
    every_engine(async |world: World| {
        let known = Picture::new(1);
        confirmed(&world, known).await;
        assert_eq!(world.door(known).await, Door::Stopped);
        assert_eq!(world.door(known.with_quality(0)).await, Door::Stopped, "equal bytes");
        for bits in [0, 1, 10] {
            assert_eq!(world.door(known.altered(bits)).await, Door::Stopped, "{bits} bits");
            let poor = known.altered(bits).with_quality(79);
            assert_eq!(world.door(poor).await, Door::Queued, "{bits} bits, quality 79");
        }
        let edge = known.altered(10).with_quality(80);
        assert_eq!(world.door(edge).await, Door::Stopped, "quality 80 is trusted");
        for bits in [11, 20, 31] {
            assert_eq!(world.door(known.altered(bits)).await, Door::Queued, "{bits} bits");
        }
        assert_eq!(world.door(known.altered(32)).await, Door::NoMatch);
        assert_eq!(world.door(known.altered(5).with_quality(49)).await, Door::NoMatch);
    })
    .await;
}

#[tokio::test]
async fn cleared_content_passes_as_equal_bytes_only() {
    every_engine(async |world: World| {
        let desks = [world.moderator("one").await, world.moderator("two").await];
        let (listed, harmless) = (Picture::new(1), Picture::new(1).altered(12));
        world.entry(listed).await;
        assert_eq!(world.door(harmless).await, Door::Queued);
        world.both(desks, Says::Clears).await;
        // The excluded pair alone would answer "nothing known"; cleared bytes pass.
        assert_eq!(world.door(harmless).await, Door::Passed);
        assert_eq!(world.door(harmless.encoded_again()).await, Door::Queued);
        assert_eq!(world.door(listed).await, Door::Queued);
    })
    .await;
}

#[tokio::test]
async fn an_excluded_pair_is_excluded_for_equal_bytes_only() {
    every_engine(async |world: World| {
        let desks = [world.moderator("one").await, world.moderator("two").await];
        let (listed, other) = (Picture::new(1), Picture::new(1).altered(12));
        world.entry(listed).await;
        world.upload(other).await;
        world.both(desks, Says::Different).await;
        assert_eq!(world.door(other).await, Door::NoMatch);
        assert_eq!(world.door(other.encoded_again()).await, Door::Queued);
        // Another list that knows the same picture still recognises it.
        world.entry_on(&world.vetted().await, listed).await;
        assert_eq!(world.door(other).await, Door::Queued);
    })
    .await;
}

#[tokio::test]
async fn what_was_not_seen_whole_is_never_answered_nothing_known() {
    every_engine(async |world: World| {
        let mut unreadable = world.new_item(Picture::new(1)).await;
        unreadable.unreadable = Some("damaged".into());
        unreadable.hashes.clear();
        let answer = world.store.accept(unreadable).await.expect("accepted");
        assert_eq!(
            (answer.door, answer.reason.as_deref()),
            (Door::Unreadable, Some("damaged"))
        );
        let mut partly = world.new_item(Picture::new(2)).await;
        partly.partly = Some("frames_beyond_limit".into());
        let answer = world.store.accept(partly).await.expect("accepted");
        assert_eq!(answer.door, Door::Unreadable);
        let one = world.moderator("one").await;
        assert!(
            world.take(one, 8).await.is_empty(),
            "nobody is shown what cannot be decoded"
        );
    })
    .await;
}

#[tokio::test]
async fn media_is_asked_for_where_somebody_may_have_to_look() {
    every_engine(async |world: World| {
        world.entry(Picture::new(1)).await;
        let mut new = world.new_item(Picture::new(1)).await;
        let media = new.media.take();
        let refused = world.store.accept(new.clone()).await;
        assert!(matches!(refused, Err(NotAccepted::NeedsMedia { door: Door::Queued })));
        assert!(
            world.store.item(new.id, world.now()).await.expect("read").is_none(),
            "nothing was kept"
        );
        new.media = media;
        assert!(world.store.accept(new).await.is_ok());
        let mut unknown = world.new_item(Picture::new(2)).await;
        unknown.media = None;
        assert_eq!(world.store.accept(unknown).await.expect("accepted").door, Door::NoMatch);
    })
    .await;
}

#[tokio::test]
async fn every_list_that_recognised_an_upload_is_named_closest_first() {
    every_engine(async |world: World| {
        let upload = Picture::new(1);
        let far = world.entry(upload.altered(20)).await;
        let near = world.entry_on(&world.vetted().await, upload.altered(5)).await;
        let exact = world.entry(upload).await;
        let answer = world.upload(upload).await;
        let found: Vec<_> = answer.matches.iter().map(|(m, _)| (m.entry, m.kind)).collect();
        assert_eq!(
            found,
            [
                (exact, MatchKind::Exact),
                (near, MatchKind::Near { distance: 5 }),
                (far, MatchKind::Near { distance: 20 }),
            ]
        );
        assert_eq!(answer.matches[1].1, "Vetted list");
    })
    .await;
}
