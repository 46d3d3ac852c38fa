//! Answers of matchers that come while somebody has the case in hand: none of them is lost, and nobody's case changes
//! under their eyes.

use crate::{
    matchers::listing,
    picture::Picture,
    world::{Desk, Says, World, every_engine},
};
use scrim_model::{
    ids::{EntryId, MatcherId},
    lease::LEASE_LIFE,
    time::Span,
};
use scrim_store::{items::Door, leases::Leased, questions::OpenQuestion};

/// An upload that an entry of the hub's own queued, and that a matcher has still to answer about.
struct Late {
    world: World,
    matcher: MatcherId,
    desk: Desk,
    own: EntryId,
    question: OpenQuestion,
}

async fn late(world: World) -> Late {
    let matcher = world.matcher("HMA").await;
    let desk = world.moderator("one").await;
    let own = world.entry(Picture::new(1).altered(20)).await;
    let accepted = world.accept_unanswered(Picture::new(1), &[matcher]).await;
    assert_eq!(accepted.door, Door::Queued);
    world.step(Span::seconds(10));
    let question = world.claim(matcher).await;
    Late {
        world,
        matcher,
        desk,
        own,
        question,
    }
}

impl Late {
    /// The matcher lists the very picture, and answers so.
    async fn learned(&self) -> EntryId {
        let told = listing(self.world.bank.id, 30, Picture::new(1), &[]);
        let learned = self.world.store.learn(self.matcher, vec![told]).await.expect("learned");
        learned.first().expect("one").0
    }

    /// Whether it is taken as an answer, and not put off.
    async fn answers(&self, question: &OpenQuestion) -> bool {
        self.world.answer(question).await.is_some()
    }

    async fn due(&self) -> Vec<OpenQuestion> {
        let due = self.world.store.claim_questions(self.matcher, 10).await;
        due.expect("claimed")
    }
}

fn pairs(leased: &Leased) -> Vec<EntryId> {
    leased.case.pairs.iter().map(|pair| pair.entry).collect()
}

#[tokio::test]
async fn an_answer_that_comes_while_somebody_has_the_case_waits_until_they_give_it_back() {
    every_engine(async |world: World| {
        let late = late(world).await;
        let leased = late.world.take_one(late.desk).await;
        let more = late.learned().await;
        assert!(!late.answers(&late.question).await);
        assert_eq!(pairs(&leased), [late.own], "they go on with what they were shown");
        assert_eq!(late.due().await, [], "not before their lease is over");
        let open = late.world.store.open_questions().await.expect("read");
        assert_eq!(open.get(&late.matcher).map(|open| open.many), Some(1));
        late.world.step(LEASE_LIFE);
        let again = late.world.claim(late.matcher).await;
        assert_eq!(again, late.question, "asked as often as before");
        assert!(late.answers(&again).await);
        let leased = late.world.take_one(late.world.moderator("two").await).await;
        assert_eq!(pairs(&leased), [more, late.own]);
        assert!(late.world.store.open_questions().await.expect("read").is_empty());
        late.world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn a_lease_that_ran_out_keeps_no_answer_waiting() {
    every_engine(async |world: World| {
        let late = late(world).await;
        late.world.take_one(late.desk).await;
        late.world.step(LEASE_LIFE);
        let more = late.learned().await;
        assert!(late.answers(&late.question).await);
        let leased = late.world.take_one(late.world.moderator("two").await).await;
        assert_eq!(pairs(&leased), [more, late.own]);
        late.world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_waited_while_they_decided_changes_nothing_that_they_said() {
    every_engine(async |world: World| {
        let late = late(world).await;
        let leased = late.world.take_one(late.desk).await;
        late.learned().await;
        assert!(!late.answers(&late.question).await);
        late.world.look(late.desk, &leased, scrim_model::rung::Rung::Grey).await;
        late.world
            .give(late.desk, &leased, Says::Different)
            .await
            .expect("taken");
        late.world.step(LEASE_LIFE);
        let again = late.world.claim(late.matcher).await;
        assert!(late.answers(&again).await);
        let second = late.world.take_one(late.world.moderator("two").await).await;
        assert_eq!(pairs(&second), [late.own]);
        late.world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_adds_nothing_waits_for_nobody() {
    every_engine(async |world: World| {
        let late = late(world).await;
        late.world.take_one(late.desk).await;
        assert!(late.answers(&late.question).await);
        assert!(late.world.store.open_questions().await.expect("read").is_empty());
    })
    .await;
}
