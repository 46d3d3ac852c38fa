//! Links between the texts of the repository, and the contents of the book. Asks no network: what leads elsewhere is not
//! looked at.

use super::tree::{Fault, File, Tree};
use std::collections::BTreeMap;

const CONTENTS: &str = "docs/SUMMARY.md";

/// What is not in this folder is not in the book, so a page of it leads to nothing outside.
const BOOK: &str = "docs/";

/// Links to files, folders and headings that are not there.
pub(super) fn lead_somewhere(tree: &Tree) -> Vec<Fault> {
    let texts = tree.files.iter().filter(|file| file.is(&[".md"]));
    texts.flat_map(|file| faults_in(tree, file)).collect()
}

/// Pages that the contents leave out, which nobody would find in the book.
pub(super) fn contents(tree: &Tree) -> Vec<Fault> {
    let Some(contents) = tree.file(CONTENTS) else {
        return vec![Fault::whole(CONTENTS, "the contents of the book are missing")];
    };
    let linked: Vec<String> = links(&contents.text)
        .filter_map(|(_line, target)| resolved(CONTENTS, target))
        .collect();
    let pages = tree
        .files
        .iter()
        .filter(|file| file.path.starts_with("docs/") && file.is(&[".md"]) && file.path != CONTENTS);
    let lost = pages.filter(|page| !linked.contains(&page.path));
    lost.map(|page| Fault::whole(&page.path, format!("{CONTENTS} does not lead here")))
        .collect()
}

fn faults_in(tree: &Tree, file: &File) -> Vec<Fault> {
    let wrong = links(&file.text).filter(|(_line, target)| !leads(tree, file, target));
    let told = |(line, target): (usize, &str)| Fault {
        path: file.path.clone(),
        line: Some(line),
        what: format!("leads to {target}, which is not there"),
    };
    wrong.map(told).collect()
}

/// Each link with its line, but for those in code.
fn links(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut in_code = false;
    let lines = text.lines().enumerate().filter(move |(_number, line)| {
        let fence = line.trim_start().starts_with("```");
        in_code ^= fence;
        !in_code && !fence
    });
    lines.flat_map(|(number, line)| {
        let after = line
            .match_indices("](")
            .filter(move |(at, _found)| !in_ticks(line, *at));
        let targets = after.filter_map(move |(at, found)| line.get(at + found.len()..)?.split(')').next());
        targets.map(move |target| (number + 1, target))
    })
}

fn in_ticks(line: &str, at: usize) -> bool {
    line.get(..at)
        .is_some_and(|before| before.matches('`').count() % 2 == 1)
}

fn leads(tree: &Tree, from: &File, target: &str) -> bool {
    if target.contains("://") || target.starts_with("mailto:") {
        return true;
    }
    let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
    let path = if path.is_empty() {
        Some(from.path.clone())
    } else {
        resolved(&from.path, path)
    };
    let Some(path) = path else {
        return false;
    };
    if from.path.starts_with(BOOK) && !path.starts_with(BOOK) {
        return false;
    }
    match tree.file(&path) {
        Some(file) => anchor.is_empty() || anchors(&file.text).contains_key(anchor),
        None => anchor.is_empty() && tree.files.iter().any(|file| file.path.starts_with(&format!("{path}/"))),
    }
}

/// A path as it is from the top folder.
fn resolved(from: &str, target: &str) -> Option<String> {
    let target = target.split('#').next()?;
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in target.trim_end_matches('/').split('/') {
        match part {
            "." | "" => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

/// What a heading is called in an address; the second of one name has a number behind it.
fn anchors(text: &str) -> BTreeMap<String, usize> {
    let mut anchors = BTreeMap::new();
    let headings = text.lines().filter_map(|line| line.strip_prefix('#'));
    for heading in headings {
        let name = slug(heading.trim_start_matches('#').trim());
        let before = anchors.get(&name).copied().unwrap_or_default();
        if before > 0 {
            anchors.insert(format!("{name}-{before}"), 1);
        }
        anchors.insert(name, before + 1);
    }
    anchors
}

fn slug(heading: &str) -> String {
    let letters = heading.chars().filter_map(|letter| match letter {
        ' ' => Some('-'),
        '-' | '_' => Some(letter),
        other => other.is_alphanumeric().then_some(other),
    });
    letters.collect::<String>().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::super::tree::planted;
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let tree = planted::files(&[
            ("texts/a.md", text),
            ("texts/b.md", "# B, and what's \"more\"\n## One\n## One\n"),
            ("README.md", ""),
            ("crates/hub/src/lib.rs", ""),
        ]);
        lead_somewhere(&tree).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_is_there_is_found_from_where_the_link_stands() {
        let text = "# Own\n[a](b.md), [a](./b.md#b-and-whats-more) [a](../README.md) [a](../crates/hub) [a](#own)\n\
                    [a](b.md#one-1) [a](https://a.example/b#c) `[a](gone.md)`\n```sh\n[a](gone.md)\n```\n";
        assert_eq!(found(text), [""; 0]);
    }

    #[test]
    fn a_page_a_heading_and_a_folder_that_are_not_there_are_faults_with_their_line() {
        let text = "[a](c.md)\n\n[a](b.md#two) [a](../crates/gone) [a](../../out.md)\n";
        assert_eq!(
            found(text),
            [
                "texts/a.md:1: leads to c.md, which is not there",
                "texts/a.md:3: leads to b.md#two, which is not there",
                "texts/a.md:3: leads to ../crates/gone, which is not there",
                "texts/a.md:3: leads to ../../out.md, which is not there",
            ]
        );
    }

    #[test]
    fn a_page_of_the_book_leads_to_nothing_outside() {
        let tree = planted::files(&[("docs/a.md", "[b](b.md) [c](../c.md)"), ("docs/b.md", ""), ("c.md", "")]);
        assert_eq!(lead_somewhere(&tree).len(), 1);
    }

    #[test]
    fn a_page_that_the_contents_leave_out_is_a_fault() {
        let tree = planted::files(&[(CONTENTS, "- [A](a.md)\n"), ("docs/a.md", ""), ("docs/b.md", "")]);
        let found: Vec<String> = contents(&tree).iter().map(ToString::to_string).collect();
        assert_eq!(found, ["docs/b.md: docs/SUMMARY.md does not lead here"]);
        assert_eq!(contents(&planted::files(&[])).len(), 1);
    }
}
