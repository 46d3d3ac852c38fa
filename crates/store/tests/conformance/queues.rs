//! Queues: who may take from them, what may be said there, and the rules by which cases come to them.

use crate::world::{Desk, Picture, Says, World, every_engine};
use scrim_model::{
    ids::QueueId,
    person::Role,
    queue::{AgainstPolicy, QueueSettings},
    routing::{Conditions, DistanceBand, Rule, Signal},
    rung::Rung,
    session::view::Choice,
    time::{Span, Time},
};
use scrim_store::{
    metrics::Backlog,
    queues::{QueueInfo, QueueRefused, RuleBook, RulesRefused},
    verdicts::VerdictRefused,
};

async fn made(world: &World, by: Desk, name: &str) -> QueueId {
    world.store.make_queue(by.person, name.into()).await.expect("made")
}

async fn info(world: &World, queue: QueueId) -> QueueInfo {
    let all = world.store.all_queues().await.expect("queues");
    all.into_iter().find(|info| info.id == queue).expect("it is there")
}

fn near(from: u32, to: u32, queue: QueueId, priority: i16) -> Rule {
    Rule {
        name: format!("{from} to {to} bits"),
        when: Conditions {
            distance: Some(DistanceBand { from, to }),
            ..Conditions::default()
        },
        queue,
        priority,
    }
}

async fn set(world: &World, by: Desk, revision: u64, rules: Vec<Rule>) -> Result<RuleBook, RulesRefused> {
    world.store.set_rules(by.person, RuleBook { revision, rules }).await
}

#[tokio::test]
async fn what_comes_in_waits_where_the_first_rule_that_fits_sends_it() {
    every_engine(async |world: World| {
        let lead = world.lead("lead").await;
        let (close, far) = (made(&world, lead, "Close").await, made(&world, lead, "Far").await);
        let rules = vec![near(0, 10, close, 5), near(0, 20, far, 0)];
        let book = set(&world, lead, 0, rules.clone()).await.expect("set");
        assert_eq!((book.revision, &book.rules), (1, &rules));
        assert_eq!(world.store.rules().await.expect("rules"), book);
        for (seed, bits) in [(1, 10), (2, 12), (3, 24)] {
            world.entry(Picture::new(seed)).await;
            world.upload(Picture::new(seed).altered(bits)).await;
        }
        let waiting = async |queue| info(&world, queue).await.counts.waiting;
        assert_eq!(
            [
                waiting(close).await,
                waiting(far).await,
                waiting(world.bank.queue).await
            ],
            [1, 1, 1]
        );
        let first = world.store.open_cases(close, None, 10).await.expect("cases");
        assert_eq!(first.iter().map(|case| case.priority).collect::<Vec<_>>(), [5]);
    })
    .await;
}

#[tokio::test]
async fn what_stands_and_waits_is_told_of_every_queue_at_any_moment() {
    every_engine(async |world: World| {
        let (lead, desk) = (world.lead("lead").await, world.moderator("one").await);
        made(&world, lead, "Another").await;
        let began = world.now();
        for seed in 0..3 {
            world.entry(Picture::new(seed)).await;
            world.upload(Picture::new(seed)).await;
            world.step(Span::seconds(1));
        }
        let backlog = async || world.store.backlog(world.now()).await.expect("read");
        let leased = world.take_one(desk).await;
        let found = backlog().await;
        let of = |found: &Backlog, name: &str| {
            let queue = found.queues.iter().find(|queue| queue.name == name).cloned();
            queue.expect("every queue is told of")
        };
        let home = info(&world, world.bank.queue).await.name;
        assert_eq!(of(&found, "Another").waiting + of(&found, "Another").later, 0);
        assert_eq!(of(&found, "Another").oldest, None);
        assert_eq!((of(&found, &home).waiting, found.leases), (2, 1));
        assert_eq!(of(&found, &home).oldest, Some(Time(began.0 + Span::seconds(1).0)));
        world.step(Span::minutes(3));
        let found = backlog().await;
        assert_eq!((of(&found, &home).waiting, found.leases), (3, 0), "a lease has run out");
        assert_eq!(of(&found, &home).oldest, Some(began));
        let leased_again = world.take_one(desk).await;
        assert_eq!(leased_again.case.id, leased.case.id);
        world.look(desk, &leased_again, Rung::Colour).await;
        world.give(desk, &leased_again, Says::Disputes).await.expect("taken");
        let found = backlog().await;
        assert_eq!((of(&found, &home).waiting, of(&found, &home).later), (2, 1), "in grace");
        assert!(found.planned > 0 && found.due == 0, "{found:?}");
        world.step(Span::minutes(5));
        let found = backlog().await;
        assert_eq!(found.due, found.planned, "the grace time is over");
        world.past_grace().await;
        assert_eq!(backlog().await.planned, 0, "carried out");
    })
    .await;
}

#[tokio::test]
async fn rules_changed_by_somebody_else_in_between_are_not_overwritten() {
    every_engine(async |world: World| {
        let lead = world.lead("lead").await;
        let queue = made(&world, lead, "Close").await;
        let one = vec![near(0, 10, queue, 0)];
        set(&world, lead, 0, one.clone()).await.expect("set");
        let late = set(&world, lead, 0, vec![]).await;
        assert!(matches!(late, Err(RulesRefused::Stale)), "{late:?}");
        assert_eq!(world.store.rules().await.expect("rules").rules, one);
        let nowhere = vec![near(0, 10, QueueId(uuid::Uuid::from_u128(1)), 0)];
        let refused = set(&world, lead, 1, nowhere).await;
        let Err(RulesRefused::NoSuch { at: 1, what: "queue" }) = refused else {
            panic!("{refused:?}");
        };
    })
    .await;
}

#[tokio::test]
async fn a_dry_run_says_where_cases_would_have_gone_and_moves_none() {
    every_engine(async |world: World| {
        let lead = world.lead("lead").await;
        let close = made(&world, lead, "Close").await;
        world.entry(Picture::new(0)).await;
        world.upload(Picture::new(0).altered(12)).await;
        world.step(Span::hours(30));
        for (seed, bits) in [(1, 0), (2, 8), (3, 9), (4, 20)] {
            world.entry(Picture::new(seed)).await;
            let picture = Picture::new(seed);
            world
                .upload(if bits == 0 { picture } else { picture.altered(bits) })
                .await;
        }
        // Folded into the case before it: no case of its own.
        world.upload(Picture::new(4).altered(20)).await;
        let home = world.bank.queue;
        let digest = Rule {
            when: Conditions {
                signal: Some(Signal::Digest),
                ..Conditions::default()
            },
            ..near(0, 0, home, 0)
        };
        let rules = vec![digest, near(0, 10, close, 0)];
        let run = world.store.try_rules(rules, Span::hours(24)).await.expect("tried");
        assert_eq!((run.cases, run.capped), (4, false));
        assert_eq!(run.by_rule, [1, 2]);
        let moves: std::collections::BTreeSet<_> = run.moves.into_iter().collect();
        assert_eq!(moves, [(home, close, 2), (home, home, 2)].into());
        assert_eq!(info(&world, close).await.counts.waiting, 0, "nothing has moved");
        assert_eq!(world.store.rules().await.expect("rules"), RuleBook::default());
    })
    .await;
}

#[tokio::test]
async fn nobody_takes_from_a_queue_that_is_not_theirs() {
    every_engine(async |world: World| {
        let (lead, one, two) = (
            world.lead("lead").await,
            world.moderator("one").await,
            world.moderator("two").await,
        );
        world.entry(Picture::new(1)).await;
        let case = world.upload(Picture::new(1)).await.case.expect("queued");
        let home = world.bank.queue;
        let mut settings = QueueSettings::default();
        settings.audience.people.insert(one.person);
        world
            .store
            .set_queue(lead.person, home, settings.clone())
            .await
            .expect("set");
        assert!(world.take(two, 1).await.is_empty());
        assert!(world.take(lead, 1).await.is_empty());
        let named = world.take_case(two, case).await;
        assert!(named.is_none(), "nor by its name");
        let mine = |desk: Desk| world.store.queues(desk.person, desk.role);
        assert!(mine(two).await.expect("queues").is_empty());
        assert_eq!(mine(one).await.expect("queues").len(), 1);
        assert_eq!(info(&world, home).await.settings, settings);
        assert_eq!(world.take_one(one).await.case.id, case);
    })
    .await;
}

#[tokio::test]
async fn a_verdict_against_the_policy_of_its_queue_is_refused_and_the_lease_stays() {
    every_engine(async |world: World| {
        let (lead, one) = (world.lead("lead").await, world.moderator("one").await);
        world.entry(Picture::new(1)).await;
        world.upload(Picture::new(1)).await;
        let mut settings = QueueSettings::default();
        settings.policy.text = "Only the hash is judged here.".into();
        settings.policy.hidden.insert(Choice::Agree);
        settings.policy.explained.insert(Choice::Different);
        let home = world.bank.queue;
        world
            .store
            .set_queue(lead.person, home, settings.clone())
            .await
            .expect("set");
        let leased = world.take_one(one).await;
        assert_eq!(leased.case.policy, settings.policy);
        world.look(one, &leased, Rung::Grey).await;
        let refused = world.give(one, &leased, Says::Agrees).await;
        let Err(VerdictRefused::Policy(AgainstPolicy::NotOffered { choice: Choice::Agree })) = refused else {
            panic!("{refused:?}");
        };
        let refused = world.give(one, &leased, Says::Different).await;
        let Err(VerdictRefused::Policy(AgainstPolicy::Unexplained { .. })) = refused else {
            panic!("{refused:?}");
        };
        let mut explained = world.new_verdict(one, &leased, Says::Different);
        explained.reason = Some("mirrored and cropped".into());
        world.store.give_verdict(explained).await.expect("taken");
    })
    .await;
}

#[tokio::test]
async fn settings_that_leave_no_honest_answer_and_second_names_are_refused() {
    every_engine(async |world: World| {
        let lead = world.lead("lead").await;
        let queue = made(&world, lead, "Close").await;
        let twice = world.store.make_queue(lead.person, "Close".into()).await;
        assert!(matches!(twice, Err(QueueRefused::NameTaken)), "{twice:?}");
        let mut hidden = QueueSettings::default();
        hidden.policy.hidden.insert(Choice::Undetermined);
        let refused = world.store.set_queue(lead.person, queue, hidden).await;
        assert!(matches!(refused, Err(QueueRefused::Settings(_))), "{refused:?}");
        let nowhere = QueueId(uuid::Uuid::from_u128(1));
        let refused = world
            .store
            .set_queue(lead.person, nowhere, QueueSettings::default())
            .await;
        assert!(matches!(refused, Err(QueueRefused::NoSuch)), "{refused:?}");
        let refused = world.store.open_cases(nowhere, None, 10).await;
        assert!(matches!(refused, Err(QueueRefused::NoSuch)), "{refused:?}");
    })
    .await;
}

#[tokio::test]
async fn a_case_that_nobody_may_take_is_counted_and_marked() {
    every_engine(async |world: World| {
        let (lead, one) = (world.lead("lead").await, world.moderator("one").await);
        world.entry(Picture::new(1)).await;
        let case = world.upload(Picture::new(1)).await.case;
        let home = world.bank.queue;
        assert_eq!(info(&world, home).await.counts.stranded, 0);
        for desk in [one, lead] {
            let leased = world.take_one(desk).await;
            world.skip(desk, &leased).await;
        }
        let counts = info(&world, home).await.counts;
        assert_eq!((counts.waiting, counts.stranded), (1, 1));
        let cases = world.store.open_cases(home, None, 10).await.expect("cases");
        let seen: Vec<_> = cases
            .iter()
            .map(|row| (Some(row.id), row.stranded, row.passed_on))
            .collect();
        assert_eq!(seen, [(case, true, 2)]);
        world.moderator("two").await;
        assert_eq!(info(&world, home).await.counts.stranded, 0, "somebody new may take it");
        let mut leads_only = QueueSettings::default();
        leads_only.audience.roles.insert(Role::Lead);
        world.store.set_queue(lead.person, home, leads_only).await.expect("set");
        assert_eq!(
            info(&world, home).await.counts.stranded,
            1,
            "but not from a queue for leads"
        );
    })
    .await;
}
