//! Known weaknesses of what npm brings: nothing is let through but what is named here with a reason.

use crate::node;
use crate::steps::Steps;
use serde_json::Value;
use std::collections::BTreeSet;

/// Folders with a lock file of npm's.
const FOLDERS: [&str; 3] = ["ui", "tests/provider", "src-tauri/bundler"];

/// Advisories by their address, each with why it is none here.
const EXCEPTIONS: [(&str, &str); 0] = [];

/// What npm answered.
#[derive(Debug, PartialEq, Eq)]
enum Answer {
    /// The advisories that concern what is locked: their address with their title.
    Advisories(BTreeSet<(String, String)>),
    /// The registry keeps no advisories, or cannot be reached.
    Nothing(String),
}

/// Asks of each folder; `false` when there is an advisory without a reason.
///
/// # Errors
/// When npm cannot be started.
pub(super) fn run(steps: &mut Steps) -> anyhow::Result<bool> {
    let mut holds = true;
    for folder in FOLDERS {
        let output = node::npm_in(steps.root(), folder, "audit --json").output()?;
        match read(&String::from_utf8_lossy(&output.stdout)) {
            Answer::Nothing(why) => println!("skipped: known weaknesses of what npm brings to {folder}, because {why}"),
            Answer::Advisories(found) => {
                let open = open(&found, &EXCEPTIONS);
                println!(
                    "     {folder}: {} advisories, {} without a reason",
                    found.len(),
                    open.len()
                );
                for (address, title) in &open {
                    println!("     {title}: {address}");
                }
                holds &= open.is_empty();
            }
        }
    }
    Ok(holds)
}

fn read(printed: &str) -> Answer {
    let told: Value = serde_json::from_str(printed).unwrap_or_default();
    let Some(vulnerable) = told.get("vulnerabilities").and_then(Value::as_object) else {
        let why = told
            .get("message")
            .and_then(Value::as_str)
            .unwrap_or("npm says nothing of it");
        // The rest of the sentence is an address.
        return Answer::Nothing(why.split(" - ").next().unwrap_or(why).to_owned());
    };
    let causes = vulnerable
        .values()
        .filter_map(|one| one.get("via")?.as_array())
        .flatten();
    let text = |cause: &Value, name: &str| cause.get(name).and_then(Value::as_str).map(str::to_owned);
    // A cause that is a word is another package of this very list.
    Answer::Advisories(
        causes
            .filter_map(|cause| Some((text(cause, "url")?, text(cause, "title")?)))
            .collect(),
    )
}

fn open<'a>(found: &'a BTreeSet<(String, String)>, known: &[(&str, &str)]) -> Vec<&'a (String, String)> {
    let is_known = |address: &str| known.iter().any(|(known, _why)| *known == address);
    found.iter().filter(|(address, _title)| !is_known(address)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str = r#"{"auditReportVersion":2,"vulnerabilities":{
        "a":{"name":"a","via":[{"source":1,"title":"a is slow","url":"https://advisories.example/1"}]},
        "b":{"name":"b","via":["a"]}}}"#;

    #[test]
    fn an_advisory_is_open_until_it_has_a_reason() {
        let Answer::Advisories(found) = read(ONE) else {
            panic!("npm told of one");
        };
        assert_eq!(found.len(), 1);
        assert_eq!(open(&found, &[]).len(), 1);
        assert!(open(&found, &[("https://advisories.example/1", "not called here")]).is_empty());
    }

    #[test]
    fn a_registry_without_advisories_says_nothing_and_not_that_there_are_none() {
        let refused = r#"{"message":"405 Method Not Allowed - POST https://registry.example","error":{}}"#;
        assert_eq!(read(refused), Answer::Nothing("405 Method Not Allowed".to_owned()));
        assert_eq!(read(""), Answer::Nothing("npm says nothing of it".to_owned()));
        assert_eq!(read(r#"{"vulnerabilities":{}}"#), Answer::Advisories(BTreeSet::new()));
    }
}
