//! The table of what the best of the field have, and of the tests that show it here. Knows where the table
//! stands and that its tests exist, not whether they show what they are named for.

use super::tree::{Fault, Tree};

const TABLE: &str = "tests/README.md";
const HEADING: &str = "## What the best of the field have";

/// As many rows as the product's list of parity has.
const ROWS: u32 = 14;

/// Features without a test, tests that are not there, and numbers of the list that no line has.
pub(super) fn tests_named(tree: &Tree) -> Vec<Fault> {
    let fault = |what: String| Fault::whole(TABLE, what);
    let text = tree.file(TABLE).map_or("", |file| file.text.as_str());
    let lines = lines(text);
    let absent = (1..=ROWS).filter(|number| lines.iter().all(|line| line.number != Some(*number)));
    let mut faults: Vec<Fault> = absent
        .map(|number| fault(format!("`{HEADING}` has no line of number {number}")))
        .collect();
    for line in &lines {
        if line.number.is_none_or(|number| !(1..=ROWS).contains(&number)) {
            faults.push(fault(format!("{}: no number of the list", line.feature)));
        }
        if line.tests.is_empty() {
            faults.push(fault(format!("{}: no test shows it", line.feature)));
        }
        let gone = line.tests.iter().filter(|test| !exists(tree, test));
        faults.extend(gone.map(|test| fault(format!("{}: there is no {test}", line.feature))));
    }
    faults
}

/// A feature, and the tests that show it as `path::name`.
struct Line<'a> {
    number: Option<u32>,
    feature: &'a str,
    tests: Vec<&'a str>,
}

/// The lines of the table, without its head.
fn lines(text: &str) -> Vec<Line<'_>> {
    let section = text.split_once(HEADING).map_or("", |(_, rest)| rest);
    let section = section.split("\n## ").next().unwrap_or_default();
    let rows = section.lines().filter_map(|line| line.strip_prefix("| "));
    rows.filter(|row| !row.starts_with('#')).map(line).collect()
}

fn line(row: &str) -> Line<'_> {
    let mut cells = row.split('|').map(str::trim);
    let number = cells.next().and_then(|cell| cell.parse().ok());
    let feature = cells.next().unwrap_or_default();
    let tests = cells.next().unwrap_or_default();
    Line {
        number,
        feature,
        tests: tests.split('`').skip(1).step_by(2).collect(),
    }
}

/// A function of a Rust file, or the title of a test of the window's own.
fn exists(tree: &Tree, test: &str) -> bool {
    let Some((path, name)) = test.split_once("::") else {
        return false;
    };
    let Some(file) = tree.file(path) else {
        return false;
    };
    if file.is(&[".rs"]) {
        return file.text.contains(&format!("fn {name}("));
    }
    ['\'', '"', '`']
        .iter()
        .any(|quote| file.text.contains(&format!("{quote}{name}{quote}")))
}

#[cfg(test)]
mod tests {
    use super::super::tree::planted;
    use super::*;

    fn found(table: &str) -> Vec<String> {
        let rest: Vec<String> = (2..=ROWS)
            .map(|number| format!("| {number} | x | `a.rs::holds` |"))
            .collect();
        let text = format!(
            "# t\n\n{HEADING}, and what shows it here\n\n| # | feature | shown by |\n|---|---|---|\n{table}\n{}\n\n## More\n\n| a | b |\n",
            rest.join("\n")
        );
        let tree = planted::files(&[
            (TABLE, &text),
            ("a.rs", "fn holds() {}"),
            ("ui/a.test.ts", "it('is there', () => {})"),
        ]);
        tests_named(&tree).into_iter().map(|fault| fault.what).collect()
    }

    #[test]
    fn a_table_whose_tests_are_there_has_no_fault() {
        assert!(found("| 1 | a | `a.rs::holds`, `ui/a.test.ts::is there` |").is_empty());
    }

    #[test]
    fn a_feature_without_a_test_and_a_test_that_is_gone_are_faults() {
        assert_eq!(found("| 1 | a | soon |"), ["a: no test shows it"]);
        let gone = "| 1 | a | `a.rs::is_gone`, `b.rs::holds`, `ui/a.test.ts::is` |";
        assert_eq!(
            found(gone),
            [
                "a: there is no a.rs::is_gone",
                "a: there is no b.rs::holds",
                "a: there is no ui/a.test.ts::is"
            ]
        );
    }

    #[test]
    fn a_number_that_no_line_has_and_one_that_is_not_of_the_list_are_faults() {
        assert_eq!(
            found("| 15 | a | `a.rs::holds` |"),
            [
                "`## What the best of the field have` has no line of number 1",
                "a: no number of the list"
            ]
        );
    }
}
