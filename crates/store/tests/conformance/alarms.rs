//! Alarms: what raises one, who sees it, and how it is taken up.

use crate::world::{Desk, Picture, Says, World, every_engine};
use scrim_model::{
    alarm::{FEWEST_BEFORE, FEWEST_RECENT, Rise},
    ids::AlarmId,
    rung::Rung,
    time::Span,
};
use scrim_store::alarms::{NotAcknowledged, WhichAlarms};
use uuid::Uuid;

const DAY: Span = Span::hours(24);

/// So many cases, all decided alike by one person.
async fn decide(world: &World, desk: Desk, numbers: std::ops::Range<u32>, says: Says) {
    for number in numbers {
        let number = u8::try_from(number).expect("few");
        world.entry(Picture::new(number)).await;
        world.upload(Picture::new(number).altered(20)).await;
        let leased = world.take_one(desk).await;
        let veil = world
            .grant(desk, leased.lease.id, Rung::LightVeil)
            .await
            .expect("granted");
        world.close(desk, veil.grant.id, 500).await;
        world.give(desk, &leased, says).await.expect("taken");
    }
}

/// Somebody who settled in the past, beside somebody who settles now, and clears so many of their recent cases.
async fn rising(world: &World, clearings: u32) -> Desk {
    let (one, other) = (world.moderator("one").await, world.moderator("other").await);
    decide(world, one, 0..FEWEST_BEFORE, Says::Settles).await;
    world.step(DAY + DAY + DAY + DAY);
    world.step(DAY + DAY + DAY + DAY);
    let (now, next) = (FEWEST_BEFORE, FEWEST_BEFORE + FEWEST_BEFORE);
    decide(world, other, now..next, Says::Settles).await;
    decide(world, one, next..next + clearings, Says::Different).await;
    decide(world, one, next + clearings..next + FEWEST_RECENT, Says::Settles).await;
    world.step(DAY);
    one
}

#[tokio::test]
async fn a_sharp_rise_raises_one_alarm_that_the_person_sees_too() {
    every_engine(async |world: World| {
        let one = rising(&world, 10).await;
        assert_eq!(world.store.raise_alarms(world.now()).await.expect("looked"), 1);
        assert_eq!(
            world.store.raise_alarms(world.now()).await.expect("looked"),
            0,
            "once a day"
        );
        let open = world.store.alarms(WhichAlarms::Open).await.expect("read");
        let [alarm] = open.as_slice() else {
            panic!("one alarm, not {open:?}")
        };
        assert_eq!((alarm.person, alarm.rose), (one.person, Rise::Clearings));
        assert!(alarm.until <= world.now() && alarm.until.since(alarm.since) == Span::hours(7 * 24));
        assert_eq!(
            world.store.alarms(WhichAlarms::About(one.person)).await.expect("read"),
            open
        );
        world.step(DAY);
        assert_eq!(
            world.store.raise_alarms(world.now()).await.expect("looked"),
            0,
            "it is open still"
        );
    })
    .await;
}

#[tokio::test]
async fn somebody_steady_raises_none() {
    every_engine(async |world: World| {
        rising(&world, 2).await;
        assert_eq!(world.store.raise_alarms(world.now()).await.expect("looked"), 0);
        assert_eq!(world.store.alarms(WhichAlarms::All).await.expect("read"), []);
    })
    .await;
}

#[tokio::test]
async fn an_alarm_is_taken_up_once_by_somebody_else_and_not_raised_again_for_the_same_days() {
    every_engine(async |world: World| {
        let one = rising(&world, 10).await;
        let lead = world.lead("lead").await;
        world.store.raise_alarms(world.now()).await.expect("looked");
        let open = world.store.alarms(WhichAlarms::Open).await.expect("read");
        let id = open.first().expect("raised").id;
        let acknowledge = async |by: Desk, id| {
            let said = "we spoke; the list had changed".to_owned();
            world.store.acknowledge_alarm(by.person, id, said).await
        };
        assert!(matches!(
            acknowledge(one, id).await,
            Err(NotAcknowledged::AboutYourself)
        ));
        let nobody = acknowledge(lead, AlarmId(Uuid::nil())).await;
        assert!(matches!(nobody, Err(NotAcknowledged::NoSuch)));
        let taken_up = acknowledge(lead, id).await.expect("acknowledged");
        assert!(matches!(acknowledge(lead, id).await, Err(NotAcknowledged::Before)));
        assert_eq!(world.store.alarms(WhichAlarms::Open).await.expect("read"), []);
        let about = world.store.alarms(WhichAlarms::About(one.person)).await.expect("read");
        assert_eq!(about, [taken_up], "with what was said to it");
        world.step(DAY);
        assert_eq!(
            world.store.raise_alarms(world.now()).await.expect("looked"),
            0,
            "the same days"
        );
    })
    .await;
}
