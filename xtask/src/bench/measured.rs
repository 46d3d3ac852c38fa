//! Figures of one benchmark: rows of percentiles, ratios to the peers, as a table and as JSON.

use anyhow::Context;
use serde_json::{Value, json};
use std::fmt;

/// The subject that is ours; every other one in the same row is a peer.
const OURS: &str = "scrim";

/// One benchmark's figures.
pub(super) struct Measured {
    pub(super) bench: &'static str,
    pub(super) rows: Vec<Row>,
    ratios: Vec<Ratio>,
    /// What the figures need to be understood.
    notes: Vec<String>,
}

/// How long one thing took one subject.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Row {
    pub(super) what: String,
    pub(super) subject: String,
    pub(super) n: usize,
    pub(super) unit: String,
    pub(super) p50: f64,
    pub(super) p95: f64,
    pub(super) p99: f64,
    pub(super) min: f64,
}

/// Ours against a peer; above 1 ours is better.
#[derive(Clone, PartialEq, Debug)]
struct Ratio {
    what: String,
    ours: String,
    peer: String,
    factor: f64,
}

impl Row {
    /// The percentiles of samples, which need no order.
    pub(super) fn of_samples(what: &str, subject: &str, unit: &str, mut samples: Vec<f64>) -> Option<Self> {
        samples.sort_by(f64::total_cmp);
        let at = |hundredths: usize| {
            samples
                .get((samples.len() * hundredths).div_ceil(100).max(1) - 1)
                .copied()
        };
        Some(Self {
            what: what.to_owned(),
            subject: subject.to_owned(),
            n: samples.len(),
            unit: unit.to_owned(),
            p50: at(50)?,
            p95: at(95)?,
            p99: at(99)?,
            min: samples.first().copied()?,
        })
    }

    /// From the samples that a program printed.
    fn from_json(row: &Value) -> Option<Self> {
        let samples: Option<Vec<f64>> = row["samples"].as_array()?.iter().map(Value::as_f64).collect();
        let text = |name: &str| row[name].as_str();
        Self::of_samples(text("what")?, text("subject")?, text("unit")?, samples?)
    }

    fn json(&self) -> Value {
        json!({
            "what": self.what, "subject": self.subject, "n": self.n, "unit": self.unit,
            "p50": self.p50, "p95": self.p95, "p99": self.p99, "min": self.min,
        })
    }
}

impl Ratio {
    /// One that a program printed, which no two rows of the same name make.
    fn from_json(ratio: &Value) -> Option<Self> {
        let text = |name: &str| Some(ratio[name].as_str()?.to_owned());
        Some(Self {
            what: text("what")?,
            ours: text("ours")?,
            peer: text("peer")?,
            factor: ratio["ratio"].as_f64()?,
        })
    }

    fn json(&self) -> Value {
        json!({ "what": self.what, "ours": self.ours, "peer": self.peer, "ratio": self.factor })
    }
}

impl Measured {
    /// From rows of times: the ratios are those of the medians.
    pub(super) fn from_rows(bench: &'static str, rows: Vec<Row>) -> Self {
        let ratios = rows
            .iter()
            .filter(|row| row.subject == OURS)
            .flat_map(|ours| against_peers(ours, &rows))
            .collect();
        Self {
            bench,
            rows,
            ratios,
            notes: Vec::new(),
        }
    }

    /// From what a program printed: `{"rows": [{"what", "subject", "unit", "samples": […]}],
    /// "ratios": [{"what", "ours", "peer", "ratio"}], "notes": […]}`. Its ratios come after those of the rows.
    ///
    /// # Errors
    /// When a row or a ratio lacks a field, or a row has no sample.
    pub(super) fn from_json(bench: &'static str, figures: &Value) -> anyhow::Result<Self> {
        let list = |name: &str| figures[name].as_array().into_iter().flatten();
        let rows: Option<Vec<Row>> = list("rows").map(Row::from_json).collect();
        let ratios: Option<Vec<Ratio>> = list("ratios").map(Ratio::from_json).collect();
        let mut measured = Self::from_rows(bench, rows.context("a row lacks a field or has no sample")?);
        measured.ratios.extend(ratios.context("a ratio lacks a field")?);
        measured.notes = list("notes")
            .filter_map(|note| note.as_str().map(str::to_owned))
            .collect();
        Ok(measured)
    }

    /// Says something more that the figures need to be understood.
    pub(super) fn note(&mut self, words: String) {
        self.notes.push(words);
    }

    /// The common format.
    pub(super) fn into_json(self, machine: &Value) -> Value {
        json!({
            "bench": self.bench,
            "machine": machine,
            "rows": self.rows.iter().map(Row::json).collect::<Vec<_>>(),
            "ratios": self.ratios.iter().map(Ratio::json).collect::<Vec<_>>(),
            "notes": self.notes,
        })
    }
}

fn against_peers(ours: &Row, rows: &[Row]) -> Vec<Ratio> {
    let peers = rows
        .iter()
        .filter(|row| row.what == ours.what && row.unit == ours.unit && row.subject != OURS);
    peers
        .map(|peer| Ratio {
            what: ours.what.clone(),
            ours: ours.subject.clone(),
            peer: peer.subject.clone(),
            factor: peer.p50 / ours.p50,
        })
        .collect()
}

impl fmt::Display for Measured {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            out,
            "{:<34} {:<18} {:>6} {:>12} {:>12} {:>12} {:>12}",
            self.bench, "subject", "n", "p50", "p95", "p99", "min"
        )?;
        for row in &self.rows {
            write!(out, "{:<34} {:<18} {:>6}", row.what, row.subject, row.n)?;
            writeln!(
                out,
                " {:>12.3} {:>12.3} {:>12.3} {:>12.3} {}",
                row.p50, row.p95, row.p99, row.min, row.unit
            )?;
        }
        for ratio in &self.ratios {
            writeln!(
                out,
                "{:<34} {} is {:.2} times as good as {}",
                ratio.what, ratio.ours, ratio.factor, ratio.peer
            )?;
        }
        for note in &self.notes {
            writeln!(out, "note: {note}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentiles_are_samples_that_were_measured() {
        let samples = (1..=100).rev().map(f64::from).collect();
        let row = Row::of_samples("decode", OURS, "ms", samples).unwrap();
        assert_eq!(
            (row.n, row.min, row.p50, row.p95, row.p99),
            (100, 1.0, 50.0, 95.0, 99.0)
        );
        assert_eq!(Row::of_samples("decode", OURS, "ms", Vec::new()), None);
    }

    #[test]
    fn a_ratio_above_one_means_that_ours_is_faster() {
        let row = |subject: &str, time: f64| Row::of_samples("decode", subject, "ms", vec![time]).unwrap();
        let measured = Measured::from_rows("hashing", vec![row(OURS, 2.0), row("peer", 6.0)]);
        assert_eq!(measured.ratios.len(), 1);
        assert!((measured.ratios[0].factor - 3.0).abs() < f64::EPSILON);
        assert!(measured.to_string().contains("scrim is 3.00 times as good as peer"));
    }

    #[test]
    fn a_program_prints_samples_and_here_they_become_percentiles_and_ratios() {
        let row = |subject: &str, samples: &[f64]| json!({ "what": "x", "subject": subject, "unit": "ms", "samples": samples });
        let told = json!({ "rows": [row(OURS, &[3.0, 1.0, 2.0]), row("peer", &[4.0])], "notes": ["a busy machine"] });
        let measured = Measured::from_json("hub", &told).unwrap();
        let ours = Row::of_samples("x", OURS, "ms", vec![1.0, 2.0, 3.0]).unwrap();
        assert_eq!((&measured.rows[0], measured.ratios.len()), (&ours, 1));
        assert!(measured.to_string().contains("note: a busy machine"));
        let told = json!({ "rows": [], "ratios": [{ "what": "y", "ours": OURS, "peer": "planes", "ratio": 0.5 }] });
        let measured = Measured::from_json("pixels", &told).unwrap();
        assert!(measured.to_string().contains("scrim is 0.50 times as good as planes"));
        assert!(Measured::from_json("pixels", &json!({ "rows": [], "ratios": [{ "what": "y" }] })).is_err());
        for broken in [json!({ "what": "x" }), row(OURS, &[])] {
            assert!(Measured::from_json("hub", &json!({ "rows": [broken] })).is_err());
        }
    }
}
