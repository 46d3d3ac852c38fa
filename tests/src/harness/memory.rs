//! Searches a running process for bytes, as whoever had a picture of its memory could. Linux only.

use anyhow::Context as _;
use std::{
    fs::{self, File},
    io::ErrorKind,
    os::unix::fs::FileExt,
};

/// How much is read at once.
const CHUNK: usize = 4 * 1024 * 1024;

/// How often `pattern` is found in all that a process may read and write.
///
/// # Errors
/// Where its memory cannot be read: whoever is not root may not.
pub fn count(pid: u32, pattern: &[u8]) -> anyhow::Result<usize> {
    let maps = fs::read_to_string(format!("/proc/{pid}/maps")).context("the process is gone")?;
    let memory = File::open(format!("/proc/{pid}/mem")).context("its memory cannot be read")?;
    let mut found = 0;
    for (from, to) in maps.lines().filter_map(written) {
        found += count_in(&memory, from, to, pattern)?;
    }
    Ok(found)
}

/// The bounds of a mapping that may have been written; code and files that were only read tell nothing.
fn written(line: &str) -> Option<(u64, u64)> {
    let mut words = line.split_whitespace();
    let (bounds, rights) = (words.next()?, words.next()?);
    let (from, to) = bounds.split_once('-')?;
    let bound = |hex| u64::from_str_radix(hex, 16).ok();
    rights.starts_with("rw").then_some((bound(from)?, bound(to)?))
}

fn count_in(memory: &File, from: u64, to: u64, pattern: &[u8]) -> anyhow::Result<usize> {
    let overlap = pattern.len().saturating_sub(1);
    let mut buffer = vec![0; CHUNK + overlap];
    let (mut at, mut found) = (from, 0);
    while at < to {
        let wanted = usize::try_from(to - at).unwrap_or(usize::MAX).min(buffer.len());
        let part = buffer.get_mut(..wanted).context("within the buffer")?;
        match memory.read_at(part, at) {
            Ok(0) => break,
            Ok(read) => {
                let part = part.get(..read).context("within the buffer")?;
                found += part.windows(pattern.len()).filter(|here| *here == pattern).count();
                let last = at + u64::try_from(read)? >= to || read <= overlap;
                at += u64::try_from(if last { read } else { read - overlap })?;
            }
            // A mapping may go while it is read, and some of the kernel's own cannot be.
            Err(error) if error.raw_os_error() == Some(rustix::io::Errno::IO.raw_os_error()) => break,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error).context("its memory cannot be read"),
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_this_process_holds_is_found_and_what_it_does_not_is_not() {
        let here: Vec<u8> = (0..64_u8).map(|at| at.wrapping_mul(37) ^ 0x5A).collect();
        let twice = [here.clone(), here.clone()].concat();
        assert!(count(std::process::id(), &here).unwrap() >= 3, "{}", twice.len());
        let mapped = written("7f00-7f10 rw-p 00000000 00:00 0").unwrap();
        assert_eq!(mapped, (0x7f00, 0x7f10));
        assert_eq!(written("7f00-7f10 r-xp 00000000 00:00 0 /bin/x"), None);
    }
}
