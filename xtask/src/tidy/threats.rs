//! The threat model: each thing that holds names the file and the test that show it, each actor has what does not hold,
//! and what the window's page may call is listed. Knows where they stand, not whether a test shows what it is named for.

use super::tree::{Fault, File, Tree};
use serde_json::Value;

const SECURITY: &str = "SECURITY.md";
const CAPABILITY: &str = "src-tauri/capabilities/desk.json";

/// Against whom: each has a part of the model.
const ACTORS: [&str; 10] = [
    "The hostile uploader",
    "The curious moderator",
    "The careless moderator",
    "The lead who wants numbers",
    "The stolen laptop",
    "The hostile network",
    "The compromised web view",
    "The compromised worker",
    "The rogue list",
    "The rogue admin",
];

/// How the line begins that says what is left.
const LEFT: &str = "Does not hold: ";

/// Tests that are not where the model says, and ones that are nowhere.
pub(super) fn shown_where_they_say(tree: &Tree) -> Vec<Fault> {
    let text = tree.file(SECURITY).map_or("", |file| file.text.as_str());
    let mut faults = Vec::new();
    for (number, line) in text.lines().enumerate() {
        let mut place = None;
        for word in words(line) {
            match word {
                Word::Place(path) => place = Some(from_before(path, place.as_deref())),
                Word::Test(name) if !is_in(tree, place.as_deref(), name) => faults.push(Fault {
                    path: SECURITY.to_owned(),
                    line: Some(number + 1),
                    what: format!(
                        "names the test {name}, which is not in {}",
                        place.as_deref().unwrap_or("any file")
                    ),
                }),
                Word::Test(_) => {}
            }
        }
    }
    faults
}

/// Actors without a part, and parts that do not say what is shown and what is left.
pub(super) fn actors(tree: &Tree) -> Vec<Fault> {
    let Some(model) = tree.file(SECURITY) else {
        return vec![Fault::whole(SECURITY, "the threat model is missing")];
    };
    let section = model.text.split_once("\n## Actors\n").map_or("", |(_, rest)| rest);
    let section = section.split("\n## ").next().unwrap_or_default();
    let parts: Vec<(&str, &str)> = section
        .split("\n### ")
        .skip(1)
        .filter_map(|part| part.split_once('\n'))
        .collect();
    let absent = ACTORS
        .iter()
        .filter(|actor| parts.iter().all(|(name, _part)| *name != **actor));
    let mut faults: Vec<Fault> = absent
        .map(|actor| Fault::whole(SECURITY, format!("has no part about {actor:?}")))
        .collect();
    for (name, part) in parts {
        if !part
            .lines()
            .any(|line| words(line).any(|word| matches!(word, Word::Test(_))))
        {
            faults.push(Fault::whole(SECURITY, format!("{name}: no test shows anything")));
        }
        if !part.lines().any(|line| line.starts_with(LEFT)) {
            faults.push(Fault::whole(SECURITY, format!("{name}: no line begins with {LEFT:?}")));
        }
    }
    faults
}

/// What the window's page may call, and is not listed.
pub(super) fn capabilities(tree: &Tree) -> Vec<Fault> {
    let (Some(model), Some(capability)) = (tree.file(SECURITY), tree.file(CAPABILITY)) else {
        return vec![Fault::whole(CAPABILITY, "what the page may call is missing")];
    };
    let told: Value = serde_json::from_str(&capability.text).unwrap_or_default();
    let permissions = told.get("permissions").and_then(Value::as_array);
    let permissions = permissions.into_iter().flatten().filter_map(Value::as_str);
    let unlisted = permissions.filter(|permission| !model.text.contains(&format!("| `{permission}` |")));
    unlisted
        .map(|permission| Fault::whole(SECURITY, format!("says no reason for `{permission}` of {CAPABILITY}")))
        .collect()
}

/// What stands in ticks, or between stars after a file of the window's own tests.
enum Word<'a> {
    Place(&'a str),
    Test(&'a str),
}

fn words(line: &str) -> impl Iterator<Item = Word<'_>> {
    let mut in_the_window = false;
    line.split('`').enumerate().flat_map(move |(number, piece)| {
        let mut found = Vec::new();
        if number % 2 == 1 {
            if is_place(piece) {
                in_the_window = piece.ends_with("test.ts");
                found.push(Word::Place(piece));
            } else if is_test_name(piece) {
                found.push(Word::Test(piece));
            }
        } else if in_the_window {
            found.extend(piece.split('*').skip(1).step_by(2).map(Word::Test));
        }
        found
    })
}

fn is_place(word: &str) -> bool {
    let within = ["crates/", "src-tauri/", "tests/", "ui/", "xtask/", ".../"];
    within.iter().any(|start| word.starts_with(start)) && !word.contains(' ')
}

/// Tests are sentences: no other name has as many words.
fn is_test_name(word: &str) -> bool {
    let plain = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_';
    word.chars().all(plain) && word.split('_').count() > 3
}

/// `.../a.rs` is beside the file before it.
fn from_before(path: &str, before: Option<&str>) -> String {
    match (
        path.strip_prefix(".../"),
        before.and_then(|before| before.rsplit_once('/')),
    ) {
        (Some(name), Some((folder, _file))) => format!("{folder}/{name}"),
        _ => path.to_owned(),
    }
}

fn is_in(tree: &Tree, place: Option<&str>, test: &str) -> bool {
    let has = |file: &File| {
        if file.is(&[".rs"]) {
            return file.text.contains(&format!("fn {test}("));
        }
        ['\'', '"', '`']
            .iter()
            .any(|quote| file.text.contains(&format!("{quote}{test}{quote}")))
    };
    let Some(place) = place else {
        return tree.files.iter().filter(|file| file.is(&[".rs"])).any(has);
    };
    let folder = format!("{}/", place.trim_end_matches(".rs"));
    let mut there = tree
        .files
        .iter()
        .filter(|file| file.path == place || file.path.starts_with(&folder));
    there.any(has)
}

#[cfg(test)]
mod tests {
    use super::super::tree::planted;
    use super::*;

    fn tree(model: &str) -> Tree {
        planted::files(&[
            (SECURITY, model),
            ("crates/a/tests/x.rs", "fn a_look_costs_a_look() {}"),
            ("crates/a/tests/y.rs", "fn a_break_is_a_break() {}"),
            ("ui/src/a.test.ts", "it('blanks at once', () => {})"),
            (
                CAPABILITY,
                r#"{"permissions":["allow-view","core:event:allow-listen"]}"#,
            ),
        ])
    }

    fn shown(line: &str) -> Vec<String> {
        shown_where_they_say(&tree(line))
            .into_iter()
            .map(|fault| fault.what)
            .collect()
    }

    #[test]
    fn a_test_is_where_the_model_says() {
        let line = "`crates/a/tests/x.rs`: `a_look_costs_a_look`; `.../y.rs`: `a_break_is_a_break`; `crates/a/tests`: \
                    `a_break_is_a_break`; `ui/src/a.test.ts`: *blanks at once*; the `scrim_hub` key";
        assert_eq!(shown(line), [""; 0]);
    }

    #[test]
    fn a_test_that_is_elsewhere_or_nowhere_is_a_fault() {
        let line =
            "`crates/a/tests/y.rs`: `a_look_costs_a_look`; `ui/src/a.test.ts`: *blanks later*; `it_is_not_there`";
        assert_eq!(
            shown(line),
            [
                "names the test a_look_costs_a_look, which is not in crates/a/tests/y.rs",
                "names the test blanks later, which is not in ui/src/a.test.ts",
                "names the test it_is_not_there, which is not in ui/src/a.test.ts",
            ]
        );
        assert_eq!(
            shown("`it_is_not_there`"),
            ["names the test it_is_not_there, which is not in any file"]
        );
    }

    #[test]
    fn an_actor_has_a_part_with_a_test_and_with_what_is_left() {
        let part = |name: &str, left: &str| format!("### {name}\n| a | `a_look_costs_a_look` |\n\n{left}\n\n");
        let all = |left: &str| ACTORS.iter().map(|name| part(name, left)).collect::<String>();
        let model = |parts: &str| format!("# S\n\n## Actors\n\n{parts}## What does not hold\n\n### Not one\n");
        assert!(actors(&tree(&model(&all("Does not hold: a camera.")))).is_empty());
        assert_eq!(actors(&tree(&model(&all("")))).len(), ACTORS.len());
        let without: String = ACTORS
            .iter()
            .skip(1)
            .map(|name| part(name, "Does not hold: x."))
            .collect();
        let found: Vec<String> = actors(&tree(&model(&without)))
            .into_iter()
            .map(|fault| fault.what)
            .collect();
        assert_eq!(found, ["has no part about \"The hostile uploader\""]);
        let untested = "### Somebody\nNothing.\n\nDoes not hold: all.\n";
        let faults = actors(&tree(&model(&(all("Does not hold: x.") + untested))));
        assert_eq!(faults, [Fault::whole(SECURITY, "Somebody: no test shows anything")]);
    }

    #[test]
    fn what_the_page_may_call_is_listed_with_its_reason() {
        let found: Vec<String> = capabilities(&tree("| `allow-view` | the first view |"))
            .into_iter()
            .map(|fault| fault.what)
            .collect();
        assert_eq!(
            found,
            ["says no reason for `core:event:allow-listen` of src-tauri/capabilities/desk.json"]
        );
    }
}
