//! The pictures of a folder, and the worker that decodes them.

use anyhow::Context;
use clap::Args;
use scrim_worker::{WorkerPool, WorkerSettings};
use std::{
    fs,
    num::NonZeroUsize,
    path::{Path, PathBuf},
    time::Duration,
};

/// How the worker is found and run.
#[derive(Args, Debug, Clone)]
pub(super) struct WorkerArguments {
    /// The worker program [default: scrim-worker beside this program]
    #[arg(long, env = "SCRIM_WORKER", value_name = "FILE")]
    worker: Option<PathBuf>,
    /// How many workers run beside each other [default: one a core]
    #[arg(long, env = "SCRIM_WORKERS", value_name = "N")]
    workers: Option<NonZeroUsize>,
    /// How long one picture may take
    #[arg(long, default_value_t = 2, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=300))]
    picture_seconds: u64,
    /// How much memory a worker may have
    #[arg(long, default_value_t = 512, value_name = "MIB", value_parser = clap::value_parser!(u64).range(64..=65_536))]
    worker_memory_mib: u64,
}

/// A pool with the worker beside this program, or the one that was named.
pub(super) fn workers(arguments: &WorkerArguments) -> anyhow::Result<WorkerPool> {
    let program = match &arguments.worker {
        Some(program) => program.clone(),
        None => beside_us()?,
    };
    let cores = || std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let workers = arguments.workers.unwrap_or_else(cores);
    let settings = WorkerSettings {
        deadline: Duration::from_secs(arguments.picture_seconds),
        memory_bytes: arguments.worker_memory_mib.saturating_mul(1024 * 1024),
        ..WorkerSettings::recommended(program, workers)
    };
    WorkerPool::start(settings).context("the worker does not start: name it with --worker")
}

fn beside_us() -> anyhow::Result<PathBuf> {
    let own = std::env::current_exe().context("this program's own path is unknown: name the worker with --worker")?;
    Ok(own.with_file_name(format!("scrim-worker{}", std::env::consts::EXE_SUFFIX)))
}

/// Every file below `folder`, in the order of their names.
pub(super) fn files(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).with_context(|| format!("cannot read the folder {}", folder.display()))?;
        for entry in entries {
            let entry = entry?;
            let kind = entry.file_type()?;
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() {
                found.push(entry.path());
            }
        }
    }
    found.sort();
    Ok(found)
}
