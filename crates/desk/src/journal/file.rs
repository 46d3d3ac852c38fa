//! The journal's file: sealed records, one after the other.
//!
//! Each record is its length (4 bytes, little endian) and sealed JSON. Its place in the file is among
//! the associated bytes, so that records can be neither moved nor repeated.

use super::letter::Letter;
use crate::directory;
use scrim_media::sealed::{self, Key, NONCE_PREFIX_BYTES};
use serde::{Deserialize, Serialize};
use std::{
    fs::{self, File, OpenOptions},
    io::{self, Seek, SeekFrom, Write},
    path::PathBuf,
};

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
    Kept(Letter),
    /// The hub has it.
    Done(uuid::Uuid),
}

/// The open file.
pub(super) struct SealedFile {
    path: PathBuf,
    file: File,
    key: Key,
    records: u64,
}

/// How far a file could be read.
enum Reading {
    /// To its end, or to where a crash tore the last record.
    Whole,
    /// To a record that does not verify.
    Foreign,
}

impl SealedFile {
    /// Opens the file, reads what is there, sets it aside where it is not ours.
    pub(super) fn open(path: PathBuf, key: Key) -> Result<(Self, Vec<Record>), JournalError> {
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(error.into()),
        };
        let (records, reading) = read(&bytes, &key);
        if matches!(reading, Reading::Foreign) {
            tracing::warn!("the journal does not verify; what could not be read is set aside");
            fs::rename(&path, path.with_extension("set-aside"))?;
        }
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&path)?;
        let open = Self {
            path,
            file,
            key,
            records: 0,
        };
        Ok((open, records))
    }

    /// Replaces everything by these letters.
    pub(super) fn rewrite(
        &mut self,
        letters: &[Letter],
        prefix: &mut dyn FnMut() -> [u8; NONCE_PREFIX_BYTES],
    ) -> Result<(), JournalError> {
        let mut bytes = Vec::new();
        self.records = 0;
        for letter in letters {
            let record = Record::Kept(letter.clone());
            bytes.extend(self.sealed(&record, prefix())?);
            self.records += 1;
        }
        self.file = directory::replace(&self.path, &bytes)?;
        Ok(())
    }

    /// Adds a record and waits until it is on the disk.
    pub(super) fn append(&mut self, record: &Record, prefix: [u8; NONCE_PREFIX_BYTES]) -> Result<(), JournalError> {
        let bytes = self.sealed(record, prefix)?;
        let end = self.file.seek(SeekFrom::End(0))?;
        let written = self.file.write_all(&bytes).and_then(|()| self.file.sync_data());
        if let Err(error) = written {
            // Half a record would hide whatever came after it.
            self.file.set_len(end)?;
            return Err(error.into());
        }
        self.records += 1;
        Ok(())
    }

    /// Nothing is under way any more.
    pub(super) fn empty(&mut self) -> Result<(), JournalError> {
        self.file.set_len(0)?;
        self.file.sync_data()?;
        self.records = 0;
        Ok(())
    }

    fn sealed(&self, record: &Record, prefix: [u8; NONCE_PREFIX_BYTES]) -> Result<Vec<u8>, JournalError> {
        let clear = zeroize::Zeroizing::new(serde_json::to_vec(record)?);
        let sealed = sealed::seal(&self.key, &place(self.records), prefix, &clear);
        let bytes = sealed.len();
        let length = u32::try_from(bytes).ok().filter(|_| bytes <= MAX_RECORD_BYTES);
        let length = length.ok_or(JournalError::TooLong { bytes })?;
        Ok([&length.to_le_bytes(), sealed.as_slice()].concat())
    }
}

fn read(bytes: &[u8], key: &Key) -> (Vec<Record>, Reading) {
    let mut records = Vec::new();
    let mut rest = bytes;
    for number in 0.. {
        let Some((sealed, after)) = next(rest) else {
            break;
        };
        let record = sealed::open(key, &place(number), sealed, MAX_RECORD_BYTES).ok();
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

fn place(number: u64) -> Vec<u8> {
    [b"scrim journal 1".as_slice(), &number.to_le_bytes()].concat()
}
