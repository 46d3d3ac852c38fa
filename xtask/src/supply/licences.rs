//! The licences of everything that is compiled in, held against the list in `deny.toml`. A stand-in
//! for `cargo deny check licenses sources` where that is not installed; it knows no advisories.

use crate::root::Root;
use anyhow::{Context, ensure};
use serde_json::Value;
use std::fs;

const CRATES_INDEX: &str = "registry+https://github.com/rust-lang/crates.io-index";

/// Prints every package whose licence or source is not allowed; `false` when there is one.
///
/// # Errors
/// When cargo cannot describe the dependencies or `deny.toml` has no list.
pub(crate) fn run(root: &Root) -> anyhow::Result<bool> {
    let allowed = allowed(&fs::read_to_string(root.join("deny.toml"))?).context("deny.toml allows no licence")?;
    let output = root.cargo("metadata --locked --format-version 1").output()?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let described: Value = serde_json::from_slice(&output.stdout)?;
    let packages = described
        .get("packages")
        .and_then(Value::as_array)
        .context("cargo says no packages")?;
    let faults: Vec<String> = packages.iter().filter_map(|package| fault(package, &allowed)).collect();
    println!("     {} packages, {} faults", packages.len(), faults.len());
    for fault in &faults {
        println!("     {fault}");
    }
    Ok(faults.is_empty())
}

/// The names between the brackets of the one list called `allow`.
fn allowed(deny: &str) -> Option<Vec<String>> {
    let (_, after) = deny.split_once("\nallow = [")?;
    let (list, _) = after.split_once(']')?;
    let names: Vec<String> = list.split('"').skip(1).step_by(2).map(str::to_owned).collect();
    (!names.is_empty()).then_some(names)
}

fn fault(package: &Value, allowed: &[String]) -> Option<String> {
    let text = |field: &str| package.get(field).and_then(Value::as_str);
    let name = text("name").unwrap_or("a package without a name");
    let licence = text("license").unwrap_or("none");
    match text("source") {
        // Without a source it is one of ours.
        None => None,
        Some(source) if source != CRATES_INDEX => Some(format!("{name} comes from {source}")),
        Some(_) if holds(licence, allowed) => None,
        Some(_) => Some(format!("{name} has the licence {licence}")),
    }
}

/// Whether an SPDX expression can be met with the allowed licences. The old form `A/B` means `OR`.
fn holds(expression: &str, allowed: &[String]) -> bool {
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let (held, rest) = either(&words, allowed);
    held && rest.is_empty()
}

fn either<'a, 'b>(words: &'b [&'a str], allowed: &[String]) -> (bool, &'b [&'a str]) {
    let (mut held, mut rest) = both(words, allowed);
    while let [word, more @ ..] = rest
        && *word == "OR"
    {
        let (next, after) = both(more, allowed);
        (held, rest) = (held | next, after);
    }
    (held, rest)
}

fn both<'a, 'b>(words: &'b [&'a str], allowed: &[String]) -> (bool, &'b [&'a str]) {
    let (mut held, mut rest) = one(words, allowed);
    while let [word, more @ ..] = rest
        && *word == "AND"
    {
        let (next, after) = one(more, allowed);
        (held, rest) = (held & next, after);
    }
    (held, rest)
}

fn one<'a, 'b>(words: &'b [&'a str], allowed: &[String]) -> (bool, &'b [&'a str]) {
    match words {
        ["(", inside @ ..] => match either(inside, allowed) {
            (held, [")", rest @ ..]) => (held, rest),
            (_, rest) => (false, rest),
        },
        [licence, "WITH", exception, rest @ ..] => (is_in(&format!("{licence} WITH {exception}"), allowed), rest),
        [licence, rest @ ..] => (is_in(licence, allowed), rest),
        [] => (false, words),
    }
}

fn is_in(licence: &str, allowed: &[String]) -> bool {
    allowed.iter().any(|name| name == licence)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn list() -> Vec<String> {
        allowed("[licenses]\nallow = [\n    \"MIT\",\n    \"Apache-2.0\", \"X WITH Y\",\n]\nother = [\"GPL\"]\n")
            .unwrap()
    }

    #[test]
    fn the_list_is_read_from_the_file_that_cargo_deny_reads() {
        assert_eq!(list(), ["MIT", "Apache-2.0", "X WITH Y"]);
        assert_eq!(allowed("allow = []"), None);
    }

    #[test]
    fn an_expression_holds_when_an_allowed_choice_meets_all_of_it() {
        let held = [
            "MIT",
            "MIT OR GPL",
            "GPL/MIT",
            "(GPL OR MIT) AND Apache-2.0",
            "X WITH Y",
            "GPL AND A OR MIT",
        ];
        let not = [
            "GPL",
            "MIT AND GPL",
            "(MIT OR GPL) AND GPL",
            "MIT WITH Y",
            "none",
            "",
            "(MIT",
            "MIT MIT",
        ];
        for expression in held {
            assert!(holds(expression, &list()), "{expression}");
        }
        for expression in not {
            assert!(!holds(expression, &list()), "{expression}");
        }
    }

    #[test]
    fn a_package_from_elsewhere_is_a_fault_whatever_its_licence() {
        let from = |source: Value| fault(&json!({ "name": "a", "license": "MIT", "source": source }), &list());
        assert_eq!(from(json!(CRATES_INDEX)), None);
        assert_eq!(from(Value::Null), None);
        assert_eq!(
            from(json!("git+https://host/a")).unwrap(),
            "a comes from git+https://host/a"
        );
    }
}
