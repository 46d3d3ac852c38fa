//! A desktop session of its own for a window under test: message bus, unlocked keyring, folders and,
//! if asked, a screen in memory. Nothing of the person's own session is seen or touched.

use crate::folder::PrivateFolder;
use crate::leftovers::Mark;
use crate::root::Root;
use anyhow::Context;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// The keyring goes to the background once it is unlocked and would outlive the bus, so its id is
/// asked of the bus and it is ended first. Its password guards nothing but test accounts.
const UNLOCK_THEN_RUN: &str = r#"
printf scrim | gnome-keyring-daemon --unlock --daemonize --components=secrets >/dev/null || exit
"$@"
status=$?
keyring=$(dbus-send --session --print-reply=literal --dest=org.freedesktop.DBus / \
  org.freedesktop.DBus.GetConnectionUnixProcessID string:org.freedesktop.secrets | grep -o '[0-9]*$')
kill "$keyring" && while kill -0 "$keyring" 2>/dev/null; do sleep 0.05; done
exit "$status"
"#;
const SCREEN: &str = "1600x1000x24";

/// A session, ended with the value: its screen, and every process that it still has.
pub(crate) struct Desktop {
    mark: Mark,
    folder: PrivateFolder,
    screen: Option<Screen>,
}

/// An X server in memory.
struct Screen {
    server: Child,
    name: String,
}

/// Whose screen the session shows on.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shown {
    /// On one of its own, in memory.
    InMemory,
    /// The program in the session brings its own.
    ByTheProgram,
}

impl Desktop {
    /// Opens a session of this name.
    ///
    /// # Errors
    /// When its folders cannot be made or the screen does not come up.
    pub(crate) fn open(shown: Shown, name: &str) -> anyhow::Result<Self> {
        let folder = PrivateFolder::new(name)?;
        for (_, name) in FOLDERS {
            folder.inner(name)?;
        }
        let screen = if shown == Shown::InMemory {
            Some(Screen::start()?)
        } else {
            None
        };
        Ok(Self {
            mark: Mark::new(name),
            folder,
            screen,
        })
    }

    /// Wraps a program and its arguments so that they run inside the session.
    pub(crate) fn wrap(&self, root: &Root, inner: &Command) -> Command {
        let mut command = root.command("dbus-run-session");
        command.args(["--", "bash", "-c", UNLOCK_THEN_RUN, "desktop"]);
        command.arg(inner.get_program()).args(inner.get_args());
        for (name, value) in inner.get_envs() {
            set(&mut command, name, value);
        }
        for (variable, name) in FOLDERS {
            command.env(variable, self.folder.path().join(name));
        }
        if let Some(screen) = &self.screen {
            command.env("DISPLAY", &screen.name).env("GDK_BACKEND", "x11");
        }
        self.mark.put_on(&mut command);
        command
            .env_remove("WAYLAND_DISPLAY")
            .env_remove("DBUS_SESSION_BUS_ADDRESS");
        command.env("NO_AT_BRIDGE", "1").env("LIBGL_ALWAYS_SOFTWARE", "1");
        command
    }
}

const FOLDERS: [(&str, &str); 5] = [
    ("XDG_CONFIG_HOME", "config"),
    ("XDG_DATA_HOME", "data"),
    ("XDG_CACHE_HOME", "cache"),
    ("XDG_STATE_HOME", "state"),
    ("XDG_RUNTIME_DIR", "run"),
];

fn set(command: &mut Command, name: &OsStr, value: Option<&OsStr>) {
    match value {
        Some(value) => command.env(name, value),
        None => command.env_remove(name),
    };
}

impl Screen {
    /// The server picks a free number itself and says which once it answers.
    fn start() -> anyhow::Result<Self> {
        let mut server = Command::new("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("cannot start Xvfb")?;
        let mut number = String::new();
        if let Some(output) = server.stdout.take() {
            BufReader::new(output)
                .read_line(&mut number)
                .context("Xvfb did not say its display")?;
        }
        let name = format!(":{}", number.trim());
        let screen = Self { server, name };
        anyhow::ensure!(screen.name.len() > 1, "Xvfb ended before it had a display");
        Ok(screen)
    }
}

impl Drop for Desktop {
    fn drop(&mut self) {
        self.mark.end_all();
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // Ended or ending already is as good.
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;
    use crate::packages::{Purpose, present};

    fn run(desktop: &Desktop, script: &str) -> std::io::Result<std::process::Output> {
        let mut inner = Command::new("sh");
        inner.args(["-c", script]).env("MARK", "kept");
        desktop.wrap(&Root::find(), &inner).output()
    }

    fn can_open() -> bool {
        let present = present(&[Purpose::Window]);
        if !present {
            println!("skipped: the private desktop, because Xvfb, dbus or gnome-keyring is not installed");
        }
        present
    }

    #[test]
    fn a_program_inside_sees_a_private_screen_bus_and_keyring() {
        if !can_open() {
            return;
        }
        let desktop = Desktop::open(Shown::InMemory, "selftest-a").unwrap();
        let output = run(
            &desktop,
            "xwininfo -root >/dev/null && ls $XDG_RUNTIME_DIR/keyring && echo $MARK $XDG_DATA_HOME",
        )
        .unwrap();
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        assert!(said.contains("control") && said.contains("kept "), "{said}");
        assert!(said.contains(&desktop.folder.path().display().to_string()), "{said}");
        assert_eq!(desktop.mark.end_all(), 0, "the keyring was left running");
    }

    #[test]
    fn the_session_tells_how_the_program_ended_and_ends_what_it_left() {
        if !can_open() {
            return;
        }
        let desktop = Desktop::open(Shown::ByTheProgram, "selftest-b").unwrap();
        let output = run(&desktop, "setsid sleep 60 >/dev/null 2>&1 & exit 7").unwrap();
        assert_eq!(output.status.code(), Some(7));
        assert_eq!(desktop.mark.end_all(), 1, "the sleeper should have been found");
    }
}
