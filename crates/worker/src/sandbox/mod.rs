//! Locking a process down, as an abstraction over systems. What is decoded inside is not known here.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(target_os = "linux")]
mod seccomp;

#[cfg(target_os = "linux")]
pub(crate) use linux::{Layers, Linux};

/// Has this thread stand back for others on the processor, for good, where the system has that for a thread: as far as
/// workers do.
///
/// # Errors
/// Those of the system.
pub fn stand_back() -> std::io::Result<()> {
    #[cfg(target_os = "linux")]
    linux::stand_back()?;
    Ok(())
}

/// How far Landlock holds: no file may be opened, no TCP port reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LandlockState {
    /// Everything asked for is enforced.
    Full,
    /// An older kernel enforces a part.
    Partial,
    /// The kernel has none.
    Absent,
}

impl LandlockState {
    const ALL: [Self; 3] = [Self::Full, Self::Partial, Self::Absent];

    pub(crate) const fn code(self) -> u8 {
        match self {
            Self::Full => 1,
            Self::Partial => 2,
            Self::Absent => 3,
        }
    }

    pub(crate) fn from_code(code: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// The word `doctor` prints.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Partial => "partial",
            Self::Absent => "absent",
        }
    }
}

/// What holds in a worker, as it says itself when it starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SandboxState {
    /// Files and TCP.
    pub landlock: LandlockState,
    /// System calls: an allow-list, anything else kills.
    pub seccomp: bool,
    /// Memory, file size, open files, processes, core dumps.
    pub rlimits: bool,
    /// No program run from it could gain rights.
    pub no_new_privs: bool,
}

impl SandboxState {
    /// The state where nothing holds.
    pub const NONE: Self = Self {
        landlock: LandlockState::Absent,
        seccomp: false,
        rlimits: false,
        no_new_privs: false,
    };

    /// Whether strangers' bytes may be decoded in it: Landlock is a second wall behind seccomp,
    /// without which a worker is no sandbox.
    pub const fn suffices(self) -> bool {
        self.seccomp && self.rlimits && self.no_new_privs
    }
}

/// Why a process could not be locked down at all.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    /// Resource limits or process attributes could not be set.
    #[error("a limit of the process could not be set")]
    Process(#[source] std::io::Error),
}

/// A way to lock the calling process down for good. One per system; each layer that a system lacks
/// is reported in the state, not an error.
pub trait Isolation {
    /// Locks down and says what holds. Everything needed must be open before.
    ///
    /// # Errors
    /// [`SandboxError`] when even what every system has could not be set.
    fn lock_down(&self) -> Result<SandboxState, SandboxError>;
}

/// No isolation: for systems this crate has none for yet. Says so in its state.
#[cfg(not(target_os = "linux"))]
struct Nothing;

#[cfg(not(target_os = "linux"))]
impl Isolation for Nothing {
    fn lock_down(&self) -> Result<SandboxState, SandboxError> {
        Ok(SandboxState::NONE)
    }
}

/// The isolation of this system, for a process that may have `memory_bytes` of address space.
pub fn here(memory_bytes: u64) -> impl Isolation {
    #[cfg(target_os = "linux")]
    return Linux {
        memory_bytes,
        layers: Layers::ALL,
    };
    #[cfg(not(target_os = "linux"))]
    {
        let _ = memory_bytes;
        Nothing
    }
}
