//! Looks at the machine. Changes nothing, but for a worthless secret that the keyring keeps for a moment.

use super::facts::{Build, Display, Dumps, Facts, Folder, Hub, Memory, Swap};
use crate::{folder, options::Start, window};
use scrim_desk::{LOOK_BYTES, Remembered, hub_state, keyring_state, try_locking};
use std::{fs, path::Path};

/// Features that no build has which is given to people, as they are called to them.
const FOR_TESTS: &[&str] = &[
    #[cfg(feature = "automation")]
    "a door for a driver",
    #[cfg(feature = "tap")]
    "a tap that writes pictures to a folder",
];

/// The bits of a folder's mode that let anybody but its owner in.
#[cfg(unix)]
const FOR_OTHERS: u32 = 0o077;

/// All there is to know.
pub(super) fn facts(start: Start) -> Facts {
    let folder = folder::of(start.data);
    Facts {
        build: Build {
            version: env!("CARGO_PKG_VERSION"),
            devtools: window::DEVTOOLS,
            for_tests: FOR_TESTS,
        },
        dumps: dumps(),
        memory: Memory {
            lock: try_locking(),
            limit_bytes: lock_limit_bytes(),
            look_bytes: u64::try_from(LOOK_BYTES).unwrap_or(u64::MAX),
        },
        swap: swap(),
        keyring: keyring_state(),
        capture: window::capture(),
        seat: scrim_desk::seat().tells(),
        display: display(|name| std::env::var(name).ok()),
        web_view: tauri::webview_version().ok(),
        hub: hub(start.hub.or_else(|| last_hub(folder.as_deref()))),
        folder: folder.as_deref().map_or(Folder::Unusable, state_of),
    }
}

#[cfg(unix)]
fn dumps() -> Dumps {
    let limit = rustix::process::getrlimit(rustix::process::Resource::Core);
    Dumps {
        limit_bytes: limit.current,
        readable: readable_by_others(),
        handler: handler(),
    }
}

#[cfg(not(unix))]
fn dumps() -> Dumps {
    Dumps {
        limit_bytes: None,
        readable: None,
        handler: None,
    }
}

#[cfg(target_os = "linux")]
fn readable_by_others() -> Option<bool> {
    use rustix::process::{DumpableBehavior, dumpable_behavior};
    dumpable_behavior()
        .ok()
        .map(|behaves| behaves == DumpableBehavior::Dumpable)
}

#[cfg(all(unix, not(target_os = "linux")))]
fn readable_by_others() -> Option<bool> {
    None
}

/// systemd's keeps to the limit: coredump.conf(5) does not store what the limit would cut to nothing.
#[cfg(target_os = "linux")]
fn handler() -> Option<String> {
    let pattern = fs::read_to_string("/proc/sys/kernel/core_pattern").unwrap_or_default();
    handler_in(&pattern)
}

#[cfg(all(unix, not(target_os = "linux")))]
fn handler() -> Option<String> {
    None
}

#[cfg(any(target_os = "linux", test))]
fn handler_in(pattern: &str) -> Option<String> {
    let program = pattern.strip_prefix('|')?.split_whitespace().next()?;
    let keeps_to_limit = program.ends_with("/systemd-coredump");
    (!keeps_to_limit).then(|| program.to_owned())
}

#[cfg(unix)]
fn lock_limit_bytes() -> Option<u64> {
    rustix::process::getrlimit(rustix::process::Resource::Memlock).current
}

#[cfg(not(unix))]
fn lock_limit_bytes() -> Option<u64> {
    None
}

#[cfg(target_os = "linux")]
fn swap() -> Option<Vec<Swap>> {
    super::swap::places(Path::new("/proc/swaps"), Path::new("/sys/dev/block"))
}

#[cfg(not(target_os = "linux"))]
fn swap() -> Option<Vec<Swap>> {
    None
}

/// What would draw a window started with these variables. GTK prefers Wayland unless told otherwise.
fn display(variable: impl Fn(&str) -> Option<String>) -> Display {
    if !cfg!(target_os = "linux") {
        return Display::Native;
    }
    let set = |name| variable(name).is_some_and(|value| !value.is_empty());
    let (wayland, x11) = (set("WAYLAND_DISPLAY"), set("DISPLAY"));
    let told = variable("GDK_BACKEND").unwrap_or_default();
    match (wayland, x11) {
        (true, true) if told.starts_with("x11") => Display::X11OnWayland,
        (true, _) if !told.starts_with("x11") => Display::Wayland,
        (false, true) => Display::X11,
        _ => Display::None,
    }
}

#[cfg(unix)]
fn state_of(folder: &Path) -> Folder {
    use std::os::unix::fs::MetadataExt;
    match fs::metadata(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Folder::Missing,
        Ok(found) if !found.is_dir() || found.uid() != rustix::process::geteuid().as_raw() => Folder::Unusable,
        Ok(found) if found.mode() & FOR_OTHERS == 0 => Folder::Private,
        Ok(found) => Folder::Open {
            mode: found.mode() & 0o777,
        },
        Err(_refused) => Folder::Unusable,
    }
}

/// Its parent's rights are the user's own there.
#[cfg(not(unix))]
fn state_of(folder: &Path) -> Folder {
    match fs::metadata(folder) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Folder::Missing,
        Ok(found) if found.is_dir() => Folder::Private,
        Ok(_) | Err(_) => Folder::Unusable,
    }
}

fn last_hub(folder: Option<&Path>) -> Option<String> {
    let last = Remembered::peek(folder?)?;
    Some(last.hub).filter(|hub| !hub.is_empty())
}

fn hub(address: Option<String>) -> Option<Hub> {
    let address = address?;
    let state = tauri::async_runtime::block_on(hub_state(&address));
    Some(Hub { address, state })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[cfg(target_os = "linux")]
    #[test]
    fn what_draws_is_told_by_what_the_session_set() {
        let with = |set: &'static [(&'static str, &'static str)]| {
            display(move |name| {
                set.iter()
                    .find(|(known, _)| *known == name)
                    .map(|(_, value)| (*value).into())
            })
        };
        assert_eq!(with(&[("DISPLAY", ":0")]), Display::X11);
        assert_eq!(
            with(&[("WAYLAND_DISPLAY", "wayland-0"), ("DISPLAY", ":0")]),
            Display::Wayland
        );
        let forced = &[("WAYLAND_DISPLAY", "w"), ("DISPLAY", ":0"), ("GDK_BACKEND", "x11")];
        assert_eq!(with(forced), Display::X11OnWayland);
        assert_eq!(with(&[("WAYLAND_DISPLAY", "w"), ("GDK_BACKEND", "x11")]), Display::None);
        assert_eq!(with(&[("DISPLAY", "")]), Display::None);
    }

    #[test]
    fn a_program_that_is_handed_crashes_is_named_unless_it_keeps_to_the_limit() {
        assert_eq!(handler_in("core"), None);
        assert_eq!(handler_in("|/usr/lib/systemd/systemd-coredump %P %u"), None);
        assert_eq!(
            handler_in("|/usr/share/reporter %p"),
            Some("/usr/share/reporter".into())
        );
    }

    #[cfg(unix)]
    #[test]
    fn a_folder_that_others_may_enter_is_told_from_a_private_one() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let allow = |mode| fs::set_permissions(folder.path(), fs::Permissions::from_mode(mode)).unwrap();
        allow(0o700);
        assert_eq!(state_of(folder.path()), Folder::Private);
        allow(0o755);
        assert_eq!(state_of(folder.path()), Folder::Open { mode: 0o755 });
        assert_eq!(state_of(&folder.path().join("none")), Folder::Missing);
        let file = folder.path().join("file");
        fs::write(&file, b"").unwrap();
        assert_eq!(state_of(&file), Folder::Unusable);
    }
}
