//! Leases and verdicts under load: the store alone, and then the hub through HTTP beside job queues of other people.

use super::measured::Measured;
use super::{program, queue_peers};
use crate::packages::{self, Purpose};
use crate::programs::{self, Desk, Speed};
use crate::steps::Steps;
use serde_json::Value;

/// How many cases wait: the growth from one to the next is what they are for.
const WAITING: [&str; 3] = ["1000", "100000", "1000000"];
const SMALL: [&str; 2] = ["1000", "10000"];
/// The same through HTTP, where a queue is not filled again between two turns: fewer would be decided before the last one.
const THROUGH_HTTP: (&str, &str) = ("1000000", "100000");

/// Measures both.
///
/// # Errors
/// When a program fails or prints no figures.
pub(super) fn measure(steps: &mut Steps, small: bool) -> anyhow::Result<Measured> {
    packages::ensure(steps, &[Purpose::Build, Purpose::Database])?;
    programs::build(steps, Desk::Without, Speed::Release)?;
    let which = "--release --package scrim-store --example queue";
    let mut build = steps.root().cargo(&format!("build {which}"));
    steps.run("build the store's benchmark", &mut build)?;
    let mut command = program::build(steps, "bench-queue")?;
    let peers = queue_peers::ensure(steps)?;
    let waiting: &[&str] = if small { &SMALL } else { &WAITING };
    let mut store = steps.root().cargo(&format!("run --quiet {which} -- measure"));
    for waiting in waiting {
        store.args(["--waiting", waiting]);
    }
    store.args(["--seconds", if small { "3" } else { "15" }]);
    let mut found = program::figures(steps, "store's queue", store)?;
    let through_http = if small { THROUGH_HTTP.1 } else { THROUGH_HTTP.0 };
    command.env("SCRIM_QUEUE_WAITING", through_http).envs(peers.variables);
    add(&mut found, program::figures(steps, "queue", command)?);
    let mut measured = Measured::from_json("queue", &found)?;
    for note in peers.notes {
        measured.note(note);
    }
    Ok(measured)
}

/// Puts the rows and notes of one program behind those of another.
fn add(found: &mut Value, mut more: Value) {
    for list in ["rows", "ratios", "notes"] {
        let items = more.get_mut(list).and_then(Value::as_array_mut);
        if let (Some(into), Some(items)) = (found.get_mut(list).and_then(Value::as_array_mut), items) {
            into.append(items);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn the_figures_of_two_programs_are_one_list() {
        let mut found = json!({ "rows": [1], "notes": ["a"] });
        add(&mut found, json!({ "rows": [2, 3], "notes": [] }));
        assert_eq!(found, json!({ "rows": [1, 2, 3], "notes": ["a"] }));
    }
}
