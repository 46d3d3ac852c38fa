//! One bash for the commands of a chapter, as somebody has who types them one after the other.

use super::{
    chapter::{Block, Chapter, Use},
    surroundings::Surroundings,
};
use std::{fmt::Write as _, fs, process::Command};

/// Stands before what each block prints.
const MARK: char = '\u{1e}';

/// How long a chapter may take, seconds.
const LIMIT: &str = "180";

/// Whatever goes on in the background ends with the session.
const HEAD: &str = r#"set -meuo pipefail
end() { for job in $(jobs -p); do kill -- "-$job" 2>/dev/null || true; done; wait || true; }
trap end EXIT
trap 'exit 143' TERM
says() { until [ -s "$1" ]; do kill -0 "$2" || { cat "$1.err" >&2; exit 1; }; sleep 0.05; done; cat "$1"; }
"#;

/// Runs a chapter's commands, and answers what is not as the chapter says.
pub(super) fn run(chapter: &Chapter, around: &Surroundings) -> anyhow::Result<Vec<String>> {
    let mut script = String::from(HEAD);
    for (number, block) in chapter.blocks.iter().enumerate() {
        let text = around.spelled(&block.text);
        match &block.is {
            Use::Run => write!(script, "printf '{MARK}{number}\\n'\n{text}")?,
            Use::Serve => write!(
                script,
                "printf '{MARK}{number}\\n'\n({text}) >serves-{number} 2>serves-{number}.err </dev/null &\n\
                 says serves-{number} $!\n"
            )?,
            Use::File(name) => fs::write(around.folder().join(name), text)?,
            Use::Unrun(_) | Use::Same(_) | Use::Read => {}
        }
    }
    fs::write(around.folder().join(".session"), script)?;
    let mut command = Command::new("timeout");
    command.args(["--kill-after=10", LIMIT, "bash", ".session"]);
    let done = around.enter(&mut command).output()?;
    let printed = String::from_utf8_lossy(&done.stdout);
    let mut wrong = Vec::new();
    if !done.status.success() {
        let at = printed.rsplit(MARK).next().and_then(|last| last.lines().next());
        let line = at
            .and_then(|number| number.parse().ok())
            .and_then(|number: usize| chapter.blocks.get(number));
        let said = String::from_utf8_lossy(&done.stderr);
        wrong.push(format!(
            "{}:{}: {}\n{said}\n{printed}",
            chapter.path,
            line.map_or(0, |block| block.line),
            done.status
        ));
        return Ok(wrong);
    }
    for (number, block) in chapter
        .blocks
        .iter()
        .enumerate()
        .filter(|(_number, block)| block.runs())
    {
        let head = format!("{MARK}{number}\n");
        let own = printed.split_once(&head).map_or("", |(_before, rest)| rest);
        let own = own.split(MARK).next().unwrap_or_default();
        wrong.extend(missing(block, own, around).map(|line| format!("{}:{}: {line}", chapter.path, block.line)));
    }
    Ok(wrong)
}

/// What a block is said to print and does not.
fn missing<'a>(block: &'a Block, printed: &'a str, around: &'a Surroundings) -> impl Iterator<Item = String> + 'a {
    block.says().filter_map(move |said| {
        let said = around.spelled(said);
        let found = printed.lines().any(|line| fits(&said, line));
        (!found).then(|| format!("no line is {said:?} of\n{printed}"))
    })
}

/// Whether a line is as it was said, whatever stands for each `…`.
fn fits(said: &str, line: &str) -> bool {
    let mut parts = said.split('…');
    let first = parts.next().unwrap_or_default();
    let Some(mut rest) = line.strip_prefix(first) else {
        return false;
    };
    let mut last = None;
    for part in parts {
        last = Some(part);
        match rest.find(part) {
            Some(at) => rest = rest.get(at + part.len()..).unwrap_or_default(),
            None => return false,
        }
    }
    match last {
        // Nothing differs: it is all there is.
        None => rest.is_empty(),
        Some("") => true,
        Some(end) => line.ends_with(end),
    }
}

#[test]
fn a_line_is_as_it_was_said_but_for_what_differs() {
    for (said, line) in [
        ("ok", "ok"),
        ("{\"id\":\"…\",\"b\":1}", "{\"id\":\"7\",\"b\":1}"),
        ("a…", "abc"),
        ("…c", "abc"),
        ("a…b…", "a b c"),
    ] {
        assert!(fits(said, line), "{said} {line}");
    }
    for (said, line) in [
        ("ok", "ok!"),
        ("a…c", "abcd"),
        ("a…b", "b a"),
        ("b…", "abc"),
        ("a…x…c", "abc"),
    ] {
        assert!(!fits(said, line), "{said} {line}");
    }
}
