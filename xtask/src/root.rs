//! Where the repository is, and commands that start there. Knows no command by name.

use std::env;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The top folder of the repository.
#[derive(Clone)]
pub(crate) struct Root(PathBuf);

impl Root {
    /// The folder above this crate: as cargo says at run time, else as it was at compile time.
    pub(crate) fn find() -> Self {
        let own = env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
        Self(own.parent().map_or_else(|| own.clone(), Path::to_path_buf))
    }

    /// A path inside the repository.
    pub(crate) fn join(&self, path: impl AsRef<Path>) -> PathBuf {
        self.0.join(path)
    }

    /// The path as a person would type it from the top folder.
    pub(crate) fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.0).unwrap_or(path).display().to_string()
    }

    /// A command that starts in the top folder and reads nothing from the keyboard.
    pub(crate) fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(&self.0).stdin(Stdio::null());
        command
    }

    /// A cargo command, by the same cargo that runs this program.
    pub(crate) fn cargo(&self, words: &str) -> Command {
        let mut command = self.command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.args(words.split_whitespace());
        command
    }
}
