//! Writes the bad files, or says which of the committed ones are stale.
//!
//! `scrim-bad-files write | check`, each with the folder.

use anyhow::Context as _;
use scrim_tests::hostile;
use std::{path::Path, process::ExitCode};

#[expect(clippy::print_stdout, reason = "what is found is this program's output")]
fn main() -> anyhow::Result<ExitCode> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let folder = Path::new(words.get(1).context("write FOLDER or check FOLDER")?);
    match words.first().map(String::as_str) {
        Some("write") => println!("{} files", hostile::write(folder)?),
        Some("check") => {
            let stale = hostile::drift(folder)?;
            for name in &stale {
                println!("{name}");
            }
            if !stale.is_empty() {
                return Ok(ExitCode::FAILURE);
            }
        }
        _ => anyhow::bail!("write FOLDER or check FOLDER"),
    }
    Ok(ExitCode::SUCCESS)
}
