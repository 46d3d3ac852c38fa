//! Documentation that must be there, and must not name what is gone.

use super::tree::{Fault, Tree};

const ARCHITECTURE: &str = "ARCHITECTURE.md";
const CHANGELOG: &str = "CHANGELOG.md";

/// Modules that do not start by saying what they are for.
pub(super) fn module_docs(tree: &Tree) -> Vec<Fault> {
    let sources = tree
        .files
        .iter()
        .filter(|file| file.is(&[".rs"]) && !file.is_generated());
    sources
        .filter(|file| !file.text.trim_start().starts_with("//!"))
        .map(|file| {
            Fault::whole(
                &file.path,
                "a module starts with `//!`: what it is for, what it does not know",
            )
        })
        .collect()
}

/// Crates without a README.
pub(super) fn readmes(tree: &Tree) -> Vec<Fault> {
    let lacking = tree
        .crates
        .iter()
        .filter(|member| tree.file(&format!("{}/README.md", member.folder)).is_none());
    lacking
        .map(|member| Fault::whole(&member.folder, "a crate has a README.md"))
        .collect()
}

/// The map names every crate there is, and no other.
pub(super) fn architecture(tree: &Tree) -> Vec<Fault> {
    let Some(map) = tree.file(ARCHITECTURE) else {
        return vec![Fault::whole(ARCHITECTURE, "the map of the crates is missing")];
    };
    let unnamed = tree.crates.iter().filter(|member| !map.text.contains(&member.folder));
    let mut faults: Vec<Fault> = unnamed
        .map(|member| Fault::whole(ARCHITECTURE, format!("does not name {}", member.folder)))
        .collect();
    let gone = words(&map.text).filter(|word| is_gone(tree, word));
    faults.extend(gone.map(|word| Fault::whole(ARCHITECTURE, format!("names {word}, which does not exist"))));
    faults
}

/// A change log has a place for the next change.
pub(super) fn changelog(tree: &Tree) -> Vec<Fault> {
    let is_open = |text: &str| {
        text.lines()
            .any(|line| line.starts_with("## ") && line.contains("Unreleased"))
    };
    match tree.file(CHANGELOG) {
        Some(log) if is_open(&log.text) => Vec::new(),
        Some(_) => vec![Fault::whole(CHANGELOG, "has no section `## Unreleased`")],
        None => vec![Fault::whole(CHANGELOG, "is missing")],
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_ascii_alphanumeric() && !"-_/".contains(letter))
}

/// `crates/x…` is a folder of ours, `scrim-x` a crate or a program of ours.
fn is_gone(tree: &Tree, word: &str) -> bool {
    if let Some(rest) = word.strip_prefix("crates/") {
        let name = rest.split('/').next().unwrap_or_default();
        return !name.is_empty()
            && !tree
                .crates
                .iter()
                .any(|member| member.folder == format!("crates/{name}"));
    }
    let named = |member: &super::tree::Crate| member.name == word || member.targets.iter().any(|target| target == word);
    word.starts_with("scrim-") && !tree.crates.iter().any(named)
}

#[cfg(test)]
mod tests {
    use super::super::tree::planted;
    use super::*;

    #[test]
    fn a_module_that_starts_with_code_is_a_fault() {
        let tree = planted::files(&[("a.rs", "\n//! For x.\n"), ("b.rs", "use std::fs;\n//! late\n")]);
        assert_eq!(module_docs(&tree).len(), 1);
    }

    #[test]
    fn a_crate_without_a_readme_is_a_fault() {
        let mut tree = planted::files(&[("crates/a/README.md", "# a")]);
        tree.crates = vec![
            planted::member("a", "crates/a", &[]),
            planted::member("b", "crates/b", &[]),
        ];
        assert_eq!(readmes(&tree), [Fault::whole("crates/b", "a crate has a README.md")]);
    }

    #[test]
    fn the_map_names_neither_too_few_crates_nor_too_many() {
        let text = "`crates/hub` (`scrim-hub serve`), crates/gone/src/x.rs, scrim-lost, xtask, crates/ and scrims";
        let mut tree = planted::files(&[(ARCHITECTURE, text)]);
        tree.crates = vec![
            planted::member("scrim-hub", "crates/hub", &[]),
            planted::member("scrim-desk", "crates/desk", &[]),
            planted::member("xtask", "xtask", &[]),
        ];
        let found: Vec<String> = architecture(&tree).into_iter().map(|fault| fault.what).collect();
        assert_eq!(
            found,
            [
                "does not name crates/desk",
                "names crates/gone/src/x, which does not exist",
                "names scrim-lost, which does not exist",
            ]
        );
    }

    #[test]
    fn a_change_log_without_a_place_for_the_next_change_is_a_fault() {
        assert_eq!(
            changelog(&planted::files(&[(CHANGELOG, "# Changes\n## 0.1\n")])).len(),
            1
        );
        assert_eq!(changelog(&planted::files(&[])).len(), 1);
        assert!(changelog(&planted::files(&[(CHANGELOG, "## [Unreleased]\n")])).is_empty());
    }
}
