//! Code inside the worker tries what it must not do: behind the lock-down it serves under, and, as the
//! positive control, without it, where each of these things works.

#![cfg(target_os = "linux")]

use std::fs;
use std::io::ErrorKind;
use std::net::TcpListener;
use std::num::NonZeroUsize;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus};
use std::time::Duration;

use scrim_media::{Limits, Want};
use scrim_worker::{LandlockState, SandboxDemand, SpawnError, WorkerError, WorkerPool, WorkerSettings};

const PROGRAM: &str = env!("CARGO_BIN_EXE_scrim-worker");
const SHOWN: Want = Want::Reduced { long_edge: 1_600 };
const SIGSYS: i32 = 31;
/// What a worker may have in these tests, and what it asks for.
const CAP_BYTES: u64 = 128 * 1024 * 1024;
const TOO_MANY_BYTES: u64 = 256 * 1024 * 1024;
/// How long a picture may take in these tests, and for how long it is kept.
const DEADLINE: Duration = Duration::from_millis(500);
const TOO_LONG_MS: u64 = 1_500;

/// How an attempt ends behind the whole lock-down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ends {
    /// Seccomp kills the process.
    Killed,
    /// The memory is refused.
    Refused,
    /// The parent's deadline ends it.
    OutOfTime,
}

struct Row {
    what: &'static str,
    target: String,
    ends: Ends,
    /// Whether Landlock alone refuses it, too.
    landlock: bool,
}

struct Stage {
    folder: tempfile::TempDir,
    _listener: TcpListener,
    rows: Vec<Row>,
}

impl Stage {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("readable"), b"content").expect("a file");
        let path = |name: &str| folder.path().join(name).to_str().expect("plain").to_owned();
        let listener = TcpListener::bind("127.0.0.1:0").expect("a listener");
        let address = listener.local_addr().expect("an address").to_string();
        let row = |what, target, ends, landlock| Row {
            what,
            target,
            ends,
            landlock,
        };
        let rows = vec![
            row("open", path("readable"), Ends::Killed, true),
            row("write", path("written"), Ends::Killed, true),
            row("connect", address, Ends::Killed, true),
            row(
                "exec",
                script(
                    &folder.path().join("leave"),
                    &format!("echo written > {}", path("written")),
                ),
                Ends::Killed,
                true,
            ),
            row("fork", "/bin/true".to_owned(), Ends::Killed, false),
            row("memory", TOO_MANY_BYTES.to_string(), Ends::Refused, false),
            row("time", TOO_LONG_MS.to_string(), Ends::OutOfTime, false),
        ];
        Self {
            folder,
            _listener: listener,
            rows,
        }
    }

    fn written(&self) -> PathBuf {
        self.folder.path().join("written")
    }

    /// A pool whose worker tries this over its first picture.
    fn pool(&self, row: &Row, layers: &str) -> WorkerPool {
        let program = self.folder.path().join(format!("{}-{layers}", row.what));
        let test = format!("--self-test-over-a-picture {} {} {layers}", row.what, row.target);
        script(&program, &format!("exec {PROGRAM} \"$@\" {test}"));
        let off = layers == "none";
        let settings = WorkerSettings {
            // Without the sandbox nothing ends a picture early, either.
            deadline: if off { Duration::from_mins(1) } else { DEADLINE },
            memory_bytes: CAP_BYTES,
            sandbox: if off {
                SandboxDemand::BestEffort
            } else {
                SandboxDemand::Required
            },
            ..WorkerSettings::recommended(program, NonZeroUsize::MIN)
        };
        // A child that another test forks has the script open for writing until it becomes its own program.
        let mut starts = std::iter::repeat_with(|| WorkerPool::start(settings.clone()));
        let started = starts.find(|started| !is_busy(started));
        started.expect("a program that is closed in the end").expect("starts")
    }
}

fn is_busy(started: &Result<WorkerPool, WorkerError>) -> bool {
    matches!(started, Err(WorkerError::Spawn(SpawnError::Run(error))) if error.kind() == ErrorKind::ExecutableFileBusy)
}

fn picture() -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 80, 60);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(&[90; 80 * 60]).expect("pixels");
    writer.finish().expect("an end");
    file
}

fn at_once(row: &Row, layers: &str) -> ExitStatus {
    Command::new(PROGRAM)
        .args(["--memory-bytes", &CAP_BYTES.to_string()])
        .args(["--self-test", row.what, &row.target, layers])
        .status()
        .expect("it runs")
}

#[test]
fn whatever_a_worker_tries_over_a_picture_fails_and_works_with_the_sandbox_off() {
    let stage = Stage::new();
    for row in &stage.rows {
        let tried = |layers| stage.pool(row, layers).read(&picture(), &Limits::recommended(), SHOWN);
        // A worker that became another program cannot tell; what that program wrote does.
        if row.what == "exec" {
            assert!(tried("none").is_err());
            assert!(stage.written().exists(), "exec works with the sandbox off");
        } else {
            assert!(tried("none").is_ok(), "{} works with the sandbox off", row.what);
        }
        forget(&stage.written());
        let ended = match tried("all") {
            Err(WorkerError::Crashed { signal: Some(SIGSYS) }) => Ends::Killed,
            Err(WorkerError::Crashed { signal: None }) => Ends::Refused,
            Err(WorkerError::Deadline) => Ends::OutOfTime,
            other => panic!("{}: {:?}", row.what, other.map(drop)),
        };
        assert_eq!(ended, row.ends, "{}", row.what);
        assert!(!stage.written().exists());
    }
}

#[test]
fn each_layer_refuses_by_itself_what_it_is_there_for() {
    let stage = Stage::new();
    for row in stage.rows.iter().filter(|row| row.ends != Ends::OutOfTime) {
        assert_eq!(
            at_once(row, "none").code(),
            Some(0),
            "{} works on this system",
            row.what
        );
        forget(&stage.written());
        for layers in ["all", "seccomp"] {
            let status = at_once(row, layers);
            match row.ends {
                Ends::Killed => assert_eq!(status.signal(), Some(SIGSYS), "{} behind {layers}", row.what),
                _ => assert_eq!(status.code(), Some(10), "{} behind {layers}", row.what),
            }
        }
    }
    assert!(!stage.written().exists());
    let row = stage.rows.first().expect("rows");
    if stage.pool(row, "all").sandbox().landlock == LandlockState::Full {
        for row in stage.rows.iter().filter(|row| row.landlock) {
            let status = at_once(row, "landlock");
            assert_eq!(
                status.code(),
                Some(10),
                "{} behind landlock alone: {status:?}",
                row.what
            );
        }
    }
}

/// Writes a shell script and answers its path.
fn script(path: &Path, line: &str) -> String {
    fs::write(path, format!("#!/bin/sh\n{line}\n")).expect("a script");
    fs::set_permissions(path, fs::Permissions::from_mode(0o755)).expect("a program");
    path.to_str().expect("plain").to_owned()
}

fn forget(path: &Path) {
    // It is there only where writing worked.
    let _ = fs::remove_file(path);
}
