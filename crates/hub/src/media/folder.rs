//! Media in a folder of this machine, synced before anything is acknowledged.

use super::{MediaError, Part, shard_and_name};
use scrim_model::ids::ItemId;
use std::{
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

/// The folder of all sealed media.
#[derive(Debug, Clone)]
pub(super) struct Folder {
    root: PathBuf,
}

impl Folder {
    pub(super) fn open(root: &Path) -> Result<Self, MediaError> {
        fs::create_dir_all(root).map_err(MediaError::Folder)?;
        Ok(Self { root: root.to_owned() })
    }

    pub(super) async fn put(&self, item: ItemId, parts: Vec<(Part, Vec<u8>)>) -> Result<(), MediaError> {
        let folder = self.of(item);
        on_disk(move || {
            let put = put(&folder, &parts);
            if put.is_err() {
                // The first error is the one to tell.
                let _gone = fs::remove_dir_all(&folder);
            }
            put.map_err(MediaError::Folder)
        })
        .await
    }

    pub(super) async fn read(&self, item: ItemId, part: Part, most: usize) -> Result<Vec<u8>, MediaError> {
        let path = self.of(item).join(part.name());
        on_disk(move || read(&path, most)).await
    }

    pub(super) async fn remove(&self, item: ItemId) -> Result<(), MediaError> {
        let folder = self.of(item);
        on_disk(move || match fs::remove_dir_all(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            done => done.map_err(MediaError::Folder),
        })
        .await
    }

    fn of(&self, item: ItemId) -> PathBuf {
        let (shard, name) = shard_and_name(item);
        self.root.join(shard).join(name)
    }
}

fn put(folder: &Path, parts: &[(Part, Vec<u8>)]) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for (part, sealed) in parts {
        let mut file = File::create(folder.join(part.name()))?;
        file.write_all(sealed)?;
        file.sync_data()?;
    }
    File::open(folder)?.sync_all()
}

fn read(path: &Path, most: usize) -> Result<Vec<u8>, MediaError> {
    let file = File::open(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => MediaError::Missing,
        _ => MediaError::Folder(error),
    })?;
    let mut bytes = Vec::new();
    let one_more = u64::try_from(most).unwrap_or(u64::MAX).saturating_add(1);
    file.take(one_more)
        .read_to_end(&mut bytes)
        .map_err(MediaError::Folder)?;
    if bytes.len() > most {
        return Err(MediaError::TooLong);
    }
    Ok(bytes)
}

async fn on_disk<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, MediaError> + Send + 'static,
) -> Result<T, MediaError> {
    tokio::task::spawn_blocking(work)
        .await
        .unwrap_or(Err(MediaError::Stopped))
}
