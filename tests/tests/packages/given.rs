//! What lies beside the packages, and what must not be in what is given to anybody.

use super::ground::Ground;
use scrim_tests::harness::programs;
use sha2::{Digest as _, Sha256};
use std::fs;

#[test]
fn the_sums_are_those_of_everything_that_is_given() -> anyhow::Result<()> {
    let Some(ground) = Ground::find() else { return Ok(()) };
    let mut wanted = Vec::new();
    for name in ground.files()?.into_iter().filter(|name| name != "SHA256SUMS") {
        let sum = Sha256::digest(fs::read(ground.folder().join(&name))?);
        wanted.push(format!("{}  {name}", hex(&sum)));
    }
    wanted.sort();
    let told = fs::read_to_string(ground.folder().join("SHA256SUMS"))?;
    let mut told: Vec<&str> = told.lines().collect();
    told.sort_unstable();
    assert_eq!(told, wanted);
    let listed = told.iter().filter(|line| line.ends_with(".cdx.json")).count();
    assert_eq!(
        listed, 4,
        "a list of what is inside hub, worker, window and page: {told:?}"
    );
    Ok(())
}

#[test]
fn no_program_that_is_given_can_be_tapped_or_driven() -> anyhow::Result<()> {
    if Ground::find().is_none() {
        return Ok(());
    }
    for name in ["scrim-hub", "scrim-worker", "scrim-desk"] {
        let Ok(file) = programs::ours(name) else { continue };
        let program = fs::read(file)?;
        for word in ["SCRIM_TAP_DIR", "WebDriver"] {
            let found = memchr::memmem::find(&program, word.as_bytes());
            assert_eq!(found, None, "{word} is in {name}");
        }
    }
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(bytes)
}
