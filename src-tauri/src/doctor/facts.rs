//! What a machine is like, as plain values: whatever the doctor says, it says of these.

use scrim_desk::{HubState, KeyringState, Tells};
use scrim_wire::ipc::view::{Capture, MemoryLock};

/// All of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Facts {
    /// This program.
    pub(crate) build: Build,
    /// What a crash would leave.
    pub(crate) dumps: Dumps,
    /// Locked memory.
    pub(crate) memory: Memory,
    /// Where memory may be written to; none where this system does not say.
    pub(crate) swap: Option<Vec<Swap>>,
    /// The keyring.
    pub(crate) keyring: KeyringState,
    /// Screen capture.
    pub(crate) capture: Capture,
    /// Whether the system tells when the screen is locked or the machine sleeps.
    pub(crate) seat: Tells,
    /// What draws.
    pub(crate) display: Display,
    /// The web view's version; none where there is no web view.
    pub(crate) web_view: Option<String>,
    /// The folder for the desk's own files.
    pub(crate) folder: Folder,
    /// The hub of the last sign-in; none where nobody has signed in here and none was named.
    pub(crate) hub: Option<Hub>,
}

/// This program.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Build {
    /// Its version.
    pub(crate) version: &'static str,
    /// Whether the window can be inspected.
    pub(crate) devtools: bool,
    /// What it has for tests alone.
    pub(crate) for_tests: &'static [&'static str],
}

/// What a crash would leave.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Dumps {
    /// The most a core file may have, bytes; none where there is no limit or no such thing.
    pub(crate) limit_bytes: Option<u64>,
    /// Whether the kernel would dump this process, and others of its user may read it; none where this
    /// system does not say.
    pub(crate) readable: Option<bool>,
    /// The program that the kernel hands crashes to, whatever limits say; none where it writes files.
    pub(crate) handler: Option<String>,
}

/// Locked memory.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Memory {
    /// What could be locked just now.
    pub(crate) lock: MemoryLock,
    /// The limit, bytes; none where there is none.
    pub(crate) limit_bytes: Option<u64>,
    /// What a look takes, bytes.
    pub(crate) look_bytes: u64,
}

/// One place that memory may be written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Swap {
    /// Its device or file.
    pub(crate) name: String,
    /// What becomes of what is written there.
    pub(crate) kept: Kept,
}

/// What becomes of memory that is swapped out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kept {
    /// It stays in memory, compressed.
    InMemory,
    /// It is encrypted before it reaches a disk.
    #[cfg_attr(
        not(any(target_os = "linux", test)),
        expect(dead_code, reason = "Linux alone says where it swaps to")
    )]
    Encrypted,
    /// It reaches a disk as it is, as far as can be told.
    InClear,
}

/// What draws the window.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Display {
    /// X11.
    X11,
    /// Wayland.
    Wayland,
    /// X11 programs on a Wayland desktop.
    X11OnWayland,
    /// Nothing that could draw one.
    None,
    /// This system has one of its own.
    Native,
}

/// The folder for the desk's own files.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Folder {
    /// It is made at the first start.
    Missing,
    /// It is this user's alone, as far as the system says.
    Private,
    /// Others may enter it.
    #[cfg_attr(
        not(any(unix, test)),
        expect(
            dead_code,
            reason = "elsewhere a folder of the user's lets nobody else in, and has no mode"
        )
    )]
    Open {
        /// Its rights, as `ls` counts them.
        mode: u32,
    },
    /// The system has none for us, or will not let us in.
    Unusable,
}

/// The hub of the last sign-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hub {
    /// Where it is.
    pub(crate) address: String,
    /// What it is like from here.
    pub(crate) state: HubState,
}
