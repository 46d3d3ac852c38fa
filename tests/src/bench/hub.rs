//! The hub under load: uploads, reviews and pictures, each by several clients at once.
//!
//! The load runs on the same cores as the hub, so every figure includes it.

use super::{
    figures::{Figures, rates},
    memory::{proportional_mb, resident_mb},
};
use crate::{
    harness::{Held, HubOptions, Reviewer, Source, TestHub, rulings::Ruling},
    pictures::{
        File,
        collection::{Recipe, draw},
    },
};
use scrim_model::{person::Role, rung::Rung};
use scrim_wire::http::items::Outcome;
use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::{Duration, Instant},
};
use tokio::task::JoinSet;

/// Width and height of about one megapixel.
const MEGAPIXEL: (usize, usize) = (1_160, 864);
/// How many pictures of a megapixel there are of either kind; each is sent many times, never twice
/// with the same bytes.
const LARGE: u32 = 24;
/// How many cases the reviewers decide.
const CASES: u32 = 360;
const UPLOADERS: usize = 4;
const REVIEWERS: usize = 8;
const FETCHERS: usize = 4;
/// How many cases a reviewer takes at once.
const BATCH: u32 = 4;
/// How long one turn of uploads lasts, and how many turns each kind gets.
const TURN: Duration = Duration::from_secs(3);
const TURNS: usize = 4;
const FETCHES: usize = 600;
/// More than any rendition has.
const LARGEST_RENDITION: usize = 8 * 1_024 * 1_024;
/// How often the hub's memory is looked at.
const MEMORY_EVERY: Duration = Duration::from_millis(200);

/// Measures all of it.
///
/// # Errors
/// When a program fails or answers otherwise than it should.
pub async fn measure() -> anyhow::Result<Figures> {
    let hub = TestHub::start(HubOptions::default())?;
    let mut figures = Figures::default();
    let idle = (0..21).map(|_| resident_mb(hub.pid())).collect::<Result<Vec<_>, _>>()?;
    figures.add("hub alone, nothing in it, RSS", "MB", idle)?;
    let source = hub.source("platform")?;
    let stock = Stock::drawn();
    hub.import("megapixels", true, &stock.listed)?;
    hub.import("small", true, &stock.small)?;
    ingest(&mut figures, &hub, &source, &stock).await?;
    fetch(&mut figures, &hub).await?;
    for file in &stock.small {
        let outcome = source.outcome(file).await?;
        anyhow::ensure!(outcome == Outcome::Queued, "{} was {outcome:?}", file.name);
    }
    review(&mut figures, &hub).await?;
    figures.note(format!(
        "{UPLOADERS} uploaders, {REVIEWERS} reviewers, batches of {BATCH}, SQLite"
    ));
    figures.note(format!(
        "matched uploads fold into {LARGE} cases; the load shares the cores with the hub"
    ));
    figures.note("no peer is measured");
    hub.finish()?;
    Ok(figures)
}

/// Files to be uploaded.
struct Stock {
    listed: Vec<File>,
    strangers: Vec<File>,
    small: Vec<File>,
}

impl Stock {
    fn drawn() -> Self {
        let file = |number, variation, size_px| {
            let size_px = Some(size_px);
            File::jpeg(&draw(Recipe {
                number,
                variation,
                size_px,
            }))
        };
        Self {
            listed: (0..LARGE).map(|n| file(n, 0, MEGAPIXEL)).collect(),
            strangers: (LARGE..2 * LARGE).map(|n| file(n, 0, MEGAPIXEL)).collect(),
            small: (2 * LARGE..2 * LARGE + CASES).map(|n| file(n, 0, (320, 240))).collect(),
        }
    }
}

/// The same picture in bytes that were never sent before: a comment behind the first marker.
fn never_sent(file: &File, number: usize) -> File {
    let comment = (number as u64).to_be_bytes();
    let (marker, rest) = file.bytes.split_at(2);
    let segment = [0xFF, 0xFE, 0, 10];
    File {
        name: format!("{number}-{}", file.name),
        bytes: [marker, &segment, &comment, rest].concat(),
    }
}

async fn ingest(figures: &mut Figures, hub: &TestHub, source: &Source, stock: &Stock) -> anyhow::Result<()> {
    let mut uploads = Uploads::default();
    let (mut matched, mut unmatched) = (Stream::default(), Stream::default());
    let watch = Watch::over(hub.pid());
    for _ in 0..TURNS {
        uploads
            .turn(source, &stock.listed, Outcome::Queued, &mut matched)
            .await?;
        uploads
            .turn(source, &stock.strangers, Outcome::NoMatch, &mut unmatched)
            .await?;
    }
    let (resident, whole) = watch.end().await?;
    matched.tell(figures, "upload of 1 MP, matched and queued", "uploads/s")?;
    unmatched.tell(figures, "upload of 1 MP, no match", "uploads/s")?;
    figures.add("hub alone, during uploads, RSS", "MB", resident)?;
    figures.add("hub and workers, during uploads, PSS", "MB", whole)
}

/// Looks at the hub's memory until it is told to end.
struct Watch(
    tokio::sync::oneshot::Sender<()>,
    tokio::task::JoinHandle<anyhow::Result<(Vec<f64>, Vec<f64>)>>,
);

impl Watch {
    fn over(pid: u32) -> Self {
        let (end, mut ended) = tokio::sync::oneshot::channel();
        let looking = tokio::spawn(async move {
            let (mut resident, mut whole) = (Vec::new(), Vec::new());
            while tokio::time::timeout(MEMORY_EVERY, &mut ended).await.is_err() {
                resident.push(resident_mb(pid)?);
                whole.push(proportional_mb(pid)?);
            }
            Ok((resident, whole))
        });
        Self(end, looking)
    }

    async fn end(self) -> anyhow::Result<(Vec<f64>, Vec<f64>)> {
        drop(self.0);
        self.1.await?
    }
}

#[derive(Default)]
struct Uploads {
    sent: usize,
}

impl Uploads {
    /// Sends files from several places at once for one turn.
    async fn turn(
        &mut self,
        source: &Source,
        files: &[File],
        expected: Outcome,
        into: &mut Stream,
    ) -> anyhow::Result<()> {
        let sent = AtomicUsize::new(self.sent);
        let (began, until) = (Instant::now(), Instant::now() + TURN);
        let one = async || {
            let mut requests = Vec::new();
            while Instant::now() < until {
                let number = sent.fetch_add(1, Ordering::Relaxed);
                let file = files
                    .get(number % files.len().max(1))
                    .map(|file| never_sent(file, number));
                let Some(file) = file else { break };
                let asked = Instant::now();
                let outcome = source.outcome(&file).await?;
                anyhow::ensure!(outcome == expected, "{} was {outcome:?}", file.name);
                requests.push((asked, Instant::now()));
            }
            anyhow::Ok(requests)
        };
        let (a, b, c, d) = tokio::try_join!(one(), one(), one(), one())?;
        self.sent = sent.into_inner();
        into.take(began, [a, b, c, d].concat());
        Ok(())
    }
}

/// Requests of one kind: how long each took, and how many came a second.
#[derive(Default)]
struct Stream {
    times: Vec<Duration>,
    rates: Vec<f64>,
}

impl Stream {
    fn take(&mut self, began: Instant, requests: Vec<(Instant, Instant)>) {
        self.times.extend(requests.iter().map(|(asked, told)| *told - *asked));
        self.rates
            .extend(rates(began, requests.into_iter().map(|(_, told)| told).collect(), 1.0));
    }

    fn tell(self, figures: &mut Figures, what: &str, unit: &str) -> anyhow::Result<()> {
        figures.add_times(what, &self.times)?;
        figures.add(what, unit, self.rates)
    }
}

/// What the reviewers' requests took.
#[derive(Default)]
struct Reviewed {
    leases: Vec<(Instant, Instant)>,
    looks: Vec<(Instant, Instant)>,
    verdicts: Vec<(Instant, Instant)>,
    cases: Vec<(Instant, Instant)>,
}

async fn review(figures: &mut Figures, hub: &TestHub) -> anyhow::Result<()> {
    let mut reviewing = JoinSet::new();
    let mut people = Vec::new();
    for number in 0..REVIEWERS {
        people.push(hub.person(&format!("reviewer-{number}"), Role::Moderator).await?);
    }
    let began = Instant::now();
    for who in people {
        reviewing.spawn(async move { decide_all(&who).await });
    }
    let mut all = Reviewed::default();
    while let Some(done) = reviewing.join_next().await {
        let done = done??;
        all.leases.extend(done.leases);
        all.looks.extend(done.looks);
        all.verdicts.extend(done.verdicts);
        all.cases.extend(done.cases);
    }
    for (what, requests) in [
        ("taking 4 leases", all.leases),
        ("look asked for and closed", all.looks),
        ("verdict", all.verdicts),
        ("whole case: look, verdict", all.cases.clone()),
    ] {
        let times: Vec<Duration> = requests.iter().map(|(asked, told)| *told - *asked).collect();
        figures.add_times(what, &times)?;
    }
    let ends = all.cases.into_iter().map(|(_, told)| told).collect();
    figures.add(
        "cases leased, looked at and decided",
        "cases/s",
        rates(began, ends, 1.0),
    )
}

/// Decides until nothing waits.
async fn decide_all(who: &Reviewer) -> anyhow::Result<Reviewed> {
    let mut done = Reviewed::default();
    loop {
        let asked = Instant::now();
        let held = who.take(BATCH).await?;
        if held.is_empty() {
            return Ok(done);
        }
        done.leases.push((asked, Instant::now()));
        for held in &held {
            let began = Instant::now();
            who.look(held, Rung::Grey).await?;
            let looked = Instant::now();
            who.say(held, Ruling::Settle.on(&held.leased.case)).await?;
            let said = Instant::now();
            done.looks.push((began, looked));
            done.verdicts.push((looked, said));
            done.cases.push((began, said));
        }
    }
}

/// Fetches the largest renditions of held cases again and again, and gives the cases back.
async fn fetch(figures: &mut Figures, hub: &TestHub) -> anyhow::Result<()> {
    let who = hub.person("fetcher", Role::Moderator).await?;
    let held = who.take(8).await?;
    anyhow::ensure!(!held.is_empty(), "nothing waits to be fetched");
    let fetched = AtomicUsize::new(0);
    let bytes = AtomicUsize::new(0);
    let began = Instant::now();
    let one = async || {
        let mut requests = Vec::new();
        loop {
            let number = fetched.fetch_add(1, Ordering::Relaxed);
            let next: Option<&Held> = held.get(number % held.len().max(1));
            let Some(next) = next.filter(|_| number < FETCHES) else {
                return anyhow::Ok(requests);
            };
            let asked = Instant::now();
            let whole = who
                .signed
                .rendition(&next.proof(), Rung::Colour, LARGEST_RENDITION)
                .await?;
            bytes.fetch_add(whole.len(), Ordering::Relaxed);
            requests.push((asked, Instant::now()));
        }
    };
    let (a, b, c, d) = tokio::try_join!(one(), one(), one(), one())?;
    let requests = [a, b, c, d].concat();
    let each_mb = bytes.into_inner() as f64 / requests.len().max(1) as f64 / 1_000_000.0;
    let times: Vec<Duration> = requests.iter().map(|(asked, told)| *told - *asked).collect();
    figures.add_times("sealed colour rendition to the lease holder", &times)?;
    let ends = requests.into_iter().map(|(_, told)| told).collect();
    figures.add(
        "sealed colour renditions to the lease holder",
        "MB/s",
        rates(began, ends, each_mb),
    )?;
    figures.note(format!(
        "a sealed colour rendition has {each_mb:.3} MB, fetched by {FETCHERS} at once"
    ));
    for held in &held {
        who.give_back(held).await?;
    }
    Ok(())
}
