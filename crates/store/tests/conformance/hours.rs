//! Hours that change under somebody who works, and limits that whoever sets them works under themselves.

use crate::world::{Desk, Picture, World, every_engine};
use scrim_model::{
    person::Role,
    time::{Span, Time},
    wellness::{Settings, SettingsChange, State, Weekday, WeeklyHours, Window},
};
use scrim_store::{
    people::Change,
    teams::{NewTeam, TeamChange, TeamRefused},
    wellbeing::{HoursRefused, SettingsRefused, Standing},
};

async fn standing(world: &World, desk: Desk) -> Standing {
    world.store.standing(desk.person).await.expect("standing")
}

/// Every day from the minute of `now` on, for so long.
fn from_now(now: Time, minutes: u16) -> WeeklyHours {
    let minute = u16::try_from(now.0.rem_euclid(86_400_000) / 60_000).expect("a day");
    let windows = Weekday::ALL.map(|day| Window {
        day,
        from: minute,
        to: (minute + minutes) % 1_440,
    });
    WeeklyHours {
        zone: "Etc/UTC".into(),
        windows: windows.into(),
    }
}

async fn lead(world: &World, name: &str) -> Desk {
    let desk = world.moderator(name).await;
    let change = Change {
        role: Some(Role::Lead),
        ..Change::default()
    };
    let changed = world.store.change_person(None, desk.person, change).await;
    changed.expect("a lead");
    desk
}

#[tokio::test]
async fn a_shift_made_longer_under_somebody_who_works_is_theirs_once_they_have_rested() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        world.entry(Picture::new(0)).await;
        world.upload(Picture::new(0)).await;
        let now = standing(&world, one).await.now;
        let set = async |minutes| {
            let hours = Some(from_now(now, minutes));
            let set = world.store.set_hours(None, one.person, hours).await;
            set.expect("hours").shift.expect("a shift").ends_at
        };
        let ends_at = set(40).await;
        world.take_one(one).await;
        let later = set(60).await;
        assert_eq!(later, ends_at + Span::minutes(20));
        let ends = async || standing(&world, one).await.allowance.shift_ends_at;
        assert_eq!(ends().await, Some(ends_at), "not while they are in a block");
        let grouped = world.take(one, 1).await;
        assert!(grouped.is_empty(), "one case is in hand, and nothing fails");
        set(30).await;
        assert_eq!(ends().await, Some(ends_at - Span::minutes(10)), "less is so at once");
        set(60).await;
        assert_eq!(ends().await, Some(ends_at - Span::minutes(10)), "and stays so");
        let world = world.reopened();
        world.step(Span::minutes(12));
        let rested = standing(&world, one).await.allowance;
        assert_eq!((rested.state, rested.shift_ends_at), (State::Working, Some(later)));
    })
    .await;
}

#[tokio::test]
async fn whoever_looks_makes_their_own_hours_only_fewer() {
    every_engine(async |world: World| {
        let (one, two) = (lead(&world, "one").await, lead(&world, "two").await);
        let now = standing(&world, one).await.now;
        let set = async |by: Desk, hours| world.store.set_hours(Some(by.person), one.person, hours).await;
        set(one, Some(from_now(now, 60)))
            .await
            .expect("fewer than all there is");
        set(one, Some(from_now(now, 50))).await.expect("fewer");
        for wider in [Some(from_now(now, 51)), None] {
            let refused = set(one, wider.clone()).await;
            assert!(matches!(refused, Err(HoursRefused::Own)), "{refused:?}");
            set(two, wider).await.expect("somebody else may");
            set(two, Some(from_now(now, 50))).await.expect("and back");
        }
    })
    .await;
}

#[tokio::test]
async fn whoever_looks_loosens_no_floor_that_they_look_under_themselves() {
    every_engine(async |world: World| {
        let (one, two) = (lead(&world, "one").await, lead(&world, "two").await);
        let set = async |looks| {
            let change = SettingsChange {
                looks_per_day: Some(looks),
                ..SettingsChange::default()
            };
            world.store.set_floor(Some(one.person), change).await
        };
        assert_eq!(set(90).await.expect("stricter").looks_per_day, 90);
        assert!(matches!(set(91).await, Err(SettingsRefused::Own)));
        assert_eq!(world.store.floor().await.expect("a floor").looks_per_day, 90);
        let strict = Settings {
            looks_per_day: 10,
            ..Settings::LOOSEST
        };
        let with = |members: &[Desk], floor| NewTeam {
            name: "a".into(),
            members: members.iter().map(|desk| desk.person).collect(),
            floor,
        };
        let by = Some(one.person);
        let made = world
            .store
            .make_team(by, with(&[one, two], strict))
            .await
            .expect("a team");
        set(100).await.expect("the team still asks for less");
        for loose in [with(&[two], strict), with(&[one, two], Settings::LOOSEST)] {
            let refused = world.store.set_team(by, made.id, loose).await;
            assert!(matches!(refused, Err(TeamRefused::Own)), "{refused:?}");
        }
        let refused = world.store.remove_team(by, made.id).await;
        assert!(matches!(refused, Err(TeamRefused::Own)), "{refused:?}");
        let unnamed = TeamChange {
            floor: SettingsChange::default(),
            ..with(&[one], strict).into()
        };
        let kept = world.store.set_team(by, made.id, unnamed).await.expect("others leave");
        assert_eq!(kept.team.floor, strict, "what is not named stays");
        let of_two = world.store.remove_team(Some(two.person), made.id).await;
        of_two.expect("they are not in it");
    })
    .await;
}
