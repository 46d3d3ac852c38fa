//! How many crates are compiled into a program: each is somebody who could put something into it.

use crate::root::Root;
use anyhow::ensure;
use std::collections::BTreeSet;

/// A program, and how many crates it may have.
const PROGRAMS: [(&str, usize); 2] = [("scrim", 450), ("scrim-hub", 450)];

/// What it is built for.
const SYSTEMS: [&str; 3] = [
    "x86_64-unknown-linux-gnu",
    "x86_64-pc-windows-msvc",
    "aarch64-apple-darwin",
];

/// Prints the counts; `false` when a program has too many.
///
/// # Errors
/// When cargo cannot say.
pub(super) fn run(root: &Root) -> anyhow::Result<bool> {
    let mut holds = true;
    for (program, most) in PROGRAMS {
        let mut told = Vec::new();
        for system in SYSTEMS {
            let words = format!("tree --locked --package {program} --edges normal --prefix none --target {system}");
            let output = root.cargo(&words).output()?;
            ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            let count = crates(&String::from_utf8(output.stdout)?);
            ensure!(count > 1, "cargo says of no crate in {program}");
            holds &= count <= most;
            told.push(format!("{count} ({system})"));
        }
        println!("     crates in {program}: {}; at most {most}", told.join(", "));
    }
    Ok(holds)
}

/// A crate that was told before is told again with a star.
fn crates(tree: &str) -> usize {
    let lines = tree.lines().map(|line| line.trim_end_matches(" (*)"));
    lines.filter(|line| !line.is_empty()).collect::<BTreeSet<_>>().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_counts_once_and_each_version_of_it_by_itself() {
        let tree = "scrim v0.1.0\na v1.0.0\nb v1.0.0\na v1.0.0 (*)\na v2.0.0\n\nm v1.0.0 (proc-macro)\n\
                    m v1.0.0 (proc-macro) (*)\n";
        assert_eq!(crates(tree), 5);
    }
}
