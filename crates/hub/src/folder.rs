//! Sealed media in a folder: one file per rendition, each under a key of its own.
//!
//! Knows no key and no picture: it stores and finds sealed bytes.

use scrim_model::{ids::ItemId, rung::Rung};
use std::{
    fs::{self, File},
    io::{self, Write},
    path::{Path, PathBuf},
};

/// Which file of an upload.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The uploaded bytes; never sent to a desk.
    Original,
    /// A rendition.
    Rendition(Rung),
}

/// The folder of all sealed media.
#[derive(Debug, Clone)]
pub struct MediaFolder {
    root: PathBuf,
}

impl Part {
    /// What a file's seal is bound to: the upload's id, then the part.
    pub fn associated(self, item: ItemId) -> [u8; 17] {
        let mut bytes = [0; 17];
        let (id, part) = bytes.split_at_mut(16);
        id.copy_from_slice(item.0.as_bytes());
        part.fill(match self {
            Self::Original => u8::MAX,
            Self::Rendition(rung) => rung.into(),
        });
        bytes
    }

    fn name(self) -> String {
        match self {
            Self::Original => "original".into(),
            Self::Rendition(rung) => u8::from(rung).to_string(),
        }
    }
}

impl MediaFolder {
    /// The folder `media` in the data folder.
    ///
    /// # Errors
    /// When it cannot be made.
    pub fn open(data: &Path) -> io::Result<Self> {
        let root = data.join("media");
        fs::create_dir_all(&root)?;
        Ok(Self { root })
    }

    /// Stores the parts of one upload; when it answers, they are on disk.
    ///
    /// # Errors
    /// When the disk says no; what was written is then taken away.
    pub fn put(&self, item: ItemId, parts: &[(Part, Vec<u8>)]) -> io::Result<()> {
        let folder = self.folder(item);
        fs::create_dir_all(&folder)?;
        let written = parts
            .iter()
            .try_for_each(|(part, sealed)| write(&folder.join(part.name()), sealed));
        let synced = written.and_then(|()| File::open(&folder)?.sync_all());
        if synced.is_err() {
            // The first error is the one to tell.
            let _gone = fs::remove_dir_all(&folder);
        }
        synced
    }

    /// The sealed bytes of one part.
    ///
    /// # Errors
    /// When they are not there or cannot be read.
    pub fn read(&self, item: ItemId, part: Part) -> io::Result<Vec<u8>> {
        fs::read(self.folder(item).join(part.name()))
    }

    /// Takes everything of an upload away.
    ///
    /// # Errors
    /// When the disk says no.
    pub fn remove(&self, item: ItemId) -> io::Result<()> {
        match fs::remove_dir_all(self.folder(item)) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            done => done,
        }
    }

    /// Ids begin with their time, so their end spreads them over folders.
    fn folder(&self, item: ItemId) -> PathBuf {
        let id = item.0.simple().to_string();
        let shard = id.get(id.len() - 2..).unwrap_or("00").to_owned();
        self.root.join(shard).join(id)
    }
}

fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_data()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn what_is_put_is_read_and_what_is_removed_is_gone() {
        let data = tempfile::tempdir().expect("a temporary folder");
        let media = MediaFolder::open(data.path()).expect("made");
        let item = ItemId(Uuid::from_u128(7));
        let part = Part::Rendition(Rung::HeavyVeil);
        media.put(item, &[(part, vec![1, 2, 3])]).expect("stored");
        assert_eq!(media.read(item, part).expect("there"), vec![1, 2, 3]);
        media.remove(item).expect("removed");
        assert!(media.read(item, part).is_err());
        media.remove(item).expect("removing twice is no error");
    }

    #[test]
    fn every_part_is_bound_to_its_own_bytes() {
        let item = ItemId(Uuid::from_u128(7));
        let parts = Rung::ALL.map(Part::Rendition);
        for (at, part) in parts.iter().enumerate() {
            assert_ne!(part.associated(item), Part::Original.associated(item));
            for other in parts.iter().skip(at + 1) {
                assert_ne!(part.associated(item), other.associated(item));
            }
        }
    }
}
