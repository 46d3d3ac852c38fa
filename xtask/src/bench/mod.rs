//! `cargo xtask bench`: runs the benchmarks and tells them in one format, whoever measured.

mod criterion;
mod fairness;
mod machine;
mod measured;
mod peers;
mod program;
mod queue;
mod queue_peers;

use crate::root::Root;
use crate::steps::Steps;
use anyhow::Context;
use measured::Measured;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

/// What to measure.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Only this one; all of them when none is named.
    name: Option<Name>,
    /// Write the figures there too; an object for one benchmark, a list for several.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Of `queue` and `hub`: with ten thousand waiting and short runs. Of `index` and `lists`: a million entries only.
    /// Of `long`: with 700 verdicts. Of `hide`: 60 times instead of 300.
    #[arg(long)]
    small: bool,
    /// Of `fairness`: what people and cases are drawn from.
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

/// A benchmark.
#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
enum Name {
    /// Hashes and the near-match index.
    Hashing,
    /// The near-match index with a million and ten million hashes, beside faiss; about fifteen minutes.
    Index,
    /// Lists as files into a hub, and how long a hub with up to ten million entries takes to answer; a few minutes.
    Lists,
    /// Pictures through the sandbox.
    Worker,
    /// From a file to its hash and renditions, beside other libraries; about fifteen minutes.
    Pixels,
    /// Ingest, reviews and media under load, and then what `queue` measures.
    Hub,
    /// Leases and verdicts with a million waiting, on both engines, beside job queues; about fifteen minutes.
    Queue,
    /// Keys to pictures on the screen, and then what `long` measures.
    Desk,
    /// Long lists in the window: frames while they are scrolled, turned and filtered; about a quarter of an hour.
    Long,
    /// Release, focus loss and panic to hidden, three hundred times each, with the hub busy and slow; about half an hour.
    Hide,
    /// How much has to be seen for the same decisions, on our ladder and on a screen that reveals under the pointer;
    /// simulated, nothing is timed.
    Exposure,
    /// How evenly exposure is spread over people, simulated, beside plain FIFO; nothing is timed.
    Fairness,
}

/// Measures, prints, and writes if asked.
///
/// # Errors
/// When a benchmark fails or its figures cannot be read.
pub(crate) fn run(root: &Root, options: &Options) -> anyhow::Result<bool> {
    let mut steps = Steps::new(root, "bench");
    let names = Name::wanted(options.name);
    let machine = machine::describe();
    let mut all = Vec::new();
    for name in names {
        let measured = name.measure(&mut steps, options)?;
        println!("\n{measured}");
        all.push(measured.into_json(&machine));
    }
    if let Some(path) = &options.json {
        let whole = match all.as_mut_slice() {
            [only] => only.take(),
            _ => Value::Array(all),
        };
        fs::write(path, format!("{whole:#}\n")).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(true)
}

impl Name {
    fn wanted(named: Option<Self>) -> Vec<Self> {
        match named {
            // A hub is both: what comes in, and a team that decides.
            Some(Self::Hub) => vec![Self::Hub, Self::Queue],
            Some(name) => vec![name],
            // The desk's measure ends with long lists.
            None => vec![
                Self::Hashing,
                Self::Index,
                Self::Lists,
                Self::Worker,
                Self::Pixels,
                Self::Hub,
                Self::Queue,
                Self::Desk,
                Self::Hide,
                Self::Exposure,
                Self::Fairness,
            ],
        }
    }

    fn measure(self, steps: &mut Steps, options: &Options) -> anyhow::Result<Measured> {
        match self {
            Self::Hashing => criterion::measure(steps, "hashing", "scrim-hashing"),
            Self::Index => program::measure_index(steps, options.small),
            Self::Lists => program::measure_lists(steps, options.small),
            Self::Worker => criterion::measure(steps, "worker", "scrim-worker"),
            Self::Pixels => program::measure_pixels(steps),
            Self::Hub => program::measure_hub(steps),
            Self::Queue => queue::measure(steps, options.small),
            Self::Desk => program::measure_desk(steps),
            Self::Long => program::measure_long(steps, options.small),
            Self::Hide => program::measure_hide(steps, options.small),
            Self::Exposure => program::measure_exposure(steps),
            Self::Fairness => fairness::measure(steps, options.seed),
        }
    }
}
