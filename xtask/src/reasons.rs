//! Why tests failed, out of a long log: what each failing test said, without its stack.

/// Lines shown of each failing test.
const LINES: usize = 24;

/// What the failing tests of a run of Rust tests said; nothing where none is told of.
///
/// What passed may have its say in the same log, and stands under another heading.
pub(crate) fn of(log: &str) -> Vec<&str> {
    let mut shown = Vec::new();
    let (mut failures, mut room) = (false, 0);
    for line in log.lines() {
        match line.trim_end() {
            "failures:" => failures = true,
            "successes:" => failures = false,
            _ if line.starts_with("test result: ") => failures = false,
            _ if !failures => continue,
            _ if line.starts_with("---- ") => room = LINES,
            // After the sections comes the list of their names, which is shorter than they are.
            _ if room == 0 || of_a_stack(line) => continue,
            _ => room -= 1,
        }
        if failures && room > 0 && !line.trim().is_empty() && line != "failures:" {
            shown.push(line);
        }
    }
    shown
}

/// Of a backtrace: a frame, where it is, or what leads it in.
fn of_a_stack(line: &str) -> bool {
    let words = line.trim_start();
    let numbered = words
        .split_once(": ")
        .is_some_and(|(number, _)| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()));
    let indented = words.len() < line.len();
    indented && (numbered || words.starts_with("at ")) || words.to_lowercase().starts_with("stack backtrace")
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOG: &str = "
running 2 tests
successes:

---- fine stdout ----
all is well

failures:

---- the_look_is_gone stdout ----
Error: of 1 MB: 512 left

Caused by:
    waited 30 s in vain

Stack backtrace:
   0: anyhow::error
             at /somewhere/anyhow.rs:1
note: run with more

failures:
    the_look_is_gone

test result: FAILED. 1 passed; 1 failed
---- of another binary stdout ----
";

    #[test]
    fn a_failing_test_s_own_words_are_shown_and_neither_stacks_nor_what_passed() {
        let wanted = [
            "---- the_look_is_gone stdout ----",
            "Error: of 1 MB: 512 left",
            "Caused by:",
            "    waited 30 s in vain",
            "note: run with more",
        ];
        assert_eq!(of(LOG).get(..5), Some(&wanted[..]), "{:?}", of(LOG));
        assert!(of("error: could not compile").is_empty());
    }

    #[test]
    fn a_talkative_failure_is_cut() {
        let log = format!("failures:\n---- one stdout ----\n{}", "word\n".repeat(500));
        assert_eq!(of(&log).len(), LINES);
    }
}
