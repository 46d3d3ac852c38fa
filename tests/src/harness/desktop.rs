//! A desktop of its own: a screen in memory, a message bus, an unlocked keyring and private folders.
//! Nothing of the session of whoever runs the tests is seen or touched.

use super::{child::Running, programs};
use std::{
    fs,
    os::unix::fs::PermissionsExt as _,
    path::{Path, PathBuf},
    process::Command,
};
use tempfile::TempDir;

/// What a window under test needs.
pub const TOOLS: [&str; 5] = [
    "Xvfb",
    "dbus-daemon",
    "gnome-keyring-daemon",
    "WebKitWebDriver",
    "tauri-driver",
];

const FOLDERS: [(&str, &str); 6] = [
    ("HOME", "home"),
    ("XDG_CONFIG_HOME", "config"),
    ("XDG_DATA_HOME", "data"),
    ("XDG_CACHE_HOME", "cache"),
    ("XDG_STATE_HOME", "state"),
    ("XDG_RUNTIME_DIR", "run"),
];

/// Reads the password from a file, so that the keyring itself is our child and not a shell's.
const KEYRING: &str = "exec gnome-keyring-daemon --foreground --unlock --components=secrets < \"$0\"";

/// Where windows show up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shows {
    /// On a screen in memory, of this size in px.
    InMemory(u32, u32),
    /// On the person's own screen.
    ToThePerson,
}

/// Whether the system offers a keyring.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keyring {
    /// An unlocked one.
    Unlocked,
    /// None at all.
    Absent,
}

/// Who is told of what is on the windows, beside whoever sees them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Nobody, and nothing runs for it.
    ByEye,
    /// Assistive technology too.
    ByEar,
}

/// A running desktop; ends with the value.
#[derive(Debug)]
pub struct Desktop {
    /// The X display's name, such as `:3`.
    pub display: Option<String>,
    folder: TempDir,
    bus_address: String,
    access: Access,
    keyring: Option<Running>,
    // Held for their end only, in this order: first who needs the others.
    _bus: Running,
    _screen: Option<Running>,
}

/// The tools that are missing here.
pub fn missing_tools() -> Vec<&'static str> {
    TOOLS
        .into_iter()
        .filter(|tool| programs::installed(tool).is_none())
        .collect()
}

impl Desktop {
    /// Starts one.
    ///
    /// # Errors
    /// When one of its programs is missing or does not come up.
    pub fn start(shows: Shows, keyring: Keyring) -> anyhow::Result<Self> {
        let folder = TempDir::with_prefix("scrim-desktop-")?;
        for (_, name) in FOLDERS {
            fs::create_dir_all(folder.path().join(name))?;
        }
        fs::set_permissions(folder.path().join("run"), fs::Permissions::from_mode(0o700))?;
        let (screen, display) = screen(shows, folder.path())?;
        let mut bus = Command::new("dbus-daemon");
        bus.args(["--session", "--nofork", "--print-address=1"]);
        private(&mut bus, folder.path());
        let (bus, bus_address) = Running::start_and_read(&mut bus, &folder.path().join("bus.log"))?;
        let mut desktop = Self {
            display,
            folder,
            bus_address,
            access: Access::ByEye,
            keyring: None,
            _bus: bus,
            _screen: screen,
        };
        if keyring == Keyring::Unlocked {
            desktop.keyring = Some(desktop.unlocked_keyring()?);
        }
        Ok(desktop)
    }

    fn unlocked_keyring(&self) -> anyhow::Result<Running> {
        let password = self.folder.path().join("password");
        fs::write(&password, "scrim")?;
        let mut command = Command::new("sh");
        command.args(["-c", KEYRING]).arg(&password);
        self.enter(&mut command);
        Running::start(&mut command, &self.file("keyring.log"))
    }

    /// Lets assistive technology be told of the windows that open from now on.
    pub fn open_to_ears(&mut self) {
        self.access = Access::ByEar;
    }

    /// Lets a program run on this desktop.
    pub fn enter(&self, command: &mut Command) {
        private(command, self.folder.path());
        command
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus_address)
            // What the machine's own logind says is not for this desktop.
            .env("DBUS_SYSTEM_BUS_ADDRESS", &self.bus_address)
            .env("LIBGL_ALWAYS_SOFTWARE", "1");
        match self.access {
            // The toolkit's own, and the web view's: with no bus named, each would have one started.
            Access::ByEye => command.env("NO_AT_BRIDGE", "1").env("AT_SPI_BUS_ADDRESS", ""),
            Access::ByEar => command.env_remove("NO_AT_BRIDGE").env_remove("AT_SPI_BUS_ADDRESS"),
        };
        if let Some(display) = &self.display {
            command
                .env("DISPLAY", display)
                .env("GDK_BACKEND", "x11")
                .env_remove("WAYLAND_DISPLAY");
        }
    }

    /// Where its message bus is, which is its session's and its system's.
    pub fn bus(&self) -> &str {
        &self.bus_address
    }

    /// A file of this desktop.
    pub fn file(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

fn private(command: &mut Command, folder: &Path) {
    for (variable, name) in FOLDERS {
        command.env(variable, folder.join(name));
    }
}

/// The server picks a free number itself and says which once it answers.
fn screen(shows: Shows, folder: &Path) -> anyhow::Result<(Option<Running>, Option<String>)> {
    let Shows::InMemory(width, height) = shows else {
        return Ok((None, None));
    };
    let mut command = Command::new("Xvfb");
    let size = format!("{width}x{height}x24");
    command.args(["-displayfd", "1", "-screen", "0", &size, "-nolisten", "tcp"]);
    let (running, number) = Running::start_and_read(&mut command, &folder.join("screen.log"))?;
    Ok((Some(running), Some(format!(":{number}"))))
}
