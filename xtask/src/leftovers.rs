//! Ends what a step left running, so that no orphan holds a terminal or a CI run open.
//! Finds its own by a mark in their environment and never ends a process by its name.
//! Works where `/proc` exists; elsewhere it finds nothing.

use std::fs;
use std::process::{self, Command};
use std::thread;
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(3);
const BETWEEN_LOOKS: Duration = Duration::from_millis(50);

/// A variable that children carry in their environment, and theirs after them.
pub(crate) struct Mark {
    variable: String,
    value: String,
}

impl Mark {
    /// The mark of this very process for one purpose; marks of several purposes can be carried at once.
    pub(crate) fn new(purpose: &str) -> Self {
        Self {
            variable: format!("SCRIM_XTASK_{}", purpose.replace('-', "_").to_uppercase()),
            value: process::id().to_string(),
        }
    }

    /// Marks a command, and so whatever it starts in its turn.
    pub(crate) fn put_on(&self, command: &mut Command) {
        command.env(&self.variable, &self.value);
    }

    /// Asks every marked process to end, then makes the deaf ones; how many there were.
    pub(crate) fn end_all(&self) -> usize {
        let found = self.running();
        if !found.is_empty() {
            signal("-TERM", &found);
            self.wait_until_gone();
            signal("-KILL", &self.running());
        }
        found.len()
    }

    fn wait_until_gone(&self) {
        let began = Instant::now();
        while began.elapsed() < PATIENCE && !self.running().is_empty() {
            thread::sleep(BETWEEN_LOOKS);
        }
    }

    fn running(&self) -> Vec<u32> {
        let Ok(entries) = fs::read_dir("/proc") else {
            return Vec::new();
        };
        let wanted = format!("{}={}", self.variable, self.value);
        entries
            .flatten()
            .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
            .filter(|pid| carries(*pid, wanted.as_bytes()))
            .collect()
    }
}

/// A process that has ended, or is somebody else's, has no environment to read.
fn carries(pid: u32, wanted: &[u8]) -> bool {
    fs::read(format!("/proc/{pid}/environ"))
        .is_ok_and(|environment| environment.split(|byte| *byte == 0).any(|entry| entry == wanted))
}

/// Sends a signal to processes by their ids.
pub(crate) fn signal(which: &str, pids: &[u32]) {
    if pids.is_empty() {
        return;
    }
    let ids = pids.iter().map(u32::to_string);
    // A process may have ended in between: then there is nothing left to do.
    let _ = Command::new("kill")
        .arg(which)
        .args(ids)
        .stderr(process::Stdio::null())
        .status();
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use std::io::{self, Read as _, Write as _};
    use std::process::{Child, Stdio};

    /// A program that has shown that it runs: before that, the kernel may not show its environment.
    fn running_program(command: &mut Command) -> io::Result<Child> {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let pipes = child.stdin.as_mut().zip(child.stdout.as_mut());
        let (stdin, stdout) = pipes.ok_or(io::ErrorKind::BrokenPipe)?;
        stdin.write_all(b"?")?;
        stdout.read_exact(&mut [0_u8; 1])?;
        Ok(child)
    }

    #[test]
    fn a_marked_process_is_ended_and_an_unmarked_one_is_left_alone() {
        let mark = Mark::new("leftovers-test");
        let mut command = Command::new("cat");
        mark.put_on(&mut command);
        let mut marked = running_program(&mut command).unwrap();
        let mut other = running_program(&mut Command::new("cat")).unwrap();

        assert_eq!(mark.running(), [marked.id()]);
        assert_eq!(mark.end_all(), 1);
        let ended = marked.wait().unwrap();
        assert!(!ended.success(), "it ended by itself: {ended}");
        let left = other.try_wait().unwrap();
        assert!(left.is_none(), "the unmarked one ended: {left:?}");

        other.kill().unwrap();
        other.wait().unwrap();
    }
}
