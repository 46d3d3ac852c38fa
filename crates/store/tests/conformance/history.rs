//! One's own verdicts: what is told of each, to whom, by which filter, and page by page.

use crate::{
    look_alikes::{given, mixed},
    raw,
    world::{Desk, Picture, Says, World, every_engine},
};
use scrim_model::{
    case::Stage,
    history::{Fate, is_without_look},
    ids::{QueueId, VerdictId},
    matching::MatchKind,
    rung::Rung,
    time::Span,
    verdict::Content,
};
use scrim_store::history::{OwnVerdict, Wanted};
use std::collections::BTreeSet;
use uuid::Uuid;

/// More than there are in any test but one.
const MANY: u32 = 200;

/// How many somebody has given who has been here for long.
const LONG: u32 = 10_000;

async fn history(world: &World, desk: Desk, wanted: Wanted) -> Vec<OwnVerdict> {
    page(world, desk, wanted, None).await
}

async fn page(world: &World, desk: Desk, wanted: Wanted, before: Option<VerdictId>) -> Vec<OwnVerdict> {
    let read = world
        .store
        .history(desk.person, wanted, (before, MANY), world.now())
        .await;
    read.expect("read")
}

async fn fates(world: &World, desk: Desk) -> Vec<Fate> {
    let all = history(world, desk, Wanted::default()).await;
    all.iter().map(|own| own.fate).collect()
}

/// One listed picture, and one upload so many bits from it, that waits.
async fn waits(world: &World, number: u8, bits: usize) {
    world.entry(Picture::new(number)).await;
    world.upload(Picture::new(number).altered(bits)).await;
}

#[tokio::test]
async fn a_row_says_what_was_said_of_what_and_how_clearly_it_was_seen() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        waits(&world, 1, 20).await;
        let taken = world.decide(one, Says::Different).await;
        let own = history(&world, one, Wanted::default()).await.pop().expect("one");
        assert_eq!(
            (own.verdict, own.case, own.at),
            (taken.verdict, taken.case, world.now())
        );
        assert_eq!((own.stage, own.queue_name.as_str()), (Stage::Review, "Other list"));
        assert!(own.said.all_different());
        let nearest = own.nearest.expect("a match");
        assert_eq!(
            (nearest.list.as_str(), nearest.kind),
            ("Other list", MatchKind::Near { distance: 20 })
        );
        assert_eq!((own.clearest, own.fate), (Some(Rung::Grey), Fate::InGrace));
        world.past_grace().await;
        assert_eq!(fates(&world, one).await, [Fate::Stands], "whoever is asked next");
    })
    .await;
}

#[tokio::test]
async fn what_was_taken_back_is_in_it_no_more_and_nobody_reads_anybody_elses() {
    every_engine(async |world: World| {
        let (one, lead) = (world.moderator("one").await, world.lead("lead").await);
        waits(&world, 1, 20).await;
        let first = world.decide(one, Says::Different).await;
        let undone = world.store.undo_verdict(first.verdict, one.person).await;
        undone.expect("in time");
        assert_eq!(history(&world, one, Wanted::default()).await, []);
        let second = world.decide(one, Says::Clears).await;
        let own = history(&world, one, Wanted::default()).await;
        assert_eq!(own.iter().map(|own| own.verdict).collect::<Vec<_>>(), [second.verdict]);
        assert_eq!(history(&world, lead, Wanted::default()).await, []);
    })
    .await;
}

#[tokio::test]
async fn nothing_is_told_of_another_word_before_both_have_spoken_and_a_lead_has_settled_it_for_good() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        let (lead, other) = (world.lead("lead").await, world.lead("other").await);
        waits(&world, 1, 20).await;
        world.decide(one, Says::Agrees).await;
        world.past_grace().await;
        let before = fates(&world, one).await;
        world.decide(two, Says::Different).await;
        assert_eq!(fates(&world, one).await, before, "the other has spoken");
        world.past_grace().await;
        assert_eq!(
            (fates(&world, one).await, fates(&world, two).await),
            (before.clone(), before)
        );
        let settled = world.decide(lead, Says::Agrees).await;
        assert_eq!(fates(&world, two).await, [Fate::Stands], "the lead may take it back");
        world.past_grace().await;
        assert_eq!(fates(&world, two).await, [Fate::Overruled]);
        assert_eq!(fates(&world, one).await, [Fate::Stands], "as it was said");
        let leads = history(&world, lead, Wanted::default()).await;
        assert_eq!(leads.iter().map(|own| own.stage).collect::<Vec<_>>(), [Stage::Settle]);
        let reversed = world.store.reverse_verdict(settled.verdict, other.person).await;
        reversed.expect("reversed");
        assert_eq!(
            fates(&world, two).await,
            [Fate::Stands],
            "nobody has decided otherwise any more"
        );
        assert_eq!(
            (fates(&world, one).await, fates(&world, lead).await),
            (vec![Fate::Reversed], vec![Fate::Reversed])
        );
    })
    .await;
}

#[tokio::test]
async fn a_lead_who_is_the_second_reviewer_settles_nothing_and_undoing_a_settlement_tells_nothing() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.lead("two").await);
        let lead = world.lead("lead").await;
        waits(&world, 1, 20).await;
        world.decide(one, Says::Agrees).await;
        world.past_grace().await;
        world.decide(two, Says::Different).await;
        let own = history(&world, two, Wanted::default()).await;
        assert_eq!(own.iter().map(|own| own.stage).collect::<Vec<_>>(), [Stage::Review]);
        world.past_grace().await;
        let settled = world.decide(lead, Says::Agrees).await;
        let undone = world.store.undo_verdict(settled.verdict, lead.person).await;
        undone.expect("in time");
        world.past_grace().await;
        assert_eq!(fates(&world, two).await, [Fate::Stands]);
    })
    .await;
}

/// Verdicts of every kind by one person.
async fn varied(world: &World) -> Desk {
    let (one, lead) = (world.moderator("one").await, world.lead("lead").await);
    let vetted = world.vetted().await;
    let settles = [Says::Agrees, Says::Clears, Says::New, Says::Undetermined];
    let mut split = None;
    for (number, says) in (1..).zip(settles) {
        waits(world, number, 20).await;
        split = Some(world.decide(one, says).await.case);
        world.past_grace().await;
        world.step(Span::minutes(1));
    }
    let leased = world.take_case(lead, split.expect("the last of them")).await;
    let leased = leased.expect("nobody could tell, so it waits for a lead");
    world.look(lead, &leased, Rung::Grey).await;
    assert!(world.give(lead, &leased, Says::Settles).await.expect("taken").confirmed);
    world.past_grace().await;
    world.entry_on(&vetted, Picture::new(9)).await;
    world.upload(Picture::new(9)).await;
    let reversed = world.decide(one, Says::Agrees).await;
    world.past_grace().await;
    let taken = world.store.reverse_verdict(reversed.verdict, lead.person).await;
    taken.expect("reversed");
    world.entry_on(&vetted, Picture::new(10)).await;
    world.upload(Picture::new(10)).await;
    let leased = world.take_one(one).await;
    world.give(one, &leased, Says::Settles).await.expect("taken, veiled");
    one
}

#[tokio::test]
async fn every_filter_answers_what_the_whole_list_says() {
    every_engine(async |world: World| {
        let one = varied(&world).await;
        let all = history(&world, one, Wanted::default()).await;
        let fates: BTreeSet<_> = all.iter().map(|own| own.fate.name()).collect();
        assert_eq!(fates.len(), Fate::ALL.len(), "one of each: {fates:?}");
        let is = async |wanted: Wanted, holds: &dyn Fn(&OwnVerdict) -> bool| {
            let expected: Vec<_> = all.iter().filter(|own| holds(own)).cloned().collect();
            assert_eq!(history(&world, one, wanted).await, expected, "{wanted:?}");
            expected.len()
        };
        let none = Wanted::default();
        for fate in Fate::ALL {
            let wanted = Wanted {
                fate: Some(fate),
                ..none
            };
            assert!(is(wanted, &|own| own.fate == fate).await > 0);
        }
        for content in Content::ALL {
            let content = Some(content);
            is(Wanted { content, ..none }, &|own| Some(own.said.content) == content).await;
        }
        for without in [true, false] {
            let without_look = Some(without);
            let wanted = Wanted { without_look, ..none };
            assert!(is(wanted, &|own| is_without_look(own.clearest) == without).await > 0);
        }
        for queue in all.iter().map(|own| own.queue).chain([QueueId(Uuid::nil())]) {
            is(
                Wanted {
                    queue: Some(queue),
                    ..none
                },
                &|own| own.queue == queue,
            )
            .await;
        }
        for own in &all {
            let at = Some(own.at);
            is(Wanted { from: at, ..none }, &|other| other.at >= own.at).await;
            is(Wanted { to: at, ..none }, &|other| other.at < own.at).await;
        }
    })
    .await;
}

#[tokio::test]
async fn a_look_alike_is_in_it_as_an_upload_that_nobody_has_decided_otherwise() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        mixed(&world, 1).await;
        let leased = given(&world, one).await;
        world.look(one, &leased, Rung::Grey).await;
        world.give(one, &leased, Says::Different).await.expect("taken");
        let upload = world.decide(one, Says::Different).await;
        world.past_grace().await;
        world.step(Span::hours(24 * 30));
        let all = history(&world, one, Wanted::default()).await;
        let told: Vec<_> = all
            .iter()
            .map(|own| (own.stage, own.fate, own.clearest, own.nearest.is_some(), own.queue))
            .collect();
        assert_eq!(told.len(), 2);
        assert!(all.iter().any(|own| own.case == upload.case));
        assert!(told.windows(2).all(|two| two.first() == two.last()), "{told:?}");
    })
    .await;
}

/// Verdicts of ten thousand milliseconds after 1970, each as the one that there is.
fn long_ago(world: &World) {
    let columns =
        "case_id, person, at, body, quorum, as_lead, idempotency_key, request_hash, standing, grace_ends, status";
    let values =
        "v.case_id, v.person, n.n, v.body, v.quorum, v.as_lead, v.idempotency_key || n.n, v.request_hash, v.standing,
                  n.n, v.status";
    let id = world.engine.id_of;
    raw::change(
        world,
        &format!(
            "INSERT INTO verdict (id, {columns})
             WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {LONG})
             SELECT {id}, {values} FROM verdict v, n"
        ),
    );
}

#[tokio::test]
async fn ten_thousand_come_page_by_page_each_once_and_none_is_sorted_for_it() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        waits(&world, 1, 20).await;
        world.decide(one, Says::Different).await;
        world.past_grace().await;
        long_ago(&world);
        let (mut all, mut pages) = (Vec::new(), 0);
        loop {
            let next = page(&world, one, Wanted::default(), all.last().copied()).await;
            all.extend(next.iter().map(|own| own.verdict));
            pages += 1;
            if next.is_empty() {
                break;
            }
        }
        assert_eq!((all.len(), pages), (10_001, 52));
        assert!(all.windows(2).all(|two| two.first() > two.last()), "the newest first");
        let oldest = history(
            &world,
            one,
            Wanted {
                to: Some(scrim_model::time::Time(3)),
                ..Wanted::default()
            },
        );
        assert_eq!(oldest.await.len(), 2);
        let text = include_str!("../../src/sql/history.sql");
        let sorts = |text: &str| (world.engine.sorts)(world.folder.path(), text, 9);
        assert!(!sorts(text), "{}: the index has the order", world.engine.name);
        assert!(
            sorts(&text.replace("ORDER BY v.id", "ORDER BY v.grace_ends")),
            "a sort is seen"
        );
    })
    .await;
}
