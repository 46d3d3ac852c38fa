//! Core images of running processes, taken by gdb's `gcore` as whoever has the machine could. Linux only.

use super::memory::occurrences;
use anyhow::Context as _;
use rustix::fs::{FallocateFlags, fallocate};
use std::{
    fs::File,
    io::Read as _,
    os::unix::fs::FileExt as _,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::Duration,
};
use tempfile::TempDir;

/// The program that takes them.
pub const TOOL: &str = "gcore";

/// What it complains of, beside its image.
const SAID: &str = "said";

/// How much of a file is searched at once, bytes.
const PIECE_BYTES: usize = 16 * 1024 * 1024;

/// How far behind its writer an image is searched for zeros, bytes: the writer keeps some to itself.
const BEHIND: u64 = 32 * 1024 * 1024;

/// How often it is looked how far the writer is.
const AGAIN: Duration = Duration::from_millis(5);

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
        let file = folder.path().join(format!("core.{pid}"));
        let mut taking = Command::new(TOOL)
            .arg("-o")
            .arg(folder.path().join("core"))
            .arg(pid.to_string())
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(File::create(folder.path().join(SAID))?)
            .spawn()
            .with_context(|| format!("{TOOL} cannot be started"))?;
        give_back_zeros(&mut taking, &file)?;
        let taken = taking.wait()?;
        let said = || std::fs::read_to_string(folder.path().join(SAID)).unwrap_or_default();
        anyhow::ensure!(taken.success() && file.is_file(), "no core image of {pid}: {}", said());
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

/// Gives back the room of what is only zeros, as far as an image is written, until its writer ends. The tool writes out
/// what a crash would leave as a hole: some seven gigabytes a process, and there are three in a window.
fn give_back_zeros(taking: &mut Child, image: &Path) -> anyhow::Result<()> {
    let (mut piece, mut at) = (vec![0; PIECE_BYTES], 0);
    while taking.try_wait()?.is_none() {
        let Ok(file) = File::options().read(true).write(true).open(image) else {
            std::thread::sleep(AGAIN);
            continue;
        };
        let written = file.metadata()?.len();
        while written.saturating_sub(at) > BEHIND {
            let read = file.read_at(&mut piece, at)?;
            let bytes = piece.get(..read).unwrap_or_default();
            let length = u64::try_from(read)?;
            if bytes.iter().all(|byte| *byte == 0) {
                fallocate(
                    &file,
                    FallocateFlags::PUNCH_HOLE | FallocateFlags::KEEP_SIZE,
                    at,
                    length,
                )?;
            }
            at += length;
        }
        std::thread::sleep(AGAIN);
    }
    Ok(())
}
