//! Trying what a worker must not do, behind the very lock-down it serves under. The exit code tells.

use std::fs;
use std::net::TcpStream;
use std::os::unix::process::CommandExt;
use std::process::{Command, ExitCode};

use crate::Isolation;
use crate::arguments::{Attempt, SelfTest};
use crate::sandbox::Linux;

/// It could be done.
const POSSIBLE: u8 = 0;
/// It was refused with an error. A call that seccomp stops ends the process instead.
const REFUSED: u8 = 10;
/// The lock-down itself did not come about.
const UNLOCKED: u8 = 11;

/// Locks down as asked, tries, and tells.
pub(crate) fn run(test: &SelfTest, memory_bytes: u64) -> ExitCode {
    if let Some(layers) = test.layers {
        let Ok(state) = (Linux { memory_bytes, layers }).lock_down() else {
            return UNLOCKED.into();
        };
        if layers.seccomp && !state.seccomp {
            return UNLOCKED.into();
        }
    }
    if attempt(test) { POSSIBLE.into() } else { REFUSED.into() }
}

fn attempt(test: &SelfTest) -> bool {
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
    }
}
