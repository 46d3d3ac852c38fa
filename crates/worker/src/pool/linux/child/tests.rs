//! False workers, played by shell scripts: whatever one says, the parent believes only what it checked.

use std::fs;
use std::io::ErrorKind;
use std::num::{NonZeroU32, NonZeroUsize};
use std::os::unix::fs::PermissionsExt;
use std::time::Duration;

use scrim_media::{Facts, Format, Limits, Orientation, PixelLayout, SourceTraits, Want};

use crate::pool::{SandboxDemand, WorkerPool, WorkerSettings};
use crate::protocol::{Header, write_answer, write_hello};
use crate::{LandlockState, ProtocolError, SandboxState, SpawnError, WorkerError};

const LOCKED: SandboxState = SandboxState {
    landlock: LandlockState::Full,
    seccomp: true,
    rlimits: true,
    no_new_privs: true,
};

fn say(message: &[u8]) -> String {
    let octal = message
        .iter()
        .fold(String::new(), |text, byte| text + &format!("\\{byte:03o}"));
    format!("printf '{octal}' >&0\n")
}

/// Waits for a request as a shell can: any read takes the whole message.
const HEAR: &str = "head -c 1 <&0 >/dev/null\n";

fn pool(script: &str, limits: SandboxDemand) -> (tempfile::TempDir, Result<WorkerPool, WorkerError>) {
    let folder = tempfile::tempdir().expect("a folder");
    let program = folder.path().join("worker");
    fs::write(&program, format!("#!/bin/sh\n{script}")).expect("a script");
    fs::set_permissions(&program, fs::Permissions::from_mode(0o755)).expect("a program");
    let settings = WorkerSettings {
        deadline: Duration::from_secs(20),
        recycle_after: NonZeroU32::MAX,
        sandbox: limits,
        ..WorkerSettings::recommended(program, NonZeroUsize::MIN)
    };
    // A child that another test forks has the script open for writing until it becomes its own program.
    let mut starts = std::iter::repeat_with(|| WorkerPool::start(settings.clone()));
    let started = starts
        .find(|started| !is_busy(started))
        .expect("a program that is closed in the end");
    (folder, started)
}

fn is_busy(started: &Result<WorkerPool, WorkerError>) -> bool {
    matches!(started, Err(WorkerError::Spawn(SpawnError::Run(error))) if error.kind() == ErrorKind::ExecutableFileBusy)
}

fn answer_of(script: &str) -> WorkerError {
    let script = say(&write_hello(LOCKED)) + HEAR + script;
    let (_folder, pool) = pool(&script, SandboxDemand::Required);
    pool.expect("a hello")
        .read(b"bytes", &Limits::recommended(), Want::Reduced { long_edge: 1_600 })
        .expect_err("no pixels were made")
}

fn header() -> Header {
    Header {
        facts: Facts {
            width: 4,
            height: 3,
            frames: 1,
            format: Format::Png,
            orientation: Orientation::Normal,
            traits: SourceTraits::default(),
        },
        shown: (4, 3),
        layout: PixelLayout::Rgb,
        hashes: 0,
        cells: 0,
    }
}

#[test]
fn a_worker_without_its_sandbox_does_not_start_unless_told() {
    let bare = say(&write_hello(SandboxState::NONE)) + HEAR;
    let refused = pool(&bare, SandboxDemand::Required).1.err();
    assert!(matches!(
        refused,
        Some(WorkerError::Spawn(SpawnError::SandboxMissing(SandboxState::NONE)))
    ));
    let (_folder, told) = pool(&bare, SandboxDemand::BestEffort);
    assert_eq!(told.expect("told so").sandbox(), SandboxState::NONE);
}

#[test]
fn a_worker_that_says_nothing_or_something_else_does_not_start() {
    let silent = pool("exit 0\n", SandboxDemand::Required).1.err();
    assert!(matches!(silent, Some(WorkerError::Spawn(SpawnError::NoHello))));
    let other = pool(&(say(b"SCRM\x01\x01\x01\x01\x01") + HEAR), SandboxDemand::Required)
        .1
        .err();
    assert!(matches!(other, Some(WorkerError::Spawn(SpawnError::WrongVersion))));
}

#[test]
fn a_missing_program_is_told_at_once() {
    let nowhere = WorkerSettings::recommended("/nonexistent/worker".into(), NonZeroUsize::MIN);
    assert!(matches!(
        WorkerPool::start(nowhere).err(),
        Some(WorkerError::Spawn(SpawnError::Run(_)))
    ));
}

#[test]
fn an_answer_is_checked_before_it_is_used() {
    let good = write_answer(&Ok(header()));
    let stated = |facts| write_answer(&Ok(Header { facts, ..header() }));
    let facts = header().facts;
    let beyond = stated(Facts { width: 60_000, ..facts });
    let empty = stated(Facts { height: 0, ..facts });
    let many = stated(Facts {
        frames: u32::MAX,
        ..facts
    });
    let large = write_answer(&Ok(Header {
        shown: (1_601, 3),
        ..header()
    }));
    let hashes = write_answer(&Ok(Header { hashes: 2, ..header() }));
    let cells = write_answer(&Ok(Header { cells: 2, ..header() }));
    let mut unknown = good.clone();
    *unknown.last_mut().expect("not empty") = 0xFF;
    let cases = [
        (say(&good), ProtocolError::WrongLength),
        (say(&beyond), ProtocolError::BeyondLimits),
        (say(&empty), ProtocolError::BeyondLimits),
        (say(&many), ProtocolError::BeyondLimits),
        (say(&large), ProtocolError::BeyondLimits),
        (say(&hashes), ProtocolError::BeyondLimits),
        (say(&cells), ProtocolError::BeyondLimits),
        (say(&unknown), ProtocolError::UnknownValue),
        (say(b"SCRM"), ProtocolError::Shape),
        (say(&[&good[..], &[0; 500]].concat()), ProtocolError::Shape),
    ];
    for (script, expected) in cases {
        let error = answer_of(&(script + HEAR));
        assert!(
            matches!(error, WorkerError::Protocol(found) if found == expected),
            "{error:?} for {expected:?}"
        );
    }
}

#[test]
fn a_worker_that_dies_over_a_picture_tells_by_its_signal() {
    assert!(matches!(
        answer_of("kill -SEGV $$\n"),
        WorkerError::Crashed { signal: Some(11) }
    ));
    assert!(matches!(answer_of("kill -ABRT $$\n"), WorkerError::MemoryCap));
    assert!(matches!(answer_of("exit 70\n"), WorkerError::Crashed { signal: None }));
}
