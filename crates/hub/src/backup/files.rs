//! Files copied so that they outlive a crash, with their digest, and folders that are made or looked into.

use super::BackupError;
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

/// Read and written at once.
const CHUNK: usize = 256 * 1024;

/// What the name of a file ends in until it is whole.
const UNFINISHED: &str = "unfinished";

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Held {
    pub(super) bytes: u64,
    pub(super) sha256: [u8; 32],
}

/// Folders that files were put into, to be synced once.
#[derive(Debug, Default)]
pub(super) struct Touched(BTreeSet<PathBuf>);

impl Touched {
    /// Copies a file to where none is looked for before it is whole. Makes the folders it takes, below `root`.
    pub(super) fn copy(&mut self, from: &Path, root: &Path, path: &str) -> io::Result<Held> {
        let to = root.join(path);
        if let Some(folder) = to.parent() {
            fs::create_dir_all(folder)?;
            let folders = folder.ancestors().take_while(|folder| folder.starts_with(root));
            self.0.extend(folders.map(Path::to_owned));
        }
        let unfinished = unfinished(&to);
        let mut reader = File::open(from)?;
        let mut writer = File::create(&unfinished)?;
        let held = pump(&mut reader, &mut writer)?;
        writer.sync_all()?;
        fs::rename(&unfinished, &to)?;
        Ok(held)
    }

    /// When it answers, the names outlive a crash as well.
    pub(super) fn sync(&self) -> io::Result<()> {
        self.0.iter().try_for_each(|folder| File::open(folder)?.sync_all())
    }
}

/// What a file holds now.
pub(super) fn held(path: &Path) -> io::Result<Held> {
    pump(&mut File::open(path)?, &mut io::sink())
}

/// Where a file lies until it is whole.
pub(super) fn unfinished(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(UNFINISHED);
    PathBuf::from(name)
}

/// Whether a file was left where it was not whole yet.
pub(super) fn is_unfinished(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_name, end)| end == UNFINISHED)
}

fn pump(reader: &mut impl Read, writer: &mut impl Write) -> io::Result<Held> {
    let (mut hasher, mut bytes) = (Sha256::new(), 0);
    let mut chunk = vec![0; CHUNK];
    loop {
        let read = reader.read(&mut chunk)?;
        let Some(got) = chunk.get(..read).filter(|got| !got.is_empty()) else {
            let sha256 = hasher.finalize().into();
            return Ok(Held { bytes, sha256 });
        };
        hasher.update(got);
        writer.write_all(got)?;
        bytes += got.len() as u64;
    }
}

/// Makes a folder that is for nobody else, where there is none.
pub(super) fn make_folder(folder: &Path) -> Result<(), BackupError> {
    let mut maker = fs::DirBuilder::new();
    maker.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut maker, 0o700);
    maker.create(folder).map_err(disk(folder))
}

/// The names in a folder; none where there is no folder.
pub(super) fn names(folder: &Path) -> Result<Vec<String>, BackupError> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries.map_err(disk(folder))?,
    };
    let names = entries.map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()));
    names.collect::<io::Result<_>>().map_err(disk(folder))
}

/// Whether one of two folders lies in the other, or they are one. They may not be there yet.
pub(super) fn within(one: &Path, other: &Path) -> Result<bool, BackupError> {
    let (one, other) = (whole(one).map_err(disk(one))?, whole(other).map_err(disk(other))?);
    Ok(one.starts_with(&other) || other.starts_with(&one))
}

/// A path as the system sees it, as far as there is something.
fn whole(path: &Path) -> io::Result<PathBuf> {
    let path = std::path::absolute(path)?;
    let known = path.ancestors().find_map(|ancestor| {
        let found = fs::canonicalize(ancestor).ok()?;
        Some(found.join(path.strip_prefix(ancestor).ok()?))
    });
    Ok(known.unwrap_or(path))
}

/// A failure of the disk, about a path.
pub(super) fn disk(path: &Path) -> impl FnOnce(io::Error) -> BackupError {
    let path = path.to_owned();
    move |source| BackupError::Disk { path, source }
}
