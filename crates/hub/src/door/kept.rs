//! The index as a file in the data folder, so that a hub with millions of hashes serves at once.
//!
//! The file is a shortcut and never the truth: it says which change of the store's log it is up to date with, and is
//! taken only where the log still has exactly that change. A database that was restored to an earlier day has not.

use super::{Key, State};
use scrim_hashing::index::{NearIndex, NotRead, Opened};
use scrim_model::ids::EntryId;
use scrim_store::{Store, StoreError, banks::HashChange};
use std::{
    fs::{self, File},
    io::{self, BufWriter},
    path::{Path, PathBuf},
};
use uuid::Uuid;

/// The file's name in the data folder.
const NAME: &str = "hashes.index";

/// What an entry takes at least, bytes: bounds how many a file of some length can hold.
const ENTRY_BYTES: u64 = 32 + 1 + KEY_BYTES as u64;

const KEY_BYTES: usize = 17;

/// Up to this many changes the log itself is read quickly enough.
const FEW: i64 = 10_000;

/// Whether so many changes since the index was last kept make it worth keeping again: more than are read from the log
/// in a moment, and more than a small part of it.
pub(super) fn is_due(changes: i64, hashes: usize) -> bool {
    let part = i64::try_from(hashes / 32).unwrap_or(i64::MAX);
    changes > FEW.max(part)
}

/// The index as it was kept, if it was and still belongs to this database.
pub(super) async fn open(folder: &Path, store: &Store) -> Result<Option<State>, StoreError> {
    let file = place(folder);
    let reading = tokio::task::spawn_blocking(move || read(&file));
    let opened = match reading.await.map_err(|_stopped| StoreError::Closed)? {
        Ok(opened) => opened,
        Err(NotRead::Io(error)) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            tracing::warn!(%error, "the kept index is of no use; it is made anew from the database");
            return Ok(None);
        }
    };
    // Its mark is the change that it is up to date with.
    let Some(last) = serde_json::from_slice::<HashChange>(&opened.mark).ok() else {
        return Ok(None);
    };
    let there = store.hash_changes(last.seq - 1, 1).await?;
    if there.first() != Some(&last) {
        tracing::warn!("the kept index is of another database or of a later day; it is made anew");
        return Ok(None);
    }
    let (seq, near) = (last.seq, opened.index);
    Ok(Some(State { seq, near, kept: seq }))
}

/// Keeps the index, in one step: whoever reads meanwhile or after a crash finds the last one whole.
pub(super) fn keep(folder: &Path, state: &State, last: &HashChange) -> io::Result<()> {
    let (file, new) = (place(folder), folder.join(format!("{NAME}.new")));
    let mark = serde_json::to_vec(last)?;
    let bytes_of = |(entry, variant): &Key| {
        let mut bytes = [0; KEY_BYTES];
        let (id, rest) = bytes.split_at_mut(16);
        id.copy_from_slice(entry.0.as_bytes());
        rest.fill(u8::from(*variant));
        bytes
    };
    let mut out = BufWriter::with_capacity(1 << 20, File::create(&new)?);
    state.near.write_to(&mut out, &mark, bytes_of)?;
    out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
    fs::rename(new, file)
}

fn read(file: &Path) -> Result<Opened<Key>, NotRead> {
    let file = File::open(file)?;
    let most = file.metadata()?.len() / ENTRY_BYTES;
    NearIndex::read_from(file, most, |bytes: [u8; KEY_BYTES]| {
        let (id, rest) = bytes.split_first_chunk::<16>()?;
        let variant = match rest {
            [0] => false,
            [1] => true,
            _ => return None,
        };
        Some((EntryId(Uuid::from_bytes(*id)), variant))
    })
}

fn place(folder: &Path) -> PathBuf {
    folder.join(NAME)
}

#[cfg(test)]
mod tests {
    use crate::{clock, door::Index};
    use scrim_hashing::pdq::PdqHash;
    use scrim_model::{
        digests::FileDigests,
        matching::{FrameHash, HarmType, Perceptual},
    };
    use scrim_store::{
        Store,
        banks::{NewBank, NewEntry},
    };
    use sha2::{Digest, Sha256};
    use std::{fs, path::Path};
    use tempfile::TempDir;

    /// A hash for each number, far from those of others.
    fn frame(number: u32) -> FrameHash {
        FrameHash {
            frame: 0,
            perceptual: Perceptual {
                hash: PdqHash(Sha256::digest(number.to_le_bytes()).into()),
                quality: 100,
            },
        }
    }

    async fn list(store: &Store, numbers: std::ops::Range<u32>) {
        let bank = NewBank {
            name: "known".into(),
            harm: HarmType::Csam,
            vetted_reason: None,
        };
        let entry = NewEntry {
            bank: store.bank(bank).await.expect("a bank").id,
            category: None,
            provenance: None,
            votes: None,
            digests: FileDigests {
                sha256: Some(Sha256::digest(numbers.start.to_be_bytes()).into()),
                ..FileDigests::default()
            },
            hashes: numbers.map(|number| frame(number).perceptual).collect(),
        };
        store.add_entry(entry).await.expect("an entry");
    }

    fn store(folder: &Path) -> Store {
        Store::open(folder, clock::system()).expect("a store")
    }

    /// Up to which change the index of a folder is taken from its file, and whether a hash is found by it.
    async fn opened(folder: &Path, store: &Store, number: u32) -> (i64, bool) {
        let index = Index::open(folder, store).await.expect("an index");
        let near = index.near(store, &[frame(number)]).await.expect("an answer").hashes;
        let kept = index.state.read().await.kept;
        (kept, near.len() == 1)
    }

    #[tokio::test]
    async fn a_kept_index_is_used_where_it_belongs_and_nowhere_else() {
        let folder = TempDir::new().expect("a folder");
        let here = store(folder.path());
        list(&here, 0..9_000).await;
        let index = Index::open(folder.path(), &here).await.expect("an index");
        assert!(!index.keep(folder.path(), &here).await.expect("few"), "few changes");
        list(&here, 9_000..12_000).await;
        index.follow(&here).await.expect("up to date");
        assert!(index.keep(folder.path(), &here).await.expect("many"), "many changes");
        assert!(!index.keep(folder.path(), &here).await.expect("again"), "nothing new");
        list(&here, 20_000..20_002).await;
        assert_eq!(opened(folder.path(), &here, 11_999).await, (12_000, true));
        assert_eq!(
            opened(folder.path(), &here, 20_001).await,
            (12_000, true),
            "what came since"
        );
        assert_eq!(opened(folder.path(), &here, 30_000).await, (12_000, false));

        let other_folder = TempDir::new().expect("a folder");
        let other = store(other_folder.path());
        list(&other, 50_000..63_000).await;
        assert_eq!(
            opened(folder.path(), &other, 50_001).await,
            (0, true),
            "another database"
        );
        let young = TempDir::new().expect("a folder");
        let young = store(young.path());
        assert_eq!(opened(folder.path(), &young, 1).await, (0, false), "an earlier day");

        let file = super::place(folder.path());
        let whole = fs::read(&file).expect("the file");
        fs::write(&file, &whole[..whole.len() / 2]).expect("half of it");
        assert_eq!(opened(folder.path(), &here, 11_999).await, (0, true), "half a file");
        let mut damaged = whole;
        let middle = damaged.len() / 2;
        damaged[middle] ^= 1;
        fs::write(&file, damaged).expect("it");
        assert_eq!(opened(folder.path(), &here, 11_999).await, (0, true), "a damaged file");
    }
}
