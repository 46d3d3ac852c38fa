//! The journal's file: sealed records, one after the other.
//!
//! Each record is its length (4 bytes, little endian) and sealed JSON. Its place in the file and the version that wrote it
//! are among the associated bytes, so that records can be neither moved nor repeated nor read as another version's.
//!
//! The version itself is a record in clear before all others. A desk from before there was one takes that for a record
//! under another key, and sets the file aside as it is.

use super::letter::Letter;
use crate::directory;
use scrim_media::sealed::{self, Key, NONCE_PREFIX_BYTES};
use scrim_wire::ipc::view::Aside;
use serde::{Deserialize, Serialize};
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Seek, SeekFrom, Write},
    path::{Path, PathBuf},
};

/// How records are written here.
const VERSION: u32 = 2;

/// The one without a number in its file.
const UNNUMBERED: u32 = 1;

/// What the record in clear says before the number.
const HEAD: &str = "scrim journal ";

/// The longest record: a verdict on the most pairs with the longest reasons is far below.
const MAX_RECORD_BYTES: usize = 1024 * 1024;

/// Why the journal cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// The system refused.
    #[error("the journal cannot be written: {0}")]
    Io(#[from] io::Error),
    /// A record is longer than any real one.
    #[error("a record of {bytes} bytes is too long for the journal")]
    TooLong {
        /// How long it is.
        bytes: usize,
    },
    /// A record does not serialise.
    #[error("a record does not serialise: {0}")]
    Unserialisable(#[from] serde_json::Error),
}

/// One record.
#[derive(Serialize, Deserialize)]
pub(super) enum Record {
    /// A letter is under way.
    Kept(Box<Letter>),
    /// The hub has it.
    Done(uuid::Uuid),
}

/// The open file.
pub(super) struct SealedFile {
    path: PathBuf,
    /// None while it is replaced: some systems replace no file that is open.
    file: Option<File>,
    key: Key,
    records: u64,
}

/// How far a file could be read.
enum Reading {
    /// To its end, or to where a crash tore the last record.
    Whole,
    /// To a record that does not verify.
    Foreign,
    /// Not at all: a later version wrote it.
    Newer,
}

/// What was found where the journal is.
pub(super) struct Found {
    /// The records that could be read, in their order.
    pub(super) records: Vec<Record>,
    /// Why the file, or what is left of it, was set aside.
    pub(super) aside: Option<Aside>,
    /// Files that had been set aside and can be read now: to be removed once what is in them is written anew.
    pub(super) taken_up: Vec<PathBuf>,
}

impl SealedFile {
    /// Opens the file, reads what is there, sets it aside where it is not ours. What an earlier run set aside is read with
    /// it, where that is possible now.
    pub(super) fn open(path: PathBuf, key: Key) -> Result<(Self, Found), JournalError> {
        let (mut found, bytes) = (earlier(&path, &key)?, bytes_of(&path)?);
        let (records, reading) = read(&bytes, &key);
        found.records.extend(records);
        found.aside = match reading {
            Reading::Whole => None,
            Reading::Foreign => Some(Aside::Unreadable),
            Reading::Newer => Some(Aside::Newer),
        };
        if let Some(why) = found.aside {
            tracing::warn!(?why, "the journal cannot be read; it is set aside");
            directory::set_aside(&path)?;
        }
        let file = open_to_write(&path)?;
        let open = Self {
            path,
            file: Some(file),
            key,
            records: 0,
        };
        Ok((open, found))
    }

    /// Replaces everything by these letters.
    pub(super) fn rewrite(
        &mut self,
        letters: &[Letter],
        prefix: &mut dyn FnMut() -> [u8; NONCE_PREFIX_BYTES],
    ) -> Result<(), JournalError> {
        let mut bytes = head();
        self.records = 0;
        for letter in letters {
            let record = Record::Kept(Box::new(letter.clone()));
            bytes.extend(self.sealed(&record, prefix())?);
            self.records += 1;
        }
        self.file = None;
        self.file = Some(directory::replace(&self.path, &bytes)?);
        Ok(())
    }

    fn open_file(&mut self) -> io::Result<&mut File> {
        let file = match self.file.take() {
            Some(file) => file,
            None => open_to_write(&self.path)?,
        };
        Ok(self.file.insert(file))
    }

    /// Adds a record and waits until it is on the disk.
    pub(super) fn append(&mut self, record: &Record, prefix: [u8; NONCE_PREFIX_BYTES]) -> Result<(), JournalError> {
        let bytes = self.sealed(record, prefix)?;
        let file = self.open_file()?;
        let end = file.seek(SeekFrom::End(0))?;
        let written = file.write_all(&bytes).and_then(|()| file.sync_data());
        if let Err(error) = written {
            // Half a record would hide whatever came after it.
            file.set_len(end)?;
            return Err(error.into());
        }
        self.records += 1;
        Ok(())
    }

    /// Nothing is under way any more.
    pub(super) fn empty(&mut self) -> Result<(), JournalError> {
        let file = self.open_file()?;
        file.set_len(head().len() as u64)?;
        file.sync_data()?;
        self.records = 0;
        Ok(())
    }

    fn sealed(&self, record: &Record, prefix: [u8; NONCE_PREFIX_BYTES]) -> Result<Vec<u8>, JournalError> {
        let clear = zeroize::Zeroizing::new(serde_json::to_vec(record)?);
        let sealed = sealed::seal(&self.key, &place(VERSION, self.records), prefix, &clear);
        let bytes = sealed.len();
        let length = u32::try_from(bytes).ok().filter(|_| bytes <= MAX_RECORD_BYTES);
        let length = length.ok_or(JournalError::TooLong { bytes })?;
        Ok([&length.to_le_bytes(), sealed.as_slice()].concat())
    }
}

fn open_to_write(path: &Path) -> io::Result<File> {
    OpenOptions::new().create(true).truncate(false).write(true).open(path)
}

/// What earlier runs set aside and this one reads whole. The rest stays where it is.
fn earlier(path: &Path, key: &Key) -> Result<Found, JournalError> {
    let mut found = Found {
        records: Vec::new(),
        aside: None,
        taken_up: Vec::new(),
    };
    for aside in directory::all_aside(path)? {
        let (records, reading) = read(&bytes_of(&aside)?, key);
        if matches!(reading, Reading::Whole) && !records.is_empty() {
            found.records.extend(records);
            found.taken_up.push(aside);
        }
    }
    Ok(found)
}

fn bytes_of(path: &Path) -> io::Result<Vec<u8>> {
    match fs::read(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        read => read,
    }
}

fn read(bytes: &[u8], key: &Key) -> (Vec<Record>, Reading) {
    let (version, mut rest) = version(bytes);
    if version > VERSION {
        return (Vec::new(), Reading::Newer);
    }
    let mut records = Vec::new();
    for number in 0.. {
        let Some((sealed, after)) = next(rest) else {
            break;
        };
        let record = sealed::open(key, &place(version, number), sealed, MAX_RECORD_BYTES).ok();
        match record.and_then(|clear| serde_json::from_slice(&clear).ok()) {
            Some(record) => records.push(record),
            None => return (records, Reading::Foreign),
        }
        rest = after;
    }
    (records, Reading::Whole)
}

/// The next whole record.
fn next(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
    rest.split_at_checked(length)
}

/// Which version wrote a file, and what follows.
fn version(bytes: &[u8]) -> (u32, &[u8]) {
    let numbered = || {
        let (head, rest) = next(bytes)?;
        let number = std::str::from_utf8(head).ok()?.strip_prefix(HEAD)?.parse().ok()?;
        Some((number, rest))
    };
    numbered().unwrap_or((UNNUMBERED, bytes))
}

/// What a file begins with.
fn head() -> Vec<u8> {
    let head = format!("{HEAD}{VERSION}");
    let length = u32::try_from(head.len()).unwrap_or_default();
    [&length.to_le_bytes(), head.as_bytes()].concat()
}

fn place(version: u32, number: u64) -> Vec<u8> {
    [format!("{HEAD}{version}").as_bytes(), &number.to_le_bytes()].concat()
}
