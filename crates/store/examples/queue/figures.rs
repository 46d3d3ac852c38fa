//! What was found, in the common format: samples as they were taken.

use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// Into how many slices a run is cut to tell its rate.
const SLICES: usize = 24;

/// How long the steps of one run took, and when each cycle was done.
#[derive(Debug, Default)]
pub(crate) struct Run {
    pub(crate) leases: Vec<Duration>,
    pub(crate) verdicts: Vec<Duration>,
    pub(crate) done: Vec<Instant>,
    /// Cycles a second, slice by slice.
    rates: Vec<f64>,
}

impl Run {
    pub(crate) fn join(&mut self, other: Self) {
        self.leases.extend(other.leases);
        self.verdicts.extend(other.verdicts);
        self.done.extend(other.done);
        self.rates.extend(other.rates);
    }

    /// With its rate told, since its beginning.
    pub(crate) fn told(mut self, began: Instant) -> Self {
        self.rates.extend(rates(began, std::mem::take(&mut self.done)));
        self
    }

    /// Its rows, where anything was done.
    pub(crate) fn rows(&self, subject: &str, how: &str) -> Vec<Value> {
        let mut rows = vec![
            row(&format!("4 leases, {how}"), subject, "ms", &ms(&self.leases)),
            row(&format!("verdict, {how}"), subject, "ms", &ms(&self.verdicts)),
            row(&format!("cycles, {how}"), subject, "cycles/s", &self.rates),
        ];
        rows.retain(|row| row["samples"].as_array().is_some_and(|samples| !samples.is_empty()));
        rows
    }
}

/// One row.
pub(crate) fn row(what: &str, subject: &str, unit: &str, samples: &[f64]) -> Value {
    json!({ "what": what, "subject": subject, "unit": unit, "samples": samples })
}

fn ms(times: &[Duration]) -> Vec<f64> {
    times.iter().map(|time| time.as_secs_f64() * 1_000.0).collect()
}

/// How many a second, in slices of equally many.
#[expect(clippy::cast_precision_loss, reason = "counts of one run are far below 2^53")]
fn rates(began: Instant, mut done: Vec<Instant>) -> Vec<f64> {
    done.sort();
    let each = (done.len() / SLICES).max(1);
    let mut from = began;
    let slices = done.chunks_exact(each).map(|slice| {
        let to = slice.last().copied().unwrap_or(from);
        let seconds = (to - from).as_secs_f64().max(f64::EPSILON);
        from = to;
        each as f64 / seconds
    });
    slices.collect()
}
