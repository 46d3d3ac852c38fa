//! Look-alikes: which pictures may be one, and how one is given, to one person, as a case like any other.

use crate::world::{DRAWN, Desk, Picture, Says, World, every_engine};
use scrim_model::{
    case::Stage,
    look_alike::{Dice, LookAlikeShare, MOST_A_DAY},
    matching::MatchKind,
    rung::Rung,
    time::Span,
};
use scrim_store::{
    leases::{GivenBack, Leased},
    look_alikes::{NewLookAlike, NotALookAlike, NotRemoved, Removed},
};

const LISTED: u8 = 1;

/// What was listed, with so many uploads of it waiting, and a picture that is near it.
pub(crate) async fn mixed(world: &World, uploads: usize) -> NewLookAlike {
    let listed = Picture::new(LISTED);
    world.entry(listed).await;
    for number in 0..uploads {
        let seed = 100 + u8::try_from(number).expect("few");
        world.entry(Picture::new(seed)).await;
        world.upload(Picture::new(seed)).await;
        world.step(Span::minutes(1));
    }
    world.mix_in(listed, 20).await
}

/// The look-alike that somebody is given among what they take.
pub(crate) async fn given(world: &World, desk: Desk) -> Leased {
    let mut taken = world.take_drawn(desk, 1, DRAWN).await;
    let given = taken.pop().expect("one case");
    let entry = given.case.pairs.first().expect("a pair");
    assert_eq!(entry.kind, MatchKind::Near { distance: 20 }, "the look-alike");
    given
}

/// What waits for somebody.
async fn waiting(world: &World, desk: Desk) -> u32 {
    let queues = world.store.queues(desk.person, desk.role).await.expect("queues");
    queues.iter().map(|queue| queue.waiting).sum()
}

fn made_at(id: uuid::Uuid) -> i64 {
    let (seconds, nanos) = id.get_timestamp().expect("ids tell when they were made").to_unix();
    i64::try_from(seconds * 1_000).expect("a time") + i64::from(nanos / 1_000_000)
}

#[tokio::test]
async fn a_near_miss_of_a_list_is_taken_in_and_everything_else_is_refused_with_what_to_do() {
    every_engine(async |world: World| {
        let listed = Picture::new(LISTED);
        world.entry(listed).await;
        let refused = async |picture: Picture| {
            let new = world.new_look_alike(picture).await;
            let early = world.store.near_miss(new.clone()).await.expect_err("refused");
            let late = world.try_add_look_alike(new).await.expect_err("refused");
            assert_eq!(early.to_string(), late.to_string(), "before anything is kept, too");
            late
        };
        assert!(matches!(
            refused(listed.altered(10)).await,
            NotALookAlike::Twin { distance: 10 }
        ));
        assert!(matches!(refused(listed.altered(32)).await, NotALookAlike::TooFar));
        assert!(matches!(refused(Picture::new(9)).await, NotALookAlike::TooFar));
        assert!(
            matches!(refused(listed).await, NotALookAlike::Stopped),
            "its bytes are listed"
        );
        let poor = listed.altered(20).with_quality(49);
        assert!(matches!(refused(poor).await, NotALookAlike::PoorHash));
        let elsewhere = NewLookAlike {
            list: "no list".into(),
            ..world.new_look_alike(listed.altered(11)).await
        };
        let refused_there = world.try_add_look_alike(elsewhere).await;
        assert!(matches!(refused_there, Err(NotALookAlike::NoList)));
        for bits in [11, 31] {
            let new = world.new_look_alike(listed.altered(bits)).await;
            let miss = world.try_add_look_alike(new).await.expect("a near miss");
            assert_eq!(miss.distance as usize, bits);
        }
        assert!(matches!(refused(listed.altered(11)).await, NotALookAlike::Known));
        assert_eq!(world.store.look_alikes().await.expect("read").len(), 2);
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn what_the_door_would_stop_is_no_look_alike() {
    every_engine(async |world: World| {
        let confirming = world.moderator("confirms").await;
        world.confirmed(confirming, Picture::new(LISTED)).await;
        let new = world.new_look_alike(Picture::new(LISTED).altered(10)).await;
        let refused = world.try_add_look_alike(new).await;
        assert!(matches!(refused, Err(NotALookAlike::Stopped)), "{refused:?}");
    })
    .await;
}

#[tokio::test]
async fn nobody_is_given_one_where_the_dice_say_no_or_no_work_waits() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        mixed(&world, 0).await;
        assert!(
            world.take_drawn(one, 3, DRAWN).await.is_empty(),
            "nothing but look-alikes"
        );
        assert_eq!(waiting(&world, one).await, 0);
        world.upload(Picture::new(LISTED)).await;
        let drawn = world.take_drawn(one, 3, Dice::of(50)).await;
        assert_eq!(drawn.len(), 1, "50 in a thousand are thrown by 0 to 49");
        assert_eq!(drawn[0].case.pairs[0].kind, MatchKind::Exact);
        world.upload(Picture::new(LISTED).altered(30)).await;
        let queue = world.bank.name.clone();
        world
            .store
            .set_look_alike_share(queue, LookAlikeShare::NONE)
            .await
            .expect("set");
        assert_eq!(world.take_drawn(one, 3, DRAWN).await.len(), 1, "turned off");
    })
    .await;
}

#[tokio::test]
async fn one_comes_as_an_upload_that_somebody_gave_back_with_ids_of_that_time() {
    every_engine(async |world: World| {
        let own = mixed(&world, 3).await;
        let one = world.moderator("one").await;
        world.step(Span::hours(5));
        let oldest = world.store.queues(one.person, one.role).await.expect("queues");
        let oldest = oldest.iter().find_map(|queue| queue.oldest).expect("it waits");
        let given = given(&world, one).await;
        let case = &given.case;
        assert_eq!((case.stage, case.uploads, case.frames), (Stage::Review, 1, Some(1)));
        assert_eq!((case.asked.as_deref(), case.veiled, case.pairs.len()), (None, false, 1));
        assert_eq!((case.renditions.len(), case.full_size_px), (5, Some((4_000, 3_000))));
        assert_ne!(case.item, own.id, "a name of its own");
        let age = oldest.since(case.since);
        assert!(age > Span::ZERO && age <= Span::seconds(30), "{age:?}");
        for id in [case.id.0, case.item.0] {
            assert_eq!(made_at(id), case.since.0, "what ids tell is what is shown");
        }
        world.look(one, &given, Rung::Grey).await;
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn as_many_cases_wait_as_if_it_were_an_upload_until_it_is_over() {
    every_engine(async |world: World| {
        mixed(&world, 3).await;
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        assert_eq!(waiting(&world, one).await, 3);
        let given = given(&world, one).await;
        assert_eq!(waiting(&world, one).await, 2, "one less, as it seems to them");
        assert_eq!(waiting(&world, two).await, 3);
        world.look(one, &given, Rung::Grey).await;
        let taken = world.give(one, &given, Says::Different).await.expect("taken");
        assert_eq!(waiting(&world, one).await, 2);
        world
            .store
            .undo_verdict(taken.verdict, one.person)
            .await
            .expect("undone");
        assert_eq!(waiting(&world, one).await, 3, "it is theirs again, and waits");
        let again = world.take_case(one, given.case.id).await.expect("theirs");
        world.give(one, &again, Says::Different).await.expect("taken");
        assert_eq!(waiting(&world, one).await, 2);
        world.past_grace().await;
        assert_eq!(waiting(&world, one).await, 3, "as if one more had come in");
    })
    .await;
}

#[tokio::test]
async fn it_is_one_persons_alone_and_never_the_same_twice() {
    every_engine(async |world: World| {
        let own = mixed(&world, 2).await;
        let (one, two, lead) = (
            world.moderator("one").await,
            world.moderator("two").await,
            world.lead("lead").await,
        );
        let given = given(&world, one).await;
        let case = given.case.id;
        for desk in [two, lead] {
            assert!(world.take_case(desk, case).await.is_none(), "by no name");
        }
        assert_eq!(
            world
                .store
                .open_cases(world.bank.queue, None, 10)
                .await
                .expect("cases")
                .len(),
            2
        );
        world.skip(one, &given).await;
        let is_it = |leased: &Leased| leased.case.id == case;
        for desk in [one, two, lead] {
            assert!(world.take_case(desk, case).await.is_none());
            assert!(!world.take(desk, 1).await.iter().any(is_it));
        }
        world.step(Span::hours(9));
        world.upload(Picture::new(LISTED)).await;
        let later = world.take_drawn(one, 1, DRAWN).await;
        assert!(
            later.iter().all(|leased| leased.case.pairs[0].kind == MatchKind::Exact),
            "not again"
        );
        let known = world.store.look_alikes().await.expect("read");
        assert_eq!((known[0].item, known[0].given), (own.id, 1));
        world.is_sound().await;
    })
    .await;
}

#[tokio::test]
async fn nobody_is_given_more_than_a_few_a_day() {
    every_engine(async |world: World| {
        let listed = Picture::new(LISTED);
        mixed(&world, 1).await;
        for bits in 21..30 {
            world.mix_in(listed, bits).await;
        }
        let one = world.moderator("one").await;
        let mut given = 0;
        for _ in 0..6 {
            let taken = world.take_drawn(one, 1, DRAWN).await;
            let leased = taken.first().expect("one case");
            if leased.case.pairs[0].kind == MatchKind::Exact {
                let back = world
                    .store
                    .release_lease(one.proof(leased.lease.id), GivenBack::Unseen)
                    .await;
                back.expect("given back");
            } else {
                given += 1;
                world.look(one, leased, Rung::Grey).await;
                world.give(one, leased, Says::Different).await.expect("taken");
                world.past_grace().await;
            }
        }
        assert_eq!(given, MOST_A_DAY);
    })
    .await;
}

#[tokio::test]
async fn one_that_is_removed_is_given_to_nobody_and_its_keys_go_once_nobody_has_it() {
    every_engine(async |world: World| {
        let own = mixed(&world, 2).await;
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        let given = given(&world, one).await;
        assert_eq!(
            world.store.remove_look_alike(own.id).await.expect("known"),
            Removed::InHand
        );
        world.look(one, &given, Rung::Grey).await;
        let taken = world.take_drawn(two, 1, DRAWN).await;
        assert!(taken.iter().all(|leased| leased.case.pairs[0].kind == MatchKind::Exact));
        world.give(one, &given, Says::Different).await.expect("taken");
        world.past_grace().await;
        assert_eq!(
            world.store.remove_look_alike(own.id).await.expect("known"),
            Removed::Gone
        );
        let left = world.store.media_left(10).await.expect("read");
        assert_eq!(left, [own.id], "what is sealed is taken away, once");
        let unknown = world.store.remove_look_alike(given.case.item).await;
        assert!(matches!(unknown, Err(NotRemoved::NoSuch)));
        world.is_sound().await;
    })
    .await;
}
