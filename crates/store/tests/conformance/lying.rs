//! Desks that lie about how long was looked and how long was worked, by direct calls, and what the chain is told of it.

use crate::world::{Desk, Picture, World, every_engine};
use scrim_model::{
    lease::LEASE_LIFE,
    rung::Rung,
    time::Span,
    wellness::{Rule, Settings},
};
use scrim_store::leases::{GivenBack, LeaseRefused};

async fn with_a_case(world: &World, name: &str) -> Desk {
    world.entry(Picture::new(1)).await;
    world.upload(Picture::new(1)).await;
    world.moderator(name).await
}

#[tokio::test]
async fn a_claim_of_nothing_makes_no_look_shorter_than_its_key_was_out_and_is_kept_as_it_was_said() {
    every_engine(async |world: World| {
        let one = with_a_case(&world, "one").await;
        let leased = world.take_one(one).await;
        for (open_ms, claimed_ms) in [(7_000, 0), (60_000, 0), (500, 900)] {
            world.step(Span::seconds(20));
            world.store.renew_lease(one.proof(leased.lease.id)).await.expect("held");
            let granted = world.grant(one, leased.lease.id, Rung::Grey).await.expect("granted");
            world.step(Span::ms(open_ms));
            world.close(one, granted.grant.id, claimed_ms).await;
        }
        let standing = world.store.standing(one.person).await.expect("standing");
        let shown: Vec<i64> = standing.record.looks.iter().map(|look| look.shown.0).collect();
        assert_eq!(shown, [7_000, 10_000, 900], "the longer of the two, within the grant");
        assert_eq!(standing.looking_today, Span(17_900));
        let ledger = world.store.exposures(one.person, None, 10).await.expect("the ledger");
        let said: Vec<_> = ledger
            .iter()
            .filter_map(|grant| grant.closed)
            .map(|said| said.shown_ms)
            .collect();
        assert_eq!(said, [900, 0, 0], "the claim stands beside it");
    })
    .await;
}

/// How often something that is done every so often goes on before a rule is against it.
async fn until_refused(world: &World, every: Span, again: impl AsyncFn() -> Result<(), LeaseRefused>) -> (u32, Rule) {
    for times in 1..=50 {
        world.step(every);
        match again().await {
            Err(LeaseRefused::Wellness(refusal)) => return (times, refusal.rule),
            other => other.expect("taken"),
        }
    }
    unreachable!("nothing was against it in 50 times")
}

#[tokio::test]
async fn a_case_that_is_held_in_silence_is_work_until_its_lease_ends() {
    every_engine(async |world: World| {
        let one = with_a_case(&world, "one").await;
        world.take_one(one).await;
        let worked = async || {
            world
                .store
                .standing(one.person)
                .await
                .expect("standing")
                .reviewing_today
        };
        world.step(Span::seconds(100));
        assert_eq!(worked().await, Span::seconds(100), "while it is held");
        world.step(Span::seconds(500));
        assert_eq!(worked().await, LEASE_LIFE, "no longer than its lease");
        let two = world.moderator("two").await;
        world.take_one(two).await;
        assert_eq!(worked().await, LEASE_LIFE, "nor less, once somebody else has the case");
        assert_eq!(
            world
                .reopened()
                .store
                .standing(one.person)
                .await
                .expect("standing")
                .reviewing_today,
            LEASE_LIFE
        );
    })
    .await;
}

#[tokio::test]
async fn who_lets_every_lease_die_and_waits_longer_than_a_desk_would_works_a_block_all_the_same() {
    every_engine(async |world: World| {
        let one = with_a_case(&world, "one").await;
        world.take_one(one).await;
        let take = async || world.try_take(one, 1).await.map(|_leased| ());
        let met = until_refused(&world, LEASE_LIFE + Span::seconds(31), take).await;
        assert_eq!(
            met,
            (21, Rule::OnBreak),
            "fifty minutes of it, and the grace after them"
        );
    })
    .await;
}

#[tokio::test]
async fn who_gives_back_what_they_held_in_silence_has_worked_as_long_as_they_held_it() {
    every_engine(async |world: World| {
        let one = with_a_case(&world, "one").await;
        let again = async || {
            let leased = world.try_take(one, 1).await?.pop().expect("it waits");
            world.step(LEASE_LIFE - Span::seconds(1));
            world
                .store
                .release_lease(one.proof(leased.lease.id), GivenBack::Unseen)
                .await
        };
        let (times, rule) = until_refused(&world, Span::minutes(4), again).await;
        assert_eq!((times, rule), (27, Rule::OnBreak), "119 s of six minutes each");
        let standing = world.store.standing(one.person).await.expect("standing");
        assert_eq!(standing.reviewing_today, Span::seconds(119 * 26));
    })
    .await;
}

async fn tried(world: &World) -> Vec<String> {
    let rows = world.store.chain_rows(0, 10_000).await.expect("the chain");
    let tried = rows.into_iter().filter(|row| row.kind == "limit_tried");
    tried.map(|row| row.body).collect()
}

#[tokio::test]
async fn what_no_desk_asks_for_is_in_the_chain_once_a_day_and_what_people_run_into_is_not() {
    every_engine(async |world: World| {
        let one = with_a_case(&world, "one").await;
        let mut grey = Settings::DEFAULT;
        let leased = world.take_one(one).await;
        grey.max_rung = Rung::Grey;
        world.store.set_floor(None, grey).await.expect("a stricter floor");
        let above = async |leased: &scrim_store::leases::Leased| {
            assert!(world.grant(one, leased.lease.id, Rung::Colour).await.is_err());
        };
        above(&leased).await;
        let granted = world.grant(one, leased.lease.id, Rung::Grey).await.expect("granted");
        world.close(one, granted.grant.id, 500).await;
        world.close(one, granted.grant.id, 500).await;
        assert!(
            tried(&world).await.is_empty(),
            "a limit that came since, and the same said twice"
        );
        world
            .store
            .renew_lease(one.proof(leased.lease.id))
            .await
            .expect("told how high it goes now");
        for _ in 0..3 {
            above(&leased).await;
            world.close(one, granted.grant.id, 9).await;
        }
        let expected = |rule: &str| serde_json::json!({"person": one.person, "rule": rule}).to_string();
        let both = [expected("rung_not_allowed"), expected("closing_changed")];
        assert_eq!(tried(&world).await, both);
        world.step(Span::hours(24));
        let leased = world.take_one(one).await;
        above(&leased).await;
        assert_eq!(tried(&world).await.len(), 3, "another day");
        grey.looks_per_day = 0;
        world.store.set_floor(None, grey).await.expect("a stricter floor");
        assert!(
            world.grant(one, leased.lease.id, Rung::Grey).await.is_err(),
            "the budget is spent"
        );
        assert_eq!(tried(&world).await.len(), 3, "as a second desk may not know");
    })
    .await;
}

#[tokio::test]
async fn cases_asked_for_in_the_middle_of_a_break_that_was_due_are_in_the_chain_and_at_its_edges_are_not() {
    every_engine(async |world: World| {
        let one = with_a_case(&world, "one").await;
        let asks = async || {
            let refused = world.try_take(one, 1).await;
            assert!(matches!(refused, Err(LeaseRefused::Wellness(refusal)) if refusal.rule == Rule::OnBreak));
        };
        world.store.start_rest(one.person).await.expect("a break of one's own");
        world.step(Span::minutes(5));
        asks().await;
        world.store.end_rest(one.person).await.expect("ended");
        let leased = world.take_one(one).await;
        for _minute in 0..51 {
            world.step(Span::minutes(1));
            if world.store.renew_lease(one.proof(leased.lease.id)).await.is_err() {
                break;
            }
        }
        asks().await;
        assert!(
            tried(&world).await.is_empty(),
            "one's own break, and one that has just begun"
        );
        world.step(Span::minutes(4));
        asks().await;
        asks().await;
        assert_eq!(tried(&world).await.len(), 1);
    })
    .await;
}
