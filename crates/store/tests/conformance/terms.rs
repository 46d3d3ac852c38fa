//! What else limits rest on: teams, what was looser before, shifts, the first days, severe categories.

use crate::world::{Desk, Picture, World, every_engine};
use scrim_model::{
    grant::Presented,
    lease::LEASE_LIFE,
    rung::Rung,
    time::{Span, Time},
    wellness::{Origin, Rule, RungReason, SettingName, Settings, Severe, State, Weekday, WeeklyHours, Window},
};
use scrim_store::{
    leases::LeaseRefused,
    looks::LookRefused,
    people::Change,
    teams::{NewTeam, TeamRefused},
    wellbeing::Standing,
};

const LONG_REST: Settings = Settings {
    rest: Span::minutes(40),
    ..Settings::DEFAULT
};

async fn standing(world: &World, desk: Desk) -> Standing {
    world.store.standing(desk.person).await.expect("standing")
}

fn team(name: &str, members: &[Desk], floor: Settings) -> NewTeam {
    NewTeam {
        name: name.to_owned(),
        members: members.iter().map(|desk| desk.person).collect(),
        floor,
    }
}

fn origin(standing: &Standing, setting: SettingName) -> (Origin, bool) {
    let mut reasons = standing.effective.reasons.iter();
    let reason = reasons.find(|reason| reason.setting == setting).expect("every setting");
    (reason.from, reason.passing)
}

/// The kinds of everything the chain holds.
async fn facts(world: &World) -> Vec<String> {
    let rows = world.store.chain_rows(0, 10_000).await.expect("rows");
    rows.into_iter().map(|row| row.kind).collect()
}

async fn cases(world: &World, seeds: std::ops::Range<u8>) {
    for seed in seeds {
        world.entry(Picture::new(seed)).await;
        world.upload(Picture::new(seed)).await;
    }
}

fn look_rule(answer: Result<scrim_store::looks::Granted, LookRefused>) -> (Rule, Option<Time>) {
    match answer {
        Err(LookRefused::Wellness(refusal) | LookRefused::Lease(LeaseRefused::Wellness(refusal))) => {
            (refusal.rule, refusal.until)
        }
        other => unreachable!("not refused by a rule: {other:?}"),
    }
}

async fn lease_rule(world: &World, desk: Desk) -> (Rule, Option<Time>) {
    match world.try_take(desk, 1).await {
        Err(LeaseRefused::Wellness(refusal)) => (refusal.rule, refusal.until),
        other => unreachable!("not refused by a rule: {other:?}"),
    }
}

#[tokio::test]
async fn the_strictest_of_all_teams_holds_at_once_and_says_so() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        let few = Settings {
            looks_per_day: 20,
            ..Settings::LOOSEST
        };
        world
            .store
            .make_team(None, team("a", &[one, two], LONG_REST))
            .await
            .expect("a team");
        let made = world
            .store
            .make_team(None, team("b", &[one], few))
            .await
            .expect("another");
        let of_one = standing(&world, one).await;
        assert_eq!(of_one.effective.settings.looks_per_day, 20);
        assert_eq!(of_one.effective.settings.rest, LONG_REST.rest);
        assert_eq!(
            of_one.effective.settings.review_per_day,
            Settings::DEFAULT.review_per_day
        );
        assert_eq!(origin(&of_one, SettingName::LooksPerDay), (Origin::Team, false));
        assert_eq!(origin(&of_one, SettingName::ReviewPerDay), (Origin::Default, false));
        assert_eq!(standing(&world, two).await.effective.settings.looks_per_day, 150);
        let world = world.reopened();
        let grouped = world.take(one, 1).await;
        assert!(grouped.is_empty(), "nothing waits, and nothing fails");
        world.store.remove_team(None, made.id).await.expect("removed");
        assert_eq!(standing(&world, one).await.effective.settings.looks_per_day, 150);
        let audited: Vec<_> = facts(&world).await;
        for kind in ["team_set", "team_removed"] {
            assert!(audited.iter().any(|fact| fact == kind), "{kind} is in {audited:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_team_that_makes_no_sense_is_refused() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        let make = async |new| world.store.make_team(None, new).await;
        make(team("Night", &[one], Settings::DEFAULT)).await.expect("a team");
        assert!(matches!(
            make(team("NIGHT ", &[], Settings::DEFAULT)).await,
            Err(TeamRefused::NameTaken)
        ));
        assert!(matches!(
            make(team(" ", &[], Settings::DEFAULT)).await,
            Err(TeamRefused::Name)
        ));
        let contradiction = Settings {
            max_rung: Rung::Label,
            ..Settings::DEFAULT
        };
        assert!(matches!(
            make(team("other", &[one], contradiction)).await,
            Err(TeamRefused::Bounds(_))
        ));
        let mut stranger = team("other", &[one], Settings::DEFAULT);
        stranger
            .members
            .push(scrim_model::ids::PersonId(uuid::Uuid::from_u128(9)));
        assert!(matches!(make(stranger).await, Err(TeamRefused::NoSuchPerson(_))));
        assert_eq!(world.store.teams().await.expect("teams").len(), 1);
    })
    .await;
}

#[tokio::test]
async fn what_is_loosened_holds_from_the_next_block_on_over_restarts_and_in_groups() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        cases(&world, 0..3).await;
        let made = world
            .store
            .make_team(None, team("a", &[one], LONG_REST))
            .await
            .expect("a team");
        let strict = Settings {
            looks_per_day: 1,
            ..Settings::DEFAULT
        };
        world.store.set_floor(None, strict).await.expect("a floor");
        let own = Settings {
            max_rung: Rung::Grey,
            ..strict
        };
        world.store.set_own_wellness(one.person, own).await.expect("stricter");
        world.take_one(one).await;
        world.store.set_floor(None, Settings::DEFAULT).await.expect("looser");
        world.store.remove_team(None, made.id).await.expect("looser");
        world
            .store
            .set_own_wellness(one.person, Settings::DEFAULT)
            .await
            .expect("looser");
        for after in [0, 39] {
            world.step(Span::minutes(after));
            let standing = standing(&world, one).await;
            let settings = standing.effective.settings;
            assert_eq!((settings.looks_per_day, settings.max_rung), (1, Rung::Grey), "{after}");
            assert_eq!(settings.rest, LONG_REST.rest);
            assert_eq!(origin(&standing, SettingName::Rest), (Origin::Team, true));
            assert_eq!(origin(&standing, SettingName::LooksPerDay), (Origin::Floor, true));
            assert_eq!(origin(&standing, SettingName::MaxRung), (Origin::Person, true));
        }
        let grouped = world.take_one(one).await;
        assert_eq!(
            grouped.lease.max_rung,
            Rung::Grey,
            "a group of requests is judged alike"
        );
        assert_eq!(grouped.limit.reason, RungReason::Setting { from: Origin::Person });
        let world = world.reopened();
        world.step(Span::minutes(39));
        assert_eq!(
            standing(&world, one).await.effective.settings.looks_per_day,
            1,
            "no full break yet"
        );
        // A case that nobody gave back was in hand until its lease ended.
        world.step(Span::minutes(1) + LEASE_LIFE);
        assert_eq!(standing(&world, one).await.effective.settings, Settings::DEFAULT);
        assert_eq!(world.take_one(one).await.lease.max_rung, Rung::Colour);
    })
    .await;
}

#[tokio::test]
async fn a_shift_ends_hard_and_nothing_is_given_outside_one() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        cases(&world, 0..3).await;
        // One shift a day, which began with this minute.
        let now = standing(&world, one).await.now;
        let minute = u16::try_from(now.0.rem_euclid(86_400_000) / 60_000).expect("a day");
        let windows = [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday]
            .into_iter()
            .chain([Weekday::Friday, Weekday::Saturday, Weekday::Sunday])
            .map(|day| Window {
                day,
                from: minute,
                to: (minute + 40) % 1_440,
            });
        let hours = WeeklyHours {
            zone: "Etc/UTC".into(),
            windows: windows.collect(),
        };
        world
            .store
            .set_hours(None, one.person, Some(hours))
            .await
            .expect("hours");
        let lease = world.take_one(one).await.lease.id;
        let allowance = standing(&world, one).await.allowance;
        let ends_at = allowance.shift_ends_at.expect("a shift is on");
        let left = ends_at.since(now) - Span::minutes(30);
        world.step(left - Span::seconds(4));
        world.store.renew_lease(one.proof(lease)).await.expect_err("it ran out");
        let held = world.take_one(one).await;
        let last = world.grant(one, held.lease.id, Rung::Grey).await.expect("still a look");
        assert_eq!(
            last.grant.until,
            ends_at - Span::minutes(30),
            "it ends with the looks of the shift"
        );
        world.step(Span::seconds(4));
        let refused = look_rule(world.grant(one, held.lease.id, Rung::Grey).await);
        assert_eq!(refused, (Rule::ShiftEnding, Some(ends_at)));
        let veiled = world.take_one(one).await;
        assert_eq!(
            (veiled.limit.max_rung, veiled.limit.reason),
            (Rung::LightVeil, RungReason::ShiftEnding)
        );
        world.step(Span::minutes(30));
        let next = ends_at + Span::minutes(1_400);
        assert_eq!(lease_rule(&world, one).await, (Rule::ShiftOver, Some(next)));
        world.step(Span::seconds(60));
        assert!(matches!(
            standing(&world, one).await.allowance.state,
            State::OffShift { .. }
        ));
        let shown = world.store.usable_lease(one.proof(veiled.lease.id)).await;
        assert!(shown.is_err(), "nothing of a case is shown");
        world.store.set_hours(None, one.person, None).await.expect("none");
        assert!(world.try_take(one, 1).await.is_ok(), "without hours no shift limits");
        assert!(facts(&world).await.iter().any(|fact| fact == "hours_set"));
    })
    .await;
}

#[tokio::test]
async fn the_first_days_halve_both_budgets_until_they_are_over_or_an_admin_says_so() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        cases(&world, 0..1).await;
        let said = async |experienced| {
            let change = Change {
                experienced: Some(experienced),
                ..Change::default()
            };
            world
                .store
                .change_person(None, one.person, change)
                .await
                .expect("changed");
        };
        said(false).await;
        let new = standing(&world, one).await;
        assert!(new.newcomer);
        assert_eq!(new.allowance.looks_left, 75);
        assert_eq!(new.allowance.looking_left, Span::minutes(15));
        world.step(Span::hours(24 * 30));
        assert!(
            standing(&world, one).await.newcomer,
            "an account that lay about is as new"
        );
        world.take_one(one).await;
        let began = standing(&world, one).await;
        let until = began.allowance.newcomer_until.expect("still new");
        assert_eq!(until.since(began.now), Span::hours(24 * 14));
        said(true).await;
        assert_eq!(standing(&world, one).await.allowance.looks_left, 150);
        said(false).await;
        world.step(Span::hours(24 * 14));
        let over = standing(&world, one).await;
        assert!(!over.newcomer);
        assert_eq!((over.allowance.looks_left, over.allowance.newcomer_until), (150, None));
    })
    .await;
}

#[tokio::test]
async fn after_a_severe_case_only_veils_are_shown_for_a_while_whoever_closes_what_and_when() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        cases(&world, 0..3).await;
        let severe = Severe {
            categories: vec![],
            unknown_is_severe: true,
        };
        let held = world.take(one, 3).await;
        let before = world.grant(one, held[0].lease.id, Rung::Grey).await.expect("granted");
        world.store.set_severe(None, severe).await.expect("a list");
        assert!(!before.grant.severe);
        world.step(Span::seconds(20));
        let look = world
            .grant(one, held[0].lease.id, Rung::Grey)
            .await
            .expect("no cool-down before");
        assert!(look.grant.severe);
        let meanwhile = look_rule(world.grant(one, held[1].lease.id, Rung::Grey).await);
        assert_eq!(meanwhile, (Rule::CoolDown, Some(look.grant.until + Span::minutes(2))));
        world.step(Span::seconds(4));
        let claimed = Presented {
            shown_ms: 0,
            region_permille: 0,
            width_px: 1,
            height_px: 1,
        };
        world
            .store
            .close_look(look.grant.id, one.person, claimed)
            .await
            .expect("closed");
        let closed_at = standing(&world, one).await.now;
        let until = closed_at + Span::minutes(2);
        let allowance = standing(&world, one).await.allowance;
        assert_eq!(
            (allowance.max_rung, allowance.rung_until),
            (Rung::LightVeil, Some(until))
        );
        assert_eq!(allowance.rung_reason, RungReason::CoolDown);
        let world = world.reopened();
        world.step(Span::minutes(2) - Span::ms(1));
        let still = look_rule(world.grant(one, held[1].lease.id, Rung::Outline).await);
        assert_eq!(still.0, Rule::CoolDown, "whatever was claimed of the look");
        let taken = world.take(one, 1).await;
        assert!(taken.iter().all(|leased| leased.lease.max_rung == Rung::Colour));
        world.step(Span::ms(1));
        assert_eq!(standing(&world, one).await.allowance.max_rung, Rung::Colour);
        assert!(facts(&world).await.iter().any(|fact| fact == "severe_set"));
    })
    .await;
}

#[tokio::test]
async fn beyond_its_grace_a_limit_gives_back_what_is_held_and_shows_nothing_of_it() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        cases(&world, 0..3).await;
        let short = Settings {
            block: Span::seconds(30),
            ..Settings::DEFAULT
        };
        world.store.set_floor(None, short).await.expect("a floor");
        let held = world.take(one, 3).await;
        let proof = one.proof(held[0].lease.id);
        world.step(Span::seconds(30));
        world.store.renew_lease(proof).await.expect("to the end of the block");
        let renewed = world.store.renew_lease(proof).await.expect("in its grace");
        let limit = (renewed.limit.max_rung, renewed.limit.reason);
        assert_eq!(limit, (Rung::LightVeil, RungReason::LimitReached));
        let over = world.now() + Span::seconds(30);
        assert_eq!(renewed.limit.until, Some(over));
        assert_eq!(renewed.lease.expires_at, over, "to the end of the grace and no further");
        world.step(Span::seconds(29));
        world.store.usable_lease(proof).await.expect("still shown");
        world.step(Span::seconds(1));
        for leased in &held {
            let shown = world.store.usable_lease(one.proof(leased.lease.id)).await;
            assert!(shown.is_err(), "a lease that ran longer shows nothing either");
        }
        standing(&world, one).await;
        assert_eq!(world.take(two, 8).await.len(), 3, "all of it waits for others");
    })
    .await;
}
