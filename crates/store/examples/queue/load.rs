//! The load: desks that take four cases and decide them, as fast as it goes or at an offered rate.

use crate::{
    arguments::{Engine, Plan},
    cpu,
    figures::{self, Run},
    seed::{self, Desk},
    subject::Subject,
};
use anyhow::ensure;
use scrim_model::{
    person::Role,
    second_looks::Draw,
    time::Span,
    verdict::{Content, Listing, MatchAxis, PairVerdict, Verdict},
};
use scrim_store::{
    Store,
    leases::{Leased, Proof, Taker},
    verdicts::NewVerdict,
};
use serde_json::{Value, json};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::task::JoinSet;
use uuid::Uuid;

/// How many desks there are.
const DESKS: u32 = 1_000;
/// How many of them ask at once.
const AT_ONCE: usize = 64;
/// Cases in one lease request.
const BATCH: usize = 4;
/// Cycles a second that are offered where it is not as fast as it goes.
const OFFERED: u32 = 1_000;

/// Measures each engine with each number of waiting cases, and prints what was found.
#[expect(clippy::print_stdout, reason = "the figures are what this program is run for")]
pub(crate) async fn measure(plan: &Plan) -> anyhow::Result<()> {
    let mut rows = Vec::new();
    for waiting in &plan.waiting {
        for engine in &plan.engines {
            let subject = Subject::new(*engine)?;
            let store = subject.store()?;
            let desks = seed::fill(&subject, &store, *waiting, DESKS).await?;
            let under = Under {
                subject,
                store,
                desks,
                seconds: plan.seconds,
            };
            rows.extend(under.measure(*waiting).await?);
        }
    }
    println!("{:#}", json!({ "rows": rows, "ratios": [], "notes": notes() }));
    Ok(())
}

fn notes() -> Vec<String> {
    vec![format!(
        "the store alone: {DESKS} desks, {AT_ONCE} at once, leases in batches of {BATCH}; the load shares the cores; \
         durable commits on both"
    )]
}

/// What is under load.
struct Under {
    subject: Subject,
    store: Store,
    desks: Vec<Desk>,
    seconds: u64,
}

/// How the load comes.
#[derive(Clone, Copy)]
enum Load {
    /// As fast as it goes.
    Full,
    /// At a rate, whatever becomes of it.
    Offered,
}

impl Under {
    async fn measure(&self, waiting: u64) -> anyhow::Result<Vec<Value>> {
        let name = format!("scrim on {}", self.subject.engine.name());
        let before = (cpu::own_ms(), self.subject.server_ms());
        let full = self.rounds(Load::Full).await?;
        let cycles = full.verdicts.len();
        let mut rows = full.rows(&name, &format!("{waiting} waiting, full load"));
        rows.push(used("store and load", &name, waiting, cpu::own_ms() - before.0, cycles));
        if self.subject.engine == Engine::Postgres {
            rows.push(used(
                "server",
                &name,
                waiting,
                self.subject.server_ms() - before.1,
                cycles,
            ));
        }
        let offered = self.rounds(Load::Offered).await?;
        rows.extend(offered.rows(&name, &format!("{waiting} waiting, {OFFERED}/s offered")));
        Ok(rows)
    }

    /// A queue that runs dry is filled again between two rounds.
    async fn rounds(&self, load: Load) -> anyhow::Result<Run> {
        let (mut whole, mut left) = (Run::default(), Duration::from_secs(self.seconds));
        while !left.is_zero() {
            seed::refill(&self.subject)?;
            let began = Instant::now();
            let round = match load {
                Load::Full => self.full(left).await?,
                Load::Offered => self.offered(left).await?,
            };
            left = left.saturating_sub(began.elapsed());
            whole.join(round.told(began));
        }
        Ok(whole)
    }

    async fn full(&self, lasts: Duration) -> anyhow::Result<Run> {
        let until = Instant::now() + lasts;
        let mut working = JoinSet::new();
        for first in 0..AT_ONCE {
            let own: Vec<Desk> = self.desks.iter().skip(first).step_by(AT_ONCE).copied().collect();
            let store = self.store.clone();
            working.spawn(async move {
                let mut run = Run::default();
                for desk in own.iter().cycle() {
                    let now = Instant::now();
                    if now >= until || !turn(&store, *desk, now, &mut run).await? {
                        break;
                    }
                }
                anyhow::Ok(run)
            });
        }
        all(working).await
    }

    async fn offered(&self, lasts: Duration) -> anyhow::Result<Run> {
        let until = Instant::now() + lasts;
        let every = Duration::from_secs(1) * u32::try_from(BATCH)? / OFFERED;
        let mut ticks = tokio::time::interval(every);
        let mut working: JoinSet<anyhow::Result<Run>> = JoinSet::new();
        let dry = Arc::new(AtomicBool::new(false));
        for desk in self.desks.iter().cycle() {
            let due = ticks.tick().await.into_std();
            if due >= until || dry.load(Ordering::Relaxed) {
                break;
            }
            let (store, desk, dry) = (self.store.clone(), *desk, Arc::clone(&dry));
            working.spawn(async move {
                let mut run = Run::default();
                if !turn(&store, desk, due, &mut run).await? {
                    dry.store(true, Ordering::Relaxed);
                }
                anyhow::Ok(run)
            });
        }
        all(working).await
    }
}

#[expect(clippy::cast_precision_loss, reason = "milliseconds of one run are far below 2^53")]
fn used(what: &str, name: &str, waiting: u64, used_ms: u64, cycles: usize) -> Value {
    let each = used_ms as f64 * 1_000.0 / cycles.max(1) as f64;
    figures::row(
        &format!("CPU of {what}, {waiting} waiting, full load"),
        name,
        "µs/cycle",
        &[each],
    )
}

async fn all(mut working: JoinSet<anyhow::Result<Run>>) -> anyhow::Result<Run> {
    let mut run = Run::default();
    while let Some(done) = working.join_next().await {
        run.join(done??);
    }
    Ok(run)
}

/// One desk takes its cases and decides them. Answers whether any waited.
async fn turn(store: &Store, desk: Desk, due: Instant, run: &mut Run) -> anyhow::Result<bool> {
    let taker = Taker {
        dice: scrim_model::look_alike::Dice::NEVER,
        person: desk.person,
        session: desk.session,
        role: Role::Moderator,
        may_settle: false,
    };
    let tokens = (0..BATCH).map(|_| fresh()).collect();
    let leased = store.take_leases(taker, None, tokens).await?;
    if leased.is_empty() {
        return Ok(false);
    }
    run.leases.push(due.elapsed());
    for leased in leased {
        let asked = Instant::now();
        let answer = store.give_verdict(verdict(desk, &leased)).await?;
        ensure!(answer.confirmed, "a verdict on equal bytes takes one person");
        run.verdicts.push(asked.elapsed());
        run.done.push(Instant::now());
    }
    Ok(true)
}

fn verdict(desk: Desk, leased: &Leased) -> NewVerdict {
    let pairs = leased.case.pairs.iter().map(|pair| PairVerdict {
        item: leased.case.item,
        entry: pair.entry,
        matched: MatchAxis::SameExact,
        listing: Listing::NotAssessed,
    });
    NewVerdict {
        case: leased.case.id,
        proof: Proof {
            lease: leased.lease.id,
            person: desk.person,
            session: desk.session,
            token: None,
        },
        fence: leased.lease.fence,
        verdict: Verdict {
            content: Content::NotAssessed,
            classification: None,
            pairs: pairs.collect(),
        },
        reason: None,
        as_lead: false,
        idempotency_key: Uuid::new_v4().to_string(),
        request_hash: fresh(),
        grace: Span::seconds(60),
        draw: Draw::of(0),
    }
}

fn fresh() -> [u8; 32] {
    let mut bytes = [0; 32];
    let (one, other) = bytes.split_at_mut(16);
    one.copy_from_slice(Uuid::new_v4().as_bytes());
    other.copy_from_slice(Uuid::new_v4().as_bytes());
    bytes
}
