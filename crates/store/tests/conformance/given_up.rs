//! Questions that a matcher cannot answer, however often it is asked: they end, and never as "no match".

use crate::{
    matchers::listing,
    picture::Picture,
    unverified::settled,
    world::{World, every_engine},
};
use scrim_model::{
    matcher::NoAnswer,
    second_looks::Draw,
    sheet::{Place, SheetCell},
    time::Span,
};
use scrim_store::{
    items::{Door, NewItem},
    questions::{Answered, OpenQuestion},
    unreadable::Wanted,
};

impl World {
    async fn gives_up(&self, question: &OpenQuestion) -> Option<Answered> {
        let near = self.near_frames(&question.hashes).await;
        let given_up = self.store.given_up(question, near, Draw::of(999)).await;
        given_up.expect("settled")
    }

    async fn reasons(&self) -> Vec<(String, u64)> {
        let (before, reason, most) = (None, None, 10);
        let wanted = Wanted { before, reason, most };
        self.store.unreadable(wanted).await.expect("read").counts
    }
}

#[tokio::test]
async fn what_a_matcher_cannot_answer_about_is_for_people_to_know_of() {
    every_engine(async |world: World| {
        let id = world.matcher("HMA").await;
        let item = world.accept_unanswered(Picture::new(1), &[id]).await.item;
        world.step(Span::seconds(10));
        let question = world.claim(id).await;
        assert_eq!(question.why, NoAnswer::TooLate, "as it was at the door");
        let put_off = world.store.still_unanswered(&question, NoAnswer::TooLong, 0).await;
        put_off.expect("put off");
        world.step(Span::minutes(10));
        let question = world.claim(id).await;
        assert_eq!(question.why, NoAnswer::TooLong);
        assert_eq!(world.gives_up(&question).await, Some(settled(Door::Unreadable)));
        assert_eq!(world.gives_up(&question).await, None, "once");
        assert_eq!(world.reasons().await, [("unverified".to_owned(), 1)]);
        let row = world.settled(item).await;
        assert!(row.in_review && row.decided.is_none(), "{row:?}");
        assert!(world.store.open_questions().await.expect("read").is_empty());
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn what_one_matcher_could_not_answer_is_not_unknown_because_another_could() {
    every_engine(async |world: World| {
        let (first, second) = (world.matcher("one").await, world.matcher("two").await);
        for lists in [false, true] {
            let picture = Picture::new(u8::from(lists) + 1);
            world.accept_unanswered(picture, &[first, second]).await;
            world.step(Span::seconds(10));
            let (one, two) = (world.claim(first).await, world.claim(second).await);
            let answered = world.gives_up(&one).await.map(|told| told.door);
            assert_eq!(answered, Some(Door::Unverified), "another may know it");
            world.is_sound().await;
            if lists {
                let told = listing(world.bank.id, 30, picture, &[]);
                world.store.learn(second, vec![told]).await.expect("learned");
            }
            let door = if lists { Door::Queued } else { Door::Unreadable };
            assert_eq!(world.answer(&two).await, Some(settled(door)));
        }
        assert_eq!(world.reasons().await, [("unverified".to_owned(), 1)]);
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn what_waits_for_a_person_already_goes_on_waiting() {
    every_engine(async |world: World| {
        let id = world.matcher("HMA").await;
        world.entry(Picture::new(1)).await;
        let accepted = world.accept_unanswered(Picture::new(1), &[id]).await;
        world.step(Span::seconds(10));
        let question = world.claim(id).await;
        let given_up = world.gives_up(&question).await.expect("closed");
        assert_eq!((given_up.door, given_up.media_left), (Door::Queued, false));
        assert_eq!(world.stands(accepted.item).await, Door::Queued);
        assert_eq!(world.reasons().await, []);
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn why_a_picture_was_seen_only_in_part_outlives_a_matcher_that_cannot_answer() {
    every_engine(async |world: World| {
        let id = world.matcher("HMA").await;
        let new = NewItem {
            partly: Some("truncated".into()),
            ..world.unanswered(Picture::new(1), &[id]).await
        };
        world.store.accept(new).await.expect("accepted");
        world.step(Span::seconds(10));
        let question = world.claim(id).await;
        assert_eq!(world.gives_up(&question).await, Some(settled(Door::Unreadable)));
        assert_eq!(world.reasons().await, [("truncated".to_owned(), 1)]);
    })
    .await;
}

#[tokio::test]
async fn of_an_animation_the_part_that_shows_a_frame_is_known_as_long_as_anybody_may_list_it() {
    every_engine(async |world: World| {
        let (first, second) = (world.matcher("one").await, world.matcher("two").await);
        let frames = [Picture::new(1), Picture::new(2)];
        let whole = world.new_animation(&frames).await;
        let cell = |frame| {
            let place = Place::of([10 * frame, 0, 10, 10], (20, 10));
            (frame, SheetCell { frame, place })
        };
        let unanswered = world.unanswered(Picture::new(1), &[first, second]).await.unanswered;
        let new = NewItem {
            cells: vec![cell(0), cell(1)],
            unanswered,
            ..whole
        };
        world.store.accept(new).await.expect("accepted");
        world.step(Span::seconds(10));
        let (one, two) = (world.claim(first).await, world.claim(second).await);
        for (number, question, frame) in [(30, &one, frames[0]), (31, &two, frames[1])] {
            let told = listing(world.bank.id, number, frame, &[]);
            world.store.learn(question.matcher, vec![told]).await.expect("learned");
            assert_eq!(world.answer(question).await, Some(settled(Door::Queued)));
        }
        let leased = world.take_one(world.moderator("one").await).await;
        let shown: Vec<_> = leased.case.pairs.iter().map(|pair| pair.cell.is_some()).collect();
        assert_eq!(shown, [true, true]);
    })
    .await;
}
