//! Which case somebody is given: by fair share, or the oldest; no more than their capacity; and always one, if there is
//! one for them.

use crate::world::{Desk, Picture, Says, World, every_engine};
use scrim_model::{
    ids::ItemId,
    matching::MatchKind,
    queue::{Order, QueueSettings},
    routing::Rule,
    rung::Rung,
    sharing::{Assignment, Share},
    time::Span,
};
use scrim_store::{leases::Leased, queues::RuleBook};

/// How far apart the hashes of a heavy case are.
const FAR: usize = 24;

/// An upload that nobody needs to look at long.
async fn light(world: &World, seed: u8) -> ItemId {
    coming(world, seed, Picture::new(seed)).await
}

/// An upload that has to be compared.
async fn heavy(world: &World, seed: u8) -> ItemId {
    coming(world, seed, Picture::new(seed).altered(FAR)).await
}

/// What comes in the same millisecond is in no order.
async fn coming(world: &World, seed: u8, picture: Picture) -> ItemId {
    world.step(Span(1));
    world.entry(Picture::new(seed)).await;
    world.upload(picture).await.item
}

fn is_heavy(leased: &Leased) -> bool {
    leased.case.pairs.iter().all(|pair| pair.kind != MatchKind::Exact)
}

async fn set(world: &World, by: Desk, settings: QueueSettings) {
    let set = world.store.set_queue(by.person, world.bank.queue, settings).await;
    set.expect("set");
}

fn ordered(order: Order) -> QueueSettings {
    QueueSettings {
        order,
        ..QueueSettings::default()
    }
}

/// Looks at what they hold, `times` for nine seconds, and settles it.
async fn see(world: &World, desk: Desk, leased: &Leased, times: u32) {
    for _look in 0..times {
        world.step(Span::seconds(11));
        let renewed = world.store.renew_lease(desk.proof(leased.lease.id)).await;
        renewed.expect("still theirs");
        let granted = world.grant(desk, leased.lease.id, Rung::Grey).await.expect("granted");
        world.close(desk, granted.grant.id, 9_000).await;
    }
    world.step(Span::seconds(5));
    world.give(desk, leased, Says::Settles).await.expect("taken");
}

/// Somebody has seen a lot, somebody else worked as long and saw nothing.
async fn uneven(world: &World) -> [Desk; 2] {
    let (ahead, behind) = (world.moderator("ahead").await, world.moderator("behind").await);
    for seed in 0..4 {
        heavy(world, seed).await;
        let leased = world.take_one(ahead).await;
        see(world, ahead, &leased, 3).await;
        light(world, 100 + seed).await;
        let leased = world.take_one(behind).await;
        world.step(Span::seconds(38));
        world
            .store
            .renew_lease(behind.proof(leased.lease.id))
            .await
            .expect("theirs");
        see(world, behind, &leased, 0).await;
    }
    world.store.draw_balances().await.expect("drawn");
    [ahead, behind]
}

#[tokio::test]
async fn whoever_carried_more_is_given_the_lighter_and_whoever_carried_less_the_heavier() {
    every_engine(async |world: World| {
        let [ahead, behind] = uneven(&world).await;
        for seed in 10..14 {
            heavy(&world, seed).await;
            light(&world, 100 + seed).await;
        }
        assert!(!is_heavy(&world.take_one(ahead).await), "though a heavy one is older");
        light(&world, 99).await;
        let given = world.take(behind, 3).await;
        assert!(given.iter().all(is_heavy), "though a light one is among the oldest");
        let rest = world.take(ahead, 7).await;
        assert_eq!(rest.len(), 5, "whatever is left, nobody waits for it");
    })
    .await;
}

#[tokio::test]
async fn in_a_queue_by_age_the_oldest_comes_next_whoever_asks() {
    every_engine(async |world: World| {
        let [ahead, behind] = uneven(&world).await;
        set(&world, world.lead("lead").await, ordered(Order::OldestFirst)).await;
        let mut items = Vec::new();
        for seed in 10..13 {
            items.push(heavy(&world, seed).await);
            items.push(light(&world, 100 + seed).await);
        }
        for (desk, item) in [ahead, behind].into_iter().cycle().zip(items) {
            assert_eq!(world.take_one(desk).await.case.item, item);
        }
    })
    .await;
}

#[tokio::test]
async fn a_priority_comes_before_any_share() {
    every_engine(async |world: World| {
        let [ahead, _behind] = uneven(&world).await;
        let lead = world.lead("lead").await;
        light(&world, 110).await;
        let urgent = Rule {
            name: "everything".into(),
            when: scrim_model::routing::Conditions::default(),
            queue: world.bank.queue,
            priority: 1,
        };
        let book = RuleBook {
            revision: 0,
            rules: vec![urgent],
        };
        world.store.set_rules(lead.person, book).await.expect("set");
        heavy(&world, 10).await;
        assert!(is_heavy(&world.take_one(ahead).await));
    })
    .await;
}

#[tokio::test]
async fn what_is_two_weeks_old_counts_no_more() {
    every_engine(async |world: World| {
        let [ahead, behind] = uneven(&world).await;
        world.step(Span::hours(24 * 15));
        let [ahead, behind] = [again(&world, ahead).await, again(&world, behind).await];
        // Somebody works again, so that it is known what time it is.
        light(&world, 120).await;
        let first = world.take_one(behind).await;
        world.store.draw_balances().await.expect("drawn");
        see(&world, behind, &first, 0).await;
        let oldest = heavy(&world, 10).await;
        light(&world, 110).await;
        assert_eq!(world.take_one(ahead).await.case.item, oldest);
    })
    .await;
}

async fn again(world: &World, desk: Desk) -> Desk {
    Desk {
        session: world.sign_in(desk.person).await,
        ..desk
    }
}

#[tokio::test]
async fn nobody_is_given_more_than_their_capacity_and_others_are() {
    every_engine(async |world: World| {
        let (lead, desk, other) = (
            world.lead("lead").await,
            world.moderator("one").await,
            world.moderator("other").await,
        );
        for seed in 0..12 {
            light(&world, seed).await;
        }
        let mut settings = QueueSettings::default();
        let assignment = Assignment {
            share: Share(50),
            most_open: Some(2),
            most_per_day: Some(3),
        };
        settings.assignments.insert(desk.person, assignment);
        set(&world, lead, settings.clone()).await;
        let given = world.take(desk, 8).await;
        assert_eq!(given.len(), 2, "as many as they hold at once");
        assert_eq!(world.take(desk, 8).await.len(), 0);
        see(&world, desk, &given[0], 0).await;
        assert_eq!(world.take(desk, 8).await.len(), 1, "the third of the day");
        see(&world, desk, &given[1], 0).await;
        assert_eq!(world.take(desk, 8).await.len(), 0, "and no fourth");
        assert_eq!(
            world.take(other, 8).await.len(),
            8,
            "capacity is nobody else's business"
        );
        settings.assignments.clear();
        set(&world, lead, settings).await;
        assert_eq!(world.take(desk, 8).await.len(), 1, "the last one, at once");
    })
    .await;
}

#[tokio::test]
async fn whoever_has_passed_on_all_of_the_first_is_given_what_comes_behind_them() {
    every_engine(async |world: World| {
        let desk = world.moderator("one").await;
        for seed in 0..90 {
            light(&world, seed).await;
        }
        let mut skipped = 0;
        while skipped < 88 {
            for leased in world.take(desk, 8).await {
                world.skip(desk, &leased).await;
                skipped += 1;
            }
        }
        assert_eq!(world.take(desk, 8).await.len(), 2);
    })
    .await;
}

/// How often four people look who decide the same cases by turns.
async fn weeks_work(world: &World, order: Order) -> Vec<u32> {
    const CASES: u8 = 120;
    let lead = world.lead("lead").await;
    set(world, lead, ordered(order)).await;
    for seed in 0..CASES {
        // Every fourth one is heavy, and so by age they all come to the same person.
        if seed % 4 == 0 {
            heavy(world, seed).await;
        } else {
            light(world, seed).await;
        }
    }
    let mut people = Vec::new();
    for name in ["one", "two", "three", "four"] {
        people.push((world.moderator(name).await, 0));
    }
    for _round in 0..CASES / 4 {
        for (desk, carried) in &mut people {
            let leased = world.take_one(*desk).await;
            let looks = if is_heavy(&leased) { 2 } else { 0 };
            see(world, *desk, &leased, looks).await;
            *carried += looks;
            world.store.draw_balances().await.expect("drawn");
        }
    }
    people.into_iter().map(|(_desk, carried)| carried).collect()
}

#[tokio::test]
async fn a_share_is_fair_where_age_alone_is_not() {
    every_engine(async |world: World| {
        let beside = World::new(world.engine).await;
        let by_age = weeks_work(&beside, Order::OldestFirst).await;
        assert_eq!(by_age, [60, 0, 0, 0]);
        let fair = weeks_work(&world, Order::FairShare).await;
        assert_eq!(fair.iter().sum::<u32>(), 60);
        let (least, most) = (fair.iter().min(), fair.iter().max());
        assert!(least >= Some(&12) && most <= Some(&18), "{fair:?}");
    })
    .await;
}

#[tokio::test]
async fn a_share_opens_a_queue_to_nobody() {
    every_engine(async |world: World| {
        let (lead, desk) = (world.lead("lead").await, world.moderator("one").await);
        let mut settings = QueueSettings::default();
        settings.audience.people.insert(lead.person);
        settings.assignments.insert(desk.person, Assignment::default());
        set(&world, lead, settings).await;
        light(&world, 1).await;
        assert_eq!(world.take(desk, 1).await.len(), 0);
        assert_eq!(world.take(lead, 1).await.len(), 1);
    })
    .await;
}
