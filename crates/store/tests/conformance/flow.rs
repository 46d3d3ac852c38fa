//! How cases come to a queue and leave it: what is told of weeks, to the hour of nobody.

use crate::{
    look_alikes::{given, mixed},
    world::{Desk, Picture, Says, World, every_engine},
};
use scrim_model::{
    disclosure::{SETTLES, WEEK, week_of},
    flow::{Decided, WEEKS},
    ids::QueueId,
    time::{Span, Time},
    wellness::DAY,
};
use scrim_store::flow::QueueFlow;
use uuid::Uuid;

async fn told(world: &World) -> QueueFlow {
    let found = world.store.flow(world.bank.queue, world.now()).await;
    found.expect("read").expect("a queue")
}

/// Goes to nine in the morning of the Tuesday of the next week; answers that week's Monday.
fn tuesday(world: &World) -> Time {
    let monday = week_of(world.now()) + WEEK;
    world.step((monday + DAY + Span::hours(9)).since(world.now()));
    monday
}

async fn arrives(world: &World, number: u8) {
    world.entry(Picture::new(number)).await;
    world.upload(Picture::new(number)).await;
}

/// Everybody decides one case that has just come.
async fn decide(world: &World, team: &[Desk], seed: u8) {
    for (desk, number) in team.iter().zip(seed..) {
        arrives(world, number).await;
        world.decide(*desk, Says::Settles).await;
    }
    world.past_grace().await;
}

/// What was told of the decisions of a week.
fn decided(flow: &QueueFlow, starts: Time) -> Option<Decided> {
    let week = flow.weeks.iter().find(|week| week.starts == starts);
    week.map(|week| week.decided)
}

#[tokio::test]
async fn decisions_are_told_of_weeks_in_which_the_same_five_people_decided_and_never_change() {
    every_engine(async |world: World| {
        let mut team = Vec::new();
        for name in ["a", "b", "c", "d", "e", "f"] {
            team.push(world.moderator(name).await);
        }
        let mut mondays = Vec::new();
        for (part, seed) in [(&team[..5], 1), (&team[..5], 11), (&team[..], 21), (&team[..4], 31)] {
            mondays.push(tuesday(&world));
            decide(&world, part, seed).await;
        }
        let [first, second, third, fourth] = mondays.try_into().expect("four weeks");
        world.step((fourth + WEEK + SETTLES - Span::ms(1)).since(world.now()));
        assert_eq!(
            decided(&told(&world).await, fourth),
            None,
            "the last one is not settled"
        );
        world.step(Span::ms(1));
        let flow = told(&world).await;
        assert_eq!(flow.weeks.len(), usize::from(WEEKS));
        let of = |starts| decided(&flow, starts).expect("told");
        assert_eq!(of(first), Decided::TeamChanged);
        assert_eq!(of(second), Decided::Told { verdicts: 10 });
        assert_eq!(of(third), Decided::TeamChanged);
        assert_eq!(of(fourth), Decided::TooFew);
        let arrived = |starts| {
            flow.weeks
                .iter()
                .find(|week| week.starts == starts)
                .map(|week| week.arrived)
        };
        assert_eq!([first, third].map(arrived), [Some(5), Some(6)]);
        (world.engine.run)(world.folder.path(), "UPDATE verdict SET status = 'undone'");
        let again = told(&world.reopened()).await;
        assert_eq!(again, flow, "what was told stands");
    })
    .await;
}

#[tokio::test]
async fn what_came_last_is_not_told_before_its_week_is_settled() {
    every_engine(async |world: World| {
        let monday = tuesday(&world);
        let before = told(&world).await;
        arrives(&world, 1).await;
        let after = told(&world).await;
        assert_eq!((&before.weeks, &before.rhythm), (&after.weeks, &after.rhythm));
        assert_eq!(
            after.waiting.first().map(|band| band.cases),
            Some(1),
            "it waits, which is told"
        );
        world.step((monday + WEEK + SETTLES).since(world.now()));
        let settled = told(&world).await;
        assert_eq!(
            settled.weeks.last().map(|week| (week.starts, week.arrived)),
            Some((monday, 1))
        );
    })
    .await;
}

#[tokio::test]
async fn a_rhythm_is_of_four_whole_weeks_and_stays_until_the_next_four_are_over() {
    every_engine(async |world: World| {
        tuesday(&world);
        arrives(&world, 1).await;
        let mut found = Vec::new();
        for _week in 0..9 {
            world.step(WEEK);
            let rhythm = told(&world).await.rhythm;
            assert_eq!(rhythm.to.since(rhythm.from).0, 4 * WEEK.0);
            let sum: u64 = rhythm.hours.iter().sum();
            assert_eq!((rhythm.hours.get(9), rhythm.days.get(1)), (Some(&sum), Some(&sum)));
            found.push((rhythm.from, sum));
        }
        found.dedup();
        let starts: Vec<Time> = found.iter().map(|(from, _sum)| *from).collect();
        assert!(
            starts
                .windows(2)
                .all(|two| two[1] == two[0] + WEEK + WEEK + WEEK + WEEK),
            "{starts:?}"
        );
        assert_eq!(
            found.iter().map(|(_from, sum)| sum).sum::<u64>(),
            1,
            "in one of them, once"
        );
    })
    .await;
}

#[tokio::test]
async fn what_waits_is_told_by_its_age() {
    every_engine(async |world: World| {
        arrives(&world, 1).await;
        world.step(Span::hours(5));
        arrives(&world, 2).await;
        world.step(Span::hours(2));
        arrives(&world, 3).await;
        let ages = async |world: &World| {
            told(world)
                .await
                .waiting
                .iter()
                .map(|band| band.cases)
                .collect::<Vec<_>>()
        };
        assert_eq!(ages(&world).await, [1, 1, 1, 0, 0, 0]);
        let desk = world.moderator("one").await;
        world.take_one(desk).await;
        assert_eq!(
            ages(&world).await,
            [1, 1, 0, 0, 0, 0],
            "what somebody has does not wait"
        );
        world.step(Span::hours(24 * 8));
        assert_eq!(
            ages(&world).await,
            [0, 0, 0, 0, 0, 3],
            "nor does anybody have it any more"
        );
    })
    .await;
}

#[tokio::test]
async fn what_was_skipped_is_told_by_the_case_and_not_by_how_many_skipped_it() {
    every_engine(async |world: World| {
        for number in [1, 2] {
            arrives(&world, number).await;
        }
        let skipped = async |world: &World| told(world).await.waiting.first().map(|band| (band.cases, band.skipped));
        assert_eq!(skipped(&world).await, Some((2, 0)));
        for name in ["one", "two"] {
            let desk = world.moderator(name).await;
            let leased = world.take_one(desk).await;
            world.skip(desk, &leased).await;
        }
        // Both were given the case that comes first.
        assert_eq!(skipped(&world).await, Some((2, 1)));
        for name in ["three", "four"] {
            let desk = world.moderator(name).await;
            world.decide(desk, Says::Settles).await;
        }
        assert_eq!(skipped(&world).await, Some((0, 0)), "what is decided does not wait");
    })
    .await;
}

#[tokio::test]
async fn a_look_alike_neither_comes_nor_waits() {
    every_engine(async |world: World| {
        mixed(&world, 2).await;
        let desk = world.moderator("one").await;
        let waiting = async |world: &World| told(world).await.waiting.iter().map(|band| band.cases).sum::<u64>();
        let before = waiting(&world).await;
        let leased = given(&world, desk).await;
        assert_eq!(waiting(&world).await, before, "it is drawn beside what waits");
        world.give_back(desk, &leased).await;
        assert_eq!(waiting(&world).await, before);
        world.step(WEEK + SETTLES + WEEK);
        let came: u64 = told(&world).await.weeks.iter().map(|week| week.arrived).sum();
        assert_eq!(came, before, "what waits is all that came");
    })
    .await;
}

#[tokio::test]
async fn arrivals_are_read_by_an_index_that_has_their_order() {
    every_engine(async |world: World| {
        let text = include_str!("../../src/sql/flow_arrivals.sql").trim();
        let sorts = |text: &str| (world.engine.sorts)(world.folder.path(), text, 3);
        assert!(!sorts(text), "{}: the index has the order", world.engine.name);
        let otherwise = text.replace("ORDER BY created / 3600000", "ORDER BY count(*)");
        assert!(sorts(&otherwise), "a sort is seen");
    })
    .await;
}

#[tokio::test]
async fn a_queue_that_is_none_has_no_flow() {
    every_engine(async |world: World| {
        let found = world.store.flow(QueueId(Uuid::nil()), world.now()).await;
        assert_eq!(found.expect("read"), None);
    })
    .await;
}
