//! What is told of a period.

use crate::world::{GRACE, Picture, Says, World, every_engine};
use scrim_model::{
    distance::Judged,
    rung::Rung,
    time::{Span, Time},
    transparency::Period,
};
use scrim_store::transparency::{Decided, PeriodSums};

/// 2023-12-01, 2024-01-01 and 2024-02-01: the world begins on 2023-11-14.
const DECEMBER: Time = Time(1_701_388_800_000);
const JANUARY: Time = Time(1_704_067_200_000);
const FEBRUARY: Time = Time(1_706_745_600_000);

/// The month that the world is brought to.
pub(crate) const MONTH: (Time, Time) = (DECEMBER, JANUARY);

/// Ahead to the first midnight of December.
pub(crate) fn to_december(world: &World) {
    world.step(DECEMBER.since(world.now()));
}

pub(crate) async fn of(world: &World, (from, until): (Time, Time)) -> PeriodSums {
    let period = Period::of(from, until, FEBRUARY).expect("a period");
    world.store.transparency(period).await.expect("read")
}

#[tokio::test]
async fn a_period_counts_what_happened_in_it_and_nothing_else() {
    every_engine(async |world: World| {
        let desks = [world.moderator("one").await, world.moderator("two").await];
        world.confirmed(desks[0], Picture::new(1)).await;
        to_december(&world);
        let listed = world.upload(Picture::new(1)).await;
        assert!(listed.case.is_none(), "stopped with nobody looking");
        let upload = world.confirmed(desks[0], Picture::new(2)).await;
        let removed = world.now() + Span::minutes(5);
        world
            .store
            .removed(world.source, upload.item, removed)
            .await
            .expect("kept");
        world.entry(Picture::new(3)).await;
        world.upload(Picture::new(3).altered(12)).await;
        for desk in desks {
            let leased = world.take_one(desk).await;
            world.look(desk, &leased, Rung::LightVeil).await;
            world.give(desk, &leased, Says::Different).await.expect("taken");
            world.past_grace().await;
        }
        world.upload(Picture::new(9)).await;
        let appeal = world.store.appeal(world.source, upload.item, "ticket 7".to_owned());
        appeal.await.expect("asked");
        let sums = of(&world, MONTH).await;
        let count = |outcome: &str| sums.received.get(outcome).copied().unwrap_or_default();
        assert_eq!(
            (count("stopped"), count("queued"), count("no_match")),
            (1, 2, 1),
            "{sums:?}"
        );
        assert_eq!(
            (sums.matched, sums.opened),
            (3, 2),
            "an appeal is no upload's case: {sums:?}"
        );
        assert_eq!(sums.appeals.asked, 1);
        let decided = Decided {
            confirmed: 1,
            other_policy: 0,
            cleared: 1,
            without_a_look: 1,
        };
        assert_eq!(sums.decided, decided, "a different picture is told from behind a veil");
        assert_eq!((sums.decision.count, sums.removal.count), (2, 1));
        assert_eq!(sums.removal.median, Some(Span(GRACE.0 + Span::minutes(5).0)));
        let judged = sums.lists.iter().map(|list| list.decided.judged());
        let judged = judged.fold(Judged::default(), Judged::and);
        assert_eq!((judged.same, judged.different), (1, 1), "{sums:?}");
        let later = of(&world, (JANUARY, FEBRUARY)).await;
        assert!(
            later.received.is_empty() && later.decision.count == 0 && later.opened == 0,
            "{later:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_reversal_counts_when_it_happens_and_its_case_no_more() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        let lead = world.lead("lead").await;
        to_december(&world);
        world.entry_on(&world.vetted().await, Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        let taken = world.decide(one, Says::Agrees).await;
        world.past_grace().await;
        let reversed = world.store.reverse_verdict(taken.verdict, lead.person).await;
        assert!(reversed.is_ok(), "{reversed:?}");
        let sums = of(&world, MONTH).await;
        assert_eq!((sums.reversed, sums.decided), (1, Decided::default()), "{sums:?}");
    })
    .await;
}
