//! Destroying by time: what is due, when nothing is, and that a mistake has a day to be noticed.

use crate::world::{Picture, Says, World, every_engine};
use scrim_model::{
    ids::ItemId,
    retention::{Keeping, KeptFor, LEAP, NOTICE, RetentionPolicy, Stays},
    time::{Span, Time},
};
use scrim_store::{
    holds::Subject,
    items::Door,
    retention::{Cause, NotDestroyed, PolicyRefused, Retention, WouldDestroy},
};

const DAY: Span = Span::hours(24);

fn after(days: u16) -> Keeping {
    Keeping::Destroy { after_days: days }
}

async fn set(world: &World, policy: RetentionPolicy) -> Retention {
    let before = world.store.retention().await.expect("read").revision;
    world.store.set_retention(None, policy, before).await.expect("set")
}

/// What a hub finds due, a few at a time.
async fn due(world: &World) -> Vec<ItemId> {
    let looked = world.store.look_for_due().await.expect("looked");
    let (mut found, mut reached) = (Vec::new(), None);
    loop {
        let stretch = world.store.due(looked, reached, 2).await.expect("a stretch");
        found.extend(stretch.due);
        reached = stretch.reached;
        if reached.is_none() {
            return found;
        }
    }
}

/// Lets days pass at a hub that looks every day.
async fn days(world: &World, many: u16) {
    for _day in 0..many {
        world.step(DAY);
        world.store.look_for_due().await.expect("looked");
    }
}

#[tokio::test]
async fn where_nothing_is_set_everything_is_kept_for_ever() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        world.confirmed(one, Picture::new(1)).await;
        assert_eq!(world.store.retention().await.expect("read"), Retention::default());
        days(&world, 3).await;
        world.step(Span::hours(24 * 36_500));
        assert_eq!(due(&world).await, []);
    })
    .await;
}

#[tokio::test]
async fn each_reason_has_its_days_and_they_begin_when_it_holds() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        set(
            &world,
            RetentionPolicy {
                confirmed: after(5),
                stopped: after(3),
                ..RetentionPolicy::KEEP_ALL
            },
        )
        .await;
        // It waits for longer than any of the days, and they begin only when it is decided.
        world.entry_on(&world.vetted().await, Picture::new(1)).await;
        let upload = world.upload(Picture::new(1)).await;
        days(&world, 9).await;
        assert_eq!(due(&world).await, []);
        world.decide(one, Says::Agrees).await;
        world.past_grace().await;
        let stopped = world.upload(Picture::new(1)).await;
        assert_eq!(stopped.door, Door::Stopped);
        days(&world, 2).await;
        assert_eq!(due(&world).await, []);
        days(&world, 1).await;
        assert_eq!(due(&world).await, [stopped.item]);
        let early = world.store.destroy(upload.item, Cause::ByTime).await;
        assert!(matches!(early, Err(NotDestroyed::NotDue)), "{early:?}");
        let done = world
            .store
            .destroy(stopped.item, Cause::ByTime)
            .await
            .expect("destroyed");
        assert_eq!((done.kept_for, done.requested), (KeptFor::Stopped, false));
        days(&world, 2).await;
        assert_eq!(due(&world).await, [upload.item], "what is destroyed is not due again");
    })
    .await;
}

#[tokio::test]
async fn a_walk_in_short_stretches_finds_each_picture_once() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        let first = world.confirmed(one, Picture::new(1)).await;
        let mut all = vec![first.item];
        for step in 0..7 {
            all.push(world.upload(Picture::new(1)).await.item);
            // Some come in at the very same time.
            world.step(Span::ms(step % 2));
        }
        let rules = RetentionPolicy {
            confirmed: after(1),
            stopped: after(1),
            ..RetentionPolicy::KEEP_ALL
        };
        set(&world, rules).await;
        days(&world, 2).await;
        let mut found = due(&world).await;
        found.sort_unstable();
        all.sort_unstable();
        assert_eq!(found, all);
        let stands = world.store.keeping_stands(world.now()).await.expect("sums");
        assert_eq!((stands.due, stands.kept, stands.destroyed), (8, 8, 0));
        assert!(stands.due_since.is_some_and(|since| since <= world.now()));
    })
    .await;
}

#[tokio::test]
async fn what_is_held_is_never_due_and_is_due_again_when_the_hold_is_lifted() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        let upload = world.confirmed(one, Picture::new(1)).await;
        let subject = Subject::Case(upload.case.expect("a case"));
        let rules = RetentionPolicy {
            confirmed: after(1),
            ..RetentionPolicy::KEEP_ALL
        };
        set(&world, rules).await;
        days(&world, 3).await;
        assert_eq!(due(&world).await, [upload.item]);
        world
            .store
            .hold(None, subject, "file 1".to_owned())
            .await
            .expect("held");
        assert_eq!(due(&world).await, []);
        // Found due a moment before the hold was set.
        let late = world.store.destroy(upload.item, Cause::ByTime).await;
        assert!(matches!(late, Err(NotDestroyed::NotDue)), "{late:?}");
        world.store.lift_hold(None, subject).await.expect("lifted");
        assert_eq!(due(&world).await, [upload.item]);
    })
    .await;
}

#[tokio::test]
async fn a_policy_has_a_day_of_notice_and_taking_it_back_saves_everything() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        let upload = world.confirmed(one, Picture::new(1)).await;
        world.step(Span::hours(24 * 400));
        let rules = RetentionPolicy {
            confirmed: after(365),
            ..RetentionPolicy::KEEP_ALL
        };
        let until = set(&world, rules).await.watch.rests_until;
        assert_eq!(until, world.now() + NOTICE);
        world.step(NOTICE - Span::ms(1));
        assert_eq!(due(&world).await, []);
        let slip = world.store.destroy(upload.item, Cause::ByTime).await;
        assert!(matches!(slip, Err(NotDestroyed::NotDue)), "{slip:?}");
        world.step(Span::ms(1));
        assert_eq!(due(&world).await, [upload.item]);
        set(&world, RetentionPolicy::KEEP_ALL).await;
        let late = world.store.destroy(upload.item, Cause::ByTime).await;
        assert!(matches!(late, Err(NotDestroyed::NotDue)), "{late:?}");
    })
    .await;
}

#[tokio::test]
async fn a_clock_that_leaps_destroys_nothing_within_a_day_and_one_put_right_never_does() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        let upload = world.confirmed(one, Picture::new(1)).await;
        let rules = RetentionPolicy {
            confirmed: after(365),
            ..RetentionPolicy::KEEP_ALL
        };
        set(&world, rules).await;
        days(&world, 2).await;
        let leap = Span::hours(24 * 4_000);
        world.step(leap);
        assert_eq!(due(&world).await, [], "time leapt");
        // Put right, and the hub's time stands still where it is.
        world.step_back(leap);
        days(&world, 30).await;
        assert_eq!(due(&world).await, []);
        let stands = world.store.keeping_stands(world.now()).await.expect("sums");
        assert_eq!((stands.due, stands.kept), (1, 1), "it is told, and not acted on");
        let refused = world.store.destroy(upload.item, Cause::ByTime).await;
        assert!(matches!(refused, Err(NotDestroyed::NotDue)), "{refused:?}");
        // Where it is not put right, it is due after that day.
        world.step(leap - Span::hours(24 * 30));
        world.step(NOTICE);
        assert_eq!(due(&world).await, [upload.item]);
    })
    .await;
}

#[tokio::test]
async fn a_hub_that_was_off_for_days_looks_for_a_day_before_it_destroys() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        let upload = world.confirmed(one, Picture::new(1)).await;
        let rules = RetentionPolicy {
            confirmed: after(1),
            ..RetentionPolicy::KEEP_ALL
        };
        set(&world, rules).await;
        world.step(LEAP + Span::ms(1));
        assert_eq!(due(&world).await, []);
        world.step(NOTICE);
        let world = world.reopened();
        assert_eq!(due(&world).await, [upload.item]);
    })
    .await;
}

#[tokio::test]
async fn a_policy_is_set_by_one_at_a_time_and_within_bounds() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        let rules = |days| RetentionPolicy {
            cleared: after(days),
            ..RetentionPolicy::KEEP_ALL
        };
        for days in [0, 3_651] {
            let refused = world.store.set_retention(None, rules(days), 0).await;
            assert!(matches!(refused, Err(PolicyRefused::Bounds(_))), "{days}");
        }
        let early = world.store.set_retention(None, rules(1), 3).await;
        assert!(matches!(early, Err(PolicyRefused::Stale)));
        let person = Some(one.person);
        let first = world.store.set_retention(person, rules(30), 0).await.expect("set");
        let second = world.store.set_retention(person, rules(20), 0).await;
        assert!(matches!(second, Err(PolicyRefused::Stale)));
        let world = world.reopened();
        assert_eq!(world.store.retention().await.expect("read"), first);
        let rows = world.store.chain_rows(0, 100).await.expect("rows");
        let told = rows.iter().filter(|row| row.kind == "retention_set");
        assert_eq!(told.map(|row| row.body.contains("30")).collect::<Vec<_>>(), [true]);
    })
    .await;
}

#[tokio::test]
async fn what_may_still_lie_where_media_are_kept_is_known_until_it_is_gone() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        let upload = world.confirmed(one, Picture::new(1)).await;
        let asked = Cause::Requested {
            by: Some(one.person),
            reason: "asked".to_owned(),
        };
        let done = world.store.destroy(upload.item, asked).await.expect("destroyed");
        assert_eq!(done.media_gone_at, None);
        let world = world.reopened();
        assert_eq!(world.store.media_left(10).await.expect("read"), [upload.item]);
        assert_eq!(world.store.backlog(world.now()).await.expect("sums").media_left, 1);
        world.step(Span::seconds(5));
        world.store.media_gone(upload.item).await.expect("written");
        assert_eq!(world.store.media_left(10).await.expect("read"), []);
        let gone = world
            .store
            .destruction(upload.item)
            .await
            .expect("read")
            .expect("there");
        assert_eq!(gone.media_gone_at, Some(world.now()));
        let stands = world.store.keeping_stands(world.now()).await.expect("sums");
        assert_eq!((stands.destroyed, stands.media_left, stands.left_since), (1, 0, None));
        assert_eq!(Time(done.at.0) + Span::seconds(5), world.now());
    })
    .await;
}

#[tokio::test]
async fn what_is_open_says_so_whatever_the_days() {
    every_engine(async |world: World| {
        world.entry(Picture::new(1)).await;
        let upload = world.upload(Picture::new(1)).await;
        let rules = RetentionPolicy {
            confirmed: after(1),
            cleared: after(1),
            stopped: after(1),
            unreadable: after(1),
        };
        set(&world, rules).await;
        days(&world, 60).await;
        assert_eq!(due(&world).await, []);
        let refused = world.destroy(upload.item).await;
        assert!(matches!(refused, Err(NotDestroyed::Stays(Stays::Open))));
    })
    .await;
}

#[tokio::test]
async fn what_a_policy_would_destroy_is_told_before_it_is_set_and_is_what_it_destroys() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        for number in 1..4 {
            world.confirmed(one, Picture::new(number)).await;
        }
        let rules = RetentionPolicy {
            confirmed: after(2),
            ..RetentionPolicy::KEEP_ALL
        };
        let would = async |most| {
            let told = world.store.would_destroy(rules, (world.now(), most)).await;
            told.expect("told")
        };
        assert_eq!(
            would(100).await,
            WouldDestroy::default(),
            "too young, a day of notice included"
        );
        days(&world, 1).await;
        assert_eq!(would(100).await.due, [(KeptFor::Confirmed, 3)].into());
        let some = would(2).await;
        assert_eq!((some.due, some.at_least), ([(KeptFor::Confirmed, 2)].into(), true));
        let kept = world.store.keeping_sums().await.expect("sums");
        assert_eq!((kept.kept, kept.destroyed), (3, 0), "nothing was done");
        assert_eq!(world.store.retention().await.expect("read").revision, 0);
        set(&world, rules).await;
        days(&world, 1).await;
        assert_eq!(due(&world).await.len(), 3);
        let wrong = RetentionPolicy {
            confirmed: after(0),
            ..rules
        };
        let refused = world.store.would_destroy(wrong, (world.now(), 100)).await;
        assert!(matches!(refused, Err(PolicyRefused::Bounds(_))), "{refused:?}");
    })
    .await;
}
