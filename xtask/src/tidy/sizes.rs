//! How long a file may be. Long functions are clippy's to find.

use super::tree::{Fault, File, Tree};

const FILE_LINES: usize = 400;
const COMPONENT_LINES: usize = 250;
/// Of code: the documentation of a crate may be as long as it needs to be.
const CRATE_CONTENTS_LINES: usize = 80;
/// A module may hold the one type that its parts are about.
const MODULE_CONTENTS_LINES: usize = 120;

/// Source files that hold too much.
pub(super) fn files(tree: &Tree) -> Vec<Fault> {
    longer(tree, &[".rs", ".ts", ".svelte"], FILE_LINES, "a source file", |file| {
        file.text.lines().count()
    })
}

/// Components that do too much.
pub(super) fn components(tree: &Tree) -> Vec<Fault> {
    longer(tree, &[".svelte"], COMPONENT_LINES, "a component", |file| {
        file.text.lines().count()
    })
}

/// Tables of contents that have become chapters.
pub(super) fn tables_of_contents(tree: &Tree) -> Vec<Fault> {
    let of_crates = contents(tree, &["/lib.rs", "/main.rs"], CRATE_CONTENTS_LINES);
    of_crates
        .into_iter()
        .chain(contents(tree, &["/mod.rs"], MODULE_CONTENTS_LINES))
        .collect()
}

fn contents(tree: &Tree, names: &[&str], limit: usize) -> Vec<Fault> {
    // Under `tests/` cargo leaves no other name to a module that several tests share.
    let length = |file: &File| {
        if file.path.contains("/tests/") {
            0
        } else {
            code_lines(&file.text)
        }
    };
    longer(tree, names, limit, "the code of a table of contents", length)
}

fn longer(tree: &Tree, endings: &[&str], limit: usize, what: &str, length: fn(&File) -> usize) -> Vec<Fault> {
    let judged = tree
        .files
        .iter()
        .filter(|file| file.is(endings) && !file.is_generated());
    judged
        .map(|file| (file, length(file)))
        .filter(|(_, lines)| *lines > limit)
        .map(|(file, lines)| {
            Fault::whole(
                &file.path,
                format!("{what} has at most {limit} lines, this has {lines}"),
            )
        })
        .collect()
}

/// Lines that are neither empty nor a comment, up to the tests.
fn code_lines(text: &str) -> usize {
    let before_tests = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    before_tests
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.starts_with("//"))
        .count()
}

#[cfg(test)]
mod tests {
    use super::super::tree::planted;
    use super::*;

    #[test]
    fn a_file_one_line_too_long_is_a_fault_and_one_at_the_limit_is_not() {
        let (at, over) = ("x\n".repeat(FILE_LINES), "x\n".repeat(FILE_LINES + 1));
        let tree = planted::files(&[("a.rs", &at), ("b.ts", &over), ("c.gen.ts", &over), ("d.md", &over)]);
        let found = files(&tree);
        assert_eq!(found.len(), 1);
        assert_eq!(
            found[0].to_string(),
            "b.ts: a source file has at most 400 lines, this has 401"
        );
    }

    #[test]
    fn a_component_has_a_shorter_limit() {
        let long = "x\n".repeat(COMPONENT_LINES + 1);
        assert_eq!(
            components(&planted::files(&[("a.svelte", &long), ("a.rs", &long)])).len(),
            1
        );
    }

    #[test]
    fn documentation_and_tests_do_not_count_in_a_table_of_contents() {
        let docs = "//! words\n".repeat(200);
        let tests = format!("#[cfg(test)]\nmod tests {{\n{}}}\n", "x\n".repeat(100));
        let code = "pub mod a;\n".repeat(CRATE_CONTENTS_LINES + 1);
        let much = "pub mod a;\n".repeat(MODULE_CONTENTS_LINES + 1);
        let tree = planted::files(&[
            ("a/lib.rs", &(docs + &tests)),
            ("b/lib.rs", &code),
            ("c/mod.rs", &code),
            ("d/mod.rs", &much),
            ("d/tests/x/mod.rs", &much),
            ("d/other.rs", &much),
        ]);
        let found = tables_of_contents(&tree);
        assert_eq!(
            found.iter().map(|fault| fault.path.as_str()).collect::<Vec<_>>(),
            ["b/lib.rs", "d/mod.rs"]
        );
    }
}
