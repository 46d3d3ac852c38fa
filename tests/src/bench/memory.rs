//! How much memory a program and all it has started take. Linux only.

use crate::harness::window::descendants;
use anyhow::Context as _;
use std::fs;

/// The memory of `root` and everything below it in MB, pages shared with others counted in part.
///
/// # Errors
/// When `root` is gone.
pub fn proportional_mb(root: u32) -> anyhow::Result<f64> {
    let own = field_mb(root, "smaps_rollup", "Pss:").context("the program is gone")?;
    let below = descendants(root)?.into_iter().filter(|pid| *pid != root);
    // A child may end between the listing and the reading; it takes nothing then.
    Ok(own
        + below
            .filter_map(|pid| field_mb(pid, "smaps_rollup", "Pss:"))
            .sum::<f64>())
}

/// The memory of one process alone in MB, shared pages counted in full.
///
/// # Errors
/// When it is gone.
pub fn resident_mb(pid: u32) -> anyhow::Result<f64> {
    field_mb(pid, "status", "VmRSS:").context("the program is gone")
}

/// The most memory that one process has had so far in MB, shared pages counted in full.
///
/// # Errors
/// When it is gone.
pub fn peak_mb(pid: u32) -> anyhow::Result<f64> {
    field_mb(pid, "status", "VmHWM:").context("the program is gone")
}

fn field_mb(pid: u32, file: &str, field: &str) -> Option<f64> {
    let whole = fs::read_to_string(format!("/proc/{pid}/{file}")).ok()?;
    let line = whole.lines().find_map(|line| line.strip_prefix(field))?;
    let kb: f64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kb / 1_024.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_program_takes_some_memory_and_a_share_is_no_more_than_the_whole() {
        let own = std::process::id();
        let (whole, share) = (
            resident_mb(own).unwrap(),
            field_mb(own, "smaps_rollup", "Pss:").unwrap(),
        );
        assert!(share > 0.5 && share <= whole + 1.0, "{share} of {whole}");
        assert!(proportional_mb(0).is_err());
    }
}
