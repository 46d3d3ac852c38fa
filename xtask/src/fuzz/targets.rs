//! The fuzzer's programs: started with their seeds, stopped by themselves, read by what they print.

use super::Options;
use crate::root::Root;
use crate::tools;
use anyhow::Context;
use std::fmt::{Display, Formatter};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::{num::NonZeroUsize, thread};

/// Where each run begins, beside what earlier runs have found.
const SEEDS: &str = "tests/fixtures/bad";
const CRASHES: &str = "tests/fixtures/crashes";
/// The largest input tried, bytes: the largest bad file.
const MAX_BYTES: u32 = 64 * 1024;
/// Beyond this, one input takes too long: seconds, and the worker's own deadline.
const TIMEOUT_SECONDS: u32 = 2;
/// Beyond this, one input takes too much: MiB, a worker's 512 and what the fuzzer keeps itself.
const MEMORY_MIB: u32 = 2_048;

/// When a target has had enough.
#[derive(Clone, Copy)]
pub(super) enum Until {
    Runs(u64),
    Seconds(u64),
}

impl Until {
    /// What was asked for, shared among the targets.
    pub(super) fn of(options: &Options, targets: usize) -> Self {
        let share = u64::from(options.minutes) * 60 * cores() as u64 / targets.max(1) as u64;
        options.runs.map_or(Self::Seconds(share.max(1)), Self::Runs)
    }

    fn word(self) -> String {
        match self {
            Self::Runs(runs) => format!("-runs={runs}"),
            Self::Seconds(seconds) => format!("-max_total_time={seconds}"),
        }
    }
}

/// What a target came to.
pub(super) struct Fuzzed {
    name: String,
    figures: Figures,
    /// The end of its log, if it broke.
    pub(super) broken: Option<String>,
}

/// What the fuzzer prints of itself.
#[derive(Debug, Default, PartialEq, Eq)]
struct Figures {
    runs: u64,
    runs_per_second: u64,
    /// Edges of the program that were taken, of all that it has: those of every library in it, called or not.
    edges: u64,
    edges_known: u64,
}

/// The names of the targets: a program each.
///
/// # Errors
/// When their folder cannot be read.
pub(super) fn known(root: &Root) -> anyhow::Result<Vec<String>> {
    let folder = root.join("fuzz/fuzz_targets");
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        names.extend(path.file_stem().map(|stem| stem.to_string_lossy().into_owned()));
    }
    names.sort();
    Ok(names)
}

/// A `cargo fuzz` command. Instruments need a nightly compiler, or the promise that the stable one is meant.
pub(super) fn cargo_fuzz(root: &Root, word: &str) -> Command {
    let mut command = root.cargo("fuzz");
    tools::put_on_path(root, &mut command);
    command.arg(word).env("RUSTC_BOOTSTRAP", "1");
    command
}

/// Runs these targets, as many at once as there are cores.
///
/// # Errors
/// When a program cannot be started.
pub(super) fn run_all(root: &Root, names: &[String], until: Until) -> anyhow::Result<Vec<Fuzzed>> {
    let (next, ended) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..cores().min(names.len()) {
            scope.spawn(|| {
                while let Some(name) = names.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let fuzzed = run(root, name, until);
                    if let Ok(fuzzed) = &fuzzed {
                        println!("     {fuzzed}");
                    }
                    ended.lock().unwrap_or_else(PoisonError::into_inner).push(fuzzed);
                }
            });
        }
    });
    let mut all = ended
        .into_inner()
        .unwrap_or_else(PoisonError::into_inner)
        .into_iter()
        .collect::<anyhow::Result<Vec<Fuzzed>>>()?;
    all.sort_by(|one, other| one.name.cmp(&other.name));
    Ok(all)
}

fn run(root: &Root, name: &str, until: Until) -> anyhow::Result<Fuzzed> {
    let corpus = format!("fuzz/corpus/{name}");
    fs::create_dir_all(root.join(&corpus))?;
    let log = log_path(root, name)?;
    let file = File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
    let mut command = cargo_fuzz(root, "run");
    command.args([name, &corpus, SEEDS, "--"]).args([
        until.word(),
        format!("-max_len={MAX_BYTES}"),
        format!("-timeout={TIMEOUT_SECONDS}"),
        format!("-rss_limit_mb={MEMORY_MIB}"),
        format!("-artifact_prefix={}/{name}-", root.join(CRASHES).display()),
        "-print_final_stats=1".to_owned(),
    ]);
    command.stdout(file.try_clone()?).stderr(file);
    let status = command.status().context("cannot start cargo fuzz")?;
    let text = String::from_utf8_lossy(&fs::read(&log)?).into_owned();
    Ok(Fuzzed {
        name: name.to_owned(),
        figures: Figures::read(&text),
        broken: (!status.success()).then(|| format!("see {} and {CRASHES}", root.shown(&log))),
    })
}

fn log_path(root: &Root, name: &str) -> anyhow::Result<PathBuf> {
    let folder = root.join(Path::new("target/logs"));
    fs::create_dir_all(&folder)?;
    Ok(folder.join(format!("fuzz-{name}.log")))
}

fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZeroUsize::get)
}

impl Figures {
    /// From `INFO: Loaded 1 modules   (N inline 8-bit counters)`, `#123 DONE cov: 45` and the final `stat::`s.
    fn read(log: &str) -> Self {
        let after = |line: &str, word: &str| {
            let rest = line.split_once(word)?.1.trim_start();
            let digits = rest.split(|letter: char| !letter.is_ascii_digit()).next()?;
            digits.parse().ok()
        };
        let last = |word: &str| log.lines().rev().find_map(|line| after(line, word)).unwrap_or_default();
        Self {
            runs: last("stat::number_of_executed_units:"),
            runs_per_second: last("stat::average_exec_per_sec:"),
            edges: last(" cov: "),
            edges_known: log
                .lines()
                .find(|line| line.contains("inline 8-bit counters"))
                .and_then(|line| after(line, "("))
                .unwrap_or_default(),
        }
    }
}

impl Display for Fuzzed {
    fn fmt(&self, to: &mut Formatter<'_>) -> std::fmt::Result {
        let figures = &self.figures;
        write!(
            to,
            "{:<10} {:>10} {:>8} {:>8} {:>9}",
            self.name, figures.runs, figures.runs_per_second, figures.edges, figures.edges_known
        )?;
        match &self.broken {
            Some(how) => write!(to, "  BROKEN: {how}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str = "INFO: Running with entropic power schedule (0xFF, 100).\n\
        INFO: Loaded 1 modules   (81234 inline 8-bit counters): 81234 [0x1, 0x2),\n\
        #2\tINITED cov: 300 ft: 301 corp: 1/1b exec/s: 0 rss: 40Mb\n\
        #1000\tDONE   cov: 8123 ft: 9 corp: 3/4b lim: 4 exec/s: 500 rss: 41Mb\n\
        Done 1000 runs in 2 second(s)\n\
        stat::number_of_executed_units: 1000\n\
        stat::average_exec_per_sec:     500\n";

    #[test]
    fn the_figures_are_the_last_that_the_fuzzer_prints() {
        let figures = Figures::read(LOG);
        let expected = Figures {
            runs: 1_000,
            runs_per_second: 500,
            edges: 8_123,
            edges_known: 81_234,
        };
        assert_eq!(figures, expected);
    }

    #[test]
    fn a_log_without_figures_is_a_row_of_noughts() {
        assert_eq!(Figures::read("error: could not compile"), Figures::default());
    }

    #[test]
    fn every_program_is_a_target() -> anyhow::Result<()> {
        let names = known(&Root::find())?;
        assert!(names.len() >= 13 && names.contains(&"messages".to_owned()), "{names:?}");
        Ok(())
    }
}
