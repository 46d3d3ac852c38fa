//! Pixels: from a file's bytes to its hash and its five renditions, by us and by others, in one run.
//!
//! The others are programs of `tests/peers`, which take the time themselves. Everything of ours runs in this
//! process, but for what the sandbox costs.

mod isolation;
pub mod kind;
mod ours;
mod peer;
mod rounds;
mod same_work;
pub mod stock;
mod table;
mod tell;

use super::figures::Figures;
use crate::harness::programs;
use anyhow::Context as _;
use kind::Kind;
use peer::Peer;
use rounds::Rounds;
use std::{
    env, fs,
    path::{Path, PathBuf},
};
use stock::{PICTURES, Sources};
use table::Table;

/// A folder for pictures, kept from run to run.
const FOLDER_VARIABLE: &str = "SCRIM_BENCH_PICTURES";
/// The unpacked packages with photographs.
const PHOTOGRAPHS_VARIABLE: &str = "SCRIM_BENCH_PHOTOGRAPHS";

/// Each picture three times; small ones six times, which costs little.
const ROUNDS: usize = 3 * PICTURES;
const ROUNDS_OF_SMALL: usize = 6 * PICTURES;
const SMALL_MEGAPIXELS: f64 = 5.0;

/// What is measured, with what, and how often.
pub struct Plan {
    /// The kinds of files.
    pub kinds: Vec<Kind>,
    /// How many rounds each gets; none for as many as its size allows.
    pub rounds: Option<usize>,
    /// Where pictures come from.
    pub sources: Sources,
    /// The worker, where isolation is measured.
    pub worker: Option<PathBuf>,
    peers: Vec<Peer>,
}

impl Plan {
    /// What there is, as `cargo xtask bench pixels` says it in the environment: of all kinds those whose name
    /// begins with one of these words, or all where there is none.
    ///
    /// # Errors
    /// When no kind is called so, the worker is not built, or a peer does not start.
    pub fn of(names: &[String]) -> anyhow::Result<Self> {
        let kept = env::var_os(FOLDER_VARIABLE).with_context(|| format!("{FOLDER_VARIABLE} names no folder"))?;
        let kept = PathBuf::from(kept);
        fs::create_dir_all(&kept)?;
        let is_wanted = |kind: &Kind| names.is_empty() || names.iter().any(|name| kind.to_string().starts_with(name));
        let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(is_wanted).collect();
        anyhow::ensure!(!kinds.is_empty(), "no kind of files is called {}", names.join(" or "));
        Ok(Self {
            kinds,
            rounds: None,
            peers: peer::start_all(&kept)?,
            worker: Some(programs::ours("scrim-worker")?),
            sources: Sources {
                kept,
                photographs: env::var_os(PHOTOGRAPHS_VARIABLE).map(PathBuf::from),
                webp_writer: peer::webp_writer(),
            },
        })
    }

    /// One kind by us alone, one round for every picture.
    pub fn alone(kind: Kind, folder: &Path) -> Self {
        Self {
            kinds: vec![kind],
            rounds: Some(PICTURES),
            sources: Sources {
                kept: folder.to_owned(),
                ..Sources::default()
            },
            worker: None,
            peers: Vec::new(),
        }
    }

    fn rounds(&self, kind: Kind) -> usize {
        let by_size = if kind.megapixels() < SMALL_MEGAPIXELS {
            ROUNDS_OF_SMALL
        } else {
            ROUNDS
        };
        self.rounds.unwrap_or(by_size)
    }
}

/// Measures all of a plan.
///
/// # Errors
/// When a file cannot be read, or a peer did other work than we.
pub fn measure(mut plan: Plan) -> anyhow::Result<Figures> {
    let mut figures = Figures::default();
    let mut table = Table::default();
    let scratch = plan.sources.kept.join("made-by-peers");
    let mut rounds = Rounds::new(std::mem::take(&mut plan.peers), scratch)?;
    for kind in &plan.kinds {
        let files = plan.sources.files(*kind)?;
        if files.is_empty() {
            figures.note(format!("{kind} is not measured: no program here writes such files"));
            continue;
        }
        rounds.measure(&files, plan.rounds(*kind), &mut table)?;
        figures.note(stock::describe(*kind, &files));
    }
    tell::tell(&table, &plan.kinds, &mut figures)?;
    if let Some(worker) = &plan.worker {
        let (one, twelve) = (plan.sources.files(Kind::ONE)?, plan.sources.files(Kind::TWELVE)?);
        isolation::overhead(worker, Kind::ONE, &one, &mut figures)?;
        isolation::overhead(worker, Kind::TWELVE, &twelve, &mut figures)?;
        isolation::two_workers(worker, Kind::TWELVE, &twelve, &mut figures)?;
    }
    explain(&plan, &rounds, &mut figures);
    Ok(figures)
}

fn explain(plan: &Plan, rounds: &Rounds, figures: &mut Figures) {
    figures.note(format!("pictures: {}", plan.sources.describe()));
    figures.note(
        "a row is over all pictures, each as often as the others; every round gives the next one to all subjects, and \
         begins with another subject; ratios are of medians over whole rows",
    );
    for note in rounds.notes() {
        figures.note(note);
    }
    figures.note("sharp has no hash: to its ingest is added the least time that pdqhash took in the same round");
}
