//! Leases and verdicts under load, through HTTP: the hub on either engine, and job queues that other people built,
//! behind the same kind of HTTP.
//!
//! A cycle is one job taken, in batches of four, and done with; the hub's also proves who asks, judges the verdict,
//! plans its effects and keeps the chain. The load runs on the same cores, so every figure includes it.

mod connection;
mod desks;
mod hub;
mod kept;
mod peer;
mod subject;

use super::figures::Figures;
use crate::harness::programs;
use std::{env, time::Duration};
use subject::Subject;
use tempfile::TempDir;

/// The store's own program that fills databases, beside those of the hub.
const PROGRAM: &str = "examples/queue";
/// How many cases wait, for each run, with spaces between them.
const WAITING_VARIABLE: &str = "SCRIM_QUEUE_WAITING";
/// Names the peers that can be had, with spaces between them.
const PEERS_VARIABLE: &str = "SCRIM_PEERS";
/// How long one turn of one subject lasts, and how often each has its turn.
const TURN: Duration = Duration::from_secs(4);
const TURNS: usize = 3;
/// More jobs than a peer is asked for in all its turns; waiting jobs cost them nothing.
const PEERS_HOLD: u64 = 150_000;

/// Measures all of it.
///
/// # Errors
/// When a program fails or answers otherwise than it should.
pub async fn measure() -> anyhow::Result<Figures> {
    let program = programs::ours(PROGRAM)?;
    let sizes = env::var(WAITING_VARIABLE).unwrap_or_else(|_| "1000000".to_owned());
    let names = env::var(PEERS_VARIABLE).unwrap_or_default();
    let folder = TempDir::with_prefix("scrim-bench-queue-")?;
    let mut figures = Figures::default();
    for waiting in sizes.split_whitespace() {
        let mut subjects = Vec::new();
        let waiting: u64 = waiting.parse()?;
        for engine in ["sqlite", "postgres"] {
            subjects.push(Subject::hub(&program, engine, waiting, folder.path())?);
        }
        let database = subjects.iter().find_map(Subject::peers_database);
        for name in names.split_whitespace() {
            subjects.push(Subject::peer(name, database.as_deref(), PEERS_HOLD, folder.path())?);
        }
        rounds(&mut subjects, &mut figures, waiting).await?;
    }
    figures.note(format!(
        "through HTTP: {} desks over {} connections, leases in batches of {}; the load shares the cores",
        desks::DESKS,
        desks::CONNECTIONS,
        desks::BATCH
    ));
    Ok(figures)
}

/// Each in its turn, several times over, so that a busy machine is busy for all of them.
async fn rounds(subjects: &mut [Subject], figures: &mut Figures, waiting: u64) -> anyhow::Result<()> {
    for load in [desks::Load::Full, desks::Load::Offered] {
        for _turn in 0..TURNS {
            for subject in &mut *subjects {
                let run = desks::work(subject, load, TURN).await?;
                subject.found(load, run);
            }
        }
    }
    for subject in subjects {
        subject.tell(figures, waiting)?;
    }
    Ok(())
}
