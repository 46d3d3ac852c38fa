//! Doors that are closed before anything else happens: automation, remote inspection, core dumps, reading
//! by others of the same user, and freed memory that still says what it held.
//!
//! A picture in memory must reach neither a debugger that a stray variable lets in nor a crash file.

use std::process::{Command, ExitCode};

/// Variables by which the web view would let somebody else in, also in a release build.
#[cfg(not(feature = "automation"))]
const DOORS: [&str; 3] = [
    "TAURI_WEBVIEW_AUTOMATION",
    "WEBKIT_INSPECTOR_SERVER",
    "WEBKIT_INSPECTOR_HTTP_SERVER",
];

/// A build for tests in a real window keeps them: a driver comes in through all three.
#[cfg(feature = "automation")]
const DOORS: [&str; 0] = [];

/// What the web view's processes have to be started with, and so this one, for nothing to stay of a picture
/// that is gone.
///
/// Drawn by a graphics library, a picture is kept as a texture for the next time it might be drawn; drawn by
/// the processor, it is freed with its element. What is freed still says what it held: so the web view takes
/// its memory from glibc as everything else does (`Malloc`, without which it has an allocator of its own that
/// overwrites nothing), and glibc overwrites what is freed. It also learns from what is freed to keep ever
/// larger buffers for the next time; with a threshold that is set, whatever is larger goes back to the system
/// at once.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
const KEEPING_NOTHING: [(&str, &str); 3] = [
    ("WEBKIT_SKIA_ENABLE_CPU_RENDERING", "1"),
    ("Malloc", "1"),
    (
        "GLIBC_TUNABLES",
        "glibc.malloc.perturb=165:glibc.malloc.mmap_threshold=65536",
    ),
];

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
const KEEPING_NOTHING: [(&str, &str); 0] = [];

/// Closes them. With a door open, the program starts over without it, and this answers how that
/// ended: a variable cannot be changed in a running program without trusting every thread in it.
pub(crate) fn close_doors() -> Option<ExitCode> {
    no_core_dumps();
    no_reading_by_others();
    lock_as_much_as_possible();
    let open = DOORS.iter().any(|door| std::env::var_os(door).is_some());
    let keeping = KEEPING_NOTHING
        .iter()
        .any(|(name, value)| std::env::var_os(name).is_none_or(|set| set != *value));
    (open || keeping).then(|| start_over().unwrap_or(ExitCode::FAILURE))
}

fn start_over() -> std::io::Result<ExitCode> {
    let mut again = Command::new(std::env::current_exe()?);
    again.args(std::env::args_os().skip(1));
    for door in DOORS {
        again.env_remove(door);
    }
    again.envs(KEEPING_NOTHING);
    run_instead(again)
}

#[cfg(unix)]
fn run_instead(mut again: Command) -> std::io::Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    Err(again.exec())
}

#[cfg(not(unix))]
fn run_instead(mut again: Command) -> std::io::Result<ExitCode> {
    let code = again.status()?.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}

/// The web view's own processes inherit the limit.
#[cfg(unix)]
fn no_core_dumps() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let none = Rlimit {
        current: Some(0),
        maximum: Some(0),
    };
    // Only raising a limit can fail.
    if setrlimit(Resource::Core, none).is_err() {
        tracing::warn!("core dumps could not be switched off");
    }
}

#[cfg(not(unix))]
fn no_core_dumps() {}

/// No core dump by any handler, and no memory of this process for another one of the same user. The web
/// view's processes are programs of their own, and the system makes every one readable as it starts.
#[cfg(target_os = "linux")]
fn no_reading_by_others() {
    use rustix::process::{DumpableBehavior, set_dumpable_behavior};
    if set_dumpable_behavior(DumpableBehavior::NotDumpable).is_err() {
        tracing::warn!("others of this user may read this process's memory");
    }
}

#[cfg(not(target_os = "linux"))]
fn no_reading_by_others() {}

/// As much memory may be locked as the system would ever let this user lock.
#[cfg(unix)]
fn lock_as_much_as_possible() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let Rlimit { maximum, .. } = getrlimit(Resource::Memlock);
    let most = Rlimit {
        current: maximum,
        maximum,
    };
    if setrlimit(Resource::Memlock, most).is_err() {
        tracing::debug!("the limit on locked memory stays as it is");
    }
}

#[cfg(not(unix))]
fn lock_as_much_as_possible() {}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_crash_leaves_no_picture_of_memory() {
        no_core_dumps();
        let limit = rustix::process::getrlimit(rustix::process::Resource::Core);
        assert_eq!((limit.current, limit.maximum), (Some(0), Some(0)));
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn no_other_process_of_the_same_user_may_read_this_one() {
        use rustix::process::{DumpableBehavior, dumpable_behavior};
        no_reading_by_others();
        assert_eq!(dumpable_behavior(), Ok(DumpableBehavior::NotDumpable));
    }

    #[test]
    fn the_limit_on_locked_memory_is_as_high_as_it_may_be() {
        lock_as_much_as_possible();
        let limit = rustix::process::getrlimit(rustix::process::Resource::Memlock);
        assert_eq!(limit.current, limit.maximum);
    }
}
