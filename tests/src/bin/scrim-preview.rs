//! Writes the pictures of the settings' preview, or says which of the committed ones are stale.
//!
//! `scrim-preview write | check`, each with the folder.

use anyhow::Context as _;
use scrim_tests::preview;
use std::{path::Path, process::ExitCode};

#[expect(clippy::print_stdout, reason = "what is found is this program's output")]
fn main() -> anyhow::Result<ExitCode> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let folder = Path::new(words.get(1).context("write FOLDER or check FOLDER")?);
    let (names, stale) = match words.first().map(String::as_str) {
        Some("write") => (preview::write(folder)?, false),
        Some("check") => (preview::drift(folder)?, true),
        _ => anyhow::bail!("write FOLDER or check FOLDER"),
    };
    for name in &names {
        println!("{name}");
    }
    Ok(if stale && !names.is_empty() {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}
