//! Searches a running process for bytes, as whoever had a picture of its memory could. Linux only.

use super::trace::{Search, Trace};
use anyhow::Context as _;
use std::{
    fs::{self, File},
    os::unix::fs::FileExt,
};

const PAGE: u64 = 4_096;
/// Pages looked at once: web views reserve far more than they ever touch.
const PAGES: u64 = 4_096;
/// Bits of a page's entry in the kernel's map: in memory, in swap.
const THERE: u64 = 0b11 << 62;

/// How often `pattern` is found in what a process has touched.
///
/// # Errors
/// Where its memory cannot be read: whoever is not root may not.
pub fn count(pid: u32, pattern: &[u8]) -> anyhow::Result<usize> {
    let mut found = 0;
    // What a stretch ends with may be the beginning of a pattern.
    let seam = pattern.len().saturating_sub(1);
    each_stretch(pid, seam, |stretch| found += occurrences(stretch, pattern))?;
    Ok(found)
}

/// What is left of files in a process.
#[derive(Debug)]
pub struct Left {
    /// Bytes of them, each counted once.
    pub bytes: usize,
    /// The mappings they are in, as the kernel lists them.
    pub mappings: Vec<String>,
}

/// Searches what a process has touched for pieces of files.
///
/// # Errors
/// Where its memory cannot be read.
pub fn left(pid: u32, trace: &Trace) -> anyhow::Result<Left> {
    let mut search = trace.search();
    let mut mappings: Vec<String> = Vec::new();
    each_mapping(pid, Search::SEAM, |mapping, stretch| {
        if search.look(stretch) && mappings.last().is_none_or(|last| last != mapping) {
            mappings.push(mapping.to_owned());
        }
    })?;
    let bytes = search.bytes();
    Ok(Left { bytes, mappings })
}

/// Shows whatever a process has touched, page after page in stretches without a gap; each begins with
/// as many bytes as `seam` says of the one before where there is no gap between them.
///
/// # Errors
/// Where its memory cannot be read.
pub fn each_stretch(pid: u32, seam: usize, mut look: impl FnMut(&[u8])) -> anyhow::Result<()> {
    each_mapping(pid, seam, |_, stretch| look(stretch))
}

fn each_mapping(pid: u32, seam: usize, mut look: impl FnMut(&str, &[u8])) -> anyhow::Result<()> {
    let maps = fs::read_to_string(format!("/proc/{pid}/maps")).context("the process is gone")?;
    let image = Image {
        memory: File::open(format!("/proc/{pid}/mem")).context("its memory cannot be read")?,
        pages: File::open(format!("/proc/{pid}/pagemap")).context("its pages cannot be read")?,
    };
    for (mapping, (from, to)) in maps.lines().filter_map(|line| Some((line, readable(line)?))) {
        let mut before = Vec::new();
        let mut at = from;
        while at < to {
            let next = to.min(at + PAGES * PAGE);
            image.show(at, next, (seam, &mut before), &mut |stretch: &[u8]| {
                look(mapping, stretch);
            })?;
            at = next;
        }
    }
    Ok(())
}

/// The bounds of a mapping that may be read and is no file of a disk: those hold code, and data that
/// everybody has.
fn readable(line: &str) -> Option<(u64, u64)> {
    let mut words = line.split_whitespace();
    let (bounds, rights) = (words.next()?, words.next()?);
    let name = words.nth(3).unwrap_or_default();
    let shared = ["/memfd:", "/dev/shm/", "/dev/zero", "/SYSV"];
    let on_disk = name.starts_with('/') && !shared.iter().any(|known| name.starts_with(known));
    let (from, to) = bounds.split_once('-')?;
    let bound = |hex| u64::from_str_radix(hex, 16).ok();
    let wanted = rights.starts_with("rw") || (rights.starts_with('r') && !on_disk);
    wanted.then_some((bound(from)?, bound(to)?))
}

struct Image {
    memory: File,
    pages: File,
}

impl Image {
    /// Shows the touched pages between two bounds.
    fn show(
        &self,
        from: u64,
        to: u64,
        (seam, before): (usize, &mut Vec<u8>),
        look: &mut impl FnMut(&[u8]),
    ) -> anyhow::Result<()> {
        let touched = self.touched(from, to)?;
        if touched.is_empty() {
            before.clear();
        }
        for (first, pages) in touched {
            if first != from {
                before.clear();
            }
            let kept = before.len();
            before.resize(kept + usize::try_from(pages * PAGE)?, 0);
            let read = self.memory.read_at(before.get_mut(kept..).unwrap_or_default(), first);
            // Gone meanwhile, or the kernel's own.
            before.truncate(kept + read.unwrap_or(0));
            look(before);
            let whole = first + pages * PAGE == to;
            let beyond = if whole {
                before.len().saturating_sub(seam)
            } else {
                before.len()
            };
            before.drain(..beyond);
        }
        Ok(())
    }

    /// Stretches of touched pages: where each begins and how many pages it has.
    fn touched(&self, from: u64, to: u64) -> anyhow::Result<Vec<(u64, u64)>> {
        let mut entries = vec![0_u8; usize::try_from((to - from).div_ceil(PAGE))? * 8];
        // The kernel's own mappings have no pages to tell of.
        let read = self.pages.read_at(&mut entries, from / PAGE * 8).unwrap_or(0);
        let (entries, _) = entries.get(..read).unwrap_or_default().as_chunks::<8>();
        let mut stretches: Vec<(u64, u64)> = Vec::new();
        for (entry, at) in entries.iter().zip((from..).step_by(usize::try_from(PAGE)?)) {
            if u64::from_le_bytes(*entry) & THERE == 0 {
                continue;
            }
            match stretches.last_mut() {
                Some((first, pages)) if *first + *pages * PAGE == at => *pages += 1,
                _ => stretches.push((at, 1)),
            }
        }
        Ok(stretches)
    }
}

/// How often bytes are found in others, without overlap.
pub fn occurrences(bytes: &[u8], pattern: &[u8]) -> usize {
    memchr::memmem::find_iter(bytes, pattern).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_this_process_holds_is_found_also_across_pages() {
        let pattern: Vec<u8> = (0..64_u8).map(|at| at.wrapping_mul(37) ^ 0x5A).collect();
        let many = pattern.repeat(600_000);
        let found = count(std::process::id(), &pattern).unwrap();
        assert!(found >= many.len() / pattern.len(), "{found}");
    }

    #[test]
    fn files_of_a_disk_are_not_searched_and_shared_memory_is() {
        let (anonymous, bounds) = ("7f00-7f10 rw-p 00000000 00:00 0", (0x7f00, 0x7f10));
        assert_eq!(readable(anonymous), Some(bounds));
        assert_eq!(
            readable("7f00-7f10 r--s 00000000 00:01 7 /memfd:x (deleted)"),
            Some(bounds)
        );
        assert_eq!(readable("7f00-7f10 rw-p 00000000 00:01 7 /bin/x"), Some(bounds));
        assert_eq!(readable("7f00-7f10 r--p 00000000 00:01 7 /bin/x"), None);
        assert_eq!(readable("7f00-7f10 ---p 00000000 00:00 0"), None);
    }
}
