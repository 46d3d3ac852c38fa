//! Who is measured: a hub on one engine, or a peer.

use super::{
    connection::Connection,
    desks::{self, DESKS, Load, Run},
    hub,
    kept::Kept,
    peer,
};
use crate::{
    bench::figures::{Figures, rates},
    harness::child::Running,
};
use scrim_wire::http::leases::Leased;
use std::{net::SocketAddr, path::Path, sync::Arc};

/// One of those who are measured.
pub(super) struct Subject {
    pub(super) address: SocketAddr,
    pub(super) doing: Doing,
    name: String,
    runs: Vec<(Load, Run)>,
    // In this order: whoever uses the database ends before it does.
    _serving: Vec<Running>,
    kept: Option<Kept>,
}

/// How jobs are taken and done there.
#[derive(Clone)]
pub(super) enum Doing {
    /// By somebody who signed in: their tokens.
    Hub(Arc<Vec<String>>),
    Peer,
}

/// A job that was taken.
pub(super) enum Job {
    Case(Box<Leased>),
    Peer(String),
}

impl Subject {
    pub(super) fn hub(program: &Path, engine: &str, waiting: u64, folder: &Path) -> anyhow::Result<Self> {
        let kept = Kept::fill(program, engine, waiting, DESKS)?;
        let (serving, address) = hub::serve(&kept.place, folder)?;
        Ok(Self {
            address,
            doing: Doing::Hub(Arc::new(kept.place.tokens.clone())),
            name: format!("scrim on {engine}"),
            runs: Vec::new(),
            _serving: vec![serving],
            kept: Some(kept),
        })
    }

    pub(super) fn peer(name: &str, database: Option<&str>, jobs: u64, folder: &Path) -> anyhow::Result<Self> {
        let (serving, address, name) = peer::serve(name, database, jobs, folder)?;
        Ok(Self {
            address,
            doing: Doing::Peer,
            name,
            runs: Vec::new(),
            _serving: serving,
            kept: None,
        })
    }

    /// A database on the same server as ours.
    pub(super) fn peers_database(&self) -> Option<String> {
        self.kept.as_ref()?.place.peer.clone()
    }

    pub(super) fn found(&mut self, load: Load, run: Run) {
        self.runs.push((load, run));
    }

    /// Tells what was found of it.
    pub(super) fn tell(&mut self, figures: &mut Figures, waiting: u64) -> anyhow::Result<()> {
        for load in [Load::Full, Load::Offered] {
            let how = match load {
                Load::Full => format!("{waiting} waiting, full load"),
                Load::Offered => format!("{waiting} waiting, {}/s offered", desks::OFFERED),
            };
            let (mut taking, mut doing, mut cycles) = (Vec::new(), Vec::new(), Vec::new());
            for (_load, run) in self.runs.iter().filter(|(of, _run)| *of == load) {
                taking.extend(run.taking.iter().map(|time| time.as_secs_f64() * 1_000.0));
                doing.extend(run.doing.iter().map(|time| time.as_secs_f64() * 1_000.0));
                cycles.extend(rates(run.began, run.done.clone(), 1.0));
            }
            figures.add_of(&self.name, &format!("HTTP: taking 4, {how}"), "ms", taking)?;
            figures.add_of(&self.name, &format!("HTTP: verdict or done, {how}"), "ms", doing)?;
            figures.add_of(&self.name, &format!("HTTP: cycles, {how}"), "cycles/s", cycles)?;
        }
        Ok(())
    }
}

impl Doing {
    pub(super) async fn take(&self, connection: &mut Connection, desk: usize) -> anyhow::Result<Vec<Job>> {
        match self {
            Self::Hub(tokens) => hub::take(connection, tokens.get(desk).map_or("", String::as_str)).await,
            Self::Peer => peer::take(connection).await,
        }
    }

    pub(super) async fn finish(&self, connection: &mut Connection, desk: usize, job: Job) -> anyhow::Result<()> {
        match (self, job) {
            (Self::Hub(tokens), Job::Case(leased)) => {
                hub::decide(connection, tokens.get(desk).map_or("", String::as_str), &leased).await
            }
            (_, Job::Peer(id)) => peer::finish(connection, &id).await,
            (Self::Peer, Job::Case(_leased)) => anyhow::bail!("a peer has no cases"),
        }
    }
}
