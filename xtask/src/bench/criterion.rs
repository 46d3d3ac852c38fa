//! Runs a crate's criterion benches and reads the samples they leave behind.

use super::measured::{Measured, Row};
use crate::steps::Steps;
use anyhow::{Context, ensure};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// Runs the benches of one crate. The group is what is measured, the function is the subject.
///
/// # Errors
/// When the benches fail, or leave no samples.
pub(super) fn measure(steps: &mut Steps, bench: &'static str, package: &str) -> anyhow::Result<Measured> {
    let kept = steps.root().join(format!("target/criterion-{bench}"));
    if kept.exists() {
        fs::remove_dir_all(&kept).context("cannot remove the figures of an earlier run")?;
    }
    let mut command = steps.root().cargo(&format!("bench --package {package}"));
    steps.run(&format!("measure {bench}"), command.env("CRITERION_HOME", &kept))?;
    let mut rows = Vec::new();
    for folder in measurements(&kept) {
        rows.push(read(&folder).with_context(|| format!("cannot read the samples in {}", folder.display()))?);
    }
    ensure!(!rows.is_empty(), "the benches of {package} left no samples");
    Ok(Measured::from_rows(bench, rows))
}

/// The folders of the newest samples, in the order of their names.
fn measurements(folder: &Path) -> Vec<PathBuf> {
    let mut inner: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    inner.retain(|path| path.is_dir());
    inner.sort();
    inner
        .into_iter()
        .flat_map(|path| {
            if path.join("sample.json").is_file() && path.ends_with("new") {
                vec![path]
            } else {
                measurements(&path)
            }
        })
        .collect()
}

fn read(folder: &Path) -> anyhow::Result<Row> {
    let parse = |name: &str| anyhow::Ok(serde_json::from_str::<Value>(&fs::read_to_string(folder.join(name))?)?);
    row(&parse("benchmark.json")?, &parse("sample.json")?).context("the samples are not in criterion's form")
}

/// A sample is the time of many turns, in nanoseconds; told are microseconds of one turn.
fn row(named: &Value, taken: &Value) -> Option<Row> {
    let group = named["group_id"].as_str()?;
    let what = named["value_str"]
        .as_str()
        .map_or_else(|| group.to_owned(), |value| format!("{group} {value}"));
    let subject = named["function_id"].as_str().unwrap_or("scrim");
    let numbers = |name: &str| {
        taken[name]
            .as_array()?
            .iter()
            .map(Value::as_f64)
            .collect::<Option<Vec<f64>>>()
    };
    let (turns, times) = (numbers("iters")?, numbers("times")?);
    let samples = turns
        .iter()
        .zip(&times)
        .map(|(turns, time)| time / turns / 1000.0)
        .collect();
    Row::of_samples(&what, subject, "µs", samples)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_sample_of_many_turns_becomes_the_time_of_one() {
        let named = json!({ "group_id": "decode", "function_id": "peer", "value_str": "12 MP" });
        let sampled = json!({ "iters": [10.0, 20.0], "times": [10_000.0, 60_000.0] });
        let row = row(&named, &sampled).unwrap();
        assert_eq!(
            (row.what.as_str(), row.subject.as_str(), row.n),
            ("decode 12 MP", "peer", 2)
        );
        assert_eq!((row.min, row.p99, row.unit.as_str()), (1.0, 3.0, "µs"));
    }

    #[test]
    fn samples_in_another_form_are_refused() {
        assert_eq!(
            row(&json!({ "group_id": "x" }), &json!({ "iters": ["a"], "times": [1.0] })),
            None
        );
    }
}
