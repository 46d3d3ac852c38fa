//! The load: desks that take four jobs and do them one after another, as fast as it goes or at an offered rate.

use super::{
    connection::Connection,
    subject::{Doing, Subject},
};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::{sync::Mutex, task::JoinSet};

/// How many desks there are.
pub(super) const DESKS: usize = 1_000;
/// How many connections they share.
pub(super) const CONNECTIONS: usize = 64;
/// Jobs in one request.
pub(super) const BATCH: u32 = 4;
/// Cycles a second that are offered where it is not as fast as it goes.
pub(super) const OFFERED: u32 = 1_000;

/// How the load comes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Load {
    /// As fast as it goes.
    Full,
    /// At a rate, whatever becomes of it.
    Offered,
}

/// How long the steps of one run took, and when each cycle was done.
#[derive(Debug)]
pub(super) struct Run {
    pub(super) began: Instant,
    pub(super) taking: Vec<Duration>,
    pub(super) doing: Vec<Duration>,
    pub(super) done: Vec<Instant>,
}

impl Run {
    fn new() -> Self {
        Self {
            began: Instant::now(),
            taking: Vec::new(),
            doing: Vec::new(),
            done: Vec::new(),
        }
    }

    fn join(&mut self, other: Self) {
        self.taking.extend(other.taking);
        self.doing.extend(other.doing);
        self.done.extend(other.done);
    }
}

/// Runs one turn of a subject.
pub(super) async fn work(subject: &Subject, load: Load, lasts: Duration) -> anyhow::Result<Run> {
    let mut connections = Vec::with_capacity(CONNECTIONS);
    for _connection in 0..CONNECTIONS {
        connections.push(Connection::open(subject.address).await?);
    }
    match load {
        Load::Full => full(subject, connections, lasts).await,
        Load::Offered => offered(subject, connections, lasts).await,
    }
}

async fn full(subject: &Subject, connections: Vec<Connection>, lasts: Duration) -> anyhow::Result<Run> {
    let mut run = Run::new();
    let until = run.began + lasts;
    let mut working = JoinSet::new();
    for (first, mut connection) in connections.into_iter().enumerate() {
        let doing = subject.doing.clone();
        working.spawn(async move {
            let mut run = Run::new();
            for desk in (first..DESKS).step_by(CONNECTIONS).cycle() {
                let now = Instant::now();
                if now >= until || !turn(&doing, &mut connection, desk, now, &mut run).await? {
                    break;
                }
            }
            anyhow::Ok(run)
        });
    }
    gather(&mut run, working).await?;
    Ok(run)
}

async fn offered(subject: &Subject, connections: Vec<Connection>, lasts: Duration) -> anyhow::Result<Run> {
    let mut run = Run::new();
    let connections: Vec<_> = connections.into_iter().map(|one| Arc::new(Mutex::new(one))).collect();
    let mut ticks = tokio::time::interval(Duration::from_secs(1) * BATCH / OFFERED);
    let mut working = JoinSet::new();
    for (desk, connection) in (0..DESKS).cycle().zip(connections.iter().cycle()) {
        let due = ticks.tick().await.into_std();
        if due >= run.began + lasts {
            break;
        }
        let (doing, connection) = (subject.doing.clone(), Arc::clone(connection));
        working.spawn(async move {
            let mut run = Run::new();
            turn(&doing, &mut *connection.lock().await, desk, due, &mut run).await?;
            anyhow::Ok(run)
        });
    }
    gather(&mut run, working).await?;
    Ok(run)
}

async fn gather(run: &mut Run, mut working: JoinSet<anyhow::Result<Run>>) -> anyhow::Result<()> {
    while let Some(done) = working.join_next().await {
        run.join(done??);
    }
    Ok(())
}

/// One desk takes its jobs and does them. Answers whether any waited.
async fn turn(
    doing: &Doing,
    connection: &mut Connection,
    desk: usize,
    due: Instant,
    run: &mut Run,
) -> anyhow::Result<bool> {
    let jobs = doing.take(connection, desk).await?;
    if jobs.is_empty() {
        return Ok(false);
    }
    run.taking.push(due.elapsed());
    for job in jobs {
        let asked = Instant::now();
        doing.finish(connection, desk, job).await?;
        run.doing.push(asked.elapsed());
        run.done.push(Instant::now());
    }
    Ok(true)
}
