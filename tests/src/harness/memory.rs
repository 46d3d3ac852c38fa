//! Searches a running process for bytes, as whoever had a picture of its memory could. Linux only.

use anyhow::Context as _;
use std::{
    fs::{self, File},
    os::unix::fs::FileExt,
};

const PAGE: u64 = 4_096;
/// Pages looked at once: web views reserve far more than they ever touch.
const PAGES: u64 = 1_024;
/// Bits of a page's entry in the kernel's map: in memory, in swap.
const THERE: u64 = 0b11 << 62;

/// How often `pattern` is found in what a process may write and has touched.
///
/// # Errors
/// Where its memory cannot be read: whoever is not root may not.
pub fn count(pid: u32, pattern: &[u8]) -> anyhow::Result<usize> {
    let maps = fs::read_to_string(format!("/proc/{pid}/maps")).context("the process is gone")?;
    let image = Image {
        memory: File::open(format!("/proc/{pid}/mem")).context("its memory cannot be read")?,
        pages: File::open(format!("/proc/{pid}/pagemap")).context("its pages cannot be read")?,
    };
    let mut found = 0;
    for (from, to) in maps.lines().filter_map(written) {
        // What a chunk ends with may be the beginning of a pattern.
        let mut seam: Vec<u8> = Vec::new();
        let mut at = from;
        while at < to {
            let next = to.min(at + PAGES * PAGE);
            found += image.count_in(at, next, pattern, &mut seam)?;
            at = next;
        }
    }
    Ok(found)
}

/// The bounds of a mapping that may be written; code, and files that are only read, tell nothing.
fn written(line: &str) -> Option<(u64, u64)> {
    let mut words = line.split_whitespace();
    let (bounds, rights) = (words.next()?, words.next()?);
    let (from, to) = bounds.split_once('-')?;
    let bound = |hex| u64::from_str_radix(hex, 16).ok();
    rights.starts_with("rw").then_some((bound(from)?, bound(to)?))
}

struct Image {
    memory: File,
    pages: File,
}

impl Image {
    /// Counts in the touched pages between two bounds, pattern by pattern across their seams.
    fn count_in(&self, from: u64, to: u64, pattern: &[u8], seam: &mut Vec<u8>) -> anyhow::Result<usize> {
        let number = usize::try_from((to - from).div_ceil(PAGE))?;
        let mut entries = vec![0_u8; number * 8];
        // The kernel's own mappings have no pages to tell of.
        let Ok(read) = self.pages.read_at(&mut entries, from / PAGE * 8) else {
            return Ok(0);
        };
        let (entries, _) = entries.get(..read).unwrap_or_default().as_chunks::<8>();
        let mut found = 0;
        let mut page = vec![0_u8; usize::try_from(PAGE)?];
        for (entry, at) in entries.iter().zip((from..).step_by(usize::try_from(PAGE)?)) {
            let touched = u64::from_le_bytes(*entry) & THERE != 0;
            if !touched || self.memory.read_exact_at(&mut page, at).is_err() {
                seam.clear();
                continue;
            }
            seam.extend_from_slice(&page);
            found += occurrences(seam, pattern);
            let kept = seam.len().saturating_sub(pattern.len().saturating_sub(1));
            seam.drain(..kept);
        }
        Ok(found)
    }
}

fn occurrences(bytes: &[u8], pattern: &[u8]) -> usize {
    let Some(first) = pattern.first() else { return 0 };
    let starts = bytes.iter().enumerate().filter(|(_, byte)| *byte == first);
    starts
        .filter(|(at, _)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(pattern)))
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_this_process_holds_is_found_also_across_pages() {
        let pattern: Vec<u8> = (0..64_u8).map(|at| at.wrapping_mul(37) ^ 0x5A).collect();
        let many = pattern.repeat(300);
        let found = count(std::process::id(), &pattern).unwrap();
        assert!(found > many.len() / pattern.len(), "{found}");
    }

    #[test]
    fn only_what_may_be_written_is_searched() {
        assert_eq!(written("7f00-7f10 rw-p 00000000 00:00 0"), Some((0x7f00, 0x7f10)));
        assert_eq!(written("7f00-7f10 r-xp 00000000 00:00 0 /bin/x"), None);
    }
}
