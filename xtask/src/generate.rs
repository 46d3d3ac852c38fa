//! `cargo xtask gen`: files that come out of the Rust code and are committed all the same, so that a
//! change of the contract shows in a review; and, when asked, those that another implementation makes.
//! Knows where they lie, not what they hold.

use crate::api_page;
use crate::oracle;
use crate::packages::{self, Purpose};
use crate::programs;
use crate::python::Environment;
use crate::root::Root;
use crate::selection::Window;
use crate::steps::Steps;
use anyhow::{Context, bail, ensure};
use std::env::{self, consts::EXE_SUFFIX};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Whether to write or only to look.
#[derive(clap::Args)]
pub(crate) struct Options {
    /// Write nothing; fail if a file is stale.
    #[arg(long)]
    check: bool,
    /// Make the good files and their goldens instead, by Python and Pillow.
    #[arg(long, conflicts_with = "check")]
    golden: bool,
}

struct Generated {
    path: &'static str,
    printer: Printer,
}

/// What prints a file.
enum Printer {
    /// A program, and the word that it is given.
    Program(&'static str, &'static [&'static str]),
    /// This program, from the API's document, which is written before.
    Page,
}

/// The API's document.
const DOCUMENT: &str = "openapi.gen.json";

const FILES: [Generated; 3] = [
    Generated {
        path: "ui/src/lib/host/wire.gen.ts",
        printer: Printer::Program("examples/typescript", &[]),
    },
    Generated {
        path: DOCUMENT,
        printer: Printer::Program("scrim-hub", &["openapi"]),
    },
    Generated {
        path: "docs/api.gen.md",
        printer: Printer::Page,
    },
];

/// Folders of files that are no text: a program writes or compares each by itself.
const FOLDERS: [Folder; 2] = [
    Folder {
        path: "tests/fixtures/bad",
        program: "scrim-bad-files",
    },
    Folder {
        path: "ui/src/assets",
        program: "scrim-preview",
    },
];

struct Folder {
    path: &'static str,
    /// Of the package `scrim-tests`.
    program: &'static str,
}

/// Files that are read without complaint, and what eyes must get of each. Encoders change from version to
/// version, so these are made when somebody asks for it; that they are not stale, a test says.
const GOOD_FILES: &str = "tests/fixtures/good";
const GOLDEN: &str = "tests/fixtures/golden";
const GOLDEN_SCRIPT: &str = "tests/golden/make.py";

/// Writes the generated files, or compares them.
///
/// # Errors
/// When the program that prints a file fails.
pub(crate) fn run(root: &Root, options: &Options) -> anyhow::Result<bool> {
    if options.golden {
        return golden(root).map(|()| true);
    }
    let mut fresh = true;
    let programs = programs(root)?;
    for file in &FILES {
        let wanted =
            wanted(root, &programs, &file.printer).with_context(|| format!("cannot generate {}", file.path))?;
        let path = root.join(file.path);
        let kept = fs::read_to_string(&path).unwrap_or_default();
        if kept == wanted {
            println!("fresh: {}", file.path);
        } else if options.check {
            fresh = false;
            println!("stale: {}; run `cargo xtask gen` and commit it", file.path);
        } else {
            fs::create_dir_all(path.parent().context("a file has a folder")?)?;
            fs::write(&path, wanted)?;
            println!("written: {}", file.path);
        }
    }
    for folder in &FOLDERS {
        fresh &= filled(root, &programs, folder, options.check)?;
    }
    Ok(fresh)
}

fn wanted(root: &Root, programs: &Path, printer: &Printer) -> anyhow::Result<String> {
    match printer {
        Printer::Program(name, words) => printed(root.command(program(programs, name)).args(*words)),
        Printer::Page => api_page::of(&fs::read_to_string(root.join(DOCUMENT))?),
    }
}

/// The folder of all programs, built as the tests build them.
fn programs(root: &Root) -> anyhow::Result<PathBuf> {
    let window = if packages::present(&[Purpose::Build]) && root.join("ui/dist/index.html").exists() {
        Window::Played
    } else {
        Window::Without
    };
    programs::for_tests(&mut Steps::new(root, "gen"), window)?;
    Ok(env::current_exe()?.with_file_name(""))
}

fn program(programs: &Path, name: &str) -> PathBuf {
    programs.join(format!("{name}{EXE_SUFFIX}"))
}

fn filled(root: &Root, programs: &Path, folder: &Folder, check: bool) -> anyhow::Result<bool> {
    let path = folder.path;
    let word = if check { "check" } else { "write" };
    let output = root
        .command(program(programs, folder.program))
        .args([word, path])
        .output()?;
    if output.status.success() {
        println!("{}: {path}", if check { "fresh" } else { "written" });
        return Ok(true);
    }
    let (names, errors) = (&output.stdout, &output.stderr);
    ensure!(check && errors.is_empty(), "{}", String::from_utf8_lossy(errors));
    let names = String::from_utf8_lossy(names);
    println!("stale: {path}; run `cargo xtask gen` and commit it:\n{names}");
    Ok(false)
}

fn golden(root: &Root) -> anyhow::Result<()> {
    let mut steps = Steps::new(root, "gen");
    let python = match oracle::ensure(&mut steps)? {
        Environment::Ready(python) => python,
        Environment::Absent(why) => bail!("the goldens cannot be made, because {why}"),
    };
    let mut make = |title: &str, words: &[&str]| {
        let mut command = root.command(&python);
        steps.run(title, command.args(["-B", GOLDEN_SCRIPT]).args(words))
    };
    make("write the good files", &["good", GOOD_FILES])?;
    make("write what must come of them", &["golden", GOOD_FILES, GOLDEN])?;
    println!("written: {GOOD_FILES}, {GOLDEN}");
    Ok(())
}

fn printed(command: &mut Command) -> anyhow::Result<String> {
    let output = command.output()?;
    ensure!(
        output.status.success(),
        "{}\n{}",
        output.status,
        String::from_utf8_lossy(&output.stderr)
    );
    let text = String::from_utf8(output.stdout)?;
    Ok(if text.ends_with('\n') { text } else { text + "\n" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_ends_in_one_line_break() {
        assert_eq!(printed(Command::new("printf").arg("a")).unwrap(), "a\n");
        assert_eq!(printed(Command::new("printf").arg("a\\n")).unwrap(), "a\n");
    }

    #[test]
    fn a_generator_that_fails_is_an_error_with_its_words() {
        let error = printed(Command::new("sh").args(["-c", "echo no >&2; exit 1"]))
            .err()
            .unwrap();
        assert!(error.to_string().contains("no"));
    }
}
