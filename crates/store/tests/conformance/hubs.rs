//! Several hubs that keep their memory in one place.

use crate::world::{Desk, GRACE, Picture, Says, World, every_engine};
use scrim_model::{
    lease::{LEASE_LIFE, MAX_HELD},
    rung::Rung,
    time::Span,
};
use scrim_store::{chain::follow, verdicts::UndoRefused};
use std::{collections::BTreeSet, sync::Arc};
use tokio::task::JoinSet;

/// Three hubs; the first is the world itself.
fn three(world: World) -> Vec<Arc<World>> {
    let (second, third) = (world.beside(), world.beside());
    [world, second, third].map(Arc::new).into()
}

/// One future for each of many, all at once.
async fn at_once<T: Send + 'static>(all: impl IntoIterator<Item = impl Future<Output = T> + Send + 'static>) -> Vec<T> {
    all.into_iter().collect::<JoinSet<T>>().join_all().await
}

async fn cases(world: &World, how_many: u8) {
    for seed in 0..how_many {
        case(world, seed).await;
    }
}

async fn case(world: &World, seed: u8) {
    world.entry(Picture::new(seed)).await;
    world.upload(Picture::new(seed).altered(20)).await;
}

async fn people(world: &World, how_many: usize) -> Vec<Desk> {
    let mut people = Vec::new();
    for number in 0..how_many {
        people.push(world.moderator(&format!("person {number}")).await);
    }
    people
}

/// Takes cases and decides them until none is left for this person.
async fn work_off(hub: Arc<World>, desk: Desk) -> Vec<bool> {
    let mut given = Vec::new();
    loop {
        let leased = hub.take(desk, 2).await;
        if leased.is_empty() {
            return given;
        }
        for leased in leased {
            hub.look(desk, &leased, Rung::Grey).await;
            given.push(hub.give(desk, &leased, Says::Different).await.expect("taken").confirmed);
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn no_case_is_given_to_two_people_whichever_hub_they_are_at() {
    every_engine(async |world: World| {
        cases(&world, 60).await;
        let people = people(&world, 12).await;
        let hubs = three(world);
        let takers = people
            .into_iter()
            .flat_map(|desk| (0..4).map(move |_| desk))
            .enumerate();
        let taken = at_once(takers.map(|(number, desk)| {
            let hub = Arc::clone(&hubs[number % 3]);
            async move { hub.take(desk, 2).await }
        }));
        let held: Vec<_> = taken.await.into_iter().flatten().map(|leased| leased.case.id).collect();
        assert_eq!(held.len(), 60, "everything that waits is handed out");
        assert_eq!(
            held.into_iter().collect::<BTreeSet<_>>().len(),
            60,
            "and each case once"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nobody_holds_more_by_being_at_several_hubs() {
    every_engine(async |world: World| {
        cases(&world, 30).await;
        let desk = world.moderator("one").await;
        let hubs = three(world);
        let taken = at_once((0..12).map(|number| {
            let hub = Arc::clone(&hubs[number % 3]);
            async move { hub.take(desk, 3).await.len() }
        }));
        assert_eq!(taken.await.into_iter().sum::<usize>(), MAX_HELD);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn every_case_is_confirmed_by_two_people_and_the_chain_is_whole() {
    every_engine(async |world: World| {
        cases(&world, 24).await;
        let people = people(&world, 6).await;
        let hubs = three(world);
        let mut confirmed = 0;
        for _round in 0..2 {
            let work = people
                .iter()
                .zip(0..)
                .map(|(desk, number)| work_off(Arc::clone(&hubs[number % 3]), *desk));
            confirmed += at_once(work)
                .await
                .into_iter()
                .flatten()
                .filter(|confirmed| *confirmed)
                .count();
            hubs[0].past_grace().await;
        }
        assert_eq!(
            confirmed, 24,
            "the second verdict of each case confirms, and there is no third"
        );
        let rows = hubs[1].store.chain_rows(0, 10_000).await.expect("rows");
        assert_eq!(rows.iter().filter(|row| row.kind == "verdict_given").count(), 48);
        assert_eq!(rows.iter().filter(|row| row.kind == "effect").count(), 24);
        let (head, _now) = hubs[2].store.chain_head().await.expect("head");
        assert_eq!(follow(rows), Ok(head));
        assert_eq!(hubs[1].store.sums().await.expect("sums").pairs_excluded, 24);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_verdict_sent_to_several_hubs_is_taken_once() {
    every_engine(async |world: World| {
        cases(&world, 1).await;
        let desk = world.moderator("one").await;
        let leased = world.take_one(desk).await;
        world.look(desk, &leased, Rung::Grey).await;
        let new = world.new_verdict(desk, &leased, Says::Different);
        let hubs = three(world);
        let answers = at_once((0..9).map(|number| {
            let (hub, new) = (Arc::clone(&hubs[number % 3]), new.clone());
            async move { hub.store.give_verdict(new).await.expect("taken") }
        }));
        let answers = answers.await;
        assert!(
            answers.iter().all(|taken| *taken == answers[0]),
            "the same answer to all"
        );
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn presses_at_several_hubs_at_once_are_one_look() {
    every_engine(async |world: World| {
        cases(&world, 1).await;
        let desk = world.moderator("one").await;
        let lease = world.take_one(desk).await.lease.id;
        let hubs = three(world);
        let granted = at_once((0..9).map(|number| {
            let hub = Arc::clone(&hubs[number % 3]);
            async move { hub.grant(desk, lease, Rung::Grey).await.expect("granted").grant.charged }
        }));
        assert_eq!(granted.await.into_iter().filter(|charged| *charged).count(), 1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn uploads_of_one_picture_at_several_hubs_are_one_case() {
    every_engine(async |world: World| {
        let hubs = three(world);
        for seed in 0..8 {
            hubs[0].entry(Picture::new(seed)).await;
            let mut uploads = Vec::new();
            for _upload in 0..12 {
                uploads.push(hubs[0].new_item(Picture::new(seed)).await);
            }
            let cases = at_once(uploads.into_iter().zip(0..).map(|(new, number)| {
                let hub = Arc::clone(&hubs[number % 3]);
                async move { hub.store.accept(new).await.expect("accepted").case }
            }));
            assert_eq!(cases.await.into_iter().collect::<BTreeSet<_>>().len(), 1);
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_late_verdict_is_taken_or_the_case_is_given_to_somebody_else_and_never_both() {
    every_engine(async |world: World| {
        let (hub, beside) = (Arc::new(world.beside()), Arc::new(world));
        for seed in 0..16 {
            let [one, two] = [1, 2].map(|number| format!("person {seed} {number}"));
            let (late, next) = (hub.moderator(&one).await, hub.moderator(&two).await);
            case(&hub, seed).await;
            let leased = hub.take_one(late).await;
            hub.look(late, &leased, Rung::Grey).await;
            hub.step(LEASE_LIFE);
            let giving = tokio::spawn({
                let hub = Arc::clone(&hub);
                async move { hub.give(late, &leased, Says::Different).await.is_ok() }
            });
            let taken = beside.take(next, 1).await;
            let given = giving.await.expect("joins");
            assert_ne!(given, !taken.is_empty(), "round {seed}");
            for leased in taken {
                beside.look(next, &leased, Rung::Grey).await;
                beside.give(next, &leased, Says::Different).await.expect("taken");
            }
            // The second verdict on it, so that it does not wait in the next round.
            hub.past_grace().await;
            for desk in [late, next] {
                work_off(Arc::clone(&hub), desk).await;
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_verdict_taken_back_while_it_falls_due_either_has_no_effect_or_stays() {
    every_engine(async |world: World| {
        let (desk, other) = (world.lead("one").await, world.moderator("two").await);
        let (hub, beside) = (Arc::new(world.beside()), Arc::new(world));
        for seed in 0..20 {
            case(&hub, seed).await;
            hub.decide(other, Says::Different).await;
            hub.past_grace().await;
            let taken = hub.decide(desk, Says::Different).await;
            hub.step(Span::ms(GRACE.0 - 1));
            let undoing = tokio::spawn({
                let hub = Arc::clone(&hub);
                async move { hub.store.undo_verdict(taken.verdict, desk.person).await }
            });
            beside.step(Span::ms(1));
            beside.store.deliver_due().await.expect("delivered");
            let undone = undoing.await.expect("joins");
            beside.store.deliver_due().await.expect("delivered");
            let rows = hub.store.chain_rows(0, 10_000).await.expect("rows");
            let id = taken.verdict.to_string();
            let done = rows.iter().any(|row| row.kind == "effect" && row.body.contains(&id));
            match undone {
                Ok(_case) => assert!(!done, "it was taken back"),
                Err(UndoRefused::GraceOver) => assert!(done, "it stays"),
                Err(other) => panic!("{other}"),
            }
            hub.step(Span::hours(30));
        }
    })
    .await;
}

#[tokio::test]
async fn a_hub_whose_clock_is_behind_goes_by_the_latest_time_of_all() {
    every_engine(async |world: World| {
        let late = world.behind(Span::hours(3));
        world.step(Span::minutes(1));
        let (_head, now) = world.store.chain_head().await.expect("head");
        assert_eq!(late.store.chain_head().await.expect("head").1, now);
        let token = world.tokens();
        let desk = world.moderator("one").await;
        world.store.start_session(desk.person, token).await.expect("signed in");
        world.step(Span::minutes(10));
        world.store.chain_head().await.expect("its time is written down");
        let known = late.store.caller(token.access, late.now()).await;
        assert!(known.is_err(), "what ran out at one hub has run out at all");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn people_of_one_name_added_at_several_hubs_are_one() {
    every_engine(async |world: World| {
        let hubs = three(world);
        for round in 0..8 {
            let added = at_once((0..6).map(|number| {
                let hub = Arc::clone(&hubs[number % 3]);
                let name = format!("{} {round}", if number % 2 == 0 { "Name" } else { "name" });
                async move { hub.try_add(&name).await }
            }));
            assert_eq!(added.await.into_iter().filter(|added| *added).count(), 1);
        }
    })
    .await;
}
