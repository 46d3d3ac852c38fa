//! Trying what a worker must not do, behind the very lock-down it serves under. The exit code tells.

use std::fs;
use std::net::TcpStream;
use std::os::unix::process::CommandExt;
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

use crate::arguments::{Attempt, SelfTest};
use crate::sandbox::Linux;
use crate::{Isolation, SandboxError, SandboxState};

/// It could be done.
const POSSIBLE: u8 = 0;
/// It was refused with an error. A call that seccomp stops ends the process instead.
pub(crate) const REFUSED: u8 = 10;
/// The lock-down itself did not come about.
const UNLOCKED: u8 = 11;

/// Locks down as asked, tries, and tells.
pub(crate) fn run(test: &SelfTest, memory_bytes: u64) -> ExitCode {
    let Ok(state) = lock_down(test, memory_bytes) else {
        return UNLOCKED.into();
    };
    if test.layers.is_some_and(|layers| layers.seccomp) && !state.seccomp {
        return UNLOCKED.into();
    }
    if succeeds(test) {
        POSSIBLE.into()
    } else {
        REFUSED.into()
    }
}

/// The lock-down that the test asks for.
pub(crate) fn lock_down(test: &SelfTest, memory_bytes: u64) -> Result<SandboxState, SandboxError> {
    match test.layers {
        Some(layers) => Linux { memory_bytes, layers }.lock_down(),
        None => Ok(SandboxState::NONE),
    }
}

/// Tries, and tells whether it could be done.
pub(crate) fn succeeds(test: &SelfTest) -> bool {
    match test.attempt {
        Attempt::Open => fs::read(&test.target).is_ok(),
        Attempt::Write => fs::write(&test.target, b"written").is_ok(),
        Attempt::Connect => test
            .target
            .to_str()
            .is_some_and(|address| TcpStream::connect(address).is_ok()),
        // Returns only if it failed.
        Attempt::Exec => {
            let _failed = Command::new(&test.target).exec();
            false
        }
        Attempt::Fork => Command::new(&test.target).status().is_ok_and(|status| status.success()),
        Attempt::Memory => number(test)
            .and_then(|bytes| usize::try_from(bytes).ok())
            .is_some_and(has),
        Attempt::Time => number(test).is_some_and(|ms| lasts(Duration::from_millis(ms))),
    }
}

fn number(test: &SelfTest) -> Option<u64> {
    test.target.to_str()?.parse().ok()
}

/// Asks for memory and writes to all of it: a promise alone is not memory.
fn has(bytes: usize) -> bool {
    let mut memory = Vec::new();
    let granted = memory.try_reserve_exact(bytes).is_ok();
    if granted {
        memory.resize(bytes, 1_u8);
    }
    granted && std::hint::black_box(memory).len() == bytes
}

/// Computes for that long, as a decoder caught in a loop does.
fn lasts(time: Duration) -> bool {
    let start = Instant::now();
    while start.elapsed() < time {
        std::hint::spin_loop();
    }
    true
}
