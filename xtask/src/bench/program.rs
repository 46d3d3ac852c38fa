//! Benchmarks of the whole system: programs of the tests package that print the common format.

use super::measured::Measured;
use crate::steps::Steps;
use crate::tools;
use anyhow::Context;
use serde_json::{Deserializer, Value};

/// Runs one and reads what it printed.
///
/// # Errors
/// When the program fails or prints no figures.
pub(super) fn measure(steps: &mut Steps, bench: &'static str, program: &str) -> anyhow::Result<Measured> {
    let words = format!("run --quiet --release --package scrim-tests --bin {program}");
    let mut command = steps.root().cargo(&words);
    tools::put_on_path(steps.root(), &mut command);
    let ended = steps.run(&format!("measure the {bench}"), &mut command)?;
    let figures = figures_in(&ended.output()).with_context(|| format!("{program} printed no figures"))?;
    Measured::from_json(bench, &figures)
}

/// The figures stand somewhere among what the program logged.
fn figures_in(output: &str) -> Option<Value> {
    let starts = output.match_indices('{').filter_map(|(at, _)| output.get(at..));
    let values = starts.filter_map(|text| Deserializer::from_str(text).into_iter::<Value>().next()?.ok());
    values.into_iter().find(|value| value["rows"].is_array())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_figures_are_found_among_other_lines() {
        let output = "INFO {x} {\"ready\":true}\n{\n  \"bench\": \"hub\",\n  \"rows\": []\n}\nbye\n";
        assert_eq!(figures_in(output).unwrap()["bench"], "hub");
        assert_eq!(figures_in("{\"ready\":true}"), None);
    }
}
