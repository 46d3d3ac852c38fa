//! A hub whose data lie on a disk of its own that can be filled, and a command on such a disk: a file system in memory,
//! in a namespace that ends with the program.

use super::{
    child::Running,
    operator::{Operator, Ready},
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

/// Makes the disk, copies onto it what the hub has so far, and becomes the hub.
const BECOME: &str = "mount -t tmpfs -o size=\"$1\" tmpfs \"$SCRIM_DISK\" && cp -a \"$SCRIM_HUB_DATA/.\" \"$SCRIM_DISK\" \
                      && export SCRIM_HUB_DATA=\"$SCRIM_DISK\" && shift && exec \"$@\"";

/// Makes the disk, copies onto it what a folder has, runs the program, and brings back into the folder what is there then.
const RUN: &str = "mount -t tmpfs -o size=\"$1\" tmpfs \"$SCRIM_DISK\" && cp -a \"$SCRIM_FOLDER/.\" \"$SCRIM_DISK\" || exit 99; \
                   shift; \"$@\"; code=$?; find \"$SCRIM_FOLDER\" -mindepth 1 -delete && cp -a \"$SCRIM_DISK/.\" \
                   \"$SCRIM_FOLDER\" || exit 99; exit $code";

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
        let (running, ready) = Operator::serve(on_a_disk(command, BECOME, at, bytes), log)?;
        let seen = PathBuf::from(format!("/proc/{}/root{}", running.pid(), at.display()));
        Ok((running, ready, Self { seen }))
    }

    /// Runs a program to its end while the files of `folder` lie at `at` instead, on a disk of so many bytes; what is
    /// there when it has ended is in the folder afterwards.
    ///
    /// # Errors
    /// When there is no such disk, or more in the folder than goes onto it.
    pub fn run(command: &Command, folder: &Path, at: &Path, bytes: u64) -> anyhow::Result<Output> {
        fs::create_dir_all(at)?;
        let ended = on_a_disk(command, RUN, at, bytes)
            .env("SCRIM_FOLDER", folder)
            .output()?;
        let said = String::from_utf8_lossy(&ended.stderr);
        anyhow::ensure!(ended.status.code() != Some(99), "no small disk: {said}");
        Ok(ended)
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

/// A program by way of a script that is told where the disk is to be, and of how many bytes.
fn on_a_disk(command: &Command, script: &str, at: &Path, bytes: u64) -> Command {
    let mut whole = Command::new("unshare");
    whole
        .args(NAMESPACE)
        .args(["sh", "-c", script, "sh", &bytes.to_string()]);
    whole.arg(command.get_program()).args(command.get_args());
    whole.env("SCRIM_DISK", at);
    for (name, value) in command.get_envs() {
        if let Some(value) = value {
            whole.env(name, value);
        }
    }
    whole
}
