//! Limits and breaks, by direct calls, over restarts and with a clock that lies.

use crate::world::{Desk, Picture, World, every_engine};
use scrim_model::{
    lease::LEASE_LIFE,
    rung::Rung,
    time::Span,
    wellness::{RestKind, Rule, Settings, State},
};
use scrim_store::{
    leases::{LeaseRefused, Leased},
    looks::LookRefused,
    wellbeing::{RestRefused, SettingsRefused},
};

fn look_rule(answer: &Result<scrim_store::looks::Granted, LookRefused>) -> Option<Rule> {
    match answer {
        Err(LookRefused::Wellness(refusal) | LookRefused::Lease(LeaseRefused::Wellness(refusal))) => Some(refusal.rule),
        _ => None,
    }
}

fn lease_rule(answer: &Result<Vec<Leased>, LeaseRefused>) -> Option<Rule> {
    match answer {
        Err(LeaseRefused::Wellness(refusal)) => Some(refusal.rule),
        _ => None,
    }
}

async fn cases(world: &World, many: u8) {
    for seed in 0..many {
        world.entry(Picture::new(seed)).await;
        world.upload(Picture::new(seed)).await;
    }
}

/// Works through a whole block with heartbeats; answers the lease then in hand.
async fn work_a_block(world: &World, desk: Desk) -> Leased {
    let leased = world.take_one(desk).await;
    for _minute in 0..50 {
        world.step(Span::minutes(1));
        let renewed = world.store.renew_lease(desk.proof(leased.lease.id)).await;
        renewed.expect("within the block");
    }
    leased
}

#[tokio::test]
async fn a_break_takes_every_lease_back_and_refuses_leases_and_looks() {
    every_engine(async |world: World| {
        let (one, two) = (world.moderator("one").await, world.moderator("two").await);
        cases(&world, 3).await;
        let held = world.take(one, 3).await;
        world.store.start_rest(one.person).await.expect("a break at any time");
        assert_eq!(lease_rule(&world.try_take(one, 1).await), Some(Rule::OnBreak));
        let look = world.grant(one, held[0].lease.id, Rung::Grey).await;
        assert!(look.is_err());
        assert_eq!(
            world.take(two, 8).await.len(),
            3,
            "what was held waits for others at once"
        );
        let world = world.reopened();
        assert_eq!(
            lease_rule(&world.try_take(one, 1).await),
            Some(Rule::OnBreak),
            "over a restart"
        );
        world
            .store
            .end_rest(one.person)
            .await
            .expect("one ends a break that one chose");
        assert!(world.try_take(one, 1).await.is_ok());
    })
    .await;
}

#[tokio::test]
async fn when_the_block_is_over_the_case_in_hand_is_decided_veiled_and_then_it_is_a_break() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        cases(&world, 2).await;
        let leased = work_a_block(&world, one).await;
        assert_eq!(lease_rule(&world.try_take(one, 1).await), Some(Rule::BlockOver));
        let look = world.grant(one, leased.lease.id, Rung::Grey).await;
        assert_eq!(look_rule(&look), Some(Rule::BlockOver));
        assert!(
            world.grant(one, leased.lease.id, Rung::LightVeil).await.is_ok(),
            "a veil is no look"
        );
        world.step(Span::seconds(60));
        let standing = world.store.standing(one.person).await.expect("standing");
        assert!(matches!(
            standing.allowance.state,
            State::OnBreak {
                kind: RestKind::Forced,
                ..
            }
        ));
        let early = world.store.end_rest(one.person).await;
        assert!(matches!(early, Err(RestRefused::Due(_))));
        assert!(look_rule(&world.grant(one, leased.lease.id, Rung::LightVeil).await).is_some());
    })
    .await;
}

/// How often a step of the clock and a word follow each other before a limit is met, and which rule it is.
async fn until_a_limit(world: &World, step: Span, say: impl AsyncFn() -> Option<Rule>) -> (u32, Option<Rule>) {
    for times in 1..=50 {
        world.step(step);
        let rule = say().await;
        if rule.is_some() {
            return (times, rule);
        }
    }
    (50, None)
}

#[tokio::test]
async fn a_desk_that_says_as_little_as_it_can_works_a_block_all_the_same() {
    every_engine(async |world: World| {
        let (late, silent) = (world.moderator("late").await, world.moderator("silent").await);
        cases(&world, 2).await;
        let held = world.take_one(late).await;
        let renew = async || {
            let renewed = world.store.renew_lease(late.proof(held.lease.id)).await;
            lease_rule(&renewed.map(|_lease| Vec::new()))
        };
        let met = until_a_limit(&world, LEASE_LIFE - Span::ms(1), renew).await;
        // What is held counts while it is held: the first word after the block and its grace is too late.
        assert_eq!(met, (26, Some(Rule::OnBreak)), "just before each lease ends");
        world.take_one(silent).await;
        let take = async || lease_rule(&world.try_take(silent, 1).await);
        let met = until_a_limit(&world, LEASE_LIFE + Span::ms(1), take).await;
        assert_eq!(met, (25, Some(Rule::BlockOver)), "just after each lease has ended");
    })
    .await;
}

#[tokio::test]
async fn a_break_taken_anew_after_one_during_an_open_look_goes_on_until_the_person_ends_it() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        cases(&world, 1).await;
        let leased = world.take_one(one).await;
        let look = world.grant(one, leased.lease.id, Rung::Grey).await.expect("granted");
        let begun = world.store.start_rest(one.person).await.expect("a break at any time");
        assert_eq!(begun.started_at, look.grant.until, "the look counts in full");
        world.store.end_rest(one.person).await.expect("it is their own");
        world.step(Span::seconds(1));
        world.close(one, look.grant.id, 500).await;
        world.store.start_rest(one.person).await.expect("a break at any time");
        world.step(Span::minutes(1));
        let standing = world.store.standing(one.person).await.expect("standing");
        let chosen = State::OnBreak {
            until: None,
            kind: RestKind::Chosen,
        };
        assert_eq!(standing.allowance.state, chosen);
    })
    .await;
}

#[tokio::test]
async fn a_break_that_was_due_runs_to_its_end_over_restarts_and_a_clock_set_back() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        cases(&world, 2).await;
        work_a_block(&world, one).await;
        world.step(Span::seconds(60));
        assert_eq!(lease_rule(&world.try_take(one, 1).await), Some(Rule::OnBreak));
        let world = world.reopened();
        assert_eq!(lease_rule(&world.try_take(one, 1).await), Some(Rule::OnBreak));
        world.step_back(Span::hours(30));
        let world = world.reopened();
        assert_eq!(
            lease_rule(&world.try_take(one, 1).await),
            Some(Rule::OnBreak),
            "the clock went back"
        );
        world.step(Span::hours(30) + Span::minutes(10));
        assert!(world.try_take(one, 1).await.is_ok(), "ten minutes off are a break");
    })
    .await;
}

#[tokio::test]
async fn a_spent_budget_grants_no_look_by_direct_calls_a_second_device_or_a_clock_set_back() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        cases(&world, 3).await;
        let mut two_looks = Settings::DEFAULT;
        two_looks.looks_per_day = 2;
        world.store.set_floor(None, two_looks).await.expect("a floor");
        let held = world.take(one, 3).await;
        for leased in &held[..2] {
            world.look(one, leased, Rung::Grey).await;
        }
        let spent = async |world: &World, desk: Desk, leased: &Leased| {
            for rung in [Rung::Outline, Rung::Lens, Rung::Grey, Rung::Colour] {
                let answer = world.grant(desk, leased.lease.id, rung).await;
                assert_eq!(look_rule(&answer), Some(Rule::BudgetSpent), "{rung:?}");
            }
        };
        spent(&world, one, &held[2]).await;
        spent(&world, one, &held[0]).await;
        let device = Desk {
            session: world.sign_in(one.person).await,
            ..one
        };
        cases(&world, 5).await;
        let elsewhere = world.take_one(device).await;
        spent(&world, device, &elsewhere).await;
        world.step_back(Span::hours(25));
        let world = world.reopened();
        spent(&world, one, &held[2]).await;
        assert_eq!(
            world
                .store
                .exposures(one.person, None, 10)
                .await
                .expect("the ledger")
                .len(),
            2
        );
    })
    .await;
}

#[tokio::test]
async fn looking_time_is_a_budget_of_its_own() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        cases(&world, 2).await;
        let mut short = Settings::DEFAULT;
        short.looking_per_day = Span::seconds(15);
        world.store.set_floor(None, short).await.expect("a floor");
        let held = world.take(one, 2).await;
        world.grant(one, held[0].lease.id, Rung::Grey).await.expect("granted");
        let second = world.grant(one, held[1].lease.id, Rung::Grey).await.expect("granted");
        assert_eq!(
            second.grant.until.since(second.now),
            Span::seconds(5),
            "no longer than what is left"
        );
        world.step(Span::seconds(20));
        let third = world.grant(one, held[1].lease.id, Rung::Grey).await;
        assert_eq!(look_rule(&third), Some(Rule::BudgetSpent));
    })
    .await;
}

#[tokio::test]
async fn a_looser_setting_than_the_floor_never_takes_effect() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        let mut strict = Settings::DEFAULT;
        strict.looks_per_day = 10;
        world.store.set_floor(None, strict).await.expect("a floor");
        let refused = world.store.set_own_wellness(one.person, Settings::DEFAULT).await;
        assert!(matches!(refused, Err(SettingsRefused::Looser(_))));
        let mut stricter = strict;
        stricter.looks_per_day = 5;
        let standing = world
            .store
            .set_own_wellness(one.person, stricter)
            .await
            .expect("stricter");
        assert_eq!(standing.effective.settings.looks_per_day, 5);
        strict.looks_per_day = 3;
        world.store.set_floor(None, strict).await.expect("a floor");
        let standing = world.store.standing(one.person).await.expect("standing");
        assert_eq!(
            standing.effective.settings.looks_per_day, 3,
            "a floor raised later holds too"
        );
    })
    .await;
}

#[tokio::test]
async fn time_never_runs_backwards() {
    every_engine(async |world: World| {
        let one = world.moderator("one").await;
        let before = world.store.standing(one.person).await.expect("standing").now;
        world.step_back(Span::hours(1));
        let after = world.store.standing(one.person).await.expect("standing").now;
        assert_eq!(after, before);
        let world = world.reopened();
        let reopened = world.store.standing(one.person).await.expect("standing").now;
        assert_eq!(reopened, before);
        world.step(Span::hours(2));
        assert!(world.store.standing(one.person).await.expect("standing").now > before);
    })
    .await;
}
