//! Core images of running processes, taken by gdb's `gcore` as whoever has the machine could. Linux only.

use super::memory::occurrences;
use anyhow::Context as _;
use std::{
    fs::File,
    io::Read as _,
    path::PathBuf,
    process::{Command, Stdio},
};
use tempfile::TempDir;

/// The program that takes them.
pub const TOOL: &str = "gcore";

/// How much of a file is searched at once, bytes.
const PIECE_BYTES: usize = 16 * 1024 * 1024;

/// An image of one process, gone with the value.
#[derive(Debug)]
pub struct CoreImage {
    file: PathBuf,
    _folder: TempDir,
}

impl CoreImage {
    /// Takes one, with what a crash would leave: all that a process has touched, but for what it has asked to
    /// be left out. The process stands still meanwhile and goes on afterwards.
    ///
    /// # Errors
    /// When the tool is missing or may not: of a process that shows its memory to nobody, root alone may.
    pub fn take(pid: u32) -> anyhow::Result<Self> {
        let folder = TempDir::with_prefix("scrim-core-")?;
        let taken = Command::new(TOOL)
            .arg("-o")
            .arg(folder.path().join("core"))
            .arg(pid.to_string())
            .stdin(Stdio::null())
            .output()
            .with_context(|| format!("{TOOL} cannot be started"))?;
        let file = folder.path().join(format!("core.{pid}"));
        let said = || String::from_utf8_lossy(&taken.stderr).into_owned();
        anyhow::ensure!(
            taken.status.success() && file.is_file(),
            "no core image of {pid}: {}",
            said()
        );
        Ok(Self { file, _folder: folder })
    }

    /// Shows all of it in pieces; each begins with as many bytes as `seam` says of the one before. Pieces of
    /// zeros are left out: an image has gigabytes of address space that nothing ever touched.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn each_piece(&self, seam: usize, mut look: impl FnMut(&[u8])) -> anyhow::Result<()> {
        let mut file = File::open(&self.file)?;
        let (mut piece, mut kept) = (vec![0; PIECE_BYTES], 0);
        loop {
            let read = file.read(piece.get_mut(kept..).unwrap_or_default())?;
            if read == 0 {
                return Ok(());
            }
            let filled = kept + read;
            let bytes = piece.get(..filled).unwrap_or_default();
            if bytes.iter().any(|byte| *byte != 0) {
                look(bytes);
            }
            kept = filled.min(seam);
            piece.copy_within(filled - kept..filled, 0);
        }
    }

    /// How often bytes are found in it.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn count(&self, pattern: &[u8]) -> anyhow::Result<usize> {
        let mut found = 0;
        // What a piece ends with may be the beginning of a pattern.
        let seam = pattern.len().saturating_sub(1);
        self.each_piece(seam, |piece| found += occurrences(piece, pattern))?;
        Ok(found)
    }
}
