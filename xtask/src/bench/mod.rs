//! `cargo xtask bench`: runs the benchmarks and tells them in one format, whoever measured.

mod criterion;
mod measured;

use crate::root::Root;
use crate::steps::Steps;
use anyhow::Context;
use measured::Measured;
use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

/// What to measure.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Only this one; all of them when none is named.
    name: Option<Name>,
    /// Write the figures there too; an object for one benchmark, a list for all.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
}

/// A benchmark.
#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
enum Name {
    /// Hashes and the near-match index.
    Hashing,
    /// Pictures through the sandbox.
    Worker,
    /// Leases, verdicts and ingest under load.
    Hub,
    /// Keys to pictures on the screen.
    Desk,
}

/// Measures, prints, and writes if asked.
///
/// # Errors
/// When a benchmark fails or its figures cannot be read.
pub(crate) fn run(root: &Root, options: &Options) -> anyhow::Result<bool> {
    let mut steps = Steps::new(root, "bench");
    let names = options.name.map_or_else(
        || vec![Name::Hashing, Name::Worker, Name::Hub, Name::Desk],
        |name| vec![name],
    );
    let mut all = Vec::new();
    for name in names {
        let measured = name.measure(&mut steps)?;
        println!("\n{measured}");
        all.push(measured.into_json(machine()));
    }
    if let Some(path) = &options.json {
        let whole = if options.name.is_some() {
            all.pop().unwrap_or_default()
        } else {
            Value::Array(all)
        };
        fs::write(path, format!("{whole:#}\n")).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(true)
}

impl Name {
    fn measure(self, steps: &mut Steps) -> anyhow::Result<Measured> {
        match self {
            Self::Hashing => criterion::measure(steps, "hashing", "scrim-hashing"),
            Self::Worker => criterion::measure(steps, "worker", "scrim-worker"),
            Self::Hub => by_program(steps, "hub", "bench-hub"),
            Self::Desk => by_program(steps, "desk", "bench-desk"),
        }
    }
}

/// A program of the tests package that measures the whole system and prints the format itself.
fn by_program(steps: &mut Steps, name: &'static str, program: &str) -> anyhow::Result<Measured> {
    let words = format!("run --quiet --release --package scrim-tests --bin {program}");
    let ended = steps.run(&format!("measure the {name}"), &mut steps.root().cargo(&words))?;
    let output = ended.output();
    let printed = output.find("{\"bench\"").and_then(|at| output.get(at..));
    let printed = printed.with_context(|| format!("{program} printed no figures"))?;
    let figures = serde_json::Deserializer::from_str(printed).into_iter().next();
    let figures: Value = figures.with_context(|| format!("{program} printed no figures"))??;
    Measured::from_json(name, &figures)
}

/// What the figures were measured on; without it they mean nothing.
fn machine() -> Value {
    let processors = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processors
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(':'));
    let compiler = Command::new("rustc")
        .arg("--version")
        .output()
        .map(|output| output.stdout)
        .unwrap_or_default();
    serde_json::json!({
        "os": std::env::consts::OS,
        "arch": std::env::consts::ARCH,
        "cores": std::thread::available_parallelism().map_or(1, usize::from),
        "processor": model.map_or("unknown", |(_, name)| name.trim()),
        "rustc": String::from_utf8_lossy(&compiler).trim(),
    })
}
