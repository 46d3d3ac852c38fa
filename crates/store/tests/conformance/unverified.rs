//! Uploads that a matcher has still to answer for: never "no match", and settled as the door would.

use crate::{
    matchers::listing,
    picture::Picture,
    world::{Says, World, every_engine},
};
use scrim_model::{
    ids::{ItemId, MatcherId},
    matcher::NoAnswer,
    retention::Stays,
    second_looks::Draw,
    time::Span,
};
use scrim_store::{
    items::{Accepted, Door, NewItem, NotAccepted, Unanswered},
    questions::{Answered, OpenQuestion},
    retention::{Cause, NotDestroyed},
};

impl World {
    pub(crate) async fn unanswered(&self, picture: Picture, matchers: &[MatcherId]) -> NewItem {
        let unanswered = matchers.iter().map(|matcher| Unanswered {
            matcher: *matcher,
            why: NoAnswer::TooLate,
        });
        NewItem {
            unanswered: unanswered.collect(),
            ..self.new_item(picture).await
        }
    }

    pub(crate) async fn accept_unanswered(&self, picture: Picture, matchers: &[MatcherId]) -> Accepted {
        let new = self.unanswered(picture, matchers).await;
        self.store.accept(new).await.expect("accepted")
    }

    /// The one question to a matcher that is due.
    pub(crate) async fn claim(&self, matcher: MatcherId) -> OpenQuestion {
        let mut due = self.store.claim_questions(matcher, 10).await.expect("claimed");
        assert_eq!(due.len(), 1);
        due.pop().expect("one")
    }

    /// The matcher answers, and all that it lists is known by now.
    pub(crate) async fn answer(&self, question: &OpenQuestion) -> Option<Answered> {
        let near = self.near_frames(&question.hashes).await;
        self.store
            .answered(question, near, Draw::of(999))
            .await
            .expect("settled")
    }

    pub(crate) async fn stands(&self, item: ItemId) -> Door {
        self.settled(item).await.door
    }

    pub(crate) async fn is_sound(&self) {
        let found = self.store.soundness().await.expect("looked through");
        assert_eq!(found.faults, []);
    }
}

pub(crate) fn settled(door: Door) -> Answered {
    Answered {
        door,
        media_left: matches!(door, Door::NoMatch | Door::Passed),
    }
}

#[tokio::test]
async fn what_no_list_knows_and_a_matcher_did_not_answer_is_unverified_with_its_media_and_in_no_case() {
    every_engine(async |world: World| {
        let id = world.matcher("HMA").await;
        let new = world.unanswered(Picture::new(1), &[id]).await;
        let without = NewItem {
            media: None,
            ..new.clone()
        };
        let refused = world.store.accept(without).await;
        assert!(matches!(
            refused,
            Err(NotAccepted::NeedsMedia { door: Door::Unverified })
        ));
        let accepted = world.store.accept(new).await.expect("accepted");
        assert_eq!((accepted.door, accepted.case), (Door::Unverified, None));
        assert_eq!(world.stands(accepted.item).await, Door::Unverified);
        let open = world.store.open_questions().await.expect("read");
        let open: Vec<_> = open.into_iter().map(|(to, open)| (to, open.many, open.why)).collect();
        assert_eq!(open, [(id, 1, NoAnswer::TooLate)]);
        let backlog = world.store.backlog(world.now()).await.expect("read");
        assert_eq!((backlog.unverified, backlog.questions), (1, 1));
        assert_eq!(backlog.unverified_oldest, Some(world.now()));
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn what_the_hubs_own_list_stops_or_clears_needs_no_matcher() {
    every_engine(async |world: World| {
        let id = world.matcher("HMA").await;
        let (confirmed, cleared) = (Picture::new(1), Picture::new(2));
        let desks = [world.moderator("one").await, world.moderator("two").await];
        world.entry_on(&world.vetted().await, confirmed).await;
        world.upload(confirmed).await;
        assert!(world.decide(desks[0], Says::Agrees).await.confirmed);
        world.past_grace().await;
        world.entry(cleared).await;
        world.upload(cleared.altered(3)).await;
        world.both(desks, Says::Clears).await;
        let stopped = world.accept_unanswered(confirmed, &[id]).await;
        let passed = world.accept_unanswered(cleared.altered(3), &[id]).await;
        assert_eq!((stopped.door, passed.door), (Door::Stopped, Door::Passed));
        assert!(world.store.open_questions().await.expect("read").is_empty());
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_lists_it_brings_it_before_a_person() {
    every_engine(async |world: World| {
        let id = world.matcher("HMA").await;
        let picture = Picture::new(1);
        let item = world.accept_unanswered(picture.altered(5), &[id]).await.item;
        world.step(Span::seconds(10));
        let question = world.claim(id).await;
        assert_eq!((question.item, question.tries), (item, 1));
        let told = listing(world.bank.id, 30, picture, &[]);
        let learned = world.store.learn(id, vec![told]).await.expect("learned");
        assert_eq!(world.answer(&question).await, Some(settled(Door::Queued)));
        assert_eq!(world.answer(&question).await, None, "it is answered once");
        let row = world.settled(item).await;
        assert!(row.in_review && row.door == Door::Queued);
        let leased = world.take_one(world.moderator("one").await).await;
        let pairs: Vec<_> = leased.case.pairs.iter().map(|pair| pair.entry).collect();
        assert_eq!(pairs, learned.iter().map(|(entry, _)| *entry).collect::<Vec<_>>());
        assert!(!leased.case.renditions.is_empty(), "there is something to look at");
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_lists_nothing_like_it_leaves_nothing_of_its_picture() {
    every_engine(async |world: World| {
        let id = world.matcher("HMA").await;
        let item = world.accept_unanswered(Picture::new(1), &[id]).await.item;
        world.step(Span::seconds(10));
        let question = world.claim(id).await;
        assert_eq!(world.answer(&question).await, Some(settled(Door::NoMatch)));
        assert_eq!(world.stands(item).await, Door::NoMatch);
        assert_eq!(world.store.media_left(10).await.expect("read"), [item]);
        let stands = world.store.keeping_stands(world.now()).await.expect("read");
        assert_eq!((stands.kept, stands.media_left, stands.destroyed), (0, 1, 0));
        world.store.media_gone(item).await.expect("gone");
        assert_eq!(world.store.media_left(10).await.expect("read"), []);
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn a_held_upload_keeps_its_picture_whatever_a_matcher_answers() {
    every_engine(async |world: World| {
        let id = world.matcher("HMA").await;
        let item = world.accept_unanswered(Picture::new(1), &[id]).await.item;
        let subject = scrim_store::holds::Subject::Item(item);
        let held = world.store.hold(None, subject, "asked for by a court".into()).await;
        held.expect("held");
        world.step(Span::seconds(10));
        let question = world.claim(id).await;
        let answered = world.answer(&question).await.expect("settled");
        assert_eq!((answered.door, answered.media_left), (Door::NoMatch, false));
        let stands = world.store.keeping_stands(world.now()).await.expect("read");
        assert_eq!((stands.kept, stands.media_left), (1, 0));
    })
    .await;
}

#[tokio::test]
async fn what_is_unverified_is_neither_destroyed_on_request_nor_by_time() {
    every_engine(async |world: World| {
        let id = world.matcher("HMA").await;
        let item = world.accept_unanswered(Picture::new(1), &[id]).await.item;
        for cause in [
            Cause::Requested {
                by: None,
                reason: "asked for".into(),
            },
            Cause::ByTime,
        ] {
            let refused = world.store.destroy(item, cause).await;
            assert!(
                matches!(refused, Err(NotDestroyed::Stays(Stays::Open) | NotDestroyed::NotDue)),
                "{refused:?}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn nothing_is_settled_as_unknown_before_every_matcher_has_answered_and_a_match_needs_one() {
    every_engine(async |world: World| {
        let (first, second) = (world.matcher("one").await, world.matcher("two").await);
        let (unknown, listed) = (Picture::new(1), Picture::new(2));
        let item = world.accept_unanswered(unknown, &[first, second]).await.item;
        world.step(Span::seconds(10));
        let question = world.claim(first).await;
        assert_eq!(
            world.answer(&question).await.map(|told| told.door),
            Some(Door::Unverified)
        );
        assert_eq!(world.stands(item).await, Door::Unverified);
        world.is_sound().await;
        let question = world.claim(second).await;
        assert_eq!(world.answer(&question).await, Some(settled(Door::NoMatch)));
        let item = world.accept_unanswered(listed, &[first, second]).await.item;
        world.step(Span::seconds(10));
        let question = world.claim(first).await;
        let told = listing(world.bank.id, 30, listed, &[]);
        world.store.learn(first, vec![told]).await.expect("learned");
        assert_eq!(world.answer(&question).await, Some(settled(Door::Queued)));
        assert_eq!(world.stands(item).await, Door::Queued);
        assert_eq!(world.claim(second).await.item, item, "it may know more");
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn what_waits_for_a_person_already_gets_further_matches_until_somebody_has_spoken() {
    every_engine(async |world: World| {
        let id = world.matcher("HMA").await;
        let vetted = world.vetted().await;
        let desk = world.moderator("one").await;
        for (seed, spoken) in [(1, false), (2, true)] {
            let picture = Picture::new(seed);
            let own = world.entry(picture.altered(20)).await;
            let accepted = world.accept_unanswered(picture, &[id]).await;
            assert_eq!(accepted.door, Door::Queued, "at once");
            world.step(Span::seconds(10));
            let question = world.claim(id).await;
            if spoken {
                world.decide(desk, Says::Different).await;
                world.past_grace().await;
            }
            let told = listing(vetted.id, u64::from(seed), picture, &[]);
            let learned = world.store.learn(id, vec![told]).await.expect("learned");
            let answered = world.answer(&question).await.expect("answered");
            assert_eq!((answered.door, answered.media_left), (Door::Queued, false));
            let reader = if spoken { world.moderator("two").await } else { desk };
            let leased = world.take_one(reader).await;
            let pairs: Vec<_> = leased.case.pairs.iter().map(|pair| pair.entry).collect();
            let more = learned.first().map(|(entry, _)| *entry).expect("one");
            let expected = if spoken { vec![own] } else { vec![more, own] };
            assert_eq!(pairs, expected, "closest first");
            world.look(reader, &leased, scrim_model::rung::Rung::Grey).await;
            world.give(reader, &leased, Says::Settles).await.expect("taken");
            world.past_grace().await;
        }
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn what_was_seen_only_in_part_is_unreadable_and_not_unknown_once_matchers_have_answered() {
    every_engine(async |world: World| {
        let id = world.matcher("HMA").await;
        let new = NewItem {
            partly: Some("truncated".into()),
            ..world.unanswered(Picture::new(1), &[id]).await
        };
        let accepted = world.store.accept(new).await.expect("accepted");
        assert_eq!(accepted.door, Door::Unverified);
        world.step(Span::seconds(10));
        let question = world.claim(id).await;
        let answered = world.answer(&question).await.expect("settled");
        assert_eq!((answered.door, answered.media_left), (Door::Unreadable, false));
        assert_eq!(world.store.unreadable_count().await.expect("read"), 1);
        assert!(world.settled(accepted.item).await.in_review);
        world.is_sound().await;
    })
    .await;
}
