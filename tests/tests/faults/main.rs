//! Two hubs and their database are killed, stopped and cut off by a plan, under load: nothing that was
//! acknowledged is lost, and nothing is decided twice.
//!
//! The short form befalls each kind of fault once. `SCRIM_TEST_FULL=1` makes it two minutes and more.

mod checks;
#[expect(dead_code, reason = "the store's suite has more of a cluster than this does")]
#[path = "../../../crates/store/tests/conformance/engines/cluster.rs"]
mod cluster;
mod desks;
mod plan;
mod server;
mod wire;
mod world;

use anyhow::Context as _;
use desks::{Desk, Uploads};
use plan::{Fault, Step};
use rustix::process::Signal;
use scrim_model::{
    ids::{ItemId, VerdictId},
    person::Role,
};
use scrim_tests::{
    harness::Source,
    pictures::{
        File,
        collection::{Recipe, draw},
    },
};
use scrim_wire::http::items::Outcome;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::atomic::{AtomicBool, AtomicUsize, Ordering},
    time::Duration,
};
use tokio::time::sleep;
use wire::State;
use world::World;

/// What befalls whom is drawn from it.
const SEED: u64 = 1_871;

const DESKS: u64 = 6;
const SENDERS: usize = 3;

/// The database is away for so long once, in the long form.
const AWAY: Duration = Duration::from_secs(30);

/// How long it takes, in rounds of all faults and in files to be uploaded meanwhile.
struct Length {
    rounds: usize,
    files: u32,
    pause: Duration,
}

impl Length {
    fn wanted() -> Self {
        let long = std::env::var_os("SCRIM_TEST_FULL").is_some();
        let (rounds, files, pause) = if long { (8, 1_600, 220) } else { (1, 240, 120) };
        Self {
            rounds,
            files,
            pause: Duration::from_millis(pause),
        }
    }

    fn steps(&self) -> Vec<Step> {
        let mut steps = plan::of(SEED, self.rounds);
        if self.rounds > 1 {
            let longest = steps.iter_mut().find(|step| step.fault == Fault::DatabaseStopped);
            if let Some(step) = longest {
                step.lasts = AWAY;
            }
        }
        steps
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_acknowledged_is_lost_and_nothing_decided_twice_whatever_befalls_hubs_and_database()
-> anyhow::Result<()> {
    let Some(mut world) = World::start().await? else {
        return Ok(());
    };
    let length = Length::wanted();
    let files: Vec<File> = (0..length.files).map(small).collect();
    // With equal bytes on a vetted list a case takes one person and no look.
    world.operator().import("known", true, &files)?;
    let uploads = uploads(&world, &files, length.pause)?;
    let desks = desks(&world).await?;
    let over = AtomicBool::new(false);
    let reviewing = desks.into_iter().map(|desk| desk.review(&over));
    let sending = (0..SENDERS).map(|_| uploads.stream(&over));
    let (reviewed, sent, befallen) = tokio::join!(
        futures_util::future::try_join_all(reviewing),
        futures_util::future::try_join_all(sending),
        async {
            let done = befall(&mut world, length.steps()).await;
            over.store(true, Ordering::Relaxed);
            done
        }
    );
    befallen?;
    let (desks, accepted) = (reviewed?, sent?.concat());
    check(&world, desks, &accepted, uploads.doors.first().context("a door")?).await
}

/// Lets everything happen, and ends with everything well.
async fn befall(world: &mut World, steps: Vec<Step>) -> anyhow::Result<()> {
    let database = server::pid(&world.cluster)?;
    for Step { fault, lasts, then } in steps {
        match fault {
            Fault::HubKilled(hub) => {
                world.hub(hub)?.serving.kill()?;
                sleep(lasts).await;
                world.start_again(hub)?;
            }
            Fault::HubStopped(hub) => {
                world.hub(hub)?.signal(Signal::STOP)?;
                let given_away = server::leases_over(&world.cluster).await;
                sleep(lasts).await;
                world.hub(hub)?.signal(Signal::CONT)?;
                given_away?;
            }
            Fault::CutOff(hub) => on_the_wire(world, hub, State::Cut, lasts).await?,
            Fault::Silent(hub) => on_the_wire(world, hub, State::Silent, lasts).await?,
            Fault::DatabaseCrashed => {
                server::crash(&world.cluster).await?;
                server::answers(&world.cluster).await?;
            }
            Fault::DatabaseStopped => {
                server::signal_all(database, Signal::STOP)?;
                sleep(lasts).await;
                server::signal_all(database, Signal::CONT)?;
            }
            Fault::LeasesOver => server::leases_over(&world.cluster).await?,
        }
        sleep(then).await;
    }
    Ok(())
}

async fn on_the_wire(world: &World, hub: usize, state: State, lasts: Duration) -> anyhow::Result<()> {
    let wire = world.wire(hub)?;
    wire.set(state);
    sleep(lasts).await;
    wire.set(State::Open);
    Ok(())
}

async fn check(
    world: &World,
    mut desks: Vec<Desk>,
    accepted: &[(ItemId, Outcome)],
    source: &Source,
) -> anyhow::Result<()> {
    for desk in &mut desks {
        desk.say_all_again().await?;
    }
    let (mut verdicts, mut late) = (BTreeSet::<VerdictId>::new(), BTreeMap::<String, usize>::new());
    for said in desks.iter().flat_map(|desk| &desk.said) {
        match said.answer.context("everything was answered in the end")? {
            Ok(verdict) => anyhow::ensure!(verdicts.insert(verdict), "{verdict} was answered twice"),
            Err(code) => *late.entry(format!("{code:?}")).or_default() += 1,
        }
    }
    eprintln!(
        "{} uploads, {} verdicts, too late {late:?}",
        accepted.len(),
        verdicts.len()
    );
    for (item, outcome) in accepted {
        let stands = source.item(*item).await?.outcome;
        anyhow::ensure!(stands == *outcome, "{item} was {outcome:?} and is {stands:?}");
    }
    let kept = checks::verdicts(&world.cluster)?;
    anyhow::ensure!(
        kept == i64::try_from(verdicts.len())?,
        "{kept} verdicts are kept, {} were answered",
        verdicts.len()
    );
    checks::nothing_is_doubled(&world.cluster)?;
    world.operator().command(&["doctor"])?;
    anyhow::ensure!(accepted.len() > 60 && verdicts.len() > 40, "too little happened");
    anyhow::ensure!(!late.is_empty(), "nobody was overtaken");
    Ok(())
}

async fn desks(world: &World) -> anyhow::Result<Vec<Desk>> {
    let urls: Vec<String> = world.hubs.iter().map(|hub| hub.url.clone()).collect();
    let mut desks = Vec::new();
    for number in 0..DESKS {
        let (name, password) = (format!("desk-{number}"), format!("{}", uuid::Uuid::now_v7().simple()));
        world.operator().add_person(&name, Role::Moderator, &password)?;
        desks.push(Desk::sign_in(&urls, &name, &password, SEED + number).await?);
    }
    Ok(desks)
}

fn uploads<'files>(world: &World, files: &'files [File], pause: Duration) -> anyhow::Result<Uploads<'files>> {
    let key = world.operator().source_key("platform")?;
    let doors = world.hubs.iter().map(|hub| Source::new(&hub.url, &key));
    Ok(Uploads {
        doors: doors.collect::<anyhow::Result<_>>()?,
        files,
        next: AtomicUsize::new(0),
        pause,
    })
}

fn small(number: u32) -> File {
    File::jpeg(&draw(Recipe {
        number,
        variation: 0,
        size_px: Some((160, 120)),
    }))
}
