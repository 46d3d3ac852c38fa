//! A hub whose data lie on a disk of its own that can be filled: a file system in memory, in a namespace that ends with
//! the hub.

use super::{
    child::Running,
    operator::{Operator, Ready},
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// Makes the disk, copies onto it what the hub has so far, and becomes the hub.
const BECOME: &str = "mount -t tmpfs -o size=\"$1\" tmpfs \"$SCRIM_DISK\" && cp -a \"$SCRIM_HUB_DATA/.\" \"$SCRIM_DISK\" \
                      && export SCRIM_HUB_DATA=\"$SCRIM_DISK\" && shift && exec \"$@\"";

const NAMESPACE: [&str; 4] = ["--user", "--map-root-user", "--mount", "--"];

/// The disk of a running hub.
#[derive(Debug)]
pub struct SmallDisk {
    /// As the hub's own namespace has it.
    seen: PathBuf,
}

impl SmallDisk {
    /// Whether this machine lets a program have file systems of its own.
    pub fn can_be_had() -> bool {
        let mut probe = Command::new("unshare");
        probe.args(NAMESPACE).args(["mount", "-t", "tmpfs", "tmpfs", "/tmp"]);
        let probe = probe.stdout(Stdio::null()).stderr(Stdio::null()).status();
        probe.is_ok_and(|status| status.success())
    }

    /// Serves from a disk of so many bytes, mounted at `at`.
    pub(super) fn serve(
        command: &Command,
        at: &Path,
        bytes: u64,
        log: &Path,
    ) -> anyhow::Result<(Running, Ready, Self)> {
        fs::create_dir_all(at)?;
        let mut whole = Command::new("unshare");
        whole
            .args(NAMESPACE)
            .args(["sh", "-c", BECOME, "sh", &bytes.to_string()]);
        whole.arg(command.get_program()).args(command.get_args());
        whole.env("SCRIM_DISK", at);
        for (name, value) in command.get_envs() {
            if let Some(value) = value {
                whole.env(name, value);
            }
        }
        let (running, ready) = Operator::serve(whole, log)?;
        let seen = PathBuf::from(format!("/proc/{}/root{}", running.pid(), at.display()));
        Ok((running, ready, Self { seen }))
    }

    /// Fills it to its last byte.
    ///
    /// # Errors
    /// When it cannot be reached.
    pub fn fill(&self) -> anyhow::Result<()> {
        let mut filler = fs::File::create(self.filler())?;
        let block = [0_u8; 4_096];
        loop {
            match std::io::Write::write_all(&mut filler, &block) {
                Ok(()) => {}
                Err(error) if error.kind() == std::io::ErrorKind::StorageFull => return Ok(()),
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Gives back what [`Self::fill`] took.
    ///
    /// # Errors
    /// When it was not filled.
    pub fn empty(&self) -> anyhow::Result<()> {
        Ok(fs::remove_file(self.filler())?)
    }

    fn filler(&self) -> PathBuf {
        self.seen.join("filler")
    }
}
