//! What a benchmark of the whole system has found: its samples as they were taken, in one JSON value.
//!
//! Knows nothing of what was measured, and sums nothing up: percentiles and ratios are whoever reads it.

use anyhow::ensure;
use serde::Serialize;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// Ourselves among the subjects.
pub const OURS: &str = "scrim";

/// Into how many slices a stream is cut to tell its rate.
const SLICES: usize = 24;

/// One thing measured many times.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Row {
    what: String,
    subject: String,
    unit: String,
    samples: Vec<f64>,
}

/// Two subjects compared by more than the medians of one row; above 1 ours is better.
#[derive(Debug, Clone, PartialEq, Serialize)]
struct Ratio {
    what: String,
    ours: String,
    peer: String,
    #[serde(rename = "ratio")]
    factor: f64,
}

/// All that one benchmark found.
#[derive(Debug, Default)]
pub struct Figures {
    rows: Vec<Row>,
    ratios: Vec<Ratio>,
    notes: Vec<String>,
}

impl Figures {
    /// Keeps samples of anything of ours.
    ///
    /// # Errors
    /// Where there is none.
    pub fn add(&mut self, what: &str, unit: &str, samples: Vec<f64>) -> anyhow::Result<()> {
        self.add_of(OURS, what, unit, samples)
    }

    /// Keeps samples of anything of whoever was measured.
    ///
    /// # Errors
    /// Where there is none.
    pub fn add_of(&mut self, subject: &str, what: &str, unit: &str, samples: Vec<f64>) -> anyhow::Result<()> {
        ensure!(!samples.is_empty(), "nothing was measured of {what}");
        self.rows.push(Row {
            what: what.to_owned(),
            subject: subject.to_owned(),
            unit: unit.to_owned(),
            samples,
        });
        Ok(())
    }

    /// Keeps how long something took.
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

    /// Compares what the rows alone do not: the ratios of equally named rows are made by whoever reads them.
    pub fn compare(&mut self, what: &str, ours: &str, peer: &str, factor: f64) {
        let [what, ours, peer] = [what, ours, peer].map(str::to_owned);
        self.ratios.push(Ratio {
            what,
            ours,
            peer,
            factor,
        });
    }

    /// The mean of a row that was kept.
    pub fn mean(&self, what: &str, subject: &str) -> Option<f64> {
        let row = self
            .rows
            .iter()
            .find(|row| row.what == what && row.subject == subject)?;
        Some(row.samples.iter().sum::<f64>() / row.samples.len() as f64)
    }

    /// Says something that the figures need to be understood.
    pub fn note(&mut self, words: impl Into<String>) {
        self.notes.push(words.into());
    }

    /// Everything in the common format.
    pub fn json(&self) -> Value {
        json!({ "rows": self.rows, "ratios": self.ratios, "notes": self.notes })
    }

    /// Prints everything in the common format.
    #[expect(clippy::print_stdout, reason = "the figures are what these programs are run for")]
    pub fn tell(&self) {
        println!("{:#}", self.json());
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
    fn what_was_never_measured_is_no_row() {
        let mut figures = Figures::default();
        assert!(figures.add("x", "ms", Vec::new()).is_err());
        figures.add_times("x", &[Duration::from_millis(3)]).unwrap();
        assert_eq!(figures.rows[0].samples, [3.0]);
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
