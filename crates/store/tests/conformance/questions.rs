//! Questions that matchers have still to answer: asked again by one hub at a time, and closed when nobody is asked any more.

use crate::{
    picture::Picture,
    raw::change,
    unverified::settled,
    world::{World, every_engine},
};
use scrim_model::{
    ids::ItemId,
    matcher::{LONGEST_BETWEEN_TRIES, Mode, NoAnswer},
    time::Span,
};
use scrim_store::{items::Door, matchers::MatcherChange, questions::CLAIM_LASTS};
use std::collections::BTreeSet;
use tokio::task::JoinSet;

#[tokio::test]
async fn a_question_is_one_hubs_for_a_while_and_waits_longer_from_try_to_try() {
    every_engine(async |world: World| {
        let id = world.matcher("HMA").await;
        world.accept_unanswered(Picture::new(1), &[id]).await;
        assert_eq!(
            world.store.claim_questions(id, 10).await.expect("claimed"),
            [],
            "not at once"
        );
        world.step(Span::seconds(10));
        let question = world.claim(id).await;
        let beside = world.beside();
        assert_eq!(beside.store.claim_questions(id, 10).await.expect("claimed"), []);
        let asked = world.store.still_unanswered(&question, NoAnswer::Fails, 0).await;
        asked.expect("put off");
        let open = world.store.open_questions().await.expect("read");
        assert_eq!(open.get(&id).map(|open| open.why), Some(NoAnswer::Fails));
        assert_eq!(beside.store.claim_questions(id, 10).await.expect("claimed"), []);
        let mut tries = question.tries;
        for _try in 0..40 {
            world.step(LONGEST_BETWEEN_TRIES);
            let again = beside.claim(id).await;
            assert!(again.tries > tries);
            tries = again.tries;
            let late = world.store.still_unanswered(&question, NoAnswer::Silent, 0).await;
            late.expect("whoever lost it changes nothing");
            let asked = beside.store.still_unanswered(&again, NoAnswer::Fails, u64::MAX).await;
            asked.expect("put off");
        }
        world.step(LONGEST_BETWEEN_TRIES);
        let dies_over_it = world.claim(id).await;
        world.step(CLAIM_LASTS);
        assert_eq!(beside.claim(id).await, dies_over_it, "another hub takes it on");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn several_hubs_share_what_is_open_without_asking_twice() {
    every_engine(async |world: World| {
        let id = world.matcher("HMA").await;
        let mut items = BTreeSet::new();
        for seed in 0..20 {
            items.insert(world.accept_unanswered(Picture::new(seed), &[id]).await.item);
        }
        world.step(Span::seconds(10));
        let hubs = [world.beside(), world.beside(), world];
        let mut claiming = JoinSet::new();
        for _round in 0..4 {
            for hub in &hubs {
                let store = hub.store.clone();
                claiming.spawn(async move { store.claim_questions(id, 3).await.expect("claimed") });
            }
        }
        let claimed: Vec<_> = claiming.join_all().await.into_iter().flatten().collect();
        let mut asked: Vec<ItemId> = claimed.iter().map(|question| question.item).collect();
        let [hub, ..] = &hubs;
        asked.extend(
            hub.store
                .claim_questions(id, 100)
                .await
                .expect("claimed")
                .iter()
                .map(|one| one.item),
        );
        assert_eq!(asked.len(), items.len(), "each once");
        assert_eq!(asked.into_iter().collect::<BTreeSet<_>>(), items);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn the_last_of_two_answers_settles_an_upload_at_whichever_hubs_they_come() {
    every_engine(async |world: World| {
        let (first, second) = (world.matcher("one").await, world.matcher("two").await);
        let other = world.beside();
        for seed in 0..8 {
            let item = world.accept_unanswered(Picture::new(seed), &[first, second]).await.item;
            world.step(Span::seconds(10));
            let (one, two) = (world.claim(first).await, world.claim(second).await);
            let (answered, beside) = tokio::join!(world.answer(&one), other.answer(&two));
            let doors = [answered, beside].map(|told| told.map(|told| told.door));
            assert!(doors.contains(&Some(Door::NoMatch)), "{doors:?}");
            assert_eq!(world.stands(item).await, Door::NoMatch);
        }
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn a_matcher_that_is_turned_off_or_removed_has_nothing_to_answer_any_more() {
    every_engine(async |world: World| {
        for remove in [false, true] {
            let id = world.matcher(if remove { "one" } else { "two" }).await;
            let item = world.accept_unanswered(Picture::new(1), &[id]).await.item;
            assert_eq!(world.store.claim_questions_to_nobody(10).await.expect("claimed"), []);
            if remove {
                world.store.remove_matcher(None, id).await.expect("removed");
            } else {
                let off = MatcherChange {
                    mode: Some(Mode::Off),
                    ..MatcherChange::default()
                };
                world.store.change_matcher(None, id, off).await.expect("changed");
            }
            assert_eq!(world.store.claim_questions(id, 10).await.expect("claimed"), []);
            let mut closed = world.store.claim_questions_to_nobody(10).await.expect("claimed");
            let question = closed.pop().expect("one, and at once");
            assert_eq!(question.item, item);
            assert_eq!(world.answer(&question).await, Some(settled(Door::NoMatch)));
            assert!(world.store.open_questions().await.expect("read").is_empty());
        }
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn an_unverified_upload_that_nobody_is_asked_about_is_found() {
    every_engine(async |world: World| {
        let id = world.matcher("HMA").await;
        for (what, sql) in [
            (
                "unverified uploads that no matcher is asked about",
                "DELETE FROM open_question",
            ),
            (
                "unverified uploads in a case or without their picture",
                "UPDATE item SET original_key = NULL",
            ),
            (
                "uploads that were answered for good while a matcher is asked about them",
                "UPDATE item SET outcome = 'no_match'",
            ),
        ] {
            world.accept_unanswered(Picture::new(1), &[id]).await;
            let before = world.store.soundness().await.expect("looked through").faults;
            assert!(before.iter().all(|(fault, _)| *fault != what), "{what} before it is so");
            change(&world, sql);
            let faults = world.store.soundness().await.expect("looked through").faults;
            assert!(faults.iter().any(|(fault, _)| *fault == what), "{what}: {faults:?}");
        }
    })
    .await;
}
