//! The systems that are checked from here: what the compiler calls them, and what it takes. Runs nothing.

use crate::packages::Purpose;

/// A system that the desk is for, and this machine is not.
#[derive(clap::ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum System {
    /// By mingw, which Debian has.
    Windows,
    /// Rust alone: no C compiler for it is free to be had.
    Macos,
}

/// Crates that no other system is to have, each with why.
pub(super) const LINUX_ONLY: [(&str, &str); 1] = [(
    "scrim-tests",
    "which drives a Linux desktop: its screen, its bus, its signals",
)];

impl System {
    /// As people call it.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Windows => "Windows",
            Self::Macos => "macOS",
        }
    }

    /// As the compiler calls it.
    pub(super) const fn triple(self) -> &'static str {
        match self {
            Self::Windows => "x86_64-pc-windows-gnu",
            Self::Macos => "aarch64-apple-darwin",
        }
    }

    /// What must be installed to compile for it.
    pub(super) const fn purposes(self) -> &'static [Purpose] {
        match self {
            Self::Windows => &[Purpose::Build, Purpose::OtherSystems, Purpose::Mingw],
            Self::Macos => &[Purpose::Build, Purpose::OtherSystems],
        }
    }

    /// What a check that holds does not show.
    pub(super) const fn unproven(self) -> &'static str {
        match self {
            Self::Windows => {
                "proven: all Rust, and its C by mingw. Not proven: Microsoft's compiler and linker, a window by WebView2"
            }
            Self::Macos => {
                "proven: all Rust. NOT proven: C code, for which a stand-in made empty files, and linking; no program was made"
            }
        }
    }
}
