//! Each case keeps by what it came to its queue, and a look-alike tells no other story than the cases around it.

use crate::{
    raw::change,
    world::{DRAWN, Desk, Picture, Says, World, every_engine},
};
use scrim_model::{
    ids::{CaseId, QueueId},
    matching::MatchKind,
    redirect::Destination,
    routing::{CameBy, Conditions, DistanceBand, FirstFit, Met, Rule},
    rung::Rung,
};
use scrim_store::{
    leases::Leased,
    queues::{RuleBook, Sender},
};

const NEAR: DistanceBand = DistanceBand { from: 0, to: 8 };
const FAR: DistanceBand = DistanceBand { from: 9, to: 31 };

/// The look-alike's match.
const LIKE: MatchKind = MatchKind::Near { distance: 20 };

fn rule(world: &World, distance: DistanceBand, queue: QueueId) -> Rule {
    Rule {
        name: format!("{} to {}", distance.from, distance.to),
        when: Conditions {
            banks: vec![world.bank.id],
            distance: Some(distance),
            ..Conditions::default()
        },
        queue,
        priority: 0,
    }
}

async fn set(world: &World, by: Desk, rules: Vec<Rule>) {
    let revision = world.store.rules().await.expect("rules").revision;
    let book = RuleBook { revision, rules };
    world.store.set_rules(by.person, book).await.expect("set");
}

/// Told of a rule that asks for the world's list and a distance.
fn by_rule(world: &World, number: u32, distance: DistanceBand) -> CameBy {
    CameBy::Rule(FirstFit {
        number,
        name: Some(format!("{} to {}", distance.from, distance.to)),
        met: Met {
            lists: vec![world.bank.name.clone()],
            distance: Some(distance),
            ..Met::default()
        },
    })
}

async fn upload(world: &World, seed: u8, bits: usize) -> CaseId {
    world.entry(Picture::new(seed)).await;
    let accepted = world.upload(Picture::new(seed).altered(bits)).await;
    accepted.case.expect("queued")
}

/// What leads are told of a case.
async fn told(world: &World, queue: QueueId, case: CaseId) -> Option<CameBy> {
    let open = world.store.open_cases(queue, None, 50).await.expect("cases");
    let found = open.into_iter().find(|open| open.id == case);
    found.expect("it is in that queue").came
}

#[tokio::test]
async fn the_rule_that_decided_is_kept_as_it_was_and_told_to_whoever_holds_the_case() {
    every_engine(async |world: World| {
        let (lead, one) = (world.lead("lead").await, world.moderator("one").await);
        let close = world.store.make_queue(lead.person, "Close".into()).await.expect("made");
        set(&world, lead, vec![rule(&world, NEAR, close)]).await;
        let (near, far) = (upload(&world, 1, 4).await, upload(&world, 2, 12).await);
        assert_eq!(told(&world, close, near).await, Some(by_rule(&world, 1, NEAR)));
        assert_eq!(told(&world, world.bank.queue, far).await, Some(CameBy::List));
        set(&world, lead, vec![rule(&world, FAR, close), rule(&world, NEAR, close)]).await;
        assert_eq!(
            told(&world, close, near).await,
            Some(by_rule(&world, 1, NEAR)),
            "as it was"
        );
        let later = upload(&world, 3, 5).await;
        assert_eq!(told(&world, close, later).await, Some(by_rule(&world, 2, NEAR)));
        let leased = world.take_case(one, near).await.expect("it waits");
        assert_eq!(leased.case.came, Some(by_rule(&world, 1, NEAR)));
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn what_was_sent_to_another_queue_is_there_by_hand_also_for_the_second_look() {
    every_engine(async |world: World| {
        let (lead, one, two) = (
            world.lead("lead").await,
            world.moderator("one").await,
            world.moderator("two").await,
        );
        let other = world.store.make_queue(lead.person, "Other".into()).await.expect("made");
        let case = upload(&world, 1, 4).await;
        let send = async |queue| {
            let to = Destination::Queue {
                queue,
                priority: Some(1),
            };
            let sent = world.store.redirect(case, Sender::Lead(lead.person), to, None).await;
            sent.expect("sent");
        };
        send(world.bank.queue).await;
        assert_eq!(
            told(&world, world.bank.queue, case).await,
            Some(CameBy::List),
            "it stayed"
        );
        send(other).await;
        assert_eq!(told(&world, other, case).await, Some(CameBy::Hand));
        world.decide(one, Says::Different).await;
        world.past_grace().await;
        assert_eq!(world.take_one(two).await.case.came, Some(CameBy::Hand));
    })
    .await;
}

#[tokio::test]
async fn of_cases_from_before_it_was_kept_nothing_is_told() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        let case = upload(&world, 1, 4).await;
        change(&world, "UPDATE review_case SET came = NULL");
        assert_eq!(told(&world, world.bank.queue, case).await, None);
        assert_eq!(world.take_one(one).await.case.came, None);
    })
    .await;
}

/// The look-alike, where somebody is given one; what they are given instead is settled.
async fn given(world: &World, desk: Desk) -> Option<Leased> {
    let mut taken = world.take_drawn(desk, 1, DRAWN).await;
    let leased = taken.pop().expect("something waits");
    if leased.case.pairs.iter().any(|pair| pair.kind == LIKE) {
        return Some(leased);
    }
    world.look(desk, &leased, Rung::Grey).await;
    world.give(desk, &leased, Says::Settles).await.expect("taken");
    world.past_grace().await;
    None
}

#[tokio::test]
async fn a_look_alike_came_as_an_upload_like_it_would_have() {
    every_engine(async |world: World| {
        let (lead, one) = (world.lead("lead").await, world.moderator("one").await);
        let home = world.bank.queue;
        set(&world, lead, vec![rule(&world, NEAR, home), rule(&world, FAR, home)]).await;
        upload(&world, 1, 4).await;
        world.mix_in(Picture::new(1), 20).await;
        let given = given(&world, one).await.expect("a look-alike");
        assert_eq!(
            given.case.came,
            Some(by_rule(&world, 2, FAR)),
            "not as the case beside it"
        );
        let beside = upload(&world, 2, 20).await;
        assert_eq!(told(&world, home, beside).await, given.case.came, "as an upload");
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn no_look_alike_is_given_that_could_be_told_by_how_it_came() {
    every_engine(async |world: World| {
        let (lead, one) = (world.lead("lead").await, world.moderator("one").await);
        let home = world.bank.queue;
        upload(&world, 1, 4).await;
        world.mix_in(Picture::new(1), 20).await;
        let other = world.store.make_queue(lead.person, "Other".into()).await.expect("made");
        set(&world, lead, vec![rule(&world, FAR, other)]).await;
        assert!(
            given(&world, one).await.is_none(),
            "what waits is from before these rules"
        );
        upload(&world, 2, 4).await;
        assert!(
            given(&world, one).await.is_none(),
            "an upload like it would wait elsewhere"
        );
        set(&world, lead, vec![rule(&world, FAR, home)]).await;
        upload(&world, 3, 4).await;
        let given = given(&world, one).await.expect("a look-alike");
        assert_eq!(given.case.came, Some(by_rule(&world, 1, FAR)));
    })
    .await;
}

#[tokio::test]
async fn beside_cases_of_which_nothing_was_kept_nothing_is_told_of_a_look_alike() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        upload(&world, 1, 4).await;
        change(&world, "UPDATE review_case SET came = NULL");
        world.mix_in(Picture::new(1), 20).await;
        let given = given(&world, one).await.expect("a look-alike");
        assert_eq!(given.case.came, None);
    })
    .await;
}
