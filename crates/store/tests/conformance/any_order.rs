//! Any order of work, looks, breaks, floors and waiting, at two desks that start again, on a hub that does, with a clock
//! that jumps. After each event the database's answer is the one of the pure rules over a list of what was done, kept
//! here and by no database.

#![expect(clippy::indexing_slicing, reason = "there are two desks")]

mod mirror;

use crate::world::{Desk, Picture, World, every_engine};
use mirror::Mirror;
use proptest::{
    collection::vec,
    prelude::*,
    strategy::ValueTree,
    test_runner::{Config, TestRunner},
};
use scrim_model::{
    grant::Presented,
    ids::{GrantId, LeaseId},
    rung::Rung,
    time::Span,
    wellness::{Refusal, Settings, State},
};
use scrim_store::{leases::LeaseRefused, looks::LookRefused, wellbeing::RestRefused};
use std::collections::BTreeMap;

/// Of each engine. Each is some hundred transactions, on a real disk.
const SEQUENCES: u32 = 200;

#[derive(Debug, Clone)]
enum Event {
    Take(usize),
    Renew(usize),
    Look(usize, Rung),
    Close(usize, u32),
    Rest,
    EndRest,
    Wait(i64),
    /// Somebody sets the clock of the hub's machine.
    SetClock(i64),
    HubRestarts,
    DeskRestarts(usize),
    Floor(Settings),
}

fn settings() -> impl Strategy<Value = Settings> {
    let times = (2..=10_i64, 1..=6_i64, 3..=14_i64, 8..=90_i64);
    (times, 1..=8_u32).prop_map(|((block, rest, review, looking), looks_per_day)| {
        let settings = Settings {
            block: Span::minutes(block),
            rest: Span::minutes(rest),
            review_per_day: Span::minutes(review),
            looks_per_day,
            looking_per_day: Span::seconds(looking),
            ..Settings::DEFAULT
        };
        settings.checked().expect("made within the bounds")
    })
}

fn event() -> impl Strategy<Value = Event> {
    let rung = prop::sample::select(vec![Rung::LightVeil, Rung::Outline, Rung::Grey]);
    prop_oneof![
        8 => (0..2_usize).prop_map(Event::Take),
        14 => (0..2_usize).prop_map(Event::Renew),
        8 => (0..2_usize, rung).prop_map(|(desk, rung)| Event::Look(desk, rung)),
        4 => (0..2_usize, 0..12_000_u32).prop_map(|(desk, ms)| Event::Close(desk, ms)),
        1 => Just(Event::Rest),
        4 => Just(Event::EndRest),
        14 => (0..110_000_i64).prop_map(Event::Wait),
        2 => (0..900_000_i64).prop_map(Event::Wait),
        1 => (0..90_000_000_i64).prop_map(Event::Wait),
        1 => (-3_600_000..600_000_i64).prop_map(Event::SetClock),
        1 => Just(Event::HubRestarts),
        1 => (0..2_usize).prop_map(Event::DeskRestarts),
        1 => settings().prop_map(Event::Floor),
    ]
}

type Met = BTreeMap<&'static str, u64>;

/// What has to be met by each engine, and how often at least.
const EXPECTED: [(&str, u64); 19] = [
    ("working", 500),
    ("deciding", 10),
    ("on a forced break", 100),
    ("on a chosen break", 30),
    ("the day done", 20),
    ("a case given", 100),
    ("a case refused", 100),
    ("a lease renewed", 200),
    ("a lease that was over", 50),
    ("a look granted", 100),
    ("a look refused", 50),
    ("a look closed", 30),
    ("a break that could not be ended", 5),
    ("a break ended", 10),
    ("a floor set", 50),
    ("a hub that started again", 50),
    ("a desk that started again", 50),
    ("a clock that went back", 50),
    ("what was stricter went on holding", 10),
];

/// Somebody's two desks, and what they hold there.
struct Walk {
    world: World,
    mirror: Mirror,
    desks: [Desk; 2],
    leases: [Option<LeaseId>; 2],
    open: [Option<GrantId>; 2],
}

fn count(met: &mut Met, what: &'static str, holds: bool) {
    *met.entry(what).or_default() += u64::from(holds);
}

#[tokio::test]
async fn whatever_happens_the_database_answers_as_the_pure_rules_do() {
    every_engine(async |mut world: World| {
        for seed in 0..3 {
            world.entry(Picture::new(seed)).await;
            world.upload(Picture::new(seed)).await;
        }
        let mut met = Met::new();
        let mut runner = TestRunner::new(Config::default());
        for sequence in 0..SEQUENCES {
            let drawn = (settings(), vec(event(), 50..70)).new_tree(&mut runner);
            let (floor, events) = drawn.expect("it is drawn").current();
            eprintln!("sequence {sequence}: {floor:?}\n{events:?}");
            world.step(Span::hours(1));
            let mut walk = Walk::begin(world, &format!("somebody {sequence}"), floor).await;
            for event in events {
                walk = walk.take(event, &mut met).await;
                walk.compare(&mut met).await;
            }
            // The next person begins at a time that goes on.
            walk.world.step(walk.mirror.now.since(walk.world.now()));
            world = walk.world;
        }
        let rare = EXPECTED
            .iter()
            .filter(|(what, least)| met.get(what).is_none_or(|times| times < least));
        let rare: Vec<_> = rare.collect();
        assert!(rare.is_empty(), "too seldom: {rare:?}; met: {met:#?}");
    })
    .await;
}

/// What a rule said, if one did.
fn of_lease<T>(answer: Result<T, LeaseRefused>) -> Result<Option<T>, Refusal> {
    match answer {
        Ok(given) => Ok(Some(given)),
        Err(LeaseRefused::Wellness(refusal)) => Err(refusal),
        Err(LeaseRefused::Store(error)) => unreachable!("{error}"),
        Err(_lease_is_over) => Ok(None),
    }
}

impl Walk {
    async fn begin(world: World, name: &str, floor: Settings) -> Self {
        world.store.set_floor(None, floor).await.expect("within its bounds");
        // What ended in the very moment in which somebody begins would count for them.
        world.step(Span::seconds(1));
        let one = world.moderator(name).await;
        let other = Desk {
            session: world.sign_in(one.person).await,
            ..one
        };
        let mirror = Mirror::new(floor, world.store.standing(one.person).await.expect("standing").now);
        Self {
            world,
            mirror,
            desks: [one, other],
            leases: [None; 2],
            open: [None; 2],
        }
    }

    async fn take(mut self, event: Event, met: &mut Met) -> Self {
        self.mirror.at(self.world.now());
        match event {
            Event::Take(desk) => self.ask_for_a_case(desk, met).await,
            Event::Renew(desk) => self.renew(desk, met).await,
            Event::Look(desk, rung) => self.look(desk, rung, met).await,
            Event::Close(desk, ms) => self.close(desk, ms, met).await,
            Event::Rest => {
                let rest = self
                    .world
                    .store
                    .start_rest(self.desks[0].person)
                    .await
                    .expect("a break");
                assert_eq!(rest, self.mirror.start_rest());
            }
            Event::EndRest => self.end_rest(met).await,
            Event::Wait(ms) => self.world.step(Span(ms)),
            Event::SetClock(ms) => {
                self.world.step(Span(ms));
                count(met, "a clock that went back", ms < 0);
            }
            Event::HubRestarts => {
                self.world = self.world.reopened();
                count(met, "a hub that started again", true);
            }
            Event::DeskRestarts(desk) => {
                (self.leases[desk], self.open[desk]) = (None, None);
                self.desks[desk].session = self.world.sign_in(self.desks[desk].person).await;
                count(met, "a desk that started again", true);
            }
            Event::Floor(floor) => {
                self.world
                    .store
                    .set_floor(None, floor)
                    .await
                    .expect("within its bounds");
                self.mirror.set_floor(floor);
                count(met, "a floor set", true);
            }
        }
        self
    }

    async fn ask_for_a_case(&mut self, desk: usize, met: &mut Met) {
        let answer = of_lease(self.world.try_take(self.desks[desk], 1).await);
        assert_eq!(
            answer.as_ref().err(),
            self.mirror.allowance().may_lease().err().as_ref()
        );
        count(met, "a case refused", answer.is_err());
        if let Ok(Some(given)) = answer
            && let Some(leased) = given.first()
        {
            self.leases[desk] = Some(leased.lease.id);
            self.mirror.took(leased.lease.id, leased.lease.expires_at);
            count(met, "a case given", true);
        }
    }

    async fn renew(&mut self, desk: usize, met: &mut Met) {
        let Some(lease) = self.leases[desk] else { return };
        let answer = of_lease(self.world.store.renew_lease(self.desks[desk].proof(lease)).await);
        let allowance = self.mirror.allowance();
        match answer {
            Ok(Some(renewed)) => {
                assert!(allowance.state.shows_work(), "renewed while {:?}", allowance.state);
                self.mirror.renewed(lease, renewed.lease.expires_at);
                count(met, "a lease renewed", true);
            }
            Ok(None) => count(met, "a lease that was over", true),
            Err(refusal) => assert_eq!(Err(refusal), allowance.may_lease()),
        }
    }

    async fn look(&mut self, desk: usize, rung: Rung, met: &mut Met) {
        let Some(lease) = self.leases[desk] else { return };
        let allowance = self.mirror.allowance();
        match self.world.grant(self.desks[desk], lease, rung).await {
            Ok(granted) => {
                assert_eq!(allowance.may_look(rung), Ok(()));
                self.mirror.granted(&granted.grant, &allowance);
                self.open[desk] = Some(granted.grant.id);
                count(met, "a look granted", rung.is_look());
            }
            Err(LookRefused::Wellness(refusal)) => {
                assert_eq!(allowance.may_look(rung), Err(refusal));
                count(met, "a look refused", true);
            }
            Err(LookRefused::Lease(refused)) => assert_eq!(of_lease::<()>(Err(refused)), Ok(None)),
            Err(other) => unreachable!("{other}"),
        }
    }

    async fn close(&mut self, desk: usize, shown_ms: u32, met: &mut Met) {
        let Some(grant) = self.open[desk].take() else { return };
        let presented = Presented {
            shown_ms,
            region_permille: 1_000,
            width_px: 8,
            height_px: 8,
        };
        let person = self.desks[desk].person;
        self.world
            .store
            .close_look(grant, person, presented)
            .await
            .expect("closed");
        self.mirror.closed(grant, shown_ms);
        count(met, "a look closed", true);
    }

    async fn end_rest(&mut self, met: &mut Met) {
        let answer = match self.world.store.end_rest(self.desks[0].person).await {
            Ok(()) => Ok(()),
            Err(RestRefused::Due(refusal)) => Err(refusal),
            Err(RestRefused::Store(error)) => unreachable!("{error}"),
        };
        let rested = self.mirror.record.rest.is_some();
        assert_eq!(answer, self.mirror.end_rest());
        count(met, "a break ended", answer.is_ok() && rested);
        count(met, "a break that could not be ended", answer.is_err());
    }

    /// The same moment, the same limits, the same block.
    async fn compare(&mut self, met: &mut Met) {
        self.mirror.at(self.world.now());
        let standing = self.world.store.standing(self.desks[0].person).await.expect("standing");
        assert_eq!(standing.now, self.mirror.now, "the hub's time");
        let (allowance, block) = self.mirror.stands();
        assert_eq!(standing.allowance, allowance);
        assert_eq!(standing.block, block);
        assert_eq!(standing.effective, self.mirror.effective());
        let name = match allowance.state {
            State::Working => "working",
            State::DecideVeiled { .. } => "deciding",
            State::OnBreak { until: None, .. } => "on a chosen break",
            State::OnBreak { .. } => "on a forced break",
            State::DayDone { .. } => "the day done",
            State::OffShift { .. } => "off shift",
        };
        count(met, name, true);
        let passing = standing.effective.reasons.iter().any(|reason| reason.passing);
        count(met, "what was stricter went on holding", passing);
    }
}
