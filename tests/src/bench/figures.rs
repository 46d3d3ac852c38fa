//! Rows of percentiles and how they are told. Knows nothing of what was measured.

use anyhow::Context as _;
use serde::Serialize;
use serde_json::{Value, json};
use std::{
    fs,
    path::PathBuf,
    time::{Duration, Instant},
};

/// Ourselves among the subjects.
pub const OURS: &str = "scrim";

/// Into how many slices a stream is cut to tell its rate.
const SLICES: usize = 24;

/// One thing measured many times.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Row {
    /// What.
    pub what: String,
    /// Of whom.
    pub subject: String,
    /// How many samples.
    pub n: usize,
    /// Of what unit.
    pub unit: String,
    /// The median.
    pub p50: f64,
    /// Only one sample in twenty is greater.
    pub p95: f64,
    /// Only one sample in a hundred is greater.
    pub p99: f64,
    /// The smallest.
    pub min: f64,
}

/// All that one benchmark found.
#[derive(Debug, Default)]
pub struct Figures {
    rows: Vec<Row>,
    notes: Vec<String>,
}

impl Row {
    /// The percentiles of samples in any order; each is a sample that was taken.
    ///
    /// # Errors
    /// Where there is no sample.
    pub fn of(what: &str, unit: &str, mut samples: Vec<f64>) -> anyhow::Result<Self> {
        samples.sort_by(f64::total_cmp);
        let at = |hundredths: usize| {
            let rank = (samples.len() * hundredths).div_ceil(100).max(1);
            let found = samples.get(rank - 1).copied();
            found.with_context(|| format!("nothing was measured of {what}"))
        };
        Ok(Self {
            what: what.to_owned(),
            subject: OURS.to_owned(),
            n: samples.len(),
            unit: unit.to_owned(),
            p50: at(50)?,
            p95: at(95)?,
            p99: at(99)?,
            min: at(0)?,
        })
    }
}

impl Figures {
    /// Notes samples of anything.
    ///
    /// # Errors
    /// Where there is none.
    pub fn add(&mut self, what: &str, unit: &str, samples: Vec<f64>) -> anyhow::Result<()> {
        self.rows.push(Row::of(what, unit, samples)?);
        Ok(())
    }

    /// Notes how long something took.
    ///
    /// # Errors
    /// Where it never happened.
    pub fn add_times(&mut self, what: &str, times: &[Duration]) -> anyhow::Result<()> {
        self.add(
            what,
            "ms",
            times.iter().map(|time| time.as_secs_f64() * 1_000.0).collect(),
        )
    }

    /// Says something that the figures need to be understood.
    pub fn note(&mut self, words: impl Into<String>) {
        self.notes.push(words.into());
    }

    /// In the common format.
    pub fn json(&self, bench: &str) -> Value {
        json!({
            "bench": bench,
            "machine": {
                "os": std::env::consts::OS,
                "arch": std::env::consts::ARCH,
                "cores": std::thread::available_parallelism().map_or(1, usize::from),
                "profile": if cfg!(debug_assertions) { "debug" } else { "release" },
            },
            "notes": self.notes,
            "rows": self.rows,
            "ratios": [],
        })
    }

    /// Prints the figures, and writes them to the file that `--json` names.
    ///
    /// # Errors
    /// When the file cannot be written or the words are others.
    #[expect(clippy::print_stdout, reason = "the figures are what these programs are run for")]
    pub fn tell(&self, bench: &str) -> anyhow::Result<()> {
        let whole = format!("{:#}", self.json(bench));
        println!("{whole}");
        if let Some(file) = json_file()? {
            fs::write(&file, whole + "\n").with_context(|| format!("cannot write {}", file.display()))?;
        }
        Ok(())
    }
}

fn json_file() -> anyhow::Result<Option<PathBuf>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
        [] => Ok(None),
        ["--json", file] => Ok(Some(file.into())),
        _ => anyhow::bail!("only `--json FILE` is known"),
    }
}

/// How many a second, in slices of equally many events; `weight` is what one event counts for.
pub fn rates(began: Instant, mut ends: Vec<Instant>, weight: f64) -> Vec<f64> {
    ends.sort();
    let each = (ends.len() / SLICES).max(1);
    let mut from = began;
    let slices = ends.chunks_exact(each).map(|slice| {
        let to = slice.last().copied().unwrap_or(from);
        let seconds = (to - from).as_secs_f64().max(f64::EPSILON);
        from = to;
        each as f64 * weight / seconds
    });
    slices.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_samples_that_were_taken() {
        let row = Row::of("x", "ms", (1..=200).rev().map(f64::from).collect()).unwrap();
        assert_eq!((row.n, row.min, row.p50), (200, 1.0, 100.0));
        assert_eq!((row.p95, row.p99), (190.0, 198.0));
        assert!(Row::of("x", "ms", Vec::new()).is_err());
    }

    #[test]
    fn a_stream_of_equal_steps_has_one_rate() {
        let began = Instant::now();
        let ends = (1..=240).map(|at| began + Duration::from_millis(at * 10)).collect();
        let rates = rates(began, ends, 2.0);
        assert_eq!(rates.len(), SLICES);
        assert!(rates.iter().all(|rate| (rate - 200.0).abs() < 1e-6), "{rates:?}");
    }
}
