//! Giving a package to the program that the system has for it: a software centre, an installer, whatever opens such a file
//! when somebody presses it. That program asks for whatever rights it needs.

use crate::browser::open_by_the_system;
use std::path::Path;

/// Takes packages.
pub trait Installer: Send + Sync {
    /// Takes one, and does not wait for what becomes of it.
    ///
    /// # Errors
    /// [`NotTaken`].
    fn take(&self, package: &Path) -> Result<(), NotTaken>;
}

/// No program took the package.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no program of this system takes the package")]
pub struct NotTaken;

/// Whatever the system opens such a file with.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemInstaller;

impl Installer for SystemInstaller {
    fn take(&self, package: &Path) -> Result<(), NotTaken> {
        open_by_the_system(package.as_os_str()).ok_or(NotTaken)
    }
}
