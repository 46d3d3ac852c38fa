//! The ledger as it is told: by day, by case, to others with a reason, and of a team by week.

use crate::world::{Desk, Picture, World, every_engine};
use scrim_model::{
    days::Offset,
    disclosure::{Disclosed, SETTLES, WEEK, week_of},
    ids::{CaseId, PersonId},
    matching::MatchKind,
    opt_out::OptOuts,
    rung::Rung,
    support::{Contact, Support},
    time::{Span, Time},
    viewed::{SeenPair, Viewed},
    wellness::{DAY, Interval},
};
use scrim_store::{
    chain::{GENESIS, Head},
    leases::{GivenBack, Leased},
    ledger::{Exported, NotOpened, Opening, SomeDays},
    org::DeskPolicy,
    people::NotChanged,
    team::TeamWeek,
};
use std::collections::BTreeSet;
use uuid::Uuid;

async fn case(world: &World, seed: u8) {
    world.entry(Picture::new(seed)).await;
    world.upload(Picture::new(seed)).await;
}

/// Two looks of half a second a minute apart, at a case of one's own.
async fn review(world: &World, desk: Desk, seed: u8) -> Leased {
    case(world, seed).await;
    let leased = world.take_one(desk).await;
    world.look(desk, &leased, Rung::Grey).await;
    world.step(Span::minutes(1));
    world.look(desk, &leased, Rung::Colour).await;
    let back = world
        .store
        .release_lease(desk.proof(leased.lease.id), GivenBack::Unseen);
    back.await.expect("given back");
    leased
}

fn opening(person: PersonId, by: Option<PersonId>) -> Opening {
    Opening {
        person,
        by,
        reason: "a complaint".into(),
        before: None,
        most: 10,
    }
}

#[tokio::test]
async fn days_are_one_persons_and_from_midnight_to_midnight_of_theirs() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        let midnight = Offset::default().midnight(world.now()) + DAY;
        world.step((midnight - Span::ms(30_000)).since(world.now()));
        let leased = review(&world, one, 1).await;
        let of = |person, minutes| SomeDays {
            person,
            from: midnight,
            count: 2,
            offset: Offset::minutes(minutes).expect("an offset"),
        };
        let days = world.store.days(of(one.person, 0)).await.expect("days");
        assert_eq!(
            (days[0].starts, days[0].looks),
            (midnight, 1),
            "the first look was the day before"
        );
        assert_eq!(
            days[0].reviewing,
            Span::seconds(30),
            "and half of the minute between them"
        );
        assert_eq!(days[0].looking.get(&Rung::Colour), Some(&Span::ms(500)));
        let east = world.store.days(of(one.person, 60)).await.expect("days");
        assert_eq!(
            (east[0].looks, east[0].reviewing),
            (2, Span::minutes(1)),
            "one day, an hour further east"
        );
        let others = world.store.days(of(two.person, 0)).await.expect("days");
        assert!(others.iter().all(|day| day.looks == 0 && day.reviewing == Span::ZERO));
        let facts = world
            .store
            .case_facts(leased.case.id)
            .await
            .expect("read")
            .expect("there");
        assert_eq!(facts.len(), 1);
        assert_eq!((facts[0].facts.viewed, facts[0].facts.grants), (Viewed::Whole, 2));
        assert_eq!(facts[0].facts.shown, Span::seconds(1));
        let none = world.store.case_facts(CaseId(Uuid::from_u128(5))).await.expect("read");
        assert_eq!(none, None);
    })
    .await;
}

#[tokio::test]
async fn a_row_keeps_the_pair_that_stood_first_then_and_the_sign_in_whatever_is_listed_later() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        let (nearest, _farther) = (
            world.entry(Picture::new(1)).await,
            world.entry(Picture::new(1).altered(20)).await,
        );
        world.upload(Picture::new(1).altered(3)).await;
        let leased = world.take_one(one).await;
        assert_eq!(leased.case.pairs.len(), 2, "two entries are near");
        world.look(one, &leased, Rung::Grey).await;
        world.entry(Picture::new(1).altered(3)).await;
        let world = world.reopened();
        let rows = world.store.ledger(one.person, None, 10).await.expect("the ledger");
        let pair = SeenPair {
            entry: nearest,
            kind: MatchKind::Near { distance: 3 },
        };
        assert_eq!(
            (rows[0].pair, rows[0].session),
            (Some(pair), Some(one.session)),
            "as the card had it"
        );
        let chain = world.store.chain_rows(0, 1_000).await.expect("the chain");
        let granted = chain.iter().find(|row| row.kind == "look_granted").expect("a grant");
        let said: serde_json::Value = serde_json::from_str(&granted.body).expect("a fact");
        assert_eq!(
            said["pair"],
            serde_json::json!({"entry": nearest, "kind": "near", "distance": 3})
        );
        assert_eq!(said["session"], one.session.to_string());
    })
    .await;
}

#[tokio::test]
async fn what_is_somebodys_own_is_all_their_work_and_all_their_breaks_and_nobody_elses() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        let from = world.now();
        review(&world, one, 1).await;
        let began = world.now();
        world.store.start_rest(one.person).await.expect("a break");
        world.step(Span::minutes(12));
        world.store.end_rest(one.person).await.expect("it is over");
        let opt_outs = OptOuts {
            categories: BTreeSet::from(["A1".to_owned()]),
            ..OptOuts::default()
        };
        let set = world.store.set_opt_outs(one.person, opt_outs.clone());
        set.await.expect("left out");
        let own = world.store.own_facts(one.person).await.expect("read");
        assert_eq!(
            own.reviewed,
            [Interval {
                start: from,
                end: began
            }]
        );
        let breaks: Vec<_> = own.breaks.iter().map(|rest| (rest.started_at, rest.ends_at)).collect();
        let ended = began + Span::minutes(12);
        assert_eq!(
            breaks,
            [(began + Span::ms(500), Some(ended))],
            "from the last look's end on"
        );
        assert_eq!((own.hours, own.opt_outs), (None, opt_outs));
        let others = world.store.own_facts(two.person).await.expect("read");
        assert!(others.reviewed.is_empty() && others.breaks.is_empty() && others.opt_outs.is_empty());
    })
    .await;
}

#[tokio::test]
async fn an_opened_record_is_told_to_its_person_and_to_the_chain_for_good() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        review(&world, one, 1).await;
        let before = world.store.chain_head().await.expect("the chain").0.seq;
        let seen = world.store.open_record(opening(one.person, Some(two.person))).await;
        assert_eq!(seen.expect("opened").len(), 2);
        // Within a millisecond the order of ids is chance.
        world.step(Span(1));
        world
            .store
            .open_record(opening(one.person, None))
            .await
            .expect("at the machine");
        let world = world.reopened();
        let told = world.store.accesses(one.person, None, 10).await.expect("read");
        let by: Vec<_> = told.iter().map(|access| access.by.as_deref()).collect();
        assert_eq!(by, [None, Some("two")], "the newest first");
        let older = world
            .store
            .accesses(one.person, Some(told[0].id), 10)
            .await
            .expect("read");
        assert_eq!(older, told[1..]);
        assert!(
            world
                .store
                .accesses(two.person, None, 10)
                .await
                .expect("read")
                .is_empty()
        );
        let nobody = world
            .store
            .open_record(opening(PersonId(Uuid::from_u128(5)), None))
            .await;
        assert!(matches!(nobody, Err(NotOpened::NoSuch)));
        let exported = Exported {
            case: None,
            person: Some(one.person),
            by: None,
            sha256: "00".into(),
        };
        world.store.note_export(exported).await.expect("noted");
        let rows = world.store.chain_rows(before, 100).await.expect("the chain");
        let kinds: Vec<_> = rows.iter().map(|row| row.kind.as_str()).collect();
        assert_eq!(kinds, ["record_opened", "record_opened", "ledger_exported"]);
        assert!(
            rows.iter().all(|row| !row.body.contains("complaint")),
            "words stay out of it"
        );
    })
    .await;
}

/// Everybody reviews once on the Tuesday of the world's next week; answers that week's Monday.
async fn week(world: &World, team: &[Desk], seed: u8) -> Time {
    let monday = week_of(world.now()) + WEEK;
    world.step((monday + DAY).since(world.now()));
    for (desk, seed) in team.iter().zip(seed..) {
        review(world, *desk, seed).await;
    }
    monday
}

async fn told(world: &World, before: Option<Time>, most: u8) -> Vec<TeamWeek> {
    world.store.team_weeks(before, most).await.expect("weeks")
}

#[tokio::test]
async fn a_teams_weeks_are_sums_of_five_who_stayed_and_never_change() {
    every_engine(async |world: World| {
        assert!(told(&world, None, 4).await.is_empty(), "nobody has reviewed yet");
        let mut team = Vec::new();
        for name in ["a", "b", "c", "d", "e", "f"] {
            team.push(world.moderator(name).await);
        }
        let first = week(&world, &team[..5], 1).await;
        let second = week(&world, &team[..5], 11).await;
        let third = week(&world, &team, 21).await;
        let fourth = week(&world, &team[..4], 31).await;
        world.step((fourth + WEEK + SETTLES - Span::ms(1)).since(world.now()));
        assert_eq!(
            told(&world, None, 1).await[0].starts,
            third,
            "the last one is not settled"
        );
        world.step(Span::ms(1));
        let weeks = told(&world, None, 8).await;
        let starts: Vec<_> = weeks.iter().map(|week| week.starts).collect();
        assert_eq!(starts, [fourth, third, second, first]);
        let sums = Disclosed::Told {
            looks: Some(10),
            looking_ms: Some(0),
            reviewing_ms: Some(0),
            reached: std::collections::BTreeSet::new(),
        };
        let expected = [Disclosed::TooFew, Disclosed::TeamChanged, sums, Disclosed::TeamChanged];
        assert!(weeks.iter().map(|week| &week.told).eq(&expected), "{weeks:?}");
        assert_eq!(told(&world, Some(second + DAY), 8).await, weeks[3..]);
        assert_eq!(told(&world.reopened(), None, 2).await, weeks[..2]);
    })
    .await;
}

#[tokio::test]
async fn what_holds_for_the_organisation_is_kept_and_told_to_the_chain() {
    every_engine(async |world: World| {
        let lead = world.lead("lead").await;
        assert_eq!(world.store.org().await.expect("read"), scrim_store::org::Org::default());
        let support = Support {
            contacts: vec![Contact {
                name: "Line".into(),
                reach: "0800 1".into(),
                note: String::new(),
            }],
        };
        let desks = DeskPolicy {
            looks_need_capture_protection: true,
            ..DeskPolicy::default()
        };
        let by = Some(lead.person);
        world.store.set_support(by, support.clone()).await.expect("set");
        world.store.set_desk_policy(by, desks).await.expect("set");
        world.store.set_support(by, support.clone()).await.expect("set again");
        let world = world.reopened();
        let org = world.store.org().await.expect("read");
        assert_eq!((org.support, org.desks), (support, desks));
        let rows = world.store.chain_rows(0, 1_000).await.expect("the chain");
        let count = |kind: &str| rows.iter().filter(|row| row.kind == kind).count();
        assert_eq!((count("support_set"), count("desk_policy_set")), (2, 1));
        assert!(
            rows.iter().all(|row| !row.body.contains("0800")),
            "how to reach them stays out of it"
        );
    })
    .await;
}

#[tokio::test]
async fn whoever_is_erased_leaves_an_id_that_leads_to_nobody_and_a_chain_that_holds() {
    every_engine(async |world: World| {
        let one = world.moderator("Robin").await;
        let leased = review(&world, one, 1).await;
        let opened = world.store.open_record(opening(one.person, Some(one.person))).await;
        opened.expect("opened");
        world.store.erase_person(None, one.person).await.expect("erased");
        assert_eq!(world.store.person_named("Robin".into()).await.expect("read"), None);
        let people = world.store.people().await.expect("read");
        let left = people
            .iter()
            .find(|person| person.id == one.person)
            .expect("the row stays");
        assert!(left.disabled && !left.name.contains("Robin"), "{}", left.name);
        assert!(world.try_add("Robin").await, "the name is free");
        let ledger = world.store.exposures(one.person, None, 10).await.expect("the ledger");
        assert_eq!(ledger.len(), 2, "what was done stays");
        let facts = world
            .store
            .case_facts(leased.case.id)
            .await
            .expect("read")
            .expect("there");
        assert_eq!(facts[0].facts.viewed, Viewed::Whole);
        let mut head = Head { seq: 0, hash: GENESIS };
        for row in world.store.chain_rows(0, 1_000).await.expect("the chain") {
            assert!(!row.body.contains("Robin"), "{}", row.body);
            head = head.then(&row).expect("unbroken");
        }
        let source = world.store.erase_person(None, world.source).await;
        assert!(matches!(source, Err(NotChanged::Source)));
    })
    .await;
}
